"""The check of a whole base: every part can be read and is as it was written, indexes fit, the promises hold.

What is made from the pages can be made again; a page whose part is damaged cannot, and is to be given again.
"""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pyarrow as pa
import pyarrow.parquet as pq

from wirecopy.engine.contract import SUCCESS, Stage, finished
from wirecopy.engine.duck import DuckEngine
from wirecopy.errors import WirecopyError
from wirecopy.pipeline.batch.generation import index_texts, settle
from wirecopy.pipeline.batch.run_options import asked_options, note_options, settled_options
from wirecopy.pipeline.batch.stories.history import history
from wirecopy.pipeline.progress import Progress, quiet
from wirecopy.store import (
    LOOKUP_FOLDER,
    LOOKUP_KEYS,
    MARK,
    BaseTables,
    Layout,
    add_pages,
    changed_files,
    damaged_parts,
    open_lookup,
    part_name,
    read_corrections,
    reading_uri,
    search,
    set_part_aside,
    upgrade_pages,
    waiting_pages,
    writing,
)
from wirecopy.tables import SCHEMAS

Mending = Literal["set aside", "put away", "written anew", "run anew", "search", "lookup"]
MENDING: dict[Mending, str] = {
    "set aside": "the part is set aside and told in `rejected`: give its pages again",
    "put away": "it is put away as damaged-... and begun anew",
    "written anew": "it is written anew",
    "run anew": "every table is made anew from the pages",
    "search": "the search index is built anew",
    "lookup": "the tables are laid out anew when they are next read",
}
"""What `--repair` does."""

_PARTS = """
WITH cut AS (SELECT article_id, start, "end", LAG("end", 1, 0) OVER (PARTITION BY article_id ORDER BY start) AS before
  FROM spans)
SELECT COUNT(*) FROM (SELECT article_id, BOOL_AND(start = before AND "end" > start) AS whole, MAX("end") AS last
  FROM cut GROUP BY article_id) AS told
FULL JOIN (SELECT article_id, LENGTH(raw) AS size FROM articles JOIN pages USING (page_id)) AS texts USING (article_id)
WHERE size IS NULL OR (size > 0 AND (whole IS NULL OR NOT whole OR last <> size))
"""
_RAW = "(SELECT article_id, raw FROM articles JOIN pages USING (page_id))"
PROMISES = {
    "every article has its page": "SELECT COUNT(*) FROM articles ANTI JOIN pages USING (page_id)",
    "every page is an article or rejected": "SELECT ABS((SELECT COUNT(*) FROM pages) - (SELECT COUNT(*) FROM articles)"
    " - (SELECT COUNT(*) FROM clean_rejected))",
    "the spans of an article partition its raw text": _PARTS,
    "every article stands in one story": "SELECT COUNT(*) FROM (SELECT article_id, COUNT(story_id) AS stories"
    " FROM articles LEFT JOIN stories USING (article_id) GROUP BY article_id) WHERE stories <> 1",
    "every fact stands in the text of its article": "SELECT COUNT(*) FROM mentions LEFT JOIN"
    f' {_RAW} AS texts USING (article_id) WHERE raw IS NULL OR start < 0 OR "end" < start OR "end" > LENGTH(raw)',
    "every edit is a slice of its article": f"SELECT COUNT(*) FROM edits LEFT JOIN {_RAW} AS texts USING (article_id)"
    ' WHERE raw IS NULL OR SUBSTRING(raw, start + 1, "end" - start) <> text',
    "every member of a family is an article": "SELECT COUNT(*) FROM families ANTI JOIN articles USING (article_id)",
}
"""What the tables promise, each with the query that counts the rows that break it."""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a base: where, what, and how it is mended (null: it cannot be)."""

    place: str
    wrong: str
    mending: Mending | None = None

    @property
    def line(self) -> str:
        """Return it in a line for people."""
        return f"{self.place}: {self.wrong}" + (f" ({MENDING[self.mending]})" if self.mending else "")


def verify(layout: Layout, progress: Progress | None = None) -> tuple[Finding, ...]:
    """Return what is wrong with a base, nothing where all of it can be read and keeps what it promises."""
    if layout.is_older():
        maker = layout.made_by() or "before 0.1"
        return (Finding("the tables", f"made by wirecopy {maker}, in another form", "run anew"),)
    tell = progress or quiet
    findings: list[Finding] = []
    for name, look in _LOOKS.items():
        if name == "promises" and findings:
            continue  # of what cannot be read nothing can be counted
        tell(name, 0, None)
        findings += look(layout)
    return tuple(findings)


def repair(layout: Layout, progress: Progress | None = None) -> tuple[Finding, ...]:
    """Mend what can be mended, and return what was wrong; raise BaseBusy while another process writes."""
    with writing(layout):
        layout.sweep()
        findings = verify(layout, progress)
        wanted = {finding.mending for finding in findings}
        options = settled_options(layout)
        for finding in findings:
            if finding.mending == "put away":
                (layout.root / finding.place).rename(layout.root / f"damaged-{finding.place}")
        if "written anew" in wanted:
            layout.mend_mark()
            note_options(layout, asked_options(layout))
        if "set aside" in wanted:
            for path, why in damaged_parts(layout):
                set_part_aside(layout, path, why)
        if not _is_sound(layout.live):
            _take_away(layout)
        if wanted & {"set aside", "run anew"}:
            upgrade_pages(layout)
            layout.drop_generations()
        if "lookup" in wanted:
            shutil.rmtree(_laid_out(layout), ignore_errors=True)
        settle(layout, options, progress or quiet)
        if "search" in wanted:
            index_texts(layout)
    return findings


def _look_at_parts(layout: Layout) -> Iterator[Finding]:
    seen: set[str] = set()
    damaged = dict(damaged_parts(layout))
    for path, why in damaged.items():
        yield Finding(_relative_name(layout, path), why, "set aside")
    for path in sorted(layout.pages.glob("part-*.parquet")):
        if path in damaged:
            continue
        ids = pq.read_table(path, columns=["page_id"])["page_id"].to_pylist()
        if part_name(ids) != path.stem:
            yield Finding(_relative_name(layout, path), "its name is not that of its pages: pages of it are missing")
        if not seen.isdisjoint(ids):
            yield Finding(_relative_name(layout, path), "it holds pages that another part holds too", "run anew")
        seen.update(ids)


def _look_at_notes(layout: Layout) -> Iterator[Finding]:
    reading: dict[Path, Callable[[], object]] = {
        layout.rejected: lambda: pq.read_table(layout.rejected), layout.fetches: lambda: pq.read_table(layout.fetches),
        layout.root / "corrections.jsonl": lambda: read_corrections(layout),
        layout.root / "history.jsonl": lambda: history(layout),
    }  # fmt: skip
    for path, read in reading.items():
        try:
            _ = read() if path.exists() else None
        except (OSError, ValueError, TypeError, WirecopyError, pa.ArrowException) as error:
            mending: Mending | None = None if path.name == "corrections.jsonl" else "put away"  # the user mends a line
            yield Finding(_relative_name(layout, path), f"cannot be read: {_error_text(error)}", mending)
    for name, is_sound in ((MARK, layout.format() is not None), (layout.options.name, _is_json(layout.options))):
        if not is_sound:
            yield Finding(name, "cannot be read", "written anew")


def _look_at_tables(layout: Layout) -> Iterator[Finding]:
    generation = layout.generation()
    if generation is None:
        return
    folder = layout.stages / generation
    for name in SCHEMAS.keys() - {"pages", "fetches", "rejected"}:
        if finished(folder, name) is None:
            yield Finding(f"table {name}", "it is missing", "run anew")
    paths = set()
    for path, wrong in changed_files(layout, generation):
        paths.add(path)
        yield Finding(_relative_name(layout, path), wrong, "run anew")
    for path in sorted(folder.glob("*/part-*.parquet")):
        if path not in paths and (why := _unreadable(path)):
            yield Finding(_relative_name(layout, path), why, "run anew")


def _look_at_promises(layout: Layout) -> Iterator[Finding]:
    generation = layout.generation()
    if generation is None or not any(layout.pages.glob("part-*")):
        return
    folder = layout.stages / generation
    stages = {name: stage for name in (*SCHEMAS, "clean_rejected") if (stage := finished(folder, name))}
    stages["pages"] = Stage("pages", layout.pages)
    engine = DuckEngine(folder)
    for promise, query in PROMISES.items():
        asked = {name: stage for name, stage in stages.items() if name in query}
        if broken := engine.scalar(query, **asked):
            yield Finding("the tables", f"{broken:,} rows break the promise that {promise}", "run anew")


def _look_at_indexes(layout: Layout) -> Iterator[Finding]:
    generation = layout.generation() or ""
    if not _is_sound(layout.live):
        yield Finding(layout.live.name, "the database is damaged: pages that wait in it may be lost", "search")
        return
    if generation and search.indexed_generation(layout.live) != generation:
        yield Finding(layout.live.name, "the search index is not that of the tables", "search")


def _look_at_layout(layout: Layout) -> Iterator[Finding]:
    folder = _laid_out(layout)
    if not (folder / SUCCESS).exists():
        return
    tables = BaseTables(layout)
    try:
        opened = open_lookup(tables)
        for name in LOOKUP_KEYS:
            count = sum(pq.read_metadata(path).num_rows for path in tables.files(name))
            if opened.rows(name).num_rows != count:
                yield Finding(_relative_name(layout, folder), f"{name} has other rows than the table", "lookup")
    except (OSError, ValueError, KeyError, WirecopyError, pa.ArrowException) as error:
        yield Finding(_relative_name(layout, folder), f"cannot be read: {_error_text(error)}", "lookup")


_LOOKS: dict[str, Callable[[Layout], Iterator[Finding]]] = {
    "parts": _look_at_parts, "notes": _look_at_notes, "tables": _look_at_tables, "promises": _look_at_promises,
    "indexes": _look_at_indexes, "layout": _look_at_layout,
}  # fmt: skip


def _laid_out(layout: Layout) -> Path:
    return layout.stages / (layout.published() or "none") / LOOKUP_FOLDER


def _unreadable(path: Path) -> str | None:
    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches():
                batch.validate()
    except (OSError, ValueError, pa.ArrowException) as error:
        return f"cannot be read: {_error_text(error)}"
    return None


def _is_json(path: Path) -> bool:
    try:
        return not path.exists() or isinstance(json.loads(path.read_bytes()), dict)
    except ValueError:
        return False


def _is_sound(path: Path) -> bool:
    if not path.exists():
        return True
    try:
        with closing(sqlite3.connect(reading_uri(path), uri=True, timeout=10)) as connection:
            return bool(connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok")
    except sqlite3.OperationalError:  # another process holds it: it can be read then
        return True
    except sqlite3.DatabaseError:
        return False


def _take_away(layout: Layout) -> None:
    """Give the database another name; the pages that wait in it are taken in as far as they can be read."""
    with suppress(sqlite3.DatabaseError):
        add_pages(layout, waiting_pages(layout.live), lambda count: None)
    for name in ("", "-wal", "-shm"):
        path = layout.live.with_name(layout.live.name + name)
        if path.exists():
            os.replace(path, path.with_name(f"{path.name}.damaged"))


def _relative_name(layout: Layout, path: Path) -> str:
    return path.relative_to(layout.root).as_posix()


def _error_text(error: Exception) -> str:
    return " ".join(str(error).split())[:200] or type(error).__name__
