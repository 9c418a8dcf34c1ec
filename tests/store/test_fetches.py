"""One page fetched again, under other addresses and with other statements, in any order and any number of runs."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

import wirecopy
from wirecopy.read import read_pages

TEXT = "The harbour board of Eastmere voted on Tuesday to close the old ferry terminal after a long debate about costs."
Told = tuple[list[dict[str, object]], list[dict[str, object]], list[dict[str, object]]]
ROWS = [
    {"id": "2", "url": "https://harbour.example/a?utm_source=rss", "text": TEXT, "fetched": "2024-05-15", "title": "B"},
    {"id": "1", "url": "https://harbour.example/a", "text": TEXT, "fetched": "2024-05-14", "author": "Jane Roe"},
    {"id": "3", "url": "https://harbour.example/a#top", "text": TEXT, "fetched": "2024-05-16", "title": "A"},
]


def filled(folder: Path, runs: list[list[dict[str, str]]]) -> wirecopy.NewsBase:
    base = wirecopy.open(folder / "base", create=True)
    for rows in runs:
        path = folder / "rows.jsonl"
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        base.run([str(path)])
    return base


def told(base: wirecopy.NewsBase) -> Told:
    pages = base.table("pages").to_arrow().drop_columns(["uri", "columns"]).to_pylist()
    fetches = base.table("fetches").to_arrow().drop_columns(["uri"]).to_pylist()
    return pages, fetches, base.table("articles").to_arrow().to_pylist()


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Told:
    """What one run tells of all three."""
    return told(filled(tmp_path_factory.mktemp("whole"), [ROWS]))


@pytest.mark.parametrize("order", list(itertools.permutations(range(3)))[1:])
def test_page_fetched_again_is_one_page_whatever_the_order(tmp_path: Path, order: tuple[int, ...], whole: Told) -> None:
    rows = [ROWS[i] for i in order]
    runs = [[row] for row in rows] if order == (2, 1, 0) else [rows[:1], rows[1:]]
    pages, fetches, articles = told(filled(tmp_path, runs))
    assert (pages, fetches, articles) == whole
    assert [(p["external_id"], p["title"], p["author"], p["fetched_at"]) for p in pages] == [
        ("1", "A", "Jane Roe", "2024-05-14")
    ]
    assert [fetch["fetched_at"] for fetch in fetches] == ["2024-05-14", "2024-05-15", "2024-05-16"]
    assert (articles[0]["title"], articles[0]["byline"]) == ("A", "Jane Roe")


def test_reading_the_same_again_is_no_further_fetch(tmp_path: Path) -> None:
    base = filled(tmp_path, [ROWS[:1], ROWS[:1]])
    assert base.table("fetches").to_arrow().num_rows == 0
    assert not base.tables.layout.fetches.exists()


def test_another_text_under_one_address_is_another_page(tmp_path: Path) -> None:
    base = filled(tmp_path, [[ROWS[0], {**ROWS[1], "text": TEXT + " Unions called a strike."}]])
    assert base.table("pages").to_arrow().num_rows == 2


def test_page_that_came_in_alone_again_is_a_further_fetch(tmp_path: Path) -> None:
    base = filled(tmp_path, [ROWS[1:2]])
    (tmp_path / "again.jsonl").write_text(json.dumps(ROWS[0]), "utf-8")
    with base.live() as live:
        assert [live.add(page).state for page in read_pages([tmp_path / "again.jsonl"])] == ["known"]  # type: ignore[arg-type]
    base.run([])
    assert base.table("fetches").to_arrow()["fetched_at"].to_pylist() == ["2024-05-14", "2024-05-15"]
    assert base.table("pages").to_arrow()["title"].to_pylist() == ["B"]


def test_takedown_leaves_no_fetch(tmp_path: Path) -> None:
    base = filled(tmp_path, [ROWS])
    base.forget(base.table("pages").to_arrow()["page_id"][0].as_py())
    assert base.table("fetches").to_arrow().num_rows == 0
    assert base.tables.layout.restated.read_text("ascii") == ""
