"""Pages made ahead: a child makes those most asked for of a new generation, and readers find them made.

They lie packed in one file beside the generation's layout for reading, by their addresses, and go with the generation.
"""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from wirecopy.desk.desk import Desk
from wirecopy.desk.snapshot import OpenGeneration


@dataclass(frozen=True, slots=True)
class PagesAhead:
    """The pages made ahead for one desk."""

    desk: Desk

    def get(self, opened: OpenGeneration, address: str) -> bytes | None:
        """Return the page of an address, packed; null when it has not been made."""
        path = place(self.desk, opened)
        if path is None or not path.exists():
            return None
        try:
            with connected(path) as connection:
                row = connection.execute("SELECT body FROM pages WHERE address = ?", (address,)).fetchone()
        except sqlite3.Error:  # being begun, or taken away with its generation
            return None
        return bytes(row[0]) if row else None

    def due(self) -> bool:
        """Return whether pages of the shown generation are still to be made."""
        path = place(self.desk, self.desk.shelf.opened())
        if path is None:
            return False
        if not path.exists():
            return True
        with connected(path) as connection:
            return not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'complete'").fetchall()


def place(desk: Desk, opened: OpenGeneration) -> Path | None:
    """Return the file of the pages made ahead: another one for each version, name of the base and set of templates.

    Null where the base cannot be written.
    """
    folder = opened.lookup.folder
    layout = desk.base.tables.layout
    if folder is None or layout.stages not in folder.parents or not os.access(folder, os.W_OK):
        return None
    return folder / f"pages-{desk.stamp}.sqlite"


@contextmanager
def connected(path: Path) -> Iterator[sqlite3.Connection]:
    """Give the file of the pages made ahead, closed behind the work."""
    with closing(sqlite3.connect(path, isolation_level=None, timeout=1)) as connection:
        yield connection
