"""The pages of a base: added once, in parts that never change, and taken down for good."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from wirecopy.ids import content_id
from wirecopy.store.fetches import Statements, encoded, fetch_rows, forget_fetches, restate
from wirecopy.store.layout import Layout, write_whole
from wirecopy.tables import SCHEMAS, dataset, empty, to_table
from wirecopy.types import Page, Rejected

PART_PAGES = 4096
PART_CHARACTERS = 64_000_000  # a part's pages are held in memory until it is written


@dataclass(frozen=True, slots=True)
class Added:
    """What one run's input came to."""

    new: int
    known: int
    rejected: int


def add_pages(layout: Layout, found: Iterable[Page | Rejected], seen: Callable[[int], None]) -> Added:
    """Commit new pages part by part, and every rejection; `seen` is called with the number read so far."""
    known = set(page_ids(layout))
    forgotten = forgotten_ids(layout)
    rejected: list[Rejected] = []
    used: set[str] = set()
    fresh: list[Page] = []
    new = again = characters = count = 0
    statements = Statements(part_files(layout))
    for count, page in enumerate(found, 1):
        seen(count)
        if isinstance(page, Rejected):
            rejected.append(page)
            continue
        if page.page_id in forgotten:
            rejected.append(Rejected(page.uri, "store", "taken down: it was forgotten on request"))
            continue
        used.add(page.uri)
        if page.page_id in known:
            again += 1
            statements.known(page)
            continue
        if not page.raw and page.source is None:  # a fetch of a page that is no longer there
            continue
        statements.new(page)
        known.add(page.page_id)
        fresh.append(page)
        new, characters = new + 1, characters + len(page.raw)
        if len(fresh) >= PART_PAGES or characters >= PART_CHARACTERS:
            _write_part(layout, fresh)
            fresh, characters = [], 0
    _write_part(layout, fresh)
    restate(layout, part_files(layout), statements.again)
    _keep_rejected(layout, rejected, used)
    return Added(new, again, len(rejected))


def page_ids(layout: Layout) -> list[str]:
    """Return the ids of every page of the base, sorted."""
    files = part_files(layout)
    if not files:
        return []
    ids: list[str] = dataset(files).to_table(columns=["page_id"])["page_id"].to_pylist()
    return sorted(ids)


def part_files(layout: Layout) -> list[str]:
    """Return the paths of the page parts, sorted."""
    return sorted(str(path) for path in layout.pages.glob("part-*.parquet"))


def forgotten_ids(layout: Layout) -> frozenset[str]:
    """Return the ids of pages that were taken down."""
    return frozenset(layout.forgotten.read_text("ascii").split()) if layout.forgotten.exists() else frozenset()


def forget_page(layout: Layout, page_id: str) -> None:
    """Put a page on the list of those taken down: its id, a hash that tells nothing, so that it stays out."""
    ids = sorted(forgotten_ids(layout) | {page_id})
    write_whole(layout.forgotten, "\n".join(ids).encode("ascii"))


def purge(layout: Layout) -> None:
    """Write anew every part that holds a page taken down, without it; a kill in between is mended by the next."""
    forgotten = pa.array(sorted(forgotten_ids(layout)), pa.string())
    if not len(forgotten):
        return
    for path in part_files(layout):
        held = pc.is_in(pq.read_table(path, columns=["page_id"])["page_id"], forgotten)
        if pc.any(held).as_py():
            kept = pq.read_table(path).filter(pc.invert(held))
            if kept.num_rows:
                _write_table(layout, kept)
            Path(path).unlink()
    forget_fetches(layout, forgotten_ids(layout))


def bring_up(layout: Layout) -> None:
    """Give every part of an earlier wirecopy the columns of today: those it lacks are null."""
    for path in part_files(layout):
        if not pq.read_schema(path).equals(SCHEMAS["pages"]):
            write_whole(Path(path), encoded(_of_today("pages", path)))
    if layout.fetches.exists() and not pq.read_schema(layout.fetches).equals(SCHEMAS["fetches"]):
        write_whole(layout.fetches, encoded(fetch_rows(layout)))
    if layout.rejected.exists() and not pq.read_schema(layout.rejected).equals(SCHEMAS["rejected"]):
        _replace(layout, rejected_rows(layout))


def _of_today(name: str, path: str | Path) -> pa.Table:
    return dataset(path, schema=SCHEMAS[name]).to_table()


def rejected_rows(layout: Layout) -> pa.Table:
    """Return the input that could not be used, with the reasons."""
    return _of_today("rejected", layout.rejected) if layout.rejected.exists() else empty("rejected")


def _keep_rejected(layout: Layout, rejected: Iterable[Rejected], used: set[str]) -> None:
    """Join this run's rejections with the earlier ones; input that has been read since is no longer rejected."""
    earlier = _records(rejected_rows(layout))
    rows = {row for row in chain(earlier, rejected) if row.uri not in used}
    ordered = sorted(rows, key=lambda row: (row.uri, row.stage, row.reason))
    _replace(layout, to_table("rejected", ordered))


def _records(rows: pa.Table) -> Iterator[Rejected]:
    for row in rows.to_pylist():
        yield Rejected(**row)


def _replace(layout: Layout, table: pa.Table) -> None:
    write_whole(layout.rejected, encoded(table))


def _write_part(layout: Layout, pages: list[Page]) -> None:
    if pages:
        _write_table(layout, to_table("pages", pages))


def _write_table(layout: Layout, table: pa.Table) -> None:
    name = content_id("part", *table["page_id"].to_pylist()).replace("_", "-")
    write_whole(layout.pages / f"{name}.parquet", encoded(table.cast(SCHEMAS["pages"])))
