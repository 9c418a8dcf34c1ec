"""Ids depend on every part of what they name, and on nothing else."""

from hypothesis import given
from hypothesis import strategies as st

from wirecopy.ids import content_id

parts = st.lists(st.none() | st.text(), min_size=1, max_size=4)


def test_content_id_has_prefix_and_sixteen_plain_characters() -> None:
    prefix, _, rest = content_id("p", "outlet", "text").partition("_")
    assert prefix == "p"
    assert len(rest) == 16
    assert set(rest) <= set("0123456789abcdefghijklmnopqrstuv")


def test_content_id_is_the_same_in_every_release() -> None:
    assert content_id("p", "gazette", None, "Hello") == "p_20cub4gv3ibfu3cc"


@given(parts, parts)
def test_content_id_differs_with_the_parts(first: list[str | None], second: list[str | None]) -> None:
    assert (content_id("p", *first) == content_id("p", *second)) == (first == second)


def test_content_id_tells_null_from_empty() -> None:
    assert content_id("p", None) != content_id("p", "")


def test_content_id_takes_a_lone_surrogate() -> None:
    assert content_id("p", "\ud800") != content_id("p", "\ud801")
