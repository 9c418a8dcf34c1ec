"""What every engine must do. A new engine is added to `ENGINES`; it runs the same tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from wirecopy.engine.contract import Engine, Query, Stage, write_stage
from wirecopy.engine.duck import DuckEngine
from wirecopy.options import EngineOptions
from wirecopy.tables import Batches

ENGINES: dict[str, Callable[[Path], Engine]] = {
    "duck": DuckEngine,
    "duck, two workers": lambda folder: DuckEngine(folder, EngineOptions(workers=2)),
    "duck, little memory": lambda folder: DuckEngine(folder, EngineOptions(memory_limit="200MB")),
}
NUMBERS = pa.schema([("n", pa.int64())])


@dataclass(frozen=True)
class Doubled:
    def __call__(self, batches: Batches) -> Batches:
        for batch in batches:
            yield pa.RecordBatch.from_arrays([pc.multiply(batch.column("n"), 2)], schema=NUMBERS)


class Broken(Exception):
    pass


@dataclass(frozen=True)
class Breaks:
    def __call__(self, batches: Batches) -> Batches:
        yield next(batches)
        raise Broken


@pytest.fixture(params=sorted(ENGINES))
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Engine:
    return ENGINES[request.param](tmp_path / "stages")


def numbers(tmp_path: Path, count: int = 20_000) -> Stage:
    table = pa.table({"n": pa.array(range(count), pa.int64())})
    return write_stage(tmp_path / "given", "numbers", NUMBERS, table.to_batches(3_000))


def test_map_batches_keeps_the_order_of_the_query(engine: Engine, tmp_path: Path) -> None:
    query = Query("SELECT n FROM numbers ORDER BY n DESC", {"numbers": numbers(tmp_path)})
    stage = engine.map_batches("doubled", query, Doubled(), NUMBERS)
    assert stage.read()["n"].to_pylist() == [2 * n for n in reversed(range(20_000))]


@dataclass(frozen=True)
class Counted:
    def __call__(self, batches: Batches) -> Batches:
        for batch in batches:
            numbers = pc.unique(batch.column("n"))
            counts = [pc.sum(pc.equal(batch.column("n"), number)).as_py() for number in numbers]
            yield pa.RecordBatch.from_arrays([pa.array(counts, pa.int64())], schema=NUMBERS)


def test_map_batches_keeps_rows_together_that_belong_together(engine: Engine, tmp_path: Path) -> None:
    query = Query("SELECT n // 3000 AS n FROM numbers ORDER BY n", {"numbers": numbers(tmp_path)}, together="n")
    stage = engine.map_batches("counted", query, Counted(), NUMBERS)
    assert stage.read()["n"].to_pylist() == [3_000] * 6 + [2_000]


def test_sql_joins_stages_by_name(engine: Engine, tmp_path: Path) -> None:
    given = numbers(tmp_path, 10)
    stage = engine.sql("pairs", "SELECT a.n FROM a JOIN b ON a.n = b.n + 5 ORDER BY a.n", a=given, b=given)
    assert stage.read()["n"].to_pylist() == [5, 6, 7, 8, 9]


def test_scalar_gives_one_value(engine: Engine, tmp_path: Path) -> None:
    assert engine.scalar("SELECT COUNT(*) FROM numbers", numbers=numbers(tmp_path)) == 20_000


def test_an_empty_stage_keeps_its_columns(engine: Engine, tmp_path: Path) -> None:
    query = Query("SELECT n FROM numbers WHERE n < 0", {"numbers": numbers(tmp_path)})
    stage = engine.map_batches("none", query, Doubled(), NUMBERS)
    assert stage.read().schema.names == ["n"]
    assert engine.scalar("SELECT COUNT(*) FROM none", none=stage) == 0


def test_a_finished_stage_is_not_worked_out_again(engine: Engine, tmp_path: Path) -> None:
    given = numbers(tmp_path, 10)
    engine.sql("kept", "SELECT 1 AS n FROM numbers", numbers=given)
    again = engine.sql("kept", "SELECT 2 AS n FROM numbers", numbers=given)
    assert set(again.read()["n"].to_pylist()) == {1}


def test_a_step_that_fails_leaves_no_stage(engine: Engine, tmp_path: Path) -> None:
    query = Query("SELECT n FROM numbers", {"numbers": numbers(tmp_path)})
    with pytest.raises(Broken):
        engine.map_batches("broken", query, Breaks(), NUMBERS)
    assert not (tmp_path / "stages" / "broken").exists()
