"""The records of a WARC file, one at a time and bounded. Needs `wirecopy[warc]`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, NamedTuple

from wirecopy.errors import MissingExtra
from wirecopy.options import ReadOptions
from wirecopy.read.page import row_uri, storable, too_long
from wirecopy.read.streams import open_bytes
from wirecopy.types import Rejected

BYTES_PER_CHAR = 4
HTTP_HEAD = 1 << 20
Kind = Literal["response", "resource", "conversion"]
_KINDS: tuple[Kind, ...] = ("response", "resource", "conversion")
_ZSTD = ".zst"
FEED_PUBLISHED, FEED_AUTHOR = "Wirecopy-Feed-Published", "Wirecopy-Feed-Author"
"""Fields of a record's head in which a watch keeps what a feed says of the page."""


class WarcRecord(NamedTuple):
    """One record of an archive: its number, its head's address and time, its block, its kind and content type.

    `published` and `author` are what a feed says of the page.
    """

    number: int
    url: str | None
    date: str | None
    block: bytes
    kind: Kind = "response"
    content_type: str | None = None
    published: str | None = None
    author: str | None = None


def records(path: str, options: ReadOptions) -> Iterator[WarcRecord | Rejected]:
    """Yield every response, resource and conversion; a Rejected in its place where one is damaged or too long.

    A file that breaks off ends with a Rejected. Raises MissingExtra where FastWARC is not installed.
    """
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError as error:
        raise MissingExtra("fastwarc", "warc") from error
    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    number = 0
    # FastWARC unpacks gzip itself, record by record
    with open_bytes(path) if path.lower().endswith(_ZSTD) else open(path, "rb") as stream:
        archive = iter(ArchiveIterator(stream, record_types=wanted, parse_http=False))
        while True:
            try:
                record = next(archive, None)
                number += 1
                result = _record(path, number, record, options) if record is not None else None
            except Exception as error:  # FastWARC has no one class for what is wrong with an archive
                result, record = rejected(path, number + 1, None, f"damaged after record {number}: {error}"), None
            if result is not None:
                yield result
            if record is None:
                return


def rejected(path: str, number: int, url: str | None, reason: str) -> Rejected:
    """Return a record as rejected, with the reason."""
    return Rejected(row_uri(path, storable(url) if url else None, number), "read", reason, number)


def _record(path: str, number: int, record: Any, options: ReadOptions) -> WarcRecord | Rejected:
    head = record.headers
    url, date = head.get("WARC-Target-URI"), head.get("WARC-Date")
    limit = BYTES_PER_CHAR * options.max_page_chars + HTTP_HEAD
    block = record.reader.read(limit + 1)
    if len(block) > limit:
        return rejected(path, number, url, too_long(options))
    stated = head.get("Content-Length") or ""
    if stated.isdigit() and len(block) < int(stated):
        return rejected(path, number, url, f"truncated: {len(block)} of {stated} bytes")
    stated_kind = (head.get("WARC-Type") or "").lower()
    kind: Kind = next((kind for kind in _KINDS if kind == stated_kind), "response")
    entry = storable(head.get(FEED_PUBLISHED) or "") or None, storable(head.get(FEED_AUTHOR) or "") or None
    return WarcRecord(number, url.strip("<>") if url else None, date, block, kind, head.get("Content-Type"), *entry)
