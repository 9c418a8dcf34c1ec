"""What the answers look like, for the OpenAPI description: the records of the tables, and the few words around them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field
from pydantic.types import JsonValue

from wirecopy import types

_TWO_AT_LEAST: list[JsonValue] = [
    {"required": ["texts"], "properties": {"texts": {"minItems": 2}}},
    {"required": ["article_ids"], "properties": {"article_ids": {"minItems": 2}}},
    {
        "required": ["texts", "article_ids"],
        "properties": {"texts": {"minItems": 1}, "article_ids": {"minItems": 1}},
    },
]


class Error(BaseModel):
    """What went wrong."""

    code: str = Field(examples=["not_found"])
    message: str = Field(examples=["There is no story of that id in this base."])


class Failure(BaseModel):
    """Every error has this shape."""

    error: Error


class HeadlineAnswer(BaseModel):
    """A story's line of the list."""

    story_id: str = Field(examples=["s_dk0h4h828n3vefpe"])
    label: str
    counts: str = Field(examples=["2 articles / 1 text / 1 origin"])
    articles: int
    texts: int
    origins_low: int
    origins_high: int
    outlets: list[str]
    agencies: list[str]
    first_published: str | None
    substantive_edits: int
    last_published: str | None
    archived: bool
    withdrawn: int
    differing: int
    no_article: int


class Stories(BaseModel):
    """A page of the story list; `next` is the cursor of the following one. `total_is_bound`: there may be more."""

    stories: list[HeadlineAnswer]
    total: int
    total_is_bound: bool
    next: str | None


class PageFacts(BaseModel):
    """A page without its text."""

    page_id: str
    uri: str
    external_id: str | None
    outlet: str | None
    fetched_at: str | None
    media_type: str
    url: str | None
    title: str | None
    published: str | None


class MemberAnswer(BaseModel):
    """An article of a story with its evidence: the columns of `articles`, then what belongs to it."""

    article_id: str
    body: str
    page: PageFacts
    family: types.Family | None
    containment: float | None
    spans: list[types.Span]
    edits: list[types.Edit]


class StoryAnswer(BaseModel):
    """A story with all its evidence."""

    story: HeadlineAnswer
    articles: list[MemberAnswer]
    origins: list[types.Origin]
    quotes: list[dict[str, object]]
    entities: list[dict[str, object]]
    events: list[types.Event]
    copies: list[types.Copy]


class Origins(BaseModel):
    """The origins of a story, a row for each article, and their number as bounds."""

    story_id: str
    counts: str
    origins_low: int
    origins_high: int
    origins: list[types.Origin]
    said: str


class Edits(BaseModel):
    """Edits of a story's copies against their canonical articles."""

    edits: list[types.Edit]
    total: int
    next: str | None


class CopyRow(BaseModel):
    """One article of a story as a copy: how late, how much is kept, what was changed."""

    article_id: str
    outlet: str | None
    agency: str | None
    published: str | None
    lag_seconds: float | None
    family_id: str | None
    role: str | None
    parent_article_id: str | None
    parent_confidence: float | None
    version: int | None
    containment: float | None
    words: int
    substantive_edits: int
    style_edits: int
    edits_by_kind: dict[str, int]


class Copies(BaseModel):
    """The articles of a story and the proved pairs among them."""

    articles: list[CopyRow]
    copies: list[types.Copy]


class RawPage(BaseModel):
    """A page's text, or a stretch of it, with the spans that lie in it."""

    page_id: str
    article_id: str
    media_type: str
    characters: int
    start: int
    end: int
    raw: str
    spans: list[types.Span]


class HitAnswer(BaseModel):
    """A text that holds the words."""

    story_id: str
    counts: str
    label: str
    first_published: str | None
    excerpt: str


class Hits(BaseModel):
    """The texts that hold the words, newest first."""

    hits: list[HitAnswer]
    total: int
    total_is_bound: bool
    next: str | None


class Text(BaseModel):
    """A text to compare, with what is known of it."""

    text: str = Field(
        min_length=1,
        max_length=1_500_000,
        pattern=r"\S",
        examples=["The ferry sails again, the harbour master said."],
    )
    outlet: str = Field("", max_length=200)
    url: str = Field("", max_length=2_000)
    title: str = Field("", max_length=500)
    published: str = Field("", max_length=60, examples=["2023-05-30T20:01:00+05:30"])


class Question(BaseModel):
    """Texts, and ids of articles, of which is asked how many origins they rest on: two at least in all."""

    model_config = ConfigDict(json_schema_extra={"anyOf": _TWO_AT_LEAST})
    texts: list[Text] = Field(default_factory=list, max_length=10)
    article_ids: list[str] = Field(default_factory=list, max_length=10)


class SourceQuestion(BaseModel):
    """Sources of which is asked how many origins stand behind them, and claims to look up in them."""

    sources: list[str | dict[str, object]] = Field(
        min_length=1, max_length=500, examples=[[{"url": "https://lund.example/1", "title": "Ferry sails again"}]]
    )
    claims: list[str] = Field(default_factory=list, max_length=20)
    detail: bool = False


class Match(BaseModel):
    """An article of the base that shares words with the text."""

    article_id: str
    story_id: str | None
    relation: str
    share_of_text: float
    share_of_other: float
    longest_run: int
    settled: bool
    outlet: str | None
    agency: str | None
    published: str | None
    label: str
    url: str | None


class FoundPassage(BaseModel):
    """A sentence or a quotation of the text that an article of the base has word for word."""

    words: int
    quoted: bool
    text: str
    start: int
    end: int
    other_start: int
    other_end: int
    article_id: str
    outlet: str | None
    label: str
    url: str | None


class Check(BaseModel):
    """A text's copies in the base, the origins behind them, and its edits against the text they share."""

    article: dict[str, object]
    copies: list[Match]
    passages: list[FoundPassage]
    origins: list[types.Origin]
    base_article_id: str | None
    edits: list[types.Edit]
    substantive_edits: int
    said: str


class Bounds(BaseModel):
    """At least and at most so many."""

    least: int
    most: int


class NamedOrigin(BaseModel):
    """What a group of sources rests on."""

    name: str | None
    kind: str
    confidence: float


class CheckedGroup(BaseModel):
    """Sources that count as one, by their places in the list given."""

    members: list[int]
    verdict: str = Field(examples=["same_text"])
    origin: NamedOrigin
    reasons: list[str]
    depends_on: list[int]


class CheckedSources(BaseModel):
    """How many origins stand behind some sources; with `detail` there is more in it."""

    model_config = ConfigDict(extra="allow")
    sentence: str = Field(examples=["2 sources, 1 origin: Lund Post and Brandt Mail carry one text."])
    origins: Bounds
    groups: list[CheckedGroup]
    events: list[list[int]]
    not_compared: list[dict[str, object]]
    claims: list[dict[str, object]]


class AddedAnswer(BaseModel):
    """What became of a page that was added."""

    page_id: str
    article_id: str
    state: str
    reason: str | None
    copies: list[dict[str, object]]
    story: dict[str, object] | None


class Column(BaseModel):
    """A column of a table."""

    name: str
    type: str
    nullable: bool


class TableAnswer(BaseModel):
    """A table that can be had whole."""

    table: str
    columns: list[Column]


class Tables(BaseModel):
    """The tables."""

    tables: list[TableAnswer]


class OutletRow(BaseModel):
    """An outlet and how many copies it ran."""

    outlet: str
    copies: int


class Outlets(BaseModel):
    """The outlets that ran copies."""

    outlets: list[OutletRow]


class Choice(BaseModel):
    """A form an outlet prefers."""

    kind: str
    form: str
    other: str
    count: int
    against: int


class Profile(BaseModel):
    """An outlet's house style."""

    outlet: str
    copies: int
    choices: list[Choice]
