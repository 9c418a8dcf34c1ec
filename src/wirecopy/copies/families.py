"""Families of copies from proved links: texts are joined by their surest links first, unless too many pairs object.

Two groups become one family only when, of the pairs proved between them, the odds of those that are one text outweigh
those that speak against it. A pair that shares nothing speaks neither way: the first and the last state of a running
text may be such a pair, though each state shares much with the next.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from wirecopy.copies.dissent import find_opposites, find_strangers
from wirecopy.copies.one_text.odds import NEITHER, NO_ODDS
from wirecopy.copies.pairs import MOSTLY_QUOTED, Flags, Links, Numbers, Shares
from wirecopy.copies.roundups import find_roundups, roundups_and_boxes
from wirecopy.kernels.components import components
from wirecopy.options import CopyOptions
from wirecopy.types import Relation

MOSTLY_ALIKE = 0.7  # two texts of that share of each other are one, whatever pieces they are put together of
REFUSAL = 3.0  # what each odds beyond weighs: a pair that says no outweighs any one link, and few links together
FULL_COMPARISON = 12  # members up to which every pair of a family is proved: at most 66 pairs
HUBS = 3  # of a larger family: its longest members, each compared with all
ALONE = -1


def find_families(links: Links, options: CopyOptions) -> Numbers:
    """Return for each article the number of the longest member of its family, -1 for one without copies.

    The answer is the same in any order of the links: the strongest go first, equals by number.
    """
    inner, copies = _inner_and_copies(links, options)
    return _longest(_group_names(links, copies, inner), links.words)


def copy_components(links: Links, options: CopyOptions) -> Numbers:
    """Return a number for each article, one for all that copies join, directly or not: families lie within these."""
    _, copies = _inner_and_copies(links, options)
    return components(links.articles, links.a[copies], links.b[copies])


def _inner_and_copies(links: Links, options: CopyOptions) -> tuple[Flags, Flags]:
    """Return which pairs have no round-up among their two or are most of each other, and which of those are copies."""
    outside, boxes = roundups_and_boxes(links, options.min_containment)
    alike = np.minimum(links.inside_a, links.inside_b) >= MOSTLY_ALIKE
    inner = alike | ~(outside[links.a] | outside[links.b] | boxes)
    return inner, inner & (links.odds >= 0)


def _group_names(links: Links, copies: Flags, inner: Flags) -> Numbers:
    """Return the name of each article's group; only those that strangers stand between need to be joined in order."""
    names = components(links.articles, links.a[copies], links.b[copies])
    together = names[links.a] == names[links.b]
    strangers = find_strangers(links, copies, inner & together)
    restless = np.zeros(links.articles, dtype=bool)
    restless[names[links.a[strangers]]] = True
    argued = restless[names[links.a]] & together
    opposites = find_opposites(links, copies, strangers)
    votes = np.where(copies, links.odds, _objections(links, opposites))
    groups = _Groups(links, np.flatnonzero((copies | strangers) & argued), votes)
    order = np.flatnonzero(copies & argued)
    order = order[np.lexsort((links.b[order], links.a[order], -links.strength()[order], -links.odds[order]))]
    for a, b in zip(links.a[order].tolist(), links.b[order].tolist(), strict=True):
        groups.join(a, b)
    return np.where(restless[names], links.articles + groups.names(), names)


def pairs_to_prove(leaders: Numbers, words: Numbers) -> tuple[Numbers, Numbers]:
    """Return the pairs of each family that its final shape rests on: all of a small one, those with hubs of a large.

    They are sorted by their second text.
    """
    members, sizes = _members(leaders, words)
    behind = np.repeat(np.cumsum(sizes), sizes) - np.arange(len(members)) - 1  # members of the family after each
    rank = np.repeat(sizes, sizes) - behind - 1
    hub = (np.repeat(sizes, sizes) <= FULL_COMPARISON) | (rank < HUBS)
    counts = np.where(hub, behind, 0)
    one = np.repeat(np.arange(len(members)), counts)
    other = one + 1 + np.arange(len(one)) - np.repeat(np.cumsum(counts) - counts, counts)
    a, b = np.minimum(members[one], members[other]), np.maximum(members[one], members[other])
    order = np.lexsort((a, b))
    return a[order], b[order]


def _members(leaders: Numbers, words: Numbers) -> tuple[Numbers, Numbers]:
    """Return the members of all families, the longest of each first, and the size of each family."""
    members = np.flatnonzero(leaders >= 0)
    members = members[np.lexsort((members, -words[members], leaders[members]))]
    opens = np.flatnonzero(np.diff(leaders[members], prepend=-1))
    return members, np.diff(opens, append=len(members))


def pair_relations(links: Links, leaders: Numbers, options: CopyOptions) -> list[Relation | None]:
    """Return what the two of each pair are to each other; null for a pair that shares too little to be kept."""
    roundups = find_roundups(links, options.min_containment)
    same = (leaders[links.a] >= 0) & (leaders[links.a] == leaders[links.b])
    enough = np.maximum(links.inside_a, links.inside_b) >= options.link_containment
    relations = np.full(len(links.a), None, dtype=object)
    relations[enough] = "excerpt"
    relations[enough & (roundups[links.a] | roundups[links.b])] = "roundup"
    relations[enough & (links.quoted >= MOSTLY_QUOTED)] = "shared_quote"
    relations[same] = "copy"
    kept: list[Relation | None] = relations.tolist()
    return kept


class _Groups:
    """Growing families: which group each article is in, and how the pairs between groups speak."""

    __slots__ = ("balance", "parent")

    def __init__(self, links: Links, heard: Numbers, votes: Shares) -> None:
        self.parent = list(range(links.articles))
        self.balance: dict[int, dict[int, float]] = defaultdict(dict)
        columns = links.a[heard], links.b[heard], votes[heard]
        for a, b, vote in zip(*(column.tolist() for column in columns), strict=True):
            self.balance[a][b] = self.balance[a].get(b, 0) + vote
            self.balance[b][a] = self.balance[b].get(a, 0) + vote

    def find(self, article: int) -> int:
        """Return the name of the article's group."""
        while self.parent[article] != article:
            self.parent[article] = self.parent[self.parent[article]]
            article = self.parent[article]
        return article

    def join(self, a: int, b: int) -> None:
        """Make one group of two, unless the strangers between them outweigh the copies."""
        one, other = self.find(a), self.find(b)
        if one == other or self.balance[one][other] < 0:
            return
        if len(self.balance[one]) < len(self.balance[other]):
            one, other = other, one
        self.parent[other] = one
        mine = self.balance[one]
        del mine[other]
        for third, balance in self.balance.pop(other).items():
            if third != one:
                mine[third] = mine.get(third, 0) + balance
                theirs = self.balance[third]
                theirs[one] = theirs.get(one, 0) + theirs.pop(other)

    def names(self) -> Numbers:
        """Return the name of every article's group."""
        return np.array([self.find(article) for article in range(len(self.parent))], dtype=np.int64)


def _objections(links: Links, opposites: Flags) -> Shares:
    """Return how each pair speaks where it speaks against one text; opposites speak as loud as any."""
    objecting = (links.odds > NO_ODDS) | opposites
    votes: Shares = np.where(objecting, np.minimum(0.0, REFUSAL * (links.odds - NEITHER)), 0.0)
    return votes


def _longest(groups: Numbers, words: Numbers) -> Numbers:
    """Return each article's group by the number of its longest member, -1 for an article alone."""
    leaders = np.full(len(groups), ALONE, dtype=np.int64)
    order = np.lexsort((np.arange(len(groups)), -words, groups))
    opens = np.flatnonzero(np.diff(groups[order], prepend=-1))
    sizes = np.diff(opens, append=len(order))
    leaders[order] = np.repeat(np.where(sizes > 1, order[opens], ALONE), sizes)
    return leaders
