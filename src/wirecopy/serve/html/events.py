"""The events of a story and its engagements as the report lists them."""

from __future__ import annotations

from dataclasses import dataclass

from wirecopy.serve.views.engagements import Engagement, engagements
from wirecopy.serve.views.events import Deed, deeds
from wirecopy.serve.views.story import Dossier
from wirecopy.serve.views.wording import Handle


@dataclass(frozen=True, slots=True)
class DeedRow:
    """One event and the copies that carry it, each with the address of its line in the table of copies."""

    deed: Deed
    pages: tuple[tuple[Handle, str], ...]


def deed_rows(dossier: Dossier, handles: dict[str, Handle]) -> tuple[DeedRow, ...]:
    """Return the events of a story in the order of its text."""
    return tuple(
        DeedRow(deed, tuple((handles[i], f"#copy-{i}") for i in deed.article_ids if i in handles))
        for deed in deeds(dossier)
    )


def timeline(dossier: Dossier) -> tuple[Engagement, ...]:
    """Return the engagements of a story by day."""
    names = {entity.entity_id: entity.name for entity in dossier.entities}
    return engagements(dossier.events, dossier.mentions, names)
