"""Cleaned pages as Arrow batches: a row per article, its spans, ticker rows and units nested."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow as pa

from wirecopy.clean import Cleaned
from wirecopy.clean.rules.digest_items import page_units
from wirecopy.copies.words import CAPTION, ENTRIES, page_entries
from wirecopy.tables import SCHEMAS, from_table, nest, nested_type, to_table, unnest
from wirecopy.types import Article, Stretch

NESTED = ("spans", "tickers")
_STRETCHES = pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())]))
CLEANED = pa.schema(
    [
        *SCHEMAS["articles"],
        *(pa.field(name, nested_type(name)) for name in NESTED),
        pa.field("form", pa.string()),
        pa.field("units", _STRETCHES),
        pa.field("fetched_at", pa.string()),
        pa.field("captioned", pa.bool_()),
        ENTRIES,
    ]
)
"""`captioned`: some of the spans are captions; `entries`: times on lines of their own between the first and the last
words of the body, whatever a page among others makes of such lines."""

RECORDED = pa.schema([*SCHEMAS["articles"], *(CLEANED.field(name) for name in (*NESTED, "fetched_at"))])
"""The columns of `CLEANED` that a cleaned page and its batch are made of again."""


def cleaned_batch(cleaned: Sequence[Cleaned], fetched: Sequence[str | None], raws: Sequence[str]) -> pa.RecordBatch:
    """Return cleaned pages, with their raw texts, as one batch of `CLEANED`."""
    articles = to_table("articles", [page.article for page in cleaned])
    nested = [nest(name, (getattr(page, name) for page in cleaned)) for name in NESTED]
    columns = [column.combine_chunks() for column in articles.columns]
    parted = [page_units(page) for page in cleaned]
    forms = pa.array([units.form for units in parted], pa.string())
    items = pa.array([[_row(item) for item in units.items] for units in parted], _STRETCHES)
    captioned = pa.array([any(span.kind == CAPTION for span in page.spans) for page in cleaned], pa.bool_())
    timed = pa.array(map(page_entries, raws, (page.article.body_spans for page in cleaned)), ENTRIES.type)
    arrays = [*columns, *nested, forms, items, pa.array(fetched, pa.string()), captioned, timed]
    return pa.RecordBatch.from_arrays(arrays, schema=CLEANED)


def cleaned_records(batch: pa.RecordBatch) -> Iterator[Cleaned]:
    """Yield the cleaned pages of a batch that has the columns of `CLEANED`."""
    articles = from_table(batch, Article)
    nested = (unnest(name, batch.column(name)) for name in NESTED)
    for article, spans, tickers in zip(articles, *nested, strict=True):
        yield Cleaned(article, spans, tickers)


def _row(stretch: Stretch) -> dict[str, int]:
    return {"start": stretch.start, "end": stretch.end}
