"""Groups of rows: batches that part none, for a kernel over stories or families; groups that pairs of names make."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from wirecopy.engine.contract import COMPONENTS
from wirecopy.kernels.components import components
from wirecopy.tables import Batches

DIGEST = "input_digest"
"""The column that a row's digest stands in, behind those a kernel takes."""
_ODD = np.uint64(0x9E3779B97F4A7C15)


def whole_groups(batches: Batches, key: str, rows: int) -> Batches:
    """Yield batches that part no group; the digest of each of its rows becomes that of the group."""
    return (_of_groups(batch, key) for batch in cut_groups(batches, key, rows))


def cut_groups(batches: Batches, key: str, rows: int) -> Batches:
    """Yield batches of about so many rows that part no group: rows of one key, which come in a row."""
    held: list[pa.RecordBatch] = []
    for batch in batches:
        if not batch.num_rows:
            continue
        last = int(starts_of(batch.column(key))[-1])
        goes_on = not last and bool(held) and held[-1].column(key)[-1] == batch.column(key)[0]
        if not goes_on and sum(part.num_rows for part in held) + last >= rows:
            yield pa.concat_batches([*held, batch.slice(0, last)])
            held, batch = [], batch.slice(last)
        held.append(batch)
    if held:
        yield pa.concat_batches(held)


def _of_groups(batch: pa.RecordBatch, key: str) -> pa.RecordBatch:
    starts, digests = starts_of(batch.column(key)), batch.column(DIGEST).to_numpy()
    sizes = np.diff(np.append(starts, len(digests)))
    places = np.arange(len(digests)) - np.repeat(starts, sizes)
    mixed = (digests ^ (places.astype(np.uint64) * _ODD)) * _ODD
    mixed ^= mixed >> np.uint64(29)
    group_digests = np.repeat(np.add.reduceat(mixed, starts), sizes)
    return batch.set_column(batch.schema.get_field_index(DIGEST), DIGEST, pa.array(group_digests))


def starts_of(keys: pa.Array) -> npt.NDArray[np.int64]:
    """Return where a value begins that is not the one before.

    >>> starts_of(pa.array(["a", "a", "b"])).tolist()
    [0, 2]
    """
    if not len(keys):
        return np.zeros(0, np.int64)
    changes = pc.not_equal(keys.slice(1), keys.slice(0, len(keys) - 1)).to_numpy(zero_copy_only=False)
    return np.concatenate([[0], np.flatnonzero(changes) + 1])


def first_rows(batch: pa.RecordBatch, group: str | None) -> pa.RecordBatch:
    """Return the first row of every group; all rows where there are no groups."""
    return batch.take(pa.array(starts_of(batch.column(group)))) if group else batch


def joined_names(a: pa.ChunkedArray, b: pa.ChunkedArray) -> pa.Table:
    """Return `COMPONENTS` of pairs of names: each name once, in order, with the least name it is joined to.

    >>> joined_names(pa.chunked_array([["b", "x"]]), pa.chunked_array([["a", "y"]]))["component"].to_pylist()
    ['a', 'a', 'x', 'x']
    """
    both = pc.unique(pa.chunked_array([*a.chunks, *b.chunks], COMPONENTS.field("name").type))
    names = both.take(pc.array_sort_indices(both))
    numbers = (pc.index_in(side, value_set=names).to_numpy().astype(np.int64) for side in (a, b))
    least = components(len(names), *numbers)
    return pa.Table.from_arrays([names, names.take(pa.array(least))], schema=COMPONENTS)
