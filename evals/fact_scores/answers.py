"""What a reader says of a text, in the form all scorers take: names, quotations and events with confidence.

`Reader` is the whole facts layer of wirecopy; another reader (a names model alone, a library) gives the same records.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wirecopy.facts import Facts, Knowledge, extract, load_knowledge
from wirecopy.types import Article, Entity, Mention, Quote

Spot = tuple[int, int]  # start and end in code points of the text
KINDS = {
    "person": "persons",
    "organisation": "organisations",
    "place": "places",
    "date": "dates",
    "quantity": "quantities",
}
NAMES = ("persons", "organisations", "places")
NO_CONFIDENCE = 1.0  # of a reader that gives none


@dataclass(frozen=True, slots=True)
class Named:
    """A mention of a person, organisation, place, date or quantity."""

    kind: str
    start: int
    end: int
    confidence: float = NO_CONFIDENCE
    name: str = ""
    value: str | None = None
    country: str | None = None
    bounds: tuple[str | None, str | None] = (None, None)
    unit: str = ""
    latitude: float | None = None
    longitude: float | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """Who speaks or acts: a name, where the text mentions it, and its country."""

    name: str
    spots: tuple[Spot, ...] = ()
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Speech:
    """A quotation, or a clause that is told as somebody's words (`indirect`)."""

    indirect: bool
    start: int
    end: int
    confidence: float = NO_CONFIDENCE
    speaker: Party | None = None
    cue: str | None = None


@dataclass(frozen=True, slots=True)
class Act:
    """An event with every stretch that tells it."""

    type: str
    status: str
    spots: tuple[Spot, ...]
    confidence: float = NO_CONFIDENCE
    actors: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    denied: bool = False
    whole: float = NO_CONFIDENCE
    """How surely sides and status are right as well."""


@dataclass(frozen=True, slots=True)
class Answers:
    """All that a reader says of one text."""

    named: tuple[Named, ...] = ()
    speeches: tuple[Speech, ...] = ()
    acts: tuple[Act, ...] = ()


@dataclass(slots=True)
class Reader:
    """The facts layer of wirecopy as a reader of texts."""

    knowledge: Knowledge = field(default_factory=load_knowledge)

    def __call__(self, text: str, published: str | None = None) -> Answers:
        """Return what the layer says of a text."""
        return answers_of(text, self.facts(text, published))

    def facts(self, text: str, published: str | None = None) -> Facts:
        """Return the facts of a text as the room gives them."""
        return extract("s_1", Article.of_text("a_1", text, language="en", published=published), self.knowledge)


def answers_of(text: str, facts: Facts) -> Answers:
    """Return facts as the records of the scorers: what is described and not named is no name, nor is an adjective."""
    entities = {entity.entity_id: entity for entity in facts.entities}
    mentions: dict[str, list[Mention]] = {}
    for mention in facts.mentions:
        mentions.setdefault(mention.fact_id, []).append(mention)

    def spots(fact_id: str) -> tuple[Spot, ...]:
        return tuple((m.start, m.end) for m in mentions.get(fact_id, ()))

    def parties(ids: tuple[str, ...], names: tuple[str, ...], countries: tuple[str, ...]) -> tuple[Party, ...]:
        return tuple(Party(n, spots(i), c or None) for i, n, c in zip(ids, names, countries, strict=True))

    def speaker(quote: Quote) -> Party | None:
        if quote.speaker_id is None and quote.speaker is None:
            return None
        entity = entities.get(quote.speaker_id or "")
        name = quote.speaker or (entity.name if entity else "")
        return Party(name, spots(quote.speaker_id or ""), entity.country if entity else None)

    speeches = [
        Speech(quote.kind == "indirect", m.start, m.end, _sure(quote.confidence), speaker(quote), quote.cue)
        for quote in facts.quotes
        for m in mentions.get(quote.quote_id, ())
    ]
    acts = [
        Act(
            event.type,
            event.status,
            spots(event.event_id),
            _sure(event.confidence),
            parties(event.actors, event.actor_names, event.actor_countries),
            parties(event.recipients, event.recipient_names, event.recipient_countries),
            event.response == "denied",
            _sure(event.whole),
        )
        for event in facts.events
    ]
    return Answers(_named(text, entities, mentions), tuple(speeches), tuple(acts))


def _named(text: str, entities: Mapping[str, Entity], mentions: Mapping[str, list[Mention]]) -> tuple[Named, ...]:
    best: dict[tuple[str, int, int], Named] = {}
    for entity in entities.values():
        kind = KINDS.get(entity.kind)
        for mention in mentions.get(entity.entity_id, ()) if kind else ():
            if kind in NAMES and (mention.function == "adjective" or not _is_name(entity.name, text, mention)):
                continue
            one = _record(str(kind), entity, mention)
            key = one.kind, one.start, one.end
            if key not in best or best[key].confidence < one.confidence:
                best[key] = one
    return tuple(sorted(best.values(), key=lambda n: (n.start, n.end, n.kind)))


def _record(kind: str, entity: Entity, mention: Mention) -> Named:
    latitude, longitude = coordinates(entity.value) if kind == "places" else (None, None)
    return Named(
        kind,
        mention.start,
        mention.end,
        _sure(entity.confidence),
        entity.name,
        entity.value,
        entity.country,
        (entity.start, entity.end),
        " ".join(entity.roles) or entity.name,
        latitude,
        longitude,
    )


def coordinates(value: str | None) -> tuple[float, float] | tuple[None, None]:
    """Return the latitude and longitude of a place's value.

    >>> coordinates("59.9,10.7")
    (59.9, 10.7)
    """
    latitude, _, longitude = (value or "").partition(",")
    try:
        return float(latitude), float(longitude)
    except ValueError:
        return None, None


def _is_name(name: str, text: str, mention: Mention) -> bool:
    """A name ends in a word with a capital; "a spokesman", "its foreign ministry", "the Omani regime" describe."""
    ends = name.split()[-1:] + text[mention.start : mention.end].split()[-1:]
    return len(ends) == 2 and all(any(c.isupper() for c in word) for word in ends)


def _sure(confidence: float | None) -> float:
    return NO_CONFIDENCE if confidence is None else confidence
