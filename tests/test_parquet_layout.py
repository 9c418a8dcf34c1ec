"""How tables are laid out on disk."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from wirecopy.engine.contract import write_part
from wirecopy.parquet_layout import RISING


@pytest.mark.parametrize("metadata", [RISING, None])
def test_places_that_rise_along_a_row_lie_as_distances(tmp_path: Path, metadata: dict[bytes, bytes] | None) -> None:
    schema = pa.schema([("name", pa.string()), pa.field("starts", pa.list_(pa.int32()), metadata=metadata)])
    rows = [{"name": f"r{n}", "starts": list(range(n, 900 + n, 7))} for n in range(200)]
    write_part(tmp_path / "part.parquet", schema, [pa.RecordBatch.from_pylist(rows, schema)])
    file = pq.ParquetFile(tmp_path / "part.parquet")
    assert file.read().to_pylist() == rows
    encodings = file.metadata.row_group(0).column(1).encodings
    assert ("DELTA_BINARY_PACKED" in encodings) == (metadata is not None)
