from __future__ import annotations

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import wirecopy
from copies.made import prose
from wirecopy.errors import BadOption
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


def test_rows_that_differ_in_their_digits_are_one_line_of_their_outlet() -> None:
    wires = [prose(n, 30) for n in range(8)]
    rows = [" ".join(f"{name} {n}.{n}2 +0.{n}1%" for name in ("ABC", "DEF", "GHI", "JKL")) for n in range(8)]
    pages = [f"{row}\n{wire} {prose(90 + n, n)}" for n, (row, wire) in enumerate(zip(rows, wires, strict=True))]
    copy = f"ABC 9.92 +0.91% DEF 9.92 +0.91% GHI 9.92 +0.91% JKL 9.92 +0.91%\n{prose(0, 30)}"
    dates = [f"2025-01-0{1 + n}" for n in range(9)]
    found = wirecopy.find_copies([*pages, copy], outlets=["x"] * 9, published=dates)
    (row,) = found.pairs.to_pylist()
    assert (row["a"], row["b"], row["containment_a"], row["containment_b"]) == (0, 8, 1.0, 1.0)


def test_texts_too_many_days_apart_are_not_compared() -> None:
    days = ["2024-01-01", "2024-01-20", "2024-06-01"]
    found = wirecopy.find_copies([WIRE] * 3, published=days, options=CopyOptions(within_days=30))
    pairs = set(zip(found.pairs["a"].to_pylist(), found.pairs["b"].to_pylist(), strict=True))
    assert pairs == {(0, 1)}


def test_a_window_of_no_days_is_refused() -> None:
    with pytest.raises(BadOption, match="within-days"):
        CopyOptions(within_days=0)
