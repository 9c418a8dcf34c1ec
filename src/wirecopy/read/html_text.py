"""The full visible text of an HTML page, one line per block, in page order."""

from __future__ import annotations

from dataclasses import dataclass

from wirecopy.read.html_lines import MAX_DEPTH, TooDeep, VisibleLines
from wirecopy.read.html_scan import scan
from wirecopy.read.outlet import url_host

_CHUNK = 1 << 16


@dataclass(frozen=True, slots=True)
class VisibleText:
    """What a page shows, and what its head says of it."""

    text: str
    title: str | None
    """og:title, else the title element."""
    url: str | None
    """The canonical link, else og:url, else the address a browser noted on saving."""
    site_url: str | None
    """The address that shows whose site it is: a canonical link may name the original on another site."""


def visible_text(html: str) -> VisibleText:
    """Return what a page shows: paragraphs apart by a blank line, blocks by a line end, cells by a tab.

    Inline tags do not break words; scripts, styles and hidden elements are left out; white space is folded
    (not in `pre`). Any string will do, in linear time.

    >>> visible_text("<h1>Storm</h1><p>W<b>or</b>d one<br>two <i hidden>no</i>").text
    'Storm\\n\\nWord one\\ntwo'
    """
    lines = _visible_lines(html)
    if lines is None or not lines.text():
        # too deep for any browser, or all swallowed (`<title/>` in a page that is really XML)
        rescued = VisibleLines()
        scan(html, rescued)
        lines = rescued if lines is None or rescued.text() else lines
    return _described(lines)


def _visible_lines(html: str) -> VisibleLines | None:
    from lxml import etree

    lines = VisibleLines(MAX_DEPTH)
    # Events only: no tree, so memory is bounded by the text. What encoding the page declares is done with.
    parser = etree.HTMLParser(target=lines, encoding="utf-8", huge_tree=True)
    encoded = html.encode("utf-8", "replace")
    try:
        # lxml raises a target's exception only at the end of a feed: small ones stop early
        for start in range(0, len(encoded), _CHUNK):
            parser.feed(encoded[start : start + _CHUNK])
        if encoded:
            parser.close()
    except (TooDeep, etree.LxmlError):
        return None
    return lines


def _described(lines: VisibleLines) -> VisibleText:
    meta = lines.meta
    title = " ".join((meta.get("og:title") or meta.get("title") or "").split()) or None
    canonical, shared, saved = (_address(meta.get(name)) for name in ("canonical", "og:url", "saved"))
    url = canonical or shared or saved
    return VisibleText(lines.text(), title, url, saved or shared or canonical)


def _address(stated: str | None) -> str | None:
    address = (stated or "").strip()
    absolute = address.startswith("//") or "://" in address[:8]
    return address if absolute and url_host(address) else None
