"""What a file is by its first bytes, where those prove it."""

from __future__ import annotations

import re

from wirecopy.read.streams import DAMAGED, open_bytes

HEAD = 4096
_ENOUGH = 64
# Before a root element stand a declaration, comments, processing instructions, a document type.
_PROLOGUE = re.compile(
    rb"(?:\s|<\?[^>]{0,2000}\?>|<!--(?:(?!-->).){0,2000}-->|<!DOCTYPE\s[^\[>]{0,500}(?:\[[^\]]{0,2000}\])?\s?>)*",
    re.DOTALL,
)
_ROOT = re.compile(rb"<(?:[\w.\-]{1,40}:)?([A-Za-z][\w.\-]{0,40})[\s>/]")
_XML_ROOTS = frozenset(
    (b"rss", b"feed", b"rdf", b"newsml", b"newsmessage", b"newsitem", b"packageitem", b"nitf", b"newsitems")
)
_HTML = (b"<!doctype html", b"<html")
_MARKS = (b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")


def format_by_content(path: str) -> str | None:
    """Return the extension of the format that a file's first bytes prove, null where they prove none."""
    try:
        with open_bytes(path) as stream:
            head = stream.read(HEAD)
    except DAMAGED:
        return None
    return format_by_head(head)


def format_by_head(head: bytes) -> str | None:
    """Return the extension of the format that first bytes prove: archives, tables, XML of a known root, HTML.

    >>> format_by_head(b'<?xml version="1.0"?><!-- x --><rss version="2.0">'), format_by_head(b"Rain fell.")
    ('.xml', None)
    """
    if head.startswith(b"WARC/"):
        return ".warc"
    if head.startswith(b"PAR1"):
        return ".parquet"
    if head[:2] in _MARKS[1:]:  # UTF-16: its letters are every second byte
        head = head[2:].replace(b"\0", b"")
    head = head.removeprefix(_MARKS[0])
    if head.lstrip()[: len(_HTML[0])].lower().startswith(_HTML):
        return ".html"
    start = _PROLOGUE.match(head)
    root = _ROOT.match(head, start.end() if start else 0)
    if root is not None:
        name = root[1].lower()
        return ".xml" if name in _XML_ROOTS else ".html" if name == b"html" else None
    return None
