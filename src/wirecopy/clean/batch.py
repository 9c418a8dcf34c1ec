"""Cleaning as a function from Arrow batches to Arrow batches, for every engine."""

from __future__ import annotations

import dataclasses

import pyarrow as pa

from wirecopy.clean.cleaned import Cleaned
from wirecopy.clean.pack import Rules, load_rules
from wirecopy.clean.page import clean_page
from wirecopy.options import CleanOptions
from wirecopy.tables import SCHEMAS, from_table, to_table
from wirecopy.types import Page


def _nested(name: str) -> pa.DataType:
    return pa.list_(pa.struct([field for field in SCHEMAS[name] if field.name != "article_id"]))


CLEANED: pa.Schema = pa.schema(
    [
        *SCHEMAS["articles"],
        pa.field("spans", _nested("spans"), nullable=False),
        pa.field("tickers", _nested("tickers"), nullable=False),
    ]
)
"""A row per article: its columns, its spans and its ticker rows nested."""


def clean_batch(batch: pa.RecordBatch, options: CleanOptions, rules: Rules | None = None) -> pa.RecordBatch:
    """Return the articles of a batch of pages, a row per page in the same order (schema `CLEANED`)."""
    rules = rules or load_rules(options.language)
    cleaned = [clean_page(page, rules, options) for page in from_table(batch, Page)]
    return to_batch(cleaned)


def to_batch(cleaned: list[Cleaned]) -> pa.RecordBatch:
    """Return cleaned pages as one batch with the schema `CLEANED`."""
    articles = to_table("articles", [each.article for each in cleaned])
    columns = [column.combine_chunks() for column in articles.columns]
    for name in ("spans", "tickers"):
        rows = [[_row(record) for record in getattr(each, name)] for each in cleaned]
        columns.append(pa.array(rows, type=CLEANED.field(name).type))
    return pa.RecordBatch.from_arrays(columns, schema=CLEANED)


def _row(record: object) -> dict[str, object]:
    row = dataclasses.asdict(record)  # type: ignore[call-overload]
    row.pop("article_id")
    return row  # type: ignore[no-any-return]
