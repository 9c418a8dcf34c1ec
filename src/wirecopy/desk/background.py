"""Work that answers must not wait for: done by a child at lower priority whenever it is due, until the desk closes.

Pages are answered meanwhile, and the memory the work took is given back.
"""

from __future__ import annotations

import logging
import multiprocessing
import threading
from collections.abc import Callable
from multiprocessing.context import SpawnProcess

from wirecopy.api import NewsBase

LOOK_SECONDS = 5.0


class BackgroundWork:
    """One kind of work: `due` says whether there is any, `work` does it in a process of its own."""

    def __init__(self, name: str, due: Callable[[], bool], work: Callable[[NewsBase], None], base: NewsBase) -> None:
        self._name, self._due, self._work, self._base = name, due, work, base
        self._closed = threading.Event()
        self._thread: threading.Thread | None = None
        self._child: SpawnProcess | None = None

    def start(self) -> None:
        """Do the work whenever it is due, from now on."""
        self._thread = threading.Thread(target=self._watch, name=f"wirecopy-{self._name}", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Leave the work as it is: what is half done never becomes the base's."""
        self._closed.set()
        if self._child is not None:
            self._child.terminate()
        if self._thread is not None:
            self._thread.join(timeout=60)

    def do(self) -> None:
        """Do the work if it is due, and wait for its end."""
        if not self._due():
            return
        child = multiprocessing.get_context("spawn").Process(target=self._work, args=(self._base,), daemon=False)
        child.start()
        self._child = child
        if self._closed.is_set():
            child.terminate()
        child.join()

    def _watch(self) -> None:
        while True:
            try:
                self.do()
            except Exception:  # pages are read all the same; the next look tries again
                logging.getLogger("wirecopy.desk").exception("the %s could not be made", self._name)
            if self._closed.wait(LOOK_SECONDS):
                return
