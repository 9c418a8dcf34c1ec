"""What the other pages show of a page's lines: the line table and the titles of the whole corpus, put to use."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar

import pyarrow as pa

from wirecopy.clean import Cleaned
from wirecopy.clean.corpus import LINES, SEEN, LineRecord, corpus_pass, line_keys, load_furniture_weights, title_key
from wirecopy.engine.contract import Stage
from wirecopy.options import CleanOptions
from wirecopy.pipeline.batch.clean_batches import CLEANED, revised_batch, some_in
from wirecopy.pipeline.steps import Steps
from wirecopy.tables import Batches, unnest
from wirecopy.times import day

_OF_ARTICLES = ("article_id", "outlet", "published", "fetched_at", "title", "spans")
_TEXTS = (
    f"SELECT {', '.join(f'cleaned.{name}' for name in _OF_ARTICLES)}, pages.raw FROM cleaned"
    " JOIN pages ON pages.page_id = cleaned.page_id"
)
_JOINED = (
    "SELECT cleaned.*, pages.raw, seen.lines FROM cleaned JOIN pages ON pages.page_id = cleaned.page_id"
    " LEFT JOIN seen ON seen.article_id = cleaned.article_id"
)


@dataclass(frozen=True, slots=True)
class LinesKernel:
    """Cleaned articles with their raw text in, `LINES` out."""

    takes: ClassVar[pa.Schema] = pa.schema([*(CLEANED.field(name) for name in _OF_ARTICLES), ("raw", pa.string())])
    gives: ClassVar[pa.Schema] = LINES
    rowwise: ClassVar[str] = "article_id"

    def __call__(self, batches: Batches) -> Batches:
        """Yield the body lines and the titles of each batch."""
        for batch in batches:
            spans = unnest("spans", batch.column("spans"))
            rows = [
                row
                for article, own in zip(batch.drop_columns(["spans"]).to_pylist(), spans, strict=True)
                for row in _rows(article, own)
            ]
            columns = zip(*rows, strict=True) if rows else ([] for _ in LINES)
            arrays = [pa.array(list(values), field.type) for values, field in zip(columns, LINES, strict=True)]
            yield pa.RecordBatch.from_arrays(arrays, schema=LINES)


@dataclass(frozen=True, slots=True)
class CorpusKernel:
    """Cleaned articles with their raw text and what the corpus shows of their lines in, `CLEANED` out."""

    takes: ClassVar[pa.Schema] = pa.schema([*CLEANED, ("raw", pa.string()), ("lines", pa.list_(pa.string()))])
    gives: ClassVar[pa.Schema] = CLEANED
    rowwise: ClassVar[str] = ""
    options: CleanOptions

    def __call__(self, batches: Batches) -> Batches:
        """Yield each batch with the lines that the corpus shows to be furniture turned into it."""
        weights, threshold = load_furniture_weights(), self.options.body_threshold
        for batch in batches:
            raws, evidence = batch.column("raw"), batch.column("lines")

            def revise(cleaned: Cleaned, row: int, raws: pa.Array = raws, evidence: pa.Array = evidence) -> Cleaned:
                lines = [LineRecord.parse(line) for line in evidence[row].as_py()]
                return corpus_pass(cleaned, raws[row].as_py(), lines, weights=weights, threshold=threshold)

            yield revised_batch(batch, some_in(evidence), revise)


def weigh_lines(steps: Steps, pages: Stage, cleaned: Stage) -> Stage:
    """Return the cleaned articles once more, with what their outlets repeat turned into furniture."""
    lines = steps.map(
        "lines",
        "Every body line and title as a key, with its article, outlet and day.",
        _TEXTS,
        LinesKernel(),
        cleaned=cleaned,
        pages=pages,
    )
    seen = steps.sql("seen", "What the other pages show of the lines of each article.", SEEN, lines=lines)
    return steps.map(
        "weighed",
        "The cleaned articles with what their outlets repeat turned into furniture.",
        _JOINED,
        CorpusKernel(steps.options.clean),
        cleaned=cleaned,
        pages=pages,
        seen=seen,
    )


def _rows(article: dict[str, Any], spans: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    when = day(article["published"]) if article["published"] else day(article["fetched_at"])
    head = article["article_id"], article["outlet"], when
    for key in line_keys(article["raw"], spans):
        yield (*head, *key)
    title = title_key(article["title"])
    if title is not None:
        yield (*head, title, 0, "title", 0)
