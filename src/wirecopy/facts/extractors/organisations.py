"""Organisations and governments, each once under all its names.

Rule ids read `organisation:HOW`: `name`, `learned` (only the model of names takes it
for one), `metonym` (a seat that stands for who sits there), `office` (named by the
title of who heads it), `abbreviation`, `dateline` (the agency whose tag stands in the dateline, and nowhere else).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace

from wirecopy.facts.contract import Facts, merge, raw_mentions
from wirecopy.facts.entities.datelines import agency_tag
from wirecopy.facts.entities.organisations import NamedPlace, Organisation
from wirecopy.facts.reading import Reading
from wirecopy.ids import content_id
from wirecopy.types import Entity, Mention

_CONFIDENCE = {
    "name": 0.9,
    "metonym": 0.85,
    "office": 0.3,  # a title alone is no body: "Secretary of State"
    "abbreviation": 0.9,
    "adjective": 0.7,
    "topic": 0.7,
    "dateline": 0.95,
    "learned": 0.6,
}
_WORTH = {
    "organisation:name": "organisation",
    "organisation:abbreviation": "organisation",
    "organisation:learned": "learned organisation",
}
_BEST = ("name", "metonym", "abbreviation", "learned", "office", "adjective", "topic", "dateline")


def extract(reading: Reading) -> Facts:
    """Return the organisations of an article and every place that names them."""
    groups: dict[str, list[NamedPlace]] = defaultdict(list)
    for named in reading.bodies.named:
        groups[named.body.key].append(named)
    organisations = [_organisation(reading, key, group) for key, group in groups.items()]
    return merge([*organisations, *_credited(reading)])


def _credited(reading: Reading) -> Iterator[Facts]:
    """Yield the agency of each dateline, as the body the text names it by, if it does."""
    for dateline in reading.datelines:
        tag = agency_tag(dateline)
        if tag is not None:
            names = reading.bodies.by_name
            credited_name = next((n for n in dateline.agency if n.casefold() in names), dateline.agency[0])
            body = reading.bodies.identify(credited_name)
            entity = _entity(reading, body, "name" if body.key in reading.bodies.keys else "dateline")
            mention = Mention(entity.entity_id, reading.article.article_id, tag.start, tag.end, "dateline")
            yield Facts((), (entity,), (mention,))


def _organisation(reading: Reading, key: str, group: list[NamedPlace]) -> Facts:
    entity = _entity(reading, group[0].body, min((named.way for named in group), key=_BEST.index))
    acts = key.endswith(" government")  # a land by its name: the model takes it for a place
    if reading.names.read and not acts and entity.rule in _WORTH:
        own = [named.stretch for named in group if named.way in ("name", "abbreviation", "learned")]
        entity = replace(
            entity, confidence=reading.lexicon.worth(_WORTH[str(entity.rule)], reading.names.mean("organisation", own))
        )
    mentions = [
        mention
        for named in group
        for mention in raw_mentions(reading.article, entity.entity_id, reading.view.raw(named.stretch), named.way)
    ]
    return Facts((), (entity,), tuple(mentions))


def _entity(reading: Reading, body: Organisation, way: str) -> Entity:
    country = reading.gazetteer.iso3.get(body.country) if body.country else None
    return Entity(
        story_id=reading.story_id, entity_id=content_id("e", reading.story_id, "organisation", body.key),
        kind="organisation", name=body.name, value=country, roles=(), country=country, rule=f"organisation:{way}",
        confidence=_CONFIDENCE[way],
    )  # fmt: skip
