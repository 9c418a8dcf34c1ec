"""What an outlet makes of a text by itself: another fact in the place of one, a sentence of its own."""

from __future__ import annotations

import re
from random import Random

from tracing.transmission.texts import Part, Sentence, parts_of

_GIVEN = ("Arvid", "Beata", "Cyril", "Dagny", "Emil", "Farida", "Gilles", "Hedda", "Ilan", "Jovan", "Kirsti",
          "Luca")  # fmt: skip
_FAMILY = ("Stenmark", "Koller", "Amadi", "Holt", "Zubak", "Nazari", "Moreau", "Brun", "Peretz", "Kostic", "Vik",
           "Ferrante", "Havel", "Eide", "Tarasova", "Hruska", "Said", "Borg", "Aune", "Dahl")  # fmt: skip
_WORDS = ("capsized", "bold", "private", "foundered", "unwise", "cautious", "secret", "burned", "modest", "rash")
_ATTRIBUTIONS = ("denied", "claimed", "insisted", "confirmed", "admitted")
_DAYS = ("2 March", "21 March", "9 April", "30 April", "7 May", "26 June", "14 July", "3 August")
_WHO = ("A reader", "The parish council", "A local teacher", "Our photographer", "The chamber of trade", "A bus driver",
        "The football club", "A retired judge", "The rowing school", "A florist")  # fmt: skip
_DID = ("collected {n} signatures", "laid {n} candles", "wrote to {n} councillors", "opened a fund of {n} crowns",
        "printed {n} posters", "sent {n} parcels", "asked {n} neighbours for beds",
        "rang the bell {n} times")  # fmt: skip
_WHERE = ("outside the library", "at the old mill", "under the railway bridge", "by the covered market",
          "in the church hall", "on the bandstand", "near the tram depot", "behind the town hall")  # fmt: skip
_TOWNS = ("Westmoor", "Lindale", "Crofton", "Ashby", "Pennick", "Hartwell", "Dunmore", "Selby")


def other_fact(rng: Random, part: Part) -> str:
    """Return what an outlet puts in the place of a fact."""
    if part.kind == "number":
        return _other_number(rng, part.first)
    if part.kind == "name":
        return f"{rng.choice(_GIVEN)} {rng.choice(_FAMILY)}"
    if part.kind == "word":
        return rng.choice([word for word in _WORDS if word != part.first])
    if part.kind == "attribution":
        return rng.choice(_ATTRIBUTIONS)
    if part.kind == "date" and re.fullmatch(r"\d+ \w+", part.first):
        return rng.choice([day for day in _DAYS if day != part.first])
    return part.second


def own_sentence(rng: Random, outlet: str, name: str) -> Sentence:
    """Return a sentence the outlet adds, unlike those of others."""
    did = rng.choice(_DID).format(n=rng.randint(11, 990))
    told = f"{rng.choice(_WHO)} in {rng.choice(_TOWNS)} {did} {rng.choice(_WHERE)}, the {outlet} has learned."
    return Sentence(name, parts_of(told), parts_of(told))


def _other_number(rng: Random, number: str) -> str:
    digits = [i for i, c in enumerate(number) if c.isdigit()]
    while True:
        at = rng.choice(digits)
        other = number[:at] + rng.choice("123456789") + number[at + 1 :]
        if other != number:
            return other
