"""ninjs files (IPTC, versions 1 to 3): one news item, or a list of them, as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from wirecopy.options import ReadOptions
from wirecopy.read.decode import NotText, decode
from wirecopy.read.page import Found, build_page, row_uri, storable, too_long
from wirecopy.read.rows import fact, html_found
from wirecopy.read.streams import DAMAGED, read_bounded
from wirecopy.types import Page, Rejected

EXTENSIONS = (".ninjs", ".ninjs.json", ".ninjs.gz", ".ninjs.json.gz")

_HTML = ("text/html", "application/xhtml+xml")


def pages(path: str, options: ReadOptions) -> Iterator[Page | Rejected]:
    """Yield the page of each item; an item without a text is rejected."""
    try:
        content = read_bounded(path, options)
        items = _items(content) if content is not None else too_long(options)
    except (NotText, ValueError, RecursionError) as error:
        items = f"no ninjs: {error}"
    except DAMAGED as error:
        items = f"damaged gz: {error}"
    if isinstance(items, str):
        yield Rejected(row_uri(path, None, None), "read", items)
        return
    for number, item in enumerate(items, 1):
        yield _page(path, item, number, options)


def _items(content: bytes) -> list[Any]:
    parsed = json.loads(decode(content))
    return parsed if isinstance(parsed, list) else [parsed]


def _page(path: str, item: Any, number: int, options: ReadOptions) -> Page | Rejected:
    if not isinstance(item, Mapping):
        return Rejected(row_uri(path, None, number), "read", f"a JSON {type(item).__name__}, not an item")
    uri = fact(item.get("uri"))
    body, kind = _body(item)
    if body is None:
        return Rejected(row_uri(path, uri, number), "read", "no body in the item")
    html = kind in _HTML
    found = html_found(path, body, number) if html else Found(path, storable(body), number=number)
    url = next(
        (fact(item.get(name)) for name in ("canonicalurl", "url", "altids") if isinstance(item.get(name), str)), None
    )
    return build_page(
        Found(
            path, found.raw, number=number, external_id=uri, url=url, site_url=url, title=_headline(item),
            published=fact(item.get("firstcreated") or item.get("contentcreated") or item.get("versioncreated")),
            outlet=_provider(item),
        ),
        options,
    )  # fmt: skip


def _body(item: Mapping[str, Any]) -> tuple[str | None, str | None]:
    """Return the text of an item and its type: `bodies` of version 2 and later, `body_html`, `body_text` before."""
    for body in item.get("bodies") or ():
        if isinstance(body, Mapping) and isinstance(body.get("value"), str) and body["value"].strip():
            return body["value"], fact(body.get("contenttype") or body.get("contentType")) or "text/html"
    for name, kind in (("body_html", "text/html"), ("body_xhtml", "text/html"), ("body_text", "text/plain")):
        value = item.get(name)
        if isinstance(value, str) and value.strip():
            return value, kind
    return None, None


def _headline(item: Mapping[str, Any]) -> str | None:
    for headline in item.get("headlines") or ():
        if isinstance(headline, Mapping) and headline.get("value"):
            return fact(headline["value"])
    return fact(item.get("headline") or item.get("title"))


def _provider(item: Mapping[str, Any]) -> str | None:
    for source in item.get("infosources") or ():
        if isinstance(source, Mapping) and source.get("name"):
            return fact(source["name"])
    return None
