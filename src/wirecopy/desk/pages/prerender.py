"""Story pages made ahead: a child makes those of a new generation, newest first, and readers find them made.

They lie packed in one file beside the generation's layout for reading, and go with the generation.
"""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from wirecopy.api import NewsBase
from wirecopy.desk.desk import Desk
from wirecopy.desk.http_errors import Refusal
from wirecopy.desk.options import DeskOptions
from wirecopy.desk.snapshot import Opened, SnapshotShelf
from wirecopy.errors import WirecopyError

MOST_BYTES = 512_000_000
"""Packed pages laid by; the newest sixty thousand stories or so. Those beyond are made when they are asked for."""
NICE = 10  # answers go first, the index second
_BATCH = 32  # pages written at once


@dataclass(frozen=True, slots=True)
class Ahead:
    """The pages made ahead for one desk."""

    desk: Desk

    def get(self, opened: Opened, story_id: str) -> bytes | None:
        """Return a story's page, packed; null when it has not been made."""
        path = place(self.desk, opened)
        if path is None or not path.exists():
            return None
        try:
            with _connected(path) as connection:
                found = connection.execute("SELECT body FROM pages WHERE story_id = ?", (story_id,)).fetchone()
        except sqlite3.Error:  # being begun, or taken away with its generation
            return None
        return bytes(found[0]) if found else None

    def due(self) -> bool:
        """Return whether pages of the shown generation are still to be made."""
        path = place(self.desk, self.desk.shelf.opened())
        if path is None:
            return False
        if not path.exists():
            return True
        with _connected(path) as connection:
            return not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'complete'").fetchall()


def place(desk: Desk, opened: Opened) -> Path | None:
    """Return the file of the pages made ahead: another one for each version, name of the base and set of templates.

    Null where the base cannot be written.
    """
    folder = opened.lookup.folder
    layout = desk.base.tables.layout
    if folder is None or layout.stages not in folder.parents or not os.access(folder, os.W_OK):
        return None
    return folder / f"pages-{desk.stamp}.sqlite"


def make_pages(base: NewsBase) -> None:
    """Make the pages of every story, newest first, until all are there or the base has another generation."""
    os.nice(NICE)
    desk = Desk(base, DeskOptions(), SnapshotShelf(base))
    opened = desk.shelf.opened()
    path = place(desk, opened)
    if path is None:
        return
    for older in set(path.parent.glob("pages-*.sqlite")) - {path}:
        older.unlink(missing_ok=True)
    with _connected(path) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("CREATE TABLE IF NOT EXISTS pages (story_id TEXT PRIMARY KEY, body BLOB NOT NULL)")
        known = {row[0] for row in connection.execute("SELECT story_id FROM pages")}
        held = connection.execute("SELECT coalesce(sum(length(body)), 0) FROM pages").fetchone()[0]
        wanted = opened.catalogue.newest()
        missing = [story_id for story_id in wanted if story_id not in known]
        for start in range(0, len(missing), _BATCH):
            if held > MOST_BYTES:
                break
            if desk.shelf.opened() is not opened:
                return
            rows = list(_made(desk, opened, missing[start : start + _BATCH]))
            held += sum(len(body) for _, body in rows)
            with connection:
                connection.execute("BEGIN")
                connection.executemany("INSERT OR REPLACE INTO pages VALUES (?, ?)", rows)
        connection.execute("CREATE TABLE IF NOT EXISTS complete (yes)")


def _made(desk: Desk, opened: Opened, story_ids: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    for story_id in story_ids:
        try:
            yield story_id, desk.story_page(opened, story_id)
        except (Refusal, WirecopyError, OSError):
            raise
        except Exception:  # whoever asks for it will be told
            logging.getLogger("wirecopy.desk").exception("the page of %s could not be made", story_id)


@contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None, timeout=1)) as connection:
        yield connection
