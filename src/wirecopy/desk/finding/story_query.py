"""What a reader asks of the story list, and what is found: words, filters, an order, a page of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import Query

from wirecopy.api import NewsBase
from wirecopy.desk.finding.catalogue import FACETS, Filter, Order
from wirecopy.desk.snapshot import OpenGeneration
from wirecopy.serve.views import Headline, wording
from wirecopy.store import search
from wirecopy.times import instant

PAGE_ROWS = 25
MOST_HITS = 2_000
"""Texts that a search looks at, the newest ones; filters and orders choose among them."""
LONGEST_QUERY = 400
MOST_ROWS = 10_000_000
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY_SECONDS = 86_400.0
_Name = Annotated[str, Query(max_length=300)]
_Day = Annotated[str, Query(max_length=10)]
_Bounds = Literal["", "1", "2", "3"]


@dataclass(frozen=True, slots=True)
class QueryFields:
    """The fields of the list's form as they were sent."""

    q: str = ""
    outlet: str = ""
    agency: str = ""
    origin: str = ""
    person: str = ""
    organisation: str = ""
    place: str = ""
    event: str = ""
    language: str = ""
    since: str = ""
    until: str = ""
    order: Order = "recent"
    substantive: bool = False
    several: bool = False
    conflicts: bool = False
    origins: _Bounds = ""
    dyad: str = ""
    start: int = 0

    @property
    def narrowed(self) -> bool:
        """Return whether any filter is set."""
        return self.filter() != Filter()

    @property
    def chosen(self) -> tuple[tuple[str, str], ...]:
        """Return the facets that are set, each with its value."""
        return tuple((name, value) for name in FACETS if (value := str(getattr(self, name))))

    @property
    def sides(self) -> tuple[str, str]:
        """Return the two countries of the dyad, in capitals."""
        a, _, b = self.dyad.upper().partition("-")
        return a, b

    def filter(self) -> Filter:
        """Return the filters; `until` includes its day."""
        until = _day(self.until)
        return Filter(
            self.chosen, _day(self.since), None if until is None else until + _DAY_SECONDS, self.substantive,
            self.several, self.conflicts, self.origins, self.dyad,
        )  # fmt: skip

    def at(self, start: int) -> QueryFields:
        """Return the same question from another place of the list."""
        return replace(self, start=start)

    def otherwise(self, **fields: object) -> str:
        """Return the query of the same question with some fields otherwise, from the head of the list."""
        return replace(self, **fields).address()  # type: ignore[arg-type]

    def address(self, start: int = 0) -> str:
        """Return the query of the same question from a place of the list."""
        fields = asdict(replace(self, start=start))
        values = {name: "1" if value is True else value for name, value in fields.items()}
        return urlencode({name: value for name, value in values.items() if value and (name, value) != _USUAL})


_USUAL = ("order", "recent")


def asked_for(
    q: Annotated[str, Query(max_length=LONGEST_QUERY)] = "",
    outlet: _Name = "",
    agency: _Name = "",
    origin: _Name = "",
    person: _Name = "",
    organisation: _Name = "",
    place: _Name = "",
    event: _Name = "",
    language: _Name = "",
    since: _Day = "",
    until: _Day = "",
    order: Order = "recent",
    substantive: bool = False,
    several: bool = False,
    conflicts: bool = False,
    origins: _Bounds = "",
    dyad: Annotated[str, Query(max_length=20)] = "",
) -> QueryFields:
    """Return what the query of an address asks for."""
    return QueryFields(
        q, outlet, agency, origin, person, organisation, place, event, language, since, until, order, substantive,
        several, conflicts, origins, dyad,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One story of the answer; `excerpt` has stretches of its text, those that were asked for told apart."""

    headline: Headline
    excerpt: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class StoryAnswerPage:
    """A page of the answer; `total` is a lower bound where `more_hits` says that a search gave up counting."""

    rows: tuple[StoryRow, ...]
    total: int
    more_hits: bool
    said: str
    before: str | None
    after: str | None
    among: tuple[str, ...] | None = None
    """The stories that hold the words asked for; null where none were."""


def find(base: NewsBase, opened: OpenGeneration, asked: QueryFields, size: int = PAGE_ROWS) -> StoryAnswerPage:
    """Return the stories asked for, from `asked.start` on."""
    rows_of: dict[str, int] | None = None
    more = False
    words = asked.q[:LONGEST_QUERY]
    if words.strip():
        places = search.places(base.tables.layout.live, words, MOST_HITS + 1)
        more, rows_of = len(places) > MOST_HITS, {}
        for place in places[:MOST_HITS]:
            rows_of.setdefault(place.story_id, place.row)
    among = None if rows_of is None else tuple(rows_of)
    lines, total = opened.catalogue.listed(asked.filter(), asked.order, asked.start, size, among)
    texts = _excerpts(base, words, [rows_of[line.story_id] for line in lines]) if rows_of else {}
    rows = tuple(StoryRow(line, texts.get(line.story_id, ())) for line in lines)
    return StoryAnswerPage(
        rows=rows,
        total=total,
        more_hits=more,
        said=_result_line(total, asked, len(rows), more),
        before=asked.address(max(0, asked.start - size)) if asked.start else None,
        after=asked.address(asked.start + size) if asked.start + size < total else None,
        among=among,
    )


def _excerpts(base: NewsBase, words: str, rows: Sequence[int]) -> dict[str, tuple[tuple[str, bool], ...]]:
    hits = search.excerpts(base.tables.layout.live, words, rows)
    return {hit.story_id: tuple(_pieces(hit.excerpt)) for hit in reversed(hits)}


def _pieces(excerpt: str) -> Iterator[tuple[str, bool]]:
    opening, closing = search.MARKS
    for number, piece in enumerate(excerpt.split(opening)):
        hit, _, rest = piece.partition(closing) if number else ("", "", piece)
        if hit:
            yield hit, True
        if rest:
            yield rest, False


def _result_line(total: int, asked: QueryFields, shown: int, more: bool) -> str:
    if not total:
        return "No story."
    at_least = "at least " if more else ""
    which = f", {asked.start + 1:,} to {asked.start + shown:,}" if total > shown and shown else ""
    return f"{at_least}{wording.count(total, 'story')}{which}"


def _day(text: str) -> float | None:
    return instant(text) if _DAY.fullmatch(text) else None
