"""Pages that were fetched again or with other metadata: each stays one page, whatever the order they came in."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from wirecopy.ids import content_id
from wirecopy.parquet_layout import layout_of
from wirecopy.store.layout import Layout, write_whole
from wirecopy.tables import SCHEMAS, dataset, empty, from_table, to_table
from wirecopy.types import Fetch, Page

_OF_THE_TEXT = ("page_id", "media_type", "raw", "source")
STATED = tuple(field.name for field in fields(Page) if field.name not in _OF_THE_TEXT)
"""What two fetches of one page may state differently."""
_FACTS = tuple(name for name in STATED if name not in ("uri", "fetched_at"))


class Statements:
    """What the pages of a base state, by a number each, to tell a page fetched again from the same input read again."""

    def __init__(self, parts: Sequence[str]) -> None:
        self._parts, self._of_base = parts, False
        self._marks: dict[str, int] = {}
        self.again: dict[str, list[Page]] = {}
        """The pages that are known and state something else, by id; their texts left out."""

    def new(self, page: Page) -> None:
        """Take note of a page that the base does not have."""
        self._marks[page.page_id] = _mark(page)

    def note(self, page: Page) -> None:
        """Take note of a page that the base has."""
        if page.page_id not in self._marks and not self._of_base:
            self._of_base = True
            self._marks = {**dict(_stated_marks(self._parts)), **self._marks}
        if self._marks.get(page.page_id) != _mark(page):
            self.again.setdefault(page.page_id, []).append(replace(page, raw="", source=None))


def _mark(page: Page) -> int:
    return hash(tuple(getattr(page, name) for name in STATED))


def _stated_marks(parts: Iterable[str]) -> Iterator[tuple[str, int]]:
    for path in parts:
        for batch in pq.ParquetFile(path).iter_batches(columns=["page_id", *STATED]):
            columns = [batch.column(name).to_pylist() for name in STATED]
            for page_id, *stated in zip(batch.column("page_id").to_pylist(), *columns, strict=True):
                yield page_id, hash(tuple(stated))


def restate(layout: Layout, parts: Sequence[str], again: Mapping[str, Sequence[Page]]) -> None:
    """Merge what pages state anew into what they stated before, and keep when each was fetched.

    Of facts that differ the smallest stays, of fetches the first; a page that has several has a row for each. The rows
    are written before the pages and the marks after them: a run that is killed in between is made good by the next.
    """
    if not again:
        return
    held = [(path, _stated_again(path, again)) for path in parts]
    fetches = {*from_table(fetch_rows(layout), Fetch)}
    for _, pages in held:
        for page in pages:
            fetches.update(
                Fetch(fetched.page_id, fetched.fetched_at, fetched.uri) for fetched in (page, *again[page.page_id])
            )
    _keep_fetches(layout, fetches)
    marks = restated_marks(layout)
    for path, pages in held:
        whole = {page.page_id: merge([page, *again[page.page_id]]) for page in pages}
        if any(whole[page.page_id] != page for page in pages):
            rows = from_table(pq.read_table(path), Page)
            table = to_table("pages", [merge([page, *again.get(page.page_id, ())]) for page in rows])
            write_whole(Path(path), encoded(table))
        marks |= {page.page_id: content_id("m", *(getattr(page, name) for name in STATED)) for page in whole.values()}
    _keep_marks(layout, marks)


def _stated_again(path: str, again: Mapping[str, Sequence[Page]]) -> list[Page]:
    """Return the pages of a part that were fetched again, without their texts."""
    wanted = pa.array(sorted(again), pa.string())
    table = pq.read_table(path, columns=["page_id", "media_type", *STATED])
    table = table.filter(pc.is_in(table["page_id"], wanted))
    texts = {"raw": pa.repeat("", table.num_rows), "source": pa.nulls(table.num_rows, pa.binary())}
    for name, column in texts.items():
        table = table.append_column(name, column)
    return list(from_table(table, Page))


def merge(pages: Sequence[Page]) -> Page:
    """Return one page of several with one text: the first fetch, of other facts the smallest that is stated."""
    first = min(pages, key=lambda page: (page.fetched_at is None, page.fetched_at or "", page.uri))
    facts: dict[str, Any] = {
        name: min(filter(None, (getattr(page, name) for page in pages)), default=None) for name in _FACTS
    }
    return replace(pages[0], uri=first.uri, fetched_at=first.fetched_at, **facts)


def forget_fetches(layout: Layout, forgotten: frozenset[str]) -> None:
    """Leave nothing of the fetches of pages taken down."""
    fetches = [fetch for fetch in from_table(fetch_rows(layout), Fetch) if fetch.page_id not in forgotten]
    marks = {page_id: mark for page_id, mark in restated_marks(layout).items() if page_id not in forgotten}
    if layout.fetches.exists():
        _keep_fetches(layout, fetches)
        _keep_marks(layout, marks)


def fetch_rows(layout: Layout) -> pa.Table:
    """Return the fetches of pages that were fetched more than once."""
    if not layout.fetches.exists():
        return empty("fetches")
    return dataset(layout.fetches, schema=SCHEMAS["fetches"]).to_table()


def restated_marks(layout: Layout) -> dict[str, str]:
    """Return a mark of what each page states that was restated: with the ids it tells one state of the base's pages."""
    lines = layout.restated.read_text("ascii").splitlines() if layout.restated.exists() else []
    return dict(line.split(" ", 1) for line in lines)


def _keep_fetches(layout: Layout, fetches: Iterable[Fetch]) -> None:
    ordered = sorted(fetches, key=lambda f: (f.page_id, f.fetched_at or "", f.uri))
    write_whole(layout.fetches, encoded(to_table("fetches", ordered)))


def _keep_marks(layout: Layout, marks: Mapping[str, str]) -> None:
    write_whole(layout.restated, "".join(f"{page_id} {marks[page_id]}\n" for page_id in sorted(marks)).encode("ascii"))


def encoded(table: pa.Table) -> bytes:
    """Return a table as a Parquet file."""
    sink = io.BytesIO()
    pq.write_table(table, sink, write_page_checksum=True, **layout_of(table.schema))
    return sink.getvalue()
