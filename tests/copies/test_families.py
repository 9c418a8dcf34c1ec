from __future__ import annotations

import random

from copies.made import links, prose, proved
from wirecopy.copies.families import every_pair, find_families, pairs_to_prove, relate
from wirecopy.copies.links import links_of
from wirecopy.copies.roundups import find_roundups
from wirecopy.options import CopyOptions

OPTIONS = CopyOptions()


def together(bodies: list[str]) -> list[set[str]]:
    leaders = find_families(links(bodies), OPTIONS)
    groups: dict[str, set[str]] = {}
    for article, leader in leaders.items():
        groups.setdefault(leader, set()).add(article)
    return sorted(groups.values(), key=sorted)


def test_find_families_joins_cut_and_extended_copies() -> None:
    wire = prose(1, 300)
    cut, extended = wire[: len(wire) // 2], wire + " " + prose(2, 250)
    assert together([wire, cut, extended]) == [{"a0", "a1", "a2"}]


def test_find_families_leaves_unrelated_texts_alone() -> None:
    assert together([prose(1, 200), prose(2, 200)]) == []


def test_find_families_keeps_a_roundup_out_and_its_parts_apart() -> None:
    wires = [prose(seed, 200) for seed in range(4)]
    roundup = " ".join(wire[: int(len(wire) * 0.8)] for wire in wires)
    bodies = [*wires, *wires, roundup]
    assert together(bodies) == [{f"a{i}", f"a{i + 4}"} for i in range(4)]


def test_find_families_does_not_chain_a_running_story() -> None:
    pieces = [prose(seed, 60) for seed in range(24)]
    states = [" ".join(pieces[i : i + 5]) for i in range(20)]  # each shares four fifths with the next
    families = together(states)
    assert max(len(family) for family in families) < 12


def test_find_families_is_the_same_in_any_order() -> None:
    wires = [prose(seed, 150) for seed in range(3)]
    bodies = [w[: int(len(w) * share)] for w in wires for share in (1, 0.9, 0.6)]
    rows = proved(bodies, [(a, b) for a in range(9) for b in range(a + 1, 9)])
    expected = find_families(links_of(rows), OPTIONS)
    for seed in range(5):
        random.Random(seed).shuffle(rows)
        assert find_families(links_of(rows), OPTIONS) == expected


def test_find_roundups_spares_a_whole_text_whose_two_halves_ran_elsewhere() -> None:
    wire = prose(1, 300)
    words = wire.split()
    first, second = " ".join(words[:170]), " ".join(words[140:])
    assert find_roundups(links([wire, wire, first, second]), 0.5) == frozenset()


def test_pairs_to_prove_gives_every_pair_of_a_small_family() -> None:
    leaders = dict.fromkeys(("a0", "a1", "a2"), "a0")
    words = {"a0": 9, "a1": 8, "a2": 7}
    assert sorted(pairs_to_prove(leaders, words)) == [("a0", "a1"), ("a0", "a2"), ("a1", "a2")]


def test_pairs_to_prove_stays_linear_in_a_large_family() -> None:
    leaders = {f"a{i:03}": "a000" for i in range(500)}
    words = {article: 1000 - i for i, article in enumerate(leaders)}
    assert len(list(pairs_to_prove(leaders, words))) < 3 * 500


def test_every_pair_takes_in_families_that_share_text() -> None:
    piece = prose(9, 100)
    bodies = [piece + " " + prose(1, 200), piece + " " + prose(2, 200), prose(3, 200), prose(3, 200)]
    assert sorted(every_pair(links(bodies), OPTIONS)) == [("a0", "a1"), ("a2", "a3")]


def relations(bodies: list[str], pairs: list[tuple[int, int]]) -> dict[tuple[str, str], str]:
    rows = proved(bodies, pairs)
    linked = links_of(rows)
    kept = relate(rows, find_families(linked, OPTIONS), linked, OPTIONS)
    return {(row["article_a"], row["article_b"]): relation for row, relation in kept}


def test_relate_tells_a_shared_quotation_from_a_copy() -> None:
    speech = prose(9, 60)
    bodies = [f'{prose(1, 40)} "{speech}" {prose(2, 40)}', f'{prose(3, 40)} "{speech}" {prose(4, 40)}']
    assert relations(bodies, [(0, 1)]) == {("a0", "a1"): "shared_quote"}


def test_relate_tells_an_excerpt_from_a_copy() -> None:
    piece = prose(9, 80)
    bodies = [piece + " " + prose(1, 200), piece + " " + prose(2, 200)]
    assert relations(bodies, [(0, 1)]) == {("a0", "a1"): "excerpt"}


def test_relate_drops_pairs_that_share_next_to_nothing() -> None:
    piece = prose(9, 20)
    assert relations([piece + " " + prose(1, 400), piece + " " + prose(2, 400)], [(0, 1)]) == {}
