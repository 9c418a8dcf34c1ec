"""The events of a story as readers see them: who did what to whom, with names for ids, in the order of time."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from wirecopy.serve.html.raw import quote_anchor
from wirecopy.serve.views.story import Dossier
from wirecopy.serve.views.wording import Handle
from wirecopy.times import instant
from wirecopy.types import Event


@dataclass(frozen=True, slots=True)
class Happening:
    """One event with names for its people and places, and the pages that carry it."""

    event: Event
    actors: str
    recipients: str
    place: str | None
    asserted_by: str | None
    pages: tuple[tuple[Handle, str], ...]


def happenings(dossier: Dossier, events: Iterable[Event], handles: dict[str, Handle]) -> tuple[Happening, ...]:
    """Return the events, the news before the context, dated ones first; `pages` as the raw pages name their places."""
    names = {entity.entity_id: entity.name for entity in dossier.entities}
    rows = [_row(dossier, event, names, handles) for event in events]
    return tuple(sorted(rows, key=_order))


def _row(dossier: Dossier, event: Event, names: dict[str, str], handles: dict[str, Handle]) -> Happening:
    firsts = {m.article_id: m for m in reversed(dossier.mentions_of(event.event_id)) if m.article_id in handles}
    return Happening(
        event=event,
        actors=", ".join(event.actor_names or (names.get(one, one) for one in event.actors)),
        recipients=", ".join(event.recipient_names or (names.get(one, one) for one in event.recipients)),
        place=names.get(event.place_id) if event.place_id else None,
        asserted_by=names.get(event.asserted_by, event.asserted_by) if event.asserted_by else None,
        pages=tuple((handles[i], f"#{quote_anchor(mention)}") for i, mention in firsts.items()),
    )


def _order(row: Happening) -> tuple[object, ...]:
    moment = instant(row.event.start)
    return row.event.background, moment is None, moment or 0.0, row.event.event_id
