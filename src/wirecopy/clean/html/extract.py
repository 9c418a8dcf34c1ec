"""HTML sources to the text an extractor holds for the article: trafilatura, precise, or resiliparse, fast."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from types import MappingProxyType
from typing import Any, NamedTuple

from wirecopy.clean.html.head import linked_data, metas, page_language
from wirecopy.clean.html.metadata import Facts, page_facts
from wirecopy.clean.html.paragraph_groups import Groups, paragraph_groups
from wirecopy.errors import BadOption, MissingExtra

MAX_SOURCE = 8_000_000  # bytes; a longer source is cleaned from its visible text alone
MAX_TAGS = 2_000


NO_GROUPS: Groups = MappingProxyType({})


class Extraction(NamedTuple):
    """What a source gave: the article's text (null: nothing found) and what the page states of itself."""

    text: str | None = None
    facts: Facts = Facts()
    groups: Groups = NO_GROUPS


Extractor = Callable[[bytes], Extraction]


def load_extractor(name: str) -> Extractor:
    """Return an extractor by name, which never raises. Raises MissingExtra when it is not installed."""
    if name == "trafilatura":
        return _trafilatura
    if name != "resiliparse":
        raise BadOption("extractor", name, "one of: trafilatura, resiliparse")
    try:
        import resiliparse.extract.html2text  # noqa: F401
    except ImportError as error:
        raise MissingExtra("resiliparse", "bulk") from error
    return _resiliparse


def _trafilatura(source: bytes) -> Extraction:
    if len(source) > MAX_SOURCE:
        return Extraction()
    import trafilatura
    from trafilatura.utils import load_html

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    try:
        tree: Any = load_html(source)
        if tree is None:
            return Extraction()
        facts = page_facts(_attributes(tree.iter("meta")), _scripts(tree.iter("script")), tree.get("lang"))
        groups = paragraph_groups(tree)
        text = trafilatura.extract(tree, favor_precision=True, include_comments=False)
    except Exception:
        return Extraction()
    return Extraction(text or None, facts, groups)


def _resiliparse(source: bytes) -> Extraction:
    if len(source) > MAX_SOURCE:
        return Extraction()
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import detect_encoding
    from resiliparse.parse.html import HTMLTree

    encoding = detect_encoding(source) or "utf-8"
    try:
        facts = page_facts(
            metas(source, encoding), linked_data(source, encoding), page_language(source, encoding)
        )  # fmt: skip
        tree: Any = HTMLTree.parse_from_bytes(source, encoding)
        text = extract_plain_text(tree, main_content=True, alt_texts=False, links=False)
    except Exception:
        return Extraction()
    return Extraction(text or None, facts)


def _attributes(tags: Iterable[Any]) -> Iterator[tuple[str, str]]:
    """Yield name and content of the meta tags."""
    for i, tag in enumerate(tags):
        if i >= MAX_TAGS:
            return
        name = tag.get("property") or tag.get("name") or tag.get("itemprop")
        if name:
            yield name, tag.get("content") or ""


def _scripts(tags: Iterable[Any]) -> Iterator[str]:
    """Yield the text of the JSON-LD scripts."""
    for i, tag in enumerate(tags):
        if i >= MAX_TAGS:
            return
        if "ld+json" in (tag.get("type") or "").lower() and tag.text:
            yield tag.text
