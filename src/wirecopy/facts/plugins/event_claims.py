"""Events that a model outside wirecopy claims: of a PLOVER type, between parties that the text names."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from wirecopy.facts.contract import Facts, raw_mentions
from wirecopy.facts.entities.organisations import country_code
from wirecopy.facts.events.signs import Party, country_party
from wirecopy.facts.knowledge.knowledge import Knowledge
from wirecopy.facts.style_key import style_key
from wirecopy.ids import content_id
from wirecopy.text.view import View
from wirecopy.types import Article, Entity, Event, Status, Stretch

TYPES = (
    "AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
    "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT",
)  # fmt: skip
STATUSES: tuple[Status, ...] = ("occurred", "ongoing", "planned", "tentative", "alleged", "declined")
MUTUAL = frozenset(("CONSULT",))
_MOST_PARTIES = 12
Sides = tuple[Sequence[Stretch], Sequence[Stretch]]
_WHO = {"type": ["array", "null"], "items": {"type": "string"}}
FIELDS: Mapping[str, Any] = {
    "type": {"type": ["string", "null"], "enum": [*TYPES, None], "description": "of an event: its PLOVER type"},
    "status": {"type": ["string", "null"], "enum": [*STATUSES, None], "description": "of an event"},
    "actors": _WHO | {"description": "who acts in an event, as the text names them"},
    "recipients": _WHO | {"description": "whom an event is done to, as the text names them"},
}
"""What the JSON Schema of claims says of events."""


def names_of(value: object) -> tuple[str, ...]:
    """Return the names in a list of an answer; whatever is no name is left out.

    >>> names_of(["Poland", 3, " "])
    ('Poland',)
    """
    named = [name.strip() for name in value if isinstance(name, str)] if isinstance(value, list | tuple) else []
    return tuple(name for name in named if name)[:_MOST_PARTIES]


def claimed_event(
    story_id: str, article: Article, *, kind: str, status: str | None, sides: Sides, place: Stretch,
    plugin: str, knowledge: Knowledge, confidence: float,
) -> Facts:  # fmt: skip
    """Return an event whose words stand at `place` and whose actors and recipients at the stretches of `sides`."""
    view = View.joined(article.body, article.body_spans)
    actors, recipients = ([_party(article.body, s, knowledge) for s in side] for side in sides)
    if kind in MUTUAL:
        actors, recipients = [*actors, *recipients], []
    entities = [_entity(story_id, party, plugin, confidence) for party in (*actors, *recipients)]
    ids = [entity.entity_id for entity in entities]
    text = article.body[place.start : place.end]
    told: Status = next((known for known in STATUSES if known == status), "occurred")
    key = (kind, *sorted(ids[: len(actors)]), "to", *sorted(ids[len(actors) :]), told, plugin, text)
    event = Event(
        story_id=story_id, event_id=content_id("v", story_id, *key), type=kind, mode=None,
        actors=tuple(ids[: len(actors)]), recipients=tuple(ids[len(actors) :]), status=told, background=False,
        asserted_by=None, response=None, start=None,
        end=article.published[:10] if article.published and told != "planned" else None, place_id=None,
        rule=f"plugin:{plugin}", actor_names=tuple(p.name for p in actors),
        actor_countries=tuple(p.country or "" for p in actors), actor_sectors=("",) * len(actors),
        recipient_names=tuple(p.name for p in recipients),
        recipient_countries=tuple(p.country or "" for p in recipients), recipient_sectors=("",) * len(recipients),
        contexts=(), trigger=None, text=text, several=False, confidence=confidence,
    )  # fmt: skip
    mentions = raw_mentions(article, event.event_id, view.raw(place))
    for party, entity in zip((*actors, *recipients), entities, strict=True):
        mentions += raw_mentions(article, entity.entity_id, view.raw(Stretch(party.start, party.end)))
    return Facts((), tuple({e.entity_id: e for e in entities}.values()), tuple(dict.fromkeys(mentions)), (event,))


def _party(text: str, place: Stretch, knowledge: Knowledge) -> Party:
    name = text[place.start : place.end]
    code = country_code(name.removeprefix("the ").removeprefix("The "), knowledge)
    if code is not None:
        return country_party(code, knowledge, place.start, place.end)
    key = style_key(name, knowledge.lexicon.counts_as)
    return Party("organisation", key, name, None, None, place.start, place.end)


def _entity(story_id: str, party: Party, plugin: str, confidence: float) -> Entity:
    return Entity(
        story_id=story_id, entity_id=content_id("e", story_id, "organisation", party.key), kind="organisation",
        name=party.name, value=party.country, roles=(), country=party.country, rule=f"plugin:{plugin}",
        confidence=confidence,
    )  # fmt: skip
