"""What an OPML file and a feed say: the feeds, and a feed's entries."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from wirecopy.addresses import without_tracking
from wirecopy.desk.watch.hosts import host_of, normal_url
from wirecopy.errors import UnreadableInput
from wirecopy.read import feed_items

MOST_ENTRIES = 500
LONGEST_URL = 2_000


def listed_feeds(path: str) -> tuple[str, ...]:
    """Return the addresses of the feeds an OPML file lists, each once; raise UnreadableInput where it lists none."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        root = etree.fromstring(Path(path).read_bytes(), parser)
    except (OSError, etree.XMLSyntaxError) as error:
        raise UnreadableInput(path, f"not read: {error}", "Give an OPML file or a folder.") from error
    urls = [line.get("xmlUrl") or "" for line in root.iter("outline")] if root is not None else []
    urls_listed = tuple(dict.fromkeys(normal_url(url) for url in urls if is_web(url.strip())))
    if not urls_listed:
        raise UnreadableInput(path, "it lists no feeds", "An OPML file has <outline xmlUrl=...> for each.")
    return urls_listed


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """What a feed says of a page: its address, and when and by whom it was written."""

    url: str
    published: str | None = None
    author: str | None = None


def feed_entries(url: str, content: bytes) -> tuple[FeedEntry, ...]:
    """Return the entries of a feed in its order, each page once; raise NotAFeed.

    >>> feed_entries("https://a.example/f", b"<rss><channel><item><link>/b?utm_id=1</link></item></channel></rss>")
    (FeedEntry(url='https://a.example/b', published=None, author=None),)
    """
    entries: dict[str, FeedEntry] = {}
    for item in islice(feed_items(url, content), MOST_ENTRIES):
        link = urljoin(url, item.url or "")
        if item.url and is_web(link):
            link = without_tracking(normal_url(link))
            entries.setdefault(link, FeedEntry(link, item.published, item.author))
    return tuple(entries.values())


def is_web(url: str) -> bool:
    """Return whether an address is one of a web page.

    >>> is_web("https://example.org/a"), is_web("file:///etc/passwd"), is_web("http://")
    (True, False, False)
    """
    if len(url) > LONGEST_URL:
        return False
    try:
        parts = urlsplit(url)
        return parts.scheme in ("http", "https") and bool(host_of(url)) and parts.port != 0
    except ValueError:
        return False
