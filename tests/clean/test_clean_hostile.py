"""Four times as much of the same takes about four times as long: a rule that backtracks takes sixteen times."""

import gc
import time
from collections.abc import Callable

import pytest
from clean_pages import page

from wirecopy.clean import Rules, clean_page
from wirecopy.options import CleanOptions

LONG = [
    "word " * 400_000,
    "a" * 2_000_000,
    " " * 2_000_000 + "x",
    "\x00" * 2_000_000,
    ". " * 1_000_000,
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
SMALL = 4
LINES = 1_000
GROWTH = 9.0  # linear is 4, quadratic is 16
FLOOR = 0.02  # seconds; a shorter time is noise
TRIES = 3


Seconds = Callable[[str], float]


@pytest.fixture
def seconds(rules: Rules) -> Seconds:
    """The CPU time that cleaning a page takes, without what Python would throw away just then."""

    def taken(raw: str) -> float:
        gc.disable()
        start = time.process_time()
        spans = clean_page(page(raw), rules, CleanOptions()).spans
        taken = time.process_time() - start
        gc.enable()
        assert (spans[0].start, spans[-1].end) == (0, len(raw))
        return taken

    return taken


def is_linear(seconds: Seconds, small: str, large: str) -> bool:
    """Whether the time grows with the size in one of a few tries: other work on the machine only adds to it."""
    return any(seconds(large) < GROWTH * max(FLOOR, seconds(small)) for _ in range(TRIES))


@pytest.mark.parametrize("raw", LONG, ids=range(len(LONG)))
def test_clean_long_line_takes_linear_time(raw: str, seconds: Seconds) -> None:
    assert is_linear(seconds, raw[-len(raw) // SMALL :], raw)


@pytest.mark.parametrize("line", MANY, ids=range(len(MANY)))
def test_clean_many_lines_take_linear_time(line: str, seconds: Seconds) -> None:
    assert is_linear(seconds, line * LINES, line * LINES * SMALL)


def test_is_linear_can_tell() -> None:
    assert not is_linear(lambda raw: len(raw) ** 2 / 100, "x" * 100, "x" * 400)
    assert is_linear(lambda raw: len(raw) / 100, "x" * 100, "x" * 400)
