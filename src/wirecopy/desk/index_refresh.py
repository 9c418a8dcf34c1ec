"""The index of single texts, built anew beside the desk when a run has changed the base and nobody else builds it."""

from __future__ import annotations

import os
import threading
from contextlib import suppress

from wirecopy.api import NewsBase
from wirecopy.desk.background import BackgroundWork
from wirecopy.errors import BaseBusy
from wirecopy.pipeline.batch.run_options import settled_options
from wirecopy.pipeline.checking.check import SourceChecker, load_checker
from wirecopy.pipeline.live import compare
from wirecopy.pipeline.live.compare import Comparer, comparer, index_fits

NICE = 5  # answers go first


class Index:
    """Keeps the index up to the base while the desk runs, and compares texts with it."""

    def __init__(self, base: NewsBase) -> None:
        self.base = base
        self.beside = BackgroundWork("index", self._is_due, build_index, base)
        self._lock = threading.Lock()
        self._comparer: Comparer | None = None
        self._checker: SourceChecker | None = None

    def comparer(self) -> Comparer:
        """Return what compares texts with the base, loaded when it is first asked for."""
        with self._lock:
            if self._comparer is None:
                layout = self.base.tables.layout
                self._comparer = comparer(layout, settled_options(layout))
            return self._comparer

    def checker(self) -> SourceChecker:
        """Return what answers for lists of sources, loaded when it is first asked for."""
        comparer = self.comparer()
        with self._lock:
            if self._checker is None:
                self._checker = load_checker(comparer)
            return self._checker

    def _is_due(self) -> bool:
        return not self.fits() and os.access(self.base.tables.layout.root, os.W_OK)

    def fits(self) -> bool:
        """Return whether the index is that of the base as it is."""
        return index_fits(self.base.tables.layout)


def build_index(base: NewsBase) -> None:
    """Build the index; leave it to another process that holds the base for writing (and does it)."""
    os.nice(NICE)
    with suppress(BaseBusy):
        compare.build_index(base.tables.layout)
