"""Edits told in whole words: "is" for "isn't", not "n't" come from nowhere."""

from __future__ import annotations

import re
from dataclasses import replace

from wirecopy.trace.collation.prepare import Prepared
from wirecopy.types import Edit

_PART = re.compile(r"\w?['’]\w+")  # the end of a contracted word or of a genitive
_STEM = re.compile(r"\w+\Z")
_LONGEST = 30


def in_whole_words(edit: Edit, base: Prepared, copy: Prepared) -> Edit:
    """Return an edit that begins with the end of a word on one side and nothing on the other with the word on both.

    >>> from wirecopy.trace import collate, load_tables, prepare
    >>> from wirecopy.types import Article
    >>> sides = [Article.of_text(name, f"The ferry {name} late.", language="en") for name in ("is", "isn't")]
    >>> one, other = (prepare(side, load_tables()) for side in sides)
    >>> [(e.base_text, e.text) for e in (in_whole_words(e, one, other) for e in collate(one, other, "").edits)]
    [('is', "isn't")]
    """
    fragment = edit.text or edit.base_text
    if (edit.text and edit.base_text) or not _PART.match(fragment):
        return edit
    if not _inside_a_word(*((copy, edit.start) if edit.text else (base, edit.base_start))):
        return edit
    ours, theirs = _stem(base, edit.base_start, edit.base_text), _stem(copy, edit.start, edit.text)
    if not ours or not theirs or ours[1].casefold() != theirs[1].casefold():
        return edit
    return replace(
        edit,
        base_start=ours[0],
        base_end=edit.base_end if edit.base_text else ours[0] + len(ours[1]),
        base_text=ours[1] + edit.base_text,
        start=theirs[0],
        end=edit.end if edit.text else theirs[0] + len(theirs[1]),
        text=theirs[1] + edit.text,
    )


def _inside_a_word(text: Prepared, place: int) -> bool:
    at = text.view.offset(place)
    return bool(at) and at is not None and text.text[at - 1].isalnum()


def _stem(text: Prepared, place: int, words: str) -> tuple[int, str] | None:
    """Return the word that stands right before a raw place, over white space where nothing stands there, and where."""
    at = text.view.offset(place)
    if at is None:
        return None
    before = text.text[max(0, at - _LONGEST) : at]
    stem = _STEM.search(before if words else before.rstrip())
    if not stem:
        return None
    shift = text.view.shift(at - len(before) + stem.start(), at)
    return None if shift is None else (at - len(before) + stem.start() + shift, stem[0])
