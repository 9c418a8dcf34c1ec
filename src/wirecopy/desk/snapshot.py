"""The base as the desk holds it open: one generation at a time, exchanged whole when a run has made another."""

from __future__ import annotations

import atexit
import gc
import logging
import threading
import time
from dataclasses import dataclass

from wirecopy.api import NewsBase
from wirecopy.desk.finding.catalogue import Catalogue, catalogue
from wirecopy.desk.finding.index import StoryIndex, open_finder
from wirecopy.serve.views import Dossier, dossier
from wirecopy.store import Generations, Incoming, Lookup, incoming

LOOK_SECONDS = 1.0
"""How long an answer may tell of a generation after the next was published."""

# What `_open_generation` froze is given back at the end, when Python clears away what it made. Without this, modules of
# others never go, and DuckDB's binding prints every one of its functions as leaked when `wirecopy serve` is stopped.
atexit.register(gc.unfreeze)


@dataclass(frozen=True, slots=True)
class OpenGeneration:
    """One generation: its rows by id, its story list, the index behind it. What was read stays true."""

    lookup: Lookup
    catalogue: Catalogue
    finder: StoryIndex

    @property
    def generation(self) -> str:
        """Return the generation's name, empty before the first run."""
        return self.lookup.generation or ""

    def dossier(self, story_id: str, least: float | None = None) -> Dossier | None:
        """Return everything on one story, of its facts those as sure; null when there is none of that id."""
        return dossier(self.lookup, story_id, least)

    def story_of(self, article_id: str) -> str | None:
        """Return the story an article belongs to, null for an unknown article."""
        story_ids = self.lookup.rows("stories", "article_id", [article_id])["story_id"].to_pylist()
        return str(story_ids[0]) if story_ids else None


class SnapshotShelf:
    """Gives the generation that readers see, opened once for all of them: the next is opened beside the answers."""

    def __init__(self, base: NewsBase) -> None:
        self.base = base
        self._lock = threading.Lock()
        self._looked = 0.0
        self._generations = Generations(base.tables)
        self._opened = _open_generation(self._generations.newest())

    def opened(self) -> OpenGeneration:
        """Return the newest generation that is open; a newer one is looked for each second, and opened meanwhile.

        Behind a takedown the answer waits for it.
        """
        now = time.monotonic()
        if now - self._looked > LOOK_SECONDS and self._lock.acquire(blocking=False):
            self._looked = now
            if self._generations.is_newest(self._opened.lookup):
                self._lock.release()
            elif self._is_taken_away():
                self._exchange()
            else:
                threading.Thread(target=self._exchange, name="next generation", daemon=True).start()
        return self._opened

    def _is_taken_away(self) -> bool:
        """Tell whether the base has the open generation no more, as behind a takedown: it is not shown again."""
        return not (self.base.tables.layout.stages / self._opened.generation).exists()

    def _exchange(self) -> None:
        try:
            self._opened = _open_generation(self._generations.newest())
        except Exception:  # the next look tries again
            logging.getLogger("wirecopy.desk").exception("the newest generation could not be opened")
        finally:
            self._lock.release()

    def incoming(self, after: int = 0, limit: int = 50) -> tuple[Incoming, ...]:
        """Return the pages that have come in since the last run, newest first."""
        return incoming(self.base.tables.layout.live, after, limit)


def _open_generation(lookup: Lookup) -> OpenGeneration:
    finder = open_finder(lookup)
    opened = OpenGeneration(lookup, catalogue(finder), finder)
    gc.freeze()  # it lives as long as its generation: to look through it for cycles would stop every answer
    return opened
