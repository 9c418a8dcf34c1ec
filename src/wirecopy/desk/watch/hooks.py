"""Word to a web hook of what a run made new: a story, another origin of a story, a conflict between its copies.

What was told is known by its articles, whose ids are hashes of what they say: a story that a run names anew, merges or
splits is not told again. Word is put in line and what it tells of marked as told in one step, so that a kill loses none
and doubles none; it is signed, and sent again until it is taken, each time under the same id.
"""

from __future__ import annotations

import hashlib
import hmac
import json
import sqlite3
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from wirecopy.desk.finding.catalogue import catalogue
from wirecopy.desk.finding.index import StoryIndex, open_finder
from wirecopy.desk.watch.state import State
from wirecopy.serve.views import Json, headline_json
from wirecopy.store import open_lookup

if TYPE_CHECKING:
    import httpx

    from wirecopy.api import NewsBase

FIRST_WAIT, MOST_WAIT, MOST_TRIES = 30.0, 21_600.0, 20
"""Seconds to the second try, to any later one at most, and tries: some sixty hours in all."""
AT_ONCE = 50
LEAST_SECRET = 16
_SCHEMA = (
    "CREATE TABLE IF NOT EXISTS hook_articles (article_id TEXT PRIMARY KEY)",
    "CREATE TABLE IF NOT EXISTS hook_conflicts (key TEXT, article_id TEXT, PRIMARY KEY (key, article_id))",
    "CREATE TABLE IF NOT EXISTS hook_words (id TEXT PRIMARY KEY, kind TEXT NOT NULL, article_id TEXT NOT NULL,"
    " key TEXT NOT NULL, due REAL, tries INTEGER NOT NULL DEFAULT 0, reason TEXT)",
    "CREATE TABLE IF NOT EXISTS hook_begun (yes INTEGER)",
    "CREATE TEMP TABLE IF NOT EXISTS now_piece (story_id TEXT, article_id TEXT)",
    "CREATE TEMP TABLE IF NOT EXISTS now_origin (story_id TEXT, name TEXT, article_id TEXT)",
    "CREATE TEMP TABLE IF NOT EXISTS now_conflict (story_id TEXT, key TEXT, article_id TEXT)",
)
_NOW = {
    "now_piece": "SELECT story_id, article_id FROM piece WHERE counts",
    "now_origin": "SELECT story_id, coalesce(name, origin_id), article_id FROM origin",
    "now_conflict": "SELECT story_id, key, article_id FROM conflict",
}
_OLD = "CREATE TEMP TABLE old AS SELECT DISTINCT story_id FROM now_piece JOIN hook_articles USING (article_id)"
"""The stories of which something was told."""
_NEW = {
    "story": (
        "SELECT min(article_id), '' FROM now_piece WHERE story_id NOT IN (SELECT story_id FROM old)"
        " GROUP BY story_id"
    ),
    "origin": (
        "SELECT min(o.article_id), o.name FROM now_origin o JOIN old USING (story_id) LEFT JOIN hook_articles h"
        " ON h.article_id = o.article_id GROUP BY o.story_id, o.name HAVING count(h.article_id) = 0"
    ),
    "conflict": (
        "SELECT min(c.article_id), c.key FROM now_conflict c JOIN old USING (story_id) WHERE NOT EXISTS (SELECT 1 FROM"
        " hook_conflicts k JOIN now_piece n ON n.article_id = k.article_id WHERE k.key = c.key"
        " AND n.story_id = c.story_id) GROUP BY c.story_id, c.key"
    ),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hook:
    """Where word is sent, and the secret it is signed with."""

    url: str
    secret: str


@dataclass(frozen=True, slots=True)
class Hooks:
    """What is told of one base to one hook; it is kept with the state of the watch."""

    state: State
    base: NewsBase
    hook: Hook
    client: httpx.Client

    def note(self) -> int:
        """Put word in line of what the newest generation has that was not told; the first time nothing is new."""
        index = self._index()
        connection = self.state.connection
        for statement in _SCHEMA:
            connection.execute(statement)
        for table, query in _NOW.items():
            connection.execute(f"DELETE FROM {table}")
            marks = "?, ?" if table == "now_piece" else "?, ?, ?"
            connection.executemany(f"INSERT INTO {table} VALUES ({marks})", index.rows(query))
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            return self._noted(connection)

    def _noted(self, connection: sqlite3.Connection) -> int:
        connection.execute("DROP TABLE IF EXISTS temp.old")
        connection.execute(_OLD)
        words = []
        if connection.execute("SELECT 1 FROM hook_begun").fetchone():
            words = [(kind, *row) for kind, query in _NEW.items() for row in connection.execute(query).fetchall()]
        connection.execute("INSERT INTO hook_begun SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM hook_begun)")
        connection.execute("INSERT OR IGNORE INTO hook_articles SELECT article_id FROM now_piece")
        connection.execute("INSERT OR IGNORE INTO hook_conflicts SELECT key, article_id FROM now_conflict")
        due = time.time()
        connection.executemany(
            "INSERT OR IGNORE INTO hook_words (id, kind, article_id, key, due) VALUES (?, ?, ?, ?, ?)",
            [(_id_of(*word), *word, due) for word in words],
        )
        return len(words)

    def send(self) -> int:
        """Send what is due; return how much was taken. What is not taken waits longer each time, then is given up."""
        connection = self.state.connection
        if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'hook_words'").fetchone():
            return 0
        query = "SELECT id, kind, article_id, key, tries FROM hook_words WHERE due <= ? ORDER BY due, id LIMIT ?"
        due = connection.execute(query, (time.time(), AT_ONCE)).fetchall()
        index = self._index() if due else None
        return sum(self._send(index, *row) for row in due if index)

    def _send(self, index: StoryIndex, name: str, kind: str, article_id: str, key: str, tries: int) -> bool:
        wait = min(FIRST_WAIT * 2**tries, MOST_WAIT)
        change = "UPDATE hook_words SET due = ?, tries = tries + 1, reason = ? WHERE id = ?"
        message = word(index, kind, article_id, key)
        if message is None:  # taken down meanwhile
            self.state.connection.execute(change, (None, "gone", name))
            return False
        # Before it is asked: who is killed meanwhile does not ask again at once.
        last = tries + 1 >= MOST_TRIES
        self.state.connection.execute(change, (None if last else time.time() + wait, "not taken", name))
        reason = self._asked(name, message)
        if reason is None:
            self.state.connection.execute("UPDATE hook_words SET due = NULL, reason = 'taken' WHERE id = ?", (name,))
        else:
            self.state.connection.execute("UPDATE hook_words SET reason = ? WHERE id = ?", (reason, name))
        return reason is None

    def _asked(self, name: str, told: dict[str, Json]) -> str | None:
        """Return why word was not taken, null where it was."""
        import httpx

        body = json.dumps({"id": name, **told}, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
        headers = {
            "content-type": "application/json", "wirecopy-delivery": name,
            "wirecopy-signature": signature(self.hook.secret, int(time.time()), body),
        }  # fmt: skip
        try:
            answer = self.client.post(self.hook.url, content=body, headers=headers)
        except httpx.HTTPError as error:
            return type(error).__name__
        return None if answer.is_success else f"HTTP {answer.status_code}"

    def _index(self) -> StoryIndex:
        return open_finder(open_lookup(self.base.tables))


def word(index: StoryIndex, kind: str, article_id: str, key: str) -> dict[str, Json] | None:
    """Return what is told, null when its article is gone: the story as its list has it, and what is new in it."""
    found = index.rows("SELECT story_id, outlet FROM piece WHERE article_id = $id", {"id": article_id})
    if not found:
        return None
    story_id, outlet = found[0]
    story = catalogue(index).of([story_id])[story_id]
    message: dict[str, Any] = {"kind": kind, "story": headline_json(story), "article_id": article_id, "outlet": outlet}
    if kind == "origin":
        message["origin"] = key
    if kind == "conflict":
        rows = index.rows(
            "SELECT kind, base_text, text, base_article_id FROM conflict WHERE article_id = $id AND key = $key",
            {"id": article_id, "key": key},
        )
        message["conflict"] = [
            dict(zip(("kind", "base_text", "text", "base_article_id"), row, strict=True)) for row in rows
        ]
    return message


def signature(secret: str, moment: int, body: bytes) -> str:
    """Return the moment and the HMAC-SHA-256 of moment, full stop and body: who has the secret reckons the same.

    >>> signature("sixteen letters!", 0, b"{}")[:8]
    't=0,v1=7'
    """
    digest = hmac.new(secret.encode(), f"{moment}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={moment},v1={digest}"


def _id_of(kind: str, article_id: str, key: str) -> str:
    return hashlib.sha256("\0".join((kind, article_id, key)).encode()).hexdigest()[:32]
