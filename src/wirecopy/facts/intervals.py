"""What stands where in an article: its days, places or quotations in their order, found by offsets."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, TypeVar

from wirecopy.types import Stretch

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class StretchIndex(Generic[T]):
    """Stretches of a text, each with what it carries; every question costs the answer's size and a logarithm.

    >>> along = StretchIndex.of(["ab", "abcdef", "ef"], lambda word: Stretch("abcdef".index(word), 6))
    >>> along.beginning(0, 1)
    ('ab', 'abcdef')
    >>> list(along.touching(5, 6))
    ['ab', 'abcdef', 'ef']
    """

    all: tuple[T, ...]
    starts: tuple[int, ...]
    _furthest: tuple[int, ...]
    """A tree over the ends, its leaves a power of two: node n holds the last end of its children 2n and 2n + 1."""

    @staticmethod
    def of(found: Iterable[T], place: Callable[[T], Stretch]) -> StretchIndex[T]:
        """Return what was found in order of where it stands."""
        ordered = sorted(((place(one), one) for one in found), key=lambda pair: (pair[0].start, pair[0].end))
        leaves = 1 << len(ordered).bit_length()
        furthest = [0] * leaves + [stretch.end for stretch, _ in ordered] + [0] * (leaves - len(ordered))
        for n in range(leaves - 1, 0, -1):
            furthest[n] = max(furthest[2 * n], furthest[2 * n + 1])
        return StretchIndex(tuple(one for _, one in ordered), tuple(s.start for s, _ in ordered), tuple(furthest))

    def beginning(self, start: int, end: int) -> tuple[T, ...]:
        """Return what begins from `start` up to `end`."""
        return self.all[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def touching(self, start: int, end: int) -> Iterator[T]:
        """Yield what shares a character with `start` to `end`, in order."""
        leaves = len(self._furthest) // 2
        nodes = [1]
        while nodes:
            node = nodes.pop()
            if self._furthest[node] <= start:
                continue
            if node < leaves:
                nodes += (2 * node + 1, 2 * node)
            elif self.starts[node - leaves] < end:
                yield self.all[node - leaves]
            else:
                return
