from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.stories.clusters import Joined, join_again, join_groups, join_pairs
from wirecopy.stories.model import Merging

RULE = Merging(threshold=0.0, unlikely=-4.0, quorum=0.5)


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


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]), st.floats(-6, 8)
    )
)
def test_join_pairs_is_join_groups_without_the_pairs_that_cannot_matter(scores: dict[tuple[int, int], float]) -> None:
    a, b = (np.array([pair[side] for pair in scores], np.int64) for side in (0, 1))
    pairs = [(x, y, score) for (x, y), score in scores.items()]
    assert join_pairs(10, a, b, np.array(list(scores.values())), RULE) == join_groups(10, pairs, RULE)


@given(
    st.dictionaries(
        st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]), st.floats(-6, 8)
    ),
    st.dictionaries(
        st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1]), st.floats(-6, 8)
    ),
)
def test_join_again_is_join_pairs_whatever_was_known(
    before: dict[tuple[int, int], float], more: dict[tuple[int, int], float]
) -> None:
    known: Joined = {}
    for scores in (before, before | more):
        a, b = (np.array([pair[side] for pair in scores], np.int64) for side in (0, 1))
        values = np.array(list(scores.values()))
        found, known = join_again(10, a, b, values, RULE, first=5, known=known)
        assert found == join_pairs(10, a, b, values, RULE)
