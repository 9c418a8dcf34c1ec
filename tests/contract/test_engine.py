"""What every engine must do. A new engine is added to `ENGINES`; it runs the same tests."""

from __future__ import annotations

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pytest

from wirecopy.engine.contract import Engine, Query, Stage, write_stage
from wirecopy.engine.duck import DuckEngine
from wirecopy.options import EngineOptions
from wirecopy.tables import Batches, Paired

ENGINES: dict[str, Callable[[Path], Engine]] = {
    "duck": DuckEngine,
    "duck, two workers": lambda folder: DuckEngine(folder, EngineOptions(workers=2)),
    "duck, little memory": lambda folder: DuckEngine(folder, EngineOptions(memory="200MB")),
    "spark": lambda folder: spark_engine(folder),
}


def spark_engine(folder: Path) -> Engine:
    """The distributed engine with two workers and small partitions; skipped where it is not installed."""
    pytest.importorskip("pyspark", reason="wirecopy[spark] is not installed")
    if shutil.which("java") is None:
        pytest.skip("there is no Java")
    from wirecopy.engine.spark import SparkEngine

    os.environ["PYTHONPATH"] = os.pathsep.join(sys.path)  # workers find the kernels of this file
    few = {"spark.sql.shuffle.partitions": "3", "spark.sql.files.maxPartitionBytes": "20000"}
    return SparkEngine(folder, EngineOptions(master="local[2]", conf=few))


NUMBERS = pa.schema([("n", pa.int64())])


@dataclass(frozen=True)
class Doubled:
    takes = gives = NUMBERS

    def __call__(self, batches: Batches) -> Batches:
        for batch in batches:
            yield pa.RecordBatch.from_arrays([pc.multiply(batch.column("n"), 2)], schema=NUMBERS)


@dataclass(frozen=True)
class Names:
    """Gives the names of the columns it is given."""

    takes = pa.schema(
        [("n", pa.int64()), ("places", pa.list_(pa.struct([pa.field("at", pa.int32(), nullable=False)])))]
    )
    gives = pa.schema([("name", pa.string())])

    def __call__(self, batches: Batches) -> Batches:
        for batch in batches:
            yield pa.RecordBatch.from_arrays([pa.array(batch.schema.names)], schema=self.gives)


class Broken(Exception):
    pass


@dataclass(frozen=True)
class Breaks:
    takes = gives = NUMBERS

    def __call__(self, batches: Batches) -> Batches:
        for batch in batches:  # of several workers one may be given none
            yield batch
            raise Broken


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    return ENGINES[request.param](tmp_path / "stages")


def numbers(tmp_path: Path, count: int = 20_000) -> Stage:
    table = pa.table({"n": pa.array(range(count), pa.int64())})
    return write_stage(tmp_path / "given", "numbers", NUMBERS, table.to_batches(3_000))


def test_map_batches_keeps_the_order_of_the_query(engine: Engine, tmp_path: Path) -> None:
    query = Query("SELECT n FROM numbers ORDER BY n DESC", {"numbers": numbers(tmp_path)})
    stage = engine.map_batches("doubled", query, Doubled())
    assert stage.read()["n"].to_pylist() == [2 * n for n in reversed(range(20_000))]


@dataclass(frozen=True)
class Summed:
    takes = pa.schema([("value", pa.int64())])
    gives = NUMBERS

    def __call__(self, paired: Iterator[Paired]) -> Batches:
        for pairs in paired:
            values = pairs.rows.column("value").to_numpy()
            assert len(np.unique(values)) == len(values)  # each row once
            yield pa.RecordBatch.from_arrays([pa.array(1_000_000 * values[pairs.b] + values[pairs.a])], schema=NUMBERS)


def named(tmp_path: Path, count: int) -> Stage:
    table = pa.table({"name": [f"r{n:05}" for n in range(count)], "value": pa.array(range(count), pa.int64())})
    return write_stage(tmp_path / "given", "named", table.schema, table.to_batches(700))


def test_map_pairs_gives_the_kernel_the_rows_that_pairs_name(engine: Engine, tmp_path: Path) -> None:
    rows, shifts = named(tmp_path, 5_000), (1, 7, 4_000)
    pairs = pa.table({side: [f"r{n:05}" for k in shifts for n in values(k)] for side, values in SIDES.items()})
    given = write_stage(tmp_path / "given", "pairs", pairs.schema, pairs.to_batches())
    stage = engine.map_pairs("sums", Query("SELECT one, other FROM p", {"p": given}), rows, Summed())
    expected = sorted(1_000_000 * (n + k) + n for k in shifts for n in range(5_000 - k))
    assert stage.read()["n"].to_pylist() == expected


SIDES: dict[str, Callable[[int], range]] = {
    "one": lambda k: range(5_000 - k),
    "other": lambda k: range(k, 5_000),
}


@pytest.mark.parametrize("names", [[], [("r00001", "gone")], [("gone", "r00001")]])
def test_map_pairs_leaves_out_a_pair_without_its_rows(
    engine: Engine, tmp_path: Path, names: list[tuple[str, str]]
) -> None:
    pairs = pa.table({"a": [*(a for a, _ in names), "r00003"], "b": [*(b for _, b in names), "r00004"]})
    given = write_stage(tmp_path / "given", "pairs", pairs.schema, pairs.to_batches())
    query = Query("SELECT a, b FROM p", {"p": given})
    assert engine.map_pairs("sums", query, named(tmp_path, 9), Summed()).read()["n"].to_pylist() == [4_000_003]


def test_map_pairs_of_no_pairs_is_an_empty_stage(engine: Engine, tmp_path: Path) -> None:
    query = Query("SELECT name AS a, name AS b FROM n WHERE value < 0", {"n": named(tmp_path, 9)})
    assert engine.map_pairs("sums", query, named(tmp_path, 9), Summed()).read().schema.names == ["n"]


def test_sql_joins_stages_by_name(engine: Engine, tmp_path: Path) -> None:
    given = numbers(tmp_path, 10)
    stage = engine.sql("pairs", "SELECT a.n FROM a JOIN b ON a.n = b.n + 5 ORDER BY a.n", a=given, b=given)
    assert stage.read()["n"].to_pylist() == [5, 6, 7, 8, 9]


def test_scalar_gives_one_value(engine: Engine, tmp_path: Path) -> None:
    assert engine.scalar("SELECT COUNT(*) FROM numbers", numbers=numbers(tmp_path)) == 20_000


def test_an_empty_stage_keeps_its_columns(engine: Engine, tmp_path: Path) -> None:
    query = Query("SELECT n FROM numbers WHERE n < 0", {"numbers": numbers(tmp_path)})
    stage = engine.map_batches("none", query, Doubled())
    assert stage.read().schema.names == ["n"]
    assert engine.scalar("SELECT COUNT(*) FROM none", none=stage) == 0


def test_a_finished_stage_is_not_worked_out_again(engine: Engine, tmp_path: Path) -> None:
    given = numbers(tmp_path, 10)
    engine.sql("kept", "SELECT 1 AS n FROM numbers", numbers=given)
    again = engine.sql("kept", "SELECT 2 AS n FROM numbers", numbers=given)
    assert set(again.read()["n"].to_pylist()) == {1}


def test_a_kernel_is_given_the_columns_it_takes_and_no_others(engine: Engine, tmp_path: Path) -> None:
    query = Query(
        "SELECT 'x' AS more, [{'at': 1::INTEGER}] AS places, n FROM numbers", {"numbers": numbers(tmp_path, 1)}
    )
    assert engine.map_batches("names", query, Names()).read()["name"].to_pylist() == ["n", "places"]


@pytest.mark.parametrize("columns", ["n", "n, 1 AS places", "n, [{'at': 1::BIGINT}] AS places"])
def test_a_query_without_the_columns_a_kernel_takes_is_refused(engine: Engine, tmp_path: Path, columns: str) -> None:
    query = Query(f"SELECT {columns} FROM numbers", {"numbers": numbers(tmp_path, 1)})
    with pytest.raises(TypeError, match=r"step names: Names takes places \("):
        engine.map_batches("names", query, Names())


def test_rows_without_the_columns_a_kernel_takes_are_refused(engine: Engine, tmp_path: Path) -> None:
    query = Query("SELECT n AS a, n AS b FROM numbers", {"numbers": numbers(tmp_path, 1)})
    with pytest.raises(TypeError, match="step sums: Summed takes value"):
        engine.map_pairs("sums", query, numbers(tmp_path, 1), Summed())


def test_a_stage_says_what_it_holds(engine: Engine, tmp_path: Path) -> None:
    given = numbers(tmp_path, 1)
    assert engine.sql("one", "SELECT n FROM numbers", holds="Every number.", numbers=given).holds == "Every number."
    assert (
        engine.map_batches("two", Query("SELECT n FROM t", {"t": given}), Doubled(), holds="Twice.").holds == "Twice."
    )


def test_a_step_that_fails_leaves_no_stage(engine: Engine, tmp_path: Path) -> None:
    query = Query("SELECT n FROM numbers", {"numbers": numbers(tmp_path)})
    with pytest.raises(Broken):
        engine.map_batches("broken", query, Breaks())
    assert not (tmp_path / "stages" / "broken").exists()


def test_listener_is_told_the_rows_given_to_a_kernel(tmp_path: Path) -> None:
    heard: list[tuple[str, int, int | None]] = []
    source = write_stage(
        tmp_path, "given", NUMBERS, [pa.RecordBatch.from_arrays([pa.array(range(3000))], schema=NUMBERS)]
    )
    engine = DuckEngine(tmp_path / "run", listen=lambda *told: heard.append(told))
    engine.map_batches("doubled", Query("SELECT n FROM given ORDER BY n", {"given": source}), Doubled())
    assert heard[0] == ("doubled", 0, 3000)
    assert heard[-1] == ("doubled", 3000, 3000)
    assert [done for _, done, _ in heard] == sorted(done for _, done, _ in heard)


def test_components_name_everything_by_the_least_it_is_joined_to(engine: Engine, tmp_path: Path) -> None:
    pairs = [("b", "c"), ("x", "y"), ("c", "a"), ("z", "z")]
    schema = pa.schema([("one", pa.string()), ("other", pa.string())])
    table = pa.Table.from_pylist([dict(zip(schema.names, pair, strict=True)) for pair in pairs], schema)
    edges = write_stage(tmp_path / "given", "edges", schema, table.to_batches())
    found = engine.components("joined", Query("SELECT one, other FROM edges", {"edges": edges})).read()
    expected = {"a": "a", "b": "a", "c": "a", "x": "x", "y": "x", "z": "z"}
    assert found["name"].to_pylist() == sorted(expected)
    assert dict(zip(found["name"].to_pylist(), found["component"].to_pylist(), strict=True)) == expected


def test_components_of_no_edges_are_none(engine: Engine, tmp_path: Path) -> None:
    schema = pa.schema([("one", pa.string()), ("other", pa.string())])
    edges = write_stage(tmp_path / "given", "edges", schema, [])
    assert engine.components("joined", Query("SELECT one, other FROM edges", {"edges": edges})).read().num_rows == 0


def test_there_is_a_folder_to_spill_to_before_the_first_stage(tmp_path: Path) -> None:
    engine = DuckEngine(tmp_path / "no" / "stages")
    assert engine.folder.is_dir()  # DuckDB makes the folder it spills to, and none above it
