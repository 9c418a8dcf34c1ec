"""Paragraphs of an HTML page by the box they stand in: the article's own are in boxes of one name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from wirecopy.clean.lines import Line, word_key

MAX_PARAGRAPHS = 5_000
MAX_CHARS = 20_000
MAX_UP = 3
MAIN_SHARE = 0.5
"""A box name that holds half of the words an extractor kept is the article's."""
MAX_TOLD_WORDS = 60
MIN_OVERLOOKED_WORDS = 120
"""Where an extractor kept next to nothing, a box name with so many words is the article it overlooked."""
_OTHERS = ("comment", "reply", "discuss", "related", "footer", "sidebar", "promo", "newsletter", "recommend")

Groups = Mapping[str, str]
"""A paragraph's words -> the name of the box it stands in."""


def paragraph_groups(tree: Any) -> Groups:
    """Return the box of every paragraph: tag and class of the nearest element around it that has a class."""
    groups: dict[str, str] = {}
    for i, paragraph in enumerate(tree.iter("p")):
        if i >= MAX_PARAGRAPHS:
            break
        text = "".join(paragraph.itertext())
        if 40 <= len(text) <= MAX_CHARS:
            box = _box(paragraph)
            if box:
                groups.setdefault(word_key(" ".join(text.split()))[0], box)
    return groups


def rescued(lines: Sequence[Line], kept: frozenset[int], groups: Groups) -> frozenset[int]:
    """Return further lines that stand in the article's boxes: running text that an extractor left out."""
    keys = {line.number: _key(line) for line in lines if line.prose}
    boxes = {number: box for number, key in keys.items() if (box := groups.get(key)) is not None}
    own: dict[str, int] = defaultdict(int)
    whole: dict[str, int] = defaultdict(int)
    for line in lines:
        if line.number in boxes:
            whole[boxes[line.number]] += line.words
            own[boxes[line.number]] += line.words * (line.number in kept)
    told = sum(line.words for line in lines if line.number in kept and line.prose)
    chosen = {
        box
        for box, words in whole.items()
        if (own[box] and own[box] >= MAIN_SHARE * told) or (told < MAX_TOLD_WORDS and words >= MIN_OVERLOOKED_WORDS)
    }
    seen = {keys[line.number] for line in lines if line.number in kept and line.number in keys}
    found = []
    for line in lines:
        if line.number not in kept and boxes.get(line.number) in chosen and keys[line.number] not in seen:
            seen.add(keys[line.number])
            found.append(line.number)
    return frozenset(found)


def _key(line: Line) -> str:
    return line.key or (word_key(line.text)[0] if len(line.text) <= MAX_CHARS else "")


def _box(paragraph: Any) -> str | None:
    element = paragraph.getparent()
    for _ in range(MAX_UP):
        if element is None or not isinstance(element.tag, str):
            return None
        name = element.get("class") or element.get("itemprop")
        if name and any(other in name.lower() for other in _OTHERS):
            return None
        if name:
            return f"{element.tag}.{' '.join(name[:200].split())}"
        element = element.getparent()
    return None
