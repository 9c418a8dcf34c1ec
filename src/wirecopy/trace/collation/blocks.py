"""The aligned stretches of two pages, and the way of any stretch of the one into the other."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

from wirecopy.text.view import View
from wirecopy.trace.collation.align import Match
from wirecopy.trace.collation.house_style import Draft
from wirecopy.trace.collation.token_layout import Strip
from wirecopy.types import Stretch

_MIN_CARRIED = 0.6  # below it, what stands in the copy is no longer the stretch that was asked for
_FAR = 400  # characters between two pieces of one stretch beyond which they are two places
_NEAR_FACTOR = 3


class BodyTokens(Protocol):
    """A text with its way back to the raw page, and where its last token ends."""

    @property
    def view(self) -> View:
        """The way back to the raw page."""
        ...

    @property
    def last(self) -> int:
        """Where the last token ends."""
        ...


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the base's raw text and the stretch of the copy's that carries it.

    Equal length: the same characters. Otherwise two forms of one thing (house style); an empty copy side is
    what house style leaves out.
    """

    base_start: int
    base_end: int
    start: int
    end: int

    @property
    def alike(self) -> bool:
        """Whether both sides are the same characters."""
        return self.base_end - self.base_start == self.end - self.start


def project(stretch: Stretch, blocks: Sequence[Block]) -> Stretch | None:
    """Return the raw stretch of the copy that carries one of the base, or None where too little does.

    `blocks` are a collation's, sorted by `base_start`.

    >>> blocks = [Block(0, 10, 100, 110), Block(10, 14, 110, 112), Block(14, 20, 112, 118)]
    >>> project(Stretch(10, 17), blocks)
    Stretch(start=110, end=115)
    >>> project(Stretch(40, 50), blocks) is None
    True
    """
    length = stretch.end - stretch.start
    if length <= 0:
        return None
    first = max(0, bisect_right(blocks, stretch.start, key=lambda b: b.base_start) - 1)
    pieces: list[tuple[int, Stretch]] = []
    for block in blocks[first:]:
        if block.base_start >= stretch.end:
            break
        piece = _carried(stretch, block)
        if piece is not None:
            pieces.append(piece)
    reach = _FAR + _NEAR_FACTOR * length
    return _best(pieces, reach, length)


def in_full(stretch: Stretch, blocks: Sequence[Block]) -> bool:
    """Tell whether some blocks carry a stretch from end to end, each where the one before ended or a space behind.

    >>> blocks = [Block(0, 10, 100, 110), Block(10, 14, 110, 112), Block(14, 20, 113, 119)]
    >>> in_full(Stretch(2, 12), blocks[:2]), in_full(Stretch(2, 20), blocks)
    (True, False)
    """
    if blocks[0].base_end <= stretch.start or blocks[-1].base_end < stretch.end:
        return False
    for block, behind in pairwise(blocks):
        left_out, between = behind.base_start - block.base_end, behind.start - block.end
        dropped = block.start == block.end or behind.start == behind.end  # "Mr", with the space behind it
        if not (0 <= between <= left_out <= 1 and (between == left_out or dropped)):
            return False
    return True


def _carried(stretch: Stretch, block: Block) -> tuple[int, Stretch] | None:
    """Return how many characters of the stretch the block carries, and where."""
    start, end = max(stretch.start, block.base_start), min(stretch.end, block.base_end)
    if end <= start:
        return None
    if not block.alike:
        return end - start, Stretch(block.start, block.end)
    shift = block.start - block.base_start
    return end - start, Stretch(start + shift, end + shift)


def _best(pieces: list[tuple[int, Stretch]], reach: int, length: int) -> Stretch | None:
    """Return the place that carries most of the stretch; pieces out of order or far off are elsewhere."""
    best: tuple[int, Stretch] | None = None
    carried, place = 0, None
    for characters, at in pieces:
        if place is not None and place.end <= at.start <= place.end + reach:
            carried += characters
            place = Stretch(
                place.start if place.end > place.start else at.start,
                at.end if at.end > at.start else place.end,
            )
        else:
            carried, place = characters, at
        if best is None or carried > best[0]:
            best = carried, place
    if best is None or best[0] < _MIN_CARRIED * length or best[1].start == best[1].end:
        return None
    return best[1]


def row_blocks(base: Strip, copy: Strip, row: Match) -> Iterator[Block]:
    """Yield the blocks of a matching stretch: runs of equal characters, and single tokens in two forms."""
    i, j, n = row
    start = 0
    for k in range(n + 1):
        if k == n or base.surfaces[i + k] != copy.surfaces[j + k]:
            yield from _equal_run(base, copy, (i + start, j + start, k - start))
            if k < n:
                yield form_block(base, copy, base.stretch(i + k, i + k + 1), copy.stretch(j + k, j + k + 1))
            start = k + 1


def style_blocks(base: Strip, copy: Strip, drafts: Sequence[Draft]) -> Iterator[Block]:
    """Yield a block for each style edit that puts one form for another or leaves one out."""
    for draft in drafts:
        if draft.base.start < draft.base.end:
            yield form_block(base, copy, draft.base, draft.copy)


def form_block(base: BodyTokens, copy: BodyTokens, ours: Stretch, theirs: Stretch) -> Block:
    """Return the block of two forms of one thing."""
    a, b = raw_stretch(base, ours), raw_stretch(copy, theirs)
    return Block(a.start, a.end, b.start, b.end)


def raw_stretch(text: BodyTokens, stretch: Stretch) -> Stretch:
    """Return the raw offsets of a stretch of the body; an empty one stands where the next token begins."""
    if stretch.start < stretch.end:
        return Stretch(text.view.raw_offset(stretch.start), text.view.raw_end(stretch.end))
    at = text.view.raw_end(text.last) if stretch.start >= text.last else text.view.raw_offset(stretch.start)
    return Stretch(at, at)


def _equal_run(base: Strip, copy: Strip, run: Match) -> Iterator[Block]:
    """Yield the run as blocks of equal characters, cut where white space differs or furniture intervenes."""
    i, j, n = run
    if not n:
        return
    ours, theirs = base.stretch(i, i + n), copy.stretch(j, j + n)
    if n > 1 and base.text[ours.start : ours.end] != copy.text[theirs.start : theirs.end]:
        half = n // 2
        yield from _equal_run(base, copy, (i, j, half))
        yield from _equal_run(base, copy, (i + half, j + half, n - half))
        return
    yield from equal_blocks(base.view, copy.view, ours, theirs)


def equal_blocks(base: View, copy: View, ours: Stretch, theirs: Stretch) -> Iterator[Block]:
    """Yield the blocks of two stretches of the same characters, cut where furniture intervenes."""
    shift, over = base.shift(ours.start, ours.end), copy.shift(theirs.start, theirs.end)
    if shift is not None and over is not None:
        yield Block(ours.start + shift, ours.end + shift, theirs.start + over, theirs.end + over)
        return
    cuts = sorted({*_cuts(base, ours), *_cuts(copy, theirs)})
    for start, end in pairwise(cuts):
        a, b = base.raw_offset(ours.start + start), copy.raw_offset(theirs.start + start)
        yield Block(a, a + end - start, b, b + end - start)


def _cuts(view: View, stretch: Stretch) -> Iterator[int]:
    """Yield where the raw pieces of a stretch begin and end, as offsets into the stretch."""
    at = 0
    yield at
    for piece in view.raw(stretch):
        at += piece.end - piece.start
        yield at
