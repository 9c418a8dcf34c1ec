"""The scores every evaluation shares, so that everyone computes the same."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Score:
    """Precision and recall, each 0-1, and the counts behind them where they are counts."""

    precision: float
    recall: float
    gold: int = 0
    found: int = 0
    right: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def pair(first: str, second: str) -> Pair:
    """Return the two ids as a pair without direction.

    >>> pair("b", "a")
    ('a', 'b')
    """
    return (first, second) if first < second else (second, first)


def pair_score(found: Iterable[Pair], gold: Iterable[Pair], neither: Iterable[Pair] = ()) -> Score:
    """Return how well found pairs match the gold ones; pairs in `neither` count neither way.

    >>> pair_score([("a", "b"), ("c", "d")], [("a", "b"), ("a", "c")], [("c", "d")]).f1
    0.6666666666666666
    """
    wanted = {pair(*both) for both in gold}
    counted = {pair(*both) for both in found} - ({pair(*both) for both in neither} - wanted)
    right = len(counted & wanted)
    return Score(_share(right, len(counted)), _share(right, len(wanted)), len(wanted), len(counted), right)


def b_cubed(found: Mapping[str, str], gold: Mapping[str, str]) -> Score:
    """Return B-cubed precision and recall over the labelled ids (the keys of `gold`).

    An id that was not placed is alone (Bagga and Baldwin 1998).

    >>> b_cubed({"a": "1", "b": "1"}, {"a": "x", "b": "x", "c": "y"}).f1
    1.0
    """
    placed = _placed(found, gold)
    both = Counter((placed[name], gold[name]) for name in gold)
    found_sizes, gold_sizes = Counter(placed.values()), Counter(gold.values())
    precision = sum(n * n / found_sizes[cluster] for (cluster, _), n in both.items())
    recall = sum(n * n / gold_sizes[label] for (_, label), n in both.items())
    return Score(_share(precision, len(gold)), _share(recall, len(gold)))


def cluster_pairs(found: Mapping[str, str], gold: Mapping[str, str]) -> Score:
    """Return the pair score of two clusterings over the labelled ids."""
    return pair_score(_pairs_of(_placed(found, gold)), _pairs_of(gold))


def adjusted_rand(found: Mapping[str, str], gold: Mapping[str, str]) -> float:
    """Return the adjusted Rand index of two clusterings (Hubert and Arabie 1985): 1 equal, 0 by chance."""
    placed = _placed(found, gold)
    together = sum(_two_of(n) for n in Counter((placed[name], gold[name]) for name in gold).values())
    in_found = sum(_two_of(n) for n in Counter(placed.values()).values())
    in_gold = sum(_two_of(n) for n in Counter(gold.values()).values())
    chance = _share(in_found * in_gold, _two_of(len(gold)))
    most = (in_found + in_gold) / 2
    return 1.0 if most == chance else (together - chance) / (most - chance)


def _placed(found: Mapping[str, str], gold: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """The cluster of each labelled id; the first part keeps a lone id apart from a cluster of that name."""
    return {name: ("cluster", found[name]) if name in found else ("alone", name) for name in gold}


def _pairs_of(clusters: Mapping[str, object]) -> set[Pair]:
    members: dict[object, list[str]] = defaultdict(list)
    for name, cluster in clusters.items():
        members[cluster].append(name)
    return {pair(*both) for names in members.values() for both in combinations(names, 2)}


def _two_of(count: int) -> int:
    return count * (count - 1) // 2


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 0.0
