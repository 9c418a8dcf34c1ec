"""Where the text of a page begins and ends among its menus and links: the stretch of lines with most to read in it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

# What a line counts for. A paragraph outweighs a few lines of furniture beside it, and a menu outweighs a teaser
# (maximum subsequence segmentation, Pasternack and Roth 2009; values from evals/clean).
MAX_WORDS = 40
REPEATED = -15.0
FURNITURE = -10.0
UNKNOWN = -5.0
WHOLE_BOX = -60.0
"""Furniture lines one after another count for no more: a box in the text parts it no more for its many links."""
LONG_LIST = 12
"""Lines one after another that stand nowhere else on the site are a list of the article's own."""


class Piece(NamedTuple):
    """One span of a page, as far as its place in the layout goes."""

    place: int
    words: int
    prose: bool
    repeated: bool
    """Whether the outlet's line table shows it to be furniture."""
    furniture: bool


def outside(pieces: Sequence[Piece]) -> list[int]:
    """Return the places of the body pieces that lie before or behind the text, or alone between furniture in it."""
    first, last = text_stretch(pieces)
    if first == last:
        return []
    first, last = _with_lists(pieces, first, last)
    return [
        piece.place
        for i, piece in enumerate(pieces)
        if _is_body(piece) and (not first <= i < last or _stands_alone(pieces, i))
    ]


def text_stretch(pieces: Sequence[Piece]) -> tuple[int, int]:
    """Return the first and last index (half-open) of the stretch with the greatest worth; empty when none has any."""
    best, held, start, stretch = 0.0, 0.0, 0, (0, 0)
    box = 0.0
    for i, piece in enumerate(pieces):
        if held <= 0:
            held, start = 0.0, i
        worth = _worth(piece)
        if piece.furniture:
            worth = max(worth, WHOLE_BOX - box)
            box += worth
        else:
            box = 0.0
        held += worth
        if held > best:
            best, stretch = held, (start, i + 1)
    return stretch


def _worth(piece: Piece) -> float:
    if piece.furniture:
        return REPEATED if piece.repeated else FURNITURE
    return float(min(piece.words, MAX_WORDS)) if piece.prose else UNKNOWN


def _is_body(piece: Piece) -> bool:
    return not piece.furniture and piece.words > 0


def _stands_alone(pieces: Sequence[Piece], i: int) -> bool:
    beside = [pieces[j] for j in (i - 1, i + 1) if 0 <= j < len(pieces)]
    return not pieces[i].prose and all(piece.furniture for piece in beside)


def _with_lists(pieces: Sequence[Piece], first: int, last: int) -> tuple[int, int]:
    """Return the stretch with the long lists behind it that no repeated line parts from it."""
    end, count = last, 0
    for i in range(last, len(pieces)):
        if pieces[i].repeated:
            break
        count += _is_body(pieces[i])
        end = i + 1
    return first, end if count >= LONG_LIST else last
