"""Trees of descent over priced candidate parents: the cheapest one, and how sure each of its edges is."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from networkx import DiGraph

ROOT = ""
"""The unseen source all others may descend from: the agency, where the pages name one."""

Prices = Mapping[str, Mapping[str, float]]
"""For each text, what each candidate parent costs; every text has ROOT among its candidates."""

_LARGEST_KNOT = 300  # texts that may each be another's parent; matrices beyond it cost more than they tell
_FLOOR = 1e-12


def cheapest_tree(prices: Prices) -> dict[str, tuple[str, float]]:
    """Return the parent of each text in the cheapest tree, with its share of all trees weighted by price.

    The tree is a minimum-cost arborescence (Edmonds 1967); the share of an edge among all trees, each weighing
    exp(-cost), comes from the directed matrix-tree theorem (Tutte 1948). Texts that cannot be each other's
    ancestors are worked out alone, so the time is linear but for knots of texts that nothing puts in order.

    >>> found = cheapest_tree({"a": {ROOT: 0.0, "b": 9.0}, "b": {ROOT: 5.0, "a": 0.0}})
    >>> found["a"][0], found["b"][0], found["b"][1] > 0.9
    ('', 'a', True)
    """
    parents: dict[str, tuple[str, float]] = {}
    for knot in _knots(prices):
        if len(knot) == 1:
            (text,) = knot
            parents[text] = _least_entry(prices[text])
        else:
            parents.update(_knotted(sorted(knot), prices))
    return parents


def _knots(prices: Prices) -> Iterable[set[str]]:
    """Return the sets of texts that can be each other's ancestors; most hold one text."""
    from networkx import strongly_connected_components

    graph = _graph((p, c, 0.0) for c, row in prices.items() for p in row)
    return [knot for knot in strongly_connected_components(graph) if ROOT not in knot]


def _graph(edges: Iterable[tuple[str, str, float]]) -> DiGraph[str]:
    from networkx import DiGraph

    graph: DiGraph[str] = DiGraph()
    graph.add_weighted_edges_from(edge for edge in sorted(edges) if edge[0] != edge[1])
    return graph


def _least_entry(row: Mapping[str, float]) -> tuple[str, float]:
    least = min(row.values())
    total = math.fsum(math.exp(least - price) for price in row.values())
    parent = min(row, key=lambda name: (row[name], name))
    return parent, math.exp(least - row[parent]) / total


def _knotted(knot: list[str], prices: Prices) -> dict[str, tuple[str, float]]:
    """Return the parents inside a knot; every parent outside it counts as the root."""
    from networkx import minimum_spanning_arborescence

    inside = set(knot)
    outer = {c: {p: price for p, price in prices[c].items() if p not in inside} for c in knot}
    best_outer = {c: min((price, name) for name, price in row.items())[1] for c, row in outer.items()}
    edges = [(ROOT, c, prices[c][best_outer[c]]) for c in knot]
    edges += [(p, c, price) for c in knot for p, price in prices[c].items() if p in inside]
    tree = minimum_spanning_arborescence(_graph(edges))
    parents = {c: p if p in inside else best_outer[c] for p, c in tree.edges}
    if len(knot) > _LARGEST_KNOT:
        return {c: (parent, 0.0) for c, parent in parents.items()}
    shares = _shares(knot, prices)
    return {c: (parent, shares[c][parent]) for c, parent in parents.items()}


def _shares(knot: list[str], prices: Prices) -> dict[str, dict[str, float]]:
    """Return the share of every edge into the knot among all trees (the matrix-tree theorem's marginals)."""
    import numpy as np

    place = {name: i for i, name in enumerate(knot)}
    n = len(knot)
    weights = np.zeros((n, n))  # parent, child
    outer: list[dict[str, float]] = []
    for child, j in place.items():
        least = min(prices[child].values())
        row = {parent: max(_FLOOR, math.exp(least - price)) for parent, price in prices[child].items()}
        for parent in row.keys() & place.keys():
            weights[place[parent], j] = row[parent]
        outer.append({parent: weight for parent, weight in row.items() if parent not in place})
    laplacian = np.diag(weights.sum(axis=0) + [math.fsum(row.values()) for row in outer]) - weights
    inverse = np.linalg.inv(laplacian)
    shares: dict[str, dict[str, float]] = {}
    for child, j in place.items():
        known = {parent: weight * inverse[j, j] for parent, weight in outer[j].items()}
        for parent, i in place.items():
            if weights[i, j]:
                known[parent] = weights[i, j] * (inverse[j, j] - inverse[j, i])
        shares[child] = {parent: float(min(1.0, max(0.0, share))) for parent, share in known.items()}
    return shares
