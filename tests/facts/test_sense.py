"""What a trigger means where it stands decides how surely it tells an event, and of which type."""

from __future__ import annotations

import numpy as np
import pytest
from fact_scores.answers import Party

from facts.made import article
from wirecopy.facts import Knowledge, extract, load_knowledge
from wirecopy.facts.events.chunks import chunked
from wirecopy.facts.events.clauses import Clause
from wirecopy.facts.events.match import hits_of
from wirecopy.facts.events.sense import (
    ROWS,
    hits_by_word,
    load_sense,
    packed,
    rows_of,
    sense_of,
    traits_of,
    unpacked,
)
from wirecopy.facts.events.words import TaggingHints, cut, tagged
from wirecopy.facts.knowledge.event_completeness import CompletenessWeights
from wirecopy.thresholds import DYADS_FROM, EVENTS_FROM
from wirecopy.types import Event, Stretch


def told(text: str, knowledge: Knowledge) -> list[Event]:
    return list(extract("s", article(text), knowledge).events)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Senator Ann Velt denounced the army of Chad over the raid on Monday.", "ACCUSE"),
        ("The Treasury imposed sanctions on two Chadian generals on Friday.", "SANCTION"),
        ("Four line prosecutors resigned from the case on Tuesday.", "RETREAT"),
    ],
)
def test_events_at_home_are_told_with_their_actor(text: str, kind: str, knowledge: Knowledge) -> None:
    [event] = [event for event in told(text, knowledge) if event.type == kind]
    assert event.actor_names
    assert event.confidence is not None
    assert event.confidence >= 0.5


@pytest.mark.parametrize(
    "text",
    [
        "Nelson fired a shot at the keeper of Spain and beat France in the final.",
        "The striker attacked the goal of Norway all night and was booed by the crowd.",
        "France pressed Norway all night but could not find the goal that the crowd wanted.",
        "Germany crushed Brazil 7-1 in the semi-final on Tuesday.",
    ],
)
def test_what_only_looks_like_an_event_is_not_shown(text: str, knowledge: Knowledge) -> None:
    events = told(text, knowledge)
    assert [(e.type, e.confidence) for e in events if (e.confidence or 0) >= EVENTS_FROM] == []
    assert [(e.type, e.whole) for e in events if (e.whole or 0) >= DYADS_FROM] == []


def test_whole_is_never_surer_than_the_type(knowledge: Knowledge) -> None:
    text = "Nora Vale accused Chad of theft on Monday. It denied that. Mali, whose army saw it, sanctioned Togo."
    surely = [(event.confidence or 0, event.whole or 0) for event in told(text, knowledge)]
    assert len(surely) > 1
    assert all(whole <= confidence for confidence, whole in surely)
    assert len({whole for _, whole in surely}) > 1


def test_traits_that_go_with_wrong_sides_make_them_less_sure() -> None:
    weights = CompletenessWeights({"all": 0.0, "sure": 1.0, "actor far": -2.0})
    assert weights.chance(0.8, ["actor far"]) < weights.chance(0.8, ["actor near"]) == pytest.approx(0.8)


def test_frame_of_the_users_own_is_told_as_surely_as_its_sides_are_known() -> None:
    own = """[[frame]]
type = "COERCE"
name = "outfox"
verbs = "outfox"
example = "Poland outfoxed Russia."
gives = "POL>RUS"
"""
    [event] = told("Poland outfoxed Russia on Monday.", load_knowledge(frames=(own,)))
    assert (event.type, event.confidence) == ("COERCE", 0.8)


def test_weights_come_back_as_they_were_written() -> None:
    weights = np.zeros((ROWS, 2), dtype=np.float32)
    weights[5] = [1.0, -2.0]
    sense = sense_of(["NONE", "AID"], ["aid.give"], weights)
    again = unpacked(packed(sense))
    assert (again.types, again.frames, again.step, again.settled) == (
        sense.types, sense.frames, sense.step, sense.settled,
    )  # fmt: skip
    assert (again.table == sense.table).all()


def test_surer_words_and_two_known_sides_are_surer_events() -> None:
    sense = load_sense("en")
    chances = [sense.sure(chance, [Party("Chad")], [Party("Roe")]) for chance in (0.0, 0.1, 0.5, 0.9, 1.0)]
    assert chances == sorted(set(chances))
    placed = sense.sure(0.9, [Party("Chad", country="TCD")], [Party("Mali", country="MLI")])
    assert placed > sense.sure(0.9, [Party("Chad")], [Party("Mali", country="MLI")])


def test_chances_are_those_of_the_traits_that_are_learned_from(knowledge: Knowledge) -> None:
    text = "The Treasury imposed sanctions on two Chadian generals on Friday, and the army of Chad shelled a village."
    frames = knowledge.deeds.frames
    [words] = tagged([cut(text, Stretch(0, len(text)))], knowledge.tagger, TaggingHints(frames.verbs, frames.pasts))
    hits = hits_by_word(hits_of(Clause(words, chunked(words)), frames))
    sense = load_sense("en")
    for at in range(len(words)):
        odds = sense.table[rows_of(traits_of(words, at, hits))].sum(axis=0, dtype=np.int64) * sense.step
        expected = np.exp(odds - odds.max())
        assert np.array_equal(sense.chances(words, at, hits), expected / expected.sum())
