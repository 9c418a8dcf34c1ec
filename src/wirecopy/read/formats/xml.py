"""XML of news: feeds (RSS, Atom), NewsML-G2, NewsML 1 and NITF, told apart by their root element."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from wirecopy.options import ReadOptions
from wirecopy.read.decode import NotText
from wirecopy.read.news import feed, g2, newsml1, nitf
from wirecopy.read.news.item import NewsItem, item_pages
from wirecopy.read.news.xml import NotXml, name, xml_root
from wirecopy.read.page import row_uri, too_long
from wirecopy.read.streams import DAMAGED, read_bounded
from wirecopy.types import Page, Rejected

EXTENSIONS = (".xml", ".rss", ".atom", ".rdf", ".newsml", ".newsmlg2", ".g2", ".nitf")

_Reader = Callable[[Any], Iterator[NewsItem]]
_READERS: dict[str, _Reader] = {
    **dict.fromkeys(feed.ROOTS, feed.items), **dict.fromkeys(g2.ROOTS, g2.items),
    **dict.fromkeys(newsml1.ROOTS, newsml1.items), **dict.fromkeys(nitf.ROOTS, nitf.items),
}  # fmt: skip


def pages(path: str, options: ReadOptions) -> Iterator[Page | Rejected]:
    """Yield the page of each item; broken XML, XML of no news and items without a text are rejected."""
    try:
        content = read_bounded(path, options)
        items = _items(content) if content is not None else too_long(options)
    except DAMAGED as error:
        items = f"damaged packing: {error}"
    except (NotXml, NotText) as error:
        items = f"no XML: {error}"
    if isinstance(items, str):
        yield Rejected(row_uri(path, None, None), "read", items)
        return
    yield from item_pages(path, items, options)


def _items(content: bytes) -> Iterator[NewsItem] | str:
    root = xml_root(content)
    reader = _READERS.get(name(root))
    if reader is None:
        return f"XML of no news: its root is {name(root)[:40] or 'no element'}, not one of {', '.join(_READERS)}"
    items = list(reader(root))
    return iter(items) if items else f"no item in the {name(root)}"
