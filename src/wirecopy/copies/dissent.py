"""Which pairs speak against two articles being one text: they share little, though a third shares more with both.

Two articles of which each holds much of a third, and little of each other, hold different parts of it: two states of a
running story, say. Two that share about as much with each other as with the third hold the same part, and the rest
is each outlet's own: that pair speaks neither way, however small the share is beside what they added.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from wirecopy.copies.one_text.odds import UNTOLD
from wirecopy.copies.pairs import Flags, Links, Numbers, Shares

STRANGERS = 0.35  # below it two articles speak against being one text: evals/copies (pairs inside families)
NEXT_TO_NOTHING = 0.05  # of either text
MOST_OF_BOTH = 0.7  # of two texts that share nothing: a state between them, no longer than they, holds half of each
SAME_PART = 0.75  # of what a third shares with both: evals/copies, and made corpora with furniture left in


def find_strangers(links: Links, copies: Flags, inner: Flags) -> Flags:
    """Return a flag for each pair: among the `inner` ones, it says that the two are not one text."""
    strangers: Flags = inner & (links.odds < 0) & (links.odds != UNTOLD)
    shared = np.maximum(links.inside_a * links.words[links.a], links.inside_b * links.words[links.b])
    has_copies = np.zeros(links.articles, dtype=bool)
    has_copies[links.a[copies]] = has_copies[links.b[copies]] = True
    little = strangers & (links.strength() < STRANGERS) & (shared > 0)
    asked = np.flatnonzero(little & has_copies[links.a] & has_copies[links.b])
    near = _copies_of(links, copies, asked, shared)
    for pair, a, b in zip(asked.tolist(), links.a[asked].tolist(), links.b[asked].tolist(), strict=True):
        few, many = sorted((near[a], near[b]), key=len)
        most = max((min(words, many[third]) for third, words in few.items() if third in many), default=0.0)
        strangers[pair] = not most or shared[pair] < SAME_PART * most
    return strangers


def find_opposites(links: Links, copies: Flags, strangers: Flags) -> Flags:
    """Return which strangers share nothing, though a longer text holds most of both: it is put together of two texts.

    A state that stands between two states of a running text cannot hold most of both.
    """
    opposites = strangers & (np.maximum(links.inside_a, links.inside_b) <= NEXT_TO_NOTHING)
    in_b = np.flatnonzero(copies & (links.inside_a >= MOST_OF_BOTH) & (links.inside_a > links.inside_b))
    in_a = np.flatnonzero(copies & (links.inside_b >= MOST_OF_BOTH) & (links.inside_b > links.inside_a))
    held = np.concatenate([links.a[in_b], links.b[in_a]])
    holders = np.concatenate([links.b[in_b], links.a[in_a]])
    within: dict[int, set[int]] = defaultdict(set)
    for text, holder in zip(held.tolist(), holders.tolist(), strict=True):
        within[text].add(holder)
    inside = np.zeros(links.articles, dtype=bool)
    inside[held] = True
    opposites &= inside[links.a] & inside[links.b]
    for pair in np.flatnonzero(opposites).tolist():
        opposites[pair] = not within[int(links.a[pair])].isdisjoint(within[int(links.b[pair])])
    return opposites


def _copies_of(links: Links, copies: Flags, asked: Numbers, shared: Shares) -> dict[int, dict[int, float]]:
    """Return for each article of the pairs asked about its copies, and how many words each shares with it."""
    wanted = np.zeros(links.articles, dtype=bool)
    wanted[links.a[asked]] = wanted[links.b[asked]] = True
    near: dict[int, dict[int, float]] = defaultdict(dict)
    pairs = np.flatnonzero(copies & (wanted[links.a] | wanted[links.b]))
    columns = (links.a[pairs], links.b[pairs], shared[pairs])
    for a, b, words in zip(*(column.tolist() for column in columns), strict=True):
        near[a][b] = near[b][a] = words
    return near
