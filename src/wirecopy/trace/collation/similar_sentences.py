"""Which sentences are nearly the same: those that share most of their word groups."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Mapping, Sequence

Groups = frozenset[Hashable]

_GRAM = 3
_FEWEST_GROUPS = 3
# A sentence that stands elsewhere is the same one, from these shares of its word groups on.
_SHARE_OF_SHORTER = 0.6
_SHARE_OF_LONGER = 0.45
_MOST_HOLDERS = 4  # a word group of more sentences tells none of them


def word_groups(keys: Sequence[str]) -> Groups:
    """Return the groups of three words among the keys, marks left out."""
    words = [key for key in keys if key[-1].isalnum()]
    return frozenset(tuple(words[k : k + _GRAM]) for k in range(len(words) - _GRAM + 1))


def nearly_same(ours: Mapping[int, Groups], theirs: Mapping[int, Groups]) -> list[tuple[int, int, int]]:
    """Return the pairs of nearly the same sentences, each once, with the groups they share; linear in their words."""
    holders: dict[Hashable, list[int]] = {}
    for sentence, groups in theirs.items() if ours else ():
        for group in groups:
            holders.setdefault(group, []).append(sentence)
    candidates = []
    for sentence, groups in ours.items() if holders else ():
        if holders.keys().isdisjoint(groups):
            continue
        hits = Counter(t for g in groups for t in holders.get(g, ()) if len(holders[g]) <= _MOST_HOLDERS)
        for other, common in hits.items():
            shorter, longer = sorted((len(groups), len(theirs[other])))
            same = common >= _SHARE_OF_SHORTER * shorter and common >= _SHARE_OF_LONGER * longer
            if shorter >= _FEWEST_GROUPS and same:
                candidates.append((-common, sentence, other))
    return sorted(_each_once(sorted(candidates)))


def _each_once(candidates: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    ours: set[int] = set()
    theirs: set[int] = set()
    for common, a, b in candidates:
        if a not in ours and b not in theirs:
            ours.add(a)
            theirs.add(b)
            yield a, b, -common
