"""Families of copies from proved links: every article joins the text it shares most with, or none.

Not connected components: those chain the successive write-thrus of a running story, where each shares much with
the next and the last nothing with the first. An article joins a family only when at least half of the members it
has been compared with are copies of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from wirecopy.copies.links import MOSTLY_QUOTED, Link
from wirecopy.copies.roundups import components, find_roundups
from wirecopy.options import CopyOptions
from wirecopy.types import Relation

QUORUM = 0.5
FULL_COMPARISON = 12  # members up to which every pair of a family is proved: at most 66 pairs
HUBS = 3  # of a larger family: its longest members, each compared with all


def find_families(links: Mapping[str, Sequence[Link]], options: CopyOptions) -> dict[str, str]:
    """Return the first (longest) member of the family of each article that has copies; the same in any order."""
    strong = options.min_containment
    outside = find_roundups(links, strong)
    words = {article: rows[0].words for article, rows in links.items()}
    leader: dict[str, str] = {}
    for article in sorted(words, key=lambda a: (-words[a], a)):
        if article not in outside:
            leader[article] = _best_family(article, links[article], leader, strong)
    sizes: dict[str, int] = defaultdict(int)
    for first in leader.values():
        sizes[first] += 1
    return {article: first for article, first in leader.items() if sizes[first] > 1}


def pairs_to_prove(leaders: Mapping[str, str], words: Mapping[str, int]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of each family that its final shape rests on: all of a small one, those with hubs of a large."""
    members: dict[str, list[str]] = defaultdict(list)
    for article, first in leaders.items():
        members[first].append(article)
    for family in members.values():
        family.sort(key=lambda a: (-words[a], a))
        hubs = family if len(family) <= FULL_COMPARISON else family[:HUBS]
        yield from (_ordered(hub, other) for k, hub in enumerate(hubs) for other in family[k + 1 :])


def every_pair(links: Mapping[str, Sequence[Link]], options: CopyOptions) -> Iterator[tuple[str, str]]:
    """Yield every pair of articles that belong to one family or to families that share text; quadratic."""
    names = components(links, options.link_containment, frozenset())
    groups: dict[str, list[str]] = defaultdict(list)
    for article in sorted(names):
        groups[names[article]].append(article)
    for group in groups.values():
        yield from combinations(group, 2)


def relate(
    verified: Iterable[dict[str, Any]],
    leaders: Mapping[str, str],
    links: Mapping[str, Sequence[Link]],
    options: CopyOptions,
) -> Iterator[tuple[dict[str, Any], Relation]]:
    """Yield every proved pair worth keeping with what the two are to each other."""
    roundups = find_roundups(links, options.min_containment)
    for row in verified:
        a, b = row["article_a"], row["article_b"]
        if a in leaders and leaders[a] == leaders.get(b):
            yield row, "copy"
        elif max(row["containment_a"], row["containment_b"]) >= options.link_containment:
            yield row, _outside_relation(row, bool({a, b} & roundups))


def _outside_relation(row: dict[str, Any], roundup: bool) -> Relation:
    if row["quoted"] >= MOSTLY_QUOTED:
        return "shared_quote"
    return "roundup" if roundup else "excerpt"


def _best_family(article: str, links: Sequence[Link], leader: Mapping[str, str], strong: float) -> str:
    """Return the leader of the family that most of the article's links speak for, or the article itself."""
    votes: dict[str, list[float]] = defaultdict(list)
    for link in links:
        if link.other in leader:
            votes[leader[link.other]].append(link.strength)
    joined = [
        (max(cast), first)
        for first, cast in votes.items()
        if max(cast) >= strong and sum(vote >= strong for vote in cast) >= QUORUM * len(cast)
    ]
    return min(joined, key=lambda choice: (-choice[0], choice[1]))[1] if joined else article


def _ordered(a: str, b: str) -> tuple[str, str]:
    return (a, b) if a < b else (b, a)
