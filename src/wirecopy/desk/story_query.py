"""What a reader asks of the story list, and what is found: words, filters, an order, a page of it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from urllib.parse import urlencode

from wirecopy.api import NewsBase
from wirecopy.desk.catalogue import Entry, Filter, Order
from wirecopy.desk.snapshot import Opened
from wirecopy.serve.views.dossier import Headline
from wirecopy.serve.views.wording import count
from wirecopy.store import search
from wirecopy.times import instant

PAGE_ROWS = 25
MOST_HITS = 2_000
"""Texts that a search looks at, the newest ones; filters and the order by size choose among them."""
LONGEST_QUERY = 400
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_DAY_SECONDS = 86_400.0


@dataclass(frozen=True, slots=True)
class Asked:
    """The fields of the list's form as they were sent."""

    q: str = ""
    outlet: str = ""
    agency: str = ""
    language: str = ""
    since: str = ""
    until: str = ""
    order: Order = "recent"
    substantive: bool = False
    several: bool = False
    start: int = 0

    @property
    def narrowed(self) -> bool:
        """Return whether any filter is set."""
        return self.filter() != Filter()

    def filter(self) -> Filter:
        """Return the filters; `until` includes its day."""
        until = _day(self.until)
        return Filter(
            self.outlet, self.agency, self.language, _day(self.since), None if until is None else until + _DAY_SECONDS,
            self.substantive, self.several,
        )  # fmt: skip

    def at(self, start: int) -> Asked:
        """Return the same question from another place of the list."""
        return replace(self, start=start)

    def address(self, start: int) -> str:
        """Return the query of the same question from another place of the list."""
        fields = asdict(replace(self, start=start))
        fields |= {name: "1" for name in ("substantive", "several") if fields[name]}
        return urlencode({name: value for name, value in fields.items() if value and (name, value) != _USUAL})


_USUAL = ("order", "recent")


@dataclass(frozen=True, slots=True)
class Row:
    """One story of the answer; `excerpt` has stretches of its text, those that were asked for told apart."""

    headline: Headline
    excerpt: tuple[tuple[str, bool], ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """A page of the answer; `total` is a lower bound where `more_hits` says that a search gave up counting."""

    rows: tuple[Row, ...]
    total: int
    more_hits: bool
    said: str
    before: str | None
    after: str | None


def find(base: NewsBase, opened: Opened, asked: Asked, size: int = PAGE_ROWS) -> Found:
    """Return the stories asked for, from `asked.start` on."""
    more = False
    if asked.q.strip():
        places = search.places(base.tables.layout.live, asked.q[:LONGEST_QUERY], MOST_HITS + 1)
        more = len(places) > MOST_HITS
        rows_of: dict[str, int] = {}
        for place in places[:MOST_HITS]:
            rows_of.setdefault(place.story_id, place.row)
        entries = _wanted(opened, list(rows_of), asked)
        shown = entries[asked.start : asked.start + size]
        texts = _excerpts(base, asked.q[:LONGEST_QUERY], [rows_of[e.headline.story_id] for e in shown])
        rows = tuple(Row(e.headline, texts.get(e.headline.story_id, ())) for e in shown)
    else:
        entries = opened.catalogue.listed(asked.filter(), asked.order)
        rows = tuple(Row(entry.headline) for entry in entries[asked.start : asked.start + size])
    total = len(entries)
    return Found(
        rows=rows,
        total=total,
        more_hits=more,
        said=_said(total, asked, len(rows), more),
        before=asked.address(max(0, asked.start - size)) if asked.start else None,
        after=asked.address(asked.start + size) if asked.start + size < total else None,
    )


def _wanted(opened: Opened, story_ids: Sequence[str], asked: Asked) -> Sequence[Entry]:
    wanted = asked.filter()
    entries = [entry for i in story_ids if (entry := opened.catalogue.of.get(i)) is not None and wanted.wants(entry)]
    return sorted(entries, key=lambda entry: -entry.headline.articles) if asked.order == "size" else entries


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


def _said(total: int, asked: Asked, shown: int, more: bool) -> str:
    if not total:
        return "No story."
    at_least = "at least " if more else ""
    which = f", {asked.start + 1:,} to {asked.start + shown:,}" if total > shown and shown else ""
    return f"{at_least}{count(total, 'story')}{which}"


def _day(text: str) -> float | None:
    return instant(text) if _DAY.fullmatch(text) else None
