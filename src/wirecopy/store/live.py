"""Pages that have just come in, and the index that finds their copies at once: SQLite, one transaction a page.

`incoming` keeps every page until the next run has it in Parquet. The index (`live_articles`, `live_words`,
`live_prints`) holds the words and fingerprints of the settled articles and of those that wait; it can be rebuilt.
One writer; any number of readers meanwhile. A commit is on disk when it returns (WAL, synchronous FULL); what was
written is moved from the log into the file by a thread beside, so that no page waits for it.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass, fields, replace
from pathlib import Path

from wirecopy.kernels.hashing import SCHEME
from wirecopy.store.fetches import STATED
from wirecopy.store.layout import reading_uri
from wirecopy.types import Page

NEWEST, FIRST = 32, 8  # holders of a fingerprint that are looked at: bounds the work a page makes
CHECKPOINT_BYTES = 4_000_000
CHECKPOINT_SECONDS = 0.25
EXPIRED_AT_ONCE = 8  # of each page added: the index forgets as fast as it learns and no page waits long
_PAGE = tuple(field.name for field in fields(Page))
_STATED = ("page_id", *STATED)
_HEAD = "article_id, outlet, day, count, entries, frame"
_COLUMNS = (*_HEAD.split(", "), "hashes", "starts", "ends", "gaps", "quoted")
_TABLES = ("live_articles", "live_words", "live_prints", "live_stories")
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT)",
    f"CREATE TABLE IF NOT EXISTS incoming (number INTEGER PRIMARY KEY, {', '.join(_PAGE)}, UNIQUE (page_id))",
    f"CREATE TABLE IF NOT EXISTS again (number INTEGER PRIMARY KEY, {', '.join(_PAGE)})",
    "CREATE INDEX IF NOT EXISTS again_pages ON again (page_id)",
    "CREATE TABLE IF NOT EXISTS live_articles"
    " (key INTEGER PRIMARY KEY, article_id TEXT UNIQUE, outlet TEXT, day INTEGER, count INTEGER, entries INTEGER,"
    " frame INTEGER)",
    "CREATE INDEX IF NOT EXISTS live_days ON live_articles (day)",
    "CREATE TABLE IF NOT EXISTS live_words"
    " (key INTEGER PRIMARY KEY, hashes BLOB, starts BLOB, ends BLOB, gaps BLOB, quoted BLOB, prints BLOB)",
    "CREATE TABLE IF NOT EXISTS live_prints (hash INTEGER, key INTEGER, PRIMARY KEY (hash, key)) WITHOUT ROWID",
    "CREATE TABLE IF NOT EXISTS live_stories"
    " (article_id TEXT PRIMARY KEY, story_id TEXT, label TEXT, time REAL, outlet TEXT, terms BLOB)",
    "CREATE INDEX IF NOT EXISTS live_story_ids ON live_stories (story_id)",
)
_HOLDERS = (
    "SELECT p.key, a.outlet, a.day, a.count FROM live_prints AS p JOIN live_articles AS a ON a.key = p.key"
    " WHERE p.hash = ? ORDER BY p.key {} LIMIT {}"
)
_NEWEST_HOLDERS, _FIRST_HOLDERS = _HOLDERS.format("DESC", NEWEST), _HOLDERS.format("ASC", FIRST)


@dataclass(frozen=True, slots=True)
class IndexedArticle:
    """An article as the index keeps it: its words as the bytes of their arrays, its fingerprints as numbers."""

    article_id: str
    outlet: str | None
    day: int | None
    count: int
    entries: int
    frame: int
    prints: tuple[int, ...]
    hashes: bytes
    starts: bytes
    ends: bytes
    gaps: bytes
    quoted: bytes


@dataclass(frozen=True, slots=True)
class Holder:
    """An article that holds a fingerprint."""

    key: int
    outlet: str | None
    day: int | None
    count: int


@dataclass(frozen=True, slots=True)
class Placement:
    """The story an article that waits for the next run has joined, and its terms unless it copies a text of it."""

    article_id: str
    story_id: str
    label: str
    time: float | None = None
    outlet: str | None = None
    terms: bytes | None = None


@dataclass(frozen=True, slots=True)
class LiveIndex:
    """The open index of one base."""

    connection: sqlite3.Connection

    def knows(self, article_id: str, page_id: str) -> bool:
        """Return whether the page is settled, or waits to be."""
        query = (
            "SELECT EXISTS (SELECT 1 FROM live_articles WHERE article_id = ?)"
            " OR EXISTS (SELECT 1 FROM incoming WHERE page_id = ?)"
        )
        return bool(self.connection.execute(query, (article_id, page_id)).fetchone()[0])

    def holders(self, print_: int) -> list[Holder]:
        """Return the newest and the first articles that hold a fingerprint."""
        rows = dict.fromkeys(self.connection.execute(_NEWEST_HOLDERS, (print_,)).fetchall())
        if len(rows) == NEWEST:
            rows |= dict.fromkeys(self.connection.execute(_FIRST_HOLDERS, (print_,)).fetchall())
        return [Holder(*row) for row in rows]

    def articles(self, keys: Sequence[int]) -> list[IndexedArticle]:
        """Return the indexed articles of those keys, without their fingerprints."""
        marks = ", ".join("?" * len(keys))
        query = (
            f"SELECT {_HEAD}, hashes, starts, ends, gaps, quoted FROM live_articles AS a"
            f" JOIN live_words AS w ON w.key = a.key WHERE a.key IN ({marks}) ORDER BY a.key"
        )
        rows = self.connection.execute(query, keys).fetchall()
        return [IndexedArticle(**dict(zip(_COLUMNS, row, strict=True)), prints=()) for row in rows]

    def waiting(self, article_id: str) -> Placement | None:
        """Return the story of an article that waits; null when it does not wait."""
        query = "SELECT * FROM live_stories WHERE article_id = ?"
        row = self.connection.execute(query, (article_id,)).fetchone()
        return Placement(*row) if row else None

    def all_waiting(self) -> Iterator[Placement]:
        """Yield the stories of all articles that wait, in the order they came."""
        rows = self.connection.execute("SELECT * FROM live_stories ORDER BY rowid")
        return (Placement(*row) for row in rows)

    def label_of(self, story_id: str) -> str | None:
        """Return the label of a story that only waiting articles belong to: that of its first."""
        query = "SELECT label FROM live_stories WHERE story_id = ? ORDER BY rowid LIMIT 1"
        row = self.connection.execute(query, (story_id,)).fetchone()
        return str(row[0]) if row else None

    def add(
        self, page: Page, article: IndexedArticle | None, horizon: int | None = None, *, story: Placement | None = None
    ) -> None:
        """Commit a page and its entry in the index (none for a page that could not be cleaned), or nothing.

        Of the articles dated before the day `horizon` a few leave the index; their pages stay.
        """
        self.connection.execute("BEGIN IMMEDIATE")
        with self.connection:
            marks = ", ".join("?" * len(_PAGE))
            insert = f"INSERT OR IGNORE INTO incoming ({', '.join(_PAGE)}) VALUES ({marks})"
            self.connection.execute(insert, astuple(page))
            if story is not None:
                self.connection.execute("INSERT OR REPLACE INTO live_stories VALUES (?, ?, ?, ?, ?, ?)", astuple(story))
            if article is not None:
                self._index(article)
                prints = ((print_, self._key(article)) for print_ in article.prints)
                self.connection.executemany("INSERT OR IGNORE INTO live_prints VALUES (?, ?)", prints)
            if horizon is not None:
                self._expire(horizon, EXPIRED_AT_ONCE)

    def add_fetch(self, page: Page) -> None:
        """Keep what a page states that is known, until the next run, unless the same waits: it was fetched again."""
        fetched = astuple(replace(page, raw="", source=None))
        same = " AND ".join(f"{name} IS ?" for name in _STATED)
        stated = tuple(getattr(page, name) for name in _STATED)
        with self.connection:
            for table in ("incoming", "again"):
                if self.connection.execute(f"SELECT 1 FROM {table} WHERE {same}", stated).fetchone():
                    return
            query = f"INSERT INTO again ({', '.join(_PAGE)}) VALUES ({', '.join('?' * len(_PAGE))})"
            self.connection.execute(query, fetched)

    def expire(self, horizon: int) -> int:
        """Take every article dated before the day `horizon` out of the index; return how many there were."""
        self.connection.execute("BEGIN IMMEDIATE")
        with self.connection:
            return self._expire(horizon, -1)

    def newest_day(self) -> int | None:
        """Return the latest day of any article."""
        day: int | None = self.connection.execute("SELECT MAX(day) FROM live_articles").fetchone()[0]
        return day

    def generation(self) -> str | None:
        """Return the generation the index was built over; null before it was built, or when its hashes are others."""
        return _meta(self.connection, "live_generation") if _hashed_as_now(self.connection) else None

    def rebuild(self, generation: str, articles: Iterable[IndexedArticle]) -> None:
        """Replace the index by one over these articles, in one transaction; the pages that wait stay."""
        connection = self.connection
        connection.execute("BEGIN IMMEDIATE")
        with connection:
            for table in _TABLES:
                connection.execute(f"DELETE FROM {table}")
            connection.execute("DROP TABLE IF EXISTS temp.unsorted")
            connection.execute("CREATE TEMP TABLE unsorted (hash INTEGER, key INTEGER)")
            for article in articles:
                key = self._index(article)
                connection.executemany("INSERT INTO unsorted VALUES (?, ?)", ((p, key) for p in article.prints))
            # In order, the tree is written once from left to right; SQLite sorts on disk.
            connection.execute("INSERT OR IGNORE INTO live_prints SELECT hash, key FROM unsorted ORDER BY hash, key")
            connection.execute("DROP TABLE temp.unsorted")
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('live_generation', ?)", (generation,))
            connection.execute("INSERT OR REPLACE INTO meta VALUES ('live_hashes', ?)", (str(SCHEME),))

    def contents(self) -> tuple[list[tuple[object, ...]], list[tuple[object, ...]]]:
        """Return all the index says, whatever its keys: every article with its words, every fingerprint's holders."""
        articles = (
            f"SELECT {_HEAD}, hashes, starts, ends, gaps, quoted, prints FROM live_articles AS a"
            " JOIN live_words AS w ON w.key = a.key ORDER BY article_id"
        )
        prints = (
            "SELECT hash, article_id FROM live_prints AS p JOIN live_articles AS a ON a.key = p.key"
            " ORDER BY hash, article_id"
        )
        return self.connection.execute(articles).fetchall(), self.connection.execute(prints).fetchall()

    def _index(self, article: IndexedArticle) -> int:
        head = astuple(article)[:6]
        insert = f"INSERT INTO live_articles ({_HEAD}) VALUES (?, ?, ?, ?, ?, ?)"
        key = self.connection.execute(insert, head).lastrowid
        prints = b"".join(print_.to_bytes(8, "little", signed=True) for print_ in article.prints)
        words = article.hashes, article.starts, article.ends, article.gaps, article.quoted, prints
        self.connection.execute("INSERT INTO live_words VALUES (?, ?, ?, ?, ?, ?, ?)", (key, *words))
        assert key is not None
        return key

    def _key(self, article: IndexedArticle) -> int:
        query = "SELECT key FROM live_articles WHERE article_id = ?"
        return int(self.connection.execute(query, (article.article_id,)).fetchone()[0])

    def _expire(self, horizon: int, limit: int) -> int:
        old = (
            "SELECT a.key, prints FROM live_articles AS a JOIN live_words AS w ON w.key = a.key"
            " WHERE a.day < ? ORDER BY a.day LIMIT ?"
        )
        rows = self.connection.execute(old, (horizon, limit)).fetchall()
        for key, prints in rows:
            held = ((int.from_bytes(prints[i : i + 8], "little", signed=True), key) for i in range(0, len(prints), 8))
            self.connection.executemany("DELETE FROM live_prints WHERE hash = ? AND key = ?", held)
            self.connection.execute("DELETE FROM live_words WHERE key = ?", (key,))
            self.connection.execute("DELETE FROM live_articles WHERE key = ?", (key,))
        return len(rows)


@contextmanager
def open_index(path: Path) -> Iterator[LiveIndex]:
    """Give the index at `path`, made when there is none, for the one writer of a base."""
    with closing(_connected(path)) as connection:
        connection.execute("PRAGMA wal_autocheckpoint = 0")
        connection.execute("BEGIN IMMEDIATE")
        with connection:
            if not _hashed_as_now(connection):
                for table in _TABLES:
                    connection.execute(f"DROP TABLE IF EXISTS {table}")
            for statement in _SCHEMA:
                connection.execute(statement)
            for table in ("incoming", "again"):
                for column in set(_PAGE) - set(_held_columns(connection, table)):  # of an earlier wirecopy
                    connection.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
        with _checkpointing(path):
            yield LiveIndex(connection)
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


@contextmanager
def read_index(path: Path) -> Iterator[LiveIndex | None]:
    """Give the index for reading only, beside whoever writes it; null where none was built."""
    if not path.exists():
        yield None
        return
    with closing(sqlite3.connect(reading_uri(path), uri=True, timeout=10)) as connection:
        yield LiveIndex(connection) if _has_table(connection, "live_articles") else None


def waiting_page(path: Path, wanted: Callable[[str], bool]) -> Page | None:
    """Return the page that waits to be settled and whose id is wanted; null when none is."""
    if not path.exists():
        return None
    with closing(_connected(path)) as connection:
        if not _has_table(connection, "incoming"):
            return None
        ids = (str(row[0]) for row in connection.execute("SELECT page_id FROM incoming"))
        page_id = next(filter(wanted, ids), None)
        return next(_waiting(connection, "WHERE page_id = ?", page_id), None) if page_id else None


def waiting_pages(path: Path) -> Iterator[Page]:
    """Yield the pages that wait to be settled, in the order they came."""
    yield from _all_waiting(path, "incoming")


def waiting_fetches(path: Path) -> Iterator[Page]:
    """Yield the pages that were fetched again since the last run, without their texts, in the order they came."""
    yield from _all_waiting(path, "again")


def _all_waiting(path: Path, table: str) -> Iterator[Page]:
    if not path.exists():
        return
    with closing(_connected(path)) as connection:
        if _has_table(connection, table):
            yield from _waiting(connection, "ORDER BY number", table=table)


def _waiting(connection: sqlite3.Connection, which: str, *values: str, table: str = "incoming") -> Iterator[Page]:
    """Yield the pages that wait, of a base of an earlier wirecopy too."""
    names = _held_columns(connection, table)
    for row in connection.execute(f"SELECT {', '.join(names)} FROM {table} {which}", values):
        yield Page(**dict(zip(names, row, strict=True)))


def _held_columns(connection: sqlite3.Connection, table: str = "incoming") -> list[str]:
    held = {row[1] for row in connection.execute(f"PRAGMA table_info({table})")}
    return [name for name in _PAGE if name in held]


def clear_waiting(path: Path) -> None:
    """Forget the pages that waited: they are settled. The index is built anew when it is next asked."""
    if path.exists():
        with closing(_connected(path)) as connection, connection:
            if _has_table(connection, "incoming"):
                connection.execute("DELETE FROM incoming")
            if _has_table(connection, "again"):
                connection.execute("DELETE FROM again")


def forget_waiting(path: Path, page_ids: Iterable[str]) -> None:
    """Leave nothing of these pages among those that wait, and of when they were fetched again."""
    if path.exists():
        rows = [(page_id,) for page_id in page_ids]
        with closing(_connected(path)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            with connection:
                connection.execute("BEGIN IMMEDIATE")
                for table in ("incoming", "again"):
                    if _has_table(connection, table):
                        connection.executemany(f"DELETE FROM {table} WHERE page_id = ?", rows)


def drop_index(path: Path) -> None:
    """Remove every word of the index from the disk; it is built anew when it is next asked."""
    if path.exists():
        with closing(_connected(path)) as connection:
            connection.execute("PRAGMA secure_delete = ON")
            with connection:
                for table in (*_TABLES, "incoming", "again"):
                    connection.execute(f"DROP TABLE IF EXISTS {table}")
                if _has_table(connection, "meta"):
                    connection.execute("DELETE FROM meta WHERE key = 'live_generation'")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _hashed_as_now(connection: sqlite3.Connection) -> bool:
    return not _has_table(connection, "meta") or _meta(connection, "live_hashes") == str(SCHEME)


def _meta(connection: sqlite3.Connection, key: str) -> str | None:
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()
    return None if row is None else row[0]


def _has_table(connection: sqlite3.Connection, name: str) -> bool:
    query = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' AND name = ?"
    return bool(connection.execute(query, (name,)).fetchone()[0])


def _connected(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=10, check_same_thread=False)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA cache_size = -65536")  # 64 MB
    return connection


@contextmanager
def _checkpointing(path: Path) -> Iterator[None]:
    """Move what is in the log into the file, in a thread of its own, while the block runs."""
    done, log = threading.Event(), f"{path}-wal"

    def work() -> None:
        with closing(_connected(path)) as connection:
            while not done.wait(CHECKPOINT_SECONDS):
                if os.path.exists(log) and os.path.getsize(log) > CHECKPOINT_BYTES:
                    connection.execute("PRAGMA wal_checkpoint(PASSIVE)")

    thread = threading.Thread(target=work, name="wirecopy-checkpoints", daemon=True)
    thread.start()
    try:
        yield
    finally:
        done.set()
        thread.join()
