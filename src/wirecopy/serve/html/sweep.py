"""What covers each stretch of a text, found in one pass from left to right."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, TypeVar

Cover = TypeVar("Cover")


class Covers(Generic[Cover]):
    """Half-open ranges with what they stand for, asked from left to right.

    >>> covers = Covers([(0, 4, "quote"), (2, 6, "edit")])
    >>> covers.over(0, 2), covers.over(2, 4), covers.over(4, 9)
    (['quote'], ['quote', 'edit'], ['edit'])
    """

    def __init__(self, ranges: Iterable[tuple[int, int, Cover]]) -> None:
        self._waiting = sorted(ranges, key=lambda r: (r[0], -r[1]), reverse=True)
        self._active: list[tuple[int, Cover]] = []

    def over(self, start: int, end: int) -> list[Cover]:
        """Return what covers the stretch; stretches must come in order and not cross a range's end."""
        while self._waiting and self._waiting[-1][0] < end:
            _, range_end, cover = self._waiting.pop()
            self._active.append((range_end, cover))
        self._active = [row for row in self._active if row[0] > start]
        return [cover for _, cover in self._active]


def stretches(start: int, end: int, cuts: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Yield the pieces of `[start, end)` between the cuts, which are sorted.

    >>> list(stretches(0, 9, [0, 3, 5, 12]))
    [(0, 3), (3, 5), (5, 9)]
    """
    left = start
    for i in range(bisect_right(cuts, start), bisect_left(cuts, end)):
        yield left, cuts[i]
        left = cuts[i]
    yield left, end
