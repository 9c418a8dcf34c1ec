"""One generation of a base laid out for reading single stories: a few rows by id in well under a millisecond.

The tables of a generation are compressed and lie in the order of their making, so that one story costs a look at all
of them. Here each stands once more, uncompressed and mapped into memory, with its ids sorted beside it. It can be made
again from the tables, and goes with its generation.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.dataset as ds

from wirecopy.engine.contract import SUCCESS
from wirecopy.store import pages
from wirecopy.store.base import Tables
from wirecopy.tables import SCHEMAS, empty

KEYS = {
    "stories": ("story_id", "article_id"), "articles": ("article_id",), "pages": ("page_id",),
    "spans": ("article_id",), "tickers": ("article_id",), "families": ("article_id", "family_id"),
    "edits": ("article_id", "base_article_id"), "copies": ("article_a", "article_b"),
    "origins": ("story_id", "article_id"), "quotes": ("story_id",), "entities": ("story_id",), "events": ("story_id",),
    "additions": ("story_id",), "mentions": ("article_id",), "units": ("story_id", "article_id"),
}  # fmt: skip
"""The columns by which each table can be asked for rows."""

LEFT_OUT = ("source",)  # the saved bytes of HTML pages: no view shows them, and they are most of a crawl
BATCH_ROWS = 4096
_FOLDER = "lookup-3"  # the number grows with every change of what is laid out


@dataclass(frozen=True, slots=True)
class Key:
    """One column's ids in order, and the row of each."""

    ids: np.ndarray[tuple[int], np.dtype[np.bytes_]]
    rows: np.ndarray[tuple[int], np.dtype[np.int64]]

    def find(self, values: Iterable[str]) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
        """Return the numbers of the rows that hold one of the values, in the order of the table."""
        wanted = np.array(sorted({value.encode("ascii", "replace") for value in values}) or [b""], dtype="S")
        lows, highs = np.searchsorted(self.ids, wanted, "left"), np.searchsorted(self.ids, wanted, "right")
        found = [self.rows[low:high] for low, high in zip(lows, highs, strict=True) if low < high]
        return np.sort(np.concatenate(found)) if found else np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class Shelf:
    """One table: its batches, mapped from disk, where each begins, and its keys."""

    batches: tuple[pa.RecordBatch, ...]
    starts: np.ndarray[tuple[int], np.dtype[np.int64]]
    keys: dict[str, Key]

    def rows(self, column: str, values: Iterable[str], schema: pa.Schema) -> pa.Table:
        """Return the rows whose `column` holds one of the values."""
        found = self.keys[column].find(values)
        batch_of = np.searchsorted(self.starts, found, "right") - 1
        pieces = [
            self.batches[number].take(pa.array(found[batch_of == number] - self.starts[number]))
            for number in dict.fromkeys(batch_of.tolist())
        ]
        return pa.Table.from_batches(pieces, schema=schema)


@dataclass(frozen=True, slots=True)
class Lookup:
    """The tables of one generation, by id; `generation` is null for a base that no run has settled."""

    generation: str | None
    tables: Tables
    shelves: dict[str, Shelf]

    def rows(self, table: str, column: str | None = None, values: Iterable[str] = ()) -> pa.Table:
        """Return the rows of `table` whose `column` holds one of `values`; all rows without a column.

        `pages` come without the saved bytes of HTML.
        """
        shelf = self.shelves.get(table)
        if column is None:
            whole = shelf.batches if shelf else ()
            return pa.Table.from_batches(whole, schema=SCHEMAS[table]) if shelf else self.tables.rows(table)
        if shelf is None or column not in shelf.keys:
            return self.tables.rows(table, column, values) if self.generation else empty(table)
        return shelf.rows(column, values, SCHEMAS[table])


def open_lookup(tables: Tables) -> Lookup:
    """Return the base's generation laid out for reading; it is laid out first when it is not.

    Where the base's folder cannot be written, it is laid out in a temporary folder.
    """
    generation = tables.layout.generation()
    if generation is None:
        return Lookup(None, tables, {})
    folder = tables.layout.stages / generation / _FOLDER
    if not (folder / SUCCESS).exists():
        folder = _lay_out(tables, folder)
    return Lookup(generation, tables, {name: _shelf(folder, name) for name in KEYS})


def _lay_out(tables: Tables, folder: Path) -> Path:
    """Lay every table out in the folder, which appears whole; another process may do the same at the same time."""
    home = folder.parent if os.access(folder.parent, os.W_OK) else None
    partial = Path(tempfile.mkdtemp(prefix=f".{_FOLDER}-", dir=home))
    for name, columns in KEYS.items():
        _write(partial, name, columns, _batches(tables, name))
    (partial / SUCCESS).touch()
    if home is None:
        return partial
    try:
        os.rename(partial, folder)
    except OSError:  # the other process was first
        shutil.rmtree(partial, ignore_errors=True)
    return folder


def _batches(tables: Tables, name: str) -> Iterator[pa.RecordBatch]:
    files = pages.part_files(tables.layout) if name == "pages" else tables.files(name)
    schema = SCHEMAS[name]
    if not files:
        return
    columns = [column for column in schema.names if column not in LEFT_OUT]
    for batch in ds.dataset(files, format="parquet").to_batches(columns=columns, batch_size=BATCH_ROWS):
        arrays = [
            pa.nulls(batch.num_rows, field.type) if field.name in LEFT_OUT else batch.column(field.name)
            for field in schema
        ]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def _write(folder: Path, name: str, columns: Iterable[str], batches: Iterator[pa.RecordBatch]) -> None:
    ids: dict[str, list[str]] = {column: [] for column in columns}
    with pa.OSFile(str(folder / f"{name}.arrow"), "wb") as sink, pa.ipc.new_file(sink, SCHEMAS[name]) as writer:
        for batch in batches:
            writer.write_batch(batch)
            for column, found in ids.items():
                found.extend(batch.column(column).to_pylist())
    for column, found in ids.items():
        held = np.array([value or "" for value in found] or [""], dtype="S")[: len(found)]
        order = np.argsort(held, kind="stable")
        np.save(folder / f"{name}.{column}.ids.npy", held[order])
        np.save(folder / f"{name}.{column}.rows.npy", order.astype(np.int64))


def _shelf(folder: Path, name: str) -> Shelf:
    reader = pa.ipc.open_file(pa.memory_map(str(folder / f"{name}.arrow")))
    batches = tuple(reader.get_batch(number) for number in range(reader.num_record_batches))
    starts = np.cumsum([0, *(batch.num_rows for batch in batches)])[:-1]
    keys = {
        column: Key(*(np.load(folder / f"{name}.{column}.{part}.npy", mmap_mode="r") for part in ("ids", "rows")))
        for column in KEYS[name]
    }
    return Shelf(batches, starts.astype(np.int64), keys)
