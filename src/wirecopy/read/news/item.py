"""One item of an agency or a feed, whatever format it came in, as a page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wirecopy.options import ReadOptions
from wirecopy.read.page import FormatPage, build_page, row_uri, storable
from wirecopy.types import Page, Rejected
from wirecopy.withdrawal import is_withdrawn

MAX_EMPTY = 100
"""So many items without a text are rejected one by one; the rest of a file in one row."""


@dataclass(frozen=True, slots=True)
class NewsItem:
    """What an item says and states. `text` may hold markup; a text is laid out when its page is built."""

    text: str | None = None
    id: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    updated: str | None = None
    author: str | None = None
    language: str | None = None
    dateline: str | None = None
    status: str | None = None
    version: str | None = None
    embargoed: str | None = None
    note: str | None = None
    """What its source says to editors."""


def item_pages(path: str, items: Iterable[NewsItem], options: ReadOptions) -> Iterator[Page | Rejected]:
    """Yield the page of each item; one without a text is rejected, and a notice that one is taken back is its text."""
    empty = 0
    for number, item in enumerate(items, 1):
        text = item.text if item.text and not item.text.isspace() else None
        if text is None and is_withdrawn(item.status):
            text = "\n\n".join(filter(None, (item.title, item.note))) or None
        if text is not None:
            yield _page(path, item, text, number, options)
            continue
        empty += 1
        if empty <= MAX_EMPTY:
            yield Rejected(row_uri(path, _clean(item.id), number), "read", "no text in the item", number)
    if empty > MAX_EMPTY:
        yield Rejected(row_uri(path, None, None), "read", f"{empty - MAX_EMPTY} further items without a text")


def _page(path: str, item: NewsItem, text: str, number: int, options: ReadOptions) -> Page | Rejected:
    url = _clean(item.url)
    return build_page(
        FormatPage(
            path, text, number=number, external_id=_clean(item.id), outlet=_clean(item.outlet), url=url, site_url=url,
            title=_clean(item.title), published=_clean(item.published), updated=_clean(item.updated),
            author=_clean(item.author), language=_clean(item.language), dateline=_clean(item.dateline),
            status=_clean(item.status), version=_clean(item.version), embargoed=_clean(item.embargoed),
        ),
        options,
    )  # fmt: skip


def _clean(text: str | None) -> str | None:
    return storable(" ".join(text.split())) or None if text else None
