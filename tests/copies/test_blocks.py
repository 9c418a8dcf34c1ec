from __future__ import annotations

import numpy as np
import numpy.typing as npt
from hypothesis import given
from hypothesis import strategies as st

from copies.made import kernels, prose, proved
from wirecopy.copies.blocks import runs_that_count, words_covered
from wirecopy.copies.pairs import Flags

GRAM, MOVED = 5, 36
Places = npt.NDArray[np.int32]
_RUN = st.tuples(st.integers(0, 9), st.integers(0, 60), st.integers(5, 50))


def that_count(a: Places, b: Places, lengths: Places, moved: int) -> Flags:
    return runs_that_count(np.zeros(len(a), np.int64), a, b, lengths, gram=GRAM, moved=moved, kernels=kernels())


def counted(runs: list[tuple[int, int, int]]) -> list[bool]:
    a, b, lengths = (np.array(column, np.int32) for column in zip(*runs, strict=True))
    return that_count(a, b, lengths, MOVED).tolist()


def test_runs_in_one_order_all_count() -> None:
    assert counted([(0, 0, 6), (100, 300, 5), (300, 400, 7)]) == [True, True, True]


def test_a_short_run_out_of_order_does_not_count() -> None:
    assert counted([(0, 500, 6), (100, 0, 60), (300, 200, 50)]) == [False, True, True]


def test_a_moved_block_of_several_runs_counts() -> None:
    assert counted([(0, 500, 20), (23, 523, 20), (100, 0, 60)]) == [True, True, True]


def test_runs_that_overlap_by_less_than_a_gram_are_in_order() -> None:
    assert counted([(0, 0, 20), (30, 16, 20)]) == [True, True]


def test_a_moved_paragraph_is_part_of_what_is_shared() -> None:
    first, second = prose(1, 40), prose(2, 40)
    (row,) = proved([f"{first} {second}", f"{second} {first}"], [(0, 1)])
    assert (row["containment_a"], row["containment_b"]) == (1.0, 1.0)


def test_stock_phrases_in_any_order_prove_no_copy() -> None:
    phrases = [prose(n, 6) for n in range(8)]
    one = " ".join(f"{phrase} {prose(100 + n, 10)}" for n, phrase in enumerate(phrases))
    other = " ".join(f"{phrase} {prose(200 + n, 10)}" for n, phrase in enumerate(reversed(phrases)))
    (row,) = proved([one, other], [(0, 1)])
    assert (row["containment_a"], len(row["runs"])) == (6 / 128, 1)


@given(st.lists(_RUN, min_size=1, max_size=12))
def test_the_heaviest_chain_is_the_heaviest(drawn: list[tuple[int, int, int]]) -> None:
    runs, at = [], 0
    for gap, b, length in drawn:
        at += gap + 9  # apart: every run is a block of its own
        runs.append((at, b, length))
        at += length
    a, b, lengths = (np.array(column, np.int32) for column in zip(*runs, strict=True))
    flags = that_count(a, b, lengths, 10_000)
    best = [0] * len(runs)
    for i, (_, start, length) in enumerate(runs):
        before = [best[j] for j in range(i) if runs[j][1] + runs[j][2] <= start + GRAM - 1]
        best[i] = length + max(before, default=0)
    assert int(lengths[flags].sum()) == max(best)


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 30), st.integers(1, 20)), max_size=20))
def test_words_covered_counts_each_word_once(stretches: list[tuple[int, int, int]]) -> None:
    pair, starts, lengths = (np.array([row[k] for row in stretches], np.int64) for k in range(3))
    order = np.argsort(pair, kind="stable")
    found = words_covered(pair[order], starts[order], (starts + lengths)[order], 4)
    wanted = [len({w for p, s, n in stretches if p == k for w in range(s, s + n)}) for k in range(4)]
    assert found.tolist() == wanted
