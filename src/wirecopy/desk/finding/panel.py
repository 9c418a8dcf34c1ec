"""What stands beside the story list: what it is narrowed to, and what it may be narrowed by, each with an address."""

from __future__ import annotations

from dataclasses import dataclass

from wirecopy.desk.finding.catalogue import FACETS, Catalogue, Offered
from wirecopy.desk.finding.days import Bar
from wirecopy.desk.finding.story_query import QueryFields, StoryAnswerPage
from wirecopy.serve.views import wording

TITLES = {
    "outlet": "Outlet", "origin": "Agency behind it", "agency": "Agency credited", "person": "Person",
    "organisation": "Organisation", "place": "Place", "event": "Kind of event", "language": "Language",
}  # fmt: skip

_FLAGS = {
    "conflicts": "figures or quotations in conflict", "substantive": "copies that differ in substance",
    "several": "several articles",
}  # fmt: skip
_ORDERS = {
    "recent": "newest", "articles": "most articles", "origins": "most origins", "spread": "longest spread",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One step to another list: what it is called, where it leads, and how many stories are there."""

    name: str
    address: str
    stories: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """What one facet offers."""

    title: str
    facet: str
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Panel:
    """What the list is narrowed to (each leads to the list without it), and what it may be narrowed by."""

    chosen: tuple[Step, ...]
    groups: tuple[Group, ...]
    days: tuple[Bar, ...]
    orders: tuple[tuple[str, str, bool], ...]
    """Name and address of each order, and whether the list is in it."""


def panel(catalogue: Catalogue, asked: QueryFields, answer: StoryAnswerPage) -> Panel:
    """Return what stands beside a list."""
    offered = catalogue.narrowing(asked.filter(), answer.among)
    taken = dict(asked.chosen)
    groups = [
        Group(TITLES[name], name, tuple(_step(asked, name, origin) for origin in offered.facets.get(name, ())))
        for name in FACETS
        if name not in taken
    ]
    if not asked.origins:
        steps = tuple(
            Step(origin.name, asked.otherwise(origins=origin.value), origin.stories) for origin in offered.origins
        )
        groups.append(Group("Origins", "origins", steps))
    numbers = zip(_FLAGS.items(), (offered.conflicts, offered.substantive, offered.several), strict=True)
    having = [
        Step(said, asked.otherwise(**{name: True}), number)
        for (name, said), number in numbers
        if number and not getattr(asked, name)
    ]
    groups.append(Group("With", "with", tuple(having)))
    # One language is no choice.
    worth = tuple(group for group in groups if len(group.steps) > (group.facet == "language"))
    return Panel(chosen(catalogue, asked), worth, offered.days, _orders(asked))


def _step(asked: QueryFields, name: str, one: Offered) -> Step:
    label = wording.event_words(one.name) if name == "event" else one.name
    return Step(label, asked.otherwise(**{name: one.value}), one.stories)


def chosen(catalogue: Catalogue, asked: QueryFields) -> tuple[Step, ...]:
    """Return what a list is narrowed to, each step leading to the list without it."""
    facets = [
        (name, f"{TITLES[name]}: {wording.event_words(value) if name == 'event' else catalogue.name_of(name, value)}")
        for name, value in asked.chosen
    ]
    more = " or more" if asked.origins == "3" else ""
    others = {
        "q": f"words: {asked.q}", "since": f"from {asked.since}", "until": f"to {asked.until}",
        "origins": f"origins: {asked.origins}{more}", "dyad": f"between {asked.dyad}",
    } | {name: f"with {said}" for name, said in _FLAGS.items()}  # fmt: skip
    facets_chosen = facets + [(name, said) for name, said in others.items() if getattr(asked, name)]
    return tuple(Step(said, asked.otherwise(**{name: False if name in _FLAGS else ""})) for name, said in facets_chosen)


def _orders(asked: QueryFields) -> tuple[tuple[str, str, bool], ...]:
    order = "articles" if asked.order == "size" else asked.order
    return tuple((said, asked.otherwise(order=name), name == order) for name, said in _ORDERS.items())
