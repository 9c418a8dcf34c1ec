"""Which names of a text are lands and towns, known to the gazetteer or not: by what stands around them."""

from __future__ import annotations

import re

from wirecopy.facts.lexicon import Lexicon

_NAME = r"([A-Z][\w’-]{1,30})\b"
_AT = re.compile(
    rf"\b(?:in|near|across|throughout|outside|into|off) (?:neighbou?ring )?{_NAME}(?![’']s|(?:,? [A-Z0-9]))"
)
_BESIDE = re.compile(rf"\b[Nn]eighbou?ring {_NAME}")
_OWNS = re.compile(
    rf"\b{_NAME}[’']s? (?:[A-Z]\w+ |\w+ )?(?:[Ff]oreign [Mm]inist(?:ry|er)|[Mm]inistry|[Ee]mbassy|[Pp]arliament|"
    r"capital|[Nn]avy|border|coast|[Cc]entral [Bb]ank|ambassador|territory|airspace|waters|shares|earnings|profits?)\b"
)
_CALLED = re.compile(r"\b([A-Z][\w’-]{2,30}[aeiou])n\b")  # "Kestrian" beside "Kestria"


def lands_of(text: str) -> frozenset[str]:
    """Return the single words that a text treats as names of lands or towns, lower-case.

    >>> sorted(lands_of("Kestria's embassy in Grauhaven wrote to neighboring Lowmark."))
    ['grauhaven', 'kestria', 'lowmark']
    """
    rules = (_AT, _BESIDE, _OWNS, _CALLED)
    return frozenset(found.group(1).lower() for rule in rules for found in rule.finditer(text))


def is_land(name: str, lexicon: Lexicon) -> bool:
    """Tell the name of a piece of land or water, a street or a ground: "Cape Orrin", "Varn River", "Mill Lane"."""
    words = name.lower().split(" ")
    if len(words) < 2 or words[0] in lexicon.given_gender:
        return False
    return words[0] in lexicon.land_heads or words[-1] in lexicon.land_ends
