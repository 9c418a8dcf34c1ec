from __future__ import annotations

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.copies import packs
from wirecopy.copies.packs import packs_of, pairs_in

PAIRS = st.sets(st.tuples(st.integers(0, 12), st.integers(0, 12)).filter(lambda p: p[0] != p[1]))


def table(pairs: list[tuple[int, int]]) -> pa.Table:
    schema = pa.schema([("article_a", pa.string()), ("article_b", pa.string())])
    return pa.Table.from_pylist([{"article_a": f"a{a:02}", "article_b": f"a{b:02}"} for a, b in pairs], schema)


def read_back(found: pa.Table) -> list[tuple[str, str]]:
    (batch,) = found.combine_chunks().to_batches() or [pa.RecordBatch.from_pylist([], found.schema)]
    names = batch.column("article_id").to_pylist()
    return sorted((names[a], names[b]) for a, b in zip(*pairs_in(batch), strict=True))


@given(PAIRS, st.integers(1, 5), st.integers(1, 6))
def test_packs_hold_every_pair_once(pairs: set[tuple[int, int]], texts: int, most: int) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(packs, "PACK_TEXTS", texts)
        patch.setattr(packs, "PACK_PAIRS", most)
        found = packs_of(table(sorted(pairs)))
    assert read_back(found) == sorted((f"a{a:02}", f"a{b:02}") for a, b in pairs)
    assert found["pack"].to_pylist() == sorted(found["pack"].to_pylist())


def test_texts_of_families_that_have_room_travel_once() -> None:
    pairs = [(3 * n, 3 * n + k) for n in range(300) for k in (1, 2)] + [(3 * n + 1, 3 * n + 2) for n in range(300)]
    found = packs_of(table(pairs))
    assert len(np.unique(found["pack"])) > 1
    assert found.num_rows == 900


def test_partner_without_words_is_left_out() -> None:
    found = packs_of(table([(1, 2), (1, 3)]))
    (batch,) = found.filter(pa.compute.not_equal(found["article_id"], "a02")).to_batches()
    names = batch.column("article_id").to_pylist()
    assert [(names[a], names[b]) for a, b in zip(*pairs_in(batch), strict=True)] == [("a01", "a03")]
