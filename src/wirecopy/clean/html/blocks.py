"""The blocks of an HTML page: which element holds a line, in which boxes it stands, what they are called, its links."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Set
from itertools import islice
from typing import Any, NamedTuple

from lxml.etree import XPath

MAX_BLOCKS = 5_000
MAX_CHARS = 20_000
MAX_READ = 10_000_000
"""Characters that are read in all: boxes in boxes hold the same text again and again."""
MAX_UP = 12
MAX_HEADS = 20
MAX_LATER = 3
"""Articles behind its own that an endless page shows at most."""
NAMED_UP = 3
MAX_NAME = 200
PARAGRAPH = 40
"""Characters from which the text of a paragraph counts for what a page tells."""
SOME, ALL = 1, 2
WHOLE = 0.8
"""The share of a block's text from which a link in it is all of it."""
HELD = (
    "p",
    "li",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "figcaption",
    "blockquote",
    "td",
    "dt",
    "dd",
    "div",
    "section",
    "a",
)
LOOSE = frozenset(("div", "section", "td", "dd"))
"""Elements that hold a line of their own or boxes with lines."""
_BOXES = frozenset(
    (
        "article",
        "main",
        "aside",
        "nav",
        "footer",
        "header",
        "figure",
        "form",
        "ul",
        "ol",
        "table",
        "blockquote",
        "details",
    )
)
_text_of = XPath("string()")
_WORD = re.compile(r"[a-z]{3,20}")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Around(NamedTuple):
    """What stands around a block: the kinds of box, words of the nearest ones' names, whether a link is around all."""

    boxes: tuple[str, ...]
    names: tuple[str, ...]
    linked: bool
    number: int
    own: str | None
    """Tag and name of the nearest box with a name."""
    form: str
    """Tag and class of the nearest box."""


class PageBlock(NamedTuple):
    """An element that holds a line."""

    tag: str
    linked: int
    """Whether a link is in it: none, `SOME`, or `ALL` of it is one."""
    form: str
    """Its tag and class with those of its parent: what paragraphs of one text share."""
    names: tuple[str, ...]
    around: Around


class Blocks:
    """The blocks of a page's tree by their text; each is looked at where it is asked for.

    >>> from lxml.html import fromstring
    >>> blocks = Blocks(fromstring("<main><p class=lead>The bank <a>rose</a> today.</p></main>"))
    >>> blocks.of("The bank rose today.").form
    'p.lead main.'
    """

    def __init__(self, tree: Any) -> None:
        """Find every element of the tree that can hold a line."""
        self._held: dict[str, list[Any]] = defaultdict(list)
        self._around: dict[Any, Around] = {}
        self._blocks: dict[Any, PageBlock] = {}
        self._named: dict[str, tuple[str, ...]] = {}
        heads: list[tuple[str, Any]] = []
        self.told = 0
        """Letters and signs of its paragraphs."""
        read = 0
        for element in islice(tree.iter(*HELD), MAX_BLOCKS):
            tag = element.tag
            if tag in LOOSE and len(element) and (element.text is None or element.text.isspace()):
                continue
            if tag == "a" and getattr(element.getparent(), "tag", None) not in LOOSE:
                continue
            text = _text_of(element)
            read += len(text)
            if read > MAX_READ:
                break
            if len(text) <= MAX_CHARS and (key := "".join(text.split())):
                self.told += len(key) if tag == "p" and len(key) >= PARAGRAPH else 0
                self._held[key].append(element)
                if tag == "h1" and len(heads) < MAX_HEADS:
                    heads.append((key, next(element.iterancestors("article"), None)))
        self._heads = heads

    def of(self, text: str, place: int = 0) -> PageBlock | None:
        """Return the block of a line, the one at this place of all that show its text; null for one of no block."""
        key = "".join(text.split())
        held = self._held.get(key)
        if not held:
            return None
        element = held[min(place, len(held) - 1)]
        block = self._blocks.get(element)
        if block is None:
            block = self._blocks[element] = self._block(element, len(key))
        return block

    def later_articles(self, title: str | None) -> frozenset[Any]:
        """Return the elements of articles whose first-level heading stands behind the page's own and apart from it.

        None where no heading is the title, and where there are more than a page loads: slides have headings too.

        >>> from lxml.html import fromstring
        >>> page = "<main><article><h1>Ferry</h1><p>One</p></article><article><h1>Whale</h1><p>Two</p></article></main>"
        >>> len(Blocks(fromstring(page)).later_articles("Ferry"))
        1
        """
        wanted = "".join((title or "").split())
        titled = [place for place, (key, _) in enumerate(self._heads) if key == wanted]
        if not titled:
            return frozenset()
        behind = frozenset(article for _, article in self._heads[titled[0] + 1 :] if article is not None)
        before = [article for _, article in self._heads[: titled[0] + 1]]
        before += [self._heads[place][1] for place in titled]
        later = behind.difference(before)
        return later if len(later) <= MAX_LATER else frozenset()

    def is_within(self, text: str, place: int, boxes: Set[Any]) -> bool:
        """Return whether the block of a line, of several that show its text the one at this place, is in such a box."""
        held = self._held.get("".join(text.split()))
        if not held:
            return False
        return any(box in boxes for box in held[min(place, len(held) - 1)].iterancestors("article"))

    def _block(self, element: Any, size: int) -> PageBlock:
        parent, tag = element.getparent(), element.tag
        near = self._around.get(parent) or self._look_around(parent)
        link = next(element.iter("a"), None) if len(element) else None
        whole = tag == "a" or near.linked
        if link is not None and not whole:
            whole = WHOLE * size <= len("".join(_text_of(link).split()))
        form = f"{tag}.{element.get('class') or ''} {near.form}"
        return PageBlock(tag, ALL if whole else SOME * (link is not None), form, self._names(element), near)

    def _names(self, element: Any) -> tuple[str, ...]:
        """Return the words that the class, the id and the role of an element are made of."""
        stated = [value[:MAX_NAME] for name in ("class", "id", "itemprop", "role") if (value := element.get(name))]
        if not stated:
            return ()
        joined = " ".join(stated)
        names = self._named.get(joined)
        if names is None:
            names = tuple(dict.fromkeys(_WORD.findall(_CAMEL.sub(" ", joined).lower())))
            self._named[joined] = names
        return names

    def _look_around(self, element: Any) -> Around:
        """Return what stands around the blocks of an element, itself among it."""
        boxes: list[str] = []
        names: list[str] = []
        linked, at, own = False, element, None
        for step in range(MAX_UP):
            if at is None or not isinstance(at.tag, str):
                break
            if at.tag in _BOXES:
                boxes.append(at.tag)
            if step < NAMED_UP:
                names += self._names(at)
                own = own or _own_name(at)
            linked |= at.tag == "a"
            at = at.getparent()
        around = Around(
            tuple(dict.fromkeys(boxes)), tuple(dict.fromkeys(names)), linked, len(self._around), own, _form(element)
        )
        self._around[element] = around
        return around


def _form(element: Any) -> str:
    return f"{element.tag}.{element.get('class') or ''}" if element is not None and isinstance(element.tag, str) else ""


def _own_name(element: Any) -> str | None:
    name = element.get("class") or element.get("itemprop")
    return f"{element.tag}.{' '.join(name[:MAX_NAME].split())}" if name else None
