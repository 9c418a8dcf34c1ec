"""Marks into a partition: every character of a page gets the one kind with the best evidence."""

from __future__ import annotations

import heapq
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from wirecopy.clean.lines import Line
from wirecopy.clean.rules.marks import Mark, Sheet
from wirecopy.page_kinds import SPAN_KINDS, SpanKind
from wirecopy.types import Span

NO_EVIDENCE = "no furniture evidence"
_ORDER = {kind: place for place, kind in enumerate(SPAN_KINDS)}


class _Piece(NamedTuple):
    start: int
    end: int
    mark: Mark


_Verdict = tuple[int, SpanKind, float, str]
"""Where a piece begins, what it is, how sure, and why; it ends where the next one begins."""


def partition(sheet: Sheet, marks: Sequence[Mark], *, article_id: str, threshold: float) -> tuple[Span, ...]:
    """Return spans that cover the raw text of a page once, without gap or overlap.

    The best-scored mark wins; of equals the shorter. What no mark covers is body, line by line. White space
    belongs to the span before it.
    """
    raw = sheet.raw
    if not raw:
        return ()
    if not sheet.lines:
        return (
            Span(
                article_id=article_id,
                kind="unknown_furniture",
                start=0,
                end=len(raw),
                score=1.0,
                evidence="white space",
            ),
        )
    sure_marks = [mark for mark in marks if mark.score >= threshold and mark.end > mark.start]
    doubts = _doubts(marks, threshold)
    verdicts = _verdicts(sheet, sure_marks, doubts)
    starts = [0, *(verdict[0] for verdict in verdicts[1:]), len(raw)]
    rows = zip(verdicts, starts, starts[1:], strict=False)
    return tuple(
        [
            Span(article_id=article_id, kind=winner[1], start=start, end=end, score=winner[2], evidence=winner[3])
            for winner, start, end in rows
        ]
    )


def _verdicts(sheet: Sheet, marks: Sequence[Mark], doubts: Mapping[int, float]) -> list[_Verdict]:
    """Return the verdict on every piece of every line; a line whose marks all cover it, or with none, is one piece."""
    by_line: dict[int, list[Mark]] = {}
    for mark in marks:
        by_line.setdefault(mark.line, []).append(mark)
    verdicts: list[_Verdict] = []
    for line in sheet.lines:
        own = by_line.get(line.number)
        if own is None:
            score = round(1.0 - doubts[line.number], 4) if line.number in doubts else 1.0
            verdicts.append((line.start, "body", score, NO_EVIDENCE))
        elif len(own) == 1 and own[0].start <= line.start and own[0].end >= line.end:
            verdicts.append((line.start, own[0].kind, round(own[0].score, 4), own[0].evidence))
        elif all(mark.start <= line.start and mark.end >= line.end for mark in own):
            best = min(own, key=_rank)
            verdicts.append((line.start, best.kind, round(best.score, 4), best.evidence))
        else:
            verdicts += _pieces(sheet, line, own, 1.0 - doubts.get(line.number, 0.0))
    return verdicts


def _pieces(sheet: Sheet, line: Line, own: Sequence[Mark], doubt: float) -> Iterator[_Verdict]:
    """Yield the verdicts on the pieces of a line that marks cut."""
    base = Mark("body", line.start, line.end, -1.0, NO_EVIDENCE, line.number)  # below any evidence
    clipped = [m._replace(start=max(m.start, line.start), end=min(m.end, line.end)) for m in (base, *own)]
    for piece in _inked(sheet.raw, _sweep(sorted(clipped, key=lambda m: (m.start, m.end)))):
        mark = piece.mark
        yield piece.start, mark.kind, round(mark.score if mark.score >= 0 else doubt, 4), mark.evidence


def _doubts(marks: Sequence[Mark], threshold: float) -> dict[int, float]:
    """Return the best score of furniture evidence that was too weak, by line."""
    doubts: dict[int, float] = {}
    for mark in marks:
        if mark.score < threshold:
            doubts[mark.line] = max(mark.score, doubts.get(mark.line, 0.0))
    return doubts


def _rank(mark: Mark) -> tuple[float, int, int, str]:
    return (-mark.score, mark.end - mark.start, _ORDER[mark.kind], mark.evidence)


def _sweep(marks: Sequence[Mark]) -> Iterator[_Piece]:
    """Yield pieces with the winning mark of each, cut wherever a mark begins or ends."""
    cuts = sorted({mark.start for mark in marks} | {mark.end for mark in marks})
    open_marks: list[tuple[tuple[float, int, int, str], int, Mark]] = []
    following = 0
    held: _Piece | None = None
    for start, end in pairwise(cuts):
        while following < len(marks) and marks[following].start <= start:
            heapq.heappush(open_marks, (_rank(marks[following]), following, marks[following]))
            following += 1
        while open_marks and open_marks[0][2].end <= start:
            heapq.heappop(open_marks)
        if not open_marks:
            continue
        best = open_marks[0][2]
        if held is not None and held.mark is best and held.end == start:
            held = held._replace(end=end)
            continue
        if held is not None:
            yield held
        held = _Piece(start, end, best)
    if held is not None:
        yield held


def _inked(raw: str, pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    """Yield the pieces that hold more than white space, each from its first visible character.

    The dash between a timestamp and its place is no text: what no evidence covers needs a letter or a digit.
    """
    for piece in pieces:
        rest = piece.mark.score < 0
        if rest and not any(c.isalnum() for c in raw[piece.start : piece.end]):
            continue
        start = piece.start
        while start < piece.end and raw[start].isspace():
            start += 1
        if start < piece.end:
            yield piece._replace(start=start)
