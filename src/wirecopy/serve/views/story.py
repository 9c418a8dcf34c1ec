"""Everything a base says of a story, gathered once, for every view: terminal, report, notebook, JSON."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

import pyarrow as pa

from wirecopy.page_kinds import NO_ARTICLE
from wirecopy.serve.views.items import Item, items_of
from wirecopy.serve.views.reader import Reader
from wirecopy.serve.views.shown_facts import confident_facts
from wirecopy.tables import from_table
from wirecopy.types import (
    Addition,
    Article,
    Copy,
    Edit,
    Entity,
    Event,
    Family,
    Mention,
    Origin,
    Page,
    Quote,
    Span,
    Story,
)

_Record = TypeVar("_Record")
_STATED = ("article_id", "outlet", "agency", "withdrawn", "form")  # of the articles of a story, what its line counts by


@dataclass(frozen=True, slots=True)
class Headline:
    """One line of the story list: the three counts that head every story."""

    story_id: str
    label: str
    articles: int
    texts: int
    origins_low: int
    origins_high: int
    outlets: tuple[str, ...]
    agencies: tuple[str, ...]
    first_published: str | None
    substantive_edits: int
    last_published: str | None = None
    archived: bool = False
    """Whether it has been quiet for long, by the days of the base; nothing else sets an archived story apart."""
    withdrawn: int = 0
    """Articles that their source took back: shown, and in none of the counts."""
    differing: int = 0
    """Copies that say something else than the text they are put beside."""
    no_article: int = 0
    """Pages that are no article (galleries, lists, transcripts): shown, and in none of the counts."""

    @property
    def counts(self) -> str:
        """Return the header as readers see it: `2 articles / 1 text / 1 origin`."""
        return " / ".join(
            (
                _count(self.articles, "article"),
                _count(self.texts, "text"),
                _origins(self.origins_low, self.origins_high),
            )
        )

    @property
    def uncounted(self) -> str:
        """Return what is shown and not counted, in words; empty where everything counts."""
        what = ((self.withdrawn, "article", "withdrawn"), (self.no_article, "page", "no article"))
        return "; ".join(f"{_count(number, noun)} {why}, not counted" for number, noun, why in what if number)

    @property
    def difference(self) -> str:
        """Return how many copies say something else, in words; empty where no text has two copies.

        >>> Headline("s1", "Rain", 3, 1, 1, 1, (), (), None, 7, differing=2).difference
        '2 copies differ in substance'
        """
        if self.articles <= self.texts:
            return ""
        if not self.differing:
            return "no copy differs in substance"
        return f"{self.differing:,} {'copy differs' if self.differing == 1 else 'copies differ'} in substance"


@dataclass(frozen=True, slots=True)
class Member:
    """One article of a story, with its page, its place in its family and what it changed."""

    article: Article
    page: Page
    spans: tuple[Span, ...]
    family: Family | None
    containment: float | None
    """Share of this article's body words that stand in the canonical article; null for a lone one."""
    edits: tuple[Edit, ...]

    @property
    def is_canonical(self) -> bool:
        """Return whether this is its family's canonical article, or a lone one."""
        return self.family is None or self.family.role == "canonical"

    @property
    def name(self) -> str:
        """Return what to call the article in a list: its outlet, else its file or row."""
        return self.article.outlet or self.page.uri.rsplit("/", 1)[-1]

    def edit_counts(self) -> Counter[str]:
        """Return how many edits of each kind set this article apart from the canonical one."""
        return Counter(edit.kind for edit in self.edits)


@dataclass(frozen=True, slots=True)
class Dossier:
    """A story with all its evidence. Members: canonical articles first, then by time and id."""

    headline: Headline
    members: tuple[Member, ...]
    origins: tuple[Origin, ...]
    quotes: tuple[Quote, ...]
    entities: tuple[Entity, ...]
    mentions: tuple[Mention, ...]
    copies: tuple[Copy, ...]
    events: tuple[Event, ...] = ()
    additions: tuple[Addition, ...] = ()
    """The sentences that only one text of the story has."""
    items: tuple[Item, ...] = ()
    """What its pages of several items (digests, live pages) hold, and what items of other pages tell of it."""

    @property
    def canonical(self) -> Member:
        """Return the member whose text stands for the story: of its families the largest's canonical."""
        return self.members[0]

    @property
    def label_derived(self) -> bool:
        """Whether the story is called by a first sentence: neither the page shown nor another has a headline."""
        article = self.canonical.article
        return article.label_derived and article.label == self.headline.label

    def only_in(self, member: Member) -> tuple[str, ...]:
        """Return the sentences of that member's page that no other text of the story has."""
        return tuple(
            member.page.raw[addition.start : addition.end]
            for addition in self.additions
            if addition.article_id == member.article.article_id
        )

    def mentions_of(self, fact_id: str) -> tuple[Mention, ...]:
        """Return where each article carries that fact."""
        return tuple(mention for mention in self.mentions if mention.fact_id == fact_id)

    def places_of(self, fact_ids: Iterable[str]) -> dict[str, tuple[Mention, ...]]:
        """Return facts in the order in which the first article, then the others, carry them, each with its places."""
        order = {member.article.article_id: number for number, member in enumerate(self.members)}
        places: dict[str, list[tuple[int, int, Mention]]] = {fact_id: [] for fact_id in fact_ids}
        for mention in self.mentions:
            if mention.fact_id in places and mention.article_id in order:
                places[mention.fact_id].append((order[mention.article_id], mention.start, mention))
        for rows in places.values():
            rows.sort(key=lambda row: row[:2])
        nowhere = (len(order), 0)
        ranked = sorted(places, key=lambda fact_id: (places[fact_id][0][:2] if places[fact_id] else nowhere, fact_id))
        return {fact_id: tuple(row[2] for row in places[fact_id]) for fact_id in ranked}


def articles_of(mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Return the articles that carry a fact, each once, in the order of its mentions."""
    return tuple(dict.fromkeys(mention.article_id for mention in mentions))


def headlines(reader: Reader, *, newest: bool = False) -> tuple[Headline, ...]:
    """Return the story list: most articles first, then newest, then id; or the `newest` first, then the largest."""
    stories = _records_by(from_table(reader.rows("stories"), Story), "story_id")
    articles = reader.rows("articles").select(list(_STATED)).to_pylist()
    facts = {row["article_id"]: row for row in articles}
    origins = _records_by(from_table(reader.rows("origins"), Origin), "story_id")
    substantive = Counter(_substantive_articles(reader.rows("edits")))
    lines = [_headline(group, facts, origins.get(key, ()), substantive) for key, group in stories.items()]
    if newest:
        return tuple(sorted(lines, key=lambda h: (_descending(h.first_published), -h.articles, h.story_id)))
    return tuple(sorted(lines, key=lambda h: (-h.articles, _descending(h.first_published), h.story_id)))


def dossier(reader: Reader, story_id: str, least: float | None = None) -> Dossier | None:
    """Return everything on one story, of its facts those of enough confidence; null when there is no such story."""
    stories = tuple(from_table(reader.rows("stories", "story_id", [story_id]), Story))
    if not stories:
        return None
    ids = sorted(story.article_id for story in stories)
    articles = {a.article_id: a for a in from_table(reader.rows("articles", "article_id", ids), Article)}
    page_ids = [a.page_id for a in articles.values()]
    pages = {p.page_id: p for p in from_table(reader.rows("pages", "page_id", page_ids), Page)}
    spans = _records_by(from_table(reader.rows("spans", "article_id", ids), Span), "article_id")
    families = {f.article_id: f for f in from_table(reader.rows("families", "article_id", ids), Family)}
    edits = _records_by(from_table(reader.rows("edits", "article_id", ids), Edit), "article_id")
    copies = tuple(c for c in from_table(reader.rows("copies", "article_a", ids), Copy) if c.article_b in articles)
    origins = tuple(from_table(reader.rows("origins", "story_id", [story_id]), Origin))
    additions = tuple(from_table(reader.rows("additions", "story_id", [story_id]), Addition))
    facts = confident_facts(
        from_table(reader.rows("quotes", "story_id", [story_id]), Quote),
        from_table(reader.rows("entities", "story_id", [story_id]), Entity),
        from_table(reader.rows("events", "story_id", [story_id]), Event),
        from_table(reader.rows("mentions", "article_id", ids), Mention),
        least,
    )
    items = items_of(reader, story_id, ids)
    canonical = {f.family_id: f.article_id for f in families.values() if f.role == "canonical"}
    members = [
        Member(
            article=article,
            page=pages[article.page_id],
            spans=spans.get(article_id, ()),
            family=families.get(article_id),
            containment=_containment(article_id, families, canonical, copies),
            edits=edits.get(article_id, ()),
        )
        for article_id, article in articles.items()
    ]
    sizes = Counter(f.family_id for f in families.values())
    members.sort(key=lambda m: _member_order(m, sizes))
    stated = {a.article_id: {name: getattr(a, name) for name in _STATED} for a in articles.values()}
    counted = Counter(e.article_id for group in edits.values() for e in group if e.substantive)
    return Dossier(
        _headline(stories, stated, origins, counted), tuple(members), origins, facts.quotes, facts.entities,
        facts.mentions, copies, facts.events, additions, items,
    )  # fmt: skip


def dossiers(reader: Reader, stories: Iterable[Headline], least: float | None = None) -> Iterator[Dossier]:
    """Yield everything on each of the stories, of their facts those of enough confidence."""
    return (story_dossier for story in stories if (story_dossier := dossier(reader, story.story_id, least)) is not None)


def _headline(
    stories: tuple[Story, ...],
    facts: Mapping[str, Mapping[str, Any]],
    origins: tuple[Origin, ...],
    substantive: Counter[str],
) -> Headline:
    kept = [story for story in stories if not facts[story.article_id]["withdrawn"]]
    standing = [story for story in kept if facts[story.article_id]["form"] not in NO_ARTICLE]
    ids = [story.article_id for story in standing]
    least = min(1, len(ids))
    distinct = {origin.origin_id: origin for origin in origins}
    return Headline(
        story_id=stories[0].story_id,
        label=stories[0].label,
        articles=len(ids),
        texts=len({story.family_id or story.article_id for story in standing}),
        origins_low=max(least, sum(origin.depends_on is None for origin in distinct.values())),
        origins_high=max(least, len(distinct)),
        outlets=tuple(sorted({outlet for i in ids if (outlet := facts[i]["outlet"])})),
        agencies=tuple(sorted({agency for i in ids if (agency := facts[i]["agency"])})),
        first_published=stories[0].first_published,
        substantive_edits=sum(substantive[i] for i in ids),
        last_published=stories[0].last_published,
        archived=stories[0].archived,
        withdrawn=len(stories) - len(kept),
        differing=sum(bool(substantive[i]) for i in ids),
        no_article=len(kept) - len(standing),
    )


def _containment(
    article_id: str, families: dict[str, Family], canonical: dict[str, str], copies: tuple[Copy, ...]
) -> float | None:
    family = families.get(article_id)
    if family is None:
        return None
    base = canonical[family.family_id]
    for copy in copies:
        if (copy.article_a, copy.article_b) == (article_id, base):
            return copy.containment_a
        if (copy.article_a, copy.article_b) == (base, article_id):
            return copy.containment_b
    return 1.0 if base == article_id else None


def _member_order(member: Member, sizes: Counter[str]) -> tuple[object, ...]:
    family = member.family
    return (
        member.article.form in NO_ARTICLE,
        -sizes[family.family_id] if family else 0,
        family.family_id if family else member.article.article_id,
        0 if member.is_canonical else 1,
        member.article.published is None,
        member.article.published or "",
        member.article.article_id,
    )


def _records_by(records: Iterable[_Record], column: str) -> dict[str, tuple[_Record, ...]]:
    groups: dict[str, list[_Record]] = defaultdict(list)
    for record in records:
        groups[getattr(record, column)].append(record)
    return {key: tuple(group) for key, group in groups.items()}


def _substantive_articles(edits: pa.Table) -> list[str]:
    rows = zip(edits["article_id"].to_pylist(), edits["substantive"].to_pylist(), strict=True)
    return [article_id for article_id, substantive in rows if substantive]


def _descending(text: str | None) -> tuple[int, ...]:
    return tuple(-ord(c) for c in text) if text else (1,)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def _origins(low: int, high: int) -> str:
    return _count(high, "origin") if low == high else f"{low:,}-{high:,} origins"
