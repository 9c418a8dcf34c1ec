from __future__ import annotations

import random
from collections import defaultdict
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wirecopy.stories.batch import StoryText, StoryTools, in_order, settle_texts
from wirecopy.stories.model import SCORE_LIMIT, EventBound

from .written import DONORS, FARMERS, reports, tools


def stories(texts: list[StoryText], with_: StoryTools) -> set[frozenset[str]]:
    groups = defaultdict(set)
    for text_id, first in settle_texts(in_order(texts), with_).items():
        groups[first].add(text_id)
    return {frozenset(group) for group in groups.values()}


EVENTS = {
    frozenset({"ferry0", "ferry1", "ferry2"}),
    frozenset({"budget0", "budget1"}),
    frozenset({"whales0"}),
}


def test_settle_texts_puts_reports_of_one_event_in_one_story() -> None:
    assert stories(reports(), tools()) == EVENTS


def test_settle_texts_works_without_days() -> None:
    assert stories(reports(dated=False), tools()) == EVENTS


def test_settle_texts_keeps_apart_what_lies_weeks_apart() -> None:
    late = [replace(t, time=t.time + 40) if t.text_id == "ferry2" else t for t in reports() if t.time is not None]
    assert frozenset({"ferry0", "ferry1"}) in stories(late, tools())


def test_settle_texts_takes_an_undated_report_to_its_dated_story() -> None:
    loose = [replace(text, time=None) if text.text_id == "ferry1" else text for text in reports()]
    assert stories(loose, tools()) == EVENTS


def test_settle_texts_joins_headlines_alone_that_say_the_same() -> None:
    titles = {
        "a": "Ferry Halden Star runs aground off Varnes with 212 aboard",
        "b": "Halden Star ferry aground near Varnes, 212 aboard safe",
        "c": "Parliament in Ordal passes budget by three votes",
    }
    texts = [StoryText(name, 19_000.5, (), title, "") for name, title in titles.items()]
    assert stories(texts, tools()) == {frozenset("ab"), frozenset("c")}


def test_settle_texts_keeps_apart_two_matters_of_one_campaign_on_one_day() -> None:
    texts = [
        StoryText("a", 19_000.4, (), "Republicans court donors as Democrats lead in presidential race", DONORS),
        StoryText("b", 19_000.6, (), "Democrats and Republicans fight for farmers in presidential race", FARMERS),
    ]
    assert stories(texts, tools()) == {frozenset("a"), frozenset("b")}
    unbound = replace(tools().model, event=EventBound({}, SCORE_LIMIT, 0.0))
    assert stories(texts, replace(tools(), model=unbound)) == {frozenset("ab")}


@pytest.mark.parametrize("text", ["", "\x00" * 50, "🜁 " * 200, "A" * 100_000, "(((((" * 5_000, "\ud800 lone surrogate"])
def test_settle_texts_survives_odd_texts(text: str) -> None:
    odd = [StoryText(f"o{i}", None, (), text[:80], text) for i in range(3)]
    assert len(settle_texts(in_order([*odd, *reports()]), tools())) == 9


@settings(max_examples=8, deadline=None)
@given(seed=st.integers(0, 1000))
def test_settle_texts_gives_the_same_stories_in_any_order_of_arrival(seed: int) -> None:
    texts = reports()
    random.Random(seed).shuffle(texts)
    assert settle_texts(in_order(texts), tools()) == settle_texts(in_order(reports()), tools())


def test_settle_texts_gives_the_same_stories_compiled() -> None:
    assert settle_texts(in_order(reports()), tools("compiled")) == settle_texts(in_order(reports()), tools())
