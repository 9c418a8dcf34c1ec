"""Pages of several items: live pages, recognised by the times of their entries, and digests, by their datelines.

Passes mark what parts the items, and `item_units` reads the items off a finished partition.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from wirecopy.clean.cleaning_result import Cleaned
from wirecopy.clean.language.language_pack import Rules
from wirecopy.clean.lines import Line
from wirecopy.clean.rules.datetimes import TimeToken, tokens
from wirecopy.clean.rules.gallery import EVIDENCE as GALLERY
from wirecopy.clean.rules.marks import CERTAIN, FAIR, Mark, Sheet, touched, whole
from wirecopy.clean.rules.promo import headline_like
from wirecopy.page_kinds import Form
from wirecopy.types import Span, Stretch

MIN_ENTRIES = 4
MIN_REPORTS = 3
MAX_STAMP_WORDS = 9
OPENING = 2
"""Words that the bylines of a live page's entries begin with alike."""
IN_ORDER = 0.8
"""Share of neighbouring entries whose times run one way; an entry or two is pinned out of order."""
TOLD = 1 / 3
STANDING = 0.5
"""Where entries are told by their age, more than this share of the text over the first one is an article."""
MOST = 0.6
"""An entry with more than this share of the text is the article, and the times around it are links to others."""
LIVE_HEAD = "rule: time over a live entry"
LIVE_TAIL = "rule: time under a live entry"
DIGEST = "rule: headline of a digest's report"
_CLOCK_HINT = re.compile(r"\d[:.]\d\d|\d\s?[ap]\.?m|\d{4}", re.IGNORECASE)
_CLOCKS = frozenset(("time", "clock", "four", "ago"))
_AGE = re.compile(r"(\d{1,4})\+?\s?([^\W\d_]+)")
_STAMP = frozenset(
    ("time", "clock", "four", "ago", "zone", "offset", "iso", "mdy", "dmy", "num", "md", "dm", "day", "sep", "label")
)


class Units(NamedTuple):
    """What a page is, its standing text, and the items it is made of beside it; a report has none."""

    form: Form
    standing: tuple[Stretch, ...]
    items: tuple[Stretch, ...]


class _Stamp(NamedTuple):
    line: Line
    minute: int
    """Of the day; of an age ("9 min ago") less than nothing."""
    alone: bool


def live_marks(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark]:
    """Return a mark for the time of every entry of a live page; four entries in the order of their times make one."""
    kinds = touched(sheet, marks)
    likely = [
        line
        for line in sheet.leads.times
        if line.digit
        and 1 <= line.words <= MAX_STAMP_WORDS
        and (_CLOCK_HINT.search(line.text) or not sheet.rules.leads.when.isdisjoint(line.bag))
    ]
    if len(likely) < MIN_ENTRIES:
        return []
    stamps = [stamp for line in likely if (stamp := _stamp(line, kinds, sheet)) is not None]
    alone = [stamp for stamp in stamps if stamp.alone]
    signed = [stamp for stamp in stamps if not stamp.alone]
    result: list[Mark] = []
    for run, evidence in ((alone, LIVE_HEAD), (signed, LIVE_TAIL)):
        if _is_live(run) and _has_entries(sheet, run, kinds):
            result += [whole(stamp.line, "timestamp", CERTAIN, evidence) for stamp in run]
    return result


def entry_bylines(sheet: Sheet, marks: Sequence[Mark]) -> frozenset[int]:
    """Return the lines of a live page that say who wrote an entry: behind the first time, or opening as one there."""
    stamps = [mark.line for mark in marks if mark.evidence == LIVE_HEAD]
    if not stamps:
        return frozenset()
    bylines = sorted({mark.line for mark in marks if mark.kind == "byline"})
    own = {number for number in bylines if number > min(stamps)}
    opened = {tuple(sheet.lines[number].key.split()[:OPENING]) for number in own}
    return frozenset(own | {number for number in bylines if tuple(sheet.lines[number].key.split()[:OPENING]) in opened})


def standing_lines(sheet: Sheet, marks: Sequence[Mark]) -> int:
    """Return how many lines stand over a page's first entry, its headline among the entry's; all of any other page."""
    stamps = [mark.line for mark in marks if mark.evidence == LIVE_HEAD]
    return min([*stamps, *(number - 1 for number in entry_bylines(sheet, marks))], default=len(sheet.lines))


def digest_marks(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark]:
    """Return a mark for every headline over a dateline, where three reports or more follow one another so."""
    kinds = touched(sheet, marks)
    heads = [
        sheet.lines[mark.line - 1]
        for mark in marks
        if mark.kind == "dateline" and mark.line and kinds[mark.line - 1] in (None, "own_title")
    ]
    heads = [line for line in heads if headline_like(line)]
    if len(heads) < MIN_REPORTS:
        return []
    # the first report's headline is the page's own as well: it parts the items like the others
    return [whole(line, "own_title", FAIR if kinds[line.number] is None else CERTAIN, DIGEST) for line in heads]


def item_units(cleaned: Cleaned) -> Units:
    """Return what a cleaned page is, with its standing text and its items."""
    spans = cleaned.spans
    length = spans[-1].end if spans else 0
    heads = [span.start for span in spans if span.evidence in (LIVE_HEAD, DIGEST)]
    tails = [span for span in spans if span.evidence == LIVE_TAIL]
    if tails:
        starts = [_entry_start(spans, tails[0]), *(span.end for span in tails)]
        items = tuple(Stretch(start, end) for start, end in zip(starts, (s.end for s in tails), strict=False))
        return Units("live", _standing(cleaned, items[0].start), items)
    if heads:
        form: Form = "digest" if any(span.evidence == DIGEST for span in spans) else "live"
        items = tuple(Stretch(start, end) for start, end in zip(heads, [*heads[1:], length], strict=True))
        return Units(form, _standing(cleaned, heads[0]), items)
    captions = [Stretch(span.start, span.end) for span in spans if span.evidence == GALLERY]
    return Units("gallery" if captions else "report", cleaned.article.body_spans, tuple(captions))


def _stamp(line: Line, kinds: Sequence[str | None], sheet: Sheet) -> _Stamp | None:
    if kinds[line.number] not in (None, "timestamp", "byline"):
        return None
    time_tokens = tokens(line.text, sheet.rules)
    clock = next((token for token in reversed(time_tokens) if token.group in _CLOCKS), None)
    if clock is None or any(token.group == "word" for token in time_tokens[time_tokens.index(clock) :]):
        return None
    minute = _age(clock, sheet.rules) if clock.group == "ago" else _minute(clock)
    return None if minute is None else _Stamp(line, minute, all(token.group in _STAMP for token in time_tokens))


def _age(token: TimeToken, rules: Rules) -> int | None:
    """Return how many minutes ago a time was, as a negative number; null where it is given without figures."""
    minutes = rules.unit_minutes
    parts = [
        int(count) * minutes.get(unit, minutes.get(unit.removesuffix("s"), 0))
        for count, unit in _AGE.findall(token.text.lower())
    ]
    return -sum(parts) if parts else None


def _minute(clock: TimeToken) -> int | None:
    text = clock.text.lower().replace(".", ":").replace(" ", "")
    digits = text.rstrip("apm: ")
    hour, _, rest = digits.partition(":")
    if not hour.isdigit() or (rest and not rest[:2].isdigit()):
        return None
    hours, minutes = int(hour), int(rest[:2] or 0)
    if clock.group == "four":
        hours, minutes = divmod(hours, 100)
    if "p" in text and hours < 12:
        hours += 12
    return 60 * hours + minutes


def _is_live(stamps: Sequence[_Stamp]) -> bool:
    """Whether there are enough entries, their times run one way, and text stands between them."""
    if len(stamps) < MIN_ENTRIES:
        return False
    pairs = list(pairwise(stamps))
    apart = sum(b.line.number - a.line.number > 1 for a, b in pairs)
    falling = sum(a.minute >= b.minute for a, b in pairs)
    rising = sum(a.minute <= b.minute for a, b in pairs)
    enough = IN_ORDER * len(pairs)
    changing = len({stamp.minute for stamp in stamps}) > 1
    return changing and apart >= enough and max(falling, rising) >= enough


def _has_entries(sheet: Sheet, stamps: Sequence[_Stamp], kinds: Sequence[str | None]) -> bool:
    """Whether running text stands in enough of the entries: times over mere headlines are a list of links."""
    cuts = [stamp.line.number for stamp in stamps]
    spans = list(zip([-1, *cuts], [*cuts, len(sheet.lines)], strict=True))
    words = [
        sum(line.words for line in sheet.lines[a + 1 : b] if line.prose and kinds[line.number] is None)
        for a, b in spans
    ]
    entries = sum(count > 0 for count in words)
    if stamps[0].minute < 0 and words[0] >= STANDING * sum(words):
        return False  # an article, and the ages of what readers say to it
    return entries >= max(MIN_ENTRIES, TOLD * len(stamps)) and max(words) <= MOST * sum(words)


def _entry_start(spans: Sequence[Span], stamp: Span) -> int:
    """Return where the first entry begins: behind the last furniture before its closing time."""
    start = 0
    for span in spans:
        if span.start >= stamp.start:
            break
        if span.kind not in ("body", "dateline"):
            start = span.end
    return start


def _standing(cleaned: Cleaned, end: int) -> tuple[Stretch, ...]:
    return tuple(
        Stretch(stretch.start, min(stretch.end, end)) for stretch in cleaned.article.body_spans if stretch.start < end
    )
