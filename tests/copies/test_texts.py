from __future__ import annotations

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import wirecopy
from copies.made import prose
from wirecopy.options import CopyOptions

WIRE = prose(1, 120)
TEXTS = [WIRE, prose(2, 80), WIRE + " " + prose(3, 60), ""]


@pytest.mark.parametrize("column", [list, pa.array, lambda texts: pa.chunked_array([texts]), pd.Series, pl.Series])
def test_find_copies_takes_any_column_of_texts(column) -> None:
    assert wirecopy.find_copies(column(TEXTS)).families.tolist() == [0, 1, 0, 3]


def test_find_copies_shows_which_text_matched() -> None:
    (pair,) = wirecopy.find_copies(TEXTS).pairs.to_pylist()
    (run,) = pair["runs"]
    assert (pair["a"], pair["b"], pair["relation"], pair["containment_a"]) == (0, 2, "copy", 1.0)
    assert TEXTS[0][run["a_start"] : run["a_end"]] == TEXTS[2][run["b_start"] : run["b_end"]] == WIRE


def test_find_copies_is_the_same_in_both_backends() -> None:
    one, other = (wirecopy.find_copies(TEXTS, options=CopyOptions(backend=b)) for b in ("reference", "compiled"))
    assert one.pairs == other.pairs
    assert one.families.tolist() == other.families.tolist()


def test_find_copies_takes_an_outlets_repeated_lines_for_no_copy() -> None:
    furniture = prose(99, 80)
    texts = [f"{furniture} {prose(i, 30 + i)}" for i in range(8)]
    dates = [f"2024-01-0{1 + i}" for i in range(8)]
    assert wirecopy.find_copies(texts).families.tolist() == [0] * 8
    assert wirecopy.find_copies(texts, outlets=["x"] * 8, published=dates).families.tolist() == list(range(8))


def test_find_copies_of_no_texts_is_nothing() -> None:
    found = wirecopy.find_copies([])
    assert (found.pairs.num_rows, len(found.families)) == (0, 0)


def test_find_copies_makes_identical_short_texts_one_family() -> None:
    assert wirecopy.find_copies(["Rain today.", "Sun.", "Rain today."]).families.tolist() == [0, 1, 0]
