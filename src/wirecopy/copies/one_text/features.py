"""What a pair's matching runs look like: how much of each text they cover, where, in what order, and what lies between.

The columns are told of two sides: the `inner` text, of which more stands in the other, and the `outer` one.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wirecopy.copies.pairs import Flags, Numbers, Shares
from wirecopy.kernels.hashing import is_number
from wirecopy.kernels.shapes import Words

SHORT_GAP = 8  # words between two runs that one wording takes in one text and another in the other
BLOCK_GAP = 25  # words, about a sentence: runs further apart in either text lie in blocks of their own
HUNDRED = 100.0  # what is counted is told for so many matching words

COLUMNS = (
    "inside_inner",
    "inside_outer",
    "words_inner",
    "words_outer",
    "head_inner",
    "tail_inner",
    "between_inner",
    "head_outer",
    "tail_outer",
    "between_outer",
    "before_inner",
    "before_outer",
    "matching",
    "longest",
    "run_words",
    "reworded",
    "numbers_differ",
    "answered",
    "blocks",
    "largest_block",
    "disorder",
    "quoted",
    "one_outlet",
    "entries",
    "one_frame",
    "shifted",
)
"""Shares of a text's words are `head` (before the first run), `tail` (behind the last) and `between`; `before` and
`words` are logarithms of words. `reworded` and `numbers_differ` count the short gaps that stand between the same runs
in both texts, and those of them with other numbers; `answered` counts long gaps that stand in both. `entries` is told
of the text with fewer; `one_frame` is 1 for headlines of one frame, -1 for two, 0 where one is not known; `shifted` is
how much more one has before and the other behind what they share: a state of a running text and the next."""


@dataclass(frozen=True, slots=True)
class Runs:
    """The matching runs of pairs in words, by pair and place in the first text."""

    pair: Numbers
    a: npt.NDArray[np.int32]
    b: npt.NDArray[np.int32]
    lengths: npt.NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Sides:
    """The two texts of each pair by number, and how much of each stands in the other."""

    a: Numbers
    b: Numbers
    inside_a: Shares
    inside_b: Shares


@dataclass(frozen=True, slots=True)
class PagePair:
    """What is known of the two pages of each pair beside their words; see `COLUMNS`."""

    one_outlet: Flags
    entries: Numbers
    one_frame: Numbers


def pair_features(
    words: Words, counts: Numbers, sides: Sides, runs: Runs, quoted: Shares, about: PagePair
) -> npt.NDArray[np.float64]:
    """Return a row of `COLUMNS` for each pair; `counts` are the words of each text that are body."""
    pairs = len(sides.a)
    size_a, size_b = counts[sides.a], counts[sides.b]
    matching = np.bincount(runs.pair, runs.lengths, pairs)
    longest = np.zeros(pairs)
    np.maximum.at(longest, runs.pair, runs.lengths)
    ends_a, ends_b = _ends(runs.pair, runs.a, runs.lengths, size_a), _ends(runs.pair, runs.b, runs.lengths, size_b)
    one = np.stack([sides.inside_a, size_a, *_shares(*ends_a, sides.inside_a, size_a), ends_a[0]])
    other = np.stack([sides.inside_b, size_b, *_shares(*ends_b, sides.inside_b, size_b), ends_b[0]])
    a_is_inner = (sides.inside_a > sides.inside_b) | ((sides.inside_a == sides.inside_b) & (size_a <= size_b))
    inner, outer = np.where(a_is_inner, one, other), np.where(a_is_inner, other, one)
    number = np.bincount(runs.pair, minlength=pairs)
    some = np.maximum(1, matching)
    gaps = _gaps(words, sides, runs, pairs)
    return np.column_stack(
        [
            *(inner[0], outer[0], np.log1p(inner[1]), np.log1p(outer[1])),
            *(*inner[2:5], *outer[2:5], np.log1p(inner[5]), np.log1p(outer[5])),
            *(np.log1p(matching), longest / some, np.log1p(matching / np.maximum(1, number))),
            *(HUNDRED * gaps.reworded / some, HUNDRED * gaps.numbers_differ / some, HUNDRED * gaps.answered / some),
            *(np.log1p(gaps.blocks), gaps.largest / some, gaps.disorder / np.maximum(1, number - 1)),
            *(quoted, about.one_outlet, np.log1p(about.entries), about.one_frame),
            np.abs(inner[2] + outer[3] - inner[3] - outer[2]) / 2,
        ]
    )


def _ends(
    pair: Numbers, starts: npt.NDArray[np.int32], lengths: npt.NDArray[np.int32], sizes: Numbers
) -> tuple[Numbers, Numbers]:
    """Return the words of each pair's text that stand before its first run, and behind its last."""
    first, last = sizes.copy(), np.zeros(len(sizes), dtype=np.int64)
    np.minimum.at(first, pair, starts)
    np.maximum.at(last, pair, starts + lengths)
    return first, np.where(last > 0, np.maximum(0, sizes - last), 0)


def _shares(head: Numbers, tail: Numbers, inside: Shares, sizes: Numbers) -> tuple[Shares, Shares, Shares]:
    """Return the shares of a text's words before its runs, behind them, and unmatched between them."""
    size = np.maximum(1, sizes)
    before, behind = head / size, tail / size
    return before, behind, np.maximum(0, 1 - inside - before - behind)


@dataclass(frozen=True, slots=True)
class _Gaps:
    """Counts for each pair of what lies between its runs."""

    reworded: Numbers
    numbers_differ: Numbers
    answered: Numbers
    blocks: Numbers
    largest: Shares
    disorder: Numbers


def _gaps(words: Words, sides: Sides, runs: Runs, pairs: int) -> _Gaps:
    follows = runs.pair[1:] == runs.pair[:-1]
    ends_a, ends_b = runs.a[:-1] + runs.lengths[:-1], runs.b[:-1] + runs.lengths[:-1]
    gap_a, gap_b = runs.a[1:] - ends_a, runs.b[1:] - ends_b
    back = follows & (runs.b[1:] < runs.b[:-1])
    both = follows & (gap_a > 0) & (gap_b > 0)
    short = both & (gap_a <= SHORT_GAP) & (gap_b <= SHORT_GAP)
    differ = np.zeros(len(short), dtype=bool)
    at = np.flatnonzero(short)
    places = runs.pair[:-1][at]
    texts = ((words.offsets[sides.a[places]], ends_a, gap_a), (words.offsets[sides.b[places]], ends_b, gap_b))
    sums = [_number_sums(words.hashes, begins + ends[at], gaps[at]) for begins, ends, gaps in texts]
    differ[at] = (sums[0] != 0) & (sums[1] != 0) & (sums[0] != sums[1])
    apart = ~follows | (gap_a > BLOCK_GAP) | (np.abs(gap_b) > BLOCK_GAP)
    opens = np.flatnonzero(np.append(True, apart)) if len(runs.pair) else np.zeros(0, np.int64)
    largest = np.zeros(pairs)
    if len(opens):
        np.maximum.at(largest, runs.pair[opens], np.add.reduceat(runs.lengths.astype(np.int64), opens))

    def counted(flags: Flags) -> Numbers:
        found: Numbers = np.bincount(runs.pair[:-1][flags], minlength=pairs)
        return found

    blocks = np.bincount(runs.pair[opens], minlength=pairs)
    return _Gaps(counted(short), counted(differ), counted(both & ~short), blocks, largest, counted(back))


def _number_sums(
    hashes: npt.NDArray[np.uint64], starts: Numbers, sizes: npt.NDArray[np.int32]
) -> npt.NDArray[np.uint64]:
    """Return the sum of the hashes of the numbers in each stretch, none of which is longer than a short gap."""
    sums = np.zeros(len(starts), dtype=np.uint64)
    for shift in range(SHORT_GAP):
        inside = np.flatnonzero(shift < sizes)
        neighbours = hashes[starts[inside] + shift]
        sums[inside] += np.where(is_number(neighbours), neighbours, np.uint64(0))
    return sums
