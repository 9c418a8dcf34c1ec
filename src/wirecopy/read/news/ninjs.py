"""ninjs (IPTC), versions 1 to 3: items as JSON objects."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from wirecopy.read.news.item import NewsItem
from wirecopy.read.rows import fact

_KEYS = frozenset(
    ("body_html", "body_xhtml", "body_text", "bodies", "pubstatus", "versioncreated", "firstcreated", "headlines")
)
_BODIES = ("body_html", "body_xhtml", "body_text", "body_richhtml", "description_html", "description_text")


def is_ninjs(row: Mapping[str, Any]) -> bool:
    """Return whether an object has the names of ninjs.

    >>> is_ninjs({"uri": "urn:1", "type": "text", "headline": "Ferry", "body_html": "<p>Late</p>"})
    True
    """
    return len(_KEYS & row.keys()) >= 2 or (bool(_KEYS & row.keys()) and ("uri" in row or "guid" in row))


def ninjs_item(item: Mapping[str, Any]) -> NewsItem:
    """Return what an item says and states."""
    created = fact(item.get("firstcreated") or item.get("contentcreated"))
    changed = fact(item.get("versioncreated"))
    return NewsItem(
        text=_body(item),
        id=fact(item.get("uri") or item.get("guid")),
        url=next((a for key in ("canonicalurl", "url") if (a := fact(item.get(key)))), None) or _alternate(item),
        title=_headline(item),
        outlet=_names_of(item.get("infosources")) or fact(item.get("source")) or _names_of(item.get("organisation")),
        published=created or changed,
        updated=changed,
        author=fact(item.get("byline")) or _names_of(item.get("by")) or _people(item.get("person")),
        language=fact(item.get("language")),
        dateline=fact(item.get("located")) or fact(item.get("dateline")),
        status=fact(item.get("pubstatus")),
        version=fact(item.get("version")),
        embargoed=fact(item.get("embargoed")),
        note=fact(item.get("ednote")),
    )


def _body(item: Mapping[str, Any]) -> str | None:
    """Return the text of an item: `bodies` of version 2 and later, `body_html` and its kin before."""
    for body in _mappings(item.get("bodies")):
        if isinstance(body.get("value"), str) and body["value"].strip():
            return str(body["value"])
    return next((item[key] for key in _BODIES if isinstance(item.get(key), str) and item[key].strip()), None)


def _headline(item: Mapping[str, Any]) -> str | None:
    listed = (fact(headline.get("value")) for headline in _mappings(item.get("headlines")))
    return next(filter(None, listed), None) or fact(item.get("headline") or item.get("title"))


def _alternate(item: Mapping[str, Any]) -> str | None:
    stated = item.get("altids")
    return stated if isinstance(stated, str) and stated.startswith("http") else None


def _names_of(value: object) -> str | None:
    return next(filter(None, (fact(each.get("name")) for each in _mappings(value))), None)


def _people(value: object) -> str | None:
    """Return the people that wrote an item, of those it names."""
    writers = (each for each in _mappings(value) if fact(each.get("rel")) in ("author", "creator"))
    return ", ".join(filter(None, (fact(each.get("name")) for each in writers))) or None


def _mappings(value: object) -> Iterable[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, Mapping)] if isinstance(value, list) else ()
