"""Which facts are sure enough to be shown; the tables keep the others, with their confidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from wirecopy.thresholds import CLAIMED_FROM, SHOWN_FROM
from wirecopy.types import Entity, Event, Mention, Quote


@dataclass(frozen=True, slots=True)
class ShownFacts:
    """The facts of a story or a text that are sure enough, with where they stand."""

    quotes: tuple[Quote, ...]
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    mentions: tuple[Mention, ...]


def confident_facts(
    quotes: Iterable[Quote],
    entities: Iterable[Entity],
    events: Iterable[Event],
    mentions: Iterable[Mention],
    least: float | None = None,
) -> ShownFacts:
    """Return the facts of enough confidence; a fact without any is shown.

    `least` goes for every kind; without it each has its own. Words in quotation marks are always shown: their
    confidence is that of their speaker, who is left open where less sure. Whoever speaks or acts in a fact that is
    shown is shown too.
    """
    quotations = tuple(
        q
        if is_sure(q.confidence, shown_from(q.kind, q, least))
        else replace(q, speaker_id=None, speaker=None, speaker_role=None)
        for q in quotes
        if q.kind != "indirect" or is_sure(q.confidence, shown_from("indirect", q, least))
    )
    done = tuple(e for e in events if is_sure(e.confidence, shown_from("event", e, least)))
    taking_part = {q.speaker_id for q in quotations} | {p for e in done for p in (*e.actors, *e.recipients)}
    named = tuple(
        e for e in entities if is_sure(e.confidence, shown_from(e.kind, e, least)) or e.entity_id in taking_part
    )
    fact_ids = {q.quote_id for q in quotations} | {e.entity_id for e in named} | {e.event_id for e in done}
    return ShownFacts(quotations, named, done, tuple(m for m in mentions if m.fact_id in fact_ids))


def shown_from(kind: str, fact: Entity | Event | Quote, least: float | None) -> float:
    """Return the confidence from which a fact is shown; what a plug-in claims has no figures of ours."""
    if least is not None:
        return least
    return CLAIMED_FROM if (fact.rule or "").startswith("plugin:") else SHOWN_FROM[kind]


def is_sure(confidence: float | None, least: float) -> bool:
    """Tell whether a fact is sure enough; one without a confidence is.

    >>> is_sure(0.9, 0.5), is_sure(0.2, 0.5), is_sure(None, 0.5)
    (True, False, True)
    """
    return confidence is None or confidence >= least
