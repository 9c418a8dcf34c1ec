"""XML as the web has it: read strictly, else mended; what elements say; the text they hold, laid out."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from typing import Any

from wirecopy.read.decode import declared_charset, decode_text
from wirecopy.read.html_lines import VisibleLines

MAX_XML = 64_000_000
"""Bytes; a tree takes ten times as much memory."""

_DECLARATION = re.compile(r"<\?xml[^>]{0,200}\?>")
_MAX_BEFORE = 4096
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_AMPERSAND = re.compile(r"&(?!(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31};)?")
# What NITF and its kin call what HTML has another name for.
_AS_HTML = {
    "hl1": "h1", "hl2": "h2", "hedline": "div", "block": "div", "byline": "p", "dateline": "p", "distributor": "p",
    "abstract": "p", "media": "figure", "media-caption": "figcaption", "bq": "blockquote", "ol": "ol", "note": "aside",
    "lede": "p", "para": "p", "paragraph": "p", "datacontent": "div", "intro": "p", "title": "h1", "line": "div",
}  # fmt: skip


class NotXml(ValueError):
    """These bytes are no XML, and cannot be mended into any."""


def xml_root(content: bytes) -> Any:
    """Return the root element of a document; raise `NotXml`. Nothing but the document itself is reached.

    Where strict reading fails, what feeds get wrong is mended: control characters, bare ampersands, names of characters
    that only HTML knows, an encoding that is not the declared one, a program's messages before the declaration.
    """
    from lxml import etree

    if len(content) > MAX_XML:
        raise NotXml(f"longer than {MAX_XML} bytes: split it")
    safe = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": True, "encoding": "utf-8"}
    try:
        return etree.fromstring(content, etree.XMLParser(remove_comments=True, **{**safe, "encoding": None}))
    except (etree.LxmlError, ValueError):
        text = _mended(decode_text(content, declared_charset(content)))
    try:
        root = etree.fromstring(text.encode("utf-8"), etree.XMLParser(recover=True, remove_comments=True, **safe))
    except (etree.LxmlError, ValueError) as error:
        raise NotXml(" ".join(str(error).split())[:200]) from error
    if root is None:
        raise NotXml("no element")
    return root


def name(element: Any) -> str:
    """Return an element's name in lower case, without namespace or prefix; nothing for what is no element."""
    return element.tag.rpartition("}")[2].rpartition(":")[2].lower() if isinstance(element.tag, str) else ""


def outermost(root: Any, names: tuple[str, ...]) -> Iterator[Any]:
    """Yield the elements of those names that stand in no other of them, in order."""
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if name(element) in names:
            yield element
        else:
            waiting.extend(reversed(element))


def first(element: Any, *path: str) -> Any:
    """Return the first element that a path of names leads to, null for none."""
    for wanted in path:
        element = (
            next((descendant for descendant in element.iter() if name(descendant) == wanted), None)
            if element is not None
            else None
        )
    return element


def text_of(element: Any) -> str | None:
    """Return what an element says, in one line."""
    text = " ".join("".join(element.itertext()).split()) if element is not None else ""
    return text or None


def all_texts(element: Any, wanted: str) -> str | None:
    """Return what all elements of a name say, each once, with commas between."""
    texts = dict.fromkeys(filter(None, (text_of(inner) for inner in element.iter() if name(inner) == wanted)))
    return ", ".join(texts) or None


def laid_out(element: Any) -> str:
    """Return the text in an element as a browser shows it: of XHTML, NITF or bare text with or without breaks."""
    from lxml import etree

    lines = VisibleLines()
    for event, inner in etree.iterwalk(element, events=("start", "end")):
        tag = name(inner)
        tag = _AS_HTML.get(tag, tag)
        inside = inner is not element
        if event == "start":
            if inside and tag:
                lines.start(tag, {key.lower(): value for key, value in inner.attrib.items()})
            lines.data(inner.text or "")
        else:
            if inside and tag:
                lines.end(tag)
            if inside:
                lines.data(inner.tail or "")
    return lines.text()


def _mended(text: str) -> str:
    """Return the text of a document without what no XML may hold; sections of character data stay as they are."""
    pieces, at = [], 0
    declared = _DECLARATION.search(text, 0, _MAX_BEFORE)
    text = _CONTROLS.sub("", text[declared.end() :] if declared else text)
    while at < len(text):
        start = text.find("<![CDATA[", at)
        end = text.find("]]>", start) if start >= 0 else -1
        plain = text[at : start if end >= 0 else len(text)]
        pieces.append(_AMPERSAND.sub(_character, plain))
        if end < 0:
            break
        pieces.append(text[start : end + 3])
        at = end + 3
    return "".join(pieces)


def _character(match: re.Match[str]) -> str:
    """Return a reference that only HTML knows as its character, a bare ampersand as XML writes one."""
    character = html.unescape(match[0]) if match[1] else match[0]
    return character if character != match[0] and character not in "<&" else f"&amp;{match[1] or ''}"
