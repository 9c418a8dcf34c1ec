"""What is sure enough to be shown."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from wirecopy.serve.views.shown_facts import confident_facts
from wirecopy.types import Entity, Event, Mention, Quote


def entity(name: str, confidence: float | None, kind: Any = "person") -> Entity:
    return Entity(
        story_id="s", entity_id=f"e_{name}", kind=kind, name=name, value=None, roles=(), confidence=confidence
    )


def quote(kind: Any, speaker: str | None, confidence: float) -> Quote:
    given = {"story_id": "s", "quote_id": f"q_{kind}_{confidence}", "kind": kind, "text": "we are done"}
    empty = {f.name: None for f in fields(Quote)}
    return Quote(**{**empty, **given, "speaker_id": speaker, "confidence": confidence})


def mention(fact_id: str) -> Mention:
    return Mention(fact_id, "a", 0, 1)


def test_doubtful_names_and_their_mentions_are_left_out() -> None:
    sure, doubtful, unknown = entity("Roe", 0.9), entity("Harbor", 0.2), entity("Vale", None)
    mentions = [mention(e.entity_id) for e in (sure, doubtful, unknown)]
    kept = confident_facts([], [sure, doubtful, unknown], [], mentions)
    assert kept.entities == (sure, unknown)
    assert [m.fact_id for m in kept.mentions] == ["e_Roe", "e_Vale"]


def test_words_in_marks_are_shown_with_whoever_speaks_them() -> None:
    speaker = entity("Harbor", 0.2)
    direct, indirect = quote("direct", speaker.entity_id, 0.95), quote("indirect", None, 0.4)
    kept = confident_facts([direct, indirect], [speaker], [], [])
    assert kept.quotes == (direct,)
    assert kept.entities == (speaker,)


def test_everything_is_shown_to_who_asks_for_it() -> None:
    doubtful, said = entity("Harbor", 0.2), quote("indirect", None, 0.1)
    kept = confident_facts([said], [doubtful], [], [mention(doubtful.entity_id)], least=0)
    assert (kept.quotes, kept.entities, len(kept.mentions)) == ((said,), (doubtful,), 1)


def test_names_are_shown_from_where_nine_in_ten_of_their_kind_are_right() -> None:
    body, person = entity("Norbank", 0.6, "organisation"), entity("Roe", 0.9)
    assert confident_facts([], [body, person], [], []).entities == (person,)
    assert confident_facts([], [body, person], [], [], least=0.5).entities == (body, person)


def test_what_a_plugin_claims_is_shown_from_half_on() -> None:
    claimed = replace(entity("Roe", 0.6), rule="plugin:endpoint:small")
    assert confident_facts([], [claimed], [], []).entities == (claimed,)


def test_a_speaker_who_is_not_settled_well_is_left_open_until_asked_for() -> None:
    said = [quote("direct", "e_Roe", 0.76), quote("direct", "e_Vale", 0.95)]
    assert [q.speaker_id for q in confident_facts(said, [], [], []).quotes] == [None, "e_Vale"]
    assert [q.speaker_id for q in confident_facts(said, [], [], [], least=0).quotes] == ["e_Roe", "e_Vale"]


def test_speech_without_marks_keeps_its_speaker_from_its_own_confidence_on() -> None:
    said = [quote("indirect", "e_Roe", 0.71), quote("indirect", "e_Vale", 0.69)]
    assert [q.speaker_id for q in confident_facts(said, [], [], []).quotes] == ["e_Roe"]


def test_events_are_shown_to_those_who_ask() -> None:
    empty = {f.name: None for f in fields(Event)}
    given = {"event_id": "v", "actors": (), "recipients": (), "rule": "event:accuse.blame", "confidence": 0.9}
    done = Event(**{**empty, **given})
    assert not confident_facts([], [], [done], []).events
    assert confident_facts([], [], [done], [], least=0.7).events == (done,)
