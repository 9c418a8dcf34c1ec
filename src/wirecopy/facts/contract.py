"""What the facts room gives: the facts of a story once, and where each article carries them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from wirecopy.types import Article, Entity, Event, Mention, Quote, Stretch


@dataclass(frozen=True, slots=True)
class Facts:
    """Quotations, entities and events, each once, and every place that carries one; sorted."""

    quotes: tuple[Quote, ...] = ()
    entities: tuple[Entity, ...] = ()
    mentions: tuple[Mention, ...] = ()
    events: tuple[Event, ...] = ()


def merge(parts: Iterable[Facts]) -> Facts:
    """Return all facts of the parts: each quote, entity and event once, their mentions united, in a fixed order.

    >>> merge([Facts(), Facts()]) == Facts()
    True
    """
    quotes: dict[str, Quote] = {}
    entities: dict[str, Entity] = {}
    events: dict[str, Event] = {}
    mentions: set[Mention] = set()
    for part in parts:
        for event in part.events:
            known = events.get(event.event_id)
            events[event.event_id] = event if known is None else min(known, event, key=repr)
        for quote in part.quotes:
            quotes[quote.quote_id] = _fuller(quotes.get(quote.quote_id), quote)
        for entity in part.entities:
            entities[entity.entity_id] = _united(entities.get(entity.entity_id), entity)
        mentions.update(part.mentions)
    return Facts(
        tuple(quotes[key] for key in sorted(quotes)),
        tuple(entities[key] for key in sorted(entities)),
        tuple(sorted(mentions, key=lambda m: (m.article_id, m.start, m.end, m.fact_id, m.function or ""))),
        tuple(events[key] for key in sorted(events)),
    )


def project(facts: Facts, carry: Callable[[Stretch], Stretch | None], article_id: str) -> tuple[Mention, ...]:
    """Return where another copy carries the same facts: `carry` takes a raw stretch of theirs into that copy.

    A mention that `carry` answers with None, or with nothing, has no place in the copy.
    """
    mentions: set[Mention] = set()
    for mention in facts.mentions:
        there = carry(Stretch(mention.start, mention.end))
        if there is not None and there.end > there.start:
            mentions.add(Mention(mention.fact_id, article_id, there.start, there.end, mention.function))
    return tuple(sorted(mentions, key=lambda m: (m.start, m.end, m.fact_id, m.function or "")))


def raw_mentions(
    article: Article, fact_id: str, pieces: Iterable[Stretch], function: str | None = None
) -> list[Mention]:
    """Return a mention per raw stretch of an article that carries the fact."""
    return [Mention(fact_id, article.article_id, piece.start, piece.end, function) for piece in pieces]


def _fuller(quote: Quote | None, other: Quote) -> Quote:
    """Of two readings of one quotation take the one that names a speaker; else the one that sorts first."""
    if quote is None:
        return other
    return min((quote, other), key=lambda q: (q.speaker_id is None, q.text, repr(q)))


def _united(known: Entity | None, other: Entity) -> Entity:
    """Return the surer reading of one entity with the roles of both; one that only a speaker gave comes last.

    What decides between two readings is nothing that uniting changes, so the order of the parts does not matter.
    """
    if known is None:
        return other

    def order(entity: Entity) -> tuple[object, ...]:
        rule = entity.rule or ""
        return rule.endswith(":speaker"), -(entity.confidence or 0.0), entity.name

    surer = min((known, other), key=order)
    if known != other and order(known) == order(other):
        surer = min((known, other), key=lambda entity: repr(replace(entity, roles=())))
    roles = tuple(sorted({*known.roles, *other.roles}))
    return surer if roles == surer.roles else replace(surer, roles=roles)
