"""Rows whose input an earlier run had are taken from it, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

import pyarrow as pa
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirecopy.engine.contract import Grouping, Query, Stage, write_stage
from wirecopy.engine.duck import DuckEngine
from wirecopy.engine.groups import whole_groups
from wirecopy.options import EngineOptions
from wirecopy.tables import Batches, Paired

ROWS = pa.schema([("name", pa.string()), ("n", pa.int64())])
TOLD = pa.schema([("name", pa.string()), ("told", pa.int64())])


@dataclass(frozen=True)
class Repeated:
    """Gives each row as many times as its number says; `run` names the run, and changes no answer by rights."""

    takes = ROWS
    gives = TOLD
    rowwise: ClassVar[str] = "name"
    run: int = field(compare=False)
    factor: int = 1

    def __call__(self, batches: Batches) -> Batches:
        for batch in batches:
            names = [row["name"] for row in batch.to_pylist() for _ in range(row["n"] * self.factor)]
            yield pa.RecordBatch.from_arrays([pa.array(names, pa.string()), _runs(names, self.run)], schema=TOLD)


@dataclass(frozen=True)
class Counted:
    """Gives of each group how many rows it has."""

    takes = ROWS
    gives = TOLD
    run: int = field(compare=False)

    def __call__(self, batches: Batches) -> Batches:
        for batch in batches:
            names = list(dict.fromkeys(batch.column("name").to_pylist()))
            yield pa.RecordBatch.from_arrays([pa.array(names), _runs(names, self.run)], schema=TOLD)


@dataclass(frozen=True)
class Summed:
    takes = pa.schema([("n", pa.int64())])
    gives = pa.schema([("sum", pa.int64()), ("told", pa.int64())])
    rowwise: ClassVar[str] = ""
    run: int = field(compare=False)

    def __call__(self, paired: Iterator[Paired]) -> Batches:
        for pairs in paired:
            values = pairs.rows.column("n").to_numpy()
            sums = pa.array(values[pairs.a] + values[pairs.b])
            yield pa.RecordBatch.from_arrays([sums, _runs(sums, self.run)], schema=self.gives)


def _runs(rows, run: int) -> pa.Array:
    return pa.array([run] * len(rows), pa.int64())


def stage(folder: Path, rows: dict[str, int]) -> Stage:
    table = pa.table({"name": list(rows), "n": list(rows.values())}, schema=ROWS)
    return write_stage(folder / "given", "rows", ROWS, table.to_batches(7))


def runs(folder: Path, first: dict[str, int], second: dict[str, int], workers: int = 1, factor: int = 1):
    """Return the rows of the second of two runs."""
    query = "SELECT * FROM rows"
    DuckEngine(folder / "one").map_batches("told", Query(query, {"rows": stage(folder / "1", first)}), Repeated(1))
    engine = DuckEngine(folder / "two", EngineOptions(workers=workers), folder / "one")
    source = Query(query, {"rows": stage(folder / "2", second)})
    told = engine.map_batches("told", source, Repeated(2, factor)).read()
    return list(zip(told["name"].to_pylist(), told["told"].to_pylist(), strict=True))


@pytest.mark.parametrize("workers", [1, 2])
def test_rows_of_the_same_input_are_taken_and_others_worked_out_in_order(tmp_path: Path, workers: int) -> None:
    first = {f"r{n:04}": n % 3 for n in range(12_000)}
    second = {"new": 2} | dict(reversed(first.items())) | {"r0007": 3}
    expected = [(name, 2 if name in ("new", "r0007") else 1) for name, n in second.items() for _ in range(n)]
    assert runs(tmp_path, first, second, workers) == expected


def test_nothing_is_taken_from_a_run_with_other_options(tmp_path: Path) -> None:
    assert runs(tmp_path, {"a": 1, "b": 2}, {"a": 1, "b": 2}, factor=2) == [("a", 2)] * 2 + [("b", 2)] * 4


def test_a_step_without_change_is_taken_whole(tmp_path: Path) -> None:
    rows = {f"r{n:04}": 2 for n in range(3_000)}
    assert runs(tmp_path, rows, rows) == [(name, 1) for name in rows for _ in range(2)]


def test_rows_are_taken_over_several_runs(tmp_path: Path) -> None:
    earlier = None
    for run in (1, 2, 3):
        given = stage(tmp_path / f"{run}", {f"r{n}": 1 for n in range(run)})
        engine = DuckEngine(tmp_path / f"of {run}", earlier=earlier)
        told = engine.map_batches("told", Query("SELECT * FROM rows", {"rows": given}), Repeated(run)).read()
        earlier = engine.folder
    assert told["told"].to_pylist() == [1, 2, 3]


@settings(max_examples=15, deadline=None)
@given(st.lists(st.integers(1, 9), max_size=12), st.lists(st.integers(1, 9), max_size=12))
def test_any_two_runs_give_what_one_gives(first: list[int], second: list[int]) -> None:
    with TemporaryDirectory() as folder:
        one, two = ({f"r{n}": n for n in sorted(set(numbers))} for numbers in (first, second))
        told = runs(Path(folder), one, two)
    assert told == [(name, 1 if name in one else 2) for name, n in two.items() for _ in range(n)]


def test_a_group_is_taken_whole_or_worked_out_whole(tmp_path: Path) -> None:
    rows = {f"{n:05}": n for n in range(5_000)}
    query = "SELECT 'g' || (n // 7)::VARCHAR AS name, n FROM rows {} ORDER BY n"
    first = {"rows": stage(tmp_path, rows)}
    DuckEngine(tmp_path / "one").map_groups("told", Query(query.format(""), first), Grouping("name"), Counted(1))
    engine = DuckEngine(tmp_path / "two", earlier=tmp_path / "one")
    told = engine.map_groups("told", Query(query.format("WHERE n <> 100"), first), Grouping("name"), Counted(2)).read()
    assert told.num_rows == 5_000 // 7 + 1
    assert [row["name"] for row in told.to_pylist() if row["told"] == 2] == ["g14"]


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=5), max_size=6), st.integers(1, 6))
def test_no_batch_parts_a_group(parts: list[list[str]], rows: int) -> None:
    names = sorted(name for part in parts for name in part)
    schema = pa.schema([("name", pa.string()), ("input_digest", pa.uint64())])
    cuts = [0, *sorted(min(len(names), len(part)) for part in parts), len(names)]
    batches = [
        pa.RecordBatch.from_pylist([{"name": name, "input_digest": n} for n, name in enumerate(names[a:b])], schema)
        for a, b in pairwise(cuts)
    ]
    whole = [batch.column("name").to_pylist() for batch in whole_groups(iter(batches), "name", rows)]
    assert [name for batch in whole for name in batch] == names
    assert all(not set(one) & set(other) for n, one in enumerate(whole) for other in whole[n + 1 :])


def test_pairs_of_the_same_rows_are_taken(tmp_path: Path) -> None:
    first = {f"r{n}": n for n in range(9)}
    pairs = "SELECT one.name, other.name FROM rows AS one JOIN rows AS other ON one.n + 1 = other.n"
    told = {}
    for run, rows in ((1, first), (2, {"r-": -1} | first)):
        given = stage(tmp_path / f"{run}", rows)
        engine = DuckEngine(tmp_path / f"of {run}", earlier=tmp_path / "of 1" if run == 2 else None)
        told[run] = engine.map_pairs("told", Query(pairs, {"rows": given}), given, Summed(run)).read().to_pylist()
    assert sorted((row["sum"], row["told"]) for row in told[2]) == [(-1, 2), *((2 * n + 1, 1) for n in range(8))]


def test_rows_that_belong_to_no_input_row_are_refused(tmp_path: Path) -> None:
    class Strange(Repeated):
        def __call__(self, batches: Batches) -> Batches:
            yield from (
                batch.set_column(0, "name", pa.array(["x"] * batch.num_rows)) for batch in super().__call__(batches)
            )

    with pytest.raises(ValueError, match="Strange gives rows that belong to no input row"):
        DuckEngine(tmp_path).map_batches(
            "told", Query("SELECT * FROM rows", {"rows": stage(tmp_path, {"a": 1})}), Strange(1)
        )


def test_rows_that_a_stage_of_another_name_has_are_taken(tmp_path: Path) -> None:
    given = {"rows": stage(tmp_path, {"a": 1, "b": 1})}
    engine = DuckEngine(tmp_path / "one")
    engine.map_batches("first", Query("SELECT * FROM rows WHERE name = 'a'", given), Repeated(1))
    engine.map_batches("second", Query("SELECT * FROM rows WHERE name = 'b'", given), Repeated(2))
    told = engine.map_batches("third", Query("SELECT * FROM rows ORDER BY name DESC", given), Repeated(3)).read()
    assert told["told"].to_pylist() == [2, 1]
    again = DuckEngine(tmp_path / "two", earlier=tmp_path / "one")
    told = again.map_batches("fourth", Query("SELECT * FROM rows ORDER BY name", given), Repeated(4)).read()
    assert told["told"].to_pylist() == [1, 2]


def test_a_stage_that_goes_is_made_again_where_it_is_asked_for(tmp_path: Path) -> None:
    query = Query("SELECT * FROM rows", {"rows": stage(tmp_path, {"a": 1})})
    engine = DuckEngine(tmp_path / "one")
    engine.map_batches("told", query, Repeated(1))
    engine.tidy("told", "none of that name")
    assert not (tmp_path / "one" / "told").exists()
    assert DuckEngine(tmp_path / "one").map_batches("told", query, Repeated(2)).read()["told"].to_pylist() == [2]


def test_nothing_is_taken_from_a_stage_that_a_kill_left_sealed_under_its_first_name(tmp_path: Path) -> None:
    query = Query("SELECT * FROM rows", {"rows": stage(tmp_path, {"a": 1})})
    folder = tmp_path / "one"
    DuckEngine(folder).map_batches("told", query, Repeated(1))
    (folder / "told").rename(folder / ".told.partial")
    assert DuckEngine(folder).map_batches("told", query, Repeated(2)).read()["told"].to_pylist() == [2]
