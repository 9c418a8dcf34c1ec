"""A feed as an address answers it: its items, or what the answer is instead."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from urllib.parse import urljoin

from wirecopy.read.decode import NotText
from wirecopy.read.news import feed, jsonfeed
from wirecopy.read.news.item import NewsItem
from wirecopy.read.news.xml import NotXml, name, xml_root
from wirecopy.read.signature import HEAD, format_by_head

MOST_HEAD = 200_000  # bytes of a page in which it may name its feed
_LINK = re.compile(r"<link\s[^<>]{1,2000}>", re.IGNORECASE)
_HREF = re.compile(r"href\s{0,3}=\s{0,3}[\"']?([^\"'\s>]{1,2000})", re.IGNORECASE)
_FEED_TYPES = ("application/rss+xml", "application/atom+xml", "application/feed+json")


class NotAFeed(ValueError):
    """What an address answers is no feed; the message says what it is."""


def feed_items(url: str, content: bytes) -> Iterator[NewsItem]:
    """Return the items of a feed in XML or JSON; raise NotAFeed.

    >>> [item.url for item in feed_items("https://a.example/f", b"<rss><item><link>/b</link></item></rss>")]
    ['https://a.example/b']
    """
    if content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"{":
        try:
            stated = json.loads(content)
        except (ValueError, RecursionError) as error:
            raise NotAFeed(f"broken JSON: {error}") from error
        if not isinstance(stated, dict) or not jsonfeed.is_feed(stated):
            raise NotAFeed("JSON that is no JSON Feed")
        return jsonfeed.items(stated, url)
    if format_by_head(content[:HEAD]) == ".html":
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
