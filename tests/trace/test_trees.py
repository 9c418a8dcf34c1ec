from __future__ import annotations

import math
from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from wirecopy.trace.descent.arborescence import ROOT, cheapest_tree

_PRICE = st.floats(0, 12, allow_nan=False)


@st.composite
def priced(draw: st.DrawFn) -> dict[str, dict[str, float]]:
    names = "abcd"[: draw(st.integers(1, 4))]
    prices = {}
    for child in names:
        others = [name for name in names if name != child and draw(st.booleans())]
        prices[child] = {name: draw(_PRICE) for name in [ROOT, *others]}
    return prices


def all_trees(prices: dict[str, dict[str, float]]) -> list[dict[str, str]]:
    found = []
    for chosen in product(*(sorted(row) for row in prices.values())):
        parents = dict(zip(prices, chosen, strict=True))
        if all(reaches_root(parents, name) for name in parents):
            found.append(parents)
    return found


def reaches_root(parents: dict[str, str], name: str) -> bool:
    for _ in parents:
        if name == ROOT:
            return True
        name = parents[name]
    return name == ROOT


def cost(prices: dict[str, dict[str, float]], parents: dict[str, str]) -> float:
    return sum(prices[child][parent] for child, parent in parents.items())


@given(priced())
@settings(max_examples=80, deadline=None)
def test_cheapest_tree_is_a_tree_and_none_is_cheaper(prices: dict[str, dict[str, float]]) -> None:
    found = {child: parent for child, (parent, _) in cheapest_tree(prices).items()}
    assert all(reaches_root(found, name) for name in found)
    assert cost(prices, found) <= min(cost(prices, tree) for tree in all_trees(prices)) + 1e-9


@given(priced())
@settings(max_examples=80, deadline=None)
def test_cheapest_tree_is_as_sure_of_an_edge_as_the_trees_that_have_it_weigh(
    prices: dict[str, dict[str, float]],
) -> None:
    trees = [(math.exp(-cost(prices, tree)), tree) for tree in all_trees(prices)]
    total = sum(weight for weight, _ in trees)
    for child, (parent, share) in cheapest_tree(prices).items():
        expected = sum(weight for weight, tree in trees if tree[child] == parent) / total
        assert math.isclose(share, expected, abs_tol=1e-6)
