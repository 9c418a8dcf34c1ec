"""Feeds in XML: RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom, each entry an item."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urljoin

from wirecopy.read.news.item import NewsItem
from wirecopy.read.news.xml import first, laid_out, name, outermost, text_of

ROOTS = ("rss", "feed", "rdf")
_TEXTS = ("encoded", "content", "fulltext", "description", "summary")
_PUBLISHED = ("pubdate", "published", "issued", "date", "created")
_UPDATED = ("updated", "modified", "lastmodified")
_AUTHORS = ("creator", "author", "contributor-name")
_MAILBOX = re.compile(r"^\S{1,200}@\S{1,200}\s{0,9}\((.{1,200})\)$|^(.{1,200}?)\s{0,9}<?\S{1,200}@\S{1,200}>?$")
_MAX_LINK = 2000


def items(root: Any, base: str | None = None) -> Iterator[NewsItem]:
    """Yield every entry of a feed; `base` is the feed's own address."""
    channel = root if name(root) == "feed" else first(root, "channel")
    home = _link(channel, base) if channel is not None else None
    language = _language(root, channel)
    return (_item(entry, home or base, language) for entry in outermost(root, ("item", "entry")))


def _item(entry: Any, base: str | None, language: str | None) -> NewsItem:
    parts: dict[str, list[Any]] = {}
    for element in entry:
        parts.setdefault(name(element), []).append(element)
    published, updated = _when(parts, _PUBLISHED), _when(parts, _UPDATED)
    identity = next(
        iter(filter(None, (text_of(part) for part in (*parts.get("guid", ()), *parts.get("id", ()))))), None
    )
    return NewsItem(
        text=_text(parts),
        id=identity,
        url=_link(entry, base) or _permalink(parts),
        title=text_of(next(iter(parts.get("title", ())), None)),
        published=published or updated,
        updated=updated,
        author=_authors(parts),
        language=text_of(next(iter(parts.get("language", ())), None)) or _xml_language(entry) or language,
    )


def _text(parts: dict[str, list[Any]]) -> str | None:
    """Return the fullest text an entry has, of its content before that of its summary."""
    for wanted in _TEXTS:
        for element in parts.get(wanted, ()):
            text = laid_out(element) if len(element) else element.text or ""
            if text.strip():
                return text
    return None


def _when(parts: dict[str, list[Any]], names: Iterable[str]) -> str | None:
    return next((text for wanted in names for part in parts.get(wanted, ()) if (text := text_of(part))), None)


def _authors(parts: dict[str, list[Any]]) -> str | None:
    """Return the people of an entry: those named, without the mail addresses that RSS asks for."""
    authors: list[str] = []
    for wanted in _AUTHORS:
        for element in parts.get(wanted, ()):
            stated = text_of(first(element, "name")) or text_of(element)
            mailbox = _MAILBOX.match(stated) if stated else None
            person = (mailbox[1] or mailbox[2]) if mailbox else stated
            if person and "@" not in person:
                authors.append(person.strip())
        if authors:
            break
    return ", ".join(dict.fromkeys(authors)) or None


def _link(entry: Any, base: str | None) -> str | None:
    """Return the web address of an entry: the one before a feed's counter, else its own, else its alternate."""
    original = alternate = None
    for element in entry:
        kind = name(element)
        if kind == "origlink":
            original = original or text_of(element)
        elif kind == "link" and element.get("rel", "alternate") == "alternate":
            alternate = alternate or element.get("href") or text_of(element)
    return absolute(original or alternate, absolute(entry.base, base) or base)


def _permalink(parts: dict[str, list[Any]]) -> str | None:
    for element in parts.get("guid", ()):
        stated = text_of(element)
        if stated and stated.startswith(("http://", "https://")) and element.get("isPermaLink", "true") != "false":
            return stated
    return None


def absolute(link: str | None, base: str | None) -> str | None:
    """Return an address, made whole by the one it stands under; null for none and for one that cannot be read.

    >>> absolute("/a1", "https://harbour.example/feed")
    'https://harbour.example/a1'
    """
    if not link or len(link) > _MAX_LINK:
        return None
    try:
        return str(urljoin(base, link.strip())) if base else link.strip()
    except ValueError:
        return None


def _language(root: Any, channel: Any) -> str | None:
    own = (
        next((text_of(element) for element in channel if name(element) == "language"), None)
        if channel is not None
        else None
    )
    return own or _xml_language(root)


def _xml_language(element: Any) -> str | None:
    stated: str | None = element.get("{http://www.w3.org/XML/1998/namespace}lang")
    return stated
