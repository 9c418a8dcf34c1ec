"""What runs in Spark's Python workers: a kernel over one partition, and a part of a stage written from it."""

from __future__ import annotations

import base64
import os
import pickle
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from wirecopy.engine.batch_size import BATCH_PAIRS
from wirecopy.engine.contract import write_part
from wirecopy.engine.groups import cut_groups
from wirecopy.tables import Batches, Kernel, Paired, PairsKernel

Numbers = npt.NDArray[np.int64]
BUCKET, PLACE = "_bucket", "_place"
WRITTEN = pa.schema([("rows", pa.int64())])
_BROKEN = re.compile(r"WIRECOPY:([A-Za-z0-9+/=]+):")


def stored(schema: pa.Schema) -> pa.Schema:
    """Return a schema as Spark keeps it: unsigned numbers as signed ones of the same bits."""
    return pa.schema([field.with_type(signed(field.type)) for field in schema])


def signed(kind: pa.DataType) -> pa.DataType:
    """Return a type with signed numbers for unsigned ones.

    >>> signed(pa.list_(pa.uint64())).value_type
    DataType(int64)
    """
    if pa.types.is_list(kind):
        return pa.list_(signed(kind.value_type))
    if pa.types.is_struct(kind):
        return pa.struct([pa.field(field.name, signed(field.type)) for field in kind])
    return {pa.uint64(): pa.int64(), pa.uint32(): pa.int32()}.get(kind, kind)


@dataclass(frozen=True, slots=True)
class WrittenPart:
    """Batches of one partition in, as a part of a stage; the number of its rows out.

    The name tells the partition, so that parts come in order; a task that runs twice gives the same part.
    """

    folder: str

    def __call__(self, batches: Batches) -> Batches:
        """Write the batches and yield how many rows they are; a partition without rows leaves no part."""
        from pyspark import TaskContext

        context = TaskContext.get()
        if context is None:
            raise RuntimeError("a part is written by a task of Spark alone")
        first = next(batches, None)
        if first is None:
            return
        path = Path(self.folder) / f"part-{context.partitionId():08}.parquet"
        partial = path.with_name(f".{path.name}.{context.taskAttemptId()}")
        count = 0

        def counted() -> Batches:
            nonlocal count
            batch: pa.RecordBatch | None = first
            while batch is not None:
                count += batch.num_rows
                yield batch
                batch = next(batches, None)

        write_part(partial, first.schema, counted())
        os.replace(partial, path)
        yield pa.RecordBatch.from_arrays([pa.array([count])], schema=WRITTEN)


@dataclass(frozen=True, slots=True)
class MappedTask:
    """A kernel over the batches of one partition; of a grouped query, over whole groups."""

    kernel: Kernel
    write: WrittenPart
    rows: int
    key: str | None = None

    def __call__(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """Write what the kernel gives and yield how many rows it is."""
        schema = stored(self.kernel.gives)
        whole = cut_groups(batches, self.key, self.rows) if self.key else batches
        try:
            given = self.kernel(as_given(batch, self.kernel.takes) for batch in whole if batch.num_rows)
            yield from self.write(as_given(batch, schema) for batch in given if batch.num_rows)
        except Exception as error:
            raise _sent(error) from error


@dataclass(frozen=True, slots=True)
class PairedTask:
    """A kernel over pairs of rows, for one bucket of pairs and the rows they name."""

    kernel: PairsKernel
    key: str

    def __call__(self, pairs: pa.Table, rows: pa.Table) -> pa.Table:
        """Return what the kernel gives, with the bucket and a place in it."""
        try:
            return self._of_bucket(pairs, rows)
        except Exception as error:
            raise _sent(error) from error

    def _of_bucket(self, pairs: pa.Table, rows: pa.Table) -> pa.Table:
        rows = rows.select(list(dict.fromkeys([self.key, *self.kernel.takes.names]))).sort_by(self.key)
        names = rows[self.key].combine_chunks()
        bucket = pairs[BUCKET][0].as_py() if pairs.num_rows else 0
        pairs = pairs.sort_by([("b", "ascending"), ("a", "ascending")])
        sides = [pc.index_in(pairs[side], value_set=names) for side in "ab"]
        here = pc.and_(pc.is_valid(sides[0]), pc.is_valid(sides[1]))
        a, b = (np.asarray(side.filter(here).combine_chunks()).astype(np.int64) for side in sides)
        schema = stored(self.kernel.gives)
        given = [as_given(batch, schema) for batch in self.kernel(self._paired(rows, a, b))]
        table = pa.Table.from_batches(given, schema)
        table = table.append_column(BUCKET, pa.array(np.full(len(table), bucket, np.int32)))
        return table.append_column(PLACE, pa.array(np.arange(len(table))))

    def _paired(self, rows: pa.Table, a: Numbers, b: Numbers) -> Iterator[Paired]:
        for first in range(0, len(a), BATCH_PAIRS):
            left, right = a[first : first + BATCH_PAIRS], b[first : first + BATCH_PAIRS]
            wanted = np.unique(np.concatenate([left, right]))
            taken = rows.take(pa.array(wanted)).combine_chunks().to_batches()[0]
            named = as_given(taken, self.kernel.takes)
            yield Paired(named, np.searchsorted(wanted, left), np.searchsorted(wanted, right))


def as_given(batch: pa.RecordBatch, schema: pa.Schema) -> pa.RecordBatch:
    """Return the columns of a schema, numbers of the same bits signed or unsigned as it has them."""
    columns = [_column(batch.column(field.name), field.type) for field in schema]
    return pa.RecordBatch.from_arrays(columns, schema=schema)


def _column(values: pa.Array, kind: pa.DataType) -> pa.Array:
    if values.type.equals(kind):
        return values
    if pa.types.is_integer(kind) and kind.bit_width == values.type.bit_width:
        return values.view(kind)
    if pa.types.is_list(kind) and pa.types.is_integer(kind.value_type) and not values.offset:
        return pa.ListArray.from_arrays(values.offsets, values.values.view(kind.value_type), type=kind)
    return values.cast(kind)


def _sent(error: Exception) -> Exception:
    """Return the error in words that the driver makes it of again."""
    try:
        packed = base64.b64encode(pickle.dumps(error)).decode("ascii")
        pickle.loads(base64.b64decode(packed))
    except Exception:
        return error
    return RuntimeError(f"WIRECOPY:{packed}: {type(error).__name__}: {error}")


def raise_own(error: Exception) -> NoReturn:
    """Raise the error that a kernel raised in a worker, where its words tell of one; else that of Spark."""
    match = _BROKEN.search(str(error))
    if match:
        raise pickle.loads(base64.b64decode(match.group(1))) from error
    raise error
