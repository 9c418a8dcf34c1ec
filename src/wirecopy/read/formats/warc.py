"""WARC and WET files of crawlers: the HTML and text in them, a page a record. Needs `wirecopy[warc]`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from wirecopy.options import ReadOptions
from wirecopy.read.archive import BYTES_PER_CHAR, HTTP_HEAD, WarcRecord, records, rejected
from wirecopy.read.decode import NotText, declared_charset, decode_text
from wirecopy.read.page import FormatPage, build_page, too_long
from wirecopy.read.payload import TooLong, http_content
from wirecopy.read.rows import html_page
from wirecopy.types import Page, Rejected

EXTENSIONS = (".warc", ".wet")

_OK = 200
_HTML = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(r"charset\s{0,4}=\s{0,4}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_HTML_HEAD = re.compile(rb"\s{0,99}(?:<!doctype html|<html)", re.IGNORECASE)


class _HttpAnswer(NamedTuple):
    status: int
    kind: str
    charset: str | None
    content: bytes


def pages(path: str, options: ReadOptions) -> Iterator[Page | Rejected]:
    """Yield the page of each record of HTML or text; a broken record is rejected and the rest is read."""
    for record in records(path, options):
        page = record if isinstance(record, Rejected) else response_page(path, record, options)
        if page is not None:
            yield page


def response_page(path: str, record: WarcRecord, options: ReadOptions) -> Page | Rejected | None:
    """Return the page of a record, null where it holds no HTML or text."""
    try:
        answer = _answer(record, BYTES_PER_CHAR * options.max_page_chars)
        if answer is None or answer.status != _OK:
            return None
        page = _format_page(path, answer, record.number)
    except NotText as error:
        return rejected(path, record.number, record.url, str(error))
    except TooLong:
        return rejected(path, record.number, record.url, too_long(options))
    url, site = record.url or page.url, record.url or page.site_url
    page = replace(page, url=url, site_url=site, fetched_at=record.date)
    if record.published or record.author:
        page = replace(page, published=record.published, author=record.author, stated_by="feed")
    return build_page(page, options)


def _format_page(path: str, answer: _HttpAnswer, number: int) -> FormatPage:
    if answer.kind not in _HTML:
        return FormatPage(path, decode_text(answer.content, answer.charset), number=number)
    if answer.charset and declared_charset(answer.content) is None:
        return html_page(path, decode_text(answer.content, answer.charset), number)
    return html_page(path, answer.content, number)


def _answer(record: WarcRecord, limit: int) -> _HttpAnswer | None:
    """Return what a record holds: an HTTP response, or content alone; null for what is neither HTML nor text."""
    fields, content, status = {"content-type": record.content_type or ""}, record.block, _OK
    if record.block.startswith(b"HTTP/") and record.kind != "conversion":
        end = _HEAD_END.search(record.block, 0, HTTP_HEAD)
        lines = record.block[: end.start() if end else 0].decode("latin-1").splitlines()
        pairs = (line.partition(":") for line in lines[1:])
        fields = {name.strip().lower(): value.strip() for name, _, value in pairs}
        number = lines[0].split(" ")[1:2] if lines else []
        status = int(number[0]) if number and number[0].isdigit() else 0
        content = record.block[end.end() :] if end else b""
    elif record.kind == "response":
        return None
    kind, _, rest = fields.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    if (kind and kind not in (*_HTML, "text/plain")) or status != _OK:
        return None
    content = http_content(fields, content, limit)
    if not kind:  # nobody said: only what shows that it is HTML is a page
        if not _HTML_HEAD.match(content):
            return None
        kind = "text/html"
    charset = _CHARSET.search(rest)
    return _HttpAnswer(status, kind, charset[1] if charset else None, content)
