"""The events of an HTML parser turned into lines of visible text."""

from __future__ import annotations

import re
from collections.abc import Mapping

MAX_DEPTH = 512
"""Browsers nest no deeper (Blink, WebKit); beyond it a parser's end tags cost time by the square."""

_NOTHING, _SPACE, _TAB, _LINE, _PARAGRAPH = range(5)
_GAPS = ("", " ", "\t", "\n", "\n\n")


def _names(names: str, gap: int) -> dict[str, int]:
    return dict.fromkeys(names.split(), gap)


# What stands between the text before and after a tag: the display types of the HTML standard.
_GAP = {
    **_names("p h1 h2 h3 h4 h5 h6 blockquote figure hr ol ul dl pre table xmp listing", _PARAGRAPH),
    **_names(
        "address article aside body caption center dd details dir div dt fieldset figcaption footer form"
        " frameset header hgroup html legend li main menu nav optgroup option search section select summary"
        " tbody textarea tfoot thead tr",
        _LINE,
    ),
    **_names("td th", _TAB),
    **_names("button canvas embed iframe img input meter object picture progress svg video audio", _SPACE),
}
_UNSEEN = frozenset(
    ("script", "style", "template", "noscript", "title", "noframes", "noembed", "iframe", "datalist", "rp",
     "desc", "metadata", "defs", "symbol", "audio", "video", "canvas")
)  # fmt: skip
_PREFORMATTED = frozenset(("pre", "xmp", "listing", "plaintext", "textarea"))
_NEVER_HIDDEN = frozenset(("html", "body"))  # scripts that hide the page until it is laid out show it again
_META = frozenset(("og:title", "og:url"))

_WHITE = re.compile(r"\s+")
_UNDISPLAYED = re.compile(r"display\s{0,9}:\s{0,9}none", re.IGNORECASE)
_SAVED_FROM = re.compile(r"\s{0,9}saved from url=\(\d{4,6}\)(\S{1,2000})")
_MAX_TITLE = 2000


class TooDeep(Exception):
    """The tags are nested deeper than the limit given."""


class VisibleLines:
    """Takes the events of a parser (its target interface) and keeps the text that shows.

    No stack is kept: a hidden element ends when its own tag has been closed as often as opened.
    """

    def __init__(self, max_depth: int | None = None) -> None:
        self.meta: dict[str, str] = {}
        self._pieces: list[str] = []
        self._gap = _NOTHING
        self._depth, self._max_depth = 0, max_depth
        self._unseen_tag, self._unseen_open = "", 0
        self._preformatted = 0
        self._svg = 0
        self._title: list[str] | None = None
        self._href = ""
        self._link_end: str | None = None

    def text(self) -> str:
        """Return the text so far."""
        return "".join(self._pieces)

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Take a start tag."""
        self._depth += 1
        if self._max_depth is not None and self._depth > self._max_depth:
            raise TooDeep
        if self._unseen_open:
            self._unseen_open += tag == self._unseen_tag
            return
        self._open_gap(tag, attributes)
        if tag in _UNSEEN or (attributes and _hidden(tag, attributes)):
            self._unseen_tag, self._unseen_open = tag, 1
        if tag == "title" and not self._svg and "title" not in self.meta:
            self._title = []
        elif tag == "meta" or tag == "link":
            self._note(tag, attributes)
        elif tag in _PREFORMATTED:
            self._preformatted += 1
        elif tag == "svg":
            self._svg += 1

    def end(self, tag: str) -> None:
        """Take an end tag."""
        self._depth -= 1
        if self._unseen_open:
            self._unseen_open -= tag == self._unseen_tag
            if self._title is not None and tag == "title":
                self.meta["title"] = "".join(self._title)[:_MAX_TITLE]
                self._title = None
            if self._unseen_open:
                return
        gap = _GAP.get(tag, _NOTHING)
        if gap > self._gap and tag not in ("td", "th"):
            self._gap = gap
        if tag in _PREFORMATTED:
            self._preformatted = max(0, self._preformatted - 1)
        elif tag == "svg":
            self._svg = max(0, self._svg - 1)
        elif tag == "a":
            self._link_end = self._href
        elif "-" in tag:
            self._gap = max(self._gap, _SPACE)

    def data(self, text: str) -> None:
        """Take a stretch of text."""
        if self._unseen_open:
            if self._title is not None and len(self._title) < _MAX_TITLE:
                self._title.append(text)
        elif self._preformatted:
            self._keep_lines(text.replace("\r\n", "\n").replace("\r", "\n"))
        else:
            folded = _WHITE.sub(" ", text)
            if folded[:1] == " ":
                self._gap = max(self._gap, _SPACE)
            words = folded.strip(" ")
            if words:
                self._show(words)
                self._gap = _SPACE if folded[-1] == " " else _NOTHING

    def comment(self, text: str) -> None:
        """Take a comment: a browser notes there where it saved a page from."""
        if len(self._pieces) == 0 and (match := _SAVED_FROM.match(text)):
            self.meta.setdefault("saved", match.group(1))

    def close(self) -> VisibleLines:
        """Return itself: the parser has ended."""
        return self

    def _open_gap(self, tag: str, attributes: Mapping[str, str]) -> None:
        gap = _GAP.get(tag, _NOTHING)
        if tag == "br":  # the second of two makes a paragraph
            gap = _LINE if self._gap < _LINE else _PARAGRAPH
        elif tag == "a":
            self._href = attributes.get("href", "")
            if self._link_end not in (None, self._href):
                gap = _SPACE  # two links side by side are two boxes; one link cut in two is one word
        elif "-" in tag:  # a custom element, laid out by its style sheet
            gap = _SPACE
        self._gap = max(self._gap, gap)

    def _show(self, words: str) -> None:
        if self._pieces and self._gap:
            self._pieces.append(_GAPS[self._gap])
        self._pieces.append(words)
        self._link_end = None

    def _keep_lines(self, text: str) -> None:
        shown = text.strip("\n")
        if not shown.strip():
            self._gap = max(self._gap, _line_gap(text.count("\n")))
            return
        self._gap = max(self._gap, _line_gap(len(text) - len(text.lstrip("\n"))))
        self._show(shown)
        self._gap = _line_gap(len(text) - len(text.rstrip("\n")))

    def _note(self, tag: str, attributes: Mapping[str, str]) -> None:
        if tag == "link":
            if "canonical" in attributes.get("rel", "").lower().split():
                self.meta.setdefault("canonical", attributes.get("href", ""))
            return
        name = (attributes.get("property") or attributes.get("name") or "").lower()
        if name in _META:
            self.meta.setdefault(name, attributes.get("content", ""))


def _hidden(tag: str, attributes: Mapping[str, str]) -> bool:
    if tag in _NEVER_HIDDEN:
        return False
    style = attributes.get("style")
    return "hidden" in attributes or bool(style and _UNDISPLAYED.search(style))


def _line_gap(line_ends: int) -> int:
    return (_NOTHING, _LINE, _PARAGRAPH)[min(2, line_ends)]
