"""Parquet, as the base itself stores its tables."""

from __future__ import annotations

from typing import BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq


def write(table: pa.Table, target: BinaryIO) -> None:
    """Write the table as one Parquet file."""
    pq.write_table(table, target, compression="zstd")
