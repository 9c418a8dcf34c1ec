"""The page's own headline in plain text, when it is evident, and the lines that repeat it."""

from __future__ import annotations

from collections.abc import Sequence

from wirecopy.clean.lines import Line
from wirecopy.clean.page_words import words_of
from wirecopy.clean.rules.digest_items import standing_lines
from wirecopy.clean.rules.marks import CERTAIN, FAIR, STRONG, Mark, Sheet, strongest, touched, whole
from wirecopy.clean.rules.promo import headline_like
from wirecopy.page_kinds import SpanKind

HEADLINE_RULE = "rule: headline"
ENTRY = "rule: headline of a live page's first entry"
UNDER_HEADLINE = "rule: line under the headline"
ANOTHERS = "rule: over the dateline, but not its headline"
MAX_REACH = 3  # lines of byline, timestamp and buttons between a headline and what proves it
MIN_WORDS = 4
MIN_SHARED = 3  # content words a headline shares with its first paragraphs when nothing else proves it
MIN_SHARE = 0.5
_PROOF = ("byline", "timestamp")
_BETWEEN = ("share", "comments", "nav", "caption", "advertisement", "subscribe", "promo", "unknown_furniture")


def title_marks(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark]:
    """Return marks for the page's headline, a short line under it, and every line that repeats it."""
    line = _stated_line(sheet) or _evident(sheet, marks)
    if line is None:
        return _first_entry(sheet, marks)
    kind = _not_its_own(sheet, touched(sheet, marks), line) if _stated_line(sheet) is None else None
    if kind is not None:
        return [whole(line, kind, FAIR, ANOTHERS)]
    best = strongest(sheet, marks)
    titles = headline_marks(sheet, line, CERTAIN if touched(sheet, marks)[line.number] == "promo" else STRONG)
    deck = sheet.lines[line.number + 1] if line.number + 1 < len(sheet.lines) else None
    after = best[deck.number + 1] if deck and deck.number + 1 < len(best) else None
    if deck and best[deck.number] is None and headline_like(deck) and after is not None and after.kind in _PROOF:
        titles.append(whole(deck, "own_title", FAIR, UNDER_HEADLINE))
    return titles


def headline_marks(sheet: Sheet, line: Line, score: float) -> list[Mark]:
    """Return the mark of the line that is the headline, and those of the lines that repeat it."""
    again = [other for other in sheet.lines if other.number != line.number and _repeats(other, line)]
    repeats = [whole(other, "own_title", CERTAIN, "rule: repeats the headline") for other in again]
    return [whole(line, "own_title", score, HEADLINE_RULE), *repeats]


def _first_entry(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark]:
    """Return a mark for the headline of the first entry of a live page that shows none of its own."""
    kinds = touched(sheet, marks)
    over = standing_lines(sheet, marks)
    text = next((line.number for line in sheet.lines if line.prose and kinds[line.number] is None), 0)
    for line in sheet.lines[over : text if over < len(sheet.lines) else over]:
        if kinds[line.number] is None and _candidate(line):
            return [whole(line, "own_title", FAIR, ENTRY)]
    return []


def stated_title_marks(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark]:
    """Return marks for the headline that the input states and the lines that repeat it; none where it is not shown."""
    return title_marks(sheet, marks) if _stated_line(sheet) is not None else []


def _stated_line(sheet: Sheet) -> Line | None:
    """Return the line that is the title the input states."""
    title = (sheet.page.title or "").lower()
    if not title:
        return None
    wanted = " ".join("".join(c if c.isalnum() else " " for c in title.replace("'", "").replace("’", "")).split())
    return next((line for line in sheet.lines if line.key and line.key == wanted), None)


def _evident(sheet: Sheet, marks: Sequence[Mark]) -> Line | None:
    """Return the headline-like line over a byline or timestamp; else a first line the text takes up."""
    kinds = touched(sheet, marks)
    over = sheet.lines[: standing_lines(sheet, marks)]
    for line in over:
        if line.prose and kinds[line.number] is None:
            break
        if kinds[line.number] == "dateline":
            break
        if kinds[line.number] is None and _candidate(line) and _is_proved(sheet, kinds, line):
            return _rather_the_next(sheet, line, kinds)
    first = over[0] if over else None
    if first and kinds[0] is None and _candidate(first) and _taken_up(sheet, first, kinds):
        return first
    twice = _twice(over, kinds)
    if twice is not None and _shared(sheet, twice, kinds):
        return twice
    return _labelled(sheet, kinds, over[:MAX_REACH])


def _candidate(line: Line) -> bool:
    return headline_like(line) and line.words >= MIN_WORDS and not line.text[0].islower()


def _is_proved(sheet: Sheet, kinds: Sequence[str | None], line: Line) -> bool:
    """Whether a byline, timestamp or dateline follows soon, with one short line between at most."""
    decks = 0
    for other in sheet.lines[line.number + 1 : line.number + 2 + MAX_REACH]:
        kind = kinds[other.number]
        if kind in _PROOF:
            return True
        if kind == "dateline":
            return len(_shared(sheet, line, kinds)) >= 2
        if kind is None:
            decks += 1
            if decks > 1 or (other.prose and other.words > 40):
                return False
    return False


def _not_its_own(sheet: Sheet, kinds: Sequence[str | None], line: Line) -> SpanKind | None:
    """Return what a line over the dateline is, with no byline or time between, that is no headline.

    A link stands again under a heading of links; a picture's text has the picture's credit beside it.
    """
    below = [kinds[i] for i in range(line.number + 1, min(line.number + 2 + MAX_REACH, len(kinds)))]
    before = below[: below.index("dateline")] if "dateline" in below else []
    if "dateline" not in below or not set(before).isdisjoint(_PROOF):
        return None
    if any(other.key == line.key and kinds[other.number] == "promo" for other in sheet.lines):
        return "promo"
    beside = [kinds[i] for i in (line.number - 1, line.number + 1) if 0 <= i < len(kinds)]
    return "caption" if "caption" in beside else None


def _rather_the_next(sheet: Sheet, line: Line, kinds: Sequence[str | None]) -> Line:
    """Return the line below where the text takes up its words and none of this one's (a section's name)."""
    below = sheet.lines[line.number + 1]
    other = kinds[below.number] is None and _candidate(below)
    return below if other and not _shared(sheet, line, kinds) and len(_shared(sheet, below, kinds)) >= 2 else line


def _taken_up(sheet: Sheet, line: Line, kinds: Sequence[str | None]) -> bool:
    shared = _shared(sheet, line, kinds)
    return len(shared) >= MIN_SHARED and len(shared) >= MIN_SHARE * len(_content(sheet, line))


def _content(sheet: Sheet, line: Line) -> set[str]:
    return {word for word in line.key.split() if word not in sheet.rules.stop_words and len(word) > 2}


def _shared(sheet: Sheet, line: Line, kinds: Sequence[str | None]) -> set[str]:
    """Return the content words of a line that stand in the first two paragraphs."""
    prose = [other for other in sheet.lines if other.prose and kinds[other.number] in (None, "dateline")][:2]
    seen = {word for other in prose for word in (other.key or other.text.lower()[:1000]).split()}
    return _content(sheet, line) & seen


def _twice(lines: Sequence[Line], kinds: Sequence[str | None]) -> Line | None:
    """Return a headline-like line over the first paragraph that stands there twice."""
    seen: dict[str, Line] = {}
    for line in lines:
        if line.prose and kinds[line.number] is None:
            return None
        if kinds[line.number] is None and _candidate(line):
            if line.key in seen:
                return seen[line.key]
            seen[line.key] = line
    return None


def _labelled(sheet: Sheet, kinds: Sequence[str | None], lines: Sequence[Line]) -> Line | None:
    """Return the first of the top lines that opens with what the page is ("In pictures: ..."), taken up by the text."""
    forms = sheet.rules.words["promo.forms"]
    running = [line for line in sheet.lines if line.words > 2 * MIN_WORDS]
    for line in lines:
        if kinds[line.number] == "promo" and line.low.startswith(forms) and _candidate(line):
            seen = {word for other in running if other.key != line.key for word in words_of(other.low)}
            if len(_content(sheet, line) & seen) >= MIN_SHARED - 1:
                return line
    return None


def _repeats(line: Line, title: Line) -> bool:
    if line.key == title.key:
        return True
    for short, long in ((title, line), (line, title)):
        if long.key.startswith(short.key + " ") and short.words >= MIN_WORDS:
            rest = long.text[len(short.text) :].lstrip()
            return rest[:1] in "|-–—" and long.words - short.words <= 6
    return False
