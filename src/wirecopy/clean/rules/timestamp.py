"""Timestamp lines, which are not dates in prose; read as the times a page was published and updated."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from typing import NamedTuple

from wirecopy.clean.byline_parts import split_joined
from wirecopy.clean.lines import Line
from wirecopy.clean.rules.byline import parse_byline, timed_byline
from wirecopy.clean.rules.datetimes import (
    CLOCKS,
    MAX_LINE,
    Moment,
    TimeToken,
    dated,
    iso,
    moments,
    timestamp_stretches,
    tokens,
)
from wirecopy.clean.rules.marks import CERTAIN, FAIR, STRONG, Mark, Sheet, touched, whole

_HINT = re.compile(r"\d[:/.\-]\d|\d\s?[ap]\.?\s?m|\bago\b|\bnow\b", re.IGNORECASE)
_YEAR = re.compile(r"(?:19|20)\d\d")
_DASH = re.compile(r"\s{0,3}[-–—|,•·]\s{0,3}$")
_TWEET = "(@"
_HANDLE = re.compile(r"(?:[^\W\d_]{1,12}\s{1,3})?@\w{1,30}$")
_SIGNS = " |-–—•·,:;()[]/"
MAX_WORDS = 30
MAX_CLOSED_WORDS = 8
MAX_PLACE_WORDS = 4
MAX_SECTION_WORDS = 2
MAX_BLOCKS = 200
MAX_BLOCK_LINES = 8  # label and time, published and updated, on lines of their own
NEAR = 2  # lines between a timestamp and the byline or headline it belongs to


class Times(NamedTuple):
    """When a page says it was published and updated, in ISO 8601, each with its source."""

    published: str | None = None
    published_source: str | None = None
    updated: str | None = None
    updated_source: str | None = None


def timestamp_marks(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark]:
    """Return marks over lines, or the ends of lines, that say when the page was published or updated."""
    kinds, months = touched(sheet, marks), sheet.rules.months.keys()
    first_prose = next((line.number for line in sheet.lines if line.prose and kinds[line.number] is None), len(kinds))
    result: list[Mark] = []
    bare: list[Mark] = []
    for line in sheet.leads.times:
        if _may_be(line, months) and kinds[line.number] in (None, "nav"):
            stamps = _line_marks(sheet, line, first_prose)
            lone_date = len(stamps) == 1 and stamps[0].score == FAIR and line.number > first_prose
            (bare if lone_date else result).extend(stamps)
    if len(bare) == 1:  # several lone dates between paragraphs are the crossheads of a chronicle
        result += bare
    return result + _label_lines(sheet, result, kinds)


def bare_time_marks(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark]:
    """Return marks over lines that are a date or a time in figures alone, as every language writes them."""
    return [
        mark
        for mark in timestamp_marks(sheet, marks)
        if not any(sign.isalpha() and sign not in "TZ" for sign in sheet.raw[mark.start : mark.end])
    ]


def read_times(sheet: Sheet, marks: Sequence[Mark]) -> Times:
    """Return the times of the timestamp that stands nearest to the headline, the byline and the body's start.

    Where two stand equally near and differ by a day or more, none is taken.
    """
    blocks_read = [_block_of(sheet, block) for block in _blocks(marks)]
    blocks = [block for block in blocks_read if dated(block.tokens)][:MAX_BLOCKS]
    if not blocks:
        return Times()
    around = _Around.of(sheet, marks)
    blocks = [block for block in blocks if not _anothers(around, block)]
    scored = [(_nearness(around, block), block) for block in blocks]
    scored = [(score, block) for score, block in scored if score > 0 or len(scored) == 1]
    if not scored:
        return Times()
    top = max(score for score, _ in scored)
    best = [_block_times(sheet, block) for score, block in scored if score == top]
    best = [times for times in best if times.published or times.updated]
    days = {(times.published or times.updated or "")[:10] for times in best}
    return best[0] if len(days) == 1 else Times()


def _may_be(line: Line, months: Set[str]) -> bool:
    return (
        line.words <= MAX_WORDS
        and bool(line.key)
        and len(line.text) <= MAX_LINE
        and (line.words <= MAX_CLOSED_WORDS or not line.closed or line.text.endswith("m."))
        and _TWEET not in line.text
        and (
            _HINT.search(line.text) is not None
            or (line.digit and not months.isdisjoint(line.bag) and _YEAR.search(line.text) is not None)
        )
    )


def _line_marks(sheet: Sheet, line: Line, first_prose: int) -> list[Mark]:
    time_tokens = tokens(line.text, sheet.rules)
    groups = {token.group for token in time_tokens}
    if "word" not in groups:
        score = _pure_score(groups, time_tokens, sheet, before_prose=line.number < first_prose)
        return [Mark("timestamp", line.start, line.end, score, "rule: timestamp line", line.number)] if score else []
    if line.closed and not line.text.endswith("m."):
        return []
    stretches = [
        (first, last)
        for first, last in timestamp_stretches(time_tokens)
        if dated(time_tokens[first:last]) or any(token.group == "ago" for token in time_tokens[first:last])
    ]
    if len(stretches) == 2 and (signed := _signed_between(sheet, line, time_tokens, stretches)):
        return signed
    return _mixed(sheet, line, time_tokens, stretches[0], before_prose=line.number < first_prose) if stretches else []


def _signed_between(
    sheet: Sheet, line: Line, time_tokens: list[TimeToken], stretches: Sequence[tuple[int, int]]
) -> list[Mark]:
    """Return marks for a line that is two times with a byline between them ("Posted ..., by Ann Velt, Updated ...")."""
    (first, last), (again, end) = stretches
    head, tail = line.text[: time_tokens[first].start], line.text[time_tokens[end - 1].end :]
    start, stop = time_tokens[last - 1].end, time_tokens[again].start
    text = line.text[start:stop].strip(_SIGNS)
    byline = parse_byline(text, sheet.rules) if text else None
    if head.strip(_SIGNS) or tail.strip(_SIGNS) or byline is None or not byline.opened:
        return []
    at = start + line.text[start:stop].index(text)
    places = [line.at(sheet.raw, place) for place in (at, at + len(text))]
    return [
        Mark("timestamp", line.start, places[0], STRONG, "rule: timestamp", line.number),
        Mark("byline", places[0], places[1], STRONG, "rule: byline behind a timestamp", line.number),
        Mark("timestamp", places[1], line.end, STRONG, "rule: timestamp", line.number),
    ]


def _pure_score(groups: set[str], time_tokens: list[TimeToken], sheet: Sheet, *, before_prose: bool) -> float:
    """Return how sure a line of nothing but timestamp tokens is one; a bare clock time is a crosshead."""
    labelled = any(
        token.group == "label" and sheet.rules.labels.get(" ".join(token.text.lower().split())) != "neutral"
        for token in time_tokens
    )
    clock = not groups.isdisjoint({"time", "clock", "four"})
    if dated(time_tokens):
        return STRONG if labelled or clock or "day" in groups else FAIR
    if "ago" in groups or (labelled and (clock or not groups.isdisjoint({"md", "dm"}))):
        return STRONG
    if clock and not groups.isdisjoint({"md", "dm"}):
        return FAIR
    return FAIR if before_prose and clock and not groups.isdisjoint({"zone", "offset"}) else 0.0


def _mixed(
    sheet: Sheet, line: Line, time_tokens: list[TimeToken], inner: tuple[int, int], *, before_prose: bool
) -> list[Mark]:
    """Return marks for a line with a timestamp beside a byline, a place or a section, none for other words."""
    start, end = time_tokens[inner[0]].start, time_tokens[inner[1] - 1].end
    head, tail = line.text[:start], line.text[end:]
    if _HANDLE.match(tail.strip(_SIGNS)):  # where to follow who wrote it
        end, tail = len(line.text), ""
    stretch = [
        Mark(
            "timestamp",
            line.at(sheet.raw, start),
            line.at(sheet.raw, end - 1) + 1,
            STRONG,
            "rule: timestamp",
            line.number,
        )
    ]
    if head.strip(" |-–—•·,:;()[]") and not tail.strip(" |-–—•·,:;()[]/"):
        short = len(head.split()) <= MAX_SECTION_WORDS and head[:1].isupper()
        if short and any(token.group == "ago" for token in time_tokens):
            return [Mark("timestamp", line.start, line.end, STRONG, "rule: timestamp line", line.number)]
        if _names(head, sheet):
            return [stretch[0]._replace(end=line.end)]
        place = head.strip(" |-–—•·,:;")
        if _known_place(place, sheet):
            return [*_place(sheet, line, place, 0), *stretch]
        clock = any(token.group in CLOCKS for token in time_tokens[inner[0] : inner[1]])
        if short and clock and before_prose:
            return [Mark("timestamp", line.start, line.end, FAIR, "rule: section and time", line.number)]
        return []
    if tail.strip(" |-–—•·,:;()[]/") and not head.strip(" |-–—•·,:;()[]"):
        place = tail.strip(" |-–—•·,:;/")
        at = end + tail.index(place)
        byline = parse_byline(place, sheet.rules)
        if (byline is not None and byline.opened) or (before_prose and _is_signed(place, sheet)):
            begin = line.at(sheet.raw, at)
            signed = Mark("byline", begin, line.end, STRONG, "rule: byline behind a timestamp", line.number)
            return [stretch[0]._replace(start=line.start, end=begin), signed]
        if _DASH.search(line.text[:at]) and (
            _known_place(place, sheet) or _written_as_place(place, time_tokens, sheet)
        ):
            return [stretch[0]._replace(start=line.start), *_place(sheet, line, place, at)]
    return []


def _place(sheet: Sheet, line: Line, place: str, at: int) -> list[Mark]:
    start, end = line.at(sheet.raw, at), line.at(sheet.raw, at + len(place) - 1) + 1
    return [Mark("dateline", start, end, CERTAIN, "rule: place on a timestamp line", line.number)]


def _names(head: str, sheet: Sheet) -> bool:
    place = head.strip(" |-–—•·,:;")
    return not _known_place(place, sheet) and timed_byline(head, sheet.rules) is not None


def _is_signed(text: str, sheet: Sheet) -> bool:
    """Whether words behind a time are the names of people: two or three words each, with a usual given name."""
    byline = None if _known_place(text, sheet) else parse_byline(f"By {text}", sheet.rules)
    people = [person.split() for person in split_joined(byline.names, sheet.rules)] if byline and byline.names else []
    given = sheet.rules.given_names
    return bool(people) and all(2 <= len(person) <= 3 and person[0].lower() in given for person in people)


def _known_place(text: str, sheet: Sheet) -> bool:
    return (
        " ".join(text.lower().replace("'", "").replace("’", "").replace("-", " ").replace(".", "").split())
        in sheet.rules.places
    )


def _written_as_place(text: str, time_tokens: list[TimeToken], sheet: Sheet) -> bool:
    """Whether words behind a timestamp with a clock time are written like a place, not like a byline."""
    words = text.replace(",", " ").split()
    small = sheet.rules.place_words
    written = all(word[:1].isupper() or word in small for word in words) and not any(c.isdigit() for c in text)
    clock = any(token.group in ("time", "clock", "four") for token in time_tokens)
    named = parse_byline(text, sheet.rules) is not None
    return clock and 1 <= len(words) <= MAX_PLACE_WORDS and written and words[0][:1].isupper() and not named


def _label_lines(sheet: Sheet, stamps: Sequence[Mark], kinds: Sequence[str | None]) -> list[Mark]:
    """Return marks for lines such as "Updated" that stand on their own beside a timestamp."""
    lines = {mark.line for mark in stamps if mark.kind == "timestamp"}
    beside = {near for number in lines for near in (number - 1, number + 1)} - lines
    return [
        whole(sheet.lines[number], "timestamp", STRONG, "rule: timestamp label")
        for number in sorted(beside)
        if 0 <= number < len(sheet.lines) and sheet.rules.labels.get(sheet.lines[number].key, "neutral") != "neutral"
    ]


def _blocks(marks: Sequence[Mark]) -> list[list[Mark]]:
    """Return the timestamp marks in groups of neighbouring lines, none longer than a page's own can be."""
    blocks: list[list[Mark]] = []
    for mark in sorted((m for m in marks if m.kind == "timestamp"), key=lambda m: m.start):
        if blocks and mark.line - blocks[-1][-1].line <= 1 and len(blocks[-1]) < MAX_BLOCK_LINES:
            blocks[-1].append(mark)
        else:
            blocks.append([mark])
    return blocks


_TELLING = frozenset(("byline", "own_title", "dateline"))


class _Around(NamedTuple):
    """What timestamps stand near to: kinds by line, and the first line of running text."""

    kinds: Mapping[int, set[str]]
    prose: int
    headline: int
    """The first line of the headline; past the last line where none is evident."""

    @staticmethod
    def of(sheet: Sheet, marks: Sequence[Mark]) -> _Around:
        kinds: dict[int, set[str]] = {}
        for mark in marks:
            if mark.kind in _TELLING:
                kinds.setdefault(mark.line, set()).add(mark.kind)
        taken = {mark.line for mark in marks}
        free = (line.number for line in sheet.lines if line.prose and line.number not in taken)
        titles = [line for line, line_kinds in kinds.items() if "own_title" in line_kinds]
        return _Around(kinds, next(free, len(sheet.lines)), min(titles, default=len(sheet.lines)))


class _Block(NamedTuple):
    """The first and last line of neighbouring timestamps, and all their tokens."""

    first: int
    last: int
    tokens: list[TimeToken]


def _block_of(sheet: Sheet, block: Sequence[Mark]) -> _Block:
    time_tokens = [token for mark in block for token in tokens(sheet.raw[mark.start : mark.end], sheet.rules)]
    return _Block(block[0].line, block[-1].line, time_tokens)


def _anothers(around: _Around, block: _Block) -> bool:
    """Whether a time over the headline is not the page's: a teaser's behind its byline, or the day in the mast."""
    if not block.last < around.headline < around.prose:
        return False
    groups = {token.group for token in block.tokens}
    signed = any("byline" in around.kinds.get(line, ()) for line in range(block.first - 1, block.last + 1))
    mast = "day" in groups and groups.isdisjoint(CLOCKS | {"label"})
    return signed or mast


def _nearness(around: _Around, block: _Block) -> int:
    first, last = block.first, block.last
    near = {kind for line in range(first - NEAR, last + NEAR + 1) for kind in around.kinds.get(line, ())}
    before, labelled = last <= around.prose, any(token.group == "label" for token in block.tokens)
    if not near and not before and not labelled:
        return 0
    return 2 * len(near - {"dateline"}) + ("dateline" in near) + 2 * before + labelled


def _block_times(sheet: Sheet, block: _Block) -> Times:
    stated = moments(block.tokens, sheet.rules, sheet.country)
    published = next((m for m in stated if m.label == "published" and m.day), None)
    published = published or next((m for m in stated if m.label is None and m.day), None)
    updated = next((m for m in stated if m.label == "updated" and m.day), None)
    return Times(*_stated_iso(sheet, published), *_stated_iso(sheet, updated))


def _stated_iso(sheet: Sheet, moment: Moment | None) -> tuple[str | None, str | None]:
    stated = iso(moment, sheet.rules, sheet.country) if moment else None
    if stated is None:
        return None, None
    return stated.iso, "page: timestamp line" + (f", {stated.assumed}" if stated.assumed else "")
