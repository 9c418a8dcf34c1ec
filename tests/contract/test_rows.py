from __future__ import annotations

from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from wirecopy.engine import ranges, rows
from wirecopy.engine.contract import Stage, write_stage
from wirecopy.engine.rows import MappedRows, lay_out

LISTS = pa.schema([("name", pa.string()), ("values", pa.list_(pa.int64()))])


@pytest.fixture
def stage(tmp_path: Path) -> Stage:
    table = pa.table({"name": [f"r{n}" for n in range(100)], "values": [[n] * (n % 5) for n in range(100)]}, LISTS)
    return write_stage(tmp_path, "lists", LISTS, table.to_batches(30))


@pytest.mark.parametrize("chunk", [7, 100, 1_000])
def test_rows_are_taken_whatever_chunk_they_lie_in(
    stage: Stage, tmp_path: Path, chunk: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "CHUNK_ROWS", chunk)
    mapped = MappedRows(lay_out(stage, tmp_path / "laid").rows)
    wanted = [0, 6, 7, 8, 50, 98, 99]
    assert mapped.take(np.array(wanted)).to_pylist() == [{"name": f"r{n}", "values": [n] * (n % 5)} for n in wanted]


def test_rows_stay_the_same_when_memory_is_given_back(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rows, "KEEP_BYTES", 1)
    mapped = MappedRows(lay_out(stage, tmp_path / "laid").rows)
    before, after = (mapped.take(np.array([3, 4])) for _ in range(2))
    assert before.to_pylist() == after.to_pylist() == stage.read().slice(3, 2).to_pylist()


def test_no_rows_are_none_of_a_stage_without_any(tmp_path: Path) -> None:
    laid = lay_out(write_stage(tmp_path, "none", LISTS, []), tmp_path / "laid")
    paired = MappedRows(laid.rows).paired(np.zeros(0, np.int64), np.zeros(0, np.int64))
    assert (paired.rows.num_rows, paired.rows.schema) == (0, LISTS)


@pytest.mark.parametrize("many", [0, 10**9], ids=["compiled", "plain"])
def test_ranges_are_copied_one_behind_the_other(many: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ranges, "MANY", many)
    firsts, lasts = np.array([3, 0, 8, 8], np.int32), np.array([5, 2, 8, 9], np.int32)
    out = np.zeros(5, np.int64)
    ranges.copy_ranges(np.arange(9), firsts, lasts, out)
    assert out.tolist() == [3, 4, 0, 1, 8]
