"""The canonical article of every family, chosen before the last pairs are proved: each copy is compared with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import ClassVar

import pyarrow as pa

from wirecopy.engine.contract import Stage
from wirecopy.ids import content_id
from wirecopy.pipeline.steps import Steps
from wirecopy.tables import SCHEMAS, Batches, from_table
from wirecopy.trace import canonical
from wirecopy.types import Article

HEADS = pa.schema([("leader", pa.string()), ("article_id", pa.string()), ("family_id", pa.string())])
_MEMBERS = (
    f"SELECT led.leader, {', '.join(f'articles.{name}' for name in SCHEMAS['articles'].names)} FROM articles"
    " JOIN led ON led.article_id = articles.article_id"
)


@dataclass(frozen=True, slots=True)
class HeadsKernel:
    """The articles of whole families in, each with its leader; the canonical one of each family out."""

    takes: ClassVar[pa.Schema] = pa.schema([("leader", pa.string()), *SCHEMAS["articles"]])
    gives: ClassVar[pa.Schema] = HEADS
    base_page: str | None
    """The page that its family is to be compared with, where the user names one."""

    def __call__(self, batches: Batches) -> Batches:
        """Yield the heads of the families of each batch."""
        for batch in batches:
            members = zip(batch.column("leader").to_pylist(), from_table(batch, Article), strict=True)
            heads = {
                leader: self._head([article for _, article in family])
                for leader, family in groupby(members, key=lambda row: str(row[0]))
            }
            ids = [content_id("f", head) for head in heads.values()]
            yield pa.RecordBatch.from_arrays(
                [pa.array(column, pa.string()) for column in (list(heads), list(heads.values()), ids)], schema=HEADS
            )

    def _head(self, family: Sequence[Article]) -> str:
        named = [article.article_id for article in family if article.page_id == self.base_page]
        standing = [article for article in family if article.counts]
        return named[0] if named else canonical(standing or family)


def choose_heads(steps: Steps, articles: Stage, led: Stage) -> Stage:
    """Return the canonical article of the family of each leader, and the id of that family."""
    return steps.map_groups(
        "heads",
        "The canonical article of each family, by its leader.",
        _MEMBERS,
        HeadsKernel(steps.options.base_page),
        by="leader",
        order=("article_id",),
        articles=articles,
        led=led,
    )
