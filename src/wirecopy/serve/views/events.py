"""The events of a story in the order of its text, each with every place that carries it."""

from __future__ import annotations

from dataclasses import dataclass

from wirecopy.serve.views.story import Dossier, articles_of
from wirecopy.serve.views.wording import period
from wirecopy.types import Event, Mention


@dataclass(frozen=True, slots=True)
class Deed:
    """One event, its number in the story from 1, and its places: canonical article first."""

    event: Event
    number: int
    mentions: tuple[Mention, ...]

    @property
    def article_ids(self) -> tuple[str, ...]:
        """Return the articles that carry it, each once."""
        return articles_of(self.mentions)

    @property
    def parties(self) -> str:
        """Who acts, and on whom."""
        actors = " and ".join(_party_names(self.event.actor_names, self.event.actor_countries)) or "not named"
        others = " and ".join(_party_names(self.event.recipient_names, self.event.recipient_countries))
        return f"{actors} → {others}" if others else actors

    @property
    def kind(self) -> str:
        """Type and mode in words: the table has PLOVER's capitals."""
        return self.event.type.capitalize() + (f", {self.event.mode}" if self.event.mode else "")

    @property
    def facts(self) -> tuple[str, ...]:
        """Status, days, who says so, as far as told."""
        event = self.event
        days = period(event.start, event.end) if event.start else ""
        parts = (event.status, days, "recalled, not the news" if event.background else "", event.response or "")
        return tuple(part for part in parts if part)


def deeds(dossier: Dossier) -> tuple[Deed, ...]:
    """Return the story's events in the order in which its first article, then the others, carry them."""
    events = {event.event_id: event for event in dossier.events}
    places = dossier.places_of(events)
    return tuple(Deed(events[key], number, mentions) for number, (key, mentions) in enumerate(places.items(), 1))


def _party_names(names: tuple[str, ...], countries: tuple[str, ...]) -> list[str]:
    pairs = zip(names, countries or ("",) * len(names), strict=False)
    return [f"{name} ({country})" if country else name for name, country in pairs]
