"""Families and lone articles to stories and their origins."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

import pyarrow as pa

from wirecopy.engine.contract import Stage
from wirecopy.options import StoryOptions
from wirecopy.pipeline.batch.canonical import pairs_of
from wirecopy.pipeline.batch.story_groups import ONE_OF_EACH_TEXT, group_texts, placed_units, tell_additions
from wirecopy.pipeline.batch.units import Linked
from wirecopy.pipeline.steps import Steps
from wirecopy.stories.credited import Credit
from wirecopy.stories.grouping import Listed, group_stories
from wirecopy.stories.origins import find_origins
from wirecopy.stories.origins_signals import Signals, read_signals
from wirecopy.stories.quiet_stories import archived
from wirecopy.tables import Batches, from_table, to_table
from wirecopy.types import Copy, Family, Story

_CREDITED = pa.list_(pa.struct([("name", pa.string()), ("words", pa.string())]))
_LISTS = ("quoted", "stated", "facts")
SIGNALS = pa.schema(
    [("article_id", pa.string()), ("words", pa.int32()), ("credited", _CREDITED)]
    + [(name, pa.list_(pa.string())) for name in _LISTS]
)
# Signals are read where they can matter.
_TEXTS = f"SELECT articles.article_id, articles.body {ONE_OF_EACH_TEXT} ORDER BY articles.article_id"
_LINKS = """
SELECT copies.* FROM copies
JOIN stories AS a ON a.article_id = copies.article_a
JOIN stories AS b ON b.article_id = copies.article_b
WHERE a.story_id = b.story_id AND COALESCE(a.family_id, a.article_id) <> COALESCE(b.family_id, b.article_id)
ORDER BY copies.article_a, copies.article_b
"""


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
class Told:
    """What is known of texts before stories are: who copies whom, and the items of pages of several."""

    copies: Stage
    units: Linked


def tell_stories(steps: Steps, articles: Stage, families: Stage, told: Told) -> Stage:
    """Return the table `stories`, and write `units`, `additions` and `origins`."""
    groups = group_texts(steps, articles, families, told.units)
    quiet_days = steps.options.stories.quiet_days
    stories = steps.whole(
        "stories", "The table of articles by story.", lambda: _stories(articles, families, groups, quiet_days)
    )
    steps.whole(
        "units",
        "The table of items of pages of several.",
        lambda: to_table("units", placed_units(told.units, families, stories, pairs_of(groups))),
    )
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
    links = steps.sql(
        "story_links",
        "Pairs of articles of one story and of different texts that share words.",
        _LINKS,
        copies=told.copies,
        stories=stories,
    )
    known = steps.options.stories
    steps.whole(
        "origins", "The table of sources of each story.", lambda: _origins(articles, stories, signals, links, known)
    )
    return stories


def _stories(articles: Stage, families: Stage, groups: Stage, quiet_days: int) -> pa.Table:
    listed = list(from_table(articles.read(["article_id", "label", "published", "outlet", "title"]), Listed))
    found = group_stories(listed, from_table(families.read(), Family), pairs_of(groups))
    return to_table("stories", archived(found, listed, quiet_days))


def _origins(articles: Stage, stories: Stage, signals: Stage, links: Stage, known: StoryOptions) -> pa.Table:
    columns = [
        "article_id",
        "page_id",
        "outlet",
        "agency",
        "agency_source",
        "published",
        "credit",
        "credit_kind",
        "withdrawn",
    ]
    found = find_origins(
        from_table(stories.read(), Story),
        from_table(articles.read(columns), Credit),
        corrections=known.corrections,
        signals=_signals(signals),
        copies=from_table(links.read(), Copy),
        owners=known.owners,
    )
    return to_table("origins", found)


def _row(found: Signals) -> dict[str, Any]:
    return asdict(found) | {"credited": [{"name": name, "words": words} for name, words in found.credited]}


def _signals(stage: Stage) -> Iterator[Signals]:
    for row in stage.read().to_pylist():
        credited = tuple((cell["name"], cell["words"]) for cell in row["credited"])
        lists = {name: tuple(row[name]) for name in _LISTS}
        yield Signals(row["article_id"], row["words"], credited, **lists)
