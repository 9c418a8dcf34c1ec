"""The embedded engine: DuckDB over Parquet on one machine, kernels in this process or in workers."""

from __future__ import annotations

import multiprocessing
import shutil
from collections import deque
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, field
from itertools import chain, islice
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa

from wirecopy.engine.contract import COMPRESSION, PART, Query, Stage, finished, seal, write_stage
from wirecopy.options import EngineOptions
from wirecopy.tables import Batches, Kernel

BATCH_ROWS = 1024
CHUNK_BATCHES = 8  # of one worker's task: enough that loading a kernel's tables does not count


@dataclass(frozen=True, slots=True)
class DuckEngine:
    """DuckDB runs the SQL, this process (or `workers` of them) the kernels; stages lie in `folder`."""

    folder: Path
    options: EngineOptions = field(default_factory=EngineOptions)
    _database: duckdb.DuckDBPyConnection = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        settings: dict[str, str | bool | int | float | list[str]] = {
            "memory_limit": self.options.memory_limit,
            "temp_directory": str(self.folder / ".spill"),
            "threads": max(1, self.options.workers),
            "autoinstall_known_extensions": False,
            "enable_external_file_cache": False,  # a stage is mostly read once: its memory is better free
        }
        # Starting DuckDB takes 20 ms and a run has forty steps: one database, a cursor for each step.
        object.__setattr__(self, "_database", duckdb.connect(config=settings))

    def map_batches(self, name: str, source: Query, kernel: Kernel, schema: pa.Schema) -> Stage:
        """Return the stage of every batch of the query through the kernel, in the query's order."""
        done = finished(self.folder, name)
        if done:
            return done
        with self._connect(source.tables) as connection:
            batches: Batches = iter(connection.sql(source.text).to_arrow_reader(BATCH_ROWS))
            batches = _whole_groups(batches, source.together) if source.together else batches
            workers = self.options.workers
            results = kernel(batches) if workers == 1 else _in_workers(batches, kernel, workers)
            return write_stage(self.folder, name, schema, (batch.cast(schema) for batch in results))

    def sql(self, name: str, query: str, **tables: Stage) -> Stage:
        """Return the stage of the query's rows, in the query's order."""
        done = finished(self.folder, name)
        if done:
            return done
        partial = self.folder / f".{name}.partial"
        shutil.rmtree(partial, ignore_errors=True)
        partial.mkdir(parents=True)
        with self._connect(tables) as connection:
            target = str(partial / PART).replace("'", "''")
            connection.execute(f"COPY ({query}) TO '{target}' (FORMAT parquet, COMPRESSION {COMPRESSION})")
        return seal(partial, self.folder / name, name)

    def scalar(self, query: str, **tables: Stage) -> int | float | str | None:
        """Return the single value of a query."""
        with self._connect(tables) as connection:
            row = connection.execute(query).fetchone()
        return row[0] if row else None

    def _connect(self, tables: Mapping[str, Stage]) -> duckdb.DuckDBPyConnection:
        """Return a cursor to close, whose views (seen by no other cursor) are the tables."""
        connection = self._database.cursor()
        for name, stage in tables.items():
            files = ", ".join("'" + path.replace("'", "''") + "'" for path in stage.files)
            connection.execute(f"CREATE TEMP VIEW {name} AS SELECT * FROM read_parquet([{files}])")
        return connection


def _whole_groups(batches: Batches, column: str) -> Batches:
    """Yield the rows in their order, in batches cut only where the column changes."""
    held: list[pa.RecordBatch] = []
    for batch in batches:
        values = np.asarray(batch.column(column))
        if not len(values):
            continue
        last = int(np.searchsorted(values, values[-1]))
        if last or (held and held[-1].column(column)[-1].as_py() != values[0]):
            yield pa.concat_batches([*held, batch.slice(0, last)])
            held = []
        held.append(batch.slice(last))
    if held:
        yield pa.concat_batches(held)


def _in_workers(batches: Batches, kernel: Kernel, workers: int) -> Batches:
    """Yield the kernel's batches in order; a bounded number of chunks is under way at once.

    A job of a single chunk stays in this process: starting others would take longer than the job.
    """
    chunks = _chunks(batches)
    first = next(chunks, [])
    second = next(chunks, None)
    if second is None:
        yield from kernel(iter(first))
        return
    context = multiprocessing.get_context("spawn")  # forking a process that runs threads can hang
    with ProcessPoolExecutor(workers, mp_context=context) as pool:
        under_way: deque[Future[list[pa.RecordBatch]]] = deque()
        for chunk in chain([first, second], chunks):
            under_way.append(pool.submit(_run_chunk, kernel, chunk))
            if len(under_way) > 2 * workers:
                yield from under_way.popleft().result()
        while under_way:
            yield from under_way.popleft().result()


def _chunks(batches: Batches) -> Iterator[list[pa.RecordBatch]]:
    while chunk := list(islice(batches, CHUNK_BATCHES)):
        yield chunk


def _run_chunk(kernel: Kernel, chunk: list[pa.RecordBatch]) -> list[pa.RecordBatch]:
    return list(kernel(iter(chunk)))
