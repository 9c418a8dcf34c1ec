"""Takedowns: pages, an address or an outlet gone from every file of a base, whenever a kill comes in between.

What is to go is written down first. Every step can be done again; the last takes the note away. So whoever opens the
base next ends what was begun, and until the new tables stand, readers see the old ones and not an empty base.
"""

from __future__ import annotations

import json
import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing, suppress
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path

from wirecopy.addresses import without_tracking
from wirecopy.errors import BadOption, BaseBusy, NotFound
from wirecopy.options import ReadOptions
from wirecopy.pipeline.batch.generation import index_texts, settle, summary
from wirecopy.pipeline.batch.run_options import settled_options
from wirecopy.pipeline.batch.stories.history import remember
from wirecopy.pipeline.plugins import kept_answers, plugin_name
from wirecopy.pipeline.progress import Progress, Summary, quiet
from wirecopy.read import WarcRecord, response_page
from wirecopy.store import (
    ArchivedRecord,
    BaseTables,
    Intake,
    Layout,
    Takedown,
    add_pages,
    begin_takedown,
    clear_waiting,
    drop_index,
    end_takedown,
    forget_corrections,
    forget_fetched,
    forget_rejected,
    forget_waiting,
    forgotten_marks,
    keep_out,
    outlet_mark,
    pending_takedown,
    purge_pages,
    search,
    upgrade_pages,
    url_mark,
    waiting_fetches,
    waiting_pages,
    wipe_database,
    writing,
)
from wirecopy.text.words_in_a_row import WordRows
from wirecopy.types import Page

_TRIES, _WAIT_SECONDS = 20, 0.25  # readers of the search index are gone in a moment


@dataclass(frozen=True, slots=True)
class TakedownRequest:
    """What is to be taken down: a page by its id or the beginning of one, an address, or an outlet."""

    page: str | None = None
    url: str | None = None
    outlet: str | None = None

    def __post_init__(self) -> None:
        named = [name for name in (self.page, self.url, self.outlet) if name]
        if len(named) != 1:
            raise BadOption("what to forget", " ".join(named), "one page, one address or one outlet")


def take_down(layout: Layout, wanted: TakedownRequest, progress: Progress | None = None) -> Summary:
    """Take pages down for good, and work out anew what others still carry; raise NotFound where there are none."""
    with writing(layout):
        finish(layout, progress)
        layout.generation()  # of an earlier wirecopy it is brought up first
        takedown = _takedown(layout, wanted)
        if takedown.page_ids:
            begin_takedown(layout, takedown)
            finish(layout, progress)
        return summary(layout, Intake(0, 0, 0))


def finish_pending(layout: Layout, progress: Progress | None = None) -> None:
    """End a takedown that was cut off; where another process writes the base, it does."""
    try:
        with writing(layout):
            finish(layout, progress)
    except BaseBusy:
        return


def end_publishing(layout: Layout) -> None:
    """Build the search index and tell the history of a generation whose run was killed as soon as it was published."""
    with suppress(BaseBusy, OSError), writing(layout):
        remember(layout)
        if search.indexed_generation(layout.live) != layout.generation():
            index_texts(layout)


def finish(layout: Layout, progress: Progress | None = None) -> None:
    """Do what is left of the takedown that was begun; the writer's lock is held. Each step may be done again."""
    takedown = pending_takedown(layout)
    if takedown is None:
        return
    keep_out(layout, takedown)
    forget_waiting(layout.live, takedown.page_ids)
    _forget_archived(layout, takedown)
    for name in takedown.answers:
        (layout.answers / name).unlink(missing_ok=True)
    forget_corrections(layout, takedown.page_ids)
    forget_rejected(layout, takedown.uris)
    upgrade_pages(layout)
    purge_pages(layout)
    add_pages(layout, chain(waiting_pages(layout.live), waiting_fetches(layout.live)), lambda count: None)
    clear_waiting(layout.live)
    drop_index(layout.live)  # it holds the pages' words; it is built anew when it is next asked
    settle(layout, settled_options(layout), progress or quiet)
    layout.drop_others()
    layout.drop_set_aside()
    _wipe_index(layout)
    end_takedown(layout)


def _takedown(layout: Layout, wanted: TakedownRequest) -> Takedown:
    """Return the pages to take down, with every address and mark they go by; none that is gone already."""
    pages = [
        *_settled_pages(layout, wanted),
        *(page for page in waiting_pages(layout.live) if _is_wanted(page, wanted)),
    ]
    ids = sorted({page.page_id for page in pages})
    if wanted.page is not None:
        ids = _single_page(ids, wanted.page, forgotten_marks(layout))
        pages = [page for page in pages if page.page_id in ids]
    marks = [url_mark(wanted.url)] if wanted.url else [outlet_mark(wanted.outlet)] if wanted.outlet else []
    if not pages and wanted.page is None:
        if not forgotten_marks(layout).isdisjoint(marks):
            return Takedown(())
        noun, name = ("address", wanted.url) if wanted.url else ("outlet", wanted.outlet)
        raise NotFound(str(noun), str(name), "Its pages are listed by: wirecopy export BASE pages")
    urls = {page.url for page in pages if page.url} | ({wanted.url} if wanted.url else set())
    uris = {page.uri for page in pages}
    return Takedown(tuple(ids), tuple(marks), tuple(sorted(urls)), tuple(sorted(uris)), _answers(layout, pages))


def _single_page(ids: list[str], wanted: str, forgotten: Iterable[str]) -> list[str]:
    if wanted in ids or len(ids) == 1:
        return [wanted] if wanted in ids else ids
    if not ids and wanted and any(mark.startswith(wanted) for mark in forgotten):
        return []
    hint = f"{len(ids)} begin so: give more of it." if ids else "List them: wirecopy export BASE pages"
    raise NotFound("page", wanted, hint)


def _settled_pages(layout: Layout, wanted: TakedownRequest) -> list[Page]:
    """Return the pages of the parts that are wanted, without the bytes they were saved as."""
    tables = BaseTables(layout)
    ids: set[str] = set()
    named = [("page_id", wanted.page), ("url", wanted.url), ("outlet", wanted.outlet)]
    for column, value in named:
        if value:
            for table in ("pages", "articles"):  # an HTML page's own address and outlet are found by cleaning it
                rows = tables.columns(table, list(dict.fromkeys(["page_id", column])))
                ids |= {str(row["page_id"]) for row in rows if _says(row[column], column, value)}
    if not ids:
        return []
    rows = tables.rows("pages", "page_id", ids)
    columns = [name for name in rows.column_names if name != "source"]
    return [Page(**row) for row in rows.select(columns).to_pylist()]


def _is_wanted(page: Page, wanted: TakedownRequest) -> bool:
    named = [("page_id", wanted.page), ("url", wanted.url), ("outlet", wanted.outlet)]
    return any(_says(getattr(page, column), column, value) for column, value in named if value)


def _says(stated: str | None, column: str, value: str) -> bool:
    if stated is None:
        return False
    if column == "page_id":
        return stated.startswith(value)
    if column == "url":
        return without_tracking(stated) == without_tracking(value)
    return stated.casefold() == value.casefold()


def _answers(layout: Layout, taken_pages: Iterable[Page]) -> tuple[str, ...]:
    """Return the names of the files that keep what a plug-in answered to the texts of pages, today's or earlier."""
    if not layout.answers.exists():
        return ()
    pages = list(taken_pages)
    texts = WordRows.of(page.raw for page in pages)
    names = {path.name for path in layout.answers.iterdir() if texts.stand_in(_answer(path))}
    options = settled_options(layout).facts
    if options.plugin:
        ids = {page.page_id for page in pages}
        answers_to = partial(kept_answers, layout.answers, plugin_name(options))
        rows = BaseTables(layout).columns("articles", ["page_id", "body"])
        names |= {path.name for row in rows if row["page_id"] in ids for path in answers_to(str(row["body"]))}
        names -= {path.name for row in rows if row["page_id"] not in ids for path in answers_to(str(row["body"]))}
    return tuple(sorted(names))


def _answer(path: Path) -> str:
    """Return an answer with its letters as they are read, not as JSON writes them."""
    text = path.read_text("utf-8", "replace")
    try:
        return json.dumps(json.loads(text), ensure_ascii=False)
    except ValueError:
        return text


def _forget_archived(layout: Layout, takedown: Takedown) -> None:
    ids, urls = (
        frozenset(takedown.page_ids),
        {without_tracking(url) for url in takedown.urls if url_mark(url) in takedown.marks},
    )

    def goes(record: ArchivedRecord) -> bool:
        if record.url is None:
            return False
        if without_tracking(record.url) in urls:
            return True
        asked = WarcRecord(0, record.url, record.fields.get("warc-date"), record.block)
        page = response_page("", asked, ReadOptions())
        return isinstance(page, Page) and page.page_id in ids

    forget_fetched(layout, takedown.urls, goes)


def _wipe_index(layout: Layout) -> None:
    """Write the search index anew, so that nothing that was deleted from it is left in its free pages or its log."""
    for _ in range(_TRIES):
        with suppress(sqlite3.OperationalError), closing(sqlite3.connect(layout.live, isolation_level=None)) as opened:
            if wipe_database(opened):
                return
        time.sleep(_WAIT_SECONDS)
    raise BaseBusy(str(layout.root))
