"""The embedded engine: DuckDB over Parquet on one machine, kernels in this process or in workers."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from wirecopy.engine.contract import COMPRESSION, PART, Query, Stage, begin_stage, check_columns, finished, seal
from wirecopy.engine.rows import InPlace, lay_out
from wirecopy.engine.workers import Workers
from wirecopy.options import EngineOptions
from wirecopy.tables import Batches, Kernel, PairsKernel

ROWS, SPILL = ".rows", ".spill"
BATCH_ROWS = 1024
BATCH_PAIRS = 4096
BLOCK_BYTES = 400_000_000  # pairs are gone through block of rows by block of rows: two at a time are in memory
_NUMBERED = """
SELECT one.row AS a, other.row AS b
FROM ({pairs}) AS pairs(a, b)
JOIN {numbers} AS one ON one.name = pairs.a
JOIN {numbers} AS other ON other.name = pairs.b
ORDER BY other.row // {block}, one.row // {block}, b, a
"""


@dataclass(frozen=True, slots=True)
class DuckEngine:
    """DuckDB runs the SQL, this process (or `workers` of them) the kernels; stages lie in `folder`."""

    folder: Path
    options: EngineOptions = field(default_factory=EngineOptions)
    _database: duckdb.DuckDBPyConnection = field(init=False, repr=False, compare=False)
    _workers: Workers = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": self.options.memory,
            "temp_directory": str(self.folder / SPILL),
            "threads": max(1, self.options.workers),
            "autoinstall_known_extensions": False,
            "enable_external_file_cache": False,  # a stage is mostly read once: its memory is better free
        }
        # Starting DuckDB takes 20 ms and a run has forty steps: one database, a cursor for each step.
        object.__setattr__(self, "_database", duckdb.connect(config=settings))
        object.__setattr__(self, "_workers", Workers(self.options.workers))

    def map_batches(self, name: str, source: Query, kernel: Kernel, *, holds: str = "") -> Stage:
        """Return the stage of every batch of the query through the kernel, in the query's order."""
        done = finished(self.folder, name)
        if done:
            return done
        self._map(name, source, BATCH_ROWS, kernel)
        return seal(self.folder, name, holds)

    def map_pairs(self, name: str, pairs: Query, rows: Stage, kernel: PairsKernel, *, holds: str = "") -> Stage:
        """Return the stage of pairs of rows through the kernel; the rows are looked up where they lie."""
        done = finished(self.folder, name)
        if done:
            return done
        check_columns(name, kernel, pq.read_schema(rows.files[0]))
        laid = lay_out(rows, self.folder / ROWS)
        numbers = f"read_parquet({_quoted(str(laid.numbers))})"
        numbered = _NUMBERED.format(pairs=pairs.text, numbers=numbers, block=laid.rows_of(BLOCK_BYTES))
        source = Query(numbered, pairs.tables)
        self._map(name, source, BATCH_PAIRS, InPlace(laid.rows, kernel))
        return seal(self.folder, name, holds)

    def _map(self, name: str, source: Query, rows: int, kernel: Kernel) -> None:
        with self._connect(source.tables) as connection:
            reader = connection.sql(source.text).to_arrow_reader(rows)
            check_columns(name, kernel, reader.schema)
            taken = kernel.takes.names
            batches: Batches = (batch.select(taken) for batch in reader)
            self._workers.write(begin_stage(self.folder, name), batches, kernel, kernel.gives)

    def sql(self, name: str, query: str, *, holds: str = "", **tables: Stage) -> Stage:
        """Return the stage of the query's rows, in the query's order."""
        done = finished(self.folder, name)
        if done:
            return done
        target = _quoted(str(begin_stage(self.folder, name) / PART))
        with self._connect(tables) as connection:
            connection.execute(f"COPY ({query}) TO {target} (FORMAT parquet, COMPRESSION {COMPRESSION})")
        return seal(self.folder, name, holds)

    def scalar(self, query: str, **tables: Stage) -> int | float | str | None:
        """Return the single value of a query."""
        with self._connect(tables) as connection:
            row = connection.execute(query).fetchone()
        return row[0] if row else None

    def tidy(self) -> None:
        """Remove what was laid out or spilled beside the stages; whatever needs it again makes it again."""
        for name in (ROWS, SPILL):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def _connect(self, tables: Mapping[str, Stage]) -> duckdb.DuckDBPyConnection:
        """Return a cursor to close, whose views (seen by no other cursor) are the tables."""
        connection = self._database.cursor()
        for name, stage in tables.items():
            files = ", ".join(_quoted(path) for path in stage.files)
            connection.execute(f"CREATE TEMP VIEW {name} AS SELECT * FROM read_parquet([{files}])")
        return connection


def _quoted(path: str) -> str:
    return "'" + path.replace("'", "''") + "'"
