"""Families and lone articles to groups of texts that report one event."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

import pyarrow as pa
import pyarrow.dataset as ds

from wirecopy.engine.contract import Stage
from wirecopy.kernels import load_kernels
from wirecopy.pipeline.steps import Steps
from wirecopy.stories.additions import only_in
from wirecopy.stories.grouping import Listed, place_texts
from wirecopy.stories.model import load_model
from wirecopy.stories.settling import Text, Tools, settle_texts
from wirecopy.stories.sparse import load_sparse
from wirecopy.tables import from_table, to_table
from wirecopy.text.view import View
from wirecopy.types import Addition, Family, Stretch

PLACED = pa.schema(
    [
        ("place", pa.int64()),
        ("article_id", pa.string()),
        ("time", pa.float64()),
        ("outlets", pa.list_(pa.string())),
    ]
)
GROUPS = pa.schema([("article_id", pa.string()), ("first_article_id", pa.string())])
_TEXTS = """
SELECT placed.article_id, placed.time, placed.outlets, articles.title, articles.body
FROM placed JOIN articles ON articles.article_id = placed.article_id ORDER BY placed.place
"""
# One article of each text, in stories of several texts.
_SEVERAL = """
SELECT stories.story_id, articles.article_id, articles.body, articles.body_spans FROM articles
JOIN stories ON stories.article_id = articles.article_id
LEFT JOIN families ON families.article_id = articles.article_id
JOIN (
    SELECT story_id FROM stories GROUP BY story_id
    HAVING COUNT(DISTINCT COALESCE(family_id, article_id)) > 1
) AS several ON several.story_id = stories.story_id
WHERE families.role IS NULL OR families.role = 'canonical'
ORDER BY stories.story_id, articles.article_id
"""
_BATCH_ROWS = 512


def group_texts(steps: Steps, articles: Stage, families: Stage) -> Stage:
    """Return for each text, by its canonical or only article, the first text of its story."""
    placed = steps.whole("placed", lambda: _placed(articles, families))
    texts = steps.sql("story_texts", _TEXTS, placed=placed, articles=articles)
    return steps.whole("grouped", lambda: _grouped(steps, articles, texts, placed))


def tell_additions(steps: Steps, articles: Stage, families: Stage, stories: Stage) -> Stage:
    """Return the table `additions`: what only one text of a story reports."""
    texts = steps.sql("texts_of_stories", _SEVERAL, articles=articles, families=families, stories=stories)
    return steps.whole("additions", lambda: to_table("additions", _additions(texts)))


def _additions(texts: Stage) -> Iterator[Addition]:
    for story_id, members in groupby(_rows(texts), key=lambda row: str(row["story_id"])):
        told = {row["article_id"]: row for row in members}
        for article_id, found in only_in({name: row["body"] for name, row in told.items()}).items():
            row = told[article_id]
            view = View.joined(row["body"], [Stretch(s["start"], s["end"]) for s in row["body_spans"]])
            for sentence in found:
                yield from (Addition(story_id, article_id, raw.start, raw.end) for raw in view.raw(sentence))


def _rows(stage: Stage) -> Iterator[dict[str, Any]]:
    for batch in ds.dataset(stage.files, format="parquet").to_batches(batch_size=_BATCH_ROWS):
        yield from batch.to_pylist()


def _placed(articles: Stage, families: Stage) -> pa.Table:
    listed = from_table(articles.read(["article_id", "label", "published", "outlet"]), Listed)
    rows = place_texts(listed, from_table(families.read(), Family))
    return pa.Table.from_pylist(
        [
            {"place": place, "article_id": row.article_id, "time": row.time, "outlets": row.outlets}
            for place, row in enumerate(rows)
        ],
        schema=PLACED,
    )


def _grouped(steps: Steps, articles: Stage, texts: Stage, placed: Stage) -> pa.Table:
    times = placed.read(["time"])["time"]
    backend = steps.options.copies.backend
    tools = Tools(
        model=load_model(),
        kernels=load_kernels(backend, steps.characters(articles)),
        sparse=load_sparse(len(times), backend),
        window=steps.options.stories.window_days,
    )
    groups = settle_texts(_texts(texts), tools, undated=times.null_count > 0)
    columns = [pa.array(list(ids), pa.string()) for ids in (groups.keys(), groups.values())]
    return pa.Table.from_arrays(columns, schema=GROUPS)


def _texts(stage: Stage) -> Iterator[Text]:
    for row in _rows(stage):
        yield Text(row["article_id"], row["time"], tuple(row["outlets"]), row["title"] or "", row["body"])
