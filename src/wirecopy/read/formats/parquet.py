"""Parquet: one page per row, read a few hundred rows at a time."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from wirecopy.options import ReadOptions
from wirecopy.read.columns import Columns, find_columns, no_text_column
from wirecopy.read.page import row_uri
from wirecopy.read.rows import Rows
from wirecopy.types import Page, Rejected

if TYPE_CHECKING:
    import pyarrow as pa
    import pyarrow.parquet as pq

EXTENSIONS = (".parquet", ".pq")

_BATCH_ROWS = 256
_BATCH_BYTES = 64 << 20
_NESTED_BATCH_BYTES = 8 << 20
"""Numbers in lists take eight times as much memory as objects."""


def pages(path: str, options: ReadOptions) -> Iterator[Page | Rejected]:
    """Yield the page of each row; a file that breaks off keeps what was read before."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        schema = pq.read_schema(path)
        strings = [field.name for field in schema if pa.types.is_string(field.type)]
        with pq.ParquetFile(path, buffer_size=1 << 20, pre_buffer=False, read_dictionary=strings) as file:
            names = schema.names
            columns = find_columns(names, options.columns)
            if not columns.texts:
                yield Rejected(row_uri(path, None, None), "read", no_text_column(names))
                return
            rows = Rows(path, options)
            lost = options.own_column_lost
            wanted = [name for name in names if lost or name not in columns.left or _is_fact(schema.field(name))]
            most = _BATCH_BYTES if lost is None else _NESTED_BATCH_BYTES
            for batch in file.iter_batches(batch_size(file.metadata, most), columns=wanted):
                for row in _batch_rows(batch, columns, lost or _no_note):
                    number += 1
                    yield rows.page(row, number)
    except pa.ArrowException as error:
        yield Rejected(row_uri(path, None, None), "read", f"damaged Parquet after row {number}: {_line(error)}")


def column_names(path: str, options: ReadOptions) -> list[str]:
    """Return the names of the columns."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        return list(pq.read_schema(path).names)
    except pa.ArrowException:
        return []


def _is_fact(field: pa.Field) -> bool:
    """Whether a column that nothing is read from may come back with its page: pictures and the like do not."""
    import pyarrow as pa

    kind = field.type
    return bool(pa.types.is_fixed_size_binary(kind)) or not (_is_binary(kind) or pa.types.is_nested(kind))


def _is_binary(kind: pa.DataType) -> bool:
    import pyarrow as pa

    return bool(pa.types.is_binary(kind) or pa.types.is_large_binary(kind) or pa.types.is_fixed_size_binary(kind))


def _no_note(name: str, why: str) -> None:
    """Take no note of a column that cannot be read."""


def batch_size(metadata: pq.FileMetaData, most: int = _BATCH_BYTES) -> int:
    """How many rows are read at once: fewer where rows are long."""
    groups = [metadata.row_group(number) for number in range(metadata.num_row_groups)]
    longest = max((group.total_byte_size // max(1, group.num_rows) for group in groups), default=0)
    return max(1, min(_BATCH_ROWS, most // max(1, longest)))


def _batch_rows(
    batch: pa.RecordBatch, columns: Columns, lost: Callable[[str, str], object]
) -> Iterator[dict[str, object]]:
    import pyarrow as pa

    cells: list[list[object]] = []
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        if pa.types.is_nested(column.type):
            cells.append(_nested_values(column, name, lost))
        elif name in columns.left and _is_binary(column.type):  # pictures and the like: no text to read
            cells.append(
                [b64encode(value).decode("ascii") if value is not None else None for value in column.to_pylist()]
            )
        else:
            cells.append(_values(column))
    for values in zip(*cells, strict=True):
        yield dict(zip(batch.schema.names, values, strict=True))


def _nested_values(column: pa.Array, name: str, lost: Callable[[str, str], object]) -> list[object]:
    """Return lists and objects; null for one with text that is no UTF-8, or times that Python does not have."""
    try:
        return list(column.to_pylist())
    except (ValueError, OverflowError, KeyError):
        if len(column) > 1:
            return [value for row in range(len(column)) for value in _nested_values(column.slice(row, 1), name, lost)]
        lost(name, "cells that cannot be read")
        return [None]


def _values(column: pa.Array) -> list[object]:
    import pyarrow as pa

    if pa.types.is_dictionary(column.type):  # a value that many rows share is one object
        values = [*_values(column.dictionary), None]
        return [values[-1 if place is None else place] for place in column.indices.to_pylist()]
    if pa.types.is_timestamp(column.type):  # nanoseconds would need pandas
        column = column.cast(pa.timestamp("us", tz=column.type.tz), safe=False)
    try:
        return list(column.to_pylist())
    except UnicodeDecodeError:  # not every writer checks that its strings are UTF-8
        wide = pa.types.is_large_string(column.type)
        return list(column.cast(pa.large_binary() if wide else pa.binary()).to_pylist())
    except (ValueError, OverflowError, KeyError):  # a date or zone that Python does not have
        return list(column.cast(pa.string()).to_pylist())


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:200]
