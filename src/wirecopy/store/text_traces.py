"""What a base still holds of a text: every file of it read as far as it can be, unpacked and decoded."""

from __future__ import annotations

import html
import json
import os
import re
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from wirecopy.store.layout import Layout, reading_uri
from wirecopy.text.words_in_a_row import WordRows

_PIECE, _OVERLAP = 1 << 24, 1 << 13
_PACKED = re.compile(rb"\x1f\x8b\x08|\x28\xb5\x2f\xfd")  # gzip, zstd
_MOST_UNPACKED = 1 << 27
_BATCH_ROWS = 512
_TAG = re.compile(r"<[^<>]{0,2000}>")


@dataclass(frozen=True, slots=True)
class Trace:
    """A place in a file of the base that holds words of a text, and the first of the words."""

    path: str
    place: str
    words: str


def traces(layout: Layout, wanted: WordRows) -> Iterator[Trace]:
    """Yield where the files of a base hold eight words in a row of some texts, each place once, files in order."""
    paths = (Path(folder) / name for folder, _, names in os.walk(layout.root) for name in names)
    for path in sorted(paths):
        places: set[str] = set()
        for place, text in _texts(path):
            if place not in places and (words := _words_in(wanted, text)):
                places.add(place)
                yield Trace(str(path.relative_to(layout.root)), place, words)


def _words_in(wanted: WordRows, text: str) -> str | None:
    words = wanted.found_in(text)
    if words is None and ("<" in text or "&" in text):
        words = wanted.found_in(html.unescape(_TAG.sub(" ", text)))
    return words


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    """Yield what a file can be read as, each text with the place it stands in; its bare bytes last."""
    whole = False
    try:
        if path.suffix == ".parquet":
            with pq.ParquetFile(path) as file:
                for batch in file.iter_batches(_BATCH_ROWS):
                    yield from _columns(batch)
            whole = True
        elif path.suffix == ".arrow":
            reader = pa.ipc.open_file(pa.memory_map(str(path)))
            for number in range(reader.num_record_batches):
                yield from _columns(reader.get_batch(number))
        elif ".sqlite" in path.name and not path.name.endswith(("-wal", "-shm")):
            yield from _rows(path)
        elif path.suffix in (".json", ".jsonl"):
            yield from _lines(path)
    except (pa.ArrowException, OSError, sqlite3.Error, ValueError):  # half written: then by its bytes
        whole = False
    yield from _bytes(path, packed=not whole)


def _columns(batch: pa.RecordBatch) -> Iterator[tuple[str, str]]:
    for name, column in zip(batch.schema.names, batch.columns, strict=True):
        for value in _leaves(column):
            yield f"column {name}", value


def _leaves(column: pa.Array) -> Iterator[str]:
    kind = column.type
    if pa.types.is_struct(kind):
        for field in column.flatten():
            yield from _leaves(field)
    elif pa.types.is_list(kind):
        yield from _leaves(column.flatten())
    elif pa.types.is_string(kind) or pa.types.is_binary(kind):
        yield from (_decoded(value) for value in column.to_pylist() if value)


def _rows(path: Path) -> Iterator[tuple[str, str]]:
    with closing(sqlite3.connect(reading_uri(path), uri=True, timeout=10)) as connection:
        connection.text_factory = lambda value: value.decode("utf-8", "replace")
        tables = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND sql IS NOT NULL")
        for name in [str(row[0]) for row in tables]:
            for row in connection.execute('SELECT * FROM "{}"'.format(name.replace('"', '""'))):
                yield from ((f"table {name}", _decoded(v)) for v in row if isinstance(v, str | bytes) and v)


def _lines(path: Path) -> Iterator[tuple[str, str]]:
    with path.open(encoding="utf-8", errors="replace") as lines:
        for number, line in enumerate(lines, 1):
            if "\\u" in line:
                yield f"line {number}", json.dumps(json.loads(line), ensure_ascii=False)


def _bytes(path: Path, *, packed: bool) -> Iterator[tuple[str, str]]:
    with path.open("rb") as file:
        before = b""
        while piece := file.read(_PIECE):
            piece = before + piece
            yield "bytes", piece.decode("utf-8", "replace")
            for match in _PACKED.finditer(piece) if packed else ():
                yield "packed bytes", _unpacked(piece[match.start() :]).decode("utf-8", "replace")
            before = piece[-_OVERLAP:]


def _decoded(value: str | bytes) -> str:
    if isinstance(value, str):
        return value
    return (_unpacked(value) if _PACKED.match(value) else value).decode("utf-8", "replace")


def _unpacked(content: bytes) -> bytes:
    """Return what packed bytes hold as far as they are whole; nothing where they are none."""
    try:
        if content.startswith(b"\x1f"):
            return zlib.decompressobj(31).decompress(content, _MOST_UNPACKED)
        return bytes(pa.CompressedInputStream(pa.BufferReader(content), "zstd").read(_MOST_UNPACKED))
    except (zlib.error, OSError, pa.ArrowException):
        return b""
