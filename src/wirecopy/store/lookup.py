"""One generation of a base laid out for reading single stories: a few rows by id in well under a millisecond.

The tables of a generation are compressed and lie in the order of their making, so that one story costs a look at all
of them. Here each stands once more, uncompressed and mapped into memory, the rows of a story side by side, with its ids
sorted beside it. It can be made again from the tables, and goes with its generation.
"""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pyarrow as pa

from wirecopy.engine.contract import SUCCESS
from wirecopy.store.base import BaseTables
from wirecopy.store.layout import telling_damage
from wirecopy.tables import SCHEMAS, dataset, empty

LOOKUP_KEYS = {
    "stories": ("story_id", "article_id"), "articles": ("article_id",), "pages": ("page_id",),
    "spans": ("article_id",), "tickers": ("article_id",), "families": ("article_id", "family_id"),
    "edits": ("article_id", "base_article_id"), "copies": ("article_a", "article_b"),
    "origins": ("story_id", "article_id"), "quotes": ("story_id",), "entities": ("story_id",), "events": ("story_id",),
    "additions": ("story_id",), "mentions": ("article_id",), "units": ("story_id", "article_id"),
}  # fmt: skip
"""The columns by which each table can be asked for rows."""

ORDERED_BY = {name: columns[0] for name, columns in LOOKUP_KEYS.items()}
"""The column that tells which story a row belongs to: rows lie in the order of stories, in one the way they came."""

LEFT_OUT = ("source",)  # the saved bytes of HTML pages: no view shows them, and they are most of a crawl
BATCH_ROWS = 4096
_FEW_RUNS = 8  # so many stretches of rows are cut out faster than their rows are copied together
LOOKUP_FOLDER = "lookup-4"  # the number grows with every change of what is laid out


_Ids = np.ndarray[tuple[int], np.dtype[np.bytes_]]
_Numbers = np.ndarray[tuple[int], np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Key:
    """One column's ids in order, and the row of each."""

    ids: _Ids
    rows: _Numbers

    def first(self, ids: _Ids) -> _Numbers:
        """Return for each of the ids its first row; for an unknown one a number behind all rows."""
        if not len(self.ids):
            return np.zeros(len(ids), np.int64)
        place = np.minimum(np.searchsorted(self.ids, ids), len(self.ids) - 1)
        return np.where(self.ids[place] == ids, self.rows[place], np.iinfo(np.int64).max)

    def beginning(self, text: str) -> list[str]:
        """Return the ids that begin with a text, each once."""
        low = text.encode("ascii", "replace")
        begin, end = np.searchsorted(self.ids, np.array([low, low + b"\x7f"], dtype="S"))
        return [name.decode("ascii") for name in np.unique(self.ids[begin:end]).tolist()]

    def find(self, values: Iterable[str]) -> _Numbers:
        """Return the numbers of the rows that hold one of the values, in the order of the table."""
        wanted = np.array(sorted({value.encode("ascii", "replace") for value in values}) or [b""], dtype="S")
        lows, highs = np.searchsorted(self.ids, wanted, "left"), np.searchsorted(self.ids, wanted, "right")
        pieces = [self.rows[low:high] for low, high in zip(lows, highs, strict=True) if low < high]
        return np.sort(np.concatenate(pieces)) if pieces else np.empty(0, np.int64)


@dataclass(frozen=True, slots=True)
class TableShelf:
    """One table: its batches, mapped from disk, where each begins, and its keys."""

    batches: tuple[pa.RecordBatch, ...]
    starts: _Numbers
    keys: dict[str, Key]

    def rows(self, column: str, values: Iterable[str], schema: pa.Schema) -> pa.Table:
        """Return the rows whose `column` holds one of the values."""
        return pa.Table.from_batches(self.pieces(self.keys[column].find(values)), schema=schema)

    def pieces(self, rows: _Numbers) -> list[pa.RecordBatch]:
        """Return the rows of these numbers, which ascend."""
        if not len(rows):
            return []
        batch_of = np.searchsorted(self.starts, rows, "right") - 1
        breaks = np.flatnonzero((np.diff(rows) != 1) | (np.diff(batch_of) != 0)) + 1
        if len(breaks) < _FEW_RUNS:
            runs = zip([0, *breaks.tolist()], [*breaks.tolist(), len(rows)], strict=True)
            return [self._run(int(batch_of[low]), int(rows[low]), high - low) for low, high in runs]
        return [
            self.batches[number].take(pa.array(rows[batch_of == number] - self.starts[number]))
            for number in dict.fromkeys(batch_of.tolist())
        ]

    def _run(self, batch: int, row: int, count: int) -> pa.RecordBatch:
        return self.batches[batch].slice(row - int(self.starts[batch]), count)


@dataclass(frozen=True, slots=True)
class Lookup:
    """The tables of one generation, by id; `generation` is null for a base that no run has settled."""

    generation: str | None
    tables: BaseTables
    shelves: dict[str, TableShelf]
    folder: Path | None = None
    """Where it is laid out."""

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

    def ids(self, table: str, column: str, beginning: str = "") -> list[str]:
        """Return the ids of a key (`KEYS`) that begin so, each once and in order."""
        shelf = self.shelves.get(table)
        return shelf.keys[column].beginning(beginning) if shelf else []


def open_lookup(tables: BaseTables) -> Lookup:
    """Return the base's generation laid out for reading; it is laid out first when it is not.

    Where the base's folder cannot be written, it is laid out in a temporary folder that goes with the process.
    """
    generation = tables.layout.generation()
    if generation is None:
        return Lookup(None, tables, {})
    folder = tables.layout.stages / generation / LOOKUP_FOLDER
    if not (folder / SUCCESS).exists():
        folder = _lay_out(tables, folder)
    with telling_damage(tables.layout, LOOKUP_FOLDER):
        return Lookup(generation, tables, {name: _shelf(folder, name) for name in LOOKUP_KEYS}, folder)


def _lay_out(tables: BaseTables, folder: Path) -> Path:
    """Lay every table out in the folder, which appears whole; another process may do the same at the same time."""
    home = folder.parent if os.access(folder.parent, os.W_OK) else None
    partial = Path(tempfile.mkdtemp(prefix=f".{LOOKUP_FOLDER}-", dir=home))
    stories = _stories(tables)
    for name in LOOKUP_KEYS:
        _write(partial, name, stories[ORDERED_BY[name]], _batches(tables, name))
    (partial / SUCCESS).touch()
    if home is None:
        atexit.register(shutil.rmtree, partial, ignore_errors=True)
        return partial
    try:
        os.rename(partial, folder)
    except OSError:  # the other process was first
        shutil.rmtree(partial, ignore_errors=True)
    return folder


def _batches(tables: BaseTables, name: str) -> Iterator[pa.RecordBatch]:
    files, schema = tables.files(name), SCHEMAS[name]
    if not files:
        return
    columns = [column for column in schema.names if column not in LEFT_OUT]
    for batch in dataset(files).to_batches(columns=columns, batch_size=BATCH_ROWS):
        arrays = [
            pa.nulls(batch.num_rows, field.type) if field.name in LEFT_OUT else batch.column(field.name)
            for field in schema
        ]
        yield pa.RecordBatch.from_arrays(arrays, schema=schema)


def _stories(tables: BaseTables) -> dict[str, Key]:
    """Return, for each kind of id, the numbers of the stories that those ids belong to."""
    pairs = tables.rows("stories").select(["story_id", "article_id"])
    stories, number = np.unique(_ids(pairs["story_id"]), return_inverse=True)
    articles = _key(_ids(pairs["article_id"]), number)
    files = tables.files("articles")
    columns = ["page_id", "article_id"]
    held = dataset(files).to_table(columns=columns) if files else empty("articles").select(columns)
    of_page = articles.first(_ids(held["article_id"]))
    keys = {"article_id": articles, "article_a": articles, "page_id": _key(_ids(held["page_id"]), of_page)}
    return keys | {"story_id": Key(stories, np.arange(len(stories)))}


def _write(folder: Path, name: str, stories: Key, batches: Iterator[pa.RecordBatch]) -> None:
    """Write a table in the order of stories, and its ids in order."""
    apart = folder / f"{name}.apart"
    with pa.OSFile(str(apart), "wb") as sink, pa.ipc.new_file(sink, SCHEMAS[name]) as writer:
        parts = [_ids_of(batch, name, writer) for batch in batches]
    ids = {c: np.concatenate([p[c] for p in parts]) if parts else np.array([], dtype="S1") for c in LOOKUP_KEYS[name]}
    order = np.argsort(stories.first(ids[ORDERED_BY[name]]), kind="stable")
    unsorted = _mapped(apart)
    with pa.OSFile(str(folder / f"{name}.arrow"), "wb") as sink, pa.ipc.new_file(sink, SCHEMAS[name]) as writer:
        for start in range(0, len(order), BATCH_ROWS):
            writer.write_batch(_in_order(unsorted, order[start : start + BATCH_ROWS], SCHEMAS[name]))
    apart.unlink()
    for column, held in ids.items():
        key = _key(held[order], np.arange(len(order)))
        np.save(folder / f"{name}.{column}.ids.npy", key.ids)
        np.save(folder / f"{name}.{column}.rows.npy", key.rows)


def _ids_of(batch: pa.RecordBatch, name: str, writer: pa.RecordBatchWriter) -> dict[str, _Ids]:
    """Write a batch; return its ids by column."""
    writer.write_batch(batch)
    return {column: _ids(batch.column(column)) for column in LOOKUP_KEYS[name]}


def _in_order(shelf: TableShelf, rows: _Numbers, schema: pa.Schema) -> pa.RecordBatch:
    """Return the rows of these numbers, in this order."""
    ascending = np.argsort(rows, kind="stable")
    whole = pa.Table.from_batches(shelf.pieces(rows[ascending]), schema=schema).combine_chunks()
    place = np.empty(len(rows), np.int64)
    place[ascending] = np.arange(len(rows))
    return whole.to_batches()[0].take(pa.array(place))


def _ids(values: pa.Array | pa.ChunkedArray) -> _Ids:
    return np.array([value or "" for value in values.to_pylist()] or [""], dtype="S")[: len(values)]


def _key(ids: _Ids, rows: _Numbers) -> Key:
    order = np.argsort(ids, kind="stable")
    return Key(ids[order], rows[order])


def _mapped(path: Path, keys: dict[str, Key] | None = None) -> TableShelf:
    reader = pa.ipc.open_file(pa.memory_map(str(path)))
    batches = tuple(reader.get_batch(number) for number in range(reader.num_record_batches))
    starts = np.cumsum([0, *(batch.num_rows for batch in batches)])[:-1]
    return TableShelf(batches, starts.astype(np.int64), keys or {})


def _shelf(folder: Path, name: str) -> TableShelf:
    keys = {
        column: Key(*(np.load(folder / f"{name}.{column}.{part}.npy", mmap_mode="r") for part in ("ids", "rows")))
        for column in LOOKUP_KEYS[name]
    }
    return _mapped(folder / f"{name}.arrow", keys)
