"""WARC files of crawlers: the HTML and text responses in them, a page each. Needs `wirecopy[warc]`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wirecopy.options import ReadOptions
from wirecopy.read.archive import HTTP_HEAD, Record, records, rejected
from wirecopy.read.decode import NotText, declared_charset, decode
from wirecopy.read.page import Found, build_page
from wirecopy.read.rows import html_found
from wirecopy.types import Page, Rejected

EXTENSIONS = (".warc", ".warc.gz")

_OK = 200
_TEXTS = ("text/html", "application/xhtml+xml", "text/plain")
_CHARSET = re.compile(r"charset\s{0,4}=\s{0,4}[\"']?([\w.:-]{1,40})", re.IGNORECASE)


class _Answer(NamedTuple):
    status: int
    kind: str
    charset: str | None
    content: bytes


def pages(path: str, options: ReadOptions) -> Iterator[Page | Rejected]:
    """Yield the page of each response of HTML or text; a broken record is rejected and the rest is read."""
    for record in records(path, "response", options):
        found = record if isinstance(record, Rejected) else response_page(path, record, options)
        if found is not None:
            yield found


def response_page(path: str, record: Record, options: ReadOptions) -> Page | Rejected | None:
    """Return the page of a response, null where it holds no HTML or text."""
    answer = _answer(record.block)
    if answer is None or answer.kind not in _TEXTS or answer.status != _OK:
        return None
    try:
        found = _found(path, answer, record.number)
    except NotText as error:
        return rejected(path, record.number, record.url, str(error))
    return build_page(stated(found, record), options)


def stated(found: Found, record: Record) -> Found:
    """Return what was found with the address and the time that a record's head states."""
    return Found(
        found.path, found.raw, found.media_type, found.number, url=record.url or found.url,
        site_url=record.url or found.site_url, title=found.title, fetched_at=record.date, source=found.source,
    )  # fmt: skip


def _found(path: str, answer: _Answer, number: int) -> Found:
    if answer.kind == "text/plain":
        return Found(path, decode(answer.content, answer.charset), number=number)
    if answer.charset and declared_charset(answer.content) is None:
        return html_found(path, decode(answer.content, answer.charset), number)
    return html_found(path, answer.content, number)


def _answer(block: bytes) -> _Answer | None:
    """Return the HTTP response a block holds, null when it holds none."""
    head, found, content = block.partition(b"\r\n\r\n")
    if not found or not head.startswith(b"HTTP/"):
        return None
    lines = head[:HTTP_HEAD].decode("latin-1").split("\r\n")
    status = lines[0].split(" ")[1:2]
    fields = {name.strip().lower(): value.strip() for name, _, value in (line.partition(":") for line in lines[1:])}
    kind, _, rest = fields.get("content-type", "").partition(";")
    charset = _CHARSET.search(rest)
    number = int(status[0]) if status and status[0].isdigit() else 0
    return _Answer(number, kind.strip().lower(), charset[1] if charset else None, content)
