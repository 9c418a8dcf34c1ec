"""What an OPML file and a feed say: the feeds, and the addresses of a feed's entries."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin, urlsplit

from wirecopy.errors import MissingExtra, UnreadableInput

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
    found = tuple(dict.fromkeys(url.strip() for url in urls if is_web(url.strip())))
    if not found:
        raise UnreadableInput(path, "it lists no feeds", "An OPML file has <outline xmlUrl=...> for each.")
    return found


def entry_urls(url: str, content: bytes) -> tuple[str, ...]:
    """Return the addresses of a feed's entries in its order; none where it is no feed."""
    try:
        import feedparser
    except ImportError as error:
        raise MissingExtra("feedparser", "desk") from error
    entries = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False).get("entries") or []
    links = (urljoin(url, str(entry.get("link") or "").strip()) for entry in entries[:MOST_ENTRIES])
    return tuple(dict.fromkeys(link.partition("#")[0] for link in links if is_web(link)))


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
