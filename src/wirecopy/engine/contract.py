"""What a job asks of an engine: six methods, and stages that are folders of Parquet files.

A stage is complete when its folder holds `_SUCCESS`, a file that says in a sentence what the stage holds; a run that
was killed starts again behind the last complete stage. A third engine is one file that fulfils `Engine`; the tests in
`tests/contract` hold every engine to it.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from wirecopy.parquet_layout import layout_of
from wirecopy.tables import Kernel, PairsKernel, dataset

SUCCESS = "_SUCCESS"
PART = "part-0.parquet"
COMPONENTS = pa.schema([("name", pa.string()), ("component", pa.string())])
"""Every name in an edge, and the least of the names it is joined to."""
GROUP_BYTES = 8_000_000  # of rows written together at the least: small groups cost time and space for each column


@dataclass(frozen=True, slots=True)
class Stage:
    """A finished table: a folder of Parquet files."""

    name: str
    folder: Path

    @property
    def files(self) -> list[str]:
        """Return the paths of its Parquet files, sorted."""
        return sorted(str(path) for path in self.folder.glob("*.parquet"))

    @property
    def holds(self) -> str:
        """Return what it holds, in a sentence."""
        return (self.folder / SUCCESS).read_text("utf-8")

    def read(self, columns: list[str] | None = None) -> pa.Table:
        """Return the whole stage as one table in memory."""
        return dataset(self.files).to_table(columns=columns)


@dataclass(frozen=True, slots=True)
class Query:
    """A portable SQL query over stages, streamed to a kernel without being stored."""

    text: str
    tables: Mapping[str, Stage] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grouping:
    """How the rows of a query make groups: those of one `key`, in a group by the columns `order`."""

    key: str
    order: tuple[str, ...] = ()


class Engine(Protocol):
    """Six methods over stages; whatever runs them, the tables are the same."""

    @property
    def folder(self) -> Path:
        """The folder that stages lie in."""

    def tidy(self, *passing: str) -> None:
        """Remove the stages of those names and what was laid out or spilled; who needs one again makes it again."""

    def map_batches(self, name: str, source: Query, kernel: Kernel, *, holds: str = "") -> Stage:
        """Return the stage of every batch of the query through the kernel, in the query's order.

        The kernel is given the columns it takes and no others; a query without them raises TypeError. `holds` says in
        a sentence what the stage holds.
        """

    def map_groups(self, name: str, source: Query, grouping: Grouping, kernel: Kernel, *, holds: str = "") -> Stage:
        """Return the stage of whole groups through the kernel, sorted by their key.

        All rows of one key are in one batch, in the order that the grouping states; the kernel gives the key of the
        group each of its rows belongs to.
        """

    def map_pairs(self, name: str, pairs: Query, rows: Stage, kernel: PairsKernel, *, holds: str = "") -> Stage:
        """Return the stage of pairs of rows through the kernel, in an order that the rows and pairs alone decide.

        A row is named by the first column of `rows`, which tells rows apart; the two columns of the query hold such
        names. A pair one of whose rows is not there is left out. How rows meet is the engine's own affair: one
        machine looks them up in place, many join them.
        """

    def components(self, name: str, edges: Query, *, holds: str = "") -> Stage:
        """Return the stage `COMPONENTS` of what the two columns of the query join, directly or not, sorted by name."""

    def sql(self, name: str, query: str, *, holds: str = "", **tables: Stage) -> Stage:
        """Return the stage of the query's rows, in the query's order."""

    def scalar(self, query: str, **tables: Stage) -> int | float | str | None:
        """Return the single value of a query."""


def finished(folder: Path, name: str) -> Stage | None:
    """Return the stage if it stands complete in the folder, else null."""
    return Stage(name, folder / name) if (folder / name / SUCCESS).exists() else None


def check_columns(name: str, kernel: Kernel | PairsKernel, given: pa.Schema) -> None:
    """Raise TypeError, which names them, when columns that the kernel takes are not given or are of another type."""
    types = {column.name: column.type for column in given}
    missed = [
        f"{column.name} ({column.type}, given: {types.get(column.name, 'none')})"
        for column in kernel.takes
        if column.name not in types or not fits(types[column.name], column.type)
    ]
    if missed:
        raise TypeError(f"step {name}: {type(kernel).__name__} takes {', '.join(missed)}")


def fits(given: pa.DataType, taken: pa.DataType) -> bool:
    """Tell whether a type has all of what is taken; names of list items and what may be null do not count."""
    if pa.types.is_list(taken):
        return pa.types.is_list(given) and fits(given.value_type, taken.value_type)
    if pa.types.is_struct(taken):
        parts = {part.name: part.type for part in given} if pa.types.is_struct(given) else {}
        return all(part.name in parts and fits(parts[part.name], part.type) for part in taken)
    return bool(given == taken)


def write_stage(
    folder: Path, name: str, schema: pa.Schema, batches: Iterable[pa.RecordBatch], holds: str = ""
) -> Stage:
    """Return the stage holding those batches; it appears whole or not at all."""
    partial = begin_stage(folder, name)
    write_part(partial / PART, schema, batches)
    return seal(folder, name, holds)


def begin_stage(folder: Path, name: str, of: str = "") -> Path:
    """Return the empty folder that the parts of a stage are written to, until it is sealed.

    `of` tells the folders of two runs apart, where tasks of one that was killed may still write.
    """
    partial = folder / f".{name}{of}.partial"
    shutil.rmtree(partial, ignore_errors=True)
    shutil.rmtree(folder / name, ignore_errors=True)
    partial.mkdir(parents=True)
    return partial


def write_part(path: Path, schema: pa.Schema, batches: Iterable[pa.RecordBatch]) -> None:
    """Write one Parquet file of a stage."""
    with pq.ParquetWriter(path, schema, **layout_of(schema)) as writer:
        held: list[pa.RecordBatch] = []
        size = 0
        for batch in batches:
            held.append(batch.cast(schema))
            size += batch.nbytes
            if size > GROUP_BYTES:
                writer.write_table(pa.Table.from_batches(held, schema))
                held, size = [], 0
        if any(batch.num_rows for batch in held):
            writer.write_table(pa.Table.from_batches(held, schema))


def seal(folder: Path, name: str, holds: str = "", of: str = "") -> Stage:
    """Mark a stage that was begun complete, make it durable and give it its final name."""
    partial, final = folder / f".{name}{of}.partial", folder / name
    (partial / SUCCESS).write_text(holds, "utf-8")
    for path in partial.iterdir():
        _sync(path)
    os.replace(partial, final)
    _sync(folder)
    return Stage(name, final)


def remove_stage(folder: Path, name: str) -> None:
    """Remove a stage; a kill in between leaves none that looks complete."""
    (folder / name / SUCCESS).unlink(missing_ok=True)
    shutil.rmtree(folder / name, ignore_errors=True)


def _sync(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
