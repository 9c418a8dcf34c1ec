"""Full-text search over canonical texts: one row per text of a story, newest first. SQLite FTS5, rebuilt per run."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

CONTEXT_WORDS = 16
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
        connection.execute("DROP TABLE IF EXISTS texts")
        connection.execute(
            "CREATE VIRTUAL TABLE texts USING fts5(title, text, story_id UNINDEXED, article_id UNINDEXED,"
            " moment UNINDEXED, first_published UNINDEXED, tokenize = 'unicode61 remove_diacritics 2')"
        )
        connection.execute("CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT)")
        rows = ((t.title, _unmarked(t.text), t.story_id, t.article_id, t.moment, t.first_published) for t in texts)
        connection.executemany("INSERT INTO texts VALUES (?, ?, ?, ?, ?, ?)", rows)
        connection.execute("INSERT OR REPLACE INTO meta VALUES ('generation', ?)", (generation,))


def indexed_generation(path: Path) -> str | None:
    """Return the generation the index was built over, or null when there is no index."""
    if not path.exists():
        return None
    with _connected(path) as connection:
        try:
            row = connection.execute("SELECT value FROM meta WHERE key = 'generation'").fetchone()
        except sqlite3.OperationalError:
            return None
    return str(row[0]) if row else None


def search(path: Path, words: str, limit: int) -> list[Hit]:
    """Return the texts that hold every word (a quoted phrase counts as one), newest first, undated last."""
    query = _query(words)
    if not query:
        return []
    statement = (
        f"SELECT story_id, article_id, first_published, title, snippet(texts, 1, ?, ?, ' … ', {CONTEXT_WORDS})"
        " FROM texts WHERE texts MATCH ? ORDER BY moment IS NULL, moment DESC, article_id LIMIT ?"
    )
    with _connected(path) as connection:
        return [Hit(*row) for row in connection.execute(statement, (*MARKS, query, limit))]


def _query(words: str) -> str:
    """Return an FTS5 query in which nothing the user types is an operator."""
    pieces = re.findall(r'"([^"]+)"|(\S+)', words)
    terms = [(phrase or word).replace('"', " ").strip() for phrase, word in pieces]
    return " ".join(f'"{term}"' for term in terms if re.search(r"\w", term))


def _unmarked(text: str) -> str:
    return text.translate(dict.fromkeys(map(ord, MARKS), " "))


@contextmanager
def _connected(path: Path) -> Iterator[sqlite3.Connection]:
    with closing(sqlite3.connect(path, isolation_level=None, timeout=10)) as connection:
        connection.execute("PRAGMA journal_mode = WAL")
        yield connection
