"""Where the quotations of a body stand: marks paired per paragraph, whatever glyphs the outlet uses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wirecopy.text.sentences import paragraph_spans
from wirecopy.types import Stretch

# Alternatives that all begin with a plain character, no class: a search then skips to one of these at full speed.
_DOUBLE = re.compile(r"``|''|‘‘|’’|\"|“|”|„|‟|«|»|＂")
_ANY = re.compile(_DOUBLE.pattern + r"|‘|'|‹")
_SINGLE_NEXT = re.compile(r"[‘’'›‹]")
_BEFORE_OPENING = frozenset('([{—–-/:“"„«‘')
_BEHIND_CLOSING = frozenset('.,;:!?)]}—–-/…”"»’')
_ENDS_SPEECH = frozenset(".,!?…;")
_ELISIONS = frozenset(["tis", "twas", "til", "till", "em", "cause", "bout", "n", "round", "ere", "cos"])
_FIRST_WORD = re.compile(r"\w{1,12}")
_DECADE = re.compile(r"\d\ds?")
_CLOSER = {"‘": "’'", "'": "'’", "‹": "›"}


@dataclass(frozen=True, slots=True)
class Quotation:
    """One quotation: `start` and `end` include its marks, `inner` does not.

    `closed` is false for a paragraph of a longer speech that runs on into the next one.
    """

    start: int
    end: int
    inner: Stretch
    closed: bool = True


def quotation_spans(text: str) -> list[Quotation]:
    """Return the quotations of `text` in order; none crosses a paragraph and none stands inside another.

    Straight marks toggle, curly ones, guillemets and low marks pair; single marks count only when they
    clearly quote; inch marks, apostrophes and stray marks are passed over. A mark left open counts when the
    next paragraph begins with an opening mark (a speech that runs on), and reaches to the paragraph's end.

    >>> text = 'He said "no" and left. ‘Why,’ she asked, ‘isn’t it?’'
    >>> [text[q.inner.start:q.inner.end] for q in quotation_spans(text)]
    ['no', 'Why,', 'isn’t it?']
    """
    if _ANY.search(text) is None:
        return []
    paragraphs = paragraph_spans(text)
    quotations: list[Quotation] = []
    for i, paragraph in enumerate(paragraphs):
        runs_on = i + 1 < len(paragraphs) and _opens_with_mark(text, paragraphs[i + 1])
        quotations.extend(_in_paragraph(text, paragraph, runs_on))
    return quotations


def _opens_with_mark(text: str, paragraph: Stretch) -> bool:
    return _DOUBLE.match(text, paragraph.start, paragraph.end) is not None or text[paragraph.start] == "‘"


def _in_paragraph(text: str, paragraph: Stretch, runs_on: bool) -> Iterator[Quotation]:
    opened: re.Match[str] | None = None
    at = paragraph.start
    while mark := (_DOUBLE if opened else _ANY).search(text, at, paragraph.end):
        at = mark.end()
        if opened is not None:
            if _closes(text, mark, opened.group(), paragraph):
                yield Quotation(opened.start(), mark.end(), Stretch(opened.end(), mark.start()))
                opened = None
            elif _looks_opening(text, mark, paragraph):
                opened = mark
        elif mark.group() in _CLOSER:
            quotation = _single(text, mark, paragraph)
            if quotation is not None:
                yield quotation
                at = quotation.end
        elif _opens(text, mark, paragraph):
            opened = mark
    if opened is not None and runs_on and opened.end() < paragraph.end:
        yield Quotation(opened.start(), paragraph.end, Stretch(opened.end(), paragraph.end), closed=False)


def _looks_opening(text: str, mark: re.Match[str], paragraph: Stretch) -> bool:
    """Tell whether the place is one where a quotation opens: room before it, none behind it."""
    before = text[mark.start() - 1] if mark.start() > paragraph.start else " "
    behind = text[mark.end()] if mark.end() < paragraph.end else " "
    return (before.isspace() or before in _BEFORE_OPENING) and not behind.isspace()


def _looks_closing(text: str, mark: re.Match[str], paragraph: Stretch) -> bool:
    before = text[mark.start() - 1] if mark.start() > paragraph.start else " "
    behind = text[mark.end()] if mark.end() < paragraph.end else " "
    return not before.isspace() and (behind.isspace() or behind in _BEHIND_CLOSING)


def _opens(text: str, mark: re.Match[str], paragraph: Stretch) -> bool:
    glyph = mark.group()
    if glyph in ("“", "„", "‟", "«", "``", "‘‘"):
        return mark.end() < paragraph.end
    if glyph in ("”", "»", "’’"):  # the opening mark where some languages and slips put it
        return _looks_opening(text, mark, paragraph) or mark.start() == paragraph.start
    return not _looks_closing(text, mark, paragraph) and not _is_measure(text, mark)


def _is_measure(text: str, mark: re.Match[str]) -> bool:
    return mark.start() > 0 and text[mark.start() - 1].isdigit()


def _closes(text: str, mark: re.Match[str], opening: str, paragraph: Stretch) -> bool:
    glyph = mark.group()
    if opening == "«":
        return glyph == "»"
    if opening == "»":
        return glyph == "«"
    if glyph in ("”", "''", "’’") or (glyph in ("“", "‟") and opening == "„"):
        return True
    if glyph in ('"', "＂", "“", "‟"):
        clearly_opens = _looks_opening(text, mark, paragraph) and not _looks_closing(text, mark, paragraph)
        return not clearly_opens
    return False


def _single(text: str, opening: re.Match[str], paragraph: Stretch) -> Quotation | None:
    """Return the quotation that a single mark opens, or None when it is an apostrophe or undecided."""
    if not _looks_opening(text, opening, paragraph) or _is_elision(text, opening.end()):
        return None
    possessive: int | None = None
    for mark in _SINGLE_NEXT.finditer(text, opening.end(), paragraph.end):
        if mark.group() in "‘'‹" and _looks_opening(text, mark, paragraph):
            break
        if mark.group() in _CLOSER[opening.group()] and _looks_closing(text, mark, paragraph):
            if not _maybe_possessive(text, mark.start(), paragraph):
                return _checked_quotation(text, opening, mark.start())
            possessive = mark.start() if possessive is None else possessive
    return _checked_quotation(text, opening, possessive) if possessive is not None else None


def _is_elision(text: str, at: int) -> bool:
    word = _FIRST_WORD.match(text, at)
    return word is None or word.group().lower() in _ELISIONS or _DECADE.fullmatch(word.group()) is not None


def _maybe_possessive(text: str, at: int, paragraph: Stretch) -> bool:
    """Tell whether the mark may be the apostrophe of "the boys' club"."""
    if text[at - 1] in _ENDS_SPEECH or text[at - 1].lower() != "s":
        return False
    return at + 2 < paragraph.end and text[at + 1].isspace() and text[at + 2].isalnum()


def _checked_quotation(text: str, opening: re.Match[str], close: int) -> Quotation | None:
    """Return the quotation unless it would tear a pair of double marks apart."""
    inside = sum(1 for _ in _DOUBLE.finditer(text, opening.end(), close))
    if inside % 2 or close <= opening.end():
        return None
    return Quotation(opening.start(), close + 1, Stretch(opening.end(), close))
