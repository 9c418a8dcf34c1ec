"""Candidates in memory are those of the SQL that every engine runs."""

from __future__ import annotations

import duckdb
import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from wirecopy.copies.candidates import CANDIDATES
from wirecopy.copies.holders import NO_DAY, candidate_pairs, furniture_of_outlets, holders_of
from wirecopy.kernels.shapes import Fingerprints

Text = tuple[list[int], int, int, int]
TEXT = st.tuples(
    st.lists(st.integers(1, 9), max_size=4),  # its fingerprints
    st.integers(1, 12),  # its words
    st.integers(-1, 1),  # its outlet
    st.sampled_from([NO_DAY, 1, 2, 3, 4]),
)


@given(st.lists(TEXT, max_size=30))
@settings(max_examples=100, deadline=None)
def test_candidate_pairs_are_those_of_the_sql(texts: list[Text]) -> None:
    sizes = [len(prints) for prints, *_ in texts]
    flat = np.array([one for prints, *_ in texts for one in prints], dtype=np.uint64)
    words, outlets, days = (np.array([text[k] for text in texts], dtype=np.int64) for k in (1, 2, 3))
    prints = Fingerprints(flat, np.zeros(len(flat), np.int32), np.cumsum([0, *sizes], dtype=np.int64))
    holders = holders_of(prints, words, outlets, days.astype(np.int32))
    a, b = candidate_pairs(holders, furniture_of_outlets(holders))
    assert b.tolist() == sorted(b.tolist())
    assert sorted(zip(a.tolist(), b.tolist(), strict=True)) == from_sql(
        flat, np.repeat(np.arange(len(texts)), sizes), texts
    )


def from_sql(flat: np.ndarray, holder: np.ndarray, texts: list[Text]) -> list[tuple[int, int]]:
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
    with duckdb.connect() as connection:
        connection.register("fingerprints", table)
        return connection.sql(CANDIDATES).fetchall()
