"""The canonical article of every family, chosen before the last pairs are proved: each copy is compared with it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

import pyarrow as pa

from wirecopy.engine.contract import Stage
from wirecopy.pipeline.steps import Steps
from wirecopy.tables import SCHEMAS, from_table
from wirecopy.trace import canonical
from wirecopy.types import Article

HEADS = pa.schema([("leader", pa.string()), ("article_id", pa.string())])
_IN_FAMILIES = (
    f"SELECT {', '.join(f'articles.{name}' for name in SCHEMAS['articles'].names)} FROM articles"
    " JOIN led ON led.article_id = articles.article_id ORDER BY articles.article_id"
)


def choose_heads(steps: Steps, articles: Stage, led: Stage) -> Stage:
    """Return the canonical article of the family of each leader."""
    members = steps.sql("family_articles", "The articles of all families.", _IN_FAMILIES, articles=articles, led=led)
    return steps.whole(
        "heads",
        "The canonical article of each family, by its leader.",
        lambda: _heads(members, pairs_of(led), steps.options.base_page),
    )


def pairs_of(stage: Stage) -> dict[str, str]:
    """Return a stage of two columns as a mapping of the first to the second."""
    table = stage.read()
    return dict(zip(table.column(0).to_pylist(), table.column(1).to_pylist(), strict=True))


def _heads(articles: Stage, leaders: Mapping[str, str], base_page: str | None) -> pa.Table:
    members: dict[str, list[Article]] = defaultdict(list)
    for article in from_table(articles.read(), Article):
        members[leaders[article.article_id]].append(article)
    rows = [{"leader": leader, "article_id": _head(family, base_page)} for leader, family in sorted(members.items())]
    return pa.Table.from_pylist(rows, schema=HEADS)


def _head(family: list[Article], base_page: str | None) -> str:
    named = [article.article_id for article in family if article.page_id == base_page]
    standing = [article for article in family if not article.withdrawn]
    return named[0] if named else canonical(standing or family)
