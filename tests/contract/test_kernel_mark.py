"""What a kernel says of itself: the same in every process, and another for whatever changes its answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest

from wirecopy.engine.kernel_mark import mark_of
from wirecopy.kernels import load_kernels, word_table


@dataclass(frozen=True)
class Told:
    """A kernel with one option."""

    option: Any


TABLE = {"colour": "color", "mr": None}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("1", 1),
        (None, "None"),
        (True, 1),
        ({"a": 1}, {"a": 2}),
        ({"a": None}, {"a": "b"}),
        (np.arange(5_000), np.arange(1, 5_001)),
        (np.zeros(4, np.int32), np.zeros(2, np.int64)),
        (np.zeros((2, 3)), np.zeros((3, 2))),
    ],
)
def test_marks_tell_options_apart(one: Any, other: Any) -> None:
    assert mark_of(Told(one), "") == mark_of(Told(one), "") != mark_of(Told(other), "")


def test_marks_of_long_arrays_see_the_middle() -> None:
    """NumPy prints three numbers from each end only."""
    words = np.arange(50_000, dtype=np.uint64)
    changed = words.copy()
    changed[25_000] = 7
    assert mark_of(Told(words), "") != mark_of(Told(changed), "")


def test_marks_of_a_word_table_are_those_of_what_it_was_made_of() -> None:
    bare = load_kernels("reference", numbers=True)
    made = [word_table(counts_as, bare) for counts_as in (TABLE, dict(TABLE), TABLE | {"mr": "mister"})]
    marks = [mark_of(Told(table), "") for table in made]
    assert marks[0] == marks[1] != marks[2]
