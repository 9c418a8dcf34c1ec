"""Bylines: who a page says wrote it; the agency and the role are parted from the name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from wirecopy.clean.byline_parts import (
    house_at,
    is_elsewhere,
    is_house,
    is_initial,
    is_name,
    is_role,
    is_station,
    split_joined,
    untitled,
    without_beats,
)
from wirecopy.clean.language.language_pack import Rules
from wirecopy.clean.lines import Line, word_key
from wirecopy.clean.rules.marks import FAIR, STRONG, Mark, Sheet, touched
from wirecopy.languages.bylines import without_material
from wirecopy.languages.publishers import SEAM

MAX_WORDS = 26  # three names with their papers and places
MAX_CHARS = 240
MAX_UNOPENED_WORDS = 12
MAX_LABEL_WORDS = 4
MAX_DECKS = 2  # sentences between a headline and a name and agency over a timestamp: a deck, a picture's text
OPENED = "rule: byline"
LABEL = "rule: label over names"
LABELLED = "rule: name under its label"
_BREAK = re.compile(r"\s{1,4}[|/–—•·\-]{1,3}\s{1,4}|\s{3,}|,\s|;\s?|\s?[|•·]\s?")
_TAIL = re.compile(r"[\s|/,;:•·–—\-]+$")
_IN_PLACE = re.compile(r"\sin\s[A-Z][\w.'’\-]{1,20}(?:\s[A-Z][\w.'’\-]{1,20}){0,2}(?=$|\s(?:and|&)\s)")
_POSSESSIVE = re.compile(r"^([\w .]{2,30})['’]s\s")
_CONTACT = re.compile(r"^(?:[\w.+\-]{1,40}@[\w.\-]{1,60}|@\w{1,30}|[\d()+.\-\s]{7,20})$")
_HANDLE = re.compile(r"\s(?:\(?@\s?[\w/]{1,40}\)?|[\w.+\-]{1,40}@[\w.\-]{1,60})(?!\S)")
_CREDIT = re.compile(r"\s[|/]\s")  # photographers are set so, writers are not
_WIDE = re.compile(r"\s{3,}")
_AND = re.compile(r"\s{1,3}and\s{1,3}")
_DIGIT = re.compile(r"\d")


class Byline(NamedTuple):
    """What a byline names: people, an agency, or only a desk."""

    names: str | None
    agency: str | None
    opened: bool
    """Whether it opens with a word such as "By"."""
    role: bool


def parse_byline(text: str, rules: Rules) -> Byline | None:
    """Return what a short line names as a byline, or null when it is not one.

    >>> from wirecopy.clean.language.language_pack import load_rules
    >>> parse_byline("By JILL COLVIN - Associated Press", load_rules())
    Byline(names='JILL COLVIN', agency='AP', opened=True, role=False)
    """
    opener, rest = _byline_opening(text.replace("\xa0", " ").strip(), rules)
    rest = _HANDLE.sub("", _AND.sub(" and ", _WIDE.sub("   ", rest[:MAX_CHARS])))
    rest = without_material(_ended(rest, rules), rules.language)
    seam = glued_at(rest, rules)
    rest = f"{rest[:seam]}, {rest[seam:]}" if seam else rest
    if not rest:
        return None
    byline = Byline(None, None, opener is not None, False)
    for segment in filter(None, (s.strip(" .()\t") for s in _BREAK.split(rest))):
        extended = _segment(segment, byline, rules)
        if extended is None:
            return None
        byline = extended
    return byline if _enough(byline, opener, rest) else None


def _ended(text: str, rules: Rules) -> str:
    """Return a byline without the signs and the words at its end that lead over to a time ("Ann Velt on")."""
    text = _TAIL.sub("", text)
    words = text.split(" ")
    for size in (4, 3, 2, 1):
        last = " ".join(words[-size:]).lower()
        if len(words) > size and (last in rules.words["byline.tails"] if size == 1 else last in rules.labels):
            return _TAIL.sub("", " ".join(words[:-size]))
    return text


def glued_at(text: str, rules: Rules) -> int:
    """Return where a role or a house begins that a lost line's end left glued to a name; 0 for nowhere.

    >>> from wirecopy.clean.language.language_pack import load_rules
    >>> glued_at("Ann VeltStaff Writer", load_rules()), glued_at("Ann MacVelt", load_rules())
    (8, 0)
    """
    for seam in SEAM.finditer(text[:MAX_CHARS]):
        rest = text[seam.end() :].rstrip(" .,|")
        key = word_key(rest)[0]
        if is_role(key, rules) or is_house(rest, rules):
            return seam.end()
    return 0


def timed_byline(text: str, rules: Rules) -> Byline | None:
    """Return the byline before a timestamp on its line; two capitalised words are enough there."""
    byline = parse_byline(text, rules)
    bare = _TAIL.sub("", text.strip())
    if byline is not None or len(bare.split()) < 2:
        return byline
    small = rules.words["byline.joiners"]
    if not all(word[:1].isupper() or word in small for word in bare.split() if word[:1].isalpha()):
        return byline
    return parse_byline(f"By {bare}", rules)


def byline_marks(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark]:
    """Return a mark for each byline; a name without "By" needs an agency, a role or a timestamp beside it."""
    kinds = touched(sheet, marks)
    ends = _free_ends(marks)
    over = set(_over_timestamps(ends, kinds))
    result: list[Mark] = []
    first_prose = next((line.number for line in sheet.lines if line.prose and kinds[line.number] is None), len(kinds))
    for number in sorted(sheet.leads.bylines | over | ends.keys()):
        line = sheet.lines[number]
        timed = _next_kind(line, kinds) == "timestamp"
        seen_prose = number >= first_prose + timed * (1 + MAX_DECKS)
        if line.words > MAX_WORDS or not _may_be(line, sheet.rules, kinds, number in over):
            continue
        end = ends.get(line.number, line.end) if kinds[line.number] else line.end
        text = line.text if end == line.end else sheet.raw[line.start : end]
        byline = timed_byline(text, sheet.rules) if kinds[line.number] else parse_byline(text, sheet.rules)
        if byline is None:
            if not seen_prose and _lone_name(line, kinds, sheet.rules):
                result.append(Mark("byline", line.start, line.end, FAIR, "rule: name over a timestamp", line.number))
            continue
        if byline.opened or kinds[line.number] == "timestamp":
            result.append(Mark("byline", line.start, end, STRONG, OPENED, line.number))
        elif not (seen_prose or result or _CREDIT.search(text)) and (timed or not _under_picture(line, kinds)):
            result.append(Mark("byline", line.start, end, FAIR, "rule: name and agency", line.number))
        elif byline.role:
            result.append(Mark("byline", line.start, end, FAIR, "rule: name and role", line.number))
    labelled = list(_labelled(sheet, kinds, {mark.line for mark in result if mark.evidence == OPENED}))
    labelled_lines = {mark.line for mark in labelled}
    result = [*(mark for mark in result if mark.line not in labelled_lines), *labelled]
    return result + _name_lines(sheet, result, kinds)


def _labelled(sheet: Sheet, kinds: Sequence[str | None], taken: AbstractSet[int]) -> Iterator[Mark]:
    """Yield marks for names under a line such as "By" or "Author:", and for those that go on under a byline."""
    labels, lines = sheet.rules.words["byline.labels"], sheet.lines
    under = -1
    for line in lines:
        if line.number in taken or (
            line.words <= MAX_LABEL_WORDS and line.key in labels and kinds[line.number] is None
        ):
            under = line.number
            continue
        if line.number != under + 1 or under < 0 or kinds[line.number] is not None or line.words > MAX_UNOPENED_WORDS:
            continue
        joined = line.low.split(" ", 1)[0] in sheet.rules.words["byline.joiners"]
        text = line.text.split(" ", 1)[1] if joined and line.words > 1 else line.text
        byline = None if line.closed or (under in taken and not joined) else parse_byline(f"By {text}", sheet.rules)
        if byline and byline.names and all(" " in person for person in split_joined(byline.names, sheet.rules)):
            yield Mark(
                "byline", line.at(sheet.raw, len(line.text) - len(text)), line.end, STRONG, LABELLED, line.number
            )
            if under not in taken and lines[under].key in labels:
                yield Mark("unknown_furniture", lines[under].start, lines[under].end, STRONG, LABEL, under)
            under = line.number


def _name_lines(sheet: Sheet, bylines: Sequence[Mark], kinds: Sequence[str | None]) -> list[Mark]:
    """Return marks for lines that are nothing but a name of a byline, once more."""
    names = {
        word_key(name)[0]
        for mark in bylines
        if mark.kind == "byline"
        and (byline := parse_byline(sheet.raw[mark.start : mark.end], sheet.rules))
        and byline.names
        for name in (byline.names, *split_joined(byline.names, sheet.rules))
    }
    lines = {mark.line for mark in bylines}
    return [
        Mark("byline", line.start, line.end, FAIR, "rule: the byline's name again", line.number)
        for line in sheet.lines
        if line.key in names and line.words >= 2 and kinds[line.number] is None and line.number not in lines
    ]


def _may_be(line: Line, rules: Rules, kinds: Sequence[str | None], over: bool) -> bool:
    """Whether a line is worth parsing: opened like a byline, or short and with an agency's or role's word."""
    kind = kinds[line.number]
    if kind is not None:
        return kind == "timestamp"
    if line.low.startswith(rules.words["byline.openers"]):
        return True
    if line.words > MAX_UNOPENED_WORDS or (line.closed and line.words > 3):
        return False
    return over or not rules.byline_words.isdisjoint(line.bag)


def _over_timestamps(stamps: Iterable[int], kinds: Sequence[str | None]) -> Iterator[int]:
    """Yield the lines whose next line that is more than a comma or a dot is a timestamp."""
    for stamp in stamps:
        for number in range(stamp - 1, max(-1, stamp - 4), -1):
            yield number
            if kinds[number] != "unknown_furniture":
                break


def _byline_opening(text: str, rules: Rules) -> tuple[str | None, str]:
    lowered = text[:24].lower()
    if not lowered.startswith(rules.words["byline.openers"]):
        return None, text
    for opener in rules.words["byline.openers"]:
        if lowered.startswith(opener) and text[len(opener) : len(opener) + 1].strip(" \t:") == "":
            return opener, text[len(opener) :].lstrip(" \t:")
    return None, text


def _segment(segment: str, byline: Byline, rules: Rules) -> Byline | None:
    key = word_key(segment)[0]
    agency = rules.agencies.names.get(key)
    if agency is None and not byline.opened and key in rules.agencies.houses:
        return None  # a photographer's credit
    if agency:
        return byline._replace(agency=byline.agency or agency)
    if key in rules.words["byline.roles"] or key in rules.words["byline.desks"] or _CONTACT.match(segment):
        return byline._replace(role=True)
    if byline.names and segment.lower().startswith(rules.words["byline.others"]):
        return byline
    if "@" not in segment and _DIGIT.search(segment):
        return byline if byline.names and is_station(segment, rules) else None
    house = segment.isupper() and byline.names and not byline.names.isupper()
    if house or (byline.names and (rules.credits.sources.named(segment) or is_elsewhere(segment, byline.names, rules))):
        return byline  # a house behind people, in capitals where they are not or in the table of sources, or a place
    name, agency, role = _people(segment, rules)
    persons = split_joined(name, rules)
    if len(persons) > 1 and is_house(persons[-1], rules):  # "Ann Velt and CNN Wires"
        agency = agency or rules.agencies.named(persons[-1])
        name = name[: name.rindex(persons[-1])].rstrip().rpartition(" ")[0]
    elif len(persons) > 1 and word_key(persons[-1])[0] in rules.words["byline.desks"]:  # "Ann Velt and agencies"
        name, byline = name[: name.rindex(persons[-1])].rstrip().rpartition(" ")[0], byline._replace(role=True)
    if role and byline.names:
        return byline._replace(role=True)  # the beat before the role is no second name
    if name and all(is_name(person.split(), rules) for person in split_joined(name, rules)):
        names = f"{byline.names}, {name}" if byline.names else name
        return byline._replace(names=names, agency=byline.agency or agency, role=byline.role or role)
    if not name and agency:
        return byline._replace(agency=byline.agency or agency)
    outlet = byline.names and all(w[:1].isupper() or w.lower() in ("of", "the", "and") for w in segment.split())
    return (
        byline
        if outlet
        or (_byline_opening(segment, rules)[0] and _segment(_byline_opening(segment, rules)[1], byline, rules))
        else None
    )


def _people(segment: str, rules: Rules) -> tuple[str, str | None, bool]:
    """Return the people of a segment, the agency behind or before them, and whether a role is stated."""
    text = _IN_PLACE.sub("", segment)
    opener, inner = _byline_opening(text, rules)
    text = inner if opener else text
    owner = _POSSESSIVE.match(text)
    if owner and rules.agencies.named(owner[1]):
        return text[owner.end() :].strip(), rules.agencies.named(owner[1]), False
    lowered, roles = text.lower(), rules.words["byline.roles"]
    role = next((r for r in roles if lowered.endswith(f" {r}")), None) if lowered.endswith(roles) else None
    text = without_beats(text[: -len(role)].strip(" ,"), rules) if role else text
    text = untitled(text[: house_at(text, rules)].rstrip(), rules)
    agency = None
    for match in rules.agencies.pattern.finditer(text) if text[-2:] in rules.agencies.ends else ():
        if match.end() == len(text) and match.start():
            agency = rules.agencies.named(match[0])
            text = text[: match.start()].strip(" ,")
            text = text[:-4] if text.lower().endswith(" the") else text
            rest, _, joiner = text.rpartition(" ")
            text = rest if joiner.lower() in rules.words["byline.joiners"] else text
    return text, agency, role is not None


def _enough(byline: Byline, opener: str | None, rest: str) -> bool:
    if opener == "from":
        return byline.agency is not None and byline.names is not None
    if opener is not None:
        return bool(byline.names or byline.agency or byline.role)
    one_named = byline.names is not None and (byline.agency is not None or byline.role)
    return bool((one_named and len(rest.split()) >= 3) or (byline.names is None and (byline.agency or byline.role)))


def _free_ends(marks: Sequence[Mark]) -> dict[int, int]:
    """Return, by line, the raw offset where its timestamp begins; what stands before it may be a byline."""
    ends: dict[int, int] = {}
    for mark in marks:
        if mark.kind == "timestamp":
            ends[mark.line] = min(mark.start, ends.get(mark.line, mark.start))
    return ends


def _lone_name(line: Line, kinds: Sequence[str | None], rules: Rules) -> bool:
    """Whether a line over a timestamp is people of two full names each, and perhaps their paper."""
    if line.number == 0 or "(" in line.signs or _next_kind(line, kinds) != "timestamp":
        return False
    byline = parse_byline(f"By {line.text}", rules)
    people = [person.split() for person in split_joined(byline.names, rules)] if byline and byline.names else []
    return bool(people) and all(len(words) - sum(is_initial(word) for word in words) == 2 for words in people)


def _next_kind(line: Line, kinds: Sequence[str | None]) -> str | None:
    """Return the kind of the next line that is more than a comma or a dot."""
    return next((kind for kind in kinds[line.number + 1 : line.number + 4] if kind != "unknown_furniture"), None)


def _under_picture(line: Line, kinds: Sequence[str | None]) -> bool:
    return line.number > 0 and kinds[line.number - 1] in ("caption", "nav")
