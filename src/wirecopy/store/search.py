"""Full-text search over canonical texts: one row per text of a story, newest first. SQLite FTS5, rebuilt per run.

The rows lie in the order of time, so that the newest texts with a common word are found without a look at the others.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from wirecopy.store.layout import reading_uri

CONTEXT_WORDS = 16
LAID_OUT = "2"  # how the index lies; one that lies otherwise is built anew
MARKS = ("\x02", "\x03")  # stand around a hit; no text holds them, and a view turns them into its own


@dataclass(frozen=True, slots=True)
class SearchText:
    """A text to be found: the canonical article of a family, or a lone one."""

    story_id: str
    article_id: str
    moment: float | None
    first_published: str | None
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class IndexPlace:
    """Where a text lies in the index, and its story."""

    row: int
    story_id: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A text that holds the words asked for; `excerpt` has each hit between `MARKS`."""

    story_id: str
    article_id: str
    first_published: str | None
    title: str
    excerpt: str


def rebuild(path: Path, generation: str, texts: Iterable[SearchText]) -> None:
    """Replace the index by one over these texts, in one transaction."""
    with _connected(path) as connection, connection:
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("DROP TABLE IF EXISTS temp.unsorted")
        connection.execute("CREATE TEMP TABLE unsorted (title, text, story_id, article_id, moment, first_published)")
        rows = ((t.title, _unmarked(t.text), t.story_id, t.article_id, t.moment, t.first_published) for t in texts)
        connection.executemany("INSERT INTO unsorted VALUES (?, ?, ?, ?, ?, ?)", rows)
        connection.execute("DROP TABLE IF EXISTS texts")
        connection.execute(
            "CREATE VIRTUAL TABLE texts USING fts5(title, text, story_id UNINDEXED, article_id UNINDEXED,"
            " moment UNINDEXED, first_published UNINDEXED, tokenize = 'unicode61 remove_diacritics 2')"
        )
        connection.execute(
            "INSERT INTO texts SELECT * FROM unsorted ORDER BY moment IS NULL DESC, moment, article_id DESC"
        )
        connection.execute("DROP TABLE temp.unsorted")
        connection.execute("CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT)")
        meta = [("generation", generation), ("laid_out", LAID_OUT)]
        connection.executemany("INSERT OR REPLACE INTO meta VALUES (?, ?)", meta)


def indexed_generation(path: Path) -> str | None:
    """Return the generation the index was built over, or null when there is none that lies as it should."""
    if not path.exists():
        return None
    with _reading(path) as connection:
        if not _has(connection, "meta"):
            return None
        meta = dict(connection.execute("SELECT key, value FROM meta").fetchall())
    return meta.get("generation") if meta.get("laid_out") == LAID_OUT else None


def search(path: Path, words: str, limit: int) -> list[Hit]:
    """Return the texts that hold every word (a quoted phrase counts as one), newest first, undated last."""
    return excerpts(path, words, [place.row for place in places(path, words, limit)])


def places(path: Path, words: str, limit: int) -> list[IndexPlace]:
    """Return where the texts that hold every word lie, newest first, undated last: their stories, without excerpts."""
    query = _query(words)
    if not query or not path.exists():
        return []
    statement = "SELECT rowid, story_id FROM texts WHERE texts MATCH ? ORDER BY rowid DESC LIMIT ?"
    with _reading(path) as connection:
        if not _has(connection, "texts"):  # pages have come in one at a time, and no run has settled them
            return []
        return [IndexPlace(*row) for row in connection.execute(statement, (query, limit))]


def excerpts(path: Path, words: str, rows: Sequence[int]) -> list[Hit]:
    """Return the texts of those rows, newest first, each with an excerpt around the words."""
    marks = ", ".join("?" * len(rows))
    statement = (
        f"SELECT story_id, article_id, first_published, title, snippet(texts, 1, ?, ?, ' … ', {CONTEXT_WORDS})"
        f" FROM texts WHERE texts MATCH ? AND rowid IN ({marks}) ORDER BY rowid DESC"
    )
    if not rows:
        return []
    with _reading(path) as connection:
        return [Hit(*row) for row in connection.execute(statement, (*MARKS, _query(words), *rows))]


def _query(words: str) -> str:
    """Return an FTS5 query in which nothing the user types is an operator."""
    pieces = re.findall(r'"([^"]+)"|(\S+)', words.replace("\x00", " "))
    terms = [(phrase or word).replace('"', " ").strip() for phrase, word in pieces]
    return " ".join(f'"{term}"' for term in terms if re.search(r"\w", term))


def _unmarked(text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, MARKS), " "))


def _has(connection: sqlite3.Connection, table: str) -> bool:
    query = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?"
    return connection.execute(query, (table,)).fetchone() is not None


@contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None, timeout=10)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        yield connection


@contextmanager
def _reading(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(reading_uri(path), uri=True, timeout=10)) as connection:
        yield connection
