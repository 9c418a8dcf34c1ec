"""Which articles are round-ups: pieces of several texts put together, linked to each and merged with none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from wirecopy.copies.links import Link

MIN_PIECE_WORDS = 30  # below it a shared piece may be one sentence that two reports happen to share
SAME_PLACE = 0.5  # two pieces that overlap by half of the smaller are pieces of one text


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one neighbour covers of a long article: the words, as sorted raw ranges."""

    other: str
    ranges: tuple[tuple[int, int], ...]
    size: int


def find_roundups(links: Mapping[str, Sequence[Link]], strong: float) -> frozenset[str]:
    """Return the articles that hold most of two or more texts which share nothing with each other.

    `links` gives every article's proved links; a link is strong from `strong` of the smaller text on. Texts that
    are joined by some third article, itself no such holder, are parts of one text cut differently.
    """
    held = {article: _held_texts(article, rows, strong) for article, rows in links.items()}
    suspects = frozenset(article for article, groups in held.items() if len(groups) > 1)
    joined = components(links, strong, suspects)
    return frozenset(
        article for article in suspects if len({_group_name(group, joined) for group in held[article]}) > 1
    )


def _held_texts(article: str, links: Iterable[Link], strong: float) -> list[set[str]]:
    """Return the neighbours that lie mostly inside the article, grouped by the place they cover in it."""
    pieces = [
        _Piece(link.other, ranges := link.ranges, sum(end - start for start, end in ranges))
        for link in links
        if link.other_inside >= strong > link.inside and link.shared_words >= MIN_PIECE_WORDS
    ]
    pieces.sort(key=lambda piece: (-piece.size, piece.other))
    groups: list[tuple[tuple[tuple[int, int], ...], int, set[str]]] = []
    for piece in pieces:
        for ranges, size, members in groups:
            if _overlap(ranges, piece.ranges) >= SAME_PLACE * min(size, piece.size):
                members.add(piece.other)
                break
        else:
            groups.append((piece.ranges, piece.size, {piece.other}))
    return [members for _, _, members in groups]


def _overlap(one: Sequence[tuple[int, int]], other: Sequence[tuple[int, int]]) -> int:
    total = i = k = 0
    while i < len(one) and k < len(other):
        total += max(0, min(one[i][1], other[k][1]) - max(one[i][0], other[k][0]))
        if one[i][1] < other[k][1]:
            i += 1
        else:
            k += 1
    return total


def components(links: Mapping[str, Sequence[Link]], strong: float, without: frozenset[str]) -> dict[str, str]:
    """Return for each article the least id of those it is joined to by strong links, `without` left out."""
    names: dict[str, str] = {}
    for article in sorted(links):
        if article in names or article in without:
            continue
        waiting = [article]
        names[article] = article
        while waiting:
            for link in links[waiting.pop()]:
                if link.strength >= strong and link.other not in names and link.other not in without:
                    names[link.other] = article
                    waiting.append(link.other)
    return names


def _group_name(group: set[str], joined: Mapping[str, str]) -> str:
    return min(joined.get(member, member) for member in group)
