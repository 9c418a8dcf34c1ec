"""What expressions of time mean on the day they were written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wirecopy.facts.dates.reader import dated
from wirecopy.text.sentences import sentence_spans
from wirecopy.types import Stretch

TUESDAY = date(2023, 5, 30)


def read(text: str, today: date | None = TUESDAY) -> list[tuple[str, str]]:
    found = dated(text, sentence_spans(text), today)
    return [(one.expression.text, one.meaning.value) for one in found]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("He said on Monday that it was over.", "2023-05-29"),
        ("She told reporters on Tuesday.", "2023-05-30"),
        ("They will meet on Friday.", "2023-06-02"),
        ("She would call off a blockade planned for Saturday.", "2023-06-03"),
        ("The hearing was postponed until Thursday.", "2023-06-01"),
        ("They met last June.", "2022-06"),
        ("It was sold in 2018.", "2018"),
        ("Prices rose this year.", "2023"),
        ("It will open next month.", "2023-06"),
        ("He arrived yesterday.", "2023-05-29"),
        ("Shots were heard overnight.", "2023-05-29TNI"),
        ("It fell in the third quarter of 1984.", "1984-Q3"),
        ("It began three years ago.", "2020"),
        ("It lasted three months.", "P3M"),
        ("They met on 5 May 2021.", "2021-05-05"),
        ("They met on May 5, 2021.", "2021-05-05"),
        ("He is currently abroad.", "PRESENT_REF"),
        ("Later this week they leave.", "2023-W22"),
        ("Sales rose in the 1980s.", "198"),
        ("Every day he walks.", "P1D"),
    ],
)
def test_date_has_its_value(text: str, value: str) -> None:
    assert [found for _, found in read(text)] == [value]


@pytest.mark.parametrize(
    "text",
    ["Mrs. May said no.", "She may go.", "He is 37 years old.", "It cost $1,998.", "They march on.", "Room 2001B"],
)
def test_words_that_are_no_date_give_none(text: str) -> None:
    assert read(text) == []


@pytest.mark.parametrize("text", ["It fell 2,023 years ago.", "It fell 20 centuries ago."])
def test_date_before_the_calendar_means_nothing(text: str) -> None:
    assert read(text) == []


def test_relative_date_without_a_day_of_writing_stays_open() -> None:
    assert read("He left on Monday in May 2021, three weeks ago.", None) == [
        ("Monday", "XXXX-WXX-1"),
        ("May 2021", "2021-05"),
    ]


def test_date_inside_a_quotation_counts_from_the_day_it_was_said() -> None:
    text = '"Overnight we heard." He left overnight.'
    said = [(Stretch(0, 21), date(2023, 5, 20))]
    found = dated(text, sentence_spans(text), TUESDAY, said=said)
    assert [one.meaning.value for one in found] == ["2023-05-19TNI", "2023-05-29TNI"]


def test_early_and_late_keep_a_part_of_the_period() -> None:
    (one,) = dated("It opened in early May.", [Stretch(0, 23)], TUESDAY)
    assert (one.meaning.value, one.meaning.start, one.meaning.end) == ("2023-05", "2023-05-01", "2023-05-10")


WORDS = st.sampled_from(
    [
        "last",
        "next",
        "the",
        "third",
        "quarter",
        "of",
        "May",
        "31",
        "30,",
        "2023",
        "February 30",
        "years",
        "ago",
        "99999",
        "two",
        "Monday",
        "night",
        "'90s",
        "1980s",
        "early",
        "p.m.",
        "12:75",
        "13/13/2020",
        "a",
        "century",
        "9999 years ago",
    ]
)


@pytest.mark.parametrize(
    ("text", "words", "first", "last"),
    [
        ("They talked on October 9-11, 2022.", "October 9-11, 2022", "2022-10-09", "2022-10-11"),
        ("It ran from Dec. 28 to Jan. 3, 2023.", "Dec. 28 to Jan. 3, 2023", "2022-12-28", "2023-01-03"),
        ("He met them between May 5 and 7.", "May 5 and 7", "2023-05-05", "2023-05-07"),
        ("Sales in June-July 2021 fell.", "June-July 2021", "2021-06-01", "2021-07-31"),
        ("The war of 1914-18 ended.", "1914-18", "1914-01-01", "1918-12-31"),
    ],
)
def test_range_is_one_interval(text: str, words: str, first: str, last: str) -> None:
    (one,) = dated(text, sentence_spans(text), TUESDAY)
    assert (one.expression.text, one.meaning.start, one.meaning.end) == (words, first, last)


@pytest.mark.parametrize(
    "text",
    ["The 9/11 attacks changed it.", "A 39-year-old won.", "Three-quarters of it fell."],
)
def test_what_tells_no_time_is_no_date(text: str) -> None:
    assert read(text) == []


@given(st.one_of(st.text(max_size=80), st.lists(WORDS, max_size=12).map(" ".join)), st.dates())
def test_any_text_gives_dates_that_slice_to_their_words(text: str, today: date) -> None:
    for one in dated(text, sentence_spans(text), today):
        assert text[one.expression.start : one.expression.end] == one.expression.text
        assert one.meaning.start is None or one.meaning.end is None or one.meaning.start <= one.meaning.end
