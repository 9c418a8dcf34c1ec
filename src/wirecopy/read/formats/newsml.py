"""NewsML-G2 files (IPTC): the news items of a message, or one item alone, a page each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from wirecopy.options import ReadOptions
from wirecopy.read.page import Found, build_page, row_uri, storable, too_long
from wirecopy.read.rows import html_found
from wirecopy.read.streams import DAMAGED, read_bounded
from wirecopy.types import Page, Rejected

EXTENSIONS = (".newsml", ".newsml.xml", ".newsmlg2", ".newsmlg2.xml", ".g2.xml", ".newsml.gz")

_BLOCKS = frozenset(("p", "hedline", "hl1", "hl2", "li", "h1", "h2", "h3", "h4", "block", "dateline", "byline", "div"))


def pages(path: str, options: ReadOptions) -> Iterator[Page | Rejected]:
    """Yield the page of each news item; broken XML and items without text are rejected."""
    from lxml import etree

    reason = None
    try:
        content = read_bounded(path, options)
        # no entities, no network: a file from the web must reach nothing but itself
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=True)
        root = etree.fromstring(content, parser) if content is not None else None
        reason = too_long(options) if content is None else None
    except DAMAGED as error:
        reason, root = f"damaged gz: {error}", None
    except (etree.LxmlError, ValueError) as error:
        reason, root = f"no NewsML-G2: {error}", None
    if root is None:
        yield Rejected(row_uri(path, None, None), "read", reason or "no NewsML-G2")
        return
    items = [element for element in root.iter() if _name(element) == "newsItem"]
    if not items:
        yield Rejected(row_uri(path, None, None), "read", "no newsItem in the file")
    for number, item in enumerate(items, 1):
        yield _page(path, item, number, options)


def _page(path: str, item: Any, number: int, options: ReadOptions) -> Page | Rejected:
    guid = item.get("guid")
    raw = _content(path, item)
    if not raw:
        return Rejected(row_uri(path, storable(guid) if guid else None, number), "read", "no text in the item")
    published = _text(item, "contentCreated") or _text(item, "firstCreated") or _text(item, "versionCreated")
    return build_page(
        Found(
            path, raw, number=number, external_id=storable(guid) if guid else None, title=_text(item, "headline"),
            published=published, outlet=_provider(item),
        ),
        options,
    )  # fmt: skip


def _content(path: str, item: Any) -> str:
    """Return the text of an item: NITF or XHTML as paragraphs apart by a blank line, plain text as it is."""
    for element in item.iter():
        if _name(element) == "inlineData" and (element.text or "").strip():
            kind = element.get("contenttype") or ""
            return html_found(path, element.text).raw if "html" in kind else storable(element.text.strip())
        if _name(element) == "inlineXML":
            body = next((inner for inner in element.iter() if _name(inner) in ("body.content", "body")), element)
            return storable("\n\n".join(_paragraphs(body)))
    return ""


def _paragraphs(body: Any) -> Iterator[str]:
    for element in body.iter():
        leaf = _name(element) in _BLOCKS and not any(_name(inner) in _BLOCKS for inner in element.iterdescendants())
        if leaf:
            text = " ".join("".join(element.itertext()).split())
            if text:
                yield text


def _text(item: Any, name: str) -> str | None:
    found = next((element for element in item.iter() if _name(element) == name), None)
    text = " ".join("".join(found.itertext()).split()) if found is not None else ""
    return storable(text) or None


def _provider(item: Any) -> str | None:
    """Return the provider's name, else what its code says (`literal`, the part behind `nprov:`)."""
    found = next((element for element in item.iter() if _name(element) == "provider"), None)
    if found is None:
        return None
    named = _text(found, "name")
    code = (found.get("literal") or found.get("qcode") or "").rpartition(":")[2]
    return named or storable(code) or None


def _name(element: Any) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
