"""Families as corrections have them: joined, parted, all others untouched."""

from wirecopy.copies.corrected_families import settled_families


def test_a_parted_family_grows_again_by_its_surest_links() -> None:
    leaders = dict.fromkeys("abcd", "a")
    links = [("a", "b", 3.0), ("c", "d", 3.0), ("b", "c", 1.0), ("a", "c", 0.5)]
    found = settled_families(leaders, links, {"a": 9, "c": 5, "d": 7}, two=[("a", "d")])
    assert found == {"a": "a", "b": "a", "c": "d", "d": "d"}


def test_pages_of_two_families_become_one_and_others_stay() -> None:
    leaders = {"a": "a", "b": "a", "c": "c", "d": "c", "x": "y", "y": "y"}
    found = settled_families(leaders, [("a", "b", 1.0), ("c", "d", 1.0), ("x", "y", 1.0)], {}, one=[("b", "c")])
    assert {key for key, leader in found.items() if leader == "a"} == {"a", "b", "c", "d"}
    assert (found["x"], found["y"]) == ("y", "y")


def test_no_link_leads_round_what_a_correction_parts() -> None:
    leaders = dict.fromkeys("abc", "a")
    links = [("a", "b", 5.0), ("b", "c", 4.0)]
    assert settled_families(leaders, links, {}, one=[("b", "c")], two=[("a", "c")]) == {"b": "b", "c": "b"}
