"""Which articles are round-ups: pieces of several texts put together, linked to each and merged with none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from wirecopy.copies.bodies import Stretches
from wirecopy.copies.links import MOSTLY_QUOTED, Flags, Links, Numbers, Shares, components

MIN_PIECE_WORDS = 30  # below it a shared piece may be one sentence that two reports happen to share
SAME_PLACE = 0.5  # two pieces that overlap by half of the smaller are pieces of one text

Ranges = Sequence[tuple[int, int]]


def find_roundups(links: Links, strong: float) -> Flags:
    """Return a flag for each article: it holds most of two or more texts that share nothing with each other.

    A pair is strong from a containment of `strong` on. Texts that are joined by some third article, itself no such
    holder, are parts of one text cut differently.
    """
    held = {article: groups for article, groups in _held_texts(links, strong) if len(groups) > 1}
    flags = np.zeros(links.articles, dtype=bool)
    flags[list(held)] = True
    kept = (links.strength() >= strong) & ~flags[links.a] & ~flags[links.b]
    labels = components(links.articles, links.a[kept], links.b[kept])
    for article, groups in held.items():
        flags[article] = len({min(int(labels[other]) for other in group) for group in groups}) > 1
    return flags


def _held_texts(links: Links, strong: float) -> Iterable[tuple[int, list[list[int]]]]:
    """Yield each article that holds most of several others, with those grouped by the place they cover in it."""
    pieces: dict[int, list[tuple[int, int, Ranges]]] = defaultdict(list)
    sides = [
        (True, links.a, links.b, links.inside_a, links.inside_b),
        (False, links.b, links.a, links.inside_b, links.inside_a),
    ]
    kept = [_pieces(links, strong, side) for side in sides]
    several = _in_several_places(links, *kept)
    for (of_a, holder, other, *_), pairs in zip(sides, kept, strict=True):
        chosen = pairs[several[holder[pairs]]]
        for pair, ranges in zip(chosen.tolist(), links.ranges(chosen, of_a), strict=True):
            size = sum(end - start for start, end in ranges)
            pieces[int(holder[pair])].append((-size, int(other[pair]), ranges))
    for article, found in pieces.items():
        if len(found) > 1:
            yield article, _by_place(sorted(found))


def _pieces(links: Links, strong: float, side: tuple[bool, Numbers, Numbers, Shares, Shares]) -> Numbers:
    """Return the pairs in which one side holds most of the other, which is a small part of it."""
    _, holder, _, inside, other_inside = side
    mostly = (other_inside >= strong) & (inside < strong) & (inside * links.words[holder] >= MIN_PIECE_WORDS)
    return np.flatnonzero(mostly & (links.quoted < MOSTLY_QUOTED))


def _in_several_places(links: Links, of_a: Numbers, of_b: Numbers) -> Flags:
    """Return the articles whose pieces may lie in several places: not all of them in the place of the largest.

    Most holders of several pieces hold the versions of one text; telling those apart from round-ups pair by pair
    took longer than proving the pairs.
    """
    holder = np.concatenate([links.a[of_a], links.b[of_b]])
    other = np.concatenate([links.b[of_a], links.a[of_b]])
    row, starts, ends = _rows(links, of_a, of_b)
    size = np.bincount(row, ends - starts, len(holder))
    order = np.lexsort((other, -size, holder))
    opens = np.flatnonzero(np.diff(holder[order], prepend=-1))
    largest = np.full(links.articles, -1)
    largest[holder[order[opens]]] = order[opens]
    leads = np.flatnonzero(largest[holder[row]] == row)
    reach = int(ends.max(initial=0)) + 1
    base = holder[row] * reach
    leads = leads[np.argsort((base + starts)[leads], kind="stable")]
    firsts, lasts = (base + starts)[leads], (base + ends)[leads]
    doubled = np.zeros(links.articles, dtype=bool)
    doubled[holder[row[leads[1:][firsts[1:] < lasts[:-1]]]]] = True
    inside = Stretches(firsts, lasts).words_in(base + starts, base + ends)
    shared = np.bincount(row, inside, len(holder))
    several = doubled
    several[holder[shared < SAME_PLACE * size]] = True
    return several


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


def _by_place(pieces: Iterable[tuple[int, int, Ranges]]) -> list[list[int]]:
    groups: list[tuple[Ranges, int, list[int]]] = []
    for negative_size, other, ranges in pieces:
        for covered, size, members in groups:
            if _overlap(covered, ranges) >= SAME_PLACE * min(size, -negative_size):
                members.append(other)
                break
        else:
            groups.append((ranges, -negative_size, [other]))
    return [members for _, _, members in groups]


def _overlap(one: Ranges, other: Ranges) -> int:
    total = i = k = 0
    while i < len(one) and k < len(other):
        total += max(0, min(one[i][1], other[k][1]) - max(one[i][0], other[k][0]))
        if one[i][1] < other[k][1]:
            i += 1
        else:
            k += 1
    return total
