"""The story list: which stories are wanted, in which order, and what they may be narrowed by, each with its count."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, fields
from typing import Literal

import numpy as np
import numpy.typing as npt

from wirecopy.desk.finding.days import Bar, drawn
from wirecopy.desk.finding.index import StoryIndex
from wirecopy.desk.finding.tally import Tally, tally
from wirecopy.serve.views import Headline

Order = Literal["recent", "articles", "origins", "spread", "size"]
"""`size` is the older name of `articles`."""
FACETS = ("outlet", "agency", "origin", "person", "organisation", "place", "event", "language")
"""What a story may be asked for by, besides its days and its numbers; each is one value."""
OFFERED = 8
"""Values of a facet offered to choose from, the most frequent ones."""
_ORDERS = {
    "recent": "number", "articles": "articles DESC, number", "size": "articles DESC, number",
    "origins": "origins_high DESC, articles DESC, number", "spread": "spread DESC, number",
}  # fmt: skip
_HEADLINE = ", ".join(one.name for one in fields(Headline))


@dataclass(frozen=True, slots=True)
class Filter:
    """Which stories are wanted; an empty one wants all. A story without a date is in no period."""

    facets: tuple[tuple[str, str], ...] = ()
    since: float | None = None
    until: float | None = None
    substantive: bool = False
    several: bool = False
    conflicts: bool = False
    origins: str = ""
    """How many origins stand behind it at most: `1`, `2`, or `3` for three and more."""
    dyad: str = ""
    """Two countries whose events it tells, by their ISO codes: `IRN-USA`."""

    def where(self, among: Sequence[str] | None = None) -> tuple[str, dict[str, object]]:
        """Return the condition in SQL and its values; `among` are the stories that hold the words asked for."""
        values: dict[str, object] = {}
        parts = []
        for number, (name, value) in enumerate(self.facets):
            values |= {f"name{number}": name, f"value{number}": value}
            label = f"SELECT id FROM label WHERE name = $name{number} AND value = $value{number}"
            parts.append(f"number IN (SELECT story FROM facet WHERE id = ({label}))")
        for name, bound, sign in (("since", self.since, ">="), ("until", self.until, "<")):
            if bound is not None:
                values[name] = bound
                parts.append(f"moment {sign} ${name}")
        if self.dyad:
            values |= dict(zip(("a", "b"), sorted(self.dyad.split("-", 1)), strict=False))
            values.setdefault("b", "")
            parts.append(
                "story_id IN (SELECT story_id FROM event JOIN dyad USING (event_id) WHERE dyad.a = $a AND dyad.b = $b)"
            )
        if self.origins:
            parts.append({"1": "origins_high = 1", "2": "origins_high = 2"}.get(self.origins, "origins_high > 2"))
        parts += [
            sql
            for sql, on in (
                ("substantive_edits > 0", self.substantive), ("articles > 1", self.several),
                ("conflicts > 0", self.conflicts),
            ) if on
        ]  # fmt: skip
        if among is not None:
            values["among"] = list(among)
            parts.append("story_id IN (SELECT unnest($among::VARCHAR[]))")
        return " AND ".join(parts) or "true", values


@dataclass(frozen=True, slots=True)
class Offered:
    """A value that stories may be narrowed to: as it is asked for, as it is read, and how many stories have it."""

    value: str
    name: str
    stories: int


@dataclass(frozen=True, slots=True)
class Narrowing:
    """What the stories of an answer may be narrowed by."""

    facets: dict[str, tuple[Offered, ...]]
    origins: tuple[Offered, ...]
    conflicts: int
    substantive: int
    several: int
    days: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All stories of one generation."""

    finder: StoryIndex
    tally: Tally
    articles: int = 0
    stories: int = 0
    whole: Narrowing = field(default_factory=lambda: Narrowing({}, (), 0, 0, 0, ()))
    """What all stories may be narrowed by: worked out once."""

    def listed(
        self, wanted: Filter, order: Order, start: int, size: int, among: Sequence[str] | None = None
    ) -> tuple[tuple[Headline, ...], int]:
        """Return a stretch of the stories wanted, in that order, and how many there are."""
        condition, values = wanted.where(among)
        counting = f"SELECT count(*) FROM story WHERE {condition}"
        total = self.stories if condition == "true" else int(self.finder.rows(counting, values)[0][0])
        asked = f"SELECT {_HEADLINE} FROM story WHERE {condition} ORDER BY {_ORDERS[order]} LIMIT {size} OFFSET {start}"
        return tuple(map(_headline, self.finder.rows(asked, values))), total

    def narrowing(self, wanted: Filter, among: Sequence[str] | None = None) -> Narrowing:
        """Return what the stories wanted may be narrowed by further."""
        condition, values = wanted.where(among)
        if condition == "true":
            return self.whole
        numbers = self.finder.table(f"SELECT number FROM story WHERE {condition}", values)["number"].to_numpy()
        return _narrowing(self.tally, numbers)

    def of(self, story_ids: Iterable[str]) -> dict[str, Headline]:
        """Return the lines of those stories, by id."""
        asked = f"SELECT {_HEADLINE} FROM story WHERE story_id IN (SELECT unnest($ids::VARCHAR[]))"
        return {row[0]: _headline(row) for row in self.finder.rows(asked, {"ids": list(story_ids)})}

    def newest(self) -> list[str]:
        """Return the ids of all stories, newest first."""
        return [row[0] for row in self.finder.rows("SELECT story_id FROM story ORDER BY number")]

    def name_of(self, facet: str, value: str) -> str:
        """Return how a value of a facet is read: a person by a name, a place by its own."""
        rows = self.finder.rows(
            "SELECT name FROM named WHERE kind = $kind AND key = $key", {"kind": facet, "key": value}
        )
        return str(rows[0][0]) if rows else value


def catalogue(finder: StoryIndex) -> Catalogue:
    """Return the story list of an index."""
    articles, stories = finder.rows("SELECT coalesce(sum(articles), 0)::BIGINT, count(*) FROM story")[0]
    columns = tally(finder)
    whole = _narrowing(columns, np.arange(1, stories + 1, dtype=np.int32))
    return Catalogue(finder, columns, articles, stories, whole)


def _narrowing(stories: Tally, numbers: npt.NDArray[np.int32]) -> Narrowing:
    conflicts, substantive, several, *by_origins = stories.counts(numbers)
    facets = {name: tuple(Offered(*row) for row in rows) for name, rows in stories.most(numbers, OFFERED)}
    origins = [
        Offered(number, name, n) for number, name, n in zip("123", ("1", "2", "3 or more"), by_origins, strict=True)
    ]
    return Narrowing(
        {name: facets.get(name, ()) for name in FACETS},
        tuple(one for one in origins if one.stories),
        conflicts,
        substantive,
        several,
        drawn(stories.dated(numbers)),
    )


def _headline(row: Sequence[object]) -> Headline:
    return Headline(*(tuple(value) if isinstance(value, list) else value for value in row))  # type: ignore[arg-type]
