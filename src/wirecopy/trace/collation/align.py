"""Which tokens of two texts answer each other, between the runs of sentences that do as wholes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import LCSseq

from wirecopy.trace.collation.token_layout import Strip

Match = tuple[int, int, int]
"""Tokens `i` to `i + n` of the base and `j` to `j + n` of the copy have the same keys."""

# A gap of this many token pairs is aligned in about 10 ms and 12 MB; beyond it only unique word groups align.
_MAX_CELLS = 100_000_000
_GRAM = 5


def matches(base: Strip, copy: Strip) -> list[Match]:
    """Return the matching stretches of two texts, in order in both; linear in memory, bounded in time."""
    matched: list[Match] = []
    i = j = 0
    for at_a, at_b in [*zip(base.runs, copy.runs, strict=True), (len(base), len(copy))]:
        matched.extend(_matches_between(base.keys, copy.keys, (i, at_a, j, at_b)))
        if at_a < len(base):
            matched.append((at_a, at_b, 1))
        i, j = at_a + 1, at_b + 1
    return joined_matches(matched)


def lcs(a: Sequence[str], b: Sequence[str], box: tuple[int, int, int, int]) -> Iterator[Match]:
    """Yield the longest common sequence of `a[i1:i2]` and `b[j1:j2]` as matching stretches."""
    i1, i2, j1, j2 = box
    head = _common(a[i1:i2], b[j1:j2])
    if head:
        yield i1, j1, head
    i1, j1 = i1 + head, j1 + head
    tail = _common(a[i1:i2][::-1], b[j1:j2][::-1])
    if i1 < i2 - tail and j1 < j2 - tail:
        blocks = LCSseq.editops(a[i1 : i2 - tail], b[j1 : j2 - tail]).as_matching_blocks()
        yield from ((i1 + block.a, j1 + block.b, block.size) for block in blocks if block.size)
    if tail:
        yield i2 - tail, j2 - tail, tail


def increasing(anchors: Sequence[Match]) -> list[Match]:
    """Return the heaviest row of anchors that ascends in both texts (`anchors` ascend in the first)."""
    ends: list[int] = []  # the copy positions at which a row can end, ascending; weights ascend with them
    tops: list[tuple[int, int]] = []  # (weight, anchor) of the best row ending there
    before: list[int] = []
    for index, (_, j, n) in enumerate(anchors):
        at = bisect_left(ends, j)
        weight = n + (tops[at - 1][0] if at else 0)
        before.append(tops[at - 1][1] if at else -1)
        drop = at
        while drop < len(ends) and tops[drop][0] <= weight:
            drop += 1
        if drop == at and at < len(ends) and ends[at] == j:
            continue
        ends[at:drop], tops[at:drop] = [j], [(weight, index)]
    row = []
    index = tops[-1][1] if tops else -1
    while index >= 0:
        row.append(anchors[index])
        index = before[index]
    return row[::-1]


def joined_matches(found: Sequence[Match]) -> list[Match]:
    """Return the stretches with those that touch in both texts made one, empty ones left out."""
    rows: list[Match] = []
    for i, j, n in found:
        if rows and rows[-1][0] + rows[-1][2] == i and rows[-1][1] + rows[-1][2] == j:
            rows[-1] = (rows[-1][0], rows[-1][1], rows[-1][2] + n)
        elif n:
            rows.append((i, j, n))
    return rows


def _matches_between(a: Sequence[str], b: Sequence[str], box: tuple[int, int, int, int]) -> Iterator[Match]:
    i1, i2, j1, j2 = box
    if i1 == i2 or j1 == j2:
        return
    if (i2 - i1) * (j2 - j1) <= _MAX_CELLS:
        yield from lcs(a, b, box)
        return
    at_a, at_b = i1, j1
    for i, j, n in [*increasing(_gram_anchors(a, b, box)), (i2, j2, 0)]:
        if i < at_a or j < at_b:
            continue  # overlaps the anchor before it
        if (i - at_a) * (j - at_b) <= _MAX_CELLS:
            yield from lcs(a, b, (at_a, i, at_b, j))
        if n:
            yield i, j, n
        at_a, at_b = i + n, j + n


def _gram_anchors(a: Sequence[str], b: Sequence[str], box: tuple[int, int, int, int]) -> list[Match]:
    i1, i2, j1, j2 = box
    ours = _unique_places((tuple(a[i : i + _GRAM]), i) for i in range(i1, i2 - _GRAM + 1))
    theirs = _unique_places((tuple(b[j : j + _GRAM]), j) for j in range(j1, j2 - _GRAM + 1))
    return [(i, theirs[keys], _GRAM) for keys, i in ours.items() if keys in theirs]


def _unique_places(places: Iterator[tuple[tuple[str, ...], int]]) -> dict[tuple[str, ...], int]:
    first: dict[tuple[str, ...], int] = {}
    repeated = set()
    for keys, at in places:
        if keys in first:
            repeated.add(keys)
        else:
            first[keys] = at
    return {keys: at for keys, at in first.items() if keys not in repeated}


def _common(a: Sequence[str], b: Sequence[str]) -> int:
    n = min(len(a), len(b))
    if a[:n] == b[:n]:
        return n
    return next(k for k in range(n) if a[k] != b[k])
