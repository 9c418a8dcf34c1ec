"""Cleaned pages as Arrow batches: a row per article, its spans, ticker rows and units nested."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from wirecopy.clean import Cleaned, page_units
from wirecopy.copies import CAPTION, ENTRIES, page_entries
from wirecopy.tables import SCHEMAS, from_table, nest, nested_type, to_table, unnest
from wirecopy.types import Article, Stretch

NESTED = ("spans", "tickers")
_STRETCHES = pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())]))
CLEANED = pa.schema(
    [
        *SCHEMAS["articles"],
        *(pa.field(name, nested_type(name)) for name in NESTED),
        pa.field("units", _STRETCHES),
        pa.field("fetched_at", pa.string()),
        pa.field("captioned", pa.bool_()),
        ENTRIES,
    ]
)
"""`captioned`: some of the spans are captions; `entries`: times on lines of their own between the first and the last
words of the body, whatever a page among others makes of such lines."""


def cleaned_batch(cleaned: Sequence[Cleaned], fetched: Sequence[str | None], raws: Sequence[str]) -> pa.RecordBatch:
    """Return cleaned pages, with their raw texts, as one batch of `CLEANED`."""
    parted = [page_units(page, raw) for page, raw in zip(cleaned, raws, strict=True)]
    told = [replace(page.article, form=units.form) for page, units in zip(cleaned, parted, strict=True)]
    articles = to_table("articles", told)
    nested = [nest(name, (getattr(page, name) for page in cleaned)) for name in NESTED]
    columns = [column.combine_chunks() for column in articles.columns]
    items = pa.array([[_row(item) for item in units.items] for units in parted], _STRETCHES)
    captioned = pa.array([any(span.kind == CAPTION for span in page.spans) for page in cleaned], pa.bool_())
    timed = pa.array(map(page_entries, raws, (page.article.body_spans for page in cleaned)), ENTRIES.type)
    arrays = [*columns, *nested, items, pa.array(fetched, pa.string()), captioned, timed]
    return pa.RecordBatch.from_arrays(arrays, schema=CLEANED)


def revised_batch(batch: pa.RecordBatch, some: pa.Array, revise: Callable[[Cleaned, int], Cleaned]) -> pa.RecordBatch:
    """Return a batch of `CLEANED` and the raw text with some rows, by number, revised; those that stay are not read."""
    columns = pa.RecordBatch.from_arrays([batch.column(name) for name in CLEANED.names], CLEANED.names)
    records = list(cleaned_records(batch.take(some)))
    numbers, revised = [], []
    for number, record in zip(some.to_pylist(), records, strict=True):
        after = revise(record, number)
        if after != record:
            numbers.append(number)
            revised.append(after)
    if not revised:
        return columns.cast(CLEANED)
    changed = batch.take(pa.array(numbers))
    fetched, raws = (changed.column(name).to_pylist() for name in ("fetched_at", "raw"))
    rows = np.arange(batch.num_rows)
    rows[numbers] = np.arange(batch.num_rows, batch.num_rows + len(numbers))
    return pa.concat_batches([columns.cast(CLEANED), cleaned_batch(revised, fetched, raws)]).take(pa.array(rows))


def some_in(column: pa.Array) -> pa.Array:
    """Return which rows of a column of lists hold something, by number."""
    return pa.array(np.flatnonzero(pc.greater(pc.list_value_length(column).fill_null(0), 0)))


def cleaned_records(batch: pa.RecordBatch) -> Iterator[Cleaned]:
    """Yield the cleaned pages of a batch that has the columns of `CLEANED`."""
    articles = from_table(batch, Article)
    nested = (unnest(name, batch.column(name)) for name in NESTED)
    for article, spans, tickers in zip(articles, *nested, strict=True):
        yield Cleaned(article, spans, tickers)


def _row(stretch: Stretch) -> dict[str, int]:
    return {"start": stretch.start, "end": stretch.end}
