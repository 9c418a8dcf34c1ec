"""Rows of a stage taken from an earlier run: what a kernel would give for the same input is read, not worked out again.

A kernel whose rows depend on one row of its input each says so (`rowwise`). Its stages keep a digest of every row they
were given and how many rows came of it, in `inputs/` beside their parts. A step takes the rows of a digest that a stage
of the earlier run or of this one knows, where the same kernel with the same options and the same code made it.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from wirecopy.engine.contract import Stage, write_part
from wirecopy.engine.groups import DIGEST, first_rows, starts_of
from wirecopy.tables import Batches, Kernel, PairsKernel

INPUTS = "inputs"
_SCHEMA = pa.schema([(DIGEST, pa.uint64()), ("rows", pa.int32())])
_MARK = b"kernel"
_OBJECTS_MORE = 50_000  # before circles are looked for among the youngest: Python's own 700 take 4 % of a run

Places = npt.NDArray[np.int64]
Digests = npt.NDArray[np.uint64]


def digest_of(columns: list[str]) -> str:
    """Return the SQL of a row's digest: 64 bits of the MD5 of its columns as JSON, which tells any two rows apart.

    >>> digest_of(["a"])
    'MD5_NUMBER_LOWER(CAST(TO_JSON(STRUCT_PACK("a" := "a")) AS VARCHAR))'
    """
    packed = ", ".join(f'"{name}" := "{name}"' for name in columns)
    return f"MD5_NUMBER_LOWER(CAST(TO_JSON(STRUCT_PACK({packed})) AS VARCHAR))"


def rowwise(kernel: Kernel | PairsKernel) -> str | None:
    """Return the column that tells which input row a row it gives belongs to; empty: one for each; null: neither."""
    named: str | None = getattr(kernel, "rowwise", None)
    return named


@dataclass(frozen=True, slots=True)
class Job:
    """A kernel to be run, its mark, and the column of its groups where it goes by groups."""

    kernel: Kernel
    mark: str
    group: str | None = None

    @property
    def by_rows(self) -> bool:
        """Tell whether what it gives comes of one row or group of its input each."""
        return self.key is not None

    @property
    def key(self) -> str | None:
        """Return the column that tells which row or group a row it gives belongs to; as `rowwise` has it."""
        return self.group or rowwise(self.kernel)


@dataclass(slots=True)
class DigestedKernel:
    """A kernel over batches with a digest behind their columns; it remembers how many rows came of each."""

    job: Job
    _given: list[pa.RecordBatch] = field(default_factory=list, repr=False)
    _gave: list[tuple[pa.Array, Places]] = field(default_factory=list, repr=False)
    _count: int = 0

    def __call__(self, batches: Batches) -> Batches:
        """Yield what the kernel gives."""
        key = self.job.key
        for batch in self.job.kernel(self._noting(batches, key)):
            self._count += batch.num_rows
            if key:
                starts = starts_of(batch.column(key))
                sizes = np.diff(np.append(starts, batch.num_rows))
                self._gave.append((batch.column(key).take(pa.array(starts)), sizes))
            yield batch

    def _noting(self, batches: Batches, key: str | None) -> Batches:
        for batch in batches:
            given = batch.select([DIGEST, key] if key else [DIGEST])
            self._given.append(first_rows(given, self.job.group))
            yield batch.drop_columns([DIGEST])

    def write(self, part: Path) -> None:
        """Write what was noted beside a part of the stage; raise ValueError where rows belong to no input row."""
        given = pa.Table.from_batches(self._given, self._given[0].schema) if self._given else None
        digests = given[DIGEST] if given is not None else pa.chunked_array([[]], pa.uint64())
        write_inputs(part, digests.combine_chunks(), self._rows(given), self.job.mark)

    def _rows(self, given: pa.Table | None) -> npt.NDArray[np.int32]:
        key, count = self.job.key, 0 if given is None else given.num_rows
        rows = np.ones(count, np.int32)
        if key and given is not None:
            keys = pa.chunked_array([keys for keys, _ in self._gave], given[key].type)
            owners = pc.index_in(keys, given[key].combine_chunks())
            if owners.null_count or (np.diff(owners.to_numpy()) < 0).any():
                raise ValueError(
                    f"{type(self.job.kernel).__name__} gives rows that belong to no input row, or in disorder"
                )
            sizes = np.concatenate([*(sizes for _, sizes in self._gave), np.zeros(0, np.int64)])
            rows = np.bincount(owners.to_numpy(), sizes, count).astype(np.int32)
        if int(rows.sum()) != self._count:
            raise ValueError(f"{type(self.job.kernel).__name__} gave {self._count} rows for {count}")
        return rows


def write_noted(path: Path, job: Job, batches: Batches) -> None:
    """Write one Parquet file of a stage and, where the kernel goes by rows or groups, what its rows came of."""
    kernel, schema = job.kernel, job.kernel.gives
    with _seldom_collected():
        if not job.by_rows:
            write_part(path, schema, kernel(batches))
            return
        noted = DigestedKernel(job)
        write_part(path, schema, noted(batches))
        noted.write(path)


@contextmanager
def _seldom_collected() -> Iterator[None]:
    """Look for circles among objects seldom meanwhile: kernels make very many objects and hardly a circle."""
    usual = gc.get_threshold()
    gc.set_threshold(_OBJECTS_MORE, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def write_inputs(part: Path, digests: pa.Array, rows: npt.NDArray[np.int32], mark: str) -> None:
    """Write the digests that a part of a stage was made of, and how many of its rows came of each."""
    folder = part.parent / INPUTS
    folder.mkdir(exist_ok=True)
    schema = _SCHEMA.with_metadata({_MARK: mark})
    pq.write_table(pa.Table.from_arrays([digests, pa.array(rows, pa.int32())], schema=schema), folder / part.name)


def mark_noted(stage: Stage) -> str | None:
    """Return the mark of the kernel that a stage's rows came of, None where not all of its parts were noted."""
    files = _noted_files(stage)
    noted = [pq.read_schema(path).metadata or {} for path in files if path.exists()]
    marks = {metadata.get(_MARK, b"").decode() for metadata in noted}
    return marks.pop() if len(noted) == len(files) and len(marks) == 1 else None


def _noted_files(stage: Stage) -> list[Path]:
    return [Path(path).parent / INPUTS / Path(path).name for path in stage.files]


@dataclass(slots=True)
class Inputs:
    """The input rows of a stage: their digests, and where in the stage what came of each begins and ends."""

    digests: Digests
    bounds: Places
    _order: Places = field(init=False, repr=False)

    def __post_init__(self) -> None:
        self._order = np.argsort(self.digests, kind="stable")

    @staticmethod
    def of(*stages: Stage) -> Inputs:
        """Return the input rows of stages that one kernel made, of the first stage first."""
        table = pa.concat_tables(pq.read_table(path) for stage in stages for path in _noted_files(stage))
        ends = np.cumsum(table["rows"].to_numpy(), dtype=np.int64)
        return Inputs(table[DIGEST].to_numpy(), np.concatenate([[0], ends]))

    def places(self, digests: Digests) -> Places:
        """Return which input row had each digest, -1 for none."""
        if not len(self.digests):
            return np.full(len(digests), -1)
        at = np.searchsorted(self.digests, digests, sorter=self._order)
        places = self._order[np.minimum(at, len(self._order) - 1)]
        return np.where(self.digests[places] == digests, places, -1)
