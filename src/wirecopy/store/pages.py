"""The pages of a base: added once, in parts that never change, and taken down for good."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from wirecopy.ids import content_id
from wirecopy.store.fetches import Statements, encoded, fetch_rows, forget_fetches, restate
from wirecopy.store.layout import Layout, write_whole
from wirecopy.store.takedown import forgotten_marks, is_forgotten
from wirecopy.tables import SCHEMAS, dataset, empty, to_table
from wirecopy.types import Page, Rejected

TAKEN_DOWN = "taken down: it was forgotten on request"
_BATCH_ROWS = 512
PART_PAGES = 4096
PART_CHARACTERS = 64_000_000  # a part's pages are held in memory until it is written


@dataclass(frozen=True, slots=True)
class Intake:
    """What one run's input came to."""

    new: int
    known: int
    rejected: int


def add_pages(layout: Layout, found: Iterable[Page | Rejected], seen: Callable[[int], None]) -> Intake:
    """Commit new pages part by part, and every rejection; `seen` is called with the number read so far."""
    ids = set(page_ids(layout))
    forgotten = forgotten_marks(layout)
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
        if is_forgotten(page, forgotten):
            rejected.append(Rejected(page.uri, "store", TAKEN_DOWN))
            continue
        used.add(page.uri)
        if page.page_id in ids:
            again += 1
            statements.note(page)
            continue
        if not page.raw and page.source is None:  # a fetch of a page that is no longer there
            continue
        statements.new(page)
        ids.add(page.page_id)
        fresh.append(page)
        new, characters = new + 1, characters + len(page.raw)
        if len(fresh) >= PART_PAGES or characters >= PART_CHARACTERS:
            _write_part(layout, fresh)
            fresh, characters = [], 0
    _write_part(layout, fresh)
    restate(layout, part_files(layout), statements.again)
    _keep_rejected(layout, rejected, used)
    return Intake(new, again, len(rejected))


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


def purge_pages(layout: Layout) -> None:
    """Write anew every part that holds a page taken down, without it; a kill in between is mended by the next."""
    forgotten = pa.array(sorted(forgotten_marks(layout)), pa.string())
    if not len(forgotten):
        return
    for path in part_files(layout):
        held = pc.is_in(pq.read_table(path, columns=["page_id"])["page_id"], forgotten)
        if pc.any(held).as_py():
            rest = pq.read_table(path).filter(pc.invert(held))
            if rest.num_rows:
                _write_table(layout, rest)
            Path(path).unlink()
    forget_fetches(layout, forgotten_marks(layout))


def forget_rejected(layout: Layout, uris: Iterable[str]) -> None:
    """Leave nothing of what could not be used under these addresses."""
    held = rejected_rows(layout)
    gone = pc.is_in(held["uri"], pa.array(sorted(set(uris)), pa.string()))
    if pc.any(gone).as_py():
        _replace(layout, held.filter(pc.invert(gone)))


def upgrade_pages(layout: Layout) -> None:
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


def damaged_parts(layout: Layout) -> Iterator[tuple[Path, str]]:
    """Yield the parts that cannot be read or are not as they were written, each with the reason."""
    for name in part_files(layout):
        try:
            with pq.ParquetFile(name, page_checksum_verification=True) as file:
                for batch in file.iter_batches(_BATCH_ROWS):
                    batch.validate()
        except (OSError, ValueError, pa.ArrowException) as error:
            yield Path(name), f"cannot be read: {' '.join(str(error).split())[:200]}"


def set_part_aside(layout: Layout, part: Path, why: str) -> None:
    """Take a damaged part out of the base; it stays in its folder under another name, and `rejected` tells of it."""
    rejected = Rejected(f"pages/{part.name}", "store", f"damaged, its pages are to be given again: {why}")
    _keep_rejected(layout, [rejected], set())
    part.rename(part.with_name(f"damaged-{part.name}"))


def _keep_rejected(layout: Layout, rejected: Iterable[Rejected], used: set[str]) -> None:
    """Join this run's rejections with the earlier ones; input that has been read since is no longer rejected.

    Rows of one name are several: of one that was read and one that was not, in the same run, both are told.
    """
    earlier = (row for row in _records(rejected_rows(layout)) if row.uri not in used)
    ordered = sorted({*earlier, *rejected}, key=lambda row: (row.uri, row.stage, row.reason, row.row or 0))
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
    name = part_name(table["page_id"].to_pylist())
    write_whole(layout.pages / f"{name}.parquet", encoded(table.cast(SCHEMAS["pages"])))


def part_name(ids: Iterable[str]) -> str:
    """Return the name of the part that holds these pages."""
    return content_id("part", *ids).replace("_", "-")
