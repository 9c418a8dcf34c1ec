"""Families and lone articles to groups of texts that report one event."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any, ClassVar

import pyarrow as pa

from wirecopy.engine.contract import Stage
from wirecopy.kernels import load_kernels
from wirecopy.pipeline.batch.embeddings import meaning_of
from wirecopy.pipeline.batch.stories.items import ITEM_TEXTS
from wirecopy.pipeline.batch.stories.terms import TermsKernel, texts_of_terms
from wirecopy.pipeline.batch.units import LinkedUnits
from wirecopy.pipeline.steps import Steps
from wirecopy.stories import StoryText, StoryTools, load_model, load_sparse, own_sentences, settle_texts
from wirecopy.tables import COUNTED, SCHEMAS, Batches, dataset, to_table
from wirecopy.text.view import View
from wirecopy.types import Addition, Stretch

GROUPS = pa.schema([("article_id", pa.string()), ("first_article_id", pa.string())])
# A digest as a whole tells of no one event: its items are compared, and it is not; nor is a list of others' snippets.
_TEXTS = """
WITH digests AS (SELECT DISTINCT article_id FROM units WHERE form = 'digest')
SELECT placed.place, placed.article_id, placed.time, placed.outlets, worded.title, worded.body, worded.language
FROM placed JOIN (
    SELECT articles.article_id,
        CASE WHEN digests.article_id IS NULL AND articles.form <> 'list' THEN articles.title END AS title,
        CASE WHEN digests.article_id IS NULL AND articles.form <> 'list' THEN articles.body ELSE '' END AS body,
        articles.language
    FROM articles LEFT JOIN digests ON digests.article_id = articles.article_id
    UNION ALL SELECT article_id, NULL AS title, body, NULL AS language FROM unit_texts
) AS worded ON worded.article_id = placed.article_id ORDER BY placed.place
"""
ONE_OF_EACH_TEXT = f"""
FROM articles
JOIN stories ON stories.article_id = articles.article_id
LEFT JOIN families ON families.article_id = articles.article_id
JOIN (
    SELECT stories.story_id FROM stories JOIN articles AS standing ON standing.article_id = stories.article_id
    WHERE {COUNTED.format("standing")} GROUP BY stories.story_id
    HAVING COUNT(DISTINCT COALESCE(stories.family_id, stories.article_id)) > 1
) AS several ON several.story_id = stories.story_id
WHERE (families.role IS NULL OR families.role = 'canonical') AND {COUNTED.format("articles")}
"""
"""One article of each text, in stories of several texts; what was withdrawn is none, nor what is no article."""
_SEVERAL = f"""
SELECT stories.story_id, articles.article_id, articles.body, articles.body_spans {ONE_OF_EACH_TEXT}
"""
_BATCH_ROWS = 512
_COUNTS = ("COUNT(*)", "COUNT(time)")

_PLACED = f"""
WITH {ITEM_TEXTS}, members AS (
    SELECT COALESCE(canonical.head, listed.article_id) AS text, listed.time, listed.outlet
    FROM listed LEFT JOIN canonical ON canonical.article_id = listed.article_id
    LEFT JOIN item_texts ON item_texts.unit_id = listed.article_id
    WHERE NOT listed.is_unit OR item_texts.text = listed.article_id
), texts AS (
    SELECT text AS article_id, MIN(time) AS time,
        COALESCE(LIST_SORT(ARRAY_AGG(DISTINCT outlet) FILTER (WHERE outlet <> '')), []) AS outlets
    FROM members GROUP BY text
)
SELECT ROW_NUMBER() OVER (ORDER BY time IS NULL, FLOOR(COALESCE(time, 0)), article_id) - 1 AS place,
    article_id, time, outlets
FROM texts ORDER BY place
"""
_GROUPED = f"""
WITH {ITEM_TEXTS}, digests AS (
    SELECT COALESCE(canonical.head, item_texts.article_id) AS article_id,
        MIN(alike.first_article_id) AS first_article_id
    FROM item_texts JOIN alike ON alike.article_id = item_texts.text
    LEFT JOIN canonical ON canonical.article_id = item_texts.article_id
    WHERE item_texts.form = 'digest'
    GROUP BY COALESCE(canonical.head, item_texts.article_id) HAVING COUNT(DISTINCT alike.first_article_id) = 1
)
SELECT alike.article_id, COALESCE(digests.first_article_id, alike.first_article_id) AS first_article_id
FROM alike LEFT JOIN digests ON digests.article_id = alike.article_id
ORDER BY alike.article_id
"""


@dataclass(frozen=True, slots=True)
class AdditionsKernel:
    """One article of each text of whole stories in, the table `additions` out."""

    takes: ClassVar[pa.Schema] = pa.schema(
        [("story_id", pa.string()), *(SCHEMAS["articles"].field(name) for name in ("article_id", "body", "body_spans"))]
    )
    gives: ClassVar[pa.Schema] = SCHEMAS["additions"]

    def __call__(self, batches: Batches) -> Batches:
        """Yield the sentences that only one text of a story has."""
        for batch in batches:
            additions = [
                addition
                for story_id, members in groupby(batch.to_pylist(), key=lambda row: str(row["story_id"]))
                for addition in _additions(story_id, {row["article_id"]: row for row in members})
            ]
            yield from to_table("additions", additions).combine_chunks().to_batches()


def _additions(story_id: str, texts: Mapping[str, dict[str, Any]]) -> Iterator[Addition]:
    for article_id, sentences in own_sentences({name: row["body"] for name, row in texts.items()}).items():
        row = texts[article_id]
        view = View.joined(row["body"], [Stretch(s["start"], s["end"]) for s in row["body_spans"]])
        for sentence in sentences:
            yield from (Addition(story_id, article_id, raw.start, raw.end) for raw in view.raw(sentence))


def group_texts(steps: Steps, articles: Stage, families: Stage, units: LinkedUnits, listed: Stage) -> Stage:
    """Return for each text the first text of its story: families by their canonical article, lone articles, items."""
    placed = steps.sql(
        "placed",
        "The texts that stories are told of, in the order of time.",
        _PLACED,
        listed=listed,
        families=families,
        items=units.rows,
    )
    texts = steps.sql(
        "story_texts",
        "Those texts with their title, body and language.",
        _TEXTS,
        placed=placed,
        articles=articles,
        units=units.rows,
        unit_texts=units.texts,
    )
    kernel = TermsKernel(steps.options.copies.backend, steps.characters(articles))
    terms = steps.map(
        "story_terms",
        "The terms of those texts, which likeness is told by.",
        "SELECT * FROM story_texts ORDER BY place",
        kernel,
        story_texts=texts,
    )
    alone = steps.whole(
        "alike", "The first text of the story of each text, by what the texts say.", lambda: _alike(steps, terms)
    )
    return steps.sql(
        "grouped",
        "The first text of the story of each text; a digest of one event is of its story.",
        _GROUPED,
        alike=alone,
        families=families,
        items=units.rows,
    )


def tell_additions(steps: Steps, articles: Stage, families: Stage, stories: Stage) -> Stage:
    """Return the table `additions`: what only one text of a story reports."""
    texts = steps.sql(
        "texts_of_stories",
        "One article of each text, in stories of several texts.",
        _SEVERAL,
        articles=articles,
        families=families,
        stories=stories,
    )
    return steps.map_groups(
        "additions",
        "The table of sentences that only one text of a story has.",
        "SELECT * FROM texts",
        AdditionsKernel(),
        by="story_id",
        order=("article_id",),
        texts=texts,
    )


def _alike(steps: Steps, terms: Stage) -> pa.Table:
    """Return the groups; day by day, so that the terms of a few days and a few bytes of each text are in memory."""
    count, dated = (int(steps.engine.scalar(f"SELECT {what} FROM terms", terms=terms) or 0) for what in _COUNTS)
    backend = steps.options.copies.backend
    tools = StoryTools(
        model=load_model(),
        kernels=load_kernels("reference"),  # the terms are read already
        sparse=load_sparse(count, backend),
        window=steps.options.stories.window_days,
        meaning=meaning_of(steps.options.stories),
    )
    groups = settle_texts(_texts(terms), tools, undated=dated < count)
    columns = [pa.array(list(ids), pa.string()) for ids in (groups.keys(), groups.values())]
    return pa.Table.from_arrays(columns, schema=GROUPS)


def _texts(stage: Stage) -> Iterator[StoryText]:
    for batch in dataset(stage.files).to_batches(batch_size=_BATCH_ROWS):
        yield from texts_of_terms(batch)
