"""Cleaned pages as Arrow batches: a row per article, its spans and ticker rows nested."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pyarrow as pa

from wirecopy.clean import Cleaned
from wirecopy.tables import SCHEMAS, from_table, nest, nested_type, to_table, unnest
from wirecopy.types import Article

NESTED = ("spans", "tickers")
CLEANED = pa.schema(
    [
        *SCHEMAS["articles"],
        *(pa.field(name, nested_type(name)) for name in NESTED),
        pa.field("fetched_at", pa.string()),
    ]
)


def cleaned_batch(cleaned: Sequence[Cleaned], fetched: Sequence[str | None]) -> pa.RecordBatch:
    """Return cleaned pages as one batch of `CLEANED`."""
    articles = to_table("articles", [one.article for one in cleaned])
    nested = [nest(name, (getattr(one, name) for one in cleaned)) for name in NESTED]
    columns = [column.combine_chunks() for column in articles.columns]
    return pa.RecordBatch.from_arrays([*columns, *nested, pa.array(fetched, pa.string())], schema=CLEANED)


def cleaned_records(batch: pa.RecordBatch) -> Iterator[Cleaned]:
    """Yield the cleaned pages of a batch that has the columns of `CLEANED`."""
    articles = from_table(batch, Article)
    nested = (unnest(name, batch.column(name)) for name in NESTED)
    for article, spans, tickers in zip(articles, *nested, strict=True):
        yield Cleaned(article, spans, tickers)
