"""HTML sources to the text an extractor holds for the article: trafilatura, precise, or resiliparse, fast."""

from __future__ import annotations

import logging
from typing import Any, NamedTuple, Protocol

from wirecopy.clean.html.attribute_limit import bounded
from wirecopy.clean.html.blocks import Blocks
from wirecopy.clean.html.metadata import SourceMetadata, page_facts
from wirecopy.errors import BadOption, MissingExtra

MAX_SOURCE = 8_000_000  # bytes; a longer source is cleaned from its visible text alone
LITTLE = 0.4
"""Where the quick extraction gives less than this of what a page's paragraphs tell, the slow one is asked too."""
FEW = 500
"""Characters of a text, or of a page's paragraphs, that are too few to go by."""


class Extraction(NamedTuple):
    """What a source gave: the article's text (null: nothing found) and what the page states of itself."""

    text: str | None = None
    facts: SourceMetadata = SourceMetadata()
    blocks: Blocks | None = None


class Extractor(Protocol):
    """Takes a page's saved bytes and its address, and never raises."""

    def __call__(self, source: bytes, url: str | None = None) -> Extraction:
        """Return what the source gave."""
        ...


def load_extractor(name: str) -> Extractor:
    """Return an extractor by name. Raises MissingExtra when it is not installed."""
    if name == "trafilatura":
        return _trafilatura
    if name != "resiliparse":
        raise BadOption("extractor", name, "one of: trafilatura, resiliparse")
    try:
        import resiliparse.extract.html2text  # noqa: F401
    except ImportError as error:
        raise MissingExtra("resiliparse", "bulk") from error
    return _resiliparse


def _trafilatura(source: bytes, url: str | None = None) -> Extraction:
    if len(source) > MAX_SOURCE:
        return Extraction()
    import trafilatura
    from trafilatura.utils import decode_file

    logging.getLogger("trafilatura").addHandler(logging.NullHandler())
    facts = SourceMetadata()
    try:
        html = decode_file(source)
        facts = page_facts(html, url)
        tree = _tree(bounded(html))
        if tree is None:
            return Extraction(None, facts)
        blocks = Blocks(tree)
        text = trafilatura.extract(tree, favor_precision=True, include_comments=False, fast=True)
        if len(text or "") < max(FEW, LITTLE * blocks.told) or blocks.told < FEW:
            text = trafilatura.extract(tree, favor_precision=True, include_comments=False)
    except Exception:
        return Extraction(None, facts)
    return Extraction(text or None, facts, blocks)


def _tree(html: str) -> Any:
    """Return the tree of a page, all of its elements of one class.

    lxml's own parser asks Python for the class of every element that is touched, which costs more than the touching.
    """
    from lxml.etree import ElementDefaultClassLookup
    from lxml.html import HtmlComment, HtmlElement, HtmlEntity, HTMLParser, HtmlProcessingInstruction, fromstring
    from trafilatura.utils import load_html, repair_faulty_html

    parser = HTMLParser(
        collect_ids=False, default_doctype=False, encoding="utf-8", remove_comments=True, remove_pis=True
    )
    parser.set_element_class_lookup(
        ElementDefaultClassLookup(HtmlElement, HtmlComment, HtmlProcessingInstruction, HtmlEntity)
    )
    beginning = html[:50].lower()
    if "html" in beginning:
        try:
            tree = fromstring(repair_faulty_html(html, beginning), parser=parser)
        except ValueError:  # a text that states another encoding
            tree = ()
        if len(tree):
            return tree
    return load_html(html)


def _resiliparse(source: bytes, url: str | None = None) -> Extraction:
    if len(source) > MAX_SOURCE:
        return Extraction()
    from resiliparse.extract.html2text import extract_plain_text
    from resiliparse.parse.encoding import bytes_to_str, detect_encoding
    from resiliparse.parse.html import HTMLTree

    encoding = detect_encoding(source) or "utf-8"
    facts = SourceMetadata()
    try:
        facts = page_facts(bytes_to_str(source, encoding), url)
        tree: Any = HTMLTree.parse(bounded(bytes_to_str(source, encoding)))
        text = extract_plain_text(tree, main_content=True, alt_texts=False, links=False)
    except Exception:
        return Extraction(None, facts)
    return Extraction(text or None, facts)
