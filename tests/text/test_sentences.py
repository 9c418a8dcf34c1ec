from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.text.sentences import paragraph_spans, sentence_spans


def cut(text: str) -> list[str]:
    return [text[s.start : s.end] for s in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The ferry sank. Nobody was hurt.", 2),
        ("He moved to the U.S. Senate in May.", 1),
        ("He left the U.S. The fleet stayed.", 2),
        ("Gen. A. B. Marlow met Dr. Ines Roe. They spoke.", 2),
        ("Prices rose 3.5 percent to $1.25. Wages fell.", 2),
        ("It is No. 10 on the list. No. It is not.", 3),
        ("They met at 8 p.m. Monday. Rain fell.", 2),
        ("They met at 8 p.m. Rain fell.", 2),
        ("The plane left at 5 a.m. local time.", 1),
        ('"We won. They lost," she said.', 2),
        ('"Why now?" Roe asked. Nobody knew.', 2),
        ('"Why now?" The answer came late.', 2),
        ("“It is over.” Roe left.", 2),
        ("It fell on Jan. 3 and Feb. 4, vs. two in May.", 1),
        ("Marlow Inc. shares fell. Roe Ltd. The rest rose.", 3),
        ("Wait... what? Yes! (Really.) Good.", 4),
        ("one. two. three", 1),
        ("Line one\nline two\r\n\r\nline three", 3),
        ("", 0),
        (" \n\t\n ", 0),
        ("...", 1),
    ],
)
def test_sentence_spans_counts(text: str, expected: int) -> None:
    assert len(cut(text)) == expected, cut(text)


def test_sentence_spans_keep_the_closing_mark() -> None:
    assert cut("He said “stop.” Then he ran.") == ["He said “stop.”", "Then he ran."]


def test_paragraph_spans_leave_white_space_out() -> None:
    text = "\n  One. \n\n Two.\n"
    assert [text[p.start : p.end] for p in paragraph_spans(text)] == ["One.", "Two."]


@given(st.text(alphabet="aB.!?\"”' \n\r3)U", max_size=60) | st.text(max_size=60))
def test_sentence_spans_lose_only_white_space(text: str) -> None:
    spans = sentence_spans(text)
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert "".join("".join(cut(text)).split()) == "".join(text.split())


def test_sentence_spans_are_linear_on_hostile_lines() -> None:
    assert len(cut('."' * 200_000)) == 1
    assert len(cut("A. " * 100_000)) >= 1
