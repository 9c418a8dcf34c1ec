"""NewsML-G2 (IPTC): the news items of a message, or one item alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wirecopy.read.news.item import NewsItem
from wirecopy.read.news.nitf import nitf_item
from wirecopy.read.news.xml import all_texts, first, laid_out, name, outermost, text_of

ROOTS = ("newsmessage", "newsitem", "newsitems", "packageitem")


def items(root: Any) -> Iterator[NewsItem]:
    """Yield every news item of a document."""
    return (_item(element) for element in outermost(root, ("newsitem",)))


def _item(item: Any) -> NewsItem:
    inner = first(item, "nitf")
    nested = nitf_item(inner) if inner is not None else NewsItem()
    created = first(item, "contentcreated")
    language = first(item, "contentmeta", "language")
    return NewsItem(
        text=_text(item) or nested.text,
        id=item.get("guid"),
        url=_link(item) or nested.url,
        title=text_of(first(item, "headline")) or nested.title or text_of(first(item, "itemmeta", "title")),
        outlet=_element_name(first(item, "provider")) or _element_name(first(item, "infosource")) or nested.outlet,
        published=text_of(created) or text_of(first(item, "firstcreated")) or text_of(first(item, "versioncreated")),
        updated=text_of(first(item, "versioncreated")),
        author=all_texts(item, "by") or _creators(item) or nested.author,
        language=(language.get("tag") if language is not None else None) or nested.language,
        dateline=text_of(first(item, "contentmeta", "dateline"))
        or _element_name(first(item, "located"))
        or nested.dateline,
        status=_code(first(item, "pubstatus")) or nested.status,
        version=item.get("version"),
        embargoed=text_of(first(item, "embargoed")),
        note=text_of(first(item, "ednote")),
    )


def _text(item: Any) -> str | None:
    """Return the first text in the item's content: markup laid out, data as it is (it may hold markup)."""
    for element in item.iter():
        kind = name(element)
        if kind == "inlinedata" and (element.text or "").strip():
            return str(element.text).strip()
        if kind == "inlinexml":
            body = first(element, "body.content")
            text = laid_out(next(iter(filter(_exists, (body, first(element, "body")))), element))
            if text:
                return text
    return None


def _exists(element: Any) -> bool:
    return element is not None


def _element_name(element: Any) -> str | None:
    """Return the name an element gives, else what its code says (`literal`, the part behind `nprov:`)."""
    if element is None:
        return None
    return text_of(first(element, "name")) or element.get("literal") or _code(element)


def _code(element: Any) -> str | None:
    return ((element.get("qcode") or "").rpartition(":")[2] or None) if element is not None else None


def _creators(item: Any) -> str | None:
    """Return the people that made the item: a creator without a name that people have is the house."""
    meta = first(item, "contentmeta")
    makers = [element for element in meta.iter() if name(element) == "creator"] if meta is not None else []
    names = [text_of(first(maker, "name")) for maker in makers]
    return ", ".join(dict.fromkeys(creator for creator in names if creator and " " in creator)) or None


def _link(item: Any) -> str | None:
    """Return the web address of the item, where it has one."""
    stated = (element.get("href") for element in item.iter() if name(element) == "link")
    return next((href for href in stated if href and href.startswith(("http://", "https://"))), None)
