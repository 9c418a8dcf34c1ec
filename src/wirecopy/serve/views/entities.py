"""The people, organisations, places, dates and quantities of a story, and who says what, as lines of text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from wirecopy.serve.views.quotations import Saying, sort_of, spoken_sorts, telling_cue
from wirecopy.serve.views.story import articles_of
from wirecopy.types import Article, Entity, EntityKind, Mention, Quote

HEADINGS: tuple[tuple[EntityKind, str], ...] = (
    ("person", "People"), ("organisation", "Organisations"), ("place", "Places"), ("date", "Dates"),
    ("quantity", "Quantities"),
)  # fmt: skip
READ_LANGUAGES = ("en",)
"""The languages whose facts are read; those of the facts room's data files."""
_LONGEST = 160


class FactHolder(Protocol):
    """Whatever has facts: a story's dossier, or the facts of one text."""

    @property
    def quotes(self) -> tuple[Quote, ...]:
        """The quotations."""

    @property
    def entities(self) -> tuple[Entity, ...]:
        """The entities."""

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """Where each fact stands."""


@dataclass(frozen=True, slots=True)
class NamedEntity:
    """One entity with its mentions, and the other readings that copies have of it."""

    entity: Entity
    mentions: tuple[Mention, ...]
    variants: tuple[Entity, ...] = ()

    @property
    def articles(self) -> tuple[str, ...]:
        """The articles that name it, each once."""
        return articles_of(self.mentions)

    @property
    def detail(self) -> str:
        """What is known of it, in one line."""
        return detail(self.entity)


def named_entities(facts: FactHolder, kind: EntityKind) -> tuple[NamedEntity, ...]:
    """Return the entities of a kind, those of most articles, then of most mentions first.

    A variant stands with the fact it varies.
    """
    places: dict[str, list[Mention]] = {}
    for mention in facts.mentions:
        places.setdefault(mention.fact_id, []).append(mention)
    varied: dict[str, list[Entity]] = {}
    for entity in facts.entities:
        if entity.variant_of is not None:
            varied.setdefault(entity.variant_of, []).append(entity)
    entity_ids = {entity.entity_id for entity in facts.entities}
    rows = [
        NamedEntity(e, tuple(places.get(e.entity_id, ())), tuple(varied.get(e.entity_id, ())))
        for e in facts.entities
        if e.kind == kind and (e.variant_of is None or e.variant_of not in entity_ids)
    ]
    return tuple(
        sorted(rows, key=lambda row: (-len(row.articles), -len(row.mentions), row.entity.name, row.entity.entity_id))
    )


_VAGUE = {"PAST_REF": "in the past", "PRESENT_REF": "at present", "FUTURE_REF": "in the future"}
"""TimeML's values of words that name no day."""


def detail(entity: Entity) -> str:
    """Return what is known of an entity besides its name.

    >>> june = {"value": "2022-06", "start": "2022-06-01", "end": "2022-06-30"}
    >>> detail(Entity(story_id="s", entity_id="e", kind="date", name="last June", roles=("date",), **june))
    '2022-06 (2022-06-01 to 2022-06-30)'
    """
    if entity.kind == "person":
        roles: dict[str, str] = {}
        for role in entity.roles:  # "AMBASSADOR" of a transcript is no other role
            if roles.get(role.casefold(), "A").isupper():
                roles[role.casefold()] = role
        return "; ".join(roles.values())
    if entity.kind == "place":
        number = f"GeoNames {entity.geonames}" if entity.geonames else ""
        return ", ".join(part for part in (entity.country, entity.value, number) if part)
    if entity.kind == "date":
        return _day(entity)
    return entity.value or ""


def _day(entity: Entity) -> str:
    value = _VAGUE.get(entity.value or "", entity.value or "")
    if not entity.start or entity.start in (entity.value, entity.end):
        return value
    days = f"{entity.start} to {entity.end}"
    return days if value == entity.name else f"{value} ({days})"


def unread(articles: Iterable[Article], languages: Sequence[str]) -> tuple[str, ...]:
    """Return the languages of articles whose facts no rules can read."""
    return tuple(sorted({a.language for a in articles if a.language is not None and a.language not in languages}))


def facts_text(facts: FactHolder, article_id: str, language: str | None = None) -> str:
    """Return the facts of one article as plain text, in the order of the text; what is missing is said."""
    if language is not None:
        return f"No facts: there are no rules for this language ({language})."
    lines = list(_quotation_lines(facts, article_id))
    for kind, heading in HEADINGS:
        rows = named_entities(facts, kind)
        if rows:
            lines += ["", heading, *(line_of(row) for row in rows)]
    return "\n".join(lines) if lines else "No quotations, people, places or dates found."


def _quotation_lines(facts: FactHolder, article_id: str) -> Iterator[str]:
    """Yield who says what, in sorts and by speaker, in the order of the text."""
    starts = {m.fact_id: m.start for m in reversed(facts.mentions) if m.article_id == article_id}
    ordered = sorted(facts.quotes, key=lambda q: (starts.get(q.quote_id, 0), q.quote_id))
    sayings = [Saying(quote, n, ()) for n, quote in enumerate(ordered, 1)]
    for n, (heading, speakers) in enumerate(spoken_sorts(sayings)):
        yield from ["", heading] if n else [heading]
        for voice in speakers:
            yield f"  {', '.join(part for part in (voice.name, voice.role) if part) or 'speaker not settled'}"
            yield from (f"    {_line(saying.quote)}" for saying in voice.sayings)


def _line(quote: Quote) -> str:
    sort = sort_of(quote)
    words = " ".join(quote.text.split())
    told = telling_cue(quote)
    cue = f"{told}: " if told else ""
    when = f" ({quote.said_when})" if quote.said_when else ""
    return f"“{words}”{when}" if sort == "quoted" else f"{cue}{words}{when}"


def line_of(row: NamedEntity) -> str:
    """Return one entity as a line."""
    shown = " ".join(row.entity.name.split())[:_LONGEST]
    line = f"  {shown}" + (f"  {row.detail}" if row.detail else "")
    if row.variants:
        line += "  but " + ", ".join(variant.name for variant in row.variants) + " in other copies"
    return line
