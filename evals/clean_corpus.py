"""Pages cleaned one by one and then among each other, in memory: what the fits and tables of evals/clean share."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from wirecopy.clean import Cleaned, clean_page, load_rules
from wirecopy.clean.corpus.line_table import LINES, SEEN, LineRecord, line_keys, title_key
from wirecopy.ids import content_id
from wirecopy.options import CleanOptions
from wirecopy.times import day
from wirecopy.types import Page

Weighed = list[tuple[Page, Cleaned]]


def jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the objects of a JSON Lines file, compressed or not."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def allsides(data: Path) -> Iterator[dict[str, Any]]:
    """Yield every AllSides article once: the labelled stories, the stream, and those that hold the labelled lines."""
    seen: set[tuple[str | None, str]] = set()
    for name in ("stories/allsides", "stories/allsides_stream", "furniture/allsides_line_articles"):
        for row in jsonl(data / f"{name}.jsonl.gz"):
            key = row.get("url"), row["text"][:80]
            if key not in seen:
                seen.add(key)
                yield row


def allsides_page(row: dict[str, Any]) -> Page:
    """Return an AllSides article as the reader would."""
    outlet = row.get("outlet_url") or row["outlet"]
    key = content_id("p", row["id"], row["text"])
    return Page(
        page_id=key, uri=row["id"], external_id=row["id"], outlet=outlet, fetched_at=None, media_type="text/plain",
        raw=row["text"], source=None, url=row["url"], title=row["title"], published=row["date"],
    )  # fmt: skip


def cleaned_alone(pages: Iterable[Page]) -> Weighed:
    """Return every page with what the typed rules make of it."""
    rules, options = load_rules(), CleanOptions()
    return [(page, clean_page(page, rules, options)) for page in pages]


def evidence(weighed: Sequence[tuple[Page, Cleaned]]) -> dict[str, dict[int, LineRecord]]:
    """Return what the line table says of the lines of every article, by where they start."""
    rows = [row for page, cleaned in weighed for row in _rows(page, cleaned)]
    columns = list(zip(*rows, strict=True))
    arrays = [pa.array(values, field.type) for values, field in zip(columns, LINES, strict=True)]
    with duckdb.connect() as connection:
        connection.register("lines", pa.Table.from_arrays(arrays, schema=LINES))
        found = connection.sql(SEEN).to_arrow_table().to_pylist()
    return {row["article_id"]: {(s := LineRecord.parse(told)).start: s for told in row["lines"]} for row in found}


def _rows(page: Page, cleaned: Cleaned) -> Iterator[tuple[Any, ...]]:
    article = cleaned.article
    when = day(article.published) if article.published else day(page.fetched_at)
    known = article.article_id, page.outlet, when
    for key in line_keys(page.raw, cleaned.spans):
        yield (*known, *key)
    title = title_key(article.title)
    if title is not None:
        yield (*known, title, 0, "title", 0)
