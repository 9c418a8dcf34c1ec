"""NewsML 1 (IPTC): the news items of a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wirecopy.read.news.item import NewsItem
from wirecopy.read.news.nitf import nitf_item
from wirecopy.read.news.xml import first, laid_out, name, outermost, text_of

ROOTS = ("newsml",)
_TEXTS = ("text", "complextext", "")


def items(root: Any) -> Iterator[NewsItem]:
    """Yield every news item of a document."""
    return (_item(element) for element in outermost(root, ("newsitem",)))


def _item(item: Any) -> NewsItem:
    content = next(_contents(item), None)
    inner = first(content, "nitf") if content is not None else None
    nested = nitf_item(inner) if inner is not None else NewsItem()
    manager, lines = first(item, "newsmanagement"), first(item, "newslines")
    return NewsItem(
        text=nested.text or (_text(content) if content is not None else None),
        id=text_of(first(item, "publicidentifier")) or text_of(first(item, "newsitemid")),
        title=text_of(first(lines, "headline")) or nested.title,
        outlet=_formal(first(item, "provider", "party")) or _formal(first(item, "source", "party")) or nested.outlet,
        published=text_of(first(manager, "firstcreated")) or nested.published,
        updated=text_of(first(manager, "thisrevisioncreated")),
        author=text_of(first(lines, "byline")) or nested.author,
        language=_formal(first(item, "descriptivemetadata", "language")) or nested.language,
        dateline=text_of(first(lines, "dateline")) or nested.dateline,
        status=_formal(first(manager, "status")) or nested.status,
        version=text_of(first(item, "revisionid")),
        embargoed=_embargo(manager),
        note=text_of(first(item, "instruction")),
    )


def _contents(item: Any) -> Iterator[Any]:
    """Yield the content of the item that is text, where its kind is told, and holds some."""
    for content in item.iter():
        if name(content) == "contentitem" and (_formal(first(content, "mediatype")) or "").lower() in _TEXTS:
            data = first(content, "datacontent")
            if data is not None and text_of(data):
                yield data


def _text(data: Any) -> str:
    if not len(data):
        return data.text or ""
    body = first(data, "body")
    return laid_out(body if body is not None else data)


def _embargo(manager: Any) -> str | None:
    """Return when an item that is held back becomes usable."""
    held = (_formal(first(manager, "status")) or "").lower() == "embargoed"
    return text_of(first(manager, "statuswillchange", "dateandtime")) if held else None


def _formal(element: Any) -> str | None:
    return element.get("FormalName") or text_of(element) if element is not None else None
