from __future__ import annotations

import numpy as np

from wirecopy.kernels import load_kernels
from wirecopy.stories.features import BODY, NAMES, NUMBERS, PLACES, TERM_FIELDS, TITLE, TermReader, Terms, WrittenText


def terms(*texts: WrittenText) -> Terms:
    return TermReader.load(load_kernels("reference")).read(texts)


def field(found: Terms, text: int, which: int) -> set[int]:
    at = text * TERM_FIELDS + which
    return set(found.ids[found.offsets[at] : found.offsets[at + 1]].tolist())


def test_read_tells_names_from_words_by_their_capital() -> None:
    found = terms(WrittenText("", "They may meet in Oslo"), WrittenText("", "they may meet May of oslo"))
    assert field(found, 0, BODY) - field(found, 1, BODY)
    assert field(found, 0, NAMES) != field(found, 1, NAMES)
    assert len(field(found, 1, NAMES)) == 1


def test_read_takes_two_capitals_in_a_row_as_a_name_too() -> None:
    apart, together = terms(WrittenText("", "x Ann y Roe"), WrittenText("", "x Ann Roe")), 3
    assert len(field(apart, 0, NAMES)) == 2
    assert len(field(apart, 1, NAMES)) == together


def test_read_knows_numbers_and_places() -> None:
    found = terms(WrittenText("", "floods in Varnes left 1,200 homeless"))
    assert len(field(found, 0, NUMBERS)) == 1
    assert field(found, 0, PLACES) <= field(found, 0, NAMES)
    assert field(found, 0, PLACES)


def test_read_counts_the_title_as_words_of_the_text() -> None:
    found = terms(WrittenText("Ferry aground", "It sank."))
    assert field(found, 0, TITLE) <= field(found, 0, BODY)


def test_read_counts_days_of_the_week() -> None:
    found = terms(WrittenText("", "On Monday and Monday again, not on Tuesday"), WrittenText("", "no day"))
    assert np.argmax(found.weekdays[0]) == 0
    assert found.weekdays[0, 1] > 0
    assert not found.weekdays[1].any()


def test_read_is_the_same_one_by_one_and_together() -> None:
    texts = [WrittenText("A title", "Some body in Oslo 12"), WrittenText("", ""), WrittenText("B", "Other words")]
    together = terms(*texts)
    for number, text in enumerate(texts):
        alone = terms(text)
        for which in range(TERM_FIELDS):
            assert field(alone, 0, which) == field(together, number, which)
