"""Candidates in memory are those of the SQL that every engine runs."""

from __future__ import annotations

from collections.abc import Iterator

import duckdb
import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirecopy.copies.candidates_memory import NO_DAY, candidate_pairs, furniture_of_outlets, holders_of
from wirecopy.copies.candidates_sql import candidate_query
from wirecopy.kernels.shapes import Fingerprints


@pytest.fixture(scope="module")
def database() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect(config={"threads": 1}) as connection:
        yield connection


Text = tuple[list[int], int, int, int]
TEXT = st.tuples(
    st.lists(st.integers(1, 9), max_size=4),  # its fingerprints
    st.integers(1, 12),  # its words
    st.integers(-1, 1),  # its outlet
    st.sampled_from([NO_DAY, 1, 2, 3, 4]),
)


@given(st.lists(TEXT, max_size=30), st.sampled_from([None, 1, 2]))
@settings(max_examples=150, deadline=None)
def test_candidate_pairs_are_those_of_the_sql(
    database: duckdb.DuckDBPyConnection, texts: list[Text], within: int | None
) -> None:
    sizes = [len(prints) for prints, *_ in texts]
    flat = np.array([one for prints, *_ in texts for one in prints], dtype=np.uint64)
    words, outlets, days = (np.array([text[k] for text in texts], dtype=np.int64) for k in (1, 2, 3))
    prints = Fingerprints(flat, np.zeros(len(flat), np.int32), np.cumsum([0, *sizes], dtype=np.int64))
    holders = holders_of(prints, words, outlets, days.astype(np.int32))
    a, b = candidate_pairs(holders, furniture_of_outlets(holders), within)
    assert b.tolist() == sorted(b.tolist())
    assert sorted(zip(a.tolist(), b.tolist(), strict=True)) == from_sql(
        database, flat, np.repeat(np.arange(len(texts)), sizes), texts, within
    )


def from_sql(
    database: duckdb.DuckDBPyConnection, flat: np.ndarray, holder: np.ndarray, texts: list[Text], within: int | None
) -> list[tuple[int, int]]:
    def column(place: int, unknown: int) -> pa.Array:
        values = [texts[text][place] for text in holder.tolist()]
        return pa.array([None if one == unknown else one for one in values], pa.int32())

    table = pa.table(
        {
            "hash": flat,
            "article_id": holder,
            "count": column(1, 0),
            "outlet": column(2, -1),
            "day": column(3, NO_DAY),
        }
    )
    database.register("fingerprints", table)
    return database.sql(candidate_query(within)).fetchall()


def copies_of_one_text(days: list[int | None], within: int | None) -> set[tuple[int, int]]:
    told = [NO_DAY if day is None else day for day in days]
    prints = Fingerprints(np.full(len(days), 7, np.uint64), np.zeros(len(days), np.int32), np.arange(len(days) + 1))
    holders = holders_of(prints, np.full(len(days), 9), np.full(len(days), -1), np.array(told, np.int32))
    a, b = candidate_pairs(holders, furniture_of_outlets(holders), within)
    return set(zip(a.tolist(), b.tolist(), strict=True))


@pytest.mark.parametrize("first", range(-20, 20))
@pytest.mark.parametrize("apart", [0, 1, 9, 10])
def test_texts_so_many_days_apart_are_compared(first: int, apart: int) -> None:
    assert copies_of_one_text([first, first + apart], 10) == {(0, 1)}


@pytest.mark.parametrize("first", range(-20, 20))
def test_texts_twice_as_many_days_apart_never_are(first: int) -> None:
    assert copies_of_one_text([first, first + 20], 10) == set()


def test_a_text_without_a_day_is_compared_with_any() -> None:
    assert copies_of_one_text([0, None, 400], 10) == {(0, 1), (1, 2)}
