"""JSON Feed, versions 1 and 1.1: each of its items."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from wirecopy.read.news.feed import absolute
from wirecopy.read.news.item import NewsItem
from wirecopy.read.rows import fact

_VERSION = "jsonfeed.org/version"


def is_feed(value: Mapping[str, Any]) -> bool:
    """Return whether an object is a JSON Feed.

    >>> is_feed({"version": "https://jsonfeed.org/version/1.1", "items": []})
    True
    """
    return _VERSION in str(value.get("version"))[:200] and isinstance(value.get("items"), list)


def items(feed: Mapping[str, Any], base: str | None = None) -> Iterator[NewsItem]:
    """Yield every item of a feed; `base` is the feed's own address."""
    home, house = fact(feed.get("home_page_url")) or base, _authors(feed)
    for entry in feed["items"]:
        if isinstance(entry, Mapping):
            yield _item(entry, home, house, fact(feed.get("language")))


def _item(entry: Mapping[str, Any], home: str | None, house: str | None, language: str | None) -> NewsItem:
    texts = (entry.get(key) for key in ("content_html", "content_text", "summary"))
    published, changed = fact(entry.get("date_published")), fact(entry.get("date_modified"))
    return NewsItem(
        text=next((text for text in texts if isinstance(text, str) and text.strip()), None),
        id=fact(entry.get("id")),
        url=absolute(fact(entry.get("url")) or fact(entry.get("external_url")), home),
        title=fact(entry.get("title")),
        published=published or changed,
        updated=changed,
        author=_authors(entry) or house,
        language=fact(entry.get("language")) or language,
    )


def _authors(stated: Mapping[str, Any]) -> str | None:
    several = stated.get("authors")
    people = several if isinstance(several, list) else [stated.get("author")]
    names = (fact(person.get("name")) for person in people if isinstance(person, Mapping))
    return ", ".join(filter(None, names)) or None
