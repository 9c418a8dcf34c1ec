"""What the head of an HTML page states: title, times, author, publisher, from JSON-LD and meta tags."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Any, NamedTuple

MAX_SCRIPTS = 20
MAX_SCRIPT_CHARS = 400_000
MAX_NODES = 2_000
MAX_META = 400
_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title")
_PUBLISHED = (
    "article:published_time", "og:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "dc.date.issued", "dcterms.created",    "dc.date", "date", "pubdate", "publish-date", "publication_date",
    "article.published", "cxenseparse:recs:publishtime",
)  # fmt: skip
_UPDATED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "lastmod",
    "article.updated",
)
_AUTHORS = ("author", "article:author_name", "parsely-author", "sailthru.author", "byl", "dc.creator")


class Facts(NamedTuple):
    """What a page's source states of itself, unparsed, each with where it stood."""

    title: str | None = None
    published: tuple[str, str] | None = None
    updated: tuple[str, str] | None = None
    author: str | None = None
    publisher: str | None = None
    language: str | None = None


def page_facts(metas: Iterable[tuple[str, str]], scripts: Iterable[str], language: str | None) -> Facts:
    """Return what a page states in its meta tags (name, content), its JSON-LD scripts and its language attribute.

    JSON-LD goes before meta tags, and only for a page's own article object.
    """
    named = _metas(metas)
    linked = next(_articles(scripts), {})
    return Facts(
        title=_text(linked.get("headline")) or _first(named, _TITLES),
        published=_sourced(_text(linked.get("datePublished")), "json-ld", _first(named, _PUBLISHED)),
        updated=_sourced(_text(linked.get("dateModified")), "json-ld", _first(named, _UPDATED)),
        author=_people(linked.get("author")) or _author(_first(named, _AUTHORS)),
        publisher=_people(linked.get("publisher")) or named.get("og:site_name"),
        language=(_text(language) or named.get("og:locale") or "")[:2].lower() or None,
    )


def _metas(tags: Iterable[tuple[str, str]]) -> dict[str, str]:
    found: dict[str, str] = {}
    for name, stated in islice(tags, MAX_META):
        content = " ".join(stated[:1000].split())
        if content:
            found.setdefault(name.lower()[:60], content)
    return found


def _articles(scripts: Iterable[str]) -> Iterator[dict[str, Any]]:
    """Yield the JSON-LD objects that are an article."""
    for text in islice(scripts, MAX_SCRIPTS):
        if len(text) > MAX_SCRIPT_CHARS:
            continue
        try:
            parsed = json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _walk(parsed)


def _walk(parsed: Any) -> Iterator[dict[str, Any]]:
    queue, seen = [parsed], 0
    while queue and seen < MAX_NODES:
        node = queue.pop(0)
        seen += 1
        if isinstance(node, list):
            queue += node[:100]
        elif isinstance(node, dict):
            kinds = node.get("@type")
            names = kinds if isinstance(kinds, list) else [kinds]
            if any(
                isinstance(name, str) and (name.endswith("Article") or name in ("BlogPosting", "Report"))
                for name in names
            ):
                yield node
            queue += [
                node[key]
                for key in ("@graph", "mainEntity", "mainEntityOfPage")
                if isinstance(node.get(key), dict | list)
            ]


def _first(metas: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((metas[name] for name in names if name in metas), None)


def _sourced(linked: str | None, source: str, meta: str | None) -> tuple[str, str] | None:
    if linked:
        return linked, source
    return (meta, "meta") if meta else None


def _text(value: Any) -> str | None:
    return " ".join(value[:1000].split()) or None if isinstance(value, str) else None


def _people(value: Any) -> str | None:
    people = value if isinstance(value, list) else [value]
    names = [_text(person.get("name") if isinstance(person, dict) else person) for person in people[:10]]
    return ", ".join(name for name in names if name and not name.startswith("http")) or None


def _author(text: str | None) -> str | None:
    if text is None or text.startswith("http") or len(text) > 200:
        return None
    return text[3:] if text[:3].lower() == "by " else text
