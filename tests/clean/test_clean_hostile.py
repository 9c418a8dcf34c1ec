"""Bounds on time with much to spare: a rule that backtracks takes minutes on these."""

import time

import pytest
from clean_pages import page

from wirecopy.clean import clean_page, load_rules
from wirecopy.options import CleanOptions

LONG = [
    "word " * 2_000_000,
    "a" * 5_000_000,
    " " * 5_000_000 + "x",
    "\x00" * 5_000_000,
    ". " * 2_000_000,
    "WASHINGTON " * 200_000,
]
MANY = [
    "x\n",
    "July 16, 2018 10:00 am\n",
    "ABC 12.34 +0.56%\n",
    "Related\nSome headline like line here\n",
    "By John Smith\n",
    "Updated\n",
    "(" * 90 + "\n",
    "Photo: Someone Other, AP\nThe same long line of prose that is here again\n",
    "ABC 1.1 " * 70 + "\n",
    "Jan " * 40 + "\n",
    "1:1" * 60 + "\n",
    "the sentence goes on over the line end and then\n",
    "By " + "A " * 20 + "\n",
    "Reuters " * 60 + "\n",
    "+1 " * 60 + "\n",
    "/AP" * 60 + "\n",
]
SECONDS = 20.0


@pytest.mark.parametrize("raw", LONG, ids=range(len(LONG)))
def test_clean_long_line_takes_linear_time(raw: str) -> None:
    start = time.process_time()
    spans = clean_page(page(raw), load_rules(), CleanOptions()).spans
    assert time.process_time() - start < SECONDS
    assert (spans[0].start, spans[-1].end) == (0, len(raw))


@pytest.mark.parametrize("line", MANY, ids=range(len(MANY)))
def test_clean_many_lines_take_linear_time(line: str) -> None:
    raw = line * 4000
    start = time.process_time()
    spans = clean_page(page(raw), load_rules(), CleanOptions()).spans
    assert time.process_time() - start < SECONDS
    assert (spans[0].start, spans[-1].end) == (0, len(raw))
