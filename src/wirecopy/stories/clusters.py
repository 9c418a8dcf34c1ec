"""Pairs to stories: the likeliest groups are joined first, as long as a quorum of their pairs speaks for it."""

from __future__ import annotations

import heapq
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt

from wirecopy.kernels.hashing import mix
from wirecopy.stories.model import Merging

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]
Joined = dict[tuple[int, int], list[tuple[int, int]]]
"""The texts of a chain with the first text of their group, by how many pairs it has and a hash of them."""

POINTS = 10_000  # scores are counted in ten-thousandths: sums of whole numbers come out alike in any order


def join_pairs(texts: int, a: Numbers, b: Numbers, scores: Floats, rule: Merging) -> list[int]:
    """Return for each text the first text of its group, as `join_groups` does, of pairs in arrays.

    Groups never reach over texts that no chain of likely pairs joins: pairs across such chains are left out first.
    """
    likely = scores > rule.threshold
    chains = np.array(_chains(texts, zip(a[likely].tolist(), b[likely].tolist(), strict=True)), np.int64)
    inside = chains[a] == chains[b]
    rows = zip(a[inside].tolist(), b[inside].tolist(), scores[inside].tolist(), strict=True)
    return join_groups(texts, rows, rule)


def join_again(
    texts: int, a: Numbers, b: Numbers, scores: Floats, rule: Merging, *, first: int, known: Joined
) -> tuple[list[int], Joined]:
    """Return what `join_pairs` does, and the chains it was made of: only those that are not `known` are joined anew.

    `first` is the lasting number of the first text; chains are known by their pairs with their scores.
    """
    likely = scores > rule.threshold
    chains = np.array(_chains(texts, zip(a[likely].tolist(), b[likely].tolist(), strict=True)), np.int64)
    inside = chains[a] == chains[b]
    order = np.flatnonzero(inside)[np.argsort(chains[a[inside]], kind="stable")]
    a, b, scores = a[order], b[order], scores[order]
    bounds = np.flatnonzero(np.diff(chains[a], prepend=-1, append=-1))
    prints = mix(mix((((a + first) << 32) | (b + first)).view(np.uint64)) ^ scores.view(np.uint64))
    leaders, joined = list(range(texts)), dict[tuple[int, int], list[tuple[int, int]]]()
    for start, end in zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True):
        part = slice(start, end)
        key = end - start, int(np.add.reduce(prints[part]))
        groups = known.get(key)
        if groups is None:
            groups = _joined_chain(a[part] + first, b[part] + first, scores[part], rule)
        joined[key] = groups
        for text, leader in groups:
            leaders[text - first] = leader - first
    return leaders, joined


def _joined_chain(a: Numbers, b: Numbers, scores: Floats, rule: Merging) -> list[tuple[int, int]]:
    members = np.unique(np.concatenate([a, b]))
    near, far = np.searchsorted(members, a), np.searchsorted(members, b)
    rows = zip(near.tolist(), far.tolist(), scores.tolist(), strict=True)
    leaders = members[join_groups(len(members), rows, rule)]
    return list(zip(members.tolist(), leaders.tolist(), strict=True))


def _chains(texts: int, pairs: Iterable[tuple[int, int]]) -> list[int]:
    leader = list(range(texts))
    for a, b in pairs:
        while leader[a] != a:
            leader[a] = a = leader[leader[a]]
        while leader[b] != b:
            leader[b] = b = leader[leader[b]]
        leader[max(a, b)] = min(a, b)
    for text in range(texts):
        leader[text] = leader[leader[text]]
    return leader


def join_groups(texts: int, pairs: Iterable[tuple[int, int, float]], rule: Merging) -> list[int]:
    """Return for each text the first text of its group: average-link clustering over the pairs given.

    A pair that is not given counts as `rule.unlikely`, so that two groups that only touch do not chain. The order
    of the pairs changes nothing; of equal scores the pair of the earlier texts goes first.

    >>> join_groups(4, [(0, 1, 3.0), (1, 2, 2.0), (2, 3, -1.0)], Merging(threshold=0.0, unlikely=-4.0, quorum=0.5))
    [0, 0, 2, 3]
    """
    grouping = _Grouping(texts, rule)
    for a, b, score in pairs:
        grouping.link(a, b, score)
    return grouping.run()


class _Grouping:
    """Groups of texts with the sums of the scores between them."""

    def __init__(self, texts: int, rule: Merging) -> None:
        self.floor, self.threshold = round(rule.unlikely * POINTS), round(rule.threshold * POINTS)
        self.quorum = rule.quorum
        self.between: list[dict[int, tuple[int, int]]] = [{} for _ in range(texts)]
        self.size = [1] * texts
        self.version = [0] * texts
        self.leader = list(range(texts))

    def link(self, a: int, b: int, score: float) -> None:
        """Note a pair: what it scores above the floor, and whether it speaks for one story."""
        points = round(score * POINTS)
        if points > self.floor:
            self.between[a][b] = self.between[b][a] = points - self.floor, int(points > self.threshold)

    def run(self) -> list[int]:
        """Join groups until none should be; return each text's group."""
        queue = [row for a, others in enumerate(self.between) for b in others if a < b and (row := self._row(a, b))]
        heapq.heapify(queue)
        while queue:
            _, a, b, version_a, version_b = heapq.heappop(queue)
            if (self.version[a], self.version[b]) == (version_a, version_b):
                self._join(a, b)
                for row in (self._row(*sorted((a, other))) for other in self.between[a]):
                    if row:
                        heapq.heappush(queue, row)
        return [self._find(text) for text in range(len(self.leader))]

    def _row(self, a: int, b: int) -> tuple[float, int, int, int, int] | None:
        above, speaking = self.between[a][b]
        pairs = self.size[a] * self.size[b]
        average = above / pairs + self.floor
        if average <= self.threshold or speaking < self.quorum * pairs:
            return None
        return -average, a, b, self.version[a], self.version[b]

    def _join(self, a: int, b: int) -> None:
        del self.between[a][b], self.between[b][a]
        for other, (above, speaking) in self.between[b].items():
            del self.between[other][b]
            more = self.between[a].get(other, (0, 0))
            self.between[a][other] = self.between[other][a] = above + more[0], speaking + more[1]
        self.between[b] = {}
        self.size[a] += self.size[b]
        self.leader[b] = a
        self.version[a] += 1
        self.version[b] = -1

    def _find(self, text: int) -> int:
        while self.leader[text] != text:
            text = self.leader[text]
        return text
