"""Own columns of a table's rows come back in exports, whatever the format."""

from __future__ import annotations

import csv
import io
import json

import pyarrow.parquet as pq
import pytest

import wirecopy

TEXT = "The harbour board voted on Tuesday to close the old ferry terminal after a long debate about costs."
ROWS = [
    {"id": "1", "content": TEXT, "likes": 3, "tags": ["sea"], "mixed": 1, "title": "Ferry &amp; rail"},
    {"id": "2", "content": TEXT[::-1], "likes": None, "mixed": "two"},
]


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> wirecopy.NewsBase:
    folder = tmp_path_factory.mktemp("own")
    rows = folder / "rows.jsonl"
    rows.write_text("".join(json.dumps(row) + "\n" for row in ROWS), "utf-8")
    (folder / "plain.txt").write_text(TEXT.upper(), "utf-8")
    found = wirecopy.open(folder / "base", create=True)
    found.run([str(rows), str(folder / "plain.txt")])
    return found


def written(base: wirecopy.NewsBase, table: str, form: str) -> bytes:
    target = io.BytesIO()
    base.export(table, form, target)
    return target.getvalue()


@pytest.mark.parametrize("table", ["pages", "articles"])
def test_export_gives_a_rows_own_columns_back(base: wirecopy.NewsBase, table: str) -> None:
    rows = [json.loads(line) for line in written(base, table, "jsonl").splitlines()]
    assert sorted((row["id"] or "", row["likes"], row["tags"], row["mixed"]) for row in rows) == [
        ("", None, None, None),
        ("1", 3, ["sea"], "1"),
        ("2", None, None, "two"),
    ]
    assert {row["title"] for row in rows} >= {"Ferry & rail"}
    assert pq.read_table(io.BytesIO(written(base, table, "parquet")))["likes"].to_pylist().count(3) == 1
    lines = list(csv.DictReader(io.StringIO(written(base, table, "csv").decode())))
    assert {line["likes"] for line in lines} == {"3", ""}


def test_export_of_other_tables_is_as_it_was(base: wirecopy.NewsBase) -> None:
    assert b"likes" not in written(base, "spans", "jsonl")
    assert base.table("articles").to_arrow().column_names == wirecopy.tables.SCHEMAS["articles"].names
