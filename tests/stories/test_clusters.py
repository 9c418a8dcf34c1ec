from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.stories import clustering as clusters
from wirecopy.stories.clustering import join_pairs
from wirecopy.stories.model import Merging
from wirecopy.stories.sparse_kernels import load_sparse
from wirecopy.stories.window_index import UNDATED

RULE = Merging(threshold=0.0, unlikely=-4.0, quorum=0.5)


def join_groups(texts: int, pairs: list[tuple[int, int, float]], rule: Merging) -> list[int]:
    """Return what `join_pairs` does, of pairs in rows."""
    a, b = (np.array([row[side] for row in pairs], np.int64) for side in range(2))
    return join_pairs(texts, a, b, np.array([row[2] for row in pairs], np.float64), rule)


def test_join_groups_does_not_chain_through_a_text_between_two_stories() -> None:
    left = [(0, 1, 5.0), (0, 2, 5.0), (1, 2, 5.0)]
    right = [(4, 5, 5.0), (4, 6, 5.0), (5, 6, 5.0)]
    bridge = [(2, 3, 4.0), (3, 4, 4.5)]
    found = join_groups(7, [*left, *right, *bridge], RULE)
    assert found[:3] == [0, 0, 0]
    assert found[4] == found[5] == found[6] != 0


def test_join_groups_wants_a_quorum_even_of_strong_pairs() -> None:
    pairs = [(0, 1, 8.0), (2, 3, 8.0), (1, 2, 8.0), (0, 2, -0.5), (0, 3, -0.5), (1, 3, -0.5)]
    assert join_groups(4, pairs, RULE) == [0, 0, 2, 2]


@given(
    st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7), st.floats(-6, 8)), max_size=30).map(
        lambda rows: [(a, b, s) for (a, b), s in {(min(a, b), max(a, b)): s for a, b, s in rows if a != b}.items()]
    ),
    st.randoms(),
)
def test_join_groups_is_the_same_in_any_order_of_pairs(pairs: list[tuple[int, int, float]], chance) -> None:  # type: ignore[no-untyped-def]
    shuffled = pairs[:]
    chance.shuffle(shuffled)
    assert join_groups(8, pairs, RULE) == join_groups(8, shuffled, RULE)


def slowly(texts: int, pairs: dict[tuple[int, int], float]) -> list[int]:
    """The rule by its words: of all pairs of groups the likeliest is joined, until none is likely."""
    groups = [{text} for text in range(texts)]
    while True:
        tried = []
        for a, b in combinations(sorted(groups, key=min), 2):
            between = [max(pairs.get((min(x, y), max(x, y)), -4.0), -4.0) for x in a for y in b]
            average = sum(round(score * 10_000) + 40_000 for score in between) / len(between) - 40_000
            if average > 0 and sum(round(score * 10_000) > 0 for score in between) >= 0.5 * len(between):
                tried.append((-average, min(a), min(b), a, b))
        if not tried:
            return [min(next(group for group in groups if text in group)) for text in range(texts)]
        _, _, _, a, b = min(tried, key=lambda row: row[:3])
        groups = [group for group in groups if group not in (a, b)] + [a | b]


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]), st.floats(-6, 8)
    )
)
def test_join_pairs_joins_the_likeliest_groups_first(scores: dict[tuple[int, int], float]) -> None:
    a, b = (np.array([pair[side] for pair in scores], np.int64) for side in (0, 1))
    assert join_pairs(10, a, b, np.array(list(scores.values()), np.float64), RULE) == slowly(10, scores)


def test_join_pairs_compiled_joins_as_plain_python_does(monkeypatch: pytest.MonkeyPatch) -> None:
    chance = np.random.default_rng(1)
    keys = np.unique(chance.integers(0, 90, 700) * 90 + chance.integers(0, 90, 700))
    a, b = keys // 90, keys % 90
    a, b, scores = a[a < b], b[a < b], chance.normal(0.0, 3.0, len(keys))[a < b]
    plain = join_pairs(90, a, b, scores, RULE)
    monkeypatch.setattr(clusters, "COMPILED_FROM", 0)
    assert join_pairs(90, a, b, scores, RULE, sparse=load_sparse(0, "compiled")) == plain
    assert 1 < len(set(plain)) < 60


def test_two_dated_texts_alone_need_more_than_two_of_which_one_has_no_day() -> None:
    rule = Merging(threshold=-1.0, unlikely=-4.0, quorum=0.5, first=0.5)
    a, b, scores = np.array([0, 2]), np.array([1, 3]), np.array([0.0, 0.0])
    assert join_pairs(4, a, b, scores, rule, days=np.array([7, 8, 7, UNDATED], np.int32)) == [0, 1, 2, 2]
    assert join_pairs(
        3, np.array([0, 0, 1]), np.array([1, 2, 2]), np.array([0.0, 1.0, 0.0]), rule, days=np.full(3, 7, np.int32)
    ) == [0, 0, 0]


def test_two_dated_texts_alone_are_judged_by_their_first_score() -> None:
    rule = Merging(threshold=-1.0, unlikely=-4.0, quorum=0.5)
    a, b, days = np.array([0, 2]), np.array([1, 3]), np.array([7, 8, 7, UNDATED], np.int32)
    scores, first = np.array([2.0, 2.0]), np.array([-1.0, -1.0])
    assert join_pairs(4, a, b, scores, rule, days=days, first_scores=first) == [0, 1, 2, 2]
