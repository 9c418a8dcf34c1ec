"""Each text once: what is kept, what is dropped, and the proof beside every dropped page."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from pyarrow.csv import write_csv

from wirecopy.cli import main
from wirecopy.errors import BadOption
from wirecopy.pipeline.dedup.dedup import DedupOptions, dedup
from wirecopy.pipeline.dedup.keep_rule import Candidate, SharedText, choose


def prose(seed: int, words: int) -> str:
    return " ".join(f"w{seed}x{i}" for i in range(words))


WIRE = prose(1, 120)
ROWS = [
    {"id": "whole", "text": WIRE, "published": "2024-03-02T10:00:00Z"},
    {"id": "cut", "text": " ".join(WIRE.split()[:80]), "published": "2024-03-01T10:00:00Z"},
    {"id": "again", "text": WIRE, "published": "2024-03-03T10:00:00Z"},
    {"id": "other", "text": prose(2, 90)},
    {"id": "round-up", "text": " ".join((*WIRE.split()[:70], *prose(2, 90).split()[:70], *prose(3, 90).split()))},
    {"id": "short", "text": "Ferry sails"},
    {"id": "empty", "text": ""},
]


def thinned(folder: Path, rows: list[dict[str, Any]] = ROWS, **options: Any) -> dict[str, list[dict[str, Any]]]:
    source = folder / "rows.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    dedup([source], folder / "out", DedupOptions(**{"clean": False} | options))
    names = ("keep", "drop", "rejected")
    return {
        name: [json.loads(line) for line in (folder / "out" / f"{name}.jsonl").read_text("utf-8").splitlines()]
        for name in names
    }


def command(folder: Path, rows: list[dict[str, Any]], *more: str) -> None:
    source = folder / "rows.jsonl"
    source.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    with pytest.raises(SystemExit, match="0"):
        main(["dedup", str(source), "-o", str(folder / "out"), "--as-is", *more])


def ids(rows: list[dict[str, Any]]) -> set[str]:
    return {row["external_id"] for row in rows}


def test_dedup_keeps_each_text_once_and_round_ups_too(tmp_path: Path) -> None:
    found = thinned(tmp_path)
    assert ids(found["drop"]) == {"cut", "again"} or ids(found["drop"]) == {"cut", "whole"}
    assert {"other", "round-up", "short"} <= ids(found["keep"])


def test_dedup_tells_the_kept_copy_and_why(tmp_path: Path) -> None:
    (cut,) = (row for row in thinned(tmp_path)["drop"] if row["external_id"] == "cut")
    assert cut["kept_external_id"] in ("whole", "again")
    assert cut["kept_because"] == "longest of 3 copies"
    assert (cut["containment"], cut["longest_run"]) == (1.0, 80)


def test_dedup_runs_point_at_the_same_words_in_both_texts(tmp_path: Path) -> None:
    found = thinned(tmp_path)
    texts = {row["page_id"]: row["text"] for row in found["keep"]}
    for row in found["drop"]:
        for run in row["runs"]:
            kept = texts[row["kept_page_id"]][run["kept_start"] : run["kept_end"]]
            assert row["text"][run["start"] : run["end"]] == kept != ""


def test_dedup_keep_earliest_keeps_a_longer_text_that_is_mostly_its_own(tmp_path: Path) -> None:
    rows = [
        {"id": "first", "text": " ".join(WIRE.split()[:60]), "published": "2024-03-01"},
        {"id": "long", "text": f"{WIRE} {prose(9, 60)}", "published": "2024-03-02"},
    ]
    found = thinned(tmp_path, rows, keep="earliest")
    assert ids(found["keep"]) == {"first", "long"}


def test_dedup_keep_earliest_drops_what_came_later(tmp_path: Path) -> None:
    found = thinned(tmp_path, keep="earliest")
    assert {"whole", "again"} & ids(found["drop"])
    assert all(row["kept_because"].startswith(("earliest", "longest")) for row in found["drop"])


def test_dedup_loses_no_page(tmp_path: Path) -> None:
    found = thinned(tmp_path)
    assert ids(found["keep"]) | ids(found["drop"]) == {row["id"] for row in ROWS} - {"empty"}
    assert len(found["keep"]) + len(found["drop"]) + len(found["rejected"]) == len(ROWS)


def test_dedup_keeps_the_same_texts_in_any_order_of_rows(tmp_path: Path) -> None:
    one, other = tmp_path / "one", tmp_path / "other"
    one.mkdir()
    other.mkdir()
    first, second = thinned(one), thinned(other, ROWS[::-1])
    assert {row["text"] for row in first["keep"]} == {row["text"] for row in second["keep"]}


@pytest.mark.parametrize("keep", ["longest", "earliest", "canonical"])
@pytest.mark.parametrize("format_name", ["jsonl", "csv", "parquet"])
def test_dedup_keeps_the_first_of_equal_rows(tmp_path: Path, keep: str, format_name: str) -> None:
    rows = [{"row": f"{i}", "text": prose(i // 4, 30)} for i in range(24)]
    table = pa.Table.from_pylist(rows)
    path = tmp_path / f"rows.{format_name}"
    if format_name == "parquet":
        pq.write_table(table, path)
    elif format_name == "csv":
        write_csv(table, path)
    else:
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    dedup([path], tmp_path / "out", DedupOptions(keep=keep, clean=False))  # type: ignore[arg-type]
    lines = (tmp_path / "out" / "keep.jsonl").read_text("utf-8").splitlines()
    assert [json.loads(line)["row"] for line in lines] == ["0", "4", "8", "12", "16", "20"]


@pytest.mark.parametrize(
    ("dates", "line"),
    [
        ((None, None), "0 of 2 state when they were published: the longest is kept\n"),
        (("2024-03-01", None), "1 of 2 state when they were published: those come before the others\n"),
        (("2024-03-01", "2024-03-02"), ""),
    ],
)
def test_dedup_says_how_many_pages_keep_earliest_can_order(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], dates: tuple[str | None, ...], line: str
) -> None:
    rows = [{"id": str(i), "text": WIRE, "published": date} for i, date in enumerate(dates)]
    command(tmp_path, rows, "--keep", "earliest", "-q")
    assert capsys.readouterr().err == line


def test_dedup_says_which_columns_it_reads_as_what(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    command(tmp_path, [{"docid": "1", "content": WIRE, "likes": 3}])
    assert capsys.readouterr().err.endswith("rows.jsonl: read: content as text, docid as id; left: likes\n")


def test_dedup_cleans_pages_unless_told_not_to(tmp_path: Path) -> None:
    body = "The ferry will sail again on Monday, the port authority said after talks with both crews in the harbour."
    rows = [{"id": "page", "text": f"{body}\nComments are closed."}]
    (kept,) = thinned(tmp_path, rows, clean=True)["keep"]
    assert "Comments are closed" not in kept["text"]
    assert body in kept["text"]


def test_dedup_does_not_write_into_what_it_reads(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(WIRE, "utf-8")
    with pytest.raises(BadOption):
        dedup([tmp_path], tmp_path / "out")


def test_dedup_refuses_an_unknown_rule(tmp_path: Path) -> None:
    with pytest.raises(BadOption):
        thinned(tmp_path, keep="newest")


def test_choose_keeps_what_no_proof_ties_to_the_kept() -> None:
    family = [Candidate(i, 100 - i, None, 0) for i in range(3)]
    proofs = {(1, 0): SharedText(0.9, 0.8, 40, ((0, 9, 0, 9),))}
    dropped = choose([family], "longest", 0.5, lambda pairs: {pair: proofs[pair] for pair in pairs if pair in proofs})
    assert [(one.number, one.kept) for one in dropped] == [(1, 0)]


def test_dedup_gives_a_rows_own_columns_back(tmp_path: Path) -> None:
    rows = [
        {"id": "1", "text": WIRE, "likes": 3, "tags": ["sea", "port"], "uri": "x"},
        {"id": "2", "text": WIRE, "likes": 5},
    ]
    found = thinned(tmp_path, rows)
    both = {row["external_id"]: row for row in found["keep"] + found["drop"]}
    assert (both["1"]["likes"], both["1"]["tags"], both["2"]["likes"]) == (3, ["sea", "port"], 5)
    assert "columns" not in both["1"]
    assert both["1"]["uri"].endswith("rows.jsonl#1")
