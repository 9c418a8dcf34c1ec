"""Which articles are round-ups: pieces of several texts put together, linked to each and merged with none."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from wirecopy.copies.bodies import Stretches
from wirecopy.copies.pairs import MOSTLY_QUOTED, Flags, Links, Numbers, Shares
from wirecopy.kernels.components import components

MIN_PIECE_WORDS = 30  # below it a shared piece may be one sentence that two reports happen to share
ITSELF = 0.5  # of a text that one copy covers: the rest is what this version adds, not other texts put beside it
SAME_PLACE = 0.5  # a piece of which half lies in the place of a larger one is a piece of the same text


@dataclass(frozen=True, slots=True)
class _Pieces:
    """Articles that most of stands in a `holder`; the larger piece of a holder comes first, equals by number.

    Row `r` says that piece `row[r]` covers `starts[r]` to `ends[r]` of its holder.
    """

    holder: Numbers
    other: Numbers
    pair: Numbers
    size: Numbers
    row: Numbers
    starts: Numbers
    ends: Numbers

    def only(self, kept: Flags) -> _Pieces:
        """Return some of the pieces."""
        rows = kept[self.row]
        row = (np.cumsum(kept) - 1)[self.row[rows]]
        return _Pieces(
            self.holder[kept],
            self.other[kept],
            self.pair[kept],
            self.size[kept],
            row,
            self.starts[rows],
            self.ends[rows],
        )


def find_roundups(links: Links, strong: float) -> Flags:
    """Return a flag for each article: it holds most of two or more texts that share nothing with each other.

    A pair is strong from a containment of `strong` on. Texts that are joined by some third article, itself no such
    holder, are parts of one text cut differently. A text of which half stands in one copy that is no such holder is
    a longer version of that copy.
    """
    return roundups_and_boxes(links, strong)[0]


def roundups_and_boxes(links: Links, strong: float) -> tuple[Flags, Flags]:
    """Return which articles are round-ups, and which pairs are of a longer version and another text that stands in it.

    What a longer version has beside its copy may be a brief in a box: one that shares nothing with the copy.
    """
    pieces = _all_pieces(links, strong)
    places = _by_place(pieces)
    held = np.zeros(links.articles, dtype=bool)
    held[pieces.holder[places > 0]] = True
    versions = _copy_of_half(links, held)
    labels = _texts(links, held & (versions < 0))
    group = pieces.holder * (places.max(initial=0) + 1) + places
    names, opens, member = np.unique(group, return_index=True, return_inverse=True)
    text = np.full(len(names), links.articles)
    np.minimum.at(text, member, labels[pieces.other])
    least, most = np.full(links.articles, links.articles), np.full(links.articles, -1)
    np.minimum.at(least, pieces.holder[opens], text)
    np.maximum.at(most, pieces.holder[opens], text)
    roundups: Flags = (least < most) & held & (versions < 0)
    apart = _texts(links, held)
    boxes = np.zeros(len(links.a), dtype=bool)
    inside = (versions[pieces.holder] >= 0) & ~held[pieces.other]
    inside &= apart[versions[pieces.holder]] != apart[pieces.other]
    boxes[pieces.pair[inside]] = True
    return roundups, boxes


def _texts(links: Links, left_out: Flags) -> Numbers:
    """Return a number for each article, one for all that copies join without those left out."""
    one_text = (links.odds >= 0) & ~left_out[links.a] & ~left_out[links.b]
    return components(links.articles, links.a[one_text], links.b[one_text])


def _copy_of_half(links: Links, held: Flags) -> Numbers:
    """Return for each of the `held` texts a copy of half of it that is none of them, -1 where there is none."""
    half_of = np.full(links.articles, -1)
    copies = links.odds >= 0
    for holder, other, inside in ((links.a, links.b, links.inside_a), (links.b, links.a, links.inside_b)):
        rows = copies & held[holder] & ~held[other] & (inside >= ITSELF)
        half_of[holder[rows]] = other[rows]
    return half_of


def _by_place(pieces: _Pieces) -> Numbers:
    """Return the place of each piece in its holder, 0 for that of the largest.

    The largest piece that lies in no place so far makes the next; nearly all holders of several pieces hold the
    versions of one text, and are done after the first round.
    """
    places = np.zeros(len(pieces.holder), dtype=np.int64)
    left, place = np.arange(len(pieces.holder)), 0
    while len(left):
        elsewhere = ~_of_the_largest(pieces)
        left, place = left[elsewhere], place + 1
        places[left] = place
        pieces = pieces.only(elsewhere)
    return places


def _of_the_largest(pieces: _Pieces) -> Flags:
    """Return which pieces lie in the place of the largest piece of their holder; it does itself."""
    leads = np.diff(pieces.holder, prepend=-1) != 0
    base = pieces.holder[pieces.row] * (int(pieces.ends.max(initial=0)) + 1)
    starts, ends = base + pieces.starts, base + pieces.ends
    rows = np.flatnonzero(leads[pieces.row])
    rows = rows[np.argsort(starts[rows], kind="stable")]
    reached = np.maximum.accumulate(ends[rows])
    firsts = np.maximum(starts[rows], np.append(0, reached[:-1]))  # stretches of one piece may overlap
    inside = Stretches(firsts, np.maximum(firsts, ends[rows])).words_in(starts, ends)
    shared = np.bincount(pieces.row, inside, len(pieces.holder))
    flags: Flags = leads | (shared >= SAME_PLACE * pieces.size)
    return flags


def _all_pieces(links: Links, strong: float) -> _Pieces:
    """Return the pieces of the holders of several, one of which at least is told to be no text of theirs."""
    of_a = _held_pairs(links, strong, (links.a, links.inside_a, links.inside_b))
    of_b = _held_pairs(links, strong, (links.b, links.inside_b, links.inside_a))
    holder = np.concatenate([links.a[of_a], links.b[of_b]])
    other = np.concatenate([links.b[of_a], links.a[of_b]])
    row, starts, ends = _rows(links, of_a, of_b)
    size = np.bincount(row, ends - starts, len(holder)).astype(np.int64)
    order = np.lexsort((other, -size, holder))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    pair = np.concatenate([of_a, of_b])
    pieces = _Pieces(holder[order], other[order], pair[order], size[order], rank[row], starts, ends)
    strange = np.concatenate([links.odds[of_a], links.odds[of_b]]) < 0
    several = np.bincount(holder, minlength=links.articles) > 1
    several &= np.bincount(holder, strange, links.articles) > 0
    return pieces.only(several[pieces.holder])


def _held_pairs(links: Links, strong: float, side: tuple[Numbers, Shares, Shares]) -> Numbers:
    """Return the pairs in which one side holds most of the other, which is a small part of it."""
    holder, inside, other_inside = side
    mostly = (other_inside >= strong) & (inside < strong) & (inside * links.words[holder] >= MIN_PIECE_WORDS)
    return np.flatnonzero(mostly & (links.quoted < MOSTLY_QUOTED))


def _rows(links: Links, of_a: Numbers, of_b: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Return (piece, start, end) of the stretches of all pieces, by the place of the piece among both."""
    found, begins = [], 0
    for pairs, (starts, ends) in ((of_a, links.runs[:2]), (of_b, links.runs[2:])):
        counts = links.offsets[pairs + 1] - links.offsets[pairs]
        bounds = np.cumsum(counts) - counts
        runs = np.arange(counts.sum()) + np.repeat(links.offsets[pairs] - bounds, counts)
        found.append((np.repeat(np.arange(len(pairs)), counts) + begins, starts[runs], ends[runs]))
        begins += len(pairs)
    row, starts, ends = (np.concatenate(column) for column in zip(*found, strict=True))
    return row, starts, ends
