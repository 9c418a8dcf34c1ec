"""The base as the desk holds it open: one generation at a time, exchanged whole when a run has made another."""

from __future__ import annotations

import atexit
import gc
import threading
import time
from dataclasses import dataclass

from wirecopy.api import NewsBase
from wirecopy.desk.catalogue import Catalogue, catalogue
from wirecopy.serve.views.dossier import Dossier, dossier
from wirecopy.store.generations import Generations
from wirecopy.store.incoming import Incoming, incoming
from wirecopy.store.lookup import Lookup

LOOK_SECONDS = 1.0
"""How long an answer may tell of a generation after the next was published."""

# What `_open` froze is given back at the end, when Python clears away what it made. Without this, what others' modules
# made never goes, and DuckDB's binding prints every one of its functions as leaked when `wirecopy serve` is stopped.
atexit.register(gc.unfreeze)


@dataclass(frozen=True, slots=True)
class Opened:
    """One generation: its rows by id, and its story list. What was read from it stays true while it is held."""

    lookup: Lookup
    catalogue: Catalogue

    @property
    def generation(self) -> str:
        """Return the generation's name, empty before the first run."""
        return self.lookup.generation or ""

    def dossier(self, story_id: str, least: float | None = None) -> Dossier | None:
        """Return everything on one story, of its facts those as sure; null when there is none of that id."""
        return dossier(self.lookup, story_id, least)

    def story_of(self, article_id: str) -> str | None:
        """Return the story an article belongs to, null for an unknown article."""
        found = self.lookup.rows("stories", "article_id", [article_id])["story_id"].to_pylist()
        return str(found[0]) if found else None


class Shelf:
    """Gives the generation that readers see, opened once for all of them."""

    def __init__(self, base: NewsBase) -> None:
        self.base = base
        self._lock = threading.Lock()
        self._looked = 0.0
        self._generations = Generations(base.tables)
        self._opened = _open(self._generations.newest())

    def opened(self) -> Opened:
        """Return the newest generation, at most a second late; while another thread opens it, the one before."""
        now = time.monotonic()
        if now - self._looked > LOOK_SECONDS and self._lock.acquire(blocking=False):
            try:
                newest = self._generations.newest()
                if newest is not self._opened.lookup:
                    self._opened = _open(newest)
                self._looked = time.monotonic()
            finally:
                self._lock.release()
        return self._opened

    def incoming(self, after: int = 0, limit: int = 50) -> tuple[Incoming, ...]:
        """Return the pages that have come in since the last run, newest first."""
        return incoming(self.base.tables.layout.live, after, limit)


def _open(lookup: Lookup) -> Opened:
    opened = Opened(lookup, catalogue(lookup))
    gc.freeze()  # it lives as long as its generation: to look through it for cycles would stop every answer
    return opened
