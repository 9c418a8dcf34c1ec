"""The people, organisations, places and dates of a story as the report lists them."""

from __future__ import annotations

from dataclasses import dataclass

from wirecopy.serve.html.raw import quote_anchor
from wirecopy.serve.views.entities import HEADINGS, NamedEntity, named_entities
from wirecopy.serve.views.story import Dossier
from wirecopy.serve.views.wording import Handle
from wirecopy.types import Mention


@dataclass(frozen=True, slots=True)
class NamedRow:
    """One entity, where its first mention stands, and the copies that name it."""

    named: NamedEntity
    first: str
    pages: tuple[tuple[Handle, str], ...]


@dataclass(frozen=True, slots=True)
class NamedGroup:
    """The entities of one kind under their heading."""

    heading: str
    rows: tuple[NamedRow, ...]


def named_groups(dossier: Dossier, handles: dict[str, Handle]) -> tuple[NamedGroup, ...]:
    """Return the entities of a story by kind, the most mentioned first; kinds without any are left out."""
    shown = {member.article.article_id for member in dossier.members}
    groups = []
    for kind, heading in HEADINGS:
        rows = tuple(
            _row(entity, handles, shown) for entity in named_entities(dossier, kind) if shown & set(entity.articles)
        )
        if rows:
            groups.append(NamedGroup(heading, rows))
    return tuple(groups)


def fact_mentions(dossier: Dossier, article_id: str) -> tuple[Mention, ...]:
    """Return where one article names the story's entities and tells its events."""
    fact_ids = {entity.entity_id for entity in dossier.entities} | {event.event_id for event in dossier.events}
    return tuple(m for m in dossier.mentions if m.article_id == article_id and m.fact_id in fact_ids)


def _row(entity: NamedEntity, handles: dict[str, Handle], shown: set[str]) -> NamedRow:
    places = [mention for mention in entity.mentions if mention.article_id in shown]
    firsts = {mention.article_id: mention for mention in reversed(places)}
    pages = tuple((handles[i], f"#{quote_anchor(firsts[i])}") for i in entity.articles if i in firsts)
    return NamedRow(entity, quote_anchor(places[0]), pages)
