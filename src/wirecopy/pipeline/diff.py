"""Two pages side by side: the whole way of a base, in a folder that is gone afterwards."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass, replace
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.compute as pc

from wirecopy.errors import UnreadableInput
from wirecopy.options import Options
from wirecopy.pipeline.batch.generation import settle
from wirecopy.pipeline.progress import quiet
from wirecopy.read import read_pages
from wirecopy.serve.views import Dossier, dossier
from wirecopy.store import BaseTables, add_pages, open_layout
from wirecopy.tables import SCHEMAS
from wirecopy.types import Page, Rejected

_OF_A_STORY = ("stories", "origins", "additions", "quotes", "entities", "events")


@dataclass(frozen=True, slots=True)
class _TwoPagesBase:
    """The tables of a base of two pages, told as one story whatever they share."""

    tables: BaseTables
    story_id: str

    def rows(self, table: str, column: str | None = None, values: Iterable[str] = ()) -> pa.Table:
        """Return the rows of a table, every story under one id."""
        if table not in _OF_A_STORY:
            return self.tables.rows(table, column, values)
        rows = self.tables.rows(table)
        same = pa.array([self.story_id] * rows.num_rows, pa.string())
        rows = rows.set_column(rows.schema.get_field_index("story_id"), "story_id", same).cast(SCHEMAS[table])
        wanted = pa.array(sorted(set(values)), pa.string())
        return rows if column is None else rows.filter(pc.is_in(rows[column], wanted))


def diff_files(a: str | os.PathLike[str], b: str | os.PathLike[str], options: Options) -> Dossier:
    """Return both files as one story: copies or not, what they share, and every difference if they are copies."""
    return diff_pages(single_page(a, options), single_page(b, options), options)


def diff_pages(a: Page, b: Page, options: Options) -> Dossier:
    """Return both pages as one story; differences are told from the first one."""
    # Every gram is kept and every share stored: two files are compared however little they share.
    copies = replace(options.copies, window=1, link_containment=0.0)
    pages = [a, b]
    if pages[0].page_id == pages[1].page_id:  # the same name and text in two folders, or one file named twice
        pages[1] = replace(pages[1], page_id=pages[1].page_id + "b")
    with TemporaryDirectory(prefix="wirecopy-diff-") as folder:
        layout = open_layout(os.path.join(folder, "base"), create=True)
        add_pages(layout, pages, lambda count: None)
        settle(layout, replace(options, copies=copies, base_page=pages[0].page_id), quiet)
        tables = BaseTables(layout)
        first = min(tables.rows("stories")["story_id"].to_pylist())
        story = dossier(_TwoPagesBase(tables, first), first)
    assert story is not None
    members = sorted(story.members, key=lambda member: member.page.page_id != pages[0].page_id)
    return replace(story, members=tuple(members))


def single_page(path: str | os.PathLike[str], options: Options) -> Page:
    """Return the one page of a file; raise UnreadableInput where it holds none or several."""
    pages = list(read_pages([path], options.read))
    if len(pages) == 1 and isinstance(pages[0], Page):
        return pages[0]
    if len(pages) == 1 and isinstance(pages[0], Rejected):
        raise UnreadableInput(os.fspath(path), pages[0].reason)
    why = f"it holds {len(pages)} pages, and a file of one page is needed"
    raise UnreadableInput(os.fspath(path), why, "Read it into a base instead: wirecopy run BASE INPUT...")
