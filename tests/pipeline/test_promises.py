"""The promises of the design, on pages that hold a bit of everything."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow as pa
import pytest

import wirecopy
from twins import twin
from wirecopy.options import CopyOptions, EngineOptions, Options
from wirecopy.tables import SCHEMAS


@pytest.fixture(scope="module")
def rows() -> list[dict[str, str]]:
    """Eight pages of four texts, and one that cannot be used."""
    pages = [row for seed in range(4) for row in twin(seed).rows()]
    return [*pages, {"id": "empty", "text": ""}]


def write(path: Path, rows: list[dict[str, str]]) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


def run(folder: Path, batches: list[list[dict[str, str]]], options: Options | None = None) -> wirecopy.NewsBase:
    base = wirecopy.open(folder / "base", create=True)
    for batch in batches:
        base.run([write(folder / "rows.jsonl", batch)], options)
    return base


def tables(base: wirecopy.NewsBase) -> dict[str, pa.Table]:
    """Every table; where a page was read from may differ, nothing else may."""
    return {
        name: base.table(name).to_arrow().drop_columns([c for c in ("uri", "row") if c in SCHEMAS[name].names])
        for name in SCHEMAS
    }


@pytest.fixture(scope="module")
def expected(rows: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> dict[str, pa.Table]:
    return tables(run(tmp_path_factory.mktemp("expected"), [rows]))


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("compiled", Options(copies=CopyOptions(backend="compiled"))),
        ("two workers", Options(engine=EngineOptions(workers=2))),
        ("little memory", Options(engine=EngineOptions(memory="200MB"))),
    ],
)
def test_no_backend_nor_worker_changes_a_table(
    name: str, options: Options, rows: list[dict[str, str]], expected: dict[str, pa.Table], tmp_path: Path
) -> None:
    assert tables(run(tmp_path, [rows], options)) == expected


def test_order_of_input_changes_no_table(
    rows: list[dict[str, str]], expected: dict[str, pa.Table], tmp_path: Path
) -> None:
    assert tables(run(tmp_path, [rows[::-1]])) == expected


def test_pages_that_come_later_give_what_one_batch_gives(
    rows: list[dict[str, str]], expected: dict[str, pa.Table], tmp_path: Path
) -> None:
    assert tables(run(tmp_path, [rows[:3], rows[3:]])) == expected


def test_running_again_adds_nothing(rows: list[dict[str, str]], expected: dict[str, pa.Table], tmp_path: Path) -> None:
    assert tables(run(tmp_path, [rows, rows])) == expected


def test_forgetting_a_page_leaves_what_the_others_give(rows: list[dict[str, str]], tmp_path: Path) -> None:
    with_page, without = tmp_path / "with", tmp_path / "without"
    with_page.mkdir()
    without.mkdir()
    base = run(with_page, [rows])
    gone = next(p for p in base.table("pages").to_arrow().to_pylist() if p["external_id"] == rows[0]["id"])
    base.forget(gone["page_id"])
    assert tables(base) == tables(run(without, [rows[1:]]))


def test_a_page_that_cannot_be_used_is_told_with_its_reason(expected: dict[str, pa.Table]) -> None:
    (rejected,) = expected["rejected"].to_pylist()
    assert rejected["stage"] == "read"
    assert rejected["reason"]


def test_a_page_the_rules_fail_on_stops_no_run(
    rows: list[dict[str, str]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from wirecopy.pipeline.batch import clean as cleaning

    clean = cleaning.clean_page

    def fails_on_one(page, *rest):
        if page.external_id == rows[0]["id"]:
            raise RuntimeError("a rule broke")
        return clean(page, *rest)

    monkeypatch.setattr(cleaning, "clean_page", fails_on_one)
    base = run(tmp_path, [rows])
    reasons = base.table("rejected").to_arrow()["reason"].to_pylist()
    assert "RuntimeError: a rule broke" in reasons
    assert len(base.table("articles")) == len(rows) - 2


@pytest.mark.parametrize("after", [0.5, 1.5, 2.5])
def test_a_killed_run_loses_no_page_and_can_be_taken_up(
    after: float, rows: list[dict[str, str]], expected: dict[str, pa.Table], tmp_path: Path
) -> None:
    base, pages = tmp_path / "base", write(tmp_path / "rows.jsonl", rows)
    process = subprocess.Popen(
        [sys.executable, "-m", "wirecopy", "run", str(base), str(pages), "-q"],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)},
    )
    time.sleep(after)
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert tables(run(tmp_path, [rows])) == expected
