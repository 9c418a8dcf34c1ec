"""Where a copy differs from the text it copies: what no block carries, and where something was left out."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise

from wirecopy.text.view import View
from wirecopy.trace import Block
from wirecopy.types import Article, Stretch


def own_stretches(article: Article, blocks: Sequence[Block], others: Sequence[Stretch]) -> list[Stretch]:
    """Return the stretches of a copy's body that no block carries, sorted; `others` are raw stretches that count too.

    Where the copy lacks something in the middle of what it shares, the place is an empty stretch.
    """
    shared = sorted(blocks, key=lambda b: (b.start, b.end))
    view = View.joined(article.body, article.body_spans)
    stretches = list(_carried_by_none(article, shared))
    for block, behind in pairwise(sorted(blocks, key=lambda b: b.base_start)):
        if behind.base_start > block.base_end + 1:
            joints = (view.offset(block.end - 1), 1), (view.offset(behind.start), 0)
            stretches += [Stretch(at + more, at + more) for at, more in joints if at is not None]
    for other in others:
        at = view.offset(other.start)
        if at is not None:
            stretches.append(Stretch(at, min(len(view.text), at + other.end - other.start)))
    return sorted(set(stretches), key=lambda s: (s.start, s.end))


def _carried_by_none(article: Article, shared: Sequence[Block]) -> Iterator[Stretch]:
    """Yield the stretches of the body, white space aside, that lie in no block."""
    starts = [block.start for block in shared]
    at = 0
    for span in article.body_spans:
        shift = at - span.start
        place, first = span.start, max(0, bisect_right(starts, span.start) - 1)
        for block in shared[first:]:
            if block.start >= span.end:
                break
            if block.start > place and article.body[place + shift : block.start + shift].strip():
                yield Stretch(place + shift, block.start + shift)
            place = max(place, block.end)
        if place < span.end and article.body[place + shift : span.end + shift].strip():
            yield Stretch(place + shift, span.end + shift)
        at += span.end - span.start
