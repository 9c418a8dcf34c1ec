from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.text.safe_text import clipped, in_line, visible


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
    shown, half = clipped(text, limit), limit // 2
    if len(text) <= max(limit, 2 * half + len(f" … ({len(text) - 2 * half:,} more) … ")):
        assert shown == text
        return
    ends = [(text[:first], text[len(text) - last :]) for first in range(half + 1) for last in range(half + 1)]
    assert shown in {f"{head} … ({len(text) - len(head) - len(tail):,} more) … {tail}" for head, tail in ends}


def test_clipped_cuts_no_word_where_a_blank_is_near() -> None:
    text = "Lawyers said the files also showed that he contributed vital language to a letter of the department."
    head, _, tail = clipped(text, 60).partition(" … (")
    assert text.startswith(f"{head} ")
    assert text.endswith(f" {tail.partition(' … ')[2]}")
