"""Datelines: the place, and often the agency, that opens a report ("LONDON (AP) —")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from wirecopy.clean.language.language_pack import Rules
from wirecopy.clean.lines import Line, word_key
from wirecopy.clean.rules.marks import CERTAIN, FAIR, STRONG, Mark, Sheet, touched
from wirecopy.clean.rules.unknown_dateline import opening_marks

HEAD = 140  # a dateline with two cities, a date and an agency stays under 90 characters
FIRST_PARAGRAPHS = 3  # where a dateline without agency, date or known place may stand
MIN_WORDS = 8
_UP = r"(?:Mc|Mac|De|La|Le)?[A-ZÀ-ÖØ-Þ][A-ZÀ-ÖØ-Þ.'’\-]{1,24}"
_TITLE = r"[A-ZÀ-ÖØ-Þ][\w.'’\-]{1,24}"
_SMALL = r"(?:de|del|la|au|of|the|el|al|da|do|es|DE|AL|EL)"
_MONTH = r"(?:[A-Z][a-z]{2,8}|[A-Z]{3,9})\.?"
_DATE = rf"(?:{_MONTH}\s\d{{1,2}}|\d{{1,2}}(?:st|nd|rd|th)?\s{_MONTH})(?:,?\s\d{{4}})?"
_BEHIND = (
    rf"(?P<region>,\s(?!{_DATE}){_TITLE}(?:\s{_TITLE}){{0,2}})?(?P<more>/[A-Z][A-Z .]{{2,30}}(?=\s?[(—–-]))?"
    rf"(?P<land>\s?\[[A-Z][\w .]{{1,30}}\])?"
    rf"(?:[,.]?\s(?P<date>{_DATE}))?"
    r"(?P<agency>[,.]?\s?(?:\([^()\n]{2,40}\)|/[A-Z][\w \-]{1,30}/)|,\s[A-Z]{2,8}(?=\s?[—–-]))?"
    r"(?P<sep>\s?—\s?|\s?–\s?|\s?--\s?|\.-\s|\s?:\s|\s-\s|\s-(?=\w)|\.\s|\s\|\s|\s//\s|\s_\s|\s?)"
)
_CAPITALS = re.compile(rf"(?P<place>{_UP}(?:(?:\s/\s|[ /])(?:{_UP}|{_SMALL}|and|[A-Z])){{0,4}}){_BEHIND}")
_TITLED = re.compile(rf"(?P<place>{_TITLE}(?:[ /](?:{_TITLE}|{_SMALL})){{0,3}}){_BEHIND}")
_PLACELESS = re.compile(
    rf"(?P<place>)(?:{_DATE},?\s)?(?P<agency>\((?P<name>[^()\n]{{2,40}})\))(?P<sep>\s?(?:—|–|--|-|:)\s?|\s?(?=[A-Z“\"]))"
)
_BRACKETED = re.compile(rf"[(\[](?P<place>{_TITLE}(?:[ /]{_TITLE}){{0,3}}(?:,\s{_TITLE})?)[)\]]\s?(?:—|–|--|-)\s?")
_PLACE = re.compile(rf"{_UP}(?:[ ,/]{{1,2}}{_UP}){{0,5}}")
_SHOT = re.compile(rf"\s?[-–—]?\s?{_DATE}:\s")
_TAG = re.compile(r"[A-Z][A-Z0-9.&][A-Z0-9.&\-]{0,8}(?:[ /][A-Z][A-Z0-9]{1,8})?")
_DASHES = ("—", "–", "--", "-", ".-")
_DIGITS = re.compile(r"\d")
_SEPARATED = re.compile(r"[—–:)/]|--|\s-|-\s")


class Dateline(NamedTuple):
    """A dateline at the start of a text: `text[:end]`, with how sure its form alone makes it."""

    end: int
    place: str | None
    agency: str | None
    score: float
    anywhere: bool
    """Whether its form is enough wherever it stands; else only the first paragraphs may open so."""
    listed: bool = True
    """Whether the table of agencies knows its tag; else `agency` is the tag as written."""


def parse_dateline(text: str, rules: Rules) -> Dateline | None:
    """Return the dateline that opens a paragraph, or null.

    >>> from wirecopy.clean.language.language_pack import load_rules
    >>> parse_dateline("NEW DELHI, May 3 (Reuters) - The bank said", load_rules())[:3]
    (29, 'New Delhi', 'Reuters')
    """
    head = text[:HEAD]
    placeless = _PLACELESS.match(head)
    agency = rules.agencies.named(placeless["name"]) if placeless else None
    if placeless and agency:
        behind = None if placeless["sep"].strip() else parse_dateline(text[placeless.end() : HEAD], rules)
        place, end = (behind.place, behind.end) if behind else (None, 0)
        return Dateline(placeless.end() + end, place, agency, STRONG, True)
    bracketed = _BRACKETED.match(head) if head[:1] in "([" else None
    if bracketed and word_key(bracketed["place"].partition(",")[0])[0] in rules.places:
        return Dateline(bracketed.end(), place_of(bracketed["place"], rules), None, STRONG, True)
    if not head[:1].isupper() or not _SEPARATED.search(head):
        return None
    capital = not head[1:2].isalpha() or head[1:2].isupper() or head[2:4].isupper()
    match = _CAPITALS.match(head) if capital else None
    dateline = _judged(match, head, rules, capitals=True) if match else None
    if dateline:
        return dateline
    match = _TITLED.match(head) if _may_be_titled(head, rules) else None
    return _judged(match, head, rules, capitals=False) if match else None


def dateline_marks(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark]:
    """Return a mark over each dateline: at a paragraph's start, or a known place alone over the first one."""
    kinds = touched(sheet, marks)
    candidates: list[tuple[Line, Dateline, int]] = []
    paragraphs = 0
    result: list[Mark] = []
    last = max(sheet.leads.datelines, default=-1)
    for line in sheet.lines:
        if paragraphs and line.number > last:
            break
        if kinds[line.number] is not None:
            continue
        if line.words < MIN_WORDS and line.key:
            result += _lone_datelines(sheet, line, kinds) if not paragraphs else []
            continue
        dateline = parse_dateline(line.text, sheet.rules) if line.number in sheet.leads.datelines else None
        if dateline and (line.prose or dateline.score == CERTAIN):
            candidates.append((line, dateline, paragraphs))
        paragraphs += line.prose
    result += [_mark(sheet, line, dateline) for line, dateline in _trusted(candidates)]
    return result or opening_marks(sheet, kinds)


def place_of(text: str, rules: Rules) -> str | None:
    """Return a place as prose writes it ("NEW DELHI" -> "New Delhi"), its region kept."""
    city, _, region = text.strip(" ,-–—:|").partition(",")
    city = city if region else city.rstrip(".")
    cities = [_titled(name.strip(), rules) for name in city.split("/") if name.strip()]
    place = "/".join(cities)
    return (f"{place}, {region.strip()}" if region.strip() else place) or None


def _may_be_titled(head: str, rules: Rules) -> bool:
    """Whether the first words are a known place, or an agency may follow the place in brackets."""
    if "(" in head[:60] or "/" in head[:60]:
        return True
    words = word_key(head[:60])[0].split()
    return any(" ".join(words[:size]) in rules.places for size in (1, 2, 3, 4))


def _judged(match: re.Match[str], head: str, rules: Rules, *, capitals: bool) -> Dateline | None:
    city = match["place"].rstrip(" ,")
    region, agency = match["region"] or "", _agency(match["agency"], rules)
    if agency is None and (agency := _agency(region, rules)):
        region = ""
    separated = bool(match["sep"].strip()) and match["sep"].strip() != "."
    key = word_key(city)[0]
    in_gazetteer = all(word_key(name)[0] in rules.places for name in city.split("/"))
    if (
        not rules.not_places.isdisjoint((key, key.rpartition(" ")[2]))
        or len(city) < 3
        or _DIGITS.search(city)
        or not head[match.end() :].strip()
        or is_shot(head)
    ):
        return None
    place = place_of(city + region, rules)
    if place and match["more"]:
        place = f"{place}/{place_of(match['more'].strip('/ '), rules)}"
    if agency and (separated or in_gazetteer or region or match["sep"] == ". "):
        return Dateline(match.end(), place, agency, CERTAIN, True)
    tag = unlisted_tag(match["agency"], rules)
    if tag and match["sep"].strip() in _DASHES and (in_gazetteer or match["date"] or (capitals and region)):
        return Dateline(match.end(), place, tag, STRONG, True, False)
    if not separated or (match["agency"] and not in_gazetteer and not (capitals and match["date"])):
        return None
    if capitals and (in_gazetteer or match["date"]):
        return Dateline(match.end(), place, None, CERTAIN if in_gazetteer and match["sep"] != ": " else STRONG, True)
    if capitals and region and match["sep"].strip() in _DASHES and _opens(head[match.end() :]):
        return Dateline(match.end(), place, None, STRONG, True)
    if in_gazetteer and (
        match["date"] or match["land"] or region or match["sep"].strip() in ("—", "–", "--", "-", ":")
    ):
        return Dateline(match.end(), place, None, FAIR, False)
    # capitals and a colon: two words are a label, or who speaks
    named = capitals and (region != "" or match["sep"].strip() != ":" or " " not in city)
    return Dateline(match.end(), place, None, FAIR, False) if named and _opens(head[match.end() :]) else None


def is_shot(text: str) -> bool:
    """Return whether a text opens as a picture house writes its captions: place, day, colon.

    >>> is_shot("EASTMERE, NORDEN - JULY 16: Jane Roe leaves"), is_shot("EASTMERE, July 16 — Jane Roe left")
    (True, False)
    """
    place = _PLACE.match(text[:HEAD])
    return place is not None and _SHOT.match(text, place.end()) is not None


def _agency(text: str | None, rules: Rules) -> str | None:
    if text is None:
        return None
    name = text.strip(" ,.()/")
    direct = rules.agencies.named(name)
    return direct or next((agency for part in name.split("/") if (agency := rules.agencies.named(part))), None)


def unlisted_tag(text: str | None, rules: Rules) -> str | None:
    """Return a bracketed tag that is written like an agency's and stands in no table.

    >>> from wirecopy.clean.language.language_pack import load_rules
    >>> unlisted_tag(" (MNA)", load_rules()), unlisted_tag(" (left)", load_rules())
    ('MNA', None)
    """
    name = (text or "").strip(" ,.()/")
    short = _TAG.fullmatch(name) is not None and word_key(name)[0] not in rules.not_places
    long = name[:1].isupper() and word_key(name)[0].rpartition(" ")[2] in rules.words["dateline.agency_words"]
    return name if short or long else None


def _opens(text: str) -> bool:
    first = text[:1]
    return first.isupper() or first in "\"“'‘" or first.isdigit()


def _trusted(candidates: Sequence[tuple[Line, Dateline, int]]) -> list[tuple[Line, Dateline]]:
    """Return the datelines to believe: a form that proves little must open the text, and only once.

    Capitals and a colon before many paragraphs are the speakers of a transcript.
    """
    weak = [dateline for _, dateline, _ in candidates if not dateline.anywhere]
    return [
        (line, dateline)
        for line, dateline, before in candidates
        if dateline.anywhere or (len(weak) == 1 and before < FIRST_PARAGRAPHS)
    ]


def _mark(sheet: Sheet, line: Line, dateline: Dateline) -> Mark:
    end = line.at(sheet.raw, dateline.end - 1) + 1
    return Mark("dateline", line.start, end, dateline.score, "rule: dateline", line.number)


def _lone_datelines(sheet: Sheet, line: Line, kinds: Sequence[str | None]) -> list[Mark]:
    following = sheet.lines[line.number + 1] if line.number + 1 < len(sheet.lines) else None
    if following is None or not following.prose or kinds[following.number] is not None:
        return []
    bare = line.text.rstrip(" -–—:")
    named = parse_dateline(f"{line.text} x", sheet.rules)
    alone = bare == bare.upper() and word_key(bare.partition(",")[0])[0] in sheet.rules.places
    if alone or (named and named.agency and named.end >= len(line.text)):
        return [Mark("dateline", line.start, line.end, STRONG, "rule: place over the first paragraph", line.number)]
    return []


def _titled(name: str, rules: Rules) -> str:
    written = rules.places.get(word_key(name)[0])
    if written is not None:
        return written
    if any(word != word.upper() and word not in rules.place_words for word in name.split()):
        return name
    words = [
        word.lower() if word.lower() in rules.place_words and i else _capital(word)
        for i, word in enumerate(name.split())
    ]
    return " ".join(words)


def _capital(word: str) -> str:
    return "-".join(part[:1] + part[1:].lower() for part in word.split("-"))
