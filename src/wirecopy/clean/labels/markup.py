"""What the markup of an HTML page says of each line: its element, the boxes around it, its links, the extractor."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from wirecopy.clean.lines import Line

MAX_ELEMENTS = 8_000
MAX_CHARS = 20_000
MAX_UP = 9
NAMED_UP = 3
MAX_NAME = 120
_TAGS = {
    tag: number
    for number, tags in enumerate(
        ("p", "h1", "h2", "h3 h4 h5 h6", "li", "a", "figcaption caption", "blockquote", "td th", "dt dd", "div section",
         "article main", "span strong b em i", "time", "button label option"), 2)
    for tag in tags.split()
}  # fmt: skip
_OTHER = 1
BOXES = ("article", "main", "aside", "nav", "footer", "header", "figure", "form", "ul ol", "table", "blockquote")
_BOX_OF = {tag: number for number, tags in enumerate(BOXES) for tag in tags.split()}
_SHARES = np.array([0.0001, 0.05, 0.2, 0.5, 0.8])
_LINKED = 4
MARKUP: Mapping[str, int] = {
    "element": max(_TAGS.values()) + 1,
    "links": _LINKED,
    "extractor": 4,
    "share of the text in its box": len(_SHARES) + 1,
    "share of the text in the box around": len(_SHARES) + 1,
    "kept lines above": 5,
    "kept lines below": 5,
    **{f"in {box.split()[0]}": 2 for box in BOXES},
}
_BLOCKS = tuple(tag for tag, number in _TAGS.items() if number < 13)
_LOOSE = frozenset(("div", "section", "article", "main", "td", "th", "dd", "li", "span"))
_WORD = re.compile(r"[a-z]{3,20}")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Box(NamedTuple):
    """An element that holds a line, as far as the labeller goes by it."""

    tag: int
    linked: int
    """0 no link in it, 1 one or more, 2 all of it."""
    boxes: int
    """The kinds of box around it, one bit each."""
    names: tuple[str, ...]
    parent: int
    outer: int


class Markup(NamedTuple):
    """The markup of every line: columns as in `MARKUP`, and names of the boxes around it."""

    columns: npt.NDArray[np.int32]
    names: Sequence[Sequence[str]]


Boxes = Mapping[str, Sequence[Box]]
"""A text without its white space -> the boxes that hold it, in page order."""


def boxes_of(tree: Any) -> Boxes:
    """Return the boxes of every text that an element of the tree holds by itself, in page order.

    A text's key is its characters without white space.
    """
    found: dict[str, list[Box]] = defaultdict(list)
    around: dict[Any, tuple[int, tuple[str, ...]]] = {}
    numbers: dict[Any, int] = {}
    for count, element in enumerate(tree.iter(*_BLOCKS)):
        if count >= MAX_ELEMENTS:
            break
        tag = element.tag
        if tag in _LOOSE and len(element) and not (element.text and not element.text.isspace()) and tag != "li":
            continue
        text = "".join(element.itertext())
        if len(text) > MAX_CHARS:
            continue
        key = "".join(text.split())
        if not key:
            continue
        parent = element.getparent()
        held = found[key]
        if held and tag == "a":
            held[-1] = held[-1]._replace(linked=2)
            continue
        linked = 2 if tag == "a" else int(len(element) > 0 and element.find(".//a") is not None)
        boxes, names = _around(parent, around)
        if tag in _BOX_OF:
            boxes |= 1 << _BOX_OF[tag]
        own = _names(element)
        outer = parent.getparent() if parent is not None else None
        box = Box(
            _TAGS.get(tag, _OTHER), linked, boxes, (*own, *names),
            numbers.setdefault(parent, len(numbers)), numbers.setdefault(outer, len(numbers)),
        )  # fmt: skip
        held.append(box)
    return found


def _around(element: Any, known: dict[Any, tuple[int, tuple[str, ...]]]) -> tuple[int, tuple[str, ...]]:
    """Return the kinds of box that an element stands in, itself among them, and the names of the nearest."""
    if element in known:
        return known[element]
    boxes, names, at = 0, [], element
    for step in range(MAX_UP):
        if at is None or not isinstance(at.tag, str):
            break
        if at.tag in _BOX_OF:
            boxes |= 1 << _BOX_OF[at.tag]
        if step < NAMED_UP:
            names += [f"{step}{name}" for name in _names(at)] + [name for name in _names(at)]
        at = at.getparent()
    known[element] = boxes, tuple(names)
    return known[element]


def _names(element: Any) -> list[str]:
    """Return the words that a class or an id is made of."""
    stated = element.get("class"), element.get("id"), element.get("itemprop"), element.get("role")
    text = " ".join([value[:MAX_NAME] for value in stated if value])
    return [f"c {word}" for word in dict.fromkeys(_WORD.findall(_CAMEL.sub(" ", text).lower()))] if text else []


def markup_of(lines: Sequence[Line], boxes: Boxes, kept: Set[int] | None, rescued: Set[int] = frozenset()) -> Markup:
    """Return the markup of every line of a page, from the boxes of its tree and what the extractor kept."""
    taken: dict[str, int] = defaultdict(int)
    columns = np.zeros((len(lines), len(MARKUP)), dtype=np.int32)
    names: list[Sequence[str]] = []
    parents, outers = np.full(len(lines), -1), np.full(len(lines), -1)
    for number, line in enumerate(lines):
        key = "".join(line.text.split())
        held = boxes.get(key)
        if not held:
            names.append(())
            continue
        box = held[min(taken[key], len(held) - 1)]
        taken[key] += 1
        columns[number, 0], columns[number, 1] = box.tag, box.linked + 1
        parents[number], outers[number] = box.parent, box.outer
        columns[number, 7:] = [box.boxes >> place & 1 for place in range(len(BOXES))]
        names.append(box.names)
    words = np.array([line.words if line.prose else 0 for line in lines])
    columns[:, 3] = _shares(parents, words)
    columns[:, 4] = _shares(outers, words)
    if kept is not None:
        own = np.zeros(len(lines), dtype=np.int32)
        own[list(kept)] = 1
        columns[:, 2] = 2 - own
        columns[list(rescued), 2] = 3
        own[list(rescued)] = 1
        above = np.cumsum(own) - own
        columns[:, 5] = np.minimum(4, above)
        columns[:, 6] = np.minimum(4, own.sum() - above - own)
    return Markup(columns, names)


def _shares(boxes: npt.NDArray[Any], words: npt.NDArray[Any]) -> npt.NDArray[Any]:
    """Return how much of a page's running text stands in the box of each line."""
    total = max(1, int(words.sum()))
    held = np.bincount(boxes + 1, weights=words)
    return np.where(boxes < 0, 0, np.searchsorted(_SHARES, held[boxes + 1] / total, side="right"))
