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


def test_places_in_nested_rows_lie_as_distances_and_other_numbers_as_they_are(tmp_path: Path) -> None:
    numbers = [(name, pa.int32()) for name in ("start", "base_end", "n")]
    nested = pa.struct([("article_id", pa.string()), *numbers])
    schema = pa.schema([("name", pa.string()), ("start", pa.int32()), ("mentions", pa.list_(nested))])
    mentions = [{"article_id": "a", "start": at, "base_end": at + 9, "n": at % 5} for at in range(0, 900, 7)]
    rows = [{"name": f"r{n}", "start": n, "mentions": mentions} for n in range(50)]
    write_part(tmp_path / "part.parquet", schema, [pa.RecordBatch.from_pylist(rows, schema)])
    file = pq.ParquetFile(tmp_path / "part.parquet")
    assert file.read().to_pylist() == rows
    columns = [file.metadata.row_group(0).column(n) for n in range(6)]
    distances = {c.path_in_schema for c in columns if "DELTA_BINARY_PACKED" in c.encodings}
    assert distances == {"mentions.list.element.start", "mentions.list.element.base_end"}
