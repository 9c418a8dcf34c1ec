from __future__ import annotations

import numpy as np

from wirecopy.kernels import load_kernels
from wirecopy.stories.features import BODY, FIELDS, NAMES, NUMBERS, PLACES, TITLE, TermReader, Terms, Written


def terms(*texts: Written) -> Terms:
    return TermReader.load(load_kernels("reference")).read(texts)


def field(found: Terms, text: int, which: int) -> set[int]:
    at = text * FIELDS + which
    return set(found.ids[found.offsets[at] : found.offsets[at + 1]].tolist())


def test_read_tells_names_from_words_by_their_capital() -> None:
    found = terms(Written("", "They may meet in Oslo"), Written("", "they may meet May of oslo"))
    assert field(found, 0, BODY) - field(found, 1, BODY)
    assert field(found, 0, NAMES) != field(found, 1, NAMES)
    assert len(field(found, 1, NAMES)) == 1


def test_read_takes_two_capitals_in_a_row_as_a_name_too() -> None:
    apart, together = terms(Written("", "x Ann y Roe"), Written("", "x Ann Roe")), 3
    assert len(field(apart, 0, NAMES)) == 2
    assert len(field(apart, 1, NAMES)) == together


def test_read_knows_numbers_and_places() -> None:
    found = terms(Written("", "floods in Varnes left 1,200 homeless"))
    assert len(field(found, 0, NUMBERS)) == 1
    assert field(found, 0, PLACES) <= field(found, 0, NAMES)
    assert field(found, 0, PLACES)


def test_read_counts_the_title_as_words_of_the_text() -> None:
    found = terms(Written("Ferry aground", "It sank."))
    assert field(found, 0, TITLE) <= field(found, 0, BODY)


def test_read_counts_days_of_the_week() -> None:
    found = terms(Written("", "On Monday and Monday again, not on Tuesday"), Written("", "no day"))
    assert np.argmax(found.weekdays[0]) == 0
    assert found.weekdays[0, 1] > 0
    assert not found.weekdays[1].any()


def test_read_is_the_same_one_by_one_and_together() -> None:
    texts = [Written("A title", "Some body in Oslo 12"), Written("", ""), Written("B", "Other words")]
    together = terms(*texts)
    for number, text in enumerate(texts):
        alone = terms(text)
        for which in range(FIELDS):
            assert field(alone, 0, which) == field(together, number, which)
