"""What the page's templates show of a story, from its dossier: no markup here, no reckoning there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeVar
from urllib.parse import urlsplit

from markupsafe import Markup

from wirecopy.serve.html import marks
from wirecopy.serve.html.annotate import CopyReading, Segment, Variant, annotate
from wirecopy.serve.html.events import DeedRow, deed_rows, timeline
from wirecopy.serve.html.facts import NamedGroup, fact_mentions, named_groups
from wirecopy.serve.html.raw import RawStretch, edit_anchor, quote_anchor, raw_page
from wirecopy.serve.views import wording
from wirecopy.serve.views.engagements import Engagement
from wirecopy.serve.views.entities import READ_LANGUAGES, unread
from wirecopy.serve.views.glance import Glance, glance
from wirecopy.serve.views.headline_variants import headline_variants, in_headline
from wirecopy.serve.views.quotation_variants import QuotedOtherwise, quoted_otherwise
from wirecopy.serve.views.quotations import Saying, Voice, sayings, sort_of, spoken_sorts, told_beside
from wirecopy.serve.views.spread import SpreadChart, spread
from wirecopy.serve.views.stemma_layout import Drawing, drawing
from wirecopy.serve.views.story import Dossier, Headline, Member
from wirecopy.serve.views.wording import Handle, Source, StyleHabit
from wirecopy.times import instant
from wirecopy.types import Article, Edit, Mention, Quote, Stretch

TEXT_LIMIT = 100_000
"""Characters of a canonical text that are shown annotated; the longest news features have half of it."""

SHOWN = {"headlines": 100, "outside": 200, "quoted": 100, "habits": 30}
"""Rows of each list of a text that are shown."""
_Row = TypeVar("_Row")


@dataclass(frozen=True, slots=True)
class CopyLine:
    """One line of the copies table."""

    member: Member
    handle: Handle
    text: int
    role: str
    published: str
    words: int
    share: str
    style: int
    substance: tuple[str, ...]
    parent: Handle | None
    link: str | None


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """One quotation with the places that carry it: in the annotated texts, and in each raw page."""

    quote: Quote
    number: int
    texts: tuple[tuple[Handle, str], ...]
    pages: tuple[tuple[Handle, str], ...]
    role: str | None
    """The speaker's role, where the name does not say it."""
    articles: int
    first: tuple[str | None, str] | None
    """Who carried it first and when, as far as stated times settle it: nobody where several had it that day."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph with its notes: sentences and paragraphs that copies add stand `before` or `after` it."""

    segments: tuple[Segment, ...]
    before: tuple[Variant, ...]
    notes: tuple[Variant, ...]
    after: tuple[Variant, ...]
    quotes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TextView:
    """One canonical text with the readings of its copies; what is too long to show is counted."""

    base: Member
    copies: tuple[Member, ...]
    paragraphs: tuple[Paragraph, ...]
    outside: tuple[Edit, ...]
    headlines: tuple[tuple[str, tuple[str, ...]], ...]
    place: str | None
    style: int
    substance: int
    habits: tuple[tuple[str, tuple[StyleHabit, ...]], ...]
    """For each copy, by its id, its house style."""
    tree: Drawing | None
    spread: SpreadChart | None
    quoted: tuple[QuotedOtherwise, ...]
    characters_left_out: int
    edits_left_out: int


@dataclass(frozen=True, slots=True)
class RawView:
    """A raw page with its kinds in order of length, for the legend."""

    member: Member
    handle: Handle
    stretches: tuple[RawStretch, ...]
    kinds: tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, slots=True)
class SpokenGroup:
    """What is said of one sort, by speaker."""

    heading: str
    voices: tuple[Voice, ...]


@dataclass(frozen=True, slots=True)
class StoryView:
    """Everything the page shows of one story."""

    headline: Headline
    glance: Glance
    label_derived: bool
    handles: dict[str, Handle]
    texts: tuple[TextView, ...]
    rows: tuple[CopyLine, ...]
    sources: tuple[Source, ...]
    descent: str | None
    quotes: tuple[QuoteRow, ...]
    quotes_by_id: dict[str, QuoteRow]
    spoken: tuple[SpokenGroup, ...]
    in_marks: frozenset[str]
    events: tuple[DeedRow, ...]
    ledger: tuple[Engagement, ...]
    named: tuple[NamedGroup, ...]
    unread: tuple[str, ...]
    only: tuple[tuple[Handle, str, tuple[str, ...]], ...]
    """For each text with sentences that no other has: its canonical copy, that copy's id, and the sentences."""
    pages: tuple[RawView, ...]

    def carriers(self, reading: CopyReading) -> list[tuple[Handle, str]]:
        """Return the copies that read so, each with the address of the place in its raw page."""
        return [(self.handles[edit.article_id], f"#{edit_anchor(edit)}") for edit in reading.carriers]

    def rows_of(self, article_ids: Sequence[str]) -> list[tuple[Handle, str]]:
        """Return those of the articles that are shown, each with the address of its line in the copies table."""
        return [(self.handles[i], f"#copy-{i}") for i in article_ids if i in self.handles]

    def copy_at(self, article_id: str) -> str:
        """Return the address of an article's line in the copies table."""
        return f"#copy-{article_id}"

    def first(self, rows: Sequence[_Row], part: str) -> Sequence[_Row]:
        """Return the rows of a list that are shown."""
        return rows[: SHOWN[part]]

    def left(self, rows: Sequence[object], part: str, anchor: str) -> Markup:
        """Return what says how many rows are left out, empty where none is."""
        left = len(rows) - SHOWN[part]
        return marks.rows_left_out(left) if left > 0 else Markup()

    def quote_at(self, quote_id: str) -> str:
        """Return the address of a quotation in the list of them."""
        return f"#{quote_id}"

    def outlets_of(self, article_ids: Sequence[str]) -> list[str]:
        """Return the names of the pages of some articles, each once."""
        names = {row.member.article.article_id: row.member.name for row in self.rows}
        return list(dict.fromkeys(names[i] for i in article_ids if i in names))

    @property
    def lone(self) -> bool:
        """Return whether the story is one article."""
        return len(self.rows) == 1


def story_view(dossier: Dossier, *, raw_pages: bool = True) -> StoryView:
    """Return what the page shows of the story; its raw pages only where they are wanted with it."""
    handles = wording.handles(dossier.members)
    groups = wording.texts(dossier.members)
    members = {member.article.article_id: member for member in dossier.members}
    bases = {group[0].article.article_id for group in groups}
    quotations = sayings(dossier)
    quotes = tuple(_quote(saying, members, handles, bases) for saying in quotations)
    number = {m.article.article_id: n for n, group in enumerate(groups, 1) for m in group}
    by_article = _by_article(dossier)
    return StoryView(
        headline=dossier.headline,
        glance=glance(dossier),
        label_derived=dossier.label_derived,
        handles=handles,
        texts=text_views(dossier, handles),
        rows=tuple(
            _row(m, groups[n - 1][0], handles, n)
            for m, n in ((member, number[member.article.article_id]) for member in dossier.members)
        ),
        sources=wording.sources(dossier.origins),
        descent=wording.descent(dossier.members),
        quotes=quotes,
        quotes_by_id={row.quote.quote_id: row for row in quotes},
        spoken=tuple(SpokenGroup(*group) for group in spoken_sorts(quotations)),
        in_marks=frozenset(row.quote.quote_id for row in quotes if row.quote.kind != "indirect"),
        events=deed_rows(dossier, handles),
        ledger=timeline(dossier),
        named=named_groups(dossier, handles),
        unread=unread((m.article for m in dossier.members), READ_LANGUAGES),
        only=tuple(
            (handles[m.article.article_id], m.article.article_id, told)
            for m in dossier.members
            if (told := dossier.only_in(m))
        ),
        pages=tuple(
            _page(m, handles, by_article.get(m.article.article_id, ()), fact_mentions(dossier, m.article.article_id))
            for m in dossier.members
            if raw_pages
        ),
    )


def raw_view(dossier: Dossier, article_id: str, marked: Mention | None = None) -> RawView | None:
    """Return the raw page of one article of the story, null when it is none of them.

    `marked` is a stretch to be told apart, under a fact_id that no fact has: its segments bear it among `named`.
    """
    handles = wording.handles(dossier.members)
    mentions = _by_article(dossier).get(article_id, ())
    named = fact_mentions(dossier, article_id) + ((marked,) if marked else ())
    members = (member for member in dossier.members if member.article.article_id == article_id)
    return next((_page(member, handles, mentions, named) for member in members), None)


def text_views(dossier: Dossier, handles: dict[str, Handle]) -> tuple[TextView, ...]:
    """Return each text of the story with the readings of its copies, the text of most copies first."""
    said = _by_article(dossier)
    return tuple(_text(group, handles, said) for group in wording.texts(dossier.members))


def web_link(url: str | None) -> str | None:
    """Return the address when it is one of a web page, null otherwise: no other scheme becomes a link.

    >>> web_link("https://example.org/a"), web_link("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    try:
        parts = urlsplit(url or "")
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def said_anchor(quote_id: str, article_id: str) -> str:
    """Return the id, in the report, of a quotation's place in an annotated text."""
    return f"said-{quote_id}-{article_id}"


def _text(group: Sequence[Member], handles: dict[str, Handle], said: dict[str, tuple[Mention, ...]]) -> TextView:
    base = group[0]
    body, left_out = _first(base.article.body_spans, TEXT_LIMIT)
    end = body[-1].end if left_out and body else len(base.page.raw)
    edits = [edit for member in group for edit in member.edits]
    shown = [edit for edit in edits if edit.base_start <= end]
    quiet = _inline_datelines(base)
    quotes = said.get(base.article.article_id, ())
    annotated = annotate(base.page.raw, body, shown, quotes=quotes, quiet=quiet)
    return TextView(
        base=base,
        copies=tuple(group[1:]),
        paragraphs=tuple(_paragraph(segments) for segments in annotated.paragraphs),
        outside=tuple(edit for edit in annotated.outside if not in_headline(edit, base)),
        headlines=headline_variants(group),
        place=None if quiet else base.article.dateline_place,
        style=sum(not edit.substantive for edit in shown),
        substance=sum(edit.substantive for edit in edits),
        habits=_habits(group[1:]),
        spread=spread(group),
        tree=drawing(group, handles, wording.inferred_source(group)),
        quoted=quoted_otherwise(group),
        characters_left_out=left_out,
        edits_left_out=len(edits) - len(shown),
    )


def _paragraph(segments: tuple[Segment, ...]) -> Paragraph:
    opening = next((i for i, segment in enumerate(segments) if segment.text), len(segments))
    closed = [(i, v) for i, segment in enumerate(segments) for v in segment.closes if v.layer != "style"]
    added = {v.number for _, v in closed if v.layer == "block" and v.start == v.end}
    return Paragraph(
        segments,
        before=tuple(v for i, v in closed if v.number in added and i < opening),
        notes=tuple(sorted((v for _, v in closed if v.number not in added), key=lambda v: v.number or 0)),
        after=tuple(v for i, v in closed if v.number in added and i >= opening),
        quotes=tuple(quote for segment in segments for quote in segment.opens),
    )


def _habits(copies: Sequence[Member]) -> tuple[tuple[str, tuple[StyleHabit, ...]], ...]:
    found = ((m.article.article_id, wording.style_habits(m.edits)) for m in copies)
    return tuple((article_id, habits) for article_id, habits in found if habits)


def _first(spans: Sequence[Stretch], limit: int) -> tuple[list[Stretch], int]:
    shown, left_out = [], 0
    for span in spans:
        length = span.end - span.start
        taken = min(length, limit)
        limit -= taken
        left_out += length - taken
        if taken:
            shown.append(Stretch(span.start, span.start + taken))
    return shown, left_out


def _inline_datelines(member: Member) -> list[Stretch]:
    """Return the datelines that open a line of the body; one on its own line is shown by its place."""
    starts = {span.start for span in member.article.body_spans}
    raw = member.page.raw
    return [
        Stretch(span.start, span.end)
        for span in member.spans
        if span.kind == "dateline" and span.end in starts and "\n" not in raw[span.start : span.end]
    ]


def _by_article(dossier: Dossier) -> dict[str, tuple[Mention, ...]]:
    quotes = {quote.quote_id for quote in dossier.quotes if sort_of(quote) != "led"}
    by_article: dict[str, list[Mention]] = {}
    for mention in dossier.mentions:
        if mention.fact_id in quotes:
            by_article.setdefault(mention.article_id, []).append(mention)
    return {article_id: tuple(mentions) for article_id, mentions in by_article.items()}


def _row(member: Member, base: Member, handles: dict[str, Handle], text: int) -> CopyLine:
    family, article = member.family, member.article
    parent = handles.get(family.parent_article_id) if family and family.parent_article_id else None
    return CopyLine(
        member=member,
        handle=handles[article.article_id],
        text=text,
        role=family.role if family else "lone",
        published=wording.moment(article.published),
        words=wording.words(article),
        share=wording.share(member.containment),
        style=sum(not edit.substantive for edit in member.edits),
        substance=tuple(wording.changed(member.edits, base.article, article)),
        parent=parent,
        link=web_link(article.url),
    )


def _quote(saying: Saying, members: dict[str, Member], handles: dict[str, Handle], bases: set[str]) -> QuoteRow:
    shown = dict.fromkeys(m.article_id for m in saying.mentions if m.article_id in bases and m.start < m.end)
    return QuoteRow(
        quote=saying.quote,
        number=saying.number,
        texts=tuple((handles[i], said_anchor(saying.quote.quote_id, i)) for i in shown),
        pages=tuple((handles[m.article_id], f"#{quote_anchor(m)}") for m in saying.mentions),
        role=told_beside(saying.quote.speaker, saying.quote.speaker_role),
        articles=len(saying.article_ids),
        first=_first_said([members[i].article for i in saying.article_ids if i in members]),
    )


def _first_said(articles: Sequence[Article]) -> tuple[str | None, str] | None:
    """Return which outlet had it first, and when: by the hour where all of that day state one, else by the day."""
    dated = [(str(a.published), a.outlet) for a in articles if instant(a.published) is not None and not a.withdrawn]
    if not dated:
        return None
    day = min(published[:10] for published, _ in dated)
    of_day = [(published, outlet) for published, outlet in dated if published[:10] == day]
    if all("T" in published for published, _ in of_day):
        published, outlet = min(of_day, key=lambda row: (instant(row[0]) or 0.0, row[1] or ""))
        return outlet, published
    outlets = {outlet for _, outlet in of_day}
    return (outlets.pop() if len(outlets) == 1 else None), day


def _page(member: Member, handles: dict[str, Handle], mentions: Sequence[Mention], named: Sequence[Mention]) -> RawView:
    edits: tuple[Edit, ...] = member.edits
    stretches = raw_page(member.page.raw, member.spans, quotes=mentions, edits=edits, named=named)
    kinds: dict[str, tuple[int, int]] = {}
    for span in member.spans:
        spans, characters = kinds.get(span.kind, (0, 0))
        kinds[span.kind] = spans + 1, characters + span.end - span.start
    ordered = sorted(kinds.items(), key=lambda row: (row[0] != "body", -row[1][1], row[0]))
    legend = tuple((kind, spans, characters) for kind, (spans, characters) in ordered)
    return RawView(member, handles[member.article.article_id], stretches, legend)
