"""Pages without tags of hundreds of attributes: a parser's time grows with the square of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

SMALL = 16_000  # characters of a page that no tag of it can make slow
MOST_ATTRIBUTES = 400  # of one tag: no one writes so many, and four hundred cost a parser nothing yet
_TAG_OR_START = re.compile(
    r"<[a-zA-Z/!?](?:[^<>\"']{0,400}+(?:\"[^\"<>]{0,4000}+\"|'[^'<>]{0,4000}+')?+){1,60}+>|<[a-zA-Z]"
)
_QUOTE_OR_END = re.compile("[>\"']")
_NAME = re.compile(r"<[a-zA-Z][^\s/>\"']{0,60}")
_BETWEEN = re.compile(r"[\s/=\"']+")


def bounded(html: str) -> str:
    """Return a page in which no tag has more attributes than any honest one: of such a tag the name is left.

    One pass, whatever the page. What scripts hold may be taken for tags.

    >>> bounded("<p " + " ".join(f"a{n}=1" for n in range(9000)) + ">Rain.</p>")
    '<p>Rain.</p>'
    """
    return html if len(html) < SMALL else "".join(_pieces(html))


def _pieces(html: str) -> Iterator[str]:
    at = copied = 0
    while found := _TAG_OR_START.search(html, at):
        at = found.end()
        if at - found.start() > 2:  # a whole tag of the usual kind
            continue
        end = _tag_end(html, at)
        if len(_BETWEEN.findall(html, at, end)) > 2 * MOST_ATTRIBUTES:
            name = _NAME.match(html, found.start())
            yield html[copied : found.start()]
            yield f"{name.group()}>" if name else ""
            copied = end
        at = end
    yield html[copied:]


def _tag_end(html: str, at: int) -> int:
    """Return the offset behind the `>` that is in no quotation; of a tag that never ends the offset of the end."""
    while found := _QUOTE_OR_END.search(html, at):
        if found.group() == ">":
            return found.end()
        closing = html.find(found.group(), found.end())
        at = closing + 1 if closing >= 0 else found.end()
    return len(html)
