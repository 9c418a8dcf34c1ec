"""JSON-LD as pages have it: broken in the usual ways, nested, listed, referred to by id; and the article in it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from html import unescape
from itertools import islice
from typing import Any, NamedTuple

MAX_SCRIPTS = 20
MAX_SCRIPT_CHARS = 2_000_000  # live pages hold all their postings there
MAX_NODES = 2_000
MAX_PEOPLE = 20
MAX_TEXT = 1_000

Node = Mapping[str, Any]

# In other things than articles dates are those of a product, an event, a person.
_ARTICLES = frozenset(("BlogPosting", "Report", "LiveBlogPosting", "SocialMediaPosting", "DiscussionForumPosting"))
_PAGES = frozenset(
    ("WebPage", "ItemPage", "CreativeWork", "Review", "Recipe", "VideoObject", "PodcastEpisode", "MediaObject")
)
_INTO = ("@graph", "@list", "@set", "mainEntity", "mainEntityOfPage", "article", "about", "itemReviewed")
_OWN = ("mainEntity", "mainEntityOfPage", "article")
_STRING = r'"(?:[^"\\]|\\.)*(?:"|\Z)'
_COMMENT = re.compile(rf"{_STRING}|/\*[^*]*(?:\*(?!/)[^*]*)*(?:\*/|\Z)|//[^\n]*", re.DOTALL)
_LOOSE_COMMA = re.compile(rf"{_STRING}|,(?=\s*[}}\],])", re.DOTALL)
_BAD_ESCAPE = re.compile(r'\\(?![bfnrt"\\/u])|\\u(?![0-9a-fA-F]{4})')
_DECODER = json.JSONDecoder(strict=False)


class LinkedData(NamedTuple):
    """What a page's JSON-LD states of its article, unparsed."""

    title: str | None = None
    published: tuple[str, ...] = ()
    updated: tuple[str, ...] = ()
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    language: str | None = None
    canceled: bool = False


def linked_article(scripts: Iterable[str], title: str | None = None, url: str | None = None) -> LinkedData:
    """Return what JSON-LD scripts state of the page's own article, the one of that title or address if there are many.

    >>> linked_article(['{"@type": "NewsArticle", "author": {"name": {"name": "John Smiths"}},}']).authors
    ('John Smiths',)
    """
    nodes = [node for text in islice(scripts, MAX_SCRIPTS) for node in _nodes(script_values(text))][:MAX_NODES]
    named = {key: node for node in reversed(nodes) if isinstance(key := node.get("@id"), str) and len(node) > 1}
    articles = [
        node for node in nodes if _is(node, _ARTICLES) or any(kind.endswith("Article") for kind in _kinds(node))
    ]
    pages = [node for node in nodes if _is(node, _PAGES)]
    chosen = _chosen(articles, title, url)
    own = [chosen] if chosen else []
    own += [page for page in pages if chosen is None or page.get("mainEntity") or _is(page, frozenset(("WebPage",)))][
        :1
    ]
    if not own:
        return LinkedData()
    first = own[0]
    return LinkedData(
        title=_text(first.get("headline")) or _text(first.get("name")) if chosen else None,
        published=tuple(filter(None, (_text(node.get("datePublished") or node.get("uploadDate")) for node in own))),
        updated=tuple(filter(None, (_text(node.get("dateModified")) for node in own))),
        authors=_people(first.get("author") or first.get("creator"), named),
        publisher=next(iter(_people(first.get("publisher"), named)), None),
        language=_text(first.get("inLanguage")),
    )


def script_values(text: str) -> list[Any]:
    """Return the values of a JSON-LD script, however it is framed, in comments, with commas too many.

    >>> script_values('//<![CDATA[\\n{"a": [1, 2,], /* b */} ;\\n//]]>')
    [{'a': [1, 2]}]
    """
    if len(text) > MAX_SCRIPT_CHARS:
        return []
    try:
        return [json.loads(text, strict=False)]
    except (ValueError, RecursionError):
        pass
    if "&quot;" in text and '"' not in text:
        text = unescape(text)
    text = _LOOSE_COMMA.sub(_uncommented, _COMMENT.sub(_uncommented, _unframed(text)))
    values: list[Any] = []
    at = 0
    while at < len(text) and len(values) < MAX_SCRIPTS:
        try:
            value, at = _DECODER.raw_decode(text, at)
        except (ValueError, RecursionError):
            break
        values.append(value)
        while at < len(text) and text[at] in " \t\r\n,;":
            at += 1
    return values


def _unframed(text: str) -> str:
    """Return a script without what pages set around its JSON: comments and sections of older kinds of HTML."""
    text = text.replace("<![CDATA[", "").replace("]]>", "")
    starts = [at for at in (text.find("{"), text.find("[")) if at >= 0]
    return text[min(starts, default=0) : max(text.rfind("}"), text.rfind("]")) + 1]


def _uncommented(token: re.Match[str]) -> str:
    return _BAD_ESCAPE.sub("", token[0]) if token[0][0] == '"' else ""


def _nodes(values: list[Any]) -> Iterator[Node]:
    """Yield the objects that can be the page's article, outer ones first, their keys without vocabulary."""
    queue = list(values)
    for value in islice(queue, MAX_NODES):
        if isinstance(value, list):
            queue += value[:100]
        elif isinstance(value, dict):
            node = {_key(key): held for key, held in islice(value.items(), 200)}
            yield node
            queue += [node[key] for key in _INTO if isinstance(node.get(key), dict | list)]


def _key(key: str) -> str:
    return key if key[:1] == "@" else re.split(r"[:/#]", key[-80:])[-1]


def _kinds(node: Node) -> list[str]:
    kinds = node.get("@type") or node.get("type")
    return [_key(kind) for kind in (kinds if isinstance(kinds, list) else [kinds])[:10] if isinstance(kind, str)]


def _is(node: Node, kinds: frozenset[str]) -> bool:
    return not kinds.isdisjoint(_kinds(node))


def _chosen(articles: list[Node], title: str | None, url: str | None) -> Node | None:
    """Return the article that is the page's: by its title, its address, else the first."""
    dated = [article for article in articles if article.get("datePublished") or article.get("author")] or articles
    if len(dated) < 2:
        return dated[0] if dated else None
    for article in dated:
        headline = _letters(_text(article.get("headline")) or _text(article.get("name")))
        if title and headline and (headline in _letters(title) or _letters(title) in headline):
            return article
    for article in dated:
        addresses = [article.get(name) for name in ("url", "@id", "mainEntityOfPage")]
        held = [a.get("@id") if isinstance(a, dict) else a for a in addresses]
        if url and any(isinstance(a, str) and a.partition("#")[0].rstrip("/") == url.rstrip("/") for a in held):
            return article
    return dated[0]


def _letters(text: str | None) -> str:
    return "".join(sign for sign in (text or "").lower() if sign.isalnum())


def _text(value: Any, depth: int = 3) -> str | None:
    """Return the text of a value: itself, or what an object or a list says first."""
    if isinstance(value, str):
        return " ".join(unescape(value[:MAX_TEXT]).split()) or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    if depth and isinstance(value, list):
        return next(filter(None, (_text(each, depth - 1) for each in value[:5])), None)
    if depth and isinstance(value, dict):
        return next(
            filter(None, (_text(value.get(key), depth - 1) for key in ("@value", "name", "alternateName"))), None
        )
    return None


def _people(value: Any, named: Mapping[str, Node], depth: int = 4) -> tuple[str, ...]:
    """Return the names in a value: texts, objects with a name, references by id, lists of them, nested or not."""
    if isinstance(value, str):
        node = named.get(value)
        return _people(node, named, depth - 1) if node is not None and depth else tuple(filter(None, [_text(value)]))
    people: list[str] = []
    if isinstance(value, list):
        for each in value[:MAX_PEOPLE] if depth else ():
            people += _people(each, named, depth - 1)
    elif isinstance(value, Mapping) and depth:
        keys = {_key(key): held for key, held in islice(value.items(), 50)}
        stated = next((keys[key] for key in ("@list", "@set", "@value", "name") if keys.get(key)), None)
        if stated is None and {"givenName", "familyName"} <= keys.keys():
            stated = f"{_text(keys['givenName'])} {_text(keys['familyName'])}"
        if stated is None and isinstance(keys.get("@id"), str) and len(keys) <= 2:
            node = named.get(keys["@id"])
            return _people(node, named, depth - 1) if node is not None and node is not value else ()
        people += _people(stated, {}, depth - 1)
    return tuple(dict.fromkeys(name for name in people if name))[:MAX_PEOPLE]
