"""Organisations and governments, each once under all its names.

Rule ids read `organisation:HOW`: `name`, `metonym` (a seat that stands for who sits there), `office` (named by the
title of who heads it), `abbreviation`.
"""

from __future__ import annotations

from collections import defaultdict

from wirecopy.facts.bodies import Named
from wirecopy.facts.contract import Facts, merge, raw_mentions
from wirecopy.facts.reading import Reading
from wirecopy.ids import content_id
from wirecopy.types import Entity

_CONFIDENCE = {"name": 0.9, "metonym": 0.85, "office": 0.8, "abbreviation": 0.9, "adjective": 0.7, "topic": 0.7}
_BEST = ("name", "metonym", "abbreviation", "office", "adjective", "topic")


def extract(reading: Reading) -> Facts:
    """Return the organisations of an article and every place that names them."""
    groups: dict[str, list[Named]] = defaultdict(list)
    for named in reading.bodies.named:
        groups[named.body.key].append(named)
    return merge(_organisation(reading, key, group) for key, group in groups.items())


def _organisation(reading: Reading, key: str, group: list[Named]) -> Facts:
    body = group[0].body
    way = min((named.way for named in group), key=_BEST.index)
    entity_id = content_id("e", reading.story_id, "organisation", key)
    country = reading.gazetteer.iso3.get(body.country) if body.country else None
    entity = Entity(
        reading.story_id, entity_id, "organisation", body.name, country, (), country=country,
        rule=f"organisation:{way}", confidence=_CONFIDENCE[way],
    )  # fmt: skip
    mentions = [
        mention
        for named in group
        for mention in raw_mentions(reading.article, entity_id, reading.view.raw(named.stretch), named.way)
    ]
    return Facts((), (entity,), tuple(mentions))
