from __future__ import annotations

import random
from dataclasses import replace

import numpy as np
import pytest

from copies.made import every_pair as pairs_of
from copies.made import links, prose
from wirecopy.copies.families import find_families, pair_relations, pairs_to_prove
from wirecopy.copies.roundups import find_roundups
from wirecopy.options import CopyOptions

OPTIONS = CopyOptions()


def together(bodies: list[str]) -> list[set[int]]:
    leaders = find_families(links(bodies), OPTIONS)
    return [set(np.flatnonzero(leaders == leader).tolist()) for leader in np.unique(leaders[leaders >= 0])]


def test_find_families_joins_cut_and_extended_copies() -> None:
    wire = prose(1, 300)
    cut, extended = wire[: len(wire) // 2], wire + " " + prose(2, 250)
    assert together([wire, cut, extended]) == [{0, 1, 2}]


def test_find_families_keeps_two_outlets_long_extensions_in_one_family() -> None:
    wire = prose(1, 300)
    extended = [wire + " " + prose(seed, 400) for seed in (2, 3, 4)]
    assert together([*extended, wire]) == [{0, 1, 2, 3}]


def test_find_families_leaves_unrelated_texts_alone() -> None:
    assert together([prose(1, 200), prose(2, 200)]) == []


def test_find_families_keeps_a_roundup_out_and_its_parts_apart() -> None:
    wires = [prose(seed, 200) for seed in range(4)]
    roundup = " ".join(wire[: int(len(wire) * 0.8)] for wire in wires)
    bodies = [*wires, *wires, roundup]
    assert sorted(together(bodies), key=min) == [{i, i + 4} for i in range(4)]


def test_find_families_joins_all_states_of_a_running_text() -> None:
    pieces = [prose(seed, 60) for seed in range(14)]
    states = [" ".join(pieces[i : i + 5]) for i in range(10)]  # the first and the last share nothing
    assert together(states) == [set(range(10))]


def test_find_families_never_chains_two_texts_over_one_put_together_of_both() -> None:
    first, second = prose(1, 200), prose(2, 200)
    halves = [" ".join(text.split()[:160]) for text in (first, second)]
    for both in (f"{first} {second}", " ".join(halves)):
        assert not any({0, 1} <= family for family in together([first, second, both]))


@pytest.mark.parametrize("odds", [[5.0, -4.0, 5.0], [5.0, -4.0, 3.0], [1.0, -3.0, 1.0]])
def test_find_families_keeps_apart_what_a_pair_says_is_two_texts(odds: list[float]) -> None:
    shared = links([f"{prose(0, 90)} {prose(seed, 60)}" for seed in (1, 2, 3)])  # pairs 0-1, 0-2, 1-2
    leaders = find_families(replace(shared, odds=np.array(odds)), OPTIONS)
    assert not leaders[0] == leaders[2] >= 0


def test_find_families_keeps_out_a_brief_in_the_box_of_a_long_report() -> None:
    brief = prose(1, 90)
    assert together([brief, brief, f"{prose(2, 500)} {brief} {prose(3, 400)}"]) == [{0, 1}]


def test_find_families_keeps_texts_of_one_template_apart() -> None:
    def filled(seed: int) -> str:
        slots = [[*prose(1, 90).split()[i : i + 9], f"{seed}{i}.5", f"n{seed}x{i}"] for i in range(0, 90, 9)]
        return " ".join(word for slot in slots for word in slot)

    assert together([filled(1), filled(2)]) == []


@pytest.mark.parametrize("seed", range(5))
def test_find_families_is_the_same_in_any_order(seed: int) -> None:
    wires = [prose(number, 150) for number in range(3)]
    bodies = [w[: int(len(w) * share)] for w in wires for share in (1, 0.9, 0.6)]
    pairs = pairs_of(9)
    expected = find_families(links(bodies, pairs), OPTIONS)
    random.Random(seed).shuffle(pairs)
    assert find_families(links(bodies, pairs), OPTIONS).tolist() == expected.tolist()


def test_find_roundups_spares_a_whole_text_whose_two_halves_ran_elsewhere() -> None:
    wire = prose(1, 300)
    words = wire.split()
    first, second = " ".join(words[:170]), " ".join(words[140:])
    assert not find_roundups(links([wire, wire, first, second]), 0.5).any()


def test_find_roundups_spares_a_long_version_of_which_half_is_one_copy() -> None:
    first, other, end = prose(1, 400), prose(2, 60), prose(3, 60)
    full = f"{first} {other} {end}"
    one, two = f"{prose(4, 30)} {other} {prose(5, 20)}", f"{prose(6, 20)} {end} {prose(7, 30)}"
    assert find_roundups(links([full, one, two]), 0.4).tolist() == [True, False, False]
    assert not find_roundups(links([full, first, one, two]), 0.4).any()


def test_find_families_keeps_a_long_version_and_the_brief_in_its_box_apart() -> None:
    first, brief, end = prose(1, 400), prose(2, 60), prose(3, 60)
    two = f"{prose(6, 20)} {end} {prose(7, 30)}"
    found = links([f"{first} {brief} {end}", first, f"{brief} {prose(8, 40)}", two])
    sure = np.where((found.a == 0) & (found.b < 3), 3.0, np.minimum(found.odds, -1.0))
    assert find_families(replace(found, odds=sure), OPTIONS).tolist() == [0, 0, -1, -1]


def test_pairs_to_prove_gives_every_pair_of_a_small_family() -> None:
    leaders, words = np.zeros(3, np.int64), np.array([9, 8, 7])
    a, b = pairs_to_prove(leaders, words)
    assert list(zip(a, b, strict=True)) == [(0, 1), (0, 2), (1, 2)]


def test_pairs_to_prove_stays_linear_in_a_large_family() -> None:
    leaders, words = np.zeros(500, np.int64), np.arange(1000, 500, -1)
    a, b = pairs_to_prove(leaders, words)
    assert len(a) == 499 + 498 + 497
    assert np.all(a < b)


def relations(bodies: list[str]) -> list[str | None]:
    linked = links(bodies, [(0, 1)])
    return pair_relations(linked, find_families(linked, OPTIONS), OPTIONS)


def test_relate_tells_a_shared_quotation_from_a_copy() -> None:
    speech = prose(9, 60)
    bodies = [f'{prose(1, 40)} "{speech}" {prose(2, 40)}', f'{prose(3, 40)} "{speech}" {prose(4, 40)}']
    assert relations(bodies) == ["shared_quote"]


def test_relate_tells_an_excerpt_from_a_copy() -> None:
    piece = prose(9, 80)
    assert relations([piece + " " + prose(1, 200), piece + " " + prose(2, 200)]) == ["excerpt"]


def test_relate_drops_pairs_that_share_next_to_nothing() -> None:
    piece = prose(9, 20)
    assert relations([piece + " " + prose(1, 400), piece + " " + prose(2, 400)]) == [None]
