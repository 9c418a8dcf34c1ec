"""The records of wirecopy: what each room takes and gives, one frozen class per noun of the design.

Every offset is a Unicode code point of a page's raw text, half-open: `raw[start:end]` is the text claimed. The fields
of a class are the columns of its table, in the same order (a test holds them equal). More than five go by keyword.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, get_args

from wirecopy.edit_kinds import EditKind
from wirecopy.page_kinds import NO_ARTICLE, Form, SpanKind, UnitForm

BODY_KINDS = frozenset(("body", "standfirst"))  # of which an article's body is made

Relation = Literal["copy", "version", "excerpt", "roundup", "shared_quote", "template", "translation"]
Role = Literal["canonical", "copy", "version"]
CreditKind = Literal["agency", "outlet", "own"]
OriginKind = Literal["agency", "outlet", "unknown"]
QuoteKind = Literal["direct", "mixed", "indirect"]
Stance = Literal["said", "denied", "doubted", "asked", "promised", "threatened"]
EntityKind = Literal["person", "organisation", "group", "place", "date", "quantity"]
Status = Literal["occurred", "planned", "ongoing", "tentative", "hypothetical", "alleged", "denied", "declined"]
STATUSES: tuple[str, ...] = get_args(Status)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A bare half-open range of raw code points."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A page as scraped. From `url` on, all but `mended` is what the input states of it, unparsed.

    `status` is an item's (`usable`, `canceled`), `embargoed` the time before which it was to be kept, `columns` the own
    columns of a row as a JSON object, its text aside; `mended` says what of the text had to be mended (tags, letters).
    What a feed states of a page (`stated_by` is `feed`) counts where the page itself states nothing.
    """

    page_id: str
    uri: str
    external_id: str | None
    outlet: str | None
    fetched_at: str | None
    media_type: str
    raw: str
    source: bytes | None = None
    url: str | None = None
    title: str | None = None
    published: str | None = None
    updated: str | None = None
    author: str | None = None
    language: str | None = None
    dateline: str | None = None
    status: str | None = None
    version: str | None = None
    embargoed: str | None = None
    stated_by: str | None = None
    columns: str | None = None
    mended: str | None = None


@dataclass(frozen=True, slots=True)
class Fetch:
    """One fetch of a page that was fetched more than once with the same text: when, and from where."""

    page_id: str
    fetched_at: str | None
    uri: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A page's text and what the page says about it. `body` is the raw text at `body_spans`, joined.

    `credit` is whoever the page itself says wrote the text: canonical names in printed order, joined by `; `;
    `credit_start` and `credit_end` are the words that tell it. `withdrawn` is true of what its source has taken back.
    `contributors` are houses that the page says added to another's text. `release` is the line that shows a release,
    `form` what the page is: a report, a page of several items, or none (`NO_ARTICLE`).
    """

    article_id: str
    page_id: str
    outlet: str | None
    outlet_country: str | None
    outlet_country_evidence: str | None
    url: str | None
    title: str | None
    label: str
    label_derived: bool
    language: str | None
    published: str | None
    published_source: str | None
    updated: str | None
    updated_source: str | None
    dateline_place: str | None
    agency: str | None
    agency_source: str | None
    byline: str | None
    body: str
    body_spans: tuple[Stretch, ...]
    credit: str | None = None
    credit_kind: CreditKind | None = None
    credit_start: int | None = None
    credit_end: int | None = None
    withdrawn: bool = False
    contributors: str | None = None
    release: str | None = None
    issuer: str | None = None
    form: Form = "report"

    @property
    def counts(self) -> bool:
        """Whether it counts as a text: its source stands by it, and its page is an article."""
        return not self.withdrawn and self.form not in NO_ARTICLE

    @staticmethod
    def of_text(
        article_id: str, raw: str, *,
        spans: Iterable[Stretch] | None = None, language: str | None = None, published: str | None = None,
    ) -> Article:  # fmt: skip
        """Return a text as an article of which nothing else is known; all of it is body, or what `spans` say.

        >>> Article.of_text("a_1", "Rain fell.").body_spans
        (Stretch(start=0, end=10),)
        """
        body = tuple(spans) if spans is not None else (Stretch(0, len(raw)),) if raw else ()
        return Article(
            article_id=article_id, page_id="", outlet=None, outlet_country=None, outlet_country_evidence=None, url=None,
            title=None, label="", label_derived=True, language=language, published=published, published_source=None,
            updated=None, updated_source=None, dateline_place=None, agency=None, agency_source=None, byline=None,
            body="".join(raw[stretch.start : stretch.end] for stretch in body), body_spans=body,
        )  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """One stretch of a raw page and what it is. The spans of an article partition its raw text."""

    article_id: str
    kind: SpanKind
    start: int
    end: int
    score: float
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticker:
    """One market row that stood on a page when it was crawled; never a fact of the article."""

    article_id: str
    symbol: str
    price: float | None
    change: float | None
    percent: float | None
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One item of a page of several (a live page's entry, a digest's report), and the article it is a copy of, if any.

    `containment` is the share of the unit's words that stand in that article, `inside` the share of the article's
    words that stand in the unit. A unit is linked to what it copies and never makes families one. `story_id` is the
    story it tells of; where no article tells of it, an id that only units have.
    """

    unit_id: str
    article_id: str
    form: UnitForm
    label: str
    start: int
    end: int
    match_article_id: str | None = None
    match_family_id: str | None = None
    relation: Relation | None = None
    containment: float | None = None
    inside: float | None = None
    story_id: str | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of one article that stands, word for word after normalising, in the other."""

    a_start: int
    a_end: int
    b_start: int
    b_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A verified pair of articles that share text; `article_a < article_b`."""

    article_a: str
    article_b: str
    relation: Relation
    containment_a: float
    containment_b: float
    quoted: float
    """Share of the matching words that stand inside quotation marks, in whichever article more do."""
    furniture: float
    """Share of the larger containment that rests on captions: body on one page, none on the other."""
    longest_run: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """One article's place in the family of all copies of one text; its versions are numbered from 1, where settled."""

    family_id: str
    article_id: str
    role: Role
    parent_article_id: str | None
    parent_confidence: float | None
    version: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edit:
    """One typed difference of an article from its family's canonical article (the base)."""

    family_id: str
    article_id: str
    base_article_id: str
    kind: EditKind
    substantive: bool
    in_quote: bool
    base_start: int
    base_end: int
    base_text: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """One article's place in the story of all texts on one event; `family_id` is null for a lone article.

    A story is `archived` when it has been quiet for the days of the option, by the days of the base itself.
    """

    story_id: str
    article_id: str
    family_id: str | None
    label: str
    first_published: str | None
    last_published: str | None = None
    archived: bool = False


@dataclass(frozen=True, slots=True)
class Addition:
    """A sentence of one text of a story that none of the story's other texts has, in whatever words."""

    story_id: str
    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a decision was taken: a code for machines, a sentence for readers."""

    code: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One source of a story; a row per article that rests on it.

    `primary_source` is the release, statement or interview that the article rests on.
    """

    story_id: str
    origin_id: str
    article_id: str
    kind: OriginKind
    name: str | None
    confidence: float
    depends_on: str | None
    reasons: tuple[Reason, ...]
    primary_source: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """One quotation of a story, counted once however many copies carry it.

    `stance` is what the speaker does with the words: what is denied, doubted or asked is not said.
    """

    story_id: str
    quote_id: str
    kind: QuoteKind
    text: str
    speaker_id: str | None
    speaker: str | None
    speaker_role: str | None
    cue: str | None
    said_when: str | None
    rule: str
    venue: str | None = None
    confidence: float | None = None
    stance: Stance | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, organisation, place, date or quantity of a story.

    `value` is the ISO code of an organisation's country, the coordinates of a place, the TIMEX3 value of a date, the
    number (or bounds) of a quantity; `start` and `end` are a date's first and last day or a quantity's bounds.
    `variant_of` names the fact that a copy states otherwise here.
    """

    story_id: str
    entity_id: str
    kind: EntityKind
    name: str
    value: str | None
    roles: tuple[str, ...]
    country: str | None = None
    geonames: int | None = None
    start: str | None = None
    end: str | None = None
    rule: str | None = None
    confidence: float | None = None
    variant_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Who did what to whom (PLOVER), once per story. `actors` and `recipients` are entities.

    Names, countries (three letters, empty where unknown) and sectors are in the same order. `several`: only counted ("a
    dozen"). `reasons`: why further reports are the same. `confidence`: of the type; `whole`: sides and status too.
    """

    story_id: str
    event_id: str
    type: str
    mode: str | None
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    status: Status
    background: bool
    asserted_by: str | None
    response: str | None
    start: str | None
    end: str | None
    place_id: str | None
    rule: str
    actor_names: tuple[str, ...] = ()
    actor_countries: tuple[str, ...] = ()
    actor_sectors: tuple[str, ...] = ()
    recipient_names: tuple[str, ...] = ()
    recipient_countries: tuple[str, ...] = ()
    recipient_sectors: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()
    trigger: str | None = None
    text: str | None = None
    several: bool = False
    confidence: float | None = None
    whole: float | None = None
    reasons: tuple[Reason, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """Where one article carries a fact (a quote, an entity or an event), and of a place how it is used there."""

    fact_id: str
    article_id: str
    start: int
    end: int
    function: str | None = None


@dataclass(frozen=True, slots=True)
class Rejected:
    """Input that could not be used, or was not read on purpose, with the reason; `row` is its number in its file."""

    uri: str
    stage: str
    reason: str
    row: int | None = None
