"""Four times as much of the same takes about four times as long: a rule that backtracks takes sixteen times."""

import gc
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
SMALL = 4
GROWTH = 9.0  # linear is 4, quadratic is 16
FLOOR = 0.02  # seconds; a shorter time is noise
TRIES = 3


def cpu_seconds(raw: str) -> float:
    gc.collect()
    start = time.process_time()
    spans = clean_page(page(raw), load_rules(), CleanOptions()).spans
    taken = time.process_time() - start
    assert (spans[0].start, spans[-1].end) == (0, len(raw))
    return taken


def is_linear(small: str, large: str) -> bool:
    """Whether the time grows with the size in one of a few tries: other work on the machine only adds to it."""
    return any(cpu_seconds(large) < GROWTH * max(FLOOR, cpu_seconds(small)) for _ in range(TRIES))


@pytest.mark.parametrize("raw", LONG, ids=range(len(LONG)))
def test_clean_long_line_takes_linear_time(raw: str) -> None:
    assert is_linear(raw[-len(raw) // SMALL :], raw)


@pytest.mark.parametrize("line", MANY, ids=range(len(MANY)))
def test_clean_many_lines_take_linear_time(line: str) -> None:
    assert is_linear(line * 1000, line * 1000 * SMALL)


def test_is_linear_can_tell(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"{__name__}.cpu_seconds", lambda raw: len(raw) ** 2 / 100)
    assert not is_linear("x" * 100, "x" * 400)
    monkeypatch.setattr(f"{__name__}.cpu_seconds", lambda raw: len(raw) / 100)
    assert is_linear("x" * 100, "x" * 400)
