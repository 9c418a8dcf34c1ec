"""The words and signs of a whole page read in one step are those of each of its lines alone."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wirecopy.clean.lines import split_lines, word_key
from wirecopy.clean.page_words import LONG_LINE, MAX_STRANGE, fold, words_of

ODD = (
    "\x00\xad\u200b\u2060\ufeff\u202e\xa0\u3000'’‘`´“”–—…•·©→éßİſ\u212a\ud800\U0001f600"
    "\x85\u2028\r\n\x0b\x1c\t  aB1.,:;/()[]@|$%"
)
TEXTS = st.text(st.sampled_from(ODD), max_size=60)


@settings(max_examples=300, deadline=None)
@given(TEXTS)
@example("\r'\n")
@example("one\r\u200b\ntwo")
@example("\u200b")
@example("\t\r\u200b\n")
@example("\t\r\x00")
@example("é\n\u2028\nÉ É")
def test_fold_reads_a_page_as_its_lines(raw: str) -> None:
    page = fold(raw)
    pieces = raw.splitlines(keepends=True)
    assert [len(piece) for piece in page.pieces] == [len(piece) for piece in pieces]
    assert [list(words) for words in page.words] == [words_of(piece) for piece in pieces]
    assert list(page.signs) == [sign for piece in pieces for sign in fold(piece).signs]


@settings(max_examples=200, deadline=None)
@given(TEXTS)
def test_split_lines_gives_what_each_line_holds(raw: str) -> None:
    for line in split_lines(raw):
        shown = "".join(c for c in raw[line.start : line.end] if c in line.text or c in "\xa0\u3000")
        assert len(shown) == len(line.text)
        assert (line.key, line.words) == word_key(line.text)
        assert line.low == line.text.lower()
        assert line.digit == any(c in "0123456789" for c in line.text)


def test_fold_of_a_page_in_many_letters_is_read_line_by_line() -> None:
    letters = "".join(chr(0x4E00 + i) for i in range(2 * MAX_STRANGE))
    assert fold(f"{letters}’s\nTwo’s").words == [[letters + "s"], ["twos"]]


@pytest.mark.parametrize("length", [LONG_LINE + 1, 1_000_000])
def test_fold_takes_no_words_of_a_long_line(length: int) -> None:
    assert fold("ab " * (length // 3 + 1) + "\nTwo words").words == [[], ["two", "words"]]
