"""What the desk's pages show of a story: the views of `serve`, with the links and the order of these pages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from markupsafe import Markup

from wirecopy.desk.pages.templates import edit_at, entity_at, segment
from wirecopy.desk.pages.worldmap import MapSpot, WorldMap, spot_of, world_map
from wirecopy.pipeline.article_pairs import paired
from wirecopy.serve.html import (
    CopyLine,
    CopyReading,
    Happening,
    RawView,
    StoryView,
    happenings,
    quote_anchor,
    raw_view,
    rows_left_out,
    story_view,
)
from wirecopy.serve.views import (
    Dossier,
    Handle,
    Headline,
    Member,
    NamedEntity,
    OutletExclusives,
    PairRow,
    named_entities,
    outlet_exclusives,
    side_by_side,
    wording,
)
from wirecopy.times import instant
from wirecopy.types import Edit, Event, Mention

MARK = "here"
"""Stands where a fact's id would, for a stretch that a permalink names."""
_ALIKE = "Nothing that is said differs"
_DAY = 86_400.0
Lag = tuple[float, float]
_Row = TypeVar("_Row")
MOST_ROWS = 2_000
"""Paragraphs shown side by side; the longest features have two hundred."""


SHOWN = {
    "copies": 20, "quotations": 12, "events": 12, "named": 12, "alone": 8, "texts": 12, "headlines": 8, "outside": 8,
    "quoted": 8, "habits": 4, "chips": 4, "passages": 3, "said": 3,
}  # fmt: skip
"""Rows of each list that a story's page shows before its reader opens it: so it stays under 300 KB."""
_NOUNS = {
    "copies": "copy", "quotations": "quotation", "events": "event", "alone": "outlet", "headlines": "headline",
    "outside": "edit", "quoted": "quotation", "habits": "copy", "passages": "passage", "said": "quotation",
}  # fmt: skip
OPEN_ALL = "all"


@dataclass(frozen=True, slots=True)
class StoryPage:
    """One story as its page shows it: its first text and the heads of its lists, until more of it is opened."""

    view: StoryView
    open: str
    """What is opened besides: a text, by its first article, or `all`."""
    lags: dict[str, Lag]
    alone: tuple[AloneRow, ...]
    events: tuple[Happening, ...]
    map: WorldMap | None
    bases: dict[str, str]
    lettered: dict[str, str]
    """The article of each letter."""
    listed_copies: frozenset[str]
    listed_quotes: frozenset[str]

    @property
    def parts(self) -> tuple[tuple[str, str], ...]:
        """Return the names and the anchors of the parts this page has."""
        text = f"text-{self.view.texts[0].base.article.article_id}"
        wanted = (
            ("Origins", "origins", True), ("Text", text, True), ("Copies", "copies", True),
            ("Only one outlet", "alone", bool(self.alone)), ("Quotations", "quotations", bool(self.view.quotes)),
            ("Who met whom", "ledger", bool(self.view.ledger)),
            ("Events", "events", bool(self.events)), ("Map", "map", self.map is not None),
        )  # fmt: skip
        parts_shown = [(name, anchor) for name, anchor, there in wanted if there]
        named = [(group.heading, group_anchor(group.heading)) for group in self.view.named]
        return (*parts_shown, *named, ("Files", "leave"))

    def carriers(self, reading: CopyReading) -> list[tuple[Handle, str]]:
        """Return the copies that read so, each with the address of the place in its raw page."""
        return [(self.view.handles[edit.article_id], edit_at(edit)) for edit in reading.carriers]

    def rows_of(self, article_ids: Iterable[str]) -> list[tuple[Handle, str]]:
        """Return those of the articles that are shown, each with its line in the copies table."""
        return [(handle, self.copy_at(anchor.removeprefix("#copy-"))) for handle, anchor in self._rows(article_ids)]

    def _rows(self, article_ids: Iterable[str]) -> list[tuple[Handle, str]]:
        return self.view.rows_of(tuple(article_ids))

    def first(self, rows: Sequence[_Row], part: str) -> Sequence[_Row]:
        """Return the rows of a list that are shown."""
        return rows if self.open == OPEN_ALL else rows[: SHOWN[part]]

    def left(self, rows: Sequence[object], part: str, anchor: str) -> Markup:
        """Return what says how many rows are left out and leads to them, empty where none is."""
        left = len(rows) - len(self.first(rows, part))
        return rows_left_out(left, self.opened(anchor), _NOUNS.get(part, "")) if left else Markup()

    def is_open(self, article_id: str) -> bool:
        """Return whether the text that begins with that article is shown."""
        return self.open in (OPEN_ALL, article_id) or article_id == self.view.texts[0].base.article.article_id

    @property
    def opened_texts(self) -> tuple[str, ...]:
        """Return the texts that are shown, by their first articles."""
        bases = (text.base.article.article_id for text in self.view.texts)
        return tuple(base for base in bases if self.is_open(base))

    def opened(self, anchor: str, what: str = OPEN_ALL) -> str:
        """Return the address of a place of this page where more of it is open."""
        return f"/story/{segment(self.view.headline.story_id)}?open={segment(what)}#{anchor}"

    def copy_at(self, article_id: str) -> str:
        """Return the address of an article's line in the copies table."""
        shown = article_id in self.listed_copies or self.open == OPEN_ALL
        return f"#copy-{article_id}" if shown else self.opened(f"copy-{article_id}")

    def quote_at(self, quote_id: str) -> str:
        """Return the address of a quotation in the list of them."""
        shown = quote_id in self.listed_quotes or self.open == OPEN_ALL
        return f"#{quote_id}" if shown else self.opened(quote_id)

    def text_at(self, anchor: str, handle: Handle) -> str:
        """Return the address of a place in the text that a copy stands for."""
        article_id = self.lettered[handle.letter]
        return f"#{anchor}" if self.is_open(article_id) else self.opened(anchor, article_id)

    def raw_of(self, pairs: Iterable[tuple[Handle, str]]) -> list[tuple[Handle, str]]:
        """Return the copies with the address, in the raw page, of the place that each names."""
        return [(handle, f"/raw/{self.lettered[handle.letter]}{anchor}") for handle, anchor in pairs]

    def beside(self, row: CopyLine) -> str | None:
        """Return the article a copy is put beside: its family's canonical one, null for that one itself."""
        article_id = row.member.article.article_id
        base = self.bases.get(article_id)
        return base if base != article_id else None


@dataclass(frozen=True, slots=True)
class AloneRow:
    """What one outlet alone reports, and that said in one line."""

    name: str
    own_text: bool
    passages: tuple[Edit, ...]
    quotes: Sequence[object]
    entities: Sequence[object]
    said: str


@dataclass(frozen=True, slots=True)
class MarkedStretch:
    """A stretch of a page that a permalink names; `cut` says that it reaches behind the page's end."""

    start: int
    end: int
    text: str
    cut: bool


@dataclass(frozen=True, slots=True)
class RawPageView:
    """One raw page as the desk shows it."""

    story_id: str
    headline: Headline
    raw: RawView
    beside: str | None
    marked: MarkedStretch | None
    anchor: str
    mark: str = MARK


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two texts of a pair."""

    handle: Handle
    member: Member


@dataclass(frozen=True, slots=True)
class PairPage:
    """Two texts of a story side by side."""

    story_id: str
    headline: Headline
    left: Side
    right: Side
    rows: tuple[PairRow, ...]
    edits: tuple[Edit, ...]
    said: str
    left_out: int

    @property
    def substance(self) -> tuple[Edit, ...]:
        """Return the edits that change what is said."""
        return tuple(edit for edit in self.edits if edit.substantive)


def group_anchor(heading: str) -> str:
    """Return the anchor of the entities of one kind."""
    return heading.lower()


def story_page(dossier: Dossier, events: Iterable[Event] = (), open: str = "") -> StoryPage:
    """Return what the story's page shows; `open` is a text, by its first article, or `all`."""
    view = story_view(dossier, raw_pages=False)
    places = named_entities(dossier, "place")
    return StoryPage(
        view=view,
        open=open,
        lags=lags(dossier.members),
        alone=tuple(_alone_row(one) for one in outlet_exclusives(dossier)),
        events=happenings(dossier, events, view.handles),
        map=world_map(spot for place in places if (spot := _spot(place))),
        bases=_bases(dossier.members),
        lettered={handle.letter: article_id for article_id, handle in view.handles.items()},
        listed_copies=frozenset(row.member.article.article_id for row in view.rows[: SHOWN["copies"]]),
        listed_quotes=frozenset(row.quote.quote_id for row in view.quotes[: SHOWN["quotations"]]),
    )


def raw_page(dossier: Dossier, article_id: str, stretch: tuple[int, int] | None = None) -> RawPageView | None:
    """Return an article's raw page, with a stretch of it marked; null when the story has no such article."""
    mention = Mention(MARK, article_id, *stretch) if stretch else None
    view = raw_view(dossier, article_id, mention)
    if view is None:
        return None
    base = _bases(dossier.members).get(article_id)
    raw = view.member.page.raw
    return RawPageView(
        story_id=dossier.headline.story_id,
        headline=dossier.headline,
        raw=view,
        beside=base if base != article_id else None,
        marked=MarkedStretch(*stretch, raw[slice(*stretch)], stretch[1] > len(raw)) if stretch else None,
        anchor=quote_anchor(mention) if mention else "",
    )


def pair_page(dossier: Dossier, left_id: str, right_id: str) -> PairPage | None:
    """Return two articles of the story side by side; null when one of them is not in it."""
    members = {member.article.article_id: member for member in dossier.members}
    if left_id not in members or right_id not in members:
        return None
    left, right = members[left_id], members[right_id]
    pair = paired(left.article, right.article)
    rows = side_by_side(
        (left.page.raw, left.article.body_spans),
        (right.page.raw, right.article.body_spans),
        edits=pair.edits,
        blocks=pair.blocks,
    )
    handles = wording.handles(dossier.members)
    substance = sum(edit.substantive for edit in pair.edits)
    style = len(pair.edits) - substance
    style_phrase = f"{wording.count(style, 'edit')} of house style"
    return PairPage(
        story_id=dossier.headline.story_id,
        headline=dossier.headline,
        left=Side(handles[left_id], left),
        right=Side(handles[right_id], right),
        rows=rows[:MOST_ROWS],
        edits=pair.edits,
        said=f"{wording.count(substance, 'substantive edit')}, {style_phrase}."
        if substance
        else f"{_ALIKE}, {style_phrase}.",
        left_out=max(0, len(rows) - MOST_ROWS),
    )


def lags(members: Iterable[Member]) -> dict[str, Lag]:
    """Return how many seconds after the first of its family each dated article was published: least and most.

    They are one where all hours are stated; a day without an hour may be any of its hours.
    """
    groups: dict[str, list[tuple[float, float, str]]] = {}
    for member in members:
        published = member.article.published
        moment = instant(published)
        if moment is not None and member.family is not None:
            last = moment if "T" in str(published) else moment + _DAY
            groups.setdefault(member.family.family_id, []).append((moment, last, member.article.article_id))
    lags_by_id: dict[str, Lag] = {}
    for group in groups.values():
        soonest, latest = min(first for first, *_ in group), min(last for _, last, _ in group)
        if len(group) > 1:
            lags_by_id |= {name: (max(0.0, first - latest), last - soonest) for first, last, name in group}
    return lags_by_id


def exact_lag(late: Lag | None) -> float | None:
    """Return the lag where hours are stated, null where a day alone gives a range.

    >>> exact_lag((60.0, 60.0)), exact_lag((0.0, 86_400.0)), exact_lag(None)
    (60.0, None, None)
    """
    return late[0] if late and late[0] == late[1] else None


def _spot(place: NamedEntity) -> MapSpot | None:
    entity = place.entity
    return spot_of(entity.name, entity.value, entity.rule, len(place.mentions), entity_at(entity))


def _bases(members: Iterable[Member]) -> dict[str, str]:
    families = [(member.article.article_id, member.family) for member in members if member.family]
    heads = {family.family_id: article_id for article_id, family in families if family.role == "canonical"}
    return {article_id: heads[family.family_id] for article_id, family in families if family.family_id in heads}


def _alone_row(outlet: OutletExclusives) -> AloneRow:
    shares = (outlet.passages, "passage"), (outlet.quotes, "quotation"), (outlet.entities, "name or number")
    parts = [(len(share), noun) for share, noun in shares]
    words = [wording.count(n, noun) if noun != "name or number" else _names(n) for n, noun in parts if n]
    return AloneRow(outlet.name, outlet.own_text, outlet.passages, outlet.quotes, outlet.entities, ", ".join(words))


def _names(number: int) -> str:
    return "1 name or number" if number == 1 else f"{number:,} names or numbers"
