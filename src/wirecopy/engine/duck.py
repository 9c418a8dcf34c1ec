"""The embedded engine: DuckDB over Parquet on one machine, kernels in this process or in workers."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from wirecopy.engine.batch_size import BATCH_PAIRS, BATCH_ROWS
from wirecopy.engine.contract import (
    COMPONENTS,
    PART,
    Grouping,
    Query,
    Stage,
    begin_stage,
    check_columns,
    finished,
    remove_stage,
    seal,
    write_stage,
)
from wirecopy.engine.earlier_rows import EarlierRows
from wirecopy.engine.groups import DIGEST, joined_names, whole_groups
from wirecopy.engine.kernel_mark import code_of_package, mark_of
from wirecopy.engine.reuse import INPUTS, Inputs, Job, digest_of, mark_noted
from wirecopy.engine.rows import InPlace, LaidRows, lay_out
from wirecopy.engine.workers import Telling, Workers
from wirecopy.options import EngineOptions
from wirecopy.parquet_layout import COMPRESSION, LEVEL
from wirecopy.tables import Batches, Kernel, PairsKernel

ROWS, SPILL, FRESH = ".rows", ".spill", ".fresh"
BLOCK_BYTES = 400_000_000  # pairs are gone through block of rows by block of rows: two at a time are in memory
_NUMBERED = """
SELECT one.row AS a, other.row AS b, HASH(one.digest, other.digest) AS {digest}
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
    earlier: Path | None = None
    """The stages of a finished run: rows of those and of this run's own are taken where their input is the same."""
    listen: Callable[[str, int, int | None], None] | None = None
    """Told before each batch of the stage, of the rows that a kernel has done, and of those there are."""
    _database: duckdb.DuckDBPyConnection = field(init=False, repr=False, compare=False)
    _workers: Workers = field(init=False, repr=False, compare=False)
    _code: str = field(init=False, repr=False, compare=False)
    _noted: dict[str, list[Stage]] = field(init=False, repr=False, compare=False)
    """Stages by the mark of the kernel that made them, as far as their input was noted."""

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)  # DuckDB makes the folder it spills to, and none above it
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
        object.__setattr__(self, "_code", code_of_package())
        object.__setattr__(self, "_noted", {})
        for folder in filter(None, (self.earlier, self.folder)):
            for path in sorted(folder.glob(f"[!.]*/{INPUTS}")):  # a dot: a stage that was begun, sealed or not
                self._note(finished(folder, path.parent.name))

    def map_batches(self, name: str, source: Query, kernel: Kernel, *, holds: str = "") -> Stage:
        """Return the stage of every batch of the query through the kernel, in the query's order."""
        done = finished(self.folder, name)
        if done:
            return done
        self._map(name, source, BATCH_ROWS, kernel)
        return self._sealed(name, holds)

    def map_groups(self, name: str, source: Query, grouping: Grouping, kernel: Kernel, *, holds: str = "") -> Stage:
        """Return the stage of whole groups of rows through the kernel, sorted by their key."""
        done = finished(self.folder, name)
        if done:
            return done
        order = ", ".join(f'"{column}"' for column in (grouping.key, *grouping.order))
        ordered = Query(f"SELECT * FROM ({source.text}) ORDER BY {order}", source.tables)
        self._map(name, ordered, BATCH_ROWS, kernel, grouping.key)
        return self._sealed(name, holds)

    def map_pairs(self, name: str, pairs: Query, rows: Stage, kernel: PairsKernel, *, holds: str = "") -> Stage:
        """Return the stage of pairs of rows through the kernel; the rows are looked up where they lie."""
        done = finished(self.folder, name)
        if done:
            return done
        check_columns(name, kernel, pq.read_schema(rows.files[0]))
        laid = lay_out(rows, self.folder / ROWS)
        numbers = f"read_parquet({_sql_string(str(self._digested(rows, laid)))})"
        numbered = _NUMBERED.format(pairs=pairs.text, numbers=numbers, digest=DIGEST, block=laid.rows_of(BLOCK_BYTES))
        source = Query(numbered, pairs.tables)
        self._map(name, source, BATCH_PAIRS, InPlace(laid.rows, kernel))
        return self._sealed(name, holds)

    def _digested(self, rows: Stage, laid: LaidRows) -> Path:
        """Return the file of the names, numbers and digests of rows that were laid out, made at the first use."""
        path = laid.numbers.with_suffix(".digests.parquet")
        if not path.exists():
            first, *_ = columns = pq.read_schema(rows.files[0]).names
            with self._connect({"given": rows}) as connection:
                numbers = f"read_parquet({_sql_string(str(laid.numbers))})"
                digested = f'SELECT "{first}" AS name, {digest_of(columns)} AS digest FROM given'
                query = f"SELECT * FROM {numbers} JOIN ({digested}) AS digested USING (name) ORDER BY row"
                partial = path.with_suffix(".partial")
                connection.execute(f"COPY ({query}) TO {_sql_string(str(partial))} (FORMAT parquet)")
                os.replace(partial, path)
        return path

    def _map(self, name: str, source: Query, rows: int, kernel: Kernel, group: str | None = None) -> None:
        with self._connect(source.tables) as connection:
            given = connection.sql(f"SELECT * FROM ({source.text}) LIMIT 0").to_arrow_table().schema
            check_columns(name, kernel, given)
            asked, taken = source.text, list(kernel.takes.names)
            job = Job(kernel, mark_of(kernel, f"{self._code} {group}"), group)
            if job.by_rows:
                if DIGEST not in given.names:
                    asked = f"SELECT *, {digest_of(taken)} AS {DIGEST} FROM ({asked})"
                taken.append(DIGEST)
            total = _count(connection, source.text) if self.listen else 0
            batches: Batches = (batch.select(taken) for batch in connection.sql(asked).to_arrow_reader(rows))
            self._write(name, whole_groups(batches, group, rows) if group else batches, job, total)

    def _write(self, name: str, batches: Batches, job: Job, total: int) -> None:
        """Write the parts of a stage; rows that an earlier stage has of the same input are taken from there."""
        earlier_rows = self._earlier_rows(name, job)
        if earlier_rows is None:
            self._workers.write(begin_stage(self.folder, name), batches, job, self._telling(name, total))
            return
        fresh = Stage(name, begin_stage(self.folder, f"{name}{FRESH}"))
        self._workers.write(fresh.folder, earlier_rows.fresh(batches), job, self._telling(name, None))
        earlier_rows.write(begin_stage(self.folder, name), fresh, job)
        shutil.rmtree(fresh.folder)

    def _sealed(self, name: str, holds: str) -> Stage:
        stage = seal(self.folder, name, holds)
        self._note(stage)
        return stage

    def _telling(self, name: str, total: int | None) -> Telling | None:
        """Return what takes the number of rows done and tells the listener; the total is null where some are taken."""
        listen = self.listen
        return None if listen is None else lambda done: listen(name, done, total)

    def _earlier_rows(self, name: str, job: Job) -> EarlierRows | None:
        """Return what stages of the same kernel know, the one of the same name first: most of its rows are the same."""
        stages = sorted(self._noted.get(job.mark, ()), key=lambda stage: stage.name != name) if job.by_rows else ()
        return EarlierRows(tuple(stages), Inputs.of(*stages), job.group) if stages else None

    def _note(self, stage: Stage | None) -> None:
        mark = mark_noted(stage) if stage else None
        if stage and mark:
            self._noted.setdefault(mark, []).append(stage)

    def components(self, name: str, edges: Query, *, holds: str = "") -> Stage:
        """Return the stage of what the two columns of the query join, directly or not, sorted by name."""
        done = finished(self.folder, name)
        if done:
            return done
        with self._connect(edges.tables) as connection:
            given = connection.sql(edges.text).to_arrow_table()
        joined = joined_names(*given.columns)
        return write_stage(self.folder, name, COMPONENTS, joined.to_batches(), holds)

    def sql(self, name: str, query: str, *, holds: str = "", **tables: Stage) -> Stage:
        """Return the stage of the query's rows, in the query's order."""
        done = finished(self.folder, name)
        if done:
            return done
        target = _sql_string(str(begin_stage(self.folder, name) / PART))
        with self._connect(tables) as connection:
            layout = f"FORMAT parquet, COMPRESSION {COMPRESSION}, COMPRESSION_LEVEL {LEVEL}"
            connection.execute(f"COPY ({query}) TO {target} ({layout})")
        return seal(self.folder, name, holds)

    def scalar(self, query: str, **tables: Stage) -> int | float | str | None:
        """Return the single value of a query."""
        with self._connect(tables) as connection:
            row = connection.execute(query).fetchone()
        return row[0] if row else None

    def tidy(self, *passing: str) -> None:
        """Remove the stages of those names and what was laid out or spilled; who needs one again makes it again."""
        for name in passing:
            remove_stage(self.folder, name)
        for name in (ROWS, SPILL):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def _connect(self, tables: Mapping[str, Stage]) -> duckdb.DuckDBPyConnection:
        """Return a cursor to close, whose views (seen by no other cursor) are the tables."""
        connection = self._database.cursor()
        for name, stage in tables.items():
            files = ", ".join(_sql_string(path) for path in stage.files)
            connection.execute(f"CREATE TEMP VIEW {name} AS SELECT * FROM read_parquet([{files}])")
        return connection


def _count(connection: duckdb.DuckDBPyConnection, query: str) -> int:
    [(count,)] = connection.execute(f"SELECT COUNT(*) FROM ({query})").fetchall()
    return int(count)


def _sql_string(path: str) -> str:
    return "'" + path.replace("'", "''") + "'"
