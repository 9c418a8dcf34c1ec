"""CSV as RFC 4180: a header, quoted where needed; nested columns hold their JSON."""

from __future__ import annotations

import base64
import csv
import io
import json
from typing import BinaryIO

import pyarrow as pa

BATCH_ROWS = 1000


def write(table: pa.Table, target: BinaryIO) -> None:
    """Write the table with a header line, in UTF-8; null is an empty cell."""
    text = io.TextIOWrapper(target, encoding="utf-8", newline="", write_through=True)
    rows = csv.writer(text)
    rows.writerow(table.column_names)
    for batch in table.to_batches(BATCH_ROWS):
        columns = [batch.column(i).to_pylist() for i in range(batch.num_columns)]
        rows.writerows([_cell(value) for value in row] for row in zip(*columns, strict=True))
    text.detach()


def _cell(value: object) -> object:
    if isinstance(value, list | dict):
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    return value
