"""What a watch keeps beside the pages: the answers as WARC, a gzip member a record, and what is still to be asked for.

A record that goes leaves an empty one in its place, so that the numbers of the others, by which pages name them, stay.
"""

from __future__ import annotations

import gzip
import os
import sqlite3
import zlib
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import BinaryIO, NamedTuple

from wirecopy.addresses import without_tracking
from wirecopy.store.layout import PARTIAL, Layout

_PIECE = 1 << 18
_HEAD_END = b"\r\n\r\n"
_RESPONSE = "response"
_EMPTY = gzip.compress(b"WARC/1.1\r\nWARC-Type: response\r\nContent-Length: 0\r\n\r\n\r\n\r\n", mtime=0)


class ArchivedRecord(NamedTuple):
    """One record: its packed bytes as they lie in the file, the fields of its head, its block."""

    packed: bytes
    fields: dict[str, str]
    block: bytes

    @property
    def url(self) -> str | None:
        """Return the address it was fetched from."""
        return self.fields.get("warc-target-uri")


def archive_files(layout: Layout) -> list[Path]:
    """Return the WARC files of a base, sorted."""
    return sorted((layout.root / "warc").glob("*.warc.gz"))


def archived_records(path: Path) -> Iterator[ArchivedRecord]:
    """Yield the records of a file that are whole; what a kill left behind the last of them is passed over."""
    with path.open("rb") as file:
        for packed, content in _members(file):
            head, _, block = content.partition(_HEAD_END)
            pairs = (line.partition(":") for line in head.decode("utf-8", "replace").split("\r\n")[1:])
            fields = {name.strip().lower(): value.strip() for name, _, value in pairs}
            yield ArchivedRecord(packed, fields, block.removesuffix(_HEAD_END))


def _members(file: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Yield each gzip member that is whole, packed and unpacked."""
    rest = b""
    while True:
        unpacker, packed, content = zlib.decompressobj(31), bytearray(), bytearray()
        while not unpacker.eof:
            piece = rest or file.read(_PIECE)
            if not piece:
                return
            rest = b""
            try:
                content += unpacker.decompress(piece)
            except zlib.error:
                return
            packed += piece
        rest = unpacker.unused_data
        yield bytes(packed[: len(packed) - len(rest)]), bytes(content)


def forget_fetched(layout: Layout, urls: Iterable[str], goes: Callable[[ArchivedRecord], bool]) -> None:
    """Take out of the archive every record that goes, and out of what is to be asked for these addresses."""
    for path in archive_files(layout):
        if any(goes(record) for record in archived_records(path)):
            _rewrite(path, goes)
    watched = layout.root / "watch.sqlite"
    if watched.exists():
        with closing(sqlite3.connect(watched, isolation_level=None, timeout=10)) as connection:
            _forget_tasks(connection, urls)
            for path in archive_files(layout):
                _keep_length(connection, path)
            wipe_database(connection)


def _rewrite(path: Path, goes: Callable[[ArchivedRecord], bool]) -> None:
    partial = path.with_name(f".{path.name}{PARTIAL}")
    with partial.open("wb") as file:
        for record in archived_records(path):
            file.write(_EMPTY if goes(record) else record.packed)
        file.flush()
        os.fsync(file.fileno())
    os.replace(partial, path)


def _forget_tasks(connection: sqlite3.Connection, urls: Iterable[str]) -> None:
    if not _has(connection, "tasks"):
        return
    gone = {without_tracking(url) for url in urls}
    held = [row[0] for row in connection.execute("SELECT url FROM tasks WHERE kind = 'page'")]
    rows = [(url,) for url in held if without_tracking(url) in gone]
    connection.execute("PRAGMA secure_delete = ON")
    with connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.executemany("DELETE FROM tasks WHERE url = ?", rows)


def _keep_length(connection: sqlite3.Connection, path: Path) -> None:
    """Note how much of a file is whole: the watch goes on writing behind it."""
    if not _has(connection, "archive"):
        return
    records = list(_sizes(path))
    length = sum(size for size, _ in records)
    responses = sum(is_response for _, is_response in records)
    query = "SELECT 1 FROM archive WHERE name = ? AND length = ?"
    if not connection.execute(query, (path.name, length)).fetchone():
        connection.execute("INSERT OR REPLACE INTO archive VALUES (?, ?, ?)", (path.name, length, responses))


def _sizes(path: Path) -> Iterator[tuple[int, bool]]:
    for record in archived_records(path):
        yield len(record.packed), record.fields.get("warc-type") == _RESPONSE


def _has(connection: sqlite3.Connection, table: str) -> bool:
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    return connection.execute(query, (table,)).fetchone() is not None


def wipe_database(connection: sqlite3.Connection) -> bool:
    """Write a database anew without what was deleted from it; return whether nothing of it is left in its log."""
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("VACUUM")
    busy = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    return busy is None or not busy[0]
