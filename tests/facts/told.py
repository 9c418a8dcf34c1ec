"""Events of a text, for tests."""

from __future__ import annotations

from functools import cache

from wirecopy.facts import Facts, Knowledge, extract, load_knowledge
from wirecopy.types import Article, Event


@cache
def knowledge() -> Knowledge:
    return load_knowledge()


def facts_in(text: str, published: str | None = "2023-05-30") -> Facts:
    article = Article.of_text("a_1", text, language="en", published=published)
    return extract("s_1", article, knowledge())


def events_in(text: str, published: str | None = "2023-05-30") -> tuple[Event, ...]:
    return facts_in(text, published).events


def sides(event: Event) -> str:
    """`FRA>DEU`, or `FRA+DEU>` where all act."""
    actors = sorted({c for c in event.actor_countries if c}, key=event.actor_countries.index)
    recipients = sorted({c for c in event.recipient_countries if c}, key=event.recipient_countries.index)
    return f"{'+'.join(actors)}>{'+'.join(recipients)}"
