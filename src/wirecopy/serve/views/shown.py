"""Which facts are sure enough to be shown; the tables keep the others, with their confidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wirecopy.types import Entity, Event, Mention, Quote

SHOWN = 0.5
"""The confidence from which a fact is shown unless another is asked for."""


@dataclass(frozen=True, slots=True)
class ShownFacts:
    """The facts of a story or a text that are sure enough, with where they stand."""

    quotes: tuple[Quote, ...]
    entities: tuple[Entity, ...]
    events: tuple[Event, ...]
    mentions: tuple[Mention, ...]


def shown(
    quotes: Iterable[Quote],
    entities: Iterable[Entity],
    events: Iterable[Event],
    mentions: Iterable[Mention],
    least: float = SHOWN,
) -> ShownFacts:
    """Return the facts of enough confidence; a fact without any is shown.

    Words in quotation marks are always shown: their confidence is that of their speaker. Whoever speaks or acts in a
    fact that is shown is shown too.
    """
    said = tuple(q for q in quotes if q.kind != "indirect" or _sure(q.confidence, least))
    done = tuple(e for e in events if _sure(e.confidence, least))
    taking_part = {q.speaker_id for q in said} | {p for e in done for p in (*e.actors, *e.recipients)}
    named = tuple(e for e in entities if _sure(e.confidence, least) or e.entity_id in taking_part)
    kept = {q.quote_id for q in said} | {e.entity_id for e in named} | {e.event_id for e in done}
    return ShownFacts(said, named, done, tuple(m for m in mentions if m.fact_id in kept))


def _sure(confidence: float | None, least: float) -> bool:
    return confidence is None or confidence >= least
