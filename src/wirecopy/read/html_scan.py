"""A scanner of tags that keeps no tree: for pages a parser will not take. One pass, whatever the input."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from typing import Protocol

_NAME = re.compile(r"/?([a-zA-Z][^\s/>]{0,63})")
_QUOTE_OR_END = re.compile("[>\"']")
_ATTRIBUTE = re.compile(r"([a-zA-Z:_-]{1,40})\s{0,9}=\s{0,9}(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]{1,2000}))")
_RAW = frozenset(
    ("script", "style", "title", "textarea", "noscript", "template", "iframe", "xmp", "noembed", "noframes")
)
_TELLING = frozenset(("meta", "link", "a"))
_TOLD = frozenset(("property", "name", "content", "rel", "href"))
_MAX_TAG = 4000
# No character, and Python refuses to read thousands of digits.
_LONG_NUMBER = re.compile(r"&#[xX]?[0-9a-fA-F]{8,};?")


class Target(Protocol):
    """What takes the events."""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None: ...  # noqa: D102
    def end(self, tag: str) -> None: ...  # noqa: D102
    def data(self, text: str) -> None: ...  # noqa: D102
    def comment(self, text: str) -> None: ...  # noqa: D102


def scan(source: str, target: Target) -> None:
    """Send the tags and texts of `source` to `target` in order; `hidden` and `style` are not looked at."""
    source = source.replace("\0", "\ufffd")
    at = 0
    while at < len(source):
        opened = source.find("<", at)
        if opened < 0:
            opened = len(source)
        if opened > at:
            target.data(unescaped(source[at:opened]))
        at = _markup(source, opened, target) if opened < len(source) else opened


def unescaped(text: str) -> str:
    """Return the text with character references read.

    >>> unescaped("AT&amp;T &mdash; &#8220;x&#8221;")
    'AT&T — “x”'
    """
    return html.unescape(_LONG_NUMBER.sub("\ufffd", text)) if "&" in text else text


def _markup(source: str, at: int, target: Target) -> int:
    """Send what begins with the `<` at `at`; return where it ends."""
    if source.startswith("<!--", at):
        end = source.find("-->", at + 4)
        target.comment(source[at + 4 : end if end >= 0 else at + _MAX_TAG])
        return end + 3 if end >= 0 else len(source)
    if source[at + 1 : at + 2] in ("!", "?"):
        end = source.find(">", at)
        return end + 1 if end >= 0 else len(source)
    name = _NAME.match(source, at + 1)
    if not name:
        target.data("<")
        return at + 1
    end = _tag_end(source, name.end())
    return _tag(source, name, end, target)


def _tag(source: str, name: re.Match[str], end: int, target: Target) -> int:
    tag = name.group(1).lower()
    if name.group().startswith("/"):
        target.end(tag)
        return end
    inside = source[name.end() : min(end, name.end() + _MAX_TAG)]
    target.start(tag, _attributes(inside) if tag in _TELLING else {})
    if tag in _RAW and not source.endswith("/>", 0, end):
        closing = re.compile(f"</{tag}", re.IGNORECASE).search(source, end)
        stop = closing.start() if closing else len(source)
        target.data(unescaped(source[end:stop]))
        end = _tag_end(source, stop) if closing else stop
        target.end(tag)
    elif tag in _RAW or source.endswith("/>", 0, end):
        target.end(tag)
    return end


def _tag_end(source: str, at: int) -> int:
    """Return the offset behind the `>` that is in no quotation; a tag that never ends takes the rest."""
    while match := _QUOTE_OR_END.search(source, at):
        if match.group() == ">":
            return match.end()
        closing = source.find(match.group(), match.end())
        if closing < 0:  # a stray mark, the last of its kind
            ended = source.find(">", match.end())
            return ended + 1 if ended >= 0 else len(source)
        at = closing + 1
    return len(source)


def _attributes(inside: str) -> dict[str, str]:
    return {
        match.group(1).lower(): unescaped(next((g for g in match.groups()[1:] if g is not None), ""))
        for match in _ATTRIBUTE.finditer(inside)
        if match.group(1).lower() in _TOLD
    }
