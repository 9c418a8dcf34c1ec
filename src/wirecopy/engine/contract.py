"""What a job asks of an engine: three methods, and stages that are folders of Parquet files.

A stage is complete when its folder holds `_SUCCESS`; a run that was killed starts again behind the last complete
stage. A third engine is one file that fulfils `Engine`; the tests in `tests/contract` hold every engine to it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pyarrow.dataset as ds
import pyarrow.parquet as pq

from wirecopy.tables import Kernel

SUCCESS = "_SUCCESS"
PART = "part-0.parquet"
COMPRESSION = "zstd"


@dataclass(frozen=True, slots=True)
class Stage:
    """A finished table: a folder of Parquet files."""

    name: str
    folder: Path

    @property
    def files(self) -> list[str]:
        """Return the paths of its Parquet files, sorted."""
        return sorted(str(path) for path in self.folder.glob("*.parquet"))

    def read(self, columns: list[str] | None = None) -> pa.Table:
        """Return the whole stage as one table in memory."""
        return ds.dataset(self.files, format="parquet").to_table(columns=columns)


@dataclass(frozen=True, slots=True)
class Query:
    """A portable SQL query over stages, streamed to a kernel without being stored.

    `together` names an integer column by which the rows are sorted first: those of one value come in one batch.
    """

    text: str
    tables: Mapping[str, Stage] = field(default_factory=dict)
    together: str | None = None


class Engine(Protocol):
    """Three methods over stages; whatever runs them, the tables are the same."""

    def map_batches(self, name: str, source: Query, kernel: Kernel, schema: pa.Schema) -> Stage:
        """Return the stage of every batch of the query through the kernel, in the query's order."""

    def sql(self, name: str, query: str, **tables: Stage) -> Stage:
        """Return the stage of the query's rows, in the query's order."""

    def scalar(self, query: str, **tables: Stage) -> int | float | str | None:
        """Return the single value of a query."""


def finished(folder: Path, name: str) -> Stage | None:
    """Return the stage if it stands complete in the folder, else null."""
    return Stage(name, folder / name) if (folder / name / SUCCESS).exists() else None


def write_stage(folder: Path, name: str, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> Stage:
    """Return the stage holding those batches; it appears whole or not at all."""
    partial, final = folder / f".{name}.partial", folder / name
    shutil.rmtree(partial, ignore_errors=True)
    shutil.rmtree(final, ignore_errors=True)
    partial.mkdir(parents=True)
    with pq.ParquetWriter(partial / PART, schema, compression=COMPRESSION) as writer:
        for batch in batches:
            if batch.num_rows:
                writer.write_batch(batch)
    return seal(partial, final, name)


def seal(partial: Path, final: Path, name: str) -> Stage:
    """Mark a folder complete, make it durable and give it its final name."""
    for path in partial.iterdir():
        _sync(path)
    (partial / SUCCESS).touch()
    os.replace(partial, final)
    _sync(final.parent)
    return Stage(name, final)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
