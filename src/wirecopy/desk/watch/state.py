"""What a watch has still to do, kept on disk: it can be stopped and started at any moment."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from wirecopy.desk.watch.feeds import FeedEntry

Kind = Literal["feed", "page"]
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS tasks (url TEXT PRIMARY KEY, kind TEXT NOT NULL, due REAL, etag TEXT, modified TEXT,"
    " tries INTEGER NOT NULL DEFAULT 0, reason TEXT, published TEXT, author TEXT)",
    "CREATE INDEX IF NOT EXISTS tasks_due ON tasks (due)",
    "CREATE TABLE IF NOT EXISTS hosts (host TEXT PRIMARY KEY, robots TEXT, until REAL)",
    "CREATE TABLE IF NOT EXISTS files (path TEXT PRIMARY KEY, size INTEGER, changed REAL)",
    "CREATE TABLE IF NOT EXISTS archive (name TEXT PRIMARY KEY, length INTEGER NOT NULL, responses INTEGER NOT NULL)",
)


@dataclass(frozen=True, slots=True)
class Task:
    """An address to ask for; `etag` and `modified` are what it said of itself the last time.

    `published` and `author` are what a feed says of a page.
    """

    url: str
    kind: Kind
    etag: str | None
    modified: str | None
    tries: int
    published: str | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class State:
    """The open state of one base's watch. A task without `due` is done, for good or with a reason."""

    connection: sqlite3.Connection

    def want(self, kind: Kind, urls: Iterable[str], now: float) -> int:
        """Note addresses not known yet; return how many there were."""
        before = self.connection.total_changes
        rows = [(url, kind, now) for url in urls]
        self.connection.executemany("INSERT OR IGNORE INTO tasks (url, kind, due) VALUES (?, ?, ?)", rows)
        return self.connection.total_changes - before

    def want_pages(self, entries: Iterable[FeedEntry], now: float) -> None:
        """Note the pages of a feed not known yet, with what the feed says of them."""
        rows = [(entry.url, now, entry.published, entry.author) for entry in entries]
        insert = "INSERT OR IGNORE INTO tasks (url, kind, due, published, author) VALUES (?, 'page', ?, ?, ?)"
        self.connection.executemany(insert, rows)

    def only_feeds(self, urls: Iterable[str], now: float) -> None:
        """Leave feeds alone that are no longer listed, and take up again those that are."""
        listed = list(urls)
        marks = ", ".join("?" * len(listed))
        self.connection.execute(f"UPDATE tasks SET due = NULL WHERE kind = 'feed' AND url NOT IN ({marks})", listed)
        again = f"UPDATE tasks SET due = ? WHERE kind = 'feed' AND due IS NULL AND url IN ({marks})"
        self.connection.execute(again, (now, *listed))

    def due(self, now: float, limit: int) -> list[Task]:
        """Return what is to be asked for, the longest due first."""
        columns = "url, kind, etag, modified, tries, published, author"
        query = f"SELECT {columns} FROM tasks WHERE due <= ? ORDER BY due, url LIMIT ?"
        return [Task(*row) for row in self.connection.execute(query, (now, limit))]

    def next_due(self) -> float | None:
        """Return when something is to be asked for next."""
        due: float | None = self.connection.execute("SELECT MIN(due) FROM tasks").fetchone()[0]
        return due

    def put_off(self, url: str, due: float, reason: str) -> None:
        """Ask for an address again later."""
        change = "UPDATE tasks SET due = ?, tries = tries + 1, reason = ? WHERE url = ?"
        self.connection.execute(change, (due, reason, url))

    def looked(self, url: str, due: float, etag: str | None, modified: str | None) -> None:
        """Note that a feed was looked at, and when it is to be looked at again."""
        change = "UPDATE tasks SET due = ?, etag = ?, modified = ?, tries = 0, reason = NULL WHERE url = ?"
        self.connection.execute(change, (due, etag, modified, url))

    def done(self, url: str, reason: str | None = None) -> None:
        """Note that an address need not be asked for again, with the reason where it was in vain."""
        self.connection.execute("UPDATE tasks SET due = NULL, reason = ? WHERE url = ?", (reason, url))

    def robots(self, host: str, now: float) -> str | None:
        """Return what the host's robots.txt said, null where that is too long ago."""
        row = self.connection.execute("SELECT robots FROM hosts WHERE host = ? AND until > ?", (host, now)).fetchone()
        return str(row[0]) if row else None

    def keep_robots(self, host: str, robots: str, until: float) -> None:
        """Keep what a host's robots.txt says."""
        self.connection.execute("INSERT OR REPLACE INTO hosts VALUES (?, ?, ?)", (host, robots, until))

    def knows_file(self, path: str, size: int, changed: float) -> bool:
        """Return whether a file has been read as it is."""
        query = "SELECT 1 FROM files WHERE path = ? AND size = ? AND changed = ?"
        return self.connection.execute(query, (path, size, changed)).fetchone() is not None

    def keep_file(self, path: str, size: int, changed: float) -> None:
        """Note that a file has been read as it is."""
        self.connection.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?)", (path, size, changed))

    def archived(self, name: str) -> tuple[int, int]:
        """Return how many bytes and responses of an archive file are whole."""
        row = self.connection.execute("SELECT length, responses FROM archive WHERE name = ?", (name,)).fetchone()
        return (int(row[0]), int(row[1])) if row else (0, 0)

    def keep_archived(self, name: str, length: int, responses: int) -> None:
        """Note that so much of an archive file is whole."""
        self.connection.execute("INSERT OR REPLACE INTO archive VALUES (?, ?, ?)", (name, length, responses))


@contextmanager
def open_state(path: Path) -> Iterator[State]:
    """Give the state kept at `path`, made when there is none; every change is on disk when its call returns."""
    # The threads that fetch ask what a robots.txt said; each call is one statement, which SQLite lets through alone.
    with closing(sqlite3.connect(path, isolation_level=None, timeout=10, check_same_thread=False)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = FULL")
        for statement in _SCHEMA:
            connection.execute(statement)
        held = {row[1] for row in connection.execute("PRAGMA table_info(tasks)")}
        for column in {"published", "author"} - held:  # of an earlier wirecopy
            connection.execute(f"ALTER TABLE tasks ADD COLUMN {column} TEXT")
        yield State(connection)
