from __future__ import annotations

import numpy as np
import pytest
from origins.invented import ONE_TEXT_KINDS, OTHER_KINDS, Kind, excerpted, invented

from copies.made import kernels
from wirecopy.copies.one_text.odds import NO_ODDS, trees_of
from wirecopy.copies.one_text.running import entries_in
from wirecopy.copies.verify import verify_pairs
from wirecopy.copies.words import page_entries
from wirecopy.options import CopyOptions
from wirecopy.pipeline.pair_verification import words_of
from wirecopy.types import Stretch

FRESH = range(10_000, 10_030)  # seeds that nothing was learned from


def told_one_text(kind: Kind, least: float = 0.0) -> float:
    """Return the share of fresh pairs of a kind that are told as one text, of those that share so much."""
    words = words_of([text for seed in FRESH for text in invented(kind, seed)], kernels())
    a = np.arange(0, 2 * len(FRESH), 2)
    rows = verify_pairs(words, a, a + 1, kernels(), CopyOptions())
    odds, inside_a, inside_b = (rows.column(name).to_numpy() for name in ("odds", "containment_a", "containment_b"))
    return float((odds >= 0)[np.maximum(inside_a, inside_b) >= least].mean())


@pytest.mark.parametrize("kind", ONE_TEXT_KINDS)
def test_states_and_cuts_that_share_half_are_one_text(kind: Kind) -> None:
    assert told_one_text(kind, least=0.5) >= 0.85


@pytest.mark.parametrize("kind", OTHER_KINDS)
def test_texts_that_share_some_are_not(kind: Kind) -> None:
    assert told_one_text(kind) <= 0.1


@pytest.mark.parametrize("seed", [10_260, 10_536, 10_624, 10_731, 10_901, 11_198])
def test_a_long_text_that_holds_little_of_a_short_one_is_no_copy_of_it(seed: int) -> None:
    words = words_of(invented(excerpted, seed), kernels())
    (row,) = verify_pairs(words, np.array([0]), np.array([1]), kernels(), CopyOptions()).to_pylist()
    sizes = sorted((row["count_a"], row["count_b"]))
    assert max(row["containment_a"], row["containment_b"]) < 0.5
    assert sizes[1] >= 3 * sizes[0]
    assert row["odds"] < 0


def test_trees_answer_by_their_questions() -> None:
    tree = {"columns": ["x", "y", "x"], "limits": [0.5, 2.0, 9.0], "answers": [1.0, 2.0, 4.0, 8.0]}
    trees = trees_of({"start": 0.5, "trees": [tree]}, ("x", "y"))
    rows = np.array([[0.5, 2.0], [0.0, 3.0], [1.0, 0.0], [10.0, 0.0]])
    assert trees.odds(rows).tolist() == [1.5, 2.5, 4.5, 8.5]


def test_a_pair_that_shares_nothing_has_no_odds() -> None:
    words = words_of(["The ferry sails on Monday at noon.", "Nothing of the kind was ever said here."], kernels())
    (row,) = verify_pairs(words, np.array([0]), np.array([1]), kernels(), CopyOptions()).to_pylist()
    assert row["odds"] == NO_ODDS


@pytest.mark.parametrize(
    ("line", "entries"),
    [
        ("1:10 p.m.", 1),
        ("9 a.m. EDT", 1),
        ("13h45", 1),
        ("10.30 Uhr", 1),
        ("12 comments", 0),
        ("1 of 12", 0),
        ("5 hours ago", 0),
    ],
)
def test_entries_stand_under_times(line: str, entries: int) -> None:
    assert entries_in(f"The ferry sails.\n{line}\nIt waits.") == entries


def test_times_cut_from_a_body_are_counted() -> None:
    raw = "The ferry sails.\n1:10 p.m.\nIt waits.\n1:20 p.m.\n"
    assert page_entries(raw, [Stretch(0, 17), Stretch(27, 37)]) == 1
    assert page_entries(raw, []) == 0
