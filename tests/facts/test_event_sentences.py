"""The sentences that teach the classifier of events: their form, their loader and their shares."""

from __future__ import annotations

import doctest
import importlib.util
import sys
from collections import Counter
from pathlib import Path

import pytest

from wirecopy.facts.plugins.event_claims import TYPES

TOOL = Path(__file__).parents[2] / "tools" / "event_sentences.py"
spec = importlib.util.spec_from_file_location(TOOL.stem, TOOL)
assert spec is not None
assert spec.loader is not None
event_sentences = sys.modules[TOOL.stem] = importlib.util.module_from_spec(spec)
spec.loader.exec_module(event_sentences)
parsed, repeated = event_sentences.parsed, event_sentences.repeated


def test_marks_become_spans_of_the_plain_sentence() -> None:
    told = parsed("planned\t[a Ostia] and [a Veii] will {meet} at [r Alba's] well.", "CONSULT")
    assert told.text == "Ostia and Veii will meet at Alba's well."
    words = [told.text[first:last] for first, last in (told.trigger, *told.actors, *told.recipients)]
    assert words == ["meet", "Ostia", "Veii", "Alba's"]
    assert told.status == "planned"


def test_example_of_the_loader_holds() -> None:
    assert doctest.testmod(event_sentences).failed == 0


def test_no_event_has_no_status() -> None:
    assert parsed("-\tThe sun {struck} the wall.", "NONE").status is None


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("[a Ostia] {fell}.", "a tab"),
        ("perhaps\tOstia {fell}.", "a tab"),
        ("-\tOstia {fell}.", "a tab"),
        ("occurred\tOstia fell.", "exactly one"),
        ("occurred\tOstia {fell} and {burned}.", "exactly one"),
        ("occurred\t[a Ostia {fell}].", "inside a mark"),
        ("occurred\t[a Ostia {fell.", "inside a mark"),
        ("occurred\t[a Ostia} {fell].", "closes nothing"),
        ("occurred\tOstia {}.", "closes nothing"),
        ("occurred\tOstia] {fell}.", "closes nothing"),
        ("occurred\t[the] Ostia {fell}.", "closes nothing"),
        ("occurred\tOstia {fell.", "not closed"),
        ("occurred\tOstia  {fell}.", "one at a time"),
    ],
)
def test_broken_line_says_where_and_how(line: str, fault: str) -> None:
    with pytest.raises(ValueError, match=f"made.txt:7: .*{fault}"):
        parsed(line, "RETREAT", "made.txt:7")


def test_six_words_in_a_row_are_found_whatever_their_case_and_marks() -> None:
    first = parsed("occurred\tAt noon the [a old fort] of Veii {fell}.", "RETREAT", "a:1")
    second = parsed("occurred\tThe old fort of {Veii fell} again.", "RETREAT", "a:2")
    third = parsed("occurred\tThe old fort of Rome {fell} again.", "RETREAT", "a:3")
    assert list(repeated([first, second, third])) == ["a:2 and a:1 share: the old fort of veii fell"]
    assert not list(repeated([first, first]))[1:]


def test_kept_sentences_are_many_of_every_kind_and_no_two_alike() -> None:
    kept = event_sentences.read()
    shares = Counter((sentence.type, sentence.status) for sentence in kept)
    sizes = Counter(sentence.type for sentence in kept)
    assert set(sizes) == {*TYPES, "NONE"}
    assert all(sizes[kind] >= (1000 if kind == "NONE" else 140) for kind in sizes)
    statuses = ("planned", "alleged", "denied", "hypothetical")
    assert not [(kind, status) for kind in TYPES for status in statuses if shares[kind, status] < 12]
    assert not list(repeated(kept))
