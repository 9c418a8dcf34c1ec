"""How a Parquet file is laid out: compressed over many rows at once, places of a text by their distance."""

from __future__ import annotations

from typing import Any

import pyarrow as pa

COMPRESSION = "zstd"
LEVEL = 3  # the least at which zstd finds what texts have in common; the ones above cost more time than they save
PAGE_BYTES = 16_000_000  # compressed together: copies of one text stand in one page and not in two
RISING = {b"values": b"rise along a row"}
"""The metadata of a list column whose values mostly rise along a row: they are kept as distances."""


def layout_of(schema: pa.Schema) -> dict[str, Any]:
    """Return the arguments of a Parquet writer for a table of that schema.

    >>> layout_of(pa.schema([pa.field("starts", pa.list_(pa.int32()), metadata=RISING)]))["column_encoding"]
    {'starts.list.element': 'DELTA_BINARY_PACKED'}
    """
    rising = [f"{column.name}.list.element" for column in schema if column.metadata == RISING]
    chosen: dict[str, Any] = {"compression": COMPRESSION, "compression_level": LEVEL, "data_page_size": PAGE_BYTES}
    if rising:
        others = [path for column in schema for path in _leaves(column.name, column.type)]
        chosen["use_dictionary"] = [path for path in others if path not in rising]
        chosen["column_encoding"] = dict.fromkeys(rising, "DELTA_BINARY_PACKED")
    return chosen


def _leaves(path: str, kind: pa.DataType) -> list[str]:
    """Return the paths of the plain columns that a column is kept as."""
    if pa.types.is_list(kind):
        return _leaves(f"{path}.list.element", kind.value_type)
    if pa.types.is_struct(kind):
        return [leaf for part in kind for leaf in _leaves(f"{path}.{part.name}", part.type)]
    return [path]
