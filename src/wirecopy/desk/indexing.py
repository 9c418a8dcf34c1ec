"""The index of single texts, built anew beside the desk when a run has changed the base and nobody else builds it.

A child builds it: pages are answered meanwhile, and the memory it took is given back.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import threading
from multiprocessing.context import SpawnProcess

from wirecopy.api import NewsBase
from wirecopy.errors import BaseBusy
from wirecopy.options import Options
from wirecopy.pipeline.comparing import Comparer, comparer
from wirecopy.pipeline.live import live, single
from wirecopy.store.live import read_index

LOOK_SECONDS = 5.0
NICE = 5  # answers go first
_COMPILED_FROM = 3_000  # articles up to which loading compiled code takes longer than it saves


class Index:
    """Keeps the index up to the base while the desk runs, and compares texts with it."""

    def __init__(self, base: NewsBase, options: Options | None = None) -> None:
        self.base, self.options = base, options or Options()
        self._done, self._lock = threading.Event(), threading.Lock()
        self._comparer: Comparer | None = None
        self._thread: threading.Thread | None = None
        self._child: SpawnProcess | None = None

    def start(self) -> None:
        """Keep the index up to the base from now on."""
        self._thread = threading.Thread(target=self._work, name="wirecopy-index", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Leave the index as it is: one half-built never becomes the base's."""
        self._done.set()
        if self._child is not None:
            self._child.terminate()
        if self._thread is not None:
            self._thread.join(timeout=60)

    def comparer(self) -> Comparer:
        """Return what compares texts with the base, loaded when it is first asked for."""
        with self._lock:
            if self._comparer is None:
                self._comparer = comparer(self.base.tables.layout, self.options)
            return self._comparer

    def fits(self) -> bool:
        """Return whether the index is that of the base as it is."""
        layout = self.base.tables.layout
        with read_index(layout.live) as index:
            return index is not None and index.generation() == (layout.generation() or "")

    def build(self) -> None:
        """Bring the index up to the base, unless another process holds the base for writing (and does it)."""
        if self.fits():
            return
        child = multiprocessing.get_context("spawn").Process(
            target=_build, args=(self.base, self.options), daemon=False
        )
        child.start()
        self._child = child
        if self._done.is_set():
            child.terminate()
        child.join()

    def _work(self) -> None:
        while True:
            try:
                self.build()
            except Exception:  # the pages are read all the same; the next look tries again
                logging.getLogger("wirecopy.desk").exception("the index could not be built")
            if self._done.wait(LOOK_SECONDS):
                return


def _build(base: NewsBase, options: Options) -> None:
    """Build the index, in a process of its own; leave it to another one that holds the base."""
    os.nice(NICE)
    few = len(base.tables.rows("stories")) < _COMPILED_FROM
    try:
        with live(base.tables.layout, single(options) if few else options):
            pass
    except BaseBusy:
        pass
