"""What an evidence pass says of a stretch of a page, and the page as every pass sees it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.clean.language.rule_triggers import Leading
from wirecopy.clean.lines import Line
from wirecopy.page_kinds import SpanKind
from wirecopy.types import Page

if TYPE_CHECKING:
    from wirecopy.clean.language.language_pack import Rules

# How sure a rule is. A rule that needs its surroundings to be right scores lower than one that needs none.
CERTAIN = 0.98
STRONG = 0.9
FAIR = 0.75
WEAK = 0.6


class Mark(NamedTuple):
    """One piece of evidence: `raw[start:end]`, on the line `line`, is of this kind."""

    kind: SpanKind
    start: int
    end: int
    score: float
    evidence: str
    line: int


class Sheet(NamedTuple):
    """A page laid out for the passes: its lines, its rules, and the country its outlet is known to be of."""

    page: Page
    lines: tuple[Line, ...]
    rules: Rules
    country: str | None
    extractor: str | None = None
    """What found the article's lines in the page's HTML; null for plain text."""
    leads: Leading = Leading()
    """The lines that each kind of rule could take by their own words and signs; told before the passes."""

    @property
    def raw(self) -> str:
        """The page's raw text."""
        return self.page.raw


Pass = Callable[[Sheet, Sequence[Mark]], list[Mark]]
"""An evidence pass: it sees the sheet and the marks so far, and returns further marks."""


def whole(line: Line, kind: SpanKind, score: float, evidence: str) -> Mark:
    """Return a mark over a whole line."""
    return Mark(kind, line.start, line.end, score, evidence, line.number)


def strongest(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark | None]:
    """Return, line by line, the best mark that covers the line from its first to its last character."""
    best: list[Mark | None] = [None] * len(sheet.lines)
    for mark in marks:
        line = sheet.lines[mark.line]
        if mark.start <= line.start and mark.end >= line.end:
            held = best[mark.line]
            if held is None or mark.score > held.score:
                best[mark.line] = mark
    return best


def touched(sheet: Sheet, marks: Sequence[Mark]) -> list[str | None]:
    """Return, line by line, the kind of the mark on it, whole or part; the first one where there are many."""
    kinds: list[str | None] = [None] * len(sheet.lines)
    for mark in marks:
        if kinds[mark.line] is None:
            kinds[mark.line] = mark.kind
    return kinds
