"""The evaluations' scores against values worked out by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scores import adjusted_rand, b_cubed, cluster_pairs, pair_score

GOLD = {"a": "x", "b": "x", "c": "x", "d": "y", "e": "y"}
FOUND = {"a": "1", "b": "1", "c": "2", "d": "2", "e": "3"}
clusterings = st.dictionaries(st.sampled_from("abcdefgh"), st.sampled_from("1234"), min_size=2)


def test_pair_score_counts_by_hand() -> None:
    score = pair_score([("a", "b"), ("b", "a"), ("a", "d")], [("a", "b"), ("a", "c"), ("b", "c"), ("d", "e")])
    assert (score.gold, score.found, score.right) == (4, 2, 1)
    assert (score.precision, score.recall, score.f1) == (0.5, 0.25, pytest.approx(1 / 3))


def test_pair_score_leaves_out_what_counts_neither_way() -> None:
    score = pair_score([("a", "b"), ("c", "d")], [("a", "b")], neither=[("d", "c")])
    assert (score.precision, score.recall, score.found) == (1.0, 1.0, 1)


def test_pair_score_of_nothing_found_is_nought() -> None:
    assert pair_score([], [("a", "b")]).f1 == 0.0


def test_b_cubed_by_hand() -> None:
    score = b_cubed(FOUND, GOLD)
    assert score.precision == pytest.approx((1 + 1 + 0.5 + 0.5 + 1) / 5)
    assert score.recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 0.5 + 0.5) / 5)


def test_b_cubed_takes_what_was_not_placed_as_alone() -> None:
    assert b_cubed({}, {"a": "x", "b": "x"}).recall == 0.5
    assert b_cubed({"a": "b"}, {"a": "x", "b": "y"}).precision == 1.0


def test_b_cubed_looks_at_labelled_ids_only() -> None:
    assert b_cubed({"a": "1", "b": "1", "z": "1"}, {"a": "x", "b": "x"}).precision == 1.0


def test_cluster_pairs_by_hand() -> None:
    score = cluster_pairs(FOUND, GOLD)
    assert (score.gold, score.found, score.right) == (4, 2, 1)


def test_adjusted_rand_by_hand() -> None:
    # together 1, pairs found 2, pairs gold 4, of 10: (1 - .8) / (3 - .8)
    assert adjusted_rand(FOUND, GOLD) == pytest.approx(0.2 / 2.2)


@given(clusterings)
def test_scores_of_the_gold_itself_are_full(gold: dict[str, str]) -> None:
    assert b_cubed(gold, gold).f1 == pytest.approx(1)
    assert adjusted_rand(gold, gold) == pytest.approx(1)


@given(clusterings, clusterings)
def test_b_cubed_swaps_with_its_sides(found: dict[str, str], gold: dict[str, str]) -> None:
    found = {name: found.get(name, f"alone {name}") for name in gold}
    assert b_cubed(found, gold).precision == pytest.approx(b_cubed(gold, found).recall)
