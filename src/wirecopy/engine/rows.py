"""Rows of a stage looked up in place: laid out once as an Arrow file that every process maps into its memory."""

from __future__ import annotations

import mmap
import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from wirecopy.engine.contract import Stage
from wirecopy.engine.ranges import copy_ranges
from wirecopy.engine.reuse import rowwise
from wirecopy.tables import Batches, Paired, PairsKernel

CHUNK_ROWS = 16_384  # of a batch of the file: some 80 MB of words in memory while it is written
KEEP_BYTES = 1_200_000_000  # mapped before all is given back: the pages stay in the system's cache

Numbers = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class LaidRows:
    """Two files: the rows of a stage by number, and the number of every row by name (columns name, row)."""

    rows: Path
    numbers: Path

    def rows_of(self, size: int) -> int:
        """Return how many rows take about so many bytes."""
        count = int(pq.read_metadata(self.numbers).num_rows)
        return max(1, count * size // max(1, self.rows.stat().st_size))


def lay_out(stage: Stage, folder: Path) -> LaidRows:
    """Return the rows of a stage laid out in the folder, where that is not done yet."""
    laid = LaidRows(folder / f"{stage.name}.arrow", folder / f"{stage.name}.parquet")
    if laid.rows.exists():
        return laid
    folder.mkdir(parents=True, exist_ok=True)
    schema, partial = pq.read_schema(stage.files[0]), laid.rows.with_suffix(".partial")
    numbered = pa.schema([("name", schema.field(0).type), ("row", pa.int64())])
    with pq.ParquetWriter(laid.numbers, numbered) as numbers, pa.ipc.new_file(partial, schema) as rows:
        count = 0
        for batch in _batches(stage):
            rows.write_batch(batch)
            places = pa.array(np.arange(count, count + batch.num_rows))
            numbers.write_batch(pa.RecordBatch.from_arrays([batch.column(0), places], schema=numbered))
            count += batch.num_rows
    os.replace(partial, laid.rows)
    return laid


def _batches(stage: Stage) -> Iterator[pa.RecordBatch]:
    for path in stage.files:
        with pq.ParquetFile(path) as file:
            yield from file.iter_batches(CHUNK_ROWS)


@dataclass(frozen=True, slots=True)
class InPlace:
    """A kernel over pairs of rows as one over batches of their numbers (columns a and b, those of one b in a row)."""

    takes: ClassVar[pa.Schema] = pa.schema([(side, pa.int64()) for side in "ab"])
    rows: Path = field(compare=False)
    kernel: PairsKernel

    @property
    def rowwise(self) -> str | None:
        """Return an empty string where the kernel gives one row for each pair."""
        return rowwise(self.kernel)

    @property
    def gives(self) -> pa.Schema:
        """Return the columns that the kernel gives."""
        return self.kernel.gives

    def __call__(self, batches: Batches) -> Batches:
        """Yield what the kernel gives for each batch of numbers."""
        rows = MappedRows(self.rows)
        return self.kernel(rows.paired(*(_numbers(batch.column(side)) for side in "ab")) for batch in batches)


@dataclass(slots=True)
class MappedRows:
    """The rows of a laid out stage, in memory as far as they are asked for."""

    path: Path
    _mapped: mmap.mmap = field(init=False, repr=False)
    _schema: pa.Schema = field(init=False, repr=False)
    _chunks: list[_Chunk] = field(init=False, repr=False)
    _firsts: Numbers = field(init=False, repr=False)
    _touched: set[int] = field(init=False, default_factory=set, repr=False)

    def __post_init__(self) -> None:
        with self.path.open("rb") as file:
            self._mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        reader = pa.ipc.open_file(pa.py_buffer(self._mapped))
        self._schema = reader.schema
        self._chunks = [_Chunk.of(reader.get_batch(number)) for number in range(reader.num_record_batches)]
        self._firsts = np.cumsum([0, *(chunk.rows.num_rows for chunk in self._chunks)]).astype(np.int64)

    def paired(self, a: Numbers, b: Numbers) -> Paired:
        """Return pairs of rows by number with the rows they name, each once."""
        rows = np.sort(np.concatenate([a, b]))
        rows = rows[np.concatenate([[True], rows[1:] != rows[:-1]])[: len(rows)]]
        return Paired(self.take(rows), np.searchsorted(rows, a), np.searchsorted(rows, b))

    def take(self, rows: Numbers) -> pa.RecordBatch:
        """Return rows by number, which ascend, as one batch."""
        bounds = np.searchsorted(rows, self._firsts)
        chunks = np.flatnonzero(np.diff(bounds)).tolist()
        self._make_room(chunks)
        asked = [(self._chunks[k], rows[bounds[k] : bounds[k + 1]] - self._firsts[k]) for k in chunks]
        columns = [_column(number, column.type, asked) for number, column in enumerate(self._schema)]
        return pa.RecordBatch.from_arrays(columns, schema=self._schema)

    def _make_room(self, chunks: Sequence[int]) -> None:
        """Give the mapped memory back before these chunks would make it too much."""
        held = sum(self._chunks[number].rows.nbytes for number in self._touched.union(chunks))
        if held > KEEP_BYTES and hasattr(mmap, "MADV_DONTNEED"):
            self._mapped.madvise(mmap.MADV_DONTNEED)
            self._touched.clear()
        self._touched.update(chunks)


@dataclass(frozen=True, slots=True)
class _Chunk:
    """A batch of rows; of its columns that hold lists of numbers, where each list begins, and all numbers."""

    rows: pa.RecordBatch
    lists: Mapping[int, tuple[npt.NDArray[np.int32], npt.NDArray[Any]]]

    @classmethod
    def of(cls, rows: pa.RecordBatch) -> _Chunk:
        """Return the chunk of a batch."""
        lists = {}
        for number, column in enumerate(rows.columns):
            if _holds_numbers(column.type) and not column.null_count:
                lists[number] = np.asarray(column.offsets), np.asarray(column.values)
        return cls(rows, lists)


def _column(number: int, kind: pa.DataType, asked: Sequence[tuple[_Chunk, Numbers]]) -> pa.Array:
    """Return a column of the rows asked for of each chunk; lists of numbers are copied whole, not number by number."""
    if not asked or not all(number in chunk.lists for chunk, _ in asked):
        parts = [chunk.rows.column(number).take(pa.array(rows)) for chunk, rows in asked]
        return pa.concat_arrays(parts) if parts else pa.array([], kind)
    lists = [(*chunk.lists[number], rows) for chunk, rows in asked]
    sizes = np.concatenate([offsets[rows + 1] - offsets[rows] for offsets, _, rows in lists])
    ends = np.concatenate([[0], np.cumsum(sizes, dtype=np.int64)])
    values, at = np.empty(ends[-1], dtype=lists[0][1].dtype), 0
    for offsets, all_values, rows in lists:
        copy_ranges(all_values, offsets[rows], offsets[rows + 1], values[ends[at] :])
        at += len(rows)
    return pa.ListArray.from_arrays(pa.array(ends.astype(np.int32)), pa.array(values, kind.value_type), kind)


def _holds_numbers(kind: pa.DataType) -> bool:
    numbers = pa.types.is_integer, pa.types.is_floating
    return bool(pa.types.is_list(kind)) and any(test(kind.value_type) for test in numbers)


def _numbers(column: pa.Array) -> npt.NDArray[Any]:
    numbers: npt.NDArray[Any] = column.to_numpy()
    return numbers
