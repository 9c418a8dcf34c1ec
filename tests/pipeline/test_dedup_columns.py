"""A thinned corpus has its rows' own columns whole, of every format."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from wirecopy.cli import main
from wirecopy.errors import BadOption
from wirecopy.options import Options, ReadOptions
from wirecopy.pipeline.dedup.dedup import DedupOptions, dedup

TEXT = "The ferry sailed again on Tuesday after three weeks in dock, and the first crossing to the island was full."
OWN = {"tags": ["sea", "port"], "meta": {"likes": 3, "note": None}, "embedding": [0.5] * 20_000, "empty": None}


def write(folder: Path, format_name: str, rows: list[dict[str, Any]]) -> Path:
    path = folder / f"rows.{format_name}"
    if format_name == "parquet":
        pq.write_table(pa.Table.from_pylist(rows), path)
    else:
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def kept(folder: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (folder / "keep.jsonl").read_text("utf-8").splitlines()]


@pytest.mark.parametrize("format_name", ["jsonl", "parquet"])
def test_dedup_gives_nested_long_and_null_columns_back(tmp_path: Path, format_name: str) -> None:
    path = write(tmp_path, format_name, [{"id": "1", "text": TEXT, **OWN}, {"id": "2", "text": "Rain.", **OWN}])
    done = dedup([path], tmp_path / "out", DedupOptions(clean=False))
    assert [{name: row[name] for name in OWN} for row in kept(tmp_path / "out")] == [OWN, OWN]
    assert done.not_kept == {}


def test_dedup_gives_bytes_back_as_base64(tmp_path: Path) -> None:
    path = write(tmp_path, "parquet", [{"text": TEXT, "picture": b"\xff\x00", "image": {"bytes": b"\xff\x00"}}])
    dedup([path], tmp_path / "out", DedupOptions(clean=False))
    (row,) = kept(tmp_path / "out")
    assert (row["picture"], row["image"]) == ("/wA=", {"bytes": "/wA="})


def test_dedup_writes_numbers_that_are_none_as_null(tmp_path: Path) -> None:
    path = write(tmp_path, "parquet", [{"text": TEXT, "score": float("nan"), "vector": [1.0, float("inf")]}])
    dedup([path], tmp_path / "out", DedupOptions(clean=False))
    (row,) = kept(tmp_path / "out")
    assert (row["score"], row["vector"]) == (None, [1.0, None])


def test_dedup_keeps_text_columns_that_the_text_was_not_read_from(tmp_path: Path) -> None:
    path = write(tmp_path, "jsonl", [{"text": TEXT, "html": f"<p>{TEXT}</p>"}])
    dedup([path], tmp_path / "out", DedupOptions(clean=False))
    assert kept(tmp_path / "out")[0]["html"] == f"<p>{TEXT}</p>"


def test_dedup_names_columns_over_the_limit(tmp_path: Path) -> None:
    path = write(tmp_path, "jsonl", [{"text": TEXT, "embedding": [0.5] * 100, "likes": 3}])
    read = ReadOptions(max_page_chars=200)
    done = dedup([path], tmp_path / "out", DedupOptions(clean=False, run=Options(read=read)))
    (row,) = kept(tmp_path / "out")
    assert "embedding" not in row
    assert row["likes"] == 3
    assert done.not_kept == {"embedding": "over 200 characters"}


def test_dedup_goes_on_behind_a_nested_cell_that_cannot_be_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = pa.array([[b"\xff"], [b"sea"]], pa.list_(pa.binary())).view(pa.list_(pa.string()))
    pq.write_table(pa.table({"id": ["1", "2"], "text": [TEXT, "Rain."], "tags": words}), tmp_path / "rows.parquet")
    with pytest.raises(SystemExit, match="0"):
        main(["dedup", str(tmp_path / "rows.parquet"), "-o", str(tmp_path / "out"), "--as-is"])
    assert [row["tags"] for row in kept(tmp_path / "out")] == [None, ["sea"]]
    assert "not kept: tags (cells that cannot be read)\n" in capsys.readouterr().err


def test_dedup_writes_a_column_called_like_ours_as_own(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [
        {"id": str(i), "title": "Ferry", "text": TEXT, "page_id": i, "kept_because": "good", "own_page_id": 9}
        for i in range(2)
    ]
    path = write(tmp_path, "jsonl", rows)
    with pytest.raises(SystemExit, match="0"):
        main(["dedup", str(path), "-o", str(tmp_path / "out"), "--as-is", "-q"])
    dropped = json.loads((tmp_path / "out" / "drop.jsonl").read_text("utf-8"))
    for row, number in ((kept(tmp_path / "out")[0], 0), (dropped, 1)):
        assert (row["own_own_page_id"], row["own_page_id"], row["own_kept_because"]) == (number, 9, "good")
        assert row["page_id"].startswith("p_")
        assert (row["title"], "own_title" in row) == ("Ferry", False)
    line = "called like columns of ours, written: page_id as own_own_page_id, kept_because as own_kept_because"
    assert capsys.readouterr().err == f"{line}\n"


@pytest.mark.parametrize("name", ["keep.jsonl", "drop.jsonl", "rejected.jsonl"])
@pytest.mark.parametrize("content", ['{"text": "mine"}\n', "no JSON\n", "[1]\n"])
def test_dedup_replaces_no_file_of_others(tmp_path: Path, name: str, content: str) -> None:
    path = write(tmp_path, "jsonl", [{"text": TEXT}])
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / name).write_text(content, "utf-8")
    with pytest.raises(BadOption, match=name):
        dedup([path], tmp_path / "out", DedupOptions(clean=False))
    assert [(file.name, file.read_text("utf-8")) for file in (tmp_path / "out").iterdir()] == [(name, content)]


def test_dedup_replaces_what_it_wrote_before(tmp_path: Path) -> None:
    path = write(tmp_path, "jsonl", [{"text": TEXT}, {"text": TEXT}, {"text": ""}])
    for share in (0.5, 0.8):
        done = dedup([path], tmp_path / "out", DedupOptions(clean=False, share=share))
    assert (done.kept, done.dropped, done.rejected) == (1, 1, 1)
