"""RSS and Atom files: an entry's full content, else its summary, a page each. Needs `wirecopy[feeds]`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wirecopy.errors import MissingExtra
from wirecopy.options import ReadOptions
from wirecopy.read.page import Found, build_page, row_uri, storable, too_long
from wirecopy.read.rows import html_found
from wirecopy.read.streams import DAMAGED, read_bounded
from wirecopy.types import Page, Rejected

EXTENSIONS = (".rss", ".atom", ".rss.xml", ".atom.xml", ".feed.xml", ".rss.gz", ".atom.gz")


def pages(path: str, options: ReadOptions) -> Iterator[Page | Rejected]:
    """Yield the page of each entry; one without text is rejected by its number."""
    try:
        import feedparser
    except ImportError as error:
        raise MissingExtra("feedparser", "feeds") from error
    try:
        content = read_bounded(path, options)
    except DAMAGED as error:
        yield Rejected(row_uri(path, None, None), "read", f"damaged gz: {error}")
        return
    if content is None:
        yield Rejected(row_uri(path, None, None), "read", too_long(options))
        return
    parsed = feedparser.parse(content, sanitize_html=False, resolve_relative_uris=False)
    entries = parsed.get("entries") or []
    if not entries:
        why = parsed.get("bozo_exception")
        yield Rejected(row_uri(path, None, None), "read", f"no entries in the feed{f': {why}' if why else ''}")
        return
    for number, entry in enumerate(entries, 1):
        yield _page(path, entry, number, options)


def _page(path: str, entry: Any, number: int, options: ReadOptions) -> Page | Rejected:
    bodies = [*(entry.get("content") or []), entry.get("summary_detail") or {}]
    body = next((each for each in bodies if each.get("value")), None)
    if body is None:
        return Rejected(row_uri(path, _text(entry.get("id")), number), "read", "no text in the entry")
    markup = body.get("type") in ("text/html", "application/xhtml+xml")
    found = html_found(path, str(body["value"]), number) if markup else Found(path, storable(str(body["value"])))
    # a snippet has no page around it: its text alone is the page, and no extractor looks for an article in it
    return build_page(
        Found(
            path, found.raw, number=number, external_id=_text(entry.get("id")), url=_text(entry.get("link")),
            site_url=_text(entry.get("link")), title=_text(entry.get("title")),
            published=_text(entry.get("published") or entry.get("updated")),
        ),
        options,
    )  # fmt: skip


def _text(value: object) -> str | None:
    return storable(" ".join(str(value).split())) or None if value else None
