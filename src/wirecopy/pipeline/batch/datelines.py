"""Datelines on their way from cleaning to the facts: where each stands, its words, and whose tag is in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import pyarrow as pa

from wirecopy.clean import Rules
from wirecopy.engine.contract import Stage
from wirecopy.facts import Dateline
from wirecopy.pipeline.batch.lazy import Once
from wirecopy.pipeline.steps import Steps
from wirecopy.types import Article, Span

_LINE = [("start", pa.int32()), ("text", pa.string()), ("place", pa.string()), ("agency", pa.list_(pa.string()))]
DATELINES = pa.schema([("article_id", pa.string()), ("datelines", pa.list_(pa.struct(_LINE)))])
_CUT = """
SELECT spans.article_id, spans.start, SUBSTRING(pages.raw, spans.start + 1, spans."end" - spans.start) AS text,
    articles.dateline_place AS place, articles.agency, articles.agency_source
FROM spans
JOIN articles ON articles.article_id = spans.article_id
JOIN pages ON pages.page_id = articles.page_id
WHERE spans.kind = 'dateline'
ORDER BY spans.article_id, spans.start
"""
_TAGGED = "dateline tag"  # how `agency_source` begins where the dateline credits the agency


def cut_datelines(steps: Steps, pages: Stage, articles: Stage, *, spans: Stage, rules: Once[Rules]) -> Stage:
    """Return the datelines of each article that has one, a row per article."""
    rows = steps.sql(
        "dateline_rows",
        "Every dateline with its words and what its article credits.",
        _CUT,
        pages=pages,
        articles=articles,
        spans=spans,
    )
    return steps.whole(
        "datelines",
        "The datelines of each article that has one.",
        lambda: _by_article(rows.read(), rules()),
    )


def datelines_of(article: Article, raw: str, spans: Sequence[Span], *, rules: Rules) -> list[Dateline]:
    """Return the datelines among the spans of a page, with the agency they credit."""
    names = _names(article.agency, article.agency_source, rules)
    cut = ((s.start, raw[s.start : s.end]) for s in spans if s.kind == "dateline")
    return [Dateline(start, text, article.dateline_place, names) for start, text in cut]


def _by_article(rows: pa.Table, rules: Rules) -> pa.Table:
    cut: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows.to_pylist():
        names = _names(row["agency"], row["agency_source"], rules)
        cut[row["article_id"]].append(asdict(Dateline(row["start"], row["text"], row["place"], names)))
    return pa.Table.from_pylist([{"article_id": a, "datelines": lines} for a, lines in cut.items()], schema=DATELINES)


def _names(agency: str | None, source: str | None, rules: Rules) -> tuple[str, ...]:
    """Return every name of the agency that a dateline credits; none where something else does."""
    if not agency or not (source or "").startswith(_TAGGED):
        return ()
    return (agency, *sorted(alias for alias, name in rules.agencies.names.items() if name == agency))
