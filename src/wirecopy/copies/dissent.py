"""Which pairs speak against two articles being one text: they share little, though a third shares more with both.

Two articles of which each holds much of a third, and little of each other, hold different parts of it: two states of a
running story, say. Two that share about as much with each other as with the third hold the same part, and the rest
is each outlet's own: that pair speaks neither way, however small the share is beside what they added.
"""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from wirecopy.copies.pairs import Flags, Links, Numbers, Shares

STRANGERS = 0.35  # below it two articles speak against being one text: evals/copies (pairs inside families)
SAME_PART = 0.75  # of what a third shares with both: evals/copies, and made corpora with furniture left in


def find_strangers(links: Links, copies: Flags, inner: Flags) -> Flags:
    """Return a flag for each pair: among the `inner` ones, it says that the two are not one text."""
    strangers = inner & (links.strength() < STRANGERS)
    shared = np.maximum(links.inside_a * links.words[links.a], links.inside_b * links.words[links.b])
    has_copies = np.zeros(links.articles, dtype=bool)
    has_copies[links.a[copies]] = has_copies[links.b[copies]] = True
    asked = np.flatnonzero(strangers & (shared > 0) & has_copies[links.a] & has_copies[links.b])
    near = _copies_of(links, copies, asked, shared)
    for pair, a, b in zip(asked.tolist(), links.a[asked].tolist(), links.b[asked].tolist(), strict=True):
        few, many = sorted((near[a], near[b]), key=len)
        most = max((min(words, many[third]) for third, words in few.items() if third in many), default=0.0)
        strangers[pair] = not most or shared[pair] < SAME_PART * most
    return strangers


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
