"""How a Parquet file is laid out: compressed over many rows at once, places of a text by their distance."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pyarrow as pa

COMPRESSION = "zstd"
LEVEL = 6  # a twenty-fifth less than at 3 for a three hundredth of a run's time; the ones above give less for more
PAGE_BYTES = 16_000_000  # compressed together: copies of one text stand in one page and not in two
RISING = {b"values": b"rise along a row"}
"""The metadata of a list column whose values mostly rise along a row: they are kept as distances."""
_PLACES = ("start", "end")  # how columns of places in a text are called; in a list they mostly rise


def layout_of(schema: pa.Schema) -> dict[str, Any]:
    """Return the arguments of a Parquet writer for a table of that schema.

    >>> layout_of(pa.schema([pa.field("starts", pa.list_(pa.int32()), metadata=RISING)]))["column_encoding"]
    {'starts.list.element': 'DELTA_BINARY_PACKED'}
    """
    paths = {path: kind for column in schema for path, kind in _leaves(column.name, column.type)}
    marked = {f"{column.name}.list.element" for column in schema if column.metadata == RISING}
    rising = [path for path, kind in paths.items() if path in marked or _is_place(path, kind)]
    chosen: dict[str, Any] = {"compression": COMPRESSION, "compression_level": LEVEL, "data_page_size": PAGE_BYTES}
    if rising:
        chosen["use_dictionary"] = [path for path in paths if path not in rising]
        chosen["column_encoding"] = dict.fromkeys(rising, "DELTA_BINARY_PACKED")
    return chosen


def _is_place(path: str, kind: pa.DataType) -> bool:
    """Tell a place of a text among those of a list: where a mention, a span or a run begins or ends."""
    return ".list." in path and path.endswith(_PLACES) and bool(pa.types.is_int32(kind))


def _leaves(path: str, kind: pa.DataType) -> Iterator[tuple[str, pa.DataType]]:
    """Yield the paths of the plain columns that a column is kept as, each with its type."""
    if pa.types.is_list(kind):
        yield from _leaves(f"{path}.list.element", kind.value_type)
    elif pa.types.is_struct(kind):
        for part in kind:
            yield from _leaves(f"{path}.{part.name}", part.type)
    else:
        yield path, kind
