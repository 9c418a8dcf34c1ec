"""Two texts side by side, paragraph beside paragraph, with every difference marked in both."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from wirecopy.serve.html.sweep import Covers, stretches
from wirecopy.types import Edit, Stretch

_ANSWERS = 0.3
"""Share of the shorter of two paragraphs that must stand in the other for them to stand on one row."""


class Shared(Protocol):
    """A stretch of the left page and the stretch of the right one that answers it."""

    @property
    def base_start(self) -> int:
        """Where it begins on the left."""

    @property
    def base_end(self) -> int:
        """Where it ends on the left."""

    @property
    def start(self) -> int:
        """Where it begins on the right."""

    @property
    def end(self) -> int:
        """Where it ends on the right."""


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of one side; `edit` is the number of the difference it belongs to. Empty where the other adds."""

    text: str
    edit: int | None = None


@dataclass(frozen=True, slots=True)
class PairRow:
    """Paragraphs that answer each other; one side is empty where the other has no answer."""

    left: tuple[tuple[Part, ...], ...]
    right: tuple[tuple[Part, ...], ...]
    moved: bool = False


def side_by_side(
    left: tuple[str, Sequence[Stretch]],
    right: tuple[str, Sequence[Stretch]],
    *,
    edits: Sequence[Edit],
    blocks: Iterable[Shared],
) -> tuple[PairRow, ...]:
    """Return the rows of two texts, each given as its raw page and the body's stretches in it.

    Differences are numbered by their place in `edits`; those whose number a part bears stand there.
    """
    ours, theirs = _paragraphs(*left), _paragraphs(*right)
    answer = _answers(ours, theirs, blocks)
    lefts = list(_parts(left[0], ours, [(e.base_start, e.base_end) for e in edits]))
    rights = list(_parts(right[0], theirs, [(e.start, e.end) for e in edits]))
    return tuple(_rows(lefts, rights, answer))


def _paragraphs(raw: str, body: Sequence[Stretch]) -> list[Stretch]:
    found = []
    for span in body:
        start = span.start
        for line in raw[span.start : span.end].splitlines(keepends=True):
            text = line.strip()
            if text:
                lead = len(line) - len(line.lstrip())
                found.append(Stretch(start + lead, start + lead + len(text)))
            start += len(line)
    return found


def _answers(ours: Sequence[Stretch], theirs: Sequence[Stretch], blocks: Iterable[Shared]) -> list[int | None]:
    """Return, for each paragraph on the right, the one on the left that has most of it."""
    shared: list[Counter[int]] = [Counter() for _ in theirs]
    for block in blocks:
        for i in _touched(ours, block.base_start, block.base_end):
            low, high = max(ours[i].start, block.base_start), min(ours[i].end, block.base_end)
            # a block is one stretch on both sides: equal but for house style, so that its inside lies proportionally
            from_start = block.start + min(low - block.base_start, block.end - block.start)
            to_end = min(block.end, from_start + high - low)
            for j in _touched(theirs, from_start, max(to_end, from_start + 1)):
                shared[j][i] += high - low
    answers: list[int | None] = []
    for their, counts in zip(theirs, shared, strict=True):
        best, size = min(counts.items(), key=lambda row: (-row[1], row[0]), default=(0, 0))
        shorter = min(their.end - their.start, ours[best].end - ours[best].start) if counts else 1
        answers.append(best if size >= _ANSWERS * shorter and size else None)
    return answers


def _touched(paragraphs: Sequence[Stretch], start: int, end: int) -> Iterator[int]:
    i = max(0, bisect_right(paragraphs, start, key=lambda p: p.start) - 1)
    while i < len(paragraphs) and paragraphs[i].start < end:
        if paragraphs[i].end > start:
            yield i
        i += 1


def _parts(raw: str, paragraphs: Sequence[Stretch], ranges: Sequence[tuple[int, int]]) -> Iterator[tuple[Part, ...]]:
    covers = Covers((start, end, number) for number, (start, end) in enumerate(ranges) if start < end)
    points: dict[int, list[int]] = {}
    for number, (start, end) in enumerate(ranges):
        if start == end:
            points.setdefault(start, []).append(number)
    cuts = sorted({offset for pair in ranges for offset in pair})
    waiting = sorted(points, reverse=True)
    for place, paragraph in enumerate(paragraphs):
        parts: list[Part] = []
        for start, end in stretches(paragraph.start, paragraph.end, cuts):
            while waiting and waiting[-1] <= start:
                parts += [Part("", number) for number in points[waiting.pop()]]
            numbers = covers.over(start, end)
            parts.append(Part(raw[start:end], numbers[-1] if numbers else None))
        following = paragraphs[place + 1].start if place + 1 < len(paragraphs) else len(raw) + 1
        while waiting and waiting[-1] < following:
            parts += [Part("", number) for number in points[waiting.pop()]]
        yield tuple(parts)


def _rows(
    lefts: Sequence[tuple[Part, ...]], rights: Sequence[tuple[Part, ...]], answer: Sequence[int | None]
) -> Iterator[PairRow]:
    in_order = _in_order(answer)
    beside: dict[int, list[int]] = {}
    loose: dict[int, list[int]] = {}
    at = -1
    for j, i in enumerate(answer):
        if i is not None and j in in_order:
            beside.setdefault(i, []).append(j)
            at = i
        else:
            loose.setdefault(at, []).append(j)
    yield from (PairRow((), (rights[j],), moved=answer[j] is not None) for j in loose.get(-1, ()))
    for i, left in enumerate(lefts):
        yield PairRow((left,), tuple(rights[j] for j in beside.get(i, ())))
        yield from (PairRow((), (rights[j],), moved=answer[j] is not None) for j in loose.get(i, ()))


def _in_order(answer: Sequence[int | None]) -> set[int]:
    """Return the paragraphs on the right that follow one another as their answers do: the longest such row."""
    ends: list[tuple[int, int]] = []  # the lowest answer that a row of that length can end with
    before: dict[int, int | None] = {}
    for j, i in enumerate(answer):
        if i is None:
            continue
        place = bisect_right(ends, i, key=lambda row: row[0])
        before[j] = ends[place - 1][1] if place else None
        ends[place : place + 1] = [(i, j)]
    in_order: set[int] = set()
    last = ends[-1][1] if ends else None
    while last is not None:
        in_order.add(last)
        last = before[last]
    return in_order
