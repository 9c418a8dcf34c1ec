"""Rows of one name and text that state different things: one page, the same whatever order they come in."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from wirecopy.read import read_pages
from wirecopy.store.base import BaseTables
from wirecopy.store.layout import open_layout
from wirecopy.store.pages import add_pages

TITLES = st.sampled_from([None, "Ferry sails", "Quay closed", "A third headline"])
MOMENTS = st.sampled_from([None, "2023-05-01T00:00:00Z", "2023-09-01T00:00:00Z"])
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "id": st.sampled_from(["1", "2"]),
            "text": st.sampled_from(["", "The ferry sails.", "The quay is shut."]),
        }
        | {"title": TITLES, "published": MOMENTS, "fetched": MOMENTS, "outlet": st.just("harbour.example")}
    ),
    max_size=7,
)


def told(folder: Path, name: str, batches: list[list[dict[str, str | None]]]) -> list[object]:
    """What a base keeps of rows that come in some runs: every page, every fetch, every rejection."""
    layout = open_layout(folder / name, create=True)
    for batch in batches:
        path = folder / "rows.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in batch), "utf-8")
        add_pages(layout, read_pages([path]), lambda count: None)
    tables = BaseTables(layout)
    return [tables.rows(table).to_pylist() for table in ("pages", "fetches")]


@settings(max_examples=15)
@given(rows=ROWS, cut=st.integers(0, 7))
def test_order_and_batches_of_clashing_rows_change_nothing(rows: list[dict[str, str | None]], cut: int) -> None:
    rows = rows or [{"id": "1", "text": "The ferry sails again."}]
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        at_once = told(folder, "one", [rows])
        assert told(folder, "other", [rows[::-1]]) == at_once
        assert told(folder, "cut", [part for part in (rows[cut:], rows[:cut]) if part]) == at_once
