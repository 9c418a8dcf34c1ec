"""JSON Lines: one object per row, every column present, bytes as base64."""

from __future__ import annotations

import base64
import json
from typing import BinaryIO

import pyarrow as pa

BATCH_ROWS = 1000


def write(table: pa.Table, target: BinaryIO) -> None:
    """Write one JSON object per row, in UTF-8."""
    for batch in table.to_batches(BATCH_ROWS):
        for row in batch.to_pylist():
            target.write(json.dumps(row, ensure_ascii=False, default=_plain).encode("utf-8") + b"\n")


def _plain(value: object) -> str:
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    raise TypeError(f"no JSON form for {type(value).__name__}")
