"""Which matching runs count: those in the order both texts have them, and moved blocks too long to be chance.

Two long pages of one topic share scattered stock phrases in any order; a text and its copy share stretches in one
order. A block of runs that stand close together in both counts out of order, too, from as many words as the search
for candidates is sure to find.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from wirecopy.copies.pairs import Flags, Numbers
from wirecopy.kernels import Kernels

NEAR = 8  # words between two runs of one block, in either text: about a clause that was reworded
_Places = npt.NDArray[np.int32]


def runs_that_count(
    pair: Numbers, a: _Places, b: _Places, lengths: _Places, *, gram: int, moved: int, kernels: Kernels
) -> Flags:
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
    in_order = _in_order(owner, begin, end, gram)
    counts[in_order] = True
    disordered = np.flatnonzero(~in_order)
    offsets = np.append(np.flatnonzero(np.diff(owner[disordered], prepend=-1)), len(disordered))
    blocks = begin[disordered], end[disordered], weights[disordered]
    counts[disordered] |= kernels.heaviest_chains(*blocks, offsets, gram)
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
    starts: Numbers = np.flatnonzero(np.concatenate([[True], apart]))
    return starts


def _out_of_order(owner: Numbers, begin: Numbers, end: Numbers, gram: int) -> Numbers:
    """Return the blocks that begin before the one before them, of the same pair, ends in the second text."""
    found: Numbers = np.flatnonzero((owner[1:] == owner[:-1]) & (begin[1:] + gram <= end[:-1])) + 1
    return found


def _in_order(owner: Numbers, begin: Numbers, end: Numbers, gram: int) -> Flags:
    """Return which blocks belong to a pair whose blocks all stand in order."""
    disordered = np.zeros(int(owner[-1]) + 1, dtype=bool)
    disordered[owner[_out_of_order(owner, begin, end, gram)]] = True
    flags: Flags = ~disordered[owner]
    return flags
