"""The distributed engine: Apache Spark over the same stages. Kernels run in Spark's Python workers (`mapInArrow`).

Queries are written for DuckDB and translated by sqlglot. Each task writes its own part of a stage with PyArrow, under a
name by its number, so that a stage lies as the embedded engine lays it. Every node must see the folder of the stages
under one path.
"""

from __future__ import annotations

import os
import shutil
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pyarrow as pa
import pyarrow.parquet as pq

from wirecopy.engine.batch_size import BATCH_ROWS
from wirecopy.engine.contract import (
    COMPONENTS,
    PART,
    Grouping,
    Query,
    Stage,
    begin_stage,
    check_columns,
    finished,
    fits,
    remove_stage,
    seal,
    write_part,
    write_stage,
)
from wirecopy.engine.groups import joined_names
from wirecopy.engine.spark_tasks import (
    BUCKET,
    PLACE,
    MappedTask,
    PairedTask,
    WrittenPart,
    raise_own,
    signed,
    stored,
)
from wirecopy.errors import MissingExtra
from wirecopy.options import EngineOptions
from wirecopy.tables import Kernel, PairsKernel

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

BLOCK_BYTES = 64_000_000  # of rows, as Parquet, that one bucket of pairs may need
SETTINGS = {
    "spark.sql.ansi.enabled": "true",
    "spark.sql.execution.arrow.maxRecordsPerBatch": str(BATCH_ROWS),
    "spark.sql.execution.arrow.pyspark.enabled": "true",
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
}
_NEEDED = f"SELECT {BUCKET}, a AS _name FROM _placed UNION SELECT {BUCKET}, b FROM _placed"
_ROWS = f"SELECT _needed.{BUCKET}, _rows.* FROM _needed JOIN _rows ON _rows.`{{key}}` = _needed._name"


@dataclass(frozen=True, slots=True)
class SparkEngine:
    """Spark runs SQL and kernels; stages lie in `folder`, which every node must see under that path."""

    folder: Path
    options: EngineOptions = field(default_factory=EngineOptions)
    _session: SparkSession = field(init=False, repr=False, compare=False)
    _run_id: str = field(default_factory=lambda: f"-{uuid4().hex[:8]}", init=False, repr=False, compare=False)
    """Tasks of a driver that was killed may still write: to folders of its own."""

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        object.__setattr__(self, "_session", session(self.options))

    def map_batches(self, name: str, source: Query, kernel: Kernel, *, holds: str = "") -> Stage:
        """Return the stage of every batch of the query through the kernel, in the query's order."""
        done = finished(self.folder, name)
        return done or self._mapped(name, self._query(source), kernel, holds)

    def map_groups(self, name: str, source: Query, grouping: Grouping, kernel: Kernel, *, holds: str = "") -> Stage:
        """Return the stage of whole groups of rows through the kernel, sorted by their key."""
        done = finished(self.folder, name)
        if done:
            return done
        frame = self._query(source).repartitionByRange(grouping.key)
        ordered = frame.sortWithinPartitions(grouping.key, *grouping.order)
        return self._mapped(name, ordered, kernel, holds, grouping.key)

    def _mapped(self, name: str, frame: DataFrame, kernel: Kernel, holds: str, key: str | None = None) -> Stage:
        check_columns(name, kernel, _as_taken(frame, kernel.takes))
        columns = [f"`{column}`" for column in dict.fromkeys([*kernel.takes.names, *([key] if key else [])])]
        partial = begin_stage(self.folder, name, self._run_id)
        task = MappedTask(kernel, WrittenPart(str(partial.absolute())), BATCH_ROWS, key)
        self._run(name, frame.selectExpr(*columns), task)
        return self._sealed(partial, name, stored(kernel.gives), holds)

    def map_pairs(self, name: str, pairs: Query, rows: Stage, kernel: PairsKernel, *, holds: str = "") -> Stage:
        """Return the stage of pairs of rows through the kernel; rows are sent once to each range of pairs."""
        done = finished(self.folder, name)
        if done:
            return done
        check_columns(name, kernel, _as_taken(self._read(rows), kernel.takes))
        key = pq.read_schema(rows.files[0]).field(0).name
        placed = self._placed(f"{name}.placed", pairs, rows)
        self._view("_placed", placed)
        self._view("_rows", rows)
        self._session.sql(_NEEDED).createOrReplaceTempView("_needed")
        sent = self._session.sql(_ROWS.format(key=key))
        # Read once more: Spark takes two frames of one reading for ambiguous.
        both = self._read(placed).groupBy(BUCKET).cogroup(sent.groupBy(BUCKET))
        given = pa.schema([*kernel.gives, pa.field(BUCKET, pa.int32()), pa.field(PLACE, pa.int64())])
        paired = PairedTask(kernel, key)
        frame = both.applyInArrow(lambda left, right: paired(left, right), _spark(given))  # it counts the arguments
        stage = self._written(name, frame.orderBy(BUCKET, PLACE).drop(BUCKET, PLACE), holds)
        shutil.rmtree(placed.folder, ignore_errors=True)
        return stage

    def _placed(self, name: str, pairs: Query, rows: Stage) -> Stage:
        """Return the pairs in ranges of (b, a): pairs of one b lie in a row, and a b with many pairs is cut."""
        from pyspark.sql import functions

        size = sum(os.path.getsize(path) for path in rows.files)
        buckets = max(self._session.sparkContext.defaultParallelism, 1 + 2 * size // BLOCK_BYTES)
        ranged = self._query(pairs).toDF("a", "b").repartitionByRange(buckets, "b", "a").sortWithinPartitions("b", "a")
        return self._written(name, ranged.withColumn(BUCKET, functions.spark_partition_id()), "")

    def components(self, name: str, edges: Query, *, holds: str = "") -> Stage:
        """Return the stage of what the two columns of the query join, directly or not, sorted by name."""
        done = finished(self.folder, name)
        if done:
            return done
        joined = joined_names(*self._query(edges).toArrow().columns)
        return write_stage(self.folder, name, COMPONENTS, joined.to_batches(), holds)

    def sql(self, name: str, query: str, *, holds: str = "", **tables: Stage) -> Stage:
        """Return the stage of the query's rows, in the query's order."""
        done = finished(self.folder, name)
        return done or self._written(name, self._query(Query(query, tables)), holds)

    def scalar(self, query: str, **tables: Stage) -> int | float | str | None:
        """Return the single value of a query."""
        self._session.sparkContext.setJobGroup("scalar", query)
        row = self._query(Query(query, tables)).first()
        value: int | float | str | None = row[0] if row else None
        return value

    def tidy(self, *passing: str) -> None:
        """Remove the stages of those names and what tasks of killed runs left beside the stages."""
        for name in passing:
            remove_stage(self.folder, name)
        for left in self.folder.glob(".*.partial"):
            shutil.rmtree(left, ignore_errors=True)

    def _query(self, source: Query) -> DataFrame:
        for name, stage in source.tables.items():
            self._view(name, stage)
        return self._session.sql(translated(source.text))

    def _view(self, name: str, stage: Stage) -> None:
        self._read(stage).createOrReplaceTempView(name)

    def _read(self, stage: Stage) -> DataFrame:
        # With the schema given Spark need not run a job to read it from a file.
        paths = [Path(path).absolute().as_uri() for path in stage.files]
        return self._session.read.schema(_spark(pq.read_schema(stage.files[0]))).parquet(*paths)

    def _written(self, name: str, frame: DataFrame, holds: str) -> Stage:
        partial = begin_stage(self.folder, name, self._run_id)
        self._run(name, frame, WrittenPart(str(partial.absolute())))
        return self._sealed(partial, name, _arrow(frame), holds)

    def _run(self, name: str, frame: DataFrame, task: WrittenPart | MappedTask) -> None:
        from py4j.protocol import Py4JJavaError
        from pyspark.errors import PySparkException

        self._session.sparkContext.setJobGroup(name, name)
        try:
            frame.mapInArrow(lambda batches: task(batches), "rows bigint").collect()
        except (PySparkException, Py4JJavaError) as error:
            raise_own(error)

    def _sealed(self, partial: Path, name: str, schema: pa.Schema, holds: str) -> Stage:
        for left in partial.glob(".part-*"):  # of tasks that were killed
            left.unlink()
        if not any(partial.glob("*.parquet")):
            write_part(partial / PART, schema, ())
        return seal(self.folder, name, holds, self._run_id)


def session(options: EngineOptions) -> SparkSession:
    """Return a Spark session; what the options say of it goes before wirecopy's settings.

    Raises:
        MissingExtra: PySpark is not installed, or there is no Java.
    """
    try:
        from pyspark.sql import SparkSession
    except ImportError as error:
        raise MissingExtra("pyspark", "spark") from error
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # else workers take what is first on the path
    builder = SparkSession.builder.appName("wirecopy")
    if options.master:
        builder = builder.master(options.master)
    for key, value in {**SETTINGS, **options.conf}.items():
        builder = builder.config(key, value)
    made: SparkSession = builder.getOrCreate()
    return made


def translated(query: str) -> str:
    """Return a query that is written for DuckDB as Spark takes it.

    >>> translated('SELECT "end" FROM spans ORDER BY "end"')    # doctest: +SKIP
    'SELECT `end` FROM spans ORDER BY `end` NULLS LAST'
    """
    import sqlglot

    text: str = sqlglot.transpile(query, read="duckdb", write="spark")[0]
    return text


def _spark(schema: pa.Schema) -> Any:
    from pyspark.sql.pandas.types import from_arrow_schema

    return from_arrow_schema(stored(schema))


def _arrow(frame: DataFrame) -> pa.Schema:
    from pyspark.sql.pandas.types import to_arrow_schema

    return to_arrow_schema(frame.schema)


def _as_taken(frame: DataFrame, takes: pa.Schema) -> pa.Schema:
    """Return the columns of a frame with the types of those taken where they are the same bits."""
    given = {column.name: column.type for column in _arrow(frame)}
    for column in takes:
        if column.name in given and fits(given[column.name], signed(column.type)):
            given[column.name] = column.type
    return pa.schema(list(given.items()))
