"""What a story says: taken from its canonical text once, carried over to every copy, with what copies add."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any

import pyarrow as pa

from wirecopy.engine.contract import Stage
from wirecopy.facts import Facts, additions, extract, load_lexicon, merge, project
from wirecopy.options import CleanOptions
from wirecopy.pipeline.steps import Steps
from wirecopy.pipeline.tracing import Traced
from wirecopy.tables import SCHEMAS, Batches, empty, from_table, nest, nested_type, to_table, unnest
from wirecopy.trace import Block
from wirecopy.trace import project as carried
from wirecopy.types import Article, Stretch

_PARTS = ("quotes", "entities", "mentions")
_TOLD = pa.schema(
    [("story_id", pa.string()), ("article_id", pa.string()), *((name, nested_type(name)) for name in _PARTS)]
)
_COLUMNS = SCHEMAS["articles"].names
_CANONICAL = f"""
SELECT stories.story_id, {", ".join(f"articles.{name}" for name in _COLUMNS)} FROM articles
JOIN stories ON stories.article_id = articles.article_id
LEFT JOIN families ON families.article_id = articles.article_id
WHERE families.role IS NULL OR families.role = 'canonical'
ORDER BY stories.story_id, articles.article_id
"""
_COPIES = f"""
SELECT stories.story_id, collated.blocks, told.quotes, told.entities, told.mentions,
    {", ".join(f"articles.{name}" for name in _COLUMNS)}
FROM collated
JOIN articles ON articles.article_id = collated.article_id
JOIN stories ON stories.article_id = articles.article_id
JOIN told ON told.article_id = collated.base_article_id
ORDER BY stories.story_id, articles.article_id
"""


@dataclass(frozen=True, slots=True)
class ExtractKernel:
    """Canonical and lone articles with their story in, facts out."""

    options: CleanOptions

    def __call__(self, batches: Batches) -> Batches:
        """Yield the facts of each batch, a row per article."""
        lexicon = load_lexicon(self.options.language)
        for batch in batches:
            rows = zip(batch.column("story_id").to_pylist(), from_table(batch, Article), strict=True)
            facts = [extract(story_id, article, lexicon) for story_id, article in rows]
            yield _batch(batch, facts)


@dataclass(frozen=True, slots=True)
class CarryKernel:
    """Copies with their alignment and their canonical article's facts in; mentions and additions out."""

    options: CleanOptions

    def __call__(self, batches: Batches) -> Batches:
        """Yield what each copy carries and adds, a row per copy."""
        lexicon = load_lexicon(self.options.language)
        for batch in batches:
            told = [Facts(*parts) for parts in zip(*(unnest(n, batch.column(n)) for n in _PARTS), strict=True)]
            aligned = [tuple(Block(**row) for row in cell) for cell in batch.column("blocks").to_pylist()]
            rows = zip(batch.column("story_id").to_pylist(), from_table(batch, Article), told, aligned, strict=True)
            yield _batch(batch, [_carry(*row, lexicon) for row in rows])


def tell_facts(steps: Steps, articles: Stage, traced: Traced, stories: Stage) -> None:
    """Write the tables `quotes`, `entities`, `events` and `mentions`."""
    options = steps.options.clean
    told = steps.map(
        "told", _CANONICAL, ExtractKernel(options), _TOLD, articles=articles, stories=stories, families=traced.families
    )
    carried_over = steps.map(
        "carried", _COPIES, CarryKernel(options), _TOLD,
        collated=traced.collated, articles=articles, stories=stories, told=told,
    )  # fmt: skip
    for name in _PARTS:
        steps.whole(name, partial(_merged, name, (told, carried_over)))
    steps.whole("events", lambda: empty("events"))


def _carry(story_id: str, article: Article, told: Facts, blocks: tuple[Block, ...], lexicon: Any) -> Facts:
    carry: Callable[[Stretch], Stretch | None] = partial(carried, blocks=blocks)
    mentions = project(told, carry, article.article_id)
    known = [Stretch(mention.start, mention.end) for mention in mentions]
    more = additions(story_id, article, known, lexicon)
    return Facts(more.quotes, more.entities, (*mentions, *more.mentions))


def _batch(rows: pa.RecordBatch, facts: Iterable[Facts]) -> pa.RecordBatch:
    kept = list(facts)
    nested = [nest(name, (getattr(one, name) for one in kept)) for name in _PARTS]
    return pa.RecordBatch.from_arrays([rows.column("story_id"), rows.column("article_id"), *nested], schema=_TOLD)


def _merged(name: str, stages: Iterable[Stage]) -> pa.Table:
    """Return one of the tables with every fact once; the canonical article's wording goes before a copy's."""
    stories: dict[str, list[Facts]] = defaultdict(list)
    for stage in stages:
        table = stage.read()
        parts = zip(*(unnest(part, table[part]) for part in _PARTS), strict=True)
        for story_id, one in zip(table["story_id"].to_pylist(), parts, strict=True):
            stories[story_id].append(Facts(*one))
    merged = merge(one for story in sorted(stories) for one in stories[story])
    return to_table(name, getattr(merged, name))
