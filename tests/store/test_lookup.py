from __future__ import annotations

import os
import pickle
import shutil
from pathlib import Path

import pytest

import wirecopy
from wirecopy.store.generations import Generations
from wirecopy.store.lookup import LOOKUP_KEYS, open_lookup
from wirecopy.tables import SCHEMAS

PAGES = {
    "a.txt": 'Six boats left the harbour of Brandt on Monday.\n\n"We go," said Ann Lee, the harbour master.\n',
    "b.txt": "Nobody was hurt when the bridge at Lund fell on Tuesday, the mayor said.\n",
}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> wirecopy.NewsBase:
    folder = tmp_path_factory.mktemp("lookup")
    for name, text in PAGES.items():
        (folder / name).write_text(text, "utf-8")
    found = wirecopy.open(folder / "base", create=True)
    found.run([folder / name for name in PAGES])
    return found


@pytest.mark.parametrize(
    ("table", "column"), [(table, column) for table in LOOKUP_KEYS for column in LOOKUP_KEYS[table]]
)
def test_lookup_gives_the_rows_of_the_table(base: wirecopy.NewsBase, table: str, column: str) -> None:
    lookup, whole = open_lookup(base.tables), base.tables.rows(table)
    wanted = [value for value in whole[column].to_pylist() if value is not None]
    for value in {*wanted[:3], "a_nobody"}:
        expected = [row for row in whole.to_pylist() if row[column] == value]
        found = lookup.rows(table, column, [value]).to_pylist()
        assert sorted(map(str, found)) == sorted(map(str, expected))
    assert lookup.rows(table, column, [*wanted, "a_nobody"]).num_rows == len(wanted)


def test_lookup_reads_other_tables_and_columns_too(base: wirecopy.NewsBase) -> None:
    lookup = open_lookup(base.tables)
    assert lookup.rows("rejected").num_rows == 0
    assert lookup.rows("stories").schema == SCHEMAS["stories"]
    assert lookup.rows("stories", "label", ["none"]).num_rows == 0


def test_lookup_of_a_base_without_a_run_is_empty(tmp_path: Path) -> None:
    lookup = open_lookup(wirecopy.open(tmp_path / "base", create=True).tables)
    assert lookup.generation is None
    assert lookup.rows("articles", "article_id", ["a"]).num_rows == 0


def test_lookup_goes_with_a_page_that_is_taken_down(base: wirecopy.NewsBase, tmp_path: Path) -> None:
    shutil.copytree(base.tables.layout.root, tmp_path / "base")
    own = wirecopy.open(tmp_path / "base")
    open_lookup(own.tables)
    page = next(p for p in own.table("pages").to_arrow().to_pylist() if "Brandt" in p["raw"])
    own.forget(page["page_id"])
    open_lookup(own.tables)
    left = [Path(top) / name for top, _, names in os.walk(own.tables.layout.root) for name in names]
    assert not [path for path in left if b"Brandt" in path.read_bytes()]


def test_lookup_keeps_the_rows_of_a_story_side_by_side(base: wirecopy.NewsBase) -> None:
    lookup, stories = open_lookup(base.tables), {}
    for row in base.tables.rows("stories").to_pylist():
        stories.setdefault(row["story_id"], []).append(row["article_id"])
    for name in ("articles", "spans", "mentions", "families", "edits"):
        for articles in stories.values():
            rows = lookup.shelves[name].keys["article_id"].find(articles).tolist()
            assert rows == list(range(rows[0], rows[-1] + 1)) if rows else True


def test_ids_of_lookup_and_tables_are_those_that_begin_so(base: wirecopy.NewsBase) -> None:
    lookup = open_lookup(base.tables)
    ids = sorted(set(base.tables.rows("articles")["article_id"].to_pylist()))
    for reader in (lookup, base.tables):
        assert reader.ids("articles", "article_id") == ids
        assert reader.ids("articles", "article_id", ids[0][:-1]) == ids[:1]
        assert reader.ids("articles", "article_id", "b") == []


def test_newest_generation_is_opened_once_and_again_after_a_run(base: wirecopy.NewsBase, tmp_path: Path) -> None:
    shutil.copytree(base.tables.layout.root, tmp_path / "base")
    own = wirecopy.open(tmp_path / "base")
    generations = Generations(own.tables)
    first = generations.newest()
    assert generations.newest() is first
    assert pickle.loads(pickle.dumps(generations)).newest().generation == first.generation
    own.forget(next(iter(own.table("pages").to_arrow()["page_id"].to_pylist())))
    assert generations.newest().generation != first.generation
