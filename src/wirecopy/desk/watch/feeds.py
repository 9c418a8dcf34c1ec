"""What an OPML file and a feed say: the feeds, and a feed's entries."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from wirecopy.addresses import without_tracking
from wirecopy.errors import UnreadableInput
from wirecopy.read.decode import NotText
from wirecopy.read.news import feed, jsonfeed
from wirecopy.read.news.item import Item
from wirecopy.read.news.xml import NotXml, name, xml_root
from wirecopy.read.signature import HEAD, told_by_head

MOST_ENTRIES = 500
LONGEST_URL = 2_000
MOST_HEAD = 200_000  # bytes of a page in which it may name its feed
_LINK = re.compile(r"<link\s[^<>]{1,2000}>", re.IGNORECASE)
_HREF = re.compile(r"href\s{0,3}=\s{0,3}[\"']?([^\"'\s>]{1,2000})", re.IGNORECASE)
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")


def listed_feeds(path: str) -> tuple[str, ...]:
    """Return the addresses of the feeds an OPML file lists, each once; raise UnreadableInput where it lists none."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(Path(path).read_bytes(), parser)
    except (OSError, etree.XMLSyntaxError) as error:
        raise UnreadableInput(path, f"not read: {error}", "Give an OPML file or a folder.") from error
    urls = [line.get("xmlUrl") or "" for line in root.iter("outline")] if root is not None else []
    found = tuple(dict.fromkeys(url.strip() for url in urls if is_web(url.strip())))
    if not found:
        raise UnreadableInput(path, "it lists no feeds", "An OPML file has <outline xmlUrl=...> for each.")
    return found


@dataclass(frozen=True, slots=True)
class Entry:
    """What a feed says of a page: its address, and when and by whom it was written."""

    url: str
    published: str | None = None
    author: str | None = None


class NotAFeed(ValueError):
    """What an address answers is no feed; the message says what it is."""


def feed_entries(url: str, content: bytes) -> tuple[Entry, ...]:
    """Return the entries of a feed in its order, each page once; raise NotAFeed.

    >>> feed_entries("https://a.example/f", b"<rss><channel><item><link>/b?utm_id=1</link></item></channel></rss>")
    (Entry(url='https://a.example/b', published=None, author=None),)
    """
    found: dict[str, Entry] = {}
    for item in islice(_items(url, content), MOST_ENTRIES):
        link = without_tracking(urljoin(url, item.url or ""))
        if item.url and is_web(link):
            found.setdefault(link, Entry(link, item.published, item.author))
    return tuple(found.values())


def _items(url: str, content: bytes) -> Iterator[Item]:
    """Return the items of a feed in XML or JSON; raise NotAFeed."""
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        try:
            stated = json.loads(content)
        except (ValueError, RecursionError) as error:
            raise NotAFeed(f"broken JSON: {error}") from error
        if not isinstance(stated, dict) or not jsonfeed.is_feed(stated):
            raise NotAFeed("JSON that is no JSON Feed")
        return jsonfeed.items(stated, url)
    if told_by_head(content[:HEAD]) == ".html":
        named = _named_feed(content)
        raise NotAFeed(f"an HTML page{f'; it names the feed {urljoin(url, named)}' if named else ''}")
    try:
        root = xml_root(content)
    except (NotXml, NotText) as error:
        raise NotAFeed(f"no XML: {error}") from error
    if name(root) not in feed.ROOTS:
        raise NotAFeed(f"XML of another kind: {name(root)[:40] or 'no element'}")
    return feed.items(root, url)


def _named_feed(content: bytes) -> str | None:
    """Return the feed that the head of a page links to."""
    for link in _LINK.finditer(content[:MOST_HEAD].decode("utf-8", "replace")):
        stated = link[0].lower()
        href = _HREF.search(link[0])
        if "alternate" in stated and any(kind in stated for kind in _FEED_TYPES) and href:
            return href[1]
    return None


def is_web(url: str) -> bool:
    """Return whether an address is one of a web page.

    >>> is_web("https://example.org/a"), is_web("file:///etc/passwd"), is_web("http://")
    (True, False, False)
    """
    if len(url) > LONGEST_URL:
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
