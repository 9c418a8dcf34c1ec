"""Where a text names places, and how it uses each: at, to, from there, as a party, or for who sits there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from wirecopy.facts.knowledge.gazetteer import Place
from wirecopy.facts.knowledge.knowledge import Knowledge
from wirecopy.facts.knowledge.lexicon import Lexicon
from wirecopy.facts.names.names import NO_NAMES, Names
from wirecopy.types import Stretch

Function = Literal["locative", "destination", "metonym", "party", "adjective", "topic", "dateline", "anaphor"]
SiteKind = Literal["country", "people", "capital", "place", "seat"]
_WORD = re.compile(r"(?:[A-Z]\.){2,5}|[^\W\d_](?:[\w’'-]{0,38}\w)?\.?")
_POSSESSIVE = re.compile(r"['’]s?\Z")
_MOST_WORDS = 4
_LONGEST_NAME = 60
_LONGEST_TITLE = 5  # letters of a title with its full stop ("Capt.")
_SMALL = 15_000  # inhabitants under which a name needs a word of place before it, for most are also words or surnames
_LARGE = 100_000
_SURE = 0.6  # chance from which the model of names decides whether a word is a place
_AT = frozenset(
    [
        "in",
        "at",
        "near",
        "around",
        "across",
        "outside",
        "inside",
        "throughout",
        "within",
        "of",
        "from",
        "off",
        "over",
        "above",
        "through",
    ]
)
_TO = frozenset(["to", "for", "toward", "towards", "into"])
_TRAVEL = re.compile(
    r"(?i)\b(?:travel|visit|go|goes|going|went|fly|flew|flying|head|return|trip|tour|flight|arriv|"
    r"leave|left|depart|mov|bound|sent|send|deploy|ship|fled|flee)\w{0,5}\b[^.]{0,30}\Z"
)
_BETWEEN = re.compile(
    r"(?:\bbetween|\bwith|\bby|\bagainst|\bthat|\bfrom|\band|\bof|\bas|\bon|\bto|\bbut|\bwhile|\bwhen|\bfor|,|\"|“)\s\Z"
)
_ACTS = re.compile(
    r"(?:,? (?:has|have|had|is|was|will|would|said|says|also|did|does|could|should|may|might|must|"
    r"[a-z]{2,20}ed|[a-z]{3,20}s)\b|['’]s\b)"
)
_PLACE_WORD = re.compile(
    r"(?i)\b(?:in|at|near|around|outside|inside|throughout|across|within)(?: (?:the|central|northern|"
    r"southern|eastern|western|downtown|nearby|north|south|east|west))*\s\Z"
)
_STATE_BEHIND = re.compile(r",? \(?([A-Z][\w.]{1,15}(?: [A-Z][\w.]{1,12})?)")
_DATELINE_BEHIND = re.compile(r"(?:, [A-Z][\w.]{1,20})?,? ?[(—–:-]")
_QUALIFIED = ("state", "country")


@dataclass(frozen=True, slots=True)
class Site:
    """One mention of a place: its name, the country where that is sure, what stands behind its comma, its use."""

    stretch: Stretch
    name: str
    kind: SiteKind
    country: str | None
    behind: str | None
    function: Function


def sites_of(text: str, people: Sequence[Stretch], knowledge: Knowledge, names: Names = NO_NAMES) -> Iterator[Site]:
    """Yield the mentions of places of a text in order, passing over people's names."""
    words = list(_WORD.finditer(text))
    at, i = 0, 0
    while i < len(words):
        start = words[i].start()
        while at < len(people) and people[at].end <= start:
            at += 1
        inside = at < len(people) and people[at].start <= start
        count = 0 if inside or not text[start].isupper() else _longest(text, words, i, knowledge)
        site = _site(text, words, i, count, knowledge, names) if count else None
        if site is not None:
            yield site
        i += count if site is not None else 1


def sites_named(text: str, name: str) -> Iterator[Site]:
    """Yield the mentions of one name that is known to be a place's, where it stands for itself."""
    for match in re.finditer(rf"\b{re.escape(name)}(?!\w)", text):
        stretch, before = Stretch(match.start(), match.end()), text[max(0, match.start() - 60) : match.start()]
        if not _joins_name(text, stretch, before):
            yield Site(stretch, name, "place", None, None, _function(text, stretch, before, False))


def _longest(text: str, words: Sequence[re.Match[str]], i: int, knowledge: Knowledge) -> int:
    """Return of how many words from the i-th on the longest known name is made."""
    gazetteer, reach = knowledge.gazetteer, 1
    while reach < _MOST_WORDS and i + reach < len(words) and words[i + reach].start() - words[i + reach - 1].end() == 1:
        reach += 1
    start = words[i].start()
    for n in range(reach, 0, -1):
        end = words[i + n - 1].end()
        if end - start > _LONGEST_NAME or not text[words[i + n - 1].start()].isupper():
            continue
        if _name(text[start:end], gazetteer.rows, gazetteer.people, gazetteer.seats, gazetteer.capitals):
            return n
    return 0


def _name(shown: str, *tables: object) -> str | None:
    """Return the name as a table has it: without possessive, without a sentence's full stop, shouted or not."""
    plain = _POSSESSIVE.sub("", shown).replace("’", "'")
    for name in (plain, plain.rstrip("."), plain.title() if plain.isupper() and len(plain) > 3 else plain):
        if any(name in table for table in tables):  # type: ignore[operator]
            return name
    return None


def _site(
    text: str, words: Sequence[re.Match[str]], i: int, count: int, knowledge: Knowledge, names: Names
) -> Site | None:
    gazetteer, lexicon = knowledge.gazetteer, knowledge.lexicon
    start, last = words[i].start(), words[i + count - 1]
    name = _name(text[start : last.end()], gazetteer.rows, gazetteer.people, gazetteer.seats, gazetteer.capitals)
    if name is None:
        return None
    end = start + len(name) if text[start : start + len(name)].replace("’", "'") == name else last.end()
    stretch = Stretch(start, end)
    before = text[max(0, start - 60) : start]
    if name in gazetteer.seats:
        return Site(stretch, name, "seat", gazetteer.seats[name][0], None, "metonym")
    if name in gazetteer.people:
        return Site(stretch, name, "people", gazetteer.people[name], None, "adjective")
    candidates = gazetteer.candidates(name)
    shouted = text[start:end].isupper() and not name.isupper()
    if shouted and all(place.name != name for place in candidates) and not _DATELINE_BEHIND.match(text, end):
        return None  # capitals that another name of a place spells as well: "DACA" is not Dhaka
    country = next((p for p in candidates if p.kind in ("country", "continent", "region")), None)
    capital = gazetteer.capitals.get(name)
    qualifier = _qualifier_behind(text, end, knowledge)
    learned = names.chance("place", start, end)
    if learned < _SURE and names.denies("place", start, end, _SURE):
        return None
    people = _people(name, candidates)
    is_known = country is not None or learned >= _SURE
    if not is_known and not _is_place(text, stretch, name, before, people, qualifier, lexicon):
        return None
    if country is not None and country.kind == "country":
        return Site(
            stretch, name, "country", country.country, qualifier, _as_country(_function(text, stretch, before, True))
        )
    kind: SiteKind = "capital" if capital else "place"
    return Site(stretch, name, kind, capital, qualifier, _function(text, stretch, before, bool(capital)))


def _people(name: str, candidates: Sequence[Place]) -> int:
    """Return how many live in the largest place of a name; few where it is only the first word of that place's own.

    "Gold" alone is not Gold Coast, unless a word of place stands before it.
    """
    if not candidates:
        return 0
    people = candidates[0].population
    return min(people, _LARGE - 1) if candidates[0].name.startswith(f"{name} ") else people


def _as_country(function: Function) -> Function:
    """A country that acts is a party itself; only a town stands for somebody else."""
    return "party" if function == "metonym" else function


def _qualifier_behind(text: str, end: int, knowledge: Knowledge) -> str | None:
    """Return the state or country that qualifies a name: "Paris, Texas", "Alexandria, La."."""
    match = _STATE_BEHIND.match(text, end)
    if match is None or text[end : end + 1] != ",":
        return None
    for name in (match.group(1), match.group(1).split(" ")[0], match.group(1).rstrip(".")):
        if any(p.kind in _QUALIFIED for p in knowledge.gazetteer.candidates(name)):
            return name
    return None


def _is_place(
    text: str, stretch: Stretch, name: str, before: str, people: int, qualifier: str | None, lexicon: Lexicon
) -> bool:
    """Tell a town from a surname, a common word at a sentence's start, or a part of a longer name."""
    low = name.lower()
    words = lexicon.openers, lexicon.titles, lexicon.days, lexicon.roles, lexicon.organisation_words
    if any(low in table for table in words) or low in (
        "may",
        "march",
        "june",
        "august",
        "april",
        "of",
        "most",
        "north",
        "south",
        "east",
        "west",
    ):
        return False
    if qualifier is not None:
        return True
    if _PLACE_WORD.search(before):
        return not _opens_name(text, stretch, lexicon)
    if _joins_name(text, stretch, before) or (low in lexicon.given_gender and people < 10 * _LARGE):
        return False
    opening = not before.strip() or before.rstrip()[-1:] in '.!?"“”\n:' or before.endswith("\n")
    if opening:
        return people >= _LARGE * 5
    if re.search(r"\b(?:of|from|to|for|between|and|through)\s\Z", before):
        return people >= _SMALL
    return people >= _LARGE


def _opens_name(text: str, stretch: Stretch, lexicon: Lexicon) -> bool:
    """Tell a place from the first word of a street's or a ground's name: "at Harbor Stadium", "on Mill Lane"."""
    behind = _WORD.match(text, stretch.end + 1) if text[stretch.end : stretch.end + 1] == " " else None
    word = behind.group().rstrip(".") if behind is not None else ""
    return word[:1].isupper() and word.lower() in lexicon.land_ends


def _joins_name(text: str, stretch: Stretch, before: str) -> bool:
    """Tell whether another capitalised word touches the name: "Houston Chronicle", "Mr. Houston"."""
    behind = text[stretch.end : stretch.end + 2]
    if behind[:1] == " " and behind[1:].isupper():
        return True
    words = before.split(" ")
    last = words[-2] if len(words) > 1 and before.endswith(" ") else ""
    if last.endswith(".") and len(last) > _LONGEST_TITLE:
        return False  # a sentence ends before the name
    return last[:1].isupper() and last.rstrip(".").lower() not in (
        "in",
        "the",
        "from",
        "at",
        "to",
        "of",
        "but",
        "and",
        "near",
    )


def _function(text: str, stretch: Stretch, before: str, acts: bool) -> Function:
    """Return how a place is used: by the word before it, and by whether it does something."""
    word = re.search(r"(\w+) (?:the )?\Z", before)
    lead = word.group(1).lower() if word else ""
    if lead in _TO and _TRAVEL.search(before):
        return "destination"
    if (
        acts
        and (lead in ("between", "with", "by", "against", "and", "that") or _ACTS.match(text, stretch.end))
        and lead not in _AT | {"to"}
    ):
        return "metonym"
    if acts and lead not in _AT | _TO | {"at"} and _BETWEEN.search(before) is None and _ACTS.match(text, stretch.end):
        return "metonym"
    return "locative" if lead in _AT else "destination" if lead in _TO and not acts else "topic"
