"""The states of a text of entries under times are one family, whatever a page makes of the lines of times."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from origins.invented_pages import invented_pages, vocabulary

import wirecopy
from wirecopy.pipeline.live.add_page import as_page

DAY = 1  # no state of which is cut to what no other has


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> wirecopy.NewsBase:
    """Return the running text of an invented day: each outlet prints several states, so that lines of times repeat."""
    folder = tmp_path_factory.mktemp("running")
    rows = [row for row, text in invented_pages(DAY, vocabulary()) if text.endswith("running")]
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    base = wirecopy.open(folder / "base", create=True)
    base.run([folder / "rows.jsonl"])
    return base


def test_states_of_a_running_text_are_one_family(base: wirecopy.NewsBase) -> None:
    families = base.table("families").to_arrow().to_pylist()
    assert len({row["family_id"] for row in families}) == 1
    assert len(families) == len(base.table("articles").to_arrow())


def test_a_page_alone_counts_the_times_that_a_run_counts(base: wirecopy.NewsBase, tmp_path: Path) -> None:
    (row, _), *_ = ((row, text) for row, text in invented_pages(DAY, vocabulary()) if text.endswith("running"))
    with base.live() as opened:
        added = opened.add(as_page(row["text"], {"outlet": "own.example"}, opened.options))
    assert added.copies[0].relation == "copy"
