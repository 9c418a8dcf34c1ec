"""The records of a WARC file, one at a time, damage told and stepped over where it can be."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from wirecopy.errors import MissingExtra
from wirecopy.options import ReadOptions
from wirecopy.read.page import row_uri, storable, too_long
from wirecopy.types import Rejected

BYTES_PER_CHAR = 4
HTTP_HEAD = 1 << 20


class Record(NamedTuple):
    """One record of an archive: its number, its head's address and time, and its block."""

    number: int
    url: str | None
    date: str | None
    block: bytes


def records(path: str, kind: str, options: ReadOptions) -> Iterator[Record | Rejected]:
    """Yield every record of that kind; a Rejected in its place where one is damaged or too long.

    A file that breaks off ends with a Rejected. Raises MissingExtra where FastWARC is not installed.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise MissingExtra("fastwarc", "warc") from error
    number = 0
    with open(path, "rb") as stream:
        found = iter(ArchiveIterator(stream, record_types=getattr(WarcRecordType, kind), parse_http=False))
        while True:
            try:
                record = next(found, None)
                number += 1
                told = _record(path, number, record, options) if record is not None else None
            except Exception as error:  # FastWARC has no one class for what is wrong with an archive
                told, record = rejected(path, number + 1, None, f"damaged after record {number}: {error}"), None
            if told is not None:
                yield told
            if record is None:
                return


def rejected(path: str, number: int, url: str | None, reason: str) -> Rejected:
    """Return a record as rejected, with the reason."""
    return Rejected(row_uri(path, storable(url) if url else None, number), "read", reason)


def _record(path: str, number: int, record: Any, options: ReadOptions) -> Record | Rejected:
    url, date = record.headers.get("WARC-Target-URI"), record.headers.get("WARC-Date")
    limit = BYTES_PER_CHAR * options.max_page_chars + HTTP_HEAD
    block = record.reader.read(limit + 1)
    if len(block) > limit:
        return rejected(path, number, url, too_long(options))
    stated = record.headers.get("Content-Length") or ""
    if stated.isdigit() and len(block) < int(stated):
        return rejected(path, number, url, f"truncated: {len(block)} of {stated} bytes")
    return Record(number, url, date, block)
