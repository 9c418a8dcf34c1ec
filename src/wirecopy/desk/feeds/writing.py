"""A list of stories as Atom (RFC 4287), RSS 2.0 and JSON Feed 1.1: the headline, the three counts, the outlets."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from xml.etree import ElementTree as xml

from wirecopy.serve.views import Headline
from wirecopy.text.safe_text import clipped, in_line
from wirecopy.times import instant

ATOM = "http://www.w3.org/2005/Atom"
LONGEST = 300
OUTLETS = 12
_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Feed:
    """A list of stories to be told: its title, its own address, that of its page, and the root all addresses have."""

    title: str
    address: str
    page: str
    root: str
    stories: Sequence[Headline]

    @property
    def updated(self) -> datetime:
        """When the newest of its stories was last told."""
        return max(map(when, self.stories), default=datetime.fromtimestamp(0, UTC))

    def link(self, story: Headline) -> str:
        """Return the address of a story."""
        return f"{self.root}/story/{story.story_id}"


def when(story: Headline) -> datetime:
    """Return when a story was last told, 1970 where no page says."""
    time = instant(story.last_published) or instant(story.first_published) or 0.0
    return datetime.fromtimestamp(min(max(time, 0.0), 253_402_300_799.0), UTC)


def headline_line(story: Headline) -> str:
    """Return a story's counts, outlets, credits and differences in one line."""
    more = len(story.outlets) - OUTLETS
    outlets = ", ".join(story.outlets[:OUTLETS]) + (f" and {more} more" if more > 0 else "")
    parts = (
        story.counts, outlets, f"credit: {', '.join(story.agencies)}" if story.agencies else "",
        story.difference if story.differing else "",
    )  # fmt: skip
    return _plain(" · ".join(part for part in parts if part), 4 * LONGEST)


def atom(feed: Feed) -> bytes:
    """Return the feed as Atom."""
    root = xml.Element("feed", xmlns=ATOM)
    _add(root, "id", feed.address)
    _add(root, "title", feed.title)
    _add(root, "updated", feed.updated.isoformat())
    xml.SubElement(root, "link", rel="self", href=feed.address)
    xml.SubElement(root, "link", rel="alternate", href=feed.page)
    _add(xml.SubElement(root, "author"), "name", "wirecopy")
    for story in feed.stories:
        entry = xml.SubElement(root, "entry")
        _add(entry, "id", feed.link(story))
        _add(entry, "title", _plain(story.label))
        _add(entry, "updated", when(story).isoformat())
        xml.SubElement(entry, "link", rel="alternate", href=feed.link(story))
        _add(entry, "summary", headline_line(story))
    return _xml_bytes(root)


def rss(feed: Feed) -> bytes:
    """Return the feed as RSS."""
    root = xml.Element("rss", {"version": "2.0", "xmlns:atom": ATOM})
    channel = xml.SubElement(root, "channel")
    _add(channel, "title", feed.title)
    _add(channel, "link", feed.page)
    _add(channel, "description", "Stories of a news base, each counted once.")
    _add(channel, "lastBuildDate", format_datetime(feed.updated))
    xml.SubElement(channel, "atom:link", rel="self", href=feed.address)
    for story in feed.stories:
        item = xml.SubElement(channel, "item")
        _add(item, "title", _plain(story.label))
        _add(item, "link", feed.link(story))
        _add(item, "guid", feed.link(story))
        _add(item, "pubDate", format_datetime(when(story)))
        _add(item, "description", headline_line(story))
    return _xml_bytes(root)


def json_feed(feed: Feed) -> bytes:
    """Return the feed as JSON Feed; each item has the story's counts as numbers under `_wirecopy`."""
    items = [
        {
            "id": feed.link(story), "url": feed.link(story), "title": _plain(story.label),
            "content_text": headline_line(story),
            "date_published": when(story).isoformat(),
            "tags": [_plain(outlet, 80) for outlet in story.outlets[:OUTLETS]],
            "_wirecopy": {
                "story_id": story.story_id, "articles": story.articles, "texts": story.texts,
                "origins_low": story.origins_low, "origins_high": story.origins_high,
                "substantive_edits": story.substantive_edits,
            },
        }
        for story in feed.stories
    ]  # fmt: skip
    document = {
        "version": "https://jsonfeed.org/version/1.1", "title": feed.title, "home_page_url": feed.page,
        "feed_url": feed.address, "items": items,
    }  # fmt: skip
    return json.dumps(document, ensure_ascii=False).encode("utf-8", "replace")


def _add(parent: xml.Element, name: str, text: str) -> None:
    xml.SubElement(parent, name).text = _NOT_XML.sub("\ufffd", text)


def _plain(text: str, limit: int = LONGEST) -> str:
    return clipped(in_line(text), limit)


def _xml_bytes(root: xml.Element) -> bytes:
    return bytes(xml.tostring(root, encoding="utf-8", xml_declaration=True))
