"""Files that break off, lie or are no such thing: rows of `rejected`, never an error nobody foresaw."""

from __future__ import annotations

import random
import tracemalloc
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from hostile import pages
from wirecopy.errors import WirecopyError
from wirecopy.options import ReadOptions
from wirecopy.read import read_pages
from wirecopy.read.formats.parquet import batch_size
from wirecopy.types import Page, Rejected

FILES = 150


def test_hostile_files_become_pages_or_rejections(tmp_path: Path) -> None:
    drawn, found, refused = random.Random(7), [], 0
    for _ in range(FILES):
        name, content = pages.file(drawn)
        (tmp_path / name).write_bytes(content)
        try:
            found += read_pages([tmp_path / name])
        except WirecopyError:  # no table with a text, said before anything is read
            refused += 1
    assert len(found) + refused >= FILES
    assert all(isinstance(one, Page | Rejected) for one in found)
    assert sum(isinstance(one, Page) for one in found) > FILES // 3
    assert not [one for one in found if isinstance(one, Rejected) and "the reader failed" in one.reason]


def test_a_file_that_unpacks_without_end_is_not_read_to_its_end(tmp_path: Path) -> None:
    text = "The ferry sails again from Monday. " * 3000
    column = pa.DictionaryArray.from_arrays(pa.array([0] * 400, pa.int32()), pa.array([text]))
    pq.write_table(pa.table({"text": column}), tmp_path / "same.parquet", compression="zstd")
    found = list(read_pages([tmp_path / "same.parquet"], ReadOptions(max_page_chars=200_000)))
    assert sum(len(one.raw) for one in found if isinstance(one, Page)) < 12_000_000
    assert isinstance(found[-1], Rejected)
    assert "times its size" in found[-1].reason


def test_a_parquet_value_that_many_rows_share_is_held_once(tmp_path: Path) -> None:
    path = tmp_path / "shared.parquet"
    text = "The harbour ferry sails again. " * 20_000
    rows = pa.DictionaryArray.from_arrays(pa.array([0] * 200, pa.int32()), pa.array([text]))
    pq.write_table(pa.table({"text": rows, "title": ["Ferry", None] * 100}), path)
    reading = read_pages([path])
    tracemalloc.start()
    first = next(reading)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert isinstance(first, Page)
    assert (first.raw, first.title) == (text, "Ferry")
    assert peak < 20 * len(text)
    reading.close()


def test_long_parquet_rows_are_read_a_few_at_a_time(tmp_path: Path) -> None:
    path = tmp_path / "long.parquet"
    texts = [f"{number} " * 200_000 for number in range(100, 164)]
    pq.write_table(pa.table({"text": texts}), path)
    assert 1 <= batch_size(pq.read_metadata(path)) < 256
    assert len(list(read_pages([path]))) == 64
