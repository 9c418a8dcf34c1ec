"""Datelines that cleaning cut off, handed to the facts: where each stands, its words, and the agency named in it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

import pyarrow as pa

from wirecopy.clean import Rules
from wirecopy.engine.contract import Stage
from wirecopy.facts import CutDateline
from wirecopy.pipeline.batch.lazy import LazyValue
from wirecopy.pipeline.steps import Steps
from wirecopy.tables import Batches
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
"""
_TAGGED = "dateline tag"  # how `agency_source` begins where the dateline credits the agency


@dataclass(frozen=True, slots=True)
class DatelinesKernel:
    """Datelines with their words and what their article credits in, one article's in a row; `DATELINES` out."""

    takes: ClassVar[pa.Schema] = pa.schema(
        [("article_id", pa.string()), *_LINE[:3], ("agency", pa.string()), ("agency_source", pa.string())]
    )
    gives: ClassVar[pa.Schema] = DATELINES
    rules: LazyValue[Rules]

    def __call__(self, batches: Batches) -> Batches:
        """Yield the articles of each batch, each with its datelines."""
        for batch in batches:
            cut: dict[str, list[dict[str, Any]]] = defaultdict(list)
            for row in batch.to_pylist():
                names = _names(row["agency"], row["agency_source"], self.rules())
                cut[row["article_id"]].append(asdict(CutDateline(row["start"], row["text"], row["place"], names)))
            rows = [{"article_id": article_id, "datelines": lines} for article_id, lines in cut.items()]
            yield pa.RecordBatch.from_pylist(rows, schema=DATELINES)


def cut_datelines(steps: Steps, pages: Stage, articles: Stage, *, spans: Stage, rules: LazyValue[Rules]) -> Stage:
    """Return the datelines of each article that has one, a row per article."""
    return steps.map_groups(
        "datelines",
        "The datelines of each article that has one.",
        _CUT,
        DatelinesKernel(rules),
        by="article_id",
        order=("start",),
        pages=pages,
        articles=articles,
        spans=spans,
    )


def datelines_of(article: Article, raw: str, spans: Sequence[Span], *, rules: Rules) -> list[CutDateline]:
    """Return the datelines among the spans of a page, with the agency they credit."""
    names = _names(article.agency, article.agency_source, rules)
    cut = ((s.start, raw[s.start : s.end]) for s in spans if s.kind == "dateline")
    return [CutDateline(start, text, article.dateline_place, names) for start, text in cut]


def _names(agency: str | None, source: str | None, rules: Rules) -> tuple[str, ...]:
    """Return every name of the agency that a dateline credits; none where something else does."""
    if not agency or not (source or "").startswith(_TAGGED):
        return ()
    return (agency, *sorted(alias for alias, name in rules.agencies.names.items() if name == agency))
