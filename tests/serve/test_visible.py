from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.serve.views.safe_text import clipped, in_line, visible


@pytest.mark.parametrize("hidden", ["\x00", "\x1b", "\x9b", "\u202e", "\u2066", "\ud800", "\uffff"])
def test_visible_spells_out_what_hides_or_reorders(hidden: str) -> None:
    assert visible(f"a{hidden}b") == f"a⟦U+{ord(hidden):04X}⟧b"


def test_visible_keeps_ordinary_text_of_every_script() -> None:
    text = "naïve “Ελλάδα” עברית العربية 漢字 👩‍👩‍👧 \t\n"
    assert visible(text) == text


def test_visible_makes_every_line_end_one_kind() -> None:
    assert visible("a\r\nb\rc\u2028d") == "a\nb\nc\nd"


@given(st.text(st.characters()))
def test_visible_gives_text_that_can_be_written(text: str) -> None:
    assert visible(text).encode("utf-8").decode("utf-8") == visible(text)


@given(st.text())
def test_in_line_gives_one_line(text: str) -> None:
    assert "\n" not in in_line(text)


@given(st.text(min_size=1), st.integers(2, 50))
def test_clipped_says_how_much_it_leaves_out(text: str, limit: int) -> None:
    shown = clipped(text, limit)
    left = f" … ({len(text) - 2 * (limit // 2):,} more) … "
    assert shown == text if len(text) <= max(limit, 2 * (limit // 2) + len(left)) else left in shown
