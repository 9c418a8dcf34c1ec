"""Which matching runs count: those in the order both texts have them, and moved blocks too long to be chance.

Two long pages of one topic share scattered stock phrases in any order; a text and its copy share stretches in one
order. A block of runs that stand close together in both counts out of order, too, from as many words as the search
for candidates is sure to find.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from wirecopy.copies.links import Flags, Numbers

NEAR = 8  # words between two runs of one block, in either text: about a clause that was reworded
_Places = npt.NDArray[np.int32]


def runs_that_count(pair: Numbers, a: _Places, b: _Places, lengths: _Places, gram: int, moved: int) -> Flags:
    """Return a flag for each run, sorted by its pair and its place in the first text: it speaks for the pair.

    The heaviest chain of blocks that both texts have in one order speaks; so does every block of `moved` words.
    """
    if not len(pair):
        return np.zeros(0, dtype=bool)
    starts = _block_starts(pair, a, b, lengths, gram)
    weights = np.add.reduceat(lengths.astype(np.int64), starts)
    last = np.append(starts[1:], len(pair)) - 1
    owner, begin, end = pair[starts], b[starts].astype(np.int64), (b + lengths)[last].astype(np.int64)
    counts = weights >= moved
    counts[_in_order(owner, begin, end, gram)] = True
    for first, behind in _pairs_to_order(owner, begin, end, gram):
        places = slice(first, behind)
        chain = _heaviest_chain(begin[places].tolist(), end[places].tolist(), weights[places].tolist(), gram)
        counts[np.array(chain) + first] = True
    flags: Flags = np.repeat(counts, np.diff(np.append(starts, len(pair))))
    return flags


def words_covered(pair: Numbers, starts: _Places, ends: _Places | Numbers, pairs: int) -> Numbers:
    """Return how many words of each pair's text lie in some of the stretches; they may overlap."""
    stride = int(ends.max(initial=0)) + 1
    order = np.lexsort((starts, pair))
    begin, end = (starts + pair * stride)[order], (ends + pair * stride)[order]
    reached = np.concatenate([np.zeros(1, np.int64), np.maximum.accumulate(end)[:-1]]) if len(end) else end
    fresh = np.maximum(0, end - np.maximum(begin, reached))
    covered: Numbers = np.bincount(pair[order], fresh, pairs).astype(np.int64)
    return covered


def _block_starts(pair: Numbers, a: _Places, b: _Places, lengths: _Places, gram: int) -> Numbers:
    """Return the runs that begin a block: the one before is of another pair, far away, or behind in the second text."""
    before_a, before_b = a[1:] - (a + lengths)[:-1], b[1:] - (b + lengths)[:-1]
    apart = (pair[1:] != pair[:-1]) | (before_a > NEAR) | (before_b > NEAR) | (before_b <= -gram)
    found: Numbers = np.flatnonzero(np.concatenate([[True], apart]))
    return found


def _out_of_order(owner: Numbers, begin: Numbers, end: Numbers, gram: int) -> Numbers:
    """Return the blocks that begin before the one before them, of the same pair, ends in the second text."""
    found: Numbers = np.flatnonzero((owner[1:] == owner[:-1]) & (begin[1:] + gram <= end[:-1])) + 1
    return found


def _in_order(owner: Numbers, begin: Numbers, end: Numbers, gram: int) -> Flags:
    """Return which blocks belong to a pair whose blocks all stand in order."""
    disordered = owner[_out_of_order(owner, begin, end, gram)]
    flags: Flags = ~np.isin(owner, disordered)
    return flags


def _pairs_to_order(owner: Numbers, begin: Numbers, end: Numbers, gram: int) -> list[tuple[int, int]]:
    """Return the blocks, first and behind the last, of each pair whose blocks do not all stand in order."""
    disordered = np.unique(owner[_out_of_order(owner, begin, end, gram)])
    firsts, behinds = np.searchsorted(owner, disordered), np.searchsorted(owner, disordered, side="right")
    return list(zip(firsts.tolist(), behinds.tolist(), strict=True))


def _heaviest_chain(begin: Sequence[int], end: Sequence[int], weights: Sequence[int], gram: int) -> list[int]:
    """Return the blocks of the heaviest chain in which each begins where the one before has ended, or later.

    Neighbours may overlap by less than a gram: the first of two runs takes words that both could have. `ends` and
    `totals` are the chains worth going on from, both rising.
    """
    ends: list[int] = []
    totals: list[int] = []
    tips: list[int] = []
    before = [-1] * len(begin)
    for block, start in enumerate(begin):
        place = bisect_right(ends, start + gram - 1) - 1
        total = weights[block] + (totals[place] if place >= 0 else 0)
        before[block] = tips[place] if place >= 0 else -1
        at = bisect_right(ends, end[block])
        if at and totals[at - 1] >= total:
            continue
        worse = at
        while worse < len(totals) and totals[worse] <= total:
            worse += 1
        ends[at:worse], totals[at:worse], tips[at:worse] = [end[block]], [total], [block]
    chain, block = [], tips[-1]
    while block >= 0:
        chain.append(block)
        block = before[block]
    return chain
