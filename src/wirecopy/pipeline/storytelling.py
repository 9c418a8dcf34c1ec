"""Families and lone articles to groups of texts that report one event."""

from __future__ import annotations

from collections.abc import Iterator

import pyarrow as pa
import pyarrow.dataset as ds

from wirecopy.engine.contract import Stage
from wirecopy.kernels import load_kernels
from wirecopy.pipeline.steps import Steps
from wirecopy.stories.grouping import Listed, place_texts
from wirecopy.stories.model import load_model
from wirecopy.stories.settling import Text, Tools, settle_texts
from wirecopy.stories.sparse import load_sparse
from wirecopy.tables import from_table
from wirecopy.types import Family

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
_BATCH_ROWS = 512


def group_texts(steps: Steps, articles: Stage, families: Stage) -> Stage:
    """Return for each text, by its canonical or only article, the first text of its story."""
    placed = steps.whole("placed", lambda: _placed(articles, families))
    texts = steps.sql("story_texts", _TEXTS, placed=placed, articles=articles)
    return steps.whole("grouped", lambda: _grouped(steps, articles, texts, placed))


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
    for batch in ds.dataset(stage.files, format="parquet").to_batches(batch_size=_BATCH_ROWS):
        for row in batch.to_pylist():
            yield Text(row["article_id"], row["time"], tuple(row["outlets"]), row["title"] or "", row["body"])
