"""What is read straight from UTF-8 bytes is the same as what plain Python reads."""

from __future__ import annotations

import numpy as np
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from wirecopy.copies.bodies import Stretches
from wirecopy.copies.candidates_memory import NO_DAY
from wirecopy.copies.quote_regions import marked_stretches
from wirecopy.copies.repeated_lines import without_repeated_lines
from wirecopy.kernels import load_kernels
from wirecopy.kernels.column import column_of
from wirecopy.text.quotation import quotation_spans

BACKENDS = load_kernels("reference"), load_kernels("compiled")
PIECES = st.sampled_from(
    ['"', "“", "”", "‘", "’", "'", "''", "``", "«", "»", "＂", "‹", "›", "„", "‟", "said", "he", "é", "京", "don’t",
     " ", " ", "\n", "\n", "\r", "\u2028", "\u3000", ".", "5", "(", "s"]
)  # fmt: skip
TEXT = st.one_of(st.lists(PIECES, max_size=60).map("".join), st.text(max_size=30))
TEXTS = st.lists(TEXT, min_size=1, max_size=5).map(lambda texts: [t.encode("utf-8", "replace").decode() for t in texts])


@given(TEXTS)
@settings(max_examples=150, deadline=None)
def test_marked_stretches_are_the_same_in_both_backends(texts: list[str]) -> None:
    asked = np.arange(len(texts))
    one, other = (marked_stretches(column_of(texts), asked, kernels) for kernels in BACKENDS)
    assert [column.tolist() for column in one] == [column.tolist() for column in other]


@given(TEXT)
@settings(max_examples=150, deadline=None)
def test_no_quotation_stands_outside_marked_stretches(text: str) -> None:
    text = text.encode("utf-8", "replace").decode()
    _, starts, ends = marked_stretches(column_of([text]), np.arange(1), BACKENDS[0])
    if any(mark in text for mark in '"“”„«»'):
        for quote in quotation_spans(text):
            assert any(start <= quote.start and quote.end <= end for start, end in zip(starts, ends, strict=True))


LINES = st.lists(
    st.sampled_from(["Home World", "Ärger im Netz", "12 min", "15 min", "ab", "", "One more line"]), max_size=5
).map("\n".join)
PAGE = st.tuples(LINES, st.integers(0, 9), st.integers(-1, 1), st.sampled_from([NO_DAY, 1, 2, 3]))


@given(st.lists(PAGE, min_size=6, max_size=14))
@settings(max_examples=60, deadline=None)
def test_repeated_lines_are_left_out_alike_in_both_backends(pages: list[tuple[str, int, int, int]]) -> None:
    column = column_of([f"{lines}\n{'x ' * more}" for lines, more, *_ in pages])
    outlets = np.array([outlet for *_, outlet, _ in pages], dtype=np.int64)
    days = np.array([day for *_, day in pages], dtype=np.int32)
    found = [
        without_repeated_lines(column, outlets, days, words=kernels.words_in(column), kernels=kernels)
        for kernels in BACKENDS
    ]
    (one, cuts), (other, cuts_too) = found
    assert all(np.array_equal(getattr(one, name), getattr(other, name)) for name in one.__slots__)
    assert np.array_equal(cuts, cuts_too)


def test_column_of_reads_arrow_columns_and_mends_half_characters() -> None:
    sliced = pa.array(["a", "bé", None, "d"]).slice(1)
    assert [column_of(sliced).text(number) for number in range(3)] == ["bé", "", "d"]
    assert column_of(["x\ud800y", None]).text(0) == "x?y"


def test_words_in_stretches_are_counted_between_places() -> None:
    stretches = Stretches(np.array([2, 10]), np.array([5, 12]))
    found = stretches.words_in(np.array([0, 3, 5, 4]), np.array([20, 4, 10, 11]))
    assert found.tolist() == [5, 1, 0, 2]


def test_column_of_counts_what_is_no_text_as_empty() -> None:
    column = column_of(["a", float("nan"), 3, "x\ud800", b"\xff"])  # type: ignore[list-item]
    assert [column.text(number) for number in range(5)] == ["a", "", "", "x?", ""]
