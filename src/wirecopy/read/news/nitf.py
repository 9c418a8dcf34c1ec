"""NITF (IPTC), versions 2 and 3: one item a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wirecopy.read.news.item import NewsItem
from wirecopy.read.news.xml import first, laid_out, name, outermost, text_of

ROOTS = ("nitf",)


def items(root: Any) -> Iterator[NewsItem]:
    """Yield every NITF document in a document."""
    return (nitf_item(element) for element in outermost(root, ROOTS))


def nitf_item(nitf: Any) -> NewsItem:
    """Return what a NITF document says and states."""
    head, data = first(nitf, "body.head"), first(nitf, "docdata")
    text = laid_out(body) if (body := first(nitf, "body.content")) is not None else None
    story = first(head, "story.date") if head is not None else None
    publication = first(nitf, "pubdata")
    return NewsItem(
        text=text,
        id=_attribute(first(data, "doc-id"), "id-string"),
        url=_attribute(publication, "ex-ref"),
        title=_title(nitf, head),
        outlet=_outlet(head, data, publication),
        published=_attribute(first(data, "date.issue"), "norm") or _attribute(story, "norm")
        or _attribute(publication, "date.publication"),
        updated=_attribute(first(data, "date.release"), "norm"),
        author=_author(first(head, "byline")),
        language=_language(nitf),
        dateline=text_of(first(head, "dateline")),
        status=_attribute(data, "management-status"),
        version=_attribute(first(data, "du-key"), "version"),
        note=_attribute(first(data, "ed-msg"), "info"),
    )  # fmt: skip


def _title(nitf: Any, head: Any) -> str | None:
    headline = text_of(first(head, "hl1")) or text_of(first(head, "hedline")) or text_of(first(nitf, "head", "title"))
    return headline or text_of(first(nitf, "title"))


def _outlet(head: Any, data: Any, publication: Any) -> str | None:
    holder = _attribute(first(data, "doc.copyright"), "holder")
    return _attribute(publication, "name") or text_of(first(head, "distributor")) or holder


def _author(byline: Any) -> str | None:
    """Return the people of a byline, without their title and house; the whole of it where it marks none."""
    people = [text_of(element) for element in byline.iter() if name(element) == "person"] if byline is not None else []
    return ", ".join(filter(None, people)) or text_of(byline)


def _language(nitf: Any) -> str | None:
    for element in (nitf, first(nitf, "body")):
        stated = (
            next((value for key, value in element.attrib.items() if key.endswith("lang")), None)
            if element is not None
            else None
        )
        if stated:
            return str(stated)
    return None


def _attribute(element: Any, wanted: str) -> str | None:
    return element.get(wanted) or None if element is not None else None
