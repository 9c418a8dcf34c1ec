"""The pages that came in one at a time and wait for the next run to settle them."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from wirecopy.store.layout import reading_uri

_COLUMNS = "number, page_id, uri, outlet, fetched_at, url, title, published, substr(raw, 1, 300)"


@dataclass(frozen=True, slots=True)
class Incoming:
    """A page that waits; `number` grows with each."""

    number: int
    page_id: str
    uri: str
    outlet: str | None
    fetched_at: str | None
    url: str | None
    title: str | None
    published: str | None
    opening: str

    @property
    def label(self) -> str:
        """Return the page's title, else the first line of its text."""
        lines = (line.strip() for line in (self.title or "", *self.opening.splitlines()))
        return next((line for line in lines if line), self.uri)


def incoming(path: Path, after: int, limit: int) -> tuple[Incoming, ...]:
    """Return the waiting pages with a number above `after`, newest first."""
    query = f"SELECT {_COLUMNS} FROM incoming WHERE number > ? ORDER BY number DESC LIMIT ?"
    return tuple(Incoming(*row) for row in _rows(path, query, (after, limit)))


def inbox_state(path: Path) -> tuple[int, int]:
    """Return how many pages wait, and the number of the newest."""
    rows = _rows(path, "SELECT COUNT(*), COALESCE(MAX(number), 0) FROM incoming", ())
    return (int(rows[0][0]), int(rows[0][1])) if rows else (0, 0)


def _rows(path: Path, query: str, values: tuple[int, ...]) -> list[tuple[Any, ...]]:
    if not path.exists():
        return []
    with closing(sqlite3.connect(reading_uri(path), uri=True, timeout=5)) as connection:
        try:
            return connection.execute(query, values).fetchall()
        except sqlite3.OperationalError:  # no page ever came in one at a time
            return []
