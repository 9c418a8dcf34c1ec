"""Which articles are round-ups: pieces of several texts put together, linked to each and merged with none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

import numpy as np

from wirecopy.copies.links import MOSTLY_QUOTED, Flags, Links, components

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
    for of_a, holder, other, inside, other_inside in (
        (True, links.a, links.b, links.inside_a, links.inside_b),
        (False, links.b, links.a, links.inside_b, links.inside_a),
    ):
        shared = inside * links.words[holder]
        mostly = (other_inside >= strong) & (inside < strong) & (shared >= MIN_PIECE_WORDS)
        chosen = np.flatnonzero(mostly & (links.quoted < MOSTLY_QUOTED))
        for pair, ranges in zip(chosen.tolist(), links.ranges(chosen, of_a), strict=True):
            size = sum(end - start for start, end in ranges)
            pieces[int(holder[pair])].append((-size, int(other[pair]), ranges))
    for article, found in pieces.items():
        if len(found) > 1:
            yield article, _by_place(sorted(found))


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
