"""Pages without tags of hundreds of attributes: a parser's time grows with the square of them."""

from __future__ import annotations

import re
from collections.abc import Iterator

SMALL = 16_000  # characters of a page that no tag of it can make slow
MOST_ATTRIBUTES = 400  # of one tag: no one writes so many, and four hundred cost a parser nothing yet
_TAG_OR_START = re.compile(
    r"<!--|<[a-zA-Z/!?](?:[^<>\"']{0,400}+(?:\"[^\"<>]{0,4000}+\"|'[^'<>]{0,4000}+')?+){1,60}+>|<[a-zA-Z]"
)
_RAW = {tag: re.compile(f"</{tag}", re.IGNORECASE) for tag in ("script", "style", "textarea", "title")}
"""Elements whose text is no markup, and what ends them."""
_VALUE_OR_END = re.compile("=\\s{0,9}[\"']|>")
_VALUE = re.compile("=\\s{0,9}(?:\"[^\"]*\"|'[^']*')")
_NAME = re.compile(r"<[a-zA-Z][^\s/>\"']{0,60}")
_BETWEEN = re.compile(r"[\s/=\"']+")


def bounded(html: str) -> str:
    """Return a page in which no tag has more attributes than any honest one: of such a tag the name is left.

    One pass, whatever the page. What scripts and comments hold is no tag.

    >>> bounded("<p " + " ".join(f"a{n}=1" for n in range(9000)) + ">Rain.</p>")
    '<p>Rain.</p>'
    """
    return html if len(html) < SMALL else "".join(_pieces(html))


def _pieces(html: str) -> Iterator[str]:
    at = copied = 0
    while opening := _TAG_OR_START.search(html, at):
        at = opening.end()
        if opening.group() == "<!--":
            at = html.find("-->", at) + 1 or len(html)
            continue
        name = _NAME.match(html, opening.start())
        ending = _RAW.get(name.group()[1:].lower()) if name else None
        whole = at - opening.start() > 2  # a tag of the usual kind
        end = at if whole else _tag_end(html, at)
        if ending is not None:
            closing = ending.search(html, end)
            at = closing.start() if closing else len(html)
        if whole:
            continue
        if len(_BETWEEN.findall(_VALUE.sub("=", html[opening.end() : end]))) > 2 * MOST_ATTRIBUTES:
            yield html[copied : opening.start()]
            yield f"{name.group()}>" if name else ""
            copied = end
        at = max(at, end)
    yield html[copied:]


def _tag_end(html: str, at: int) -> int:
    """Return the offset behind the `>` that is in no quotation; of a tag that never ends the offset of the end."""
    while match := _VALUE_OR_END.search(html, at):
        if match.group() == ">":
            return match.end()
        closing = html.find(match.group()[-1], match.end())
        at = closing + 1 if closing >= 0 else match.end()
    return len(html)
