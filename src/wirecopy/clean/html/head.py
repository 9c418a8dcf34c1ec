"""Meta tags and JSON-LD scripts read off the bytes of a page, without a tree: both parsers give them slowly."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

MAX_TAGS = 2_000
MAX_TAG = 5_000  # bytes; a longer meta tag holds no date and no name
_META = re.compile(rb"<meta\s", re.IGNORECASE)
_SCRIPT = re.compile(rb"<script\s([^<>]{0,2000})>", re.IGNORECASE)
_SCRIPT_END = re.compile(rb"</script", re.IGNORECASE)
_LANGUAGE = re.compile(rb"<html\s([^<>]{0,2000})>", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"([\w:.\-]{1,40})\s{0,5}=\s{0,5}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]{1,500}))")
_CHARSET = re.compile(rb"charset\s{0,5}=\s{0,5}[\"']?([\w\-]{2,30})", re.IGNORECASE)


def metas(source: bytes, encoding: str) -> Iterator[tuple[str, str]]:
    """Yield name and content of the meta tags.

    >>> list(metas(b'<META name="Author" content="Jane Roe">', "utf-8"))
    [('Author', 'Jane Roe')]
    """
    for count, match in enumerate(_META.finditer(source)):
        if count >= MAX_TAGS:
            return
        end = source.find(b">", match.end(), match.end() + MAX_TAG)
        stated = attributes(source[match.end() : end], encoding) if end > 0 else {}
        name = stated.get("property") or stated.get("name") or stated.get("itemprop")
        if name:
            yield name, stated.get("content", "")


def linked_data(source: bytes, encoding: str) -> Iterator[str]:
    """Yield the text of the JSON-LD scripts; what stands inside a script opens no other one."""
    at = 0
    for _ in range(MAX_TAGS):
        match = _SCRIPT.search(source, at)
        end = _SCRIPT_END.search(source, match.end()) if match else None
        if match is None or end is None:
            return
        if b"ld+json" in match[1].lower():
            yield source[match.end() : end.start()].decode(encoding, "replace")
        at = end.end()


def page_language(source: bytes, encoding: str) -> str | None:
    """Return the language attribute of the page."""
    match = _LANGUAGE.search(source, 0, MAX_TAG)
    return attributes(match[1], encoding).get("lang") if match else None


def attributes(tag: bytes, encoding: str) -> dict[str, str]:
    """Return the attributes of a tag, the first of a name, character references resolved."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(tag.decode(encoding, "replace")):
        found.setdefault(match[1].lower(), unescape(match[2] or match[3] or match[4] or ""))
    return found
