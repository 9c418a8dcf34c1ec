"""Groups of texts to stories, and what each text says of its sources to the origins of a story."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any, ClassVar

import pyarrow as pa

from wirecopy.corrections import Correction
from wirecopy.engine.contract import Stage
from wirecopy.pipeline.batch.stories.groups import ONE_OF_EACH_TEXT, group_texts, tell_additions
from wirecopy.pipeline.batch.stories.headline_times import list_texts
from wirecopy.pipeline.batch.stories.items import tell_units
from wirecopy.pipeline.batch.units import LinkedUnits
from wirecopy.pipeline.steps import Steps
from wirecopy.stories import Credit, ListedArticle, Signals, epoch_days, find_origins, read_signals, story_heading
from wirecopy.tables import SCHEMAS, Batches, from_table, nested_type, to_table, unnest
from wirecopy.types import Story

_LISTED = [(name, pa.string()) for name in ("article_id", "label", "published", "title", "family_id", "form")]
_MEMBERS = """
WITH heads AS (SELECT family_id, article_id FROM families WHERE role = 'canonical'),
members AS (
    SELECT listed.*, families.family_id, COALESCE(heads.article_id, listed.article_id) AS text
    FROM listed LEFT JOIN families ON families.article_id = listed.article_id
    LEFT JOIN heads ON heads.family_id = families.family_id
    WHERE NOT listed.is_unit
), told AS (
    SELECT grouped.first_article_id, members.* FROM members JOIN grouped ON grouped.article_id = members.text
), rubrics AS (
    SELECT headline FROM (SELECT DISTINCT first_article_id, headline FROM told WHERE headline <> '') AS headlines
    GROUP BY headline HAVING COUNT(*) > 1
)
SELECT told.first_article_id, told.text, told.article_id, told.label, told.published, told.title, told.family_id,
    told.form,
    rubrics.headline AS rubric, told.article_id <> told.text AS copied
FROM told LEFT JOIN rubrics ON rubrics.headline = told.headline
"""
# The newest time is that of an article which is not alone: one with a year misread would archive the whole base.
_STORIES = """
WITH times AS (
    SELECT time, LAG(time) OVER (ORDER BY time) AS before, LEAD(time) OVER (ORDER BY time) AS after
    FROM listed WHERE NOT is_unit AND time IS NOT NULL
), newest AS (
    SELECT COALESCE(MAX(CASE WHEN before >= time - {days} OR after <= time + {days} THEN time END), MAX(time)) AS time
    FROM times
)
SELECT named.story_id, named.article_id, named.family_id, named.label, named.first_published, named.last_published,
    COALESCE(named.last_time < newest.time - {days}, FALSE) AS archived
FROM named CROSS JOIN newest ORDER BY named.story_id, named.article_id
"""
_CREDITED = pa.list_(pa.struct([("name", pa.string()), ("words", pa.string())]))
_LISTS = ("quoted", "stated", "facts")
_SIGNALS = [("words", pa.int32()), ("credited", _CREDITED), *((name, pa.list_(pa.string())) for name in _LISTS)]
SIGNALS = pa.schema([("article_id", pa.string()), *_SIGNALS])
# Signals are read where they can matter.
_TEXTS = f"SELECT articles.article_id, articles.body {ONE_OF_EACH_TEXT} ORDER BY articles.article_id"
_CREDITS = (
    "article_id", "page_id", "outlet", "agency", "agency_source", "published", "credit", "credit_kind", "withdrawn",
    "contributors", "release", "issuer", "form",
)  # fmt: skip
_SOURCES = f"""
WITH pointed AS (
    SELECT descended.article_id, CASE WHEN source.credit <> '' THEN source.credit ELSE source.outlet END AS linked
    FROM descended JOIN articles AS source ON source.article_id = descended.parent_article_id
    WHERE descended.linked
), links AS (
    SELECT copies.article_a, LIST_SORT(ARRAY_AGG(STRUCT_PACK(
        {", ".join(f"{name} := copies.{name}" for name in SCHEMAS["copies"].names)}))) AS copies
    FROM copies
    JOIN stories AS a ON a.article_id = copies.article_a
    JOIN stories AS b ON b.article_id = copies.article_b
    WHERE a.story_id = b.story_id AND COALESCE(a.family_id, a.article_id) <> COALESCE(b.family_id, b.article_id)
    GROUP BY copies.article_a
)
SELECT stories.story_id, stories.family_id, {", ".join(f"articles.{name}" for name in _CREDITS)},
    pointed.linked, {", ".join(f"signals.{name}" for name, _ in _SIGNALS)}, links.copies
FROM stories
JOIN articles ON articles.article_id = stories.article_id
LEFT JOIN signals ON signals.article_id = stories.article_id
LEFT JOIN pointed ON pointed.article_id = stories.article_id
LEFT JOIN links ON links.article_a = stories.article_id
"""


@dataclass(frozen=True, slots=True)
class StoriesKernel:
    """The articles of whole groups in, text by text; the rows of `stories` out, before any is archived."""

    takes: ClassVar[pa.Schema] = pa.schema(
        [(name, pa.string()) for name in ("first_article_id", "text")] + [*_LISTED, ("rubric", pa.string())]
    )
    gives: ClassVar[pa.Schema] = pa.schema(
        [("first_article_id", pa.string()), *SCHEMAS["stories"].remove(6), ("last_time", pa.float64())]
    )

    def __call__(self, batches: Batches) -> Batches:
        """Yield the stories of each batch, a row per article."""
        for batch in batches:
            rows = [
                {"first_article_id": first} | row
                for first, members in groupby(batch.to_pylist(), key=lambda row: str(row["first_article_id"]))
                for row in _story_rows(list(members))
            ]
            yield pa.RecordBatch.from_pylist(rows, schema=self.gives)


@dataclass(frozen=True, slots=True)
class SignalsKernel:
    """Articles in, what each text says of its sources out."""

    takes: ClassVar[pa.Schema] = pa.schema([("article_id", pa.string()), ("body", pa.string())])
    gives: ClassVar[pa.Schema] = SIGNALS
    rowwise: ClassVar[str] = ""

    def __call__(self, batches: Batches) -> Batches:
        """Yield the signals of each batch."""
        for batch in batches:
            rows = zip(batch.column("article_id").to_pylist(), batch.column("body").to_pylist(), strict=True)
            yield pa.RecordBatch.from_pylist([_row(read_signals(*row)) for row in rows], schema=SIGNALS)


@dataclass(frozen=True, slots=True)
class OriginsKernel:
    """The articles of whole stories in, with what they credit, say and share; the table `origins` out."""

    takes: ClassVar[pa.Schema] = pa.schema(
        [("story_id", pa.string()), ("family_id", pa.string())]
        + [SCHEMAS["articles"].field(name).with_nullable(True) for name in _CREDITS]
        + [("linked", pa.string()), *_SIGNALS, ("copies", nested_type("copies"))]
    )
    gives: ClassVar[pa.Schema] = SCHEMAS["origins"]
    corrections: Sequence[Correction]
    owners: Mapping[str, str]

    def __call__(self, batches: Batches) -> Batches:
        """Yield the origins of the stories of each batch."""
        for batch in batches:
            places = (batch.column(name).to_pylist() for name in ("story_id", "article_id", "family_id"))
            origins = find_origins(
                [_member(*place) for place in zip(*places, strict=True)],
                from_table(batch, Credit),
                corrections=self.corrections,
                signals=_signals(batch),
                copies=[copy for cell in unnest("copies", batch.column("copies")) for copy in cell],
                owners=self.owners,
            )
            yield from to_table("origins", origins).combine_chunks().to_batches()


@dataclass(frozen=True, slots=True)
class StoryEvidence:
    """What is known of texts before stories are: who copies and comes from whom, and the items of pages of several."""

    copies: Stage
    units: LinkedUnits
    descended: Stage


def tell_stories(steps: Steps, articles: Stage, families: Stage, evidence: StoryEvidence) -> Stage:
    """Return the table `stories`, and write `units`, `additions` and `origins`."""
    listed = list_texts(steps, articles, evidence.units.texts)
    groups = group_texts(steps, articles, families, evidence.units, listed)
    stories = name_stories(steps, listed, families, groups)
    tell_units(steps, evidence.units, families, groups=groups, stories=stories)
    signals = steps.map(
        "signals",
        "What each text says of its sources, where that can matter.",
        _TEXTS,
        SignalsKernel(),
        articles=articles,
        stories=stories,
        families=families,
    )
    tell_additions(steps, articles, families, stories)
    kernel = OriginsKernel(steps.options.stories.corrections, steps.options.stories.owners)
    steps.map_groups(
        "origins", "The table of sources of each story.", _SOURCES, kernel, by="story_id", order=("article_id",),
        stories=stories, articles=articles, signals=signals, copies=evidence.copies, descended=evidence.descended,
    )  # fmt: skip
    return stories


def name_stories(steps: Steps, listed: Stage, families: Stage, grouped: Stage) -> Stage:
    """Return the table `stories` of the texts that are grouped.

    A story no article of which states a day is never archived. A late article that is new enough revives its story.
    """
    named = steps.map_groups(
        "named", "The articles of every story, with what it is called.", _MEMBERS, StoriesKernel(),
        by="first_article_id", order=("text", "copied", "article_id"),
        listed=listed, families=families, grouped=grouped,
    )  # fmt: skip
    return steps.sql(
        "stories",
        "The table of articles by story.",
        _STORIES.format(days=steps.options.stories.quiet_days),
        named=named,
        listed=listed,
    )


def _story_rows(members: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of a story, given its articles text by text, the canonical one of each text first."""
    names = [name for name, _ in _LISTED]
    texts = [
        [ListedArticle(**{name: row[name] for name in names}) for row in text]
        for _, text in groupby(members, key=lambda row: str(row["text"]))
    ]
    called = story_heading(texts, {row["rubric"] for row in members if row["rubric"]})
    columns = asdict(called) | {"last_time": epoch_days(called.last_published)}
    return [
        columns | {"article_id": article.article_id, "family_id": article.family_id}
        for text in texts
        for article in text
    ]


def _member(story_id: str, article_id: str, family_id: str | None) -> Story:
    return Story(story_id=story_id, article_id=article_id, family_id=family_id, label="", first_published=None)


def _row(signals: Signals) -> dict[str, Any]:
    return asdict(signals) | {"credited": [{"name": name, "words": words} for name, words in signals.credited]}


def _signals(batch: pa.RecordBatch) -> list[Signals]:
    rows = batch.select(SIGNALS.names).filter(batch.column("words").is_valid()).to_pylist()
    return [
        Signals(
            row["article_id"],
            row["words"],
            tuple((cell["name"], cell["words"]) for cell in row["credited"]),
            **{name: tuple(row[name]) for name in _LISTS},
        )
        for row in rows
    ]
