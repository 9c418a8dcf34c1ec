"""The generation of a base that readers see, laid out for reading single stories and held open until the next."""

from __future__ import annotations

import threading

from wirecopy.store.base import BaseTables
from wirecopy.store.lookup import Lookup, open_lookup

_TRIES = 3


class Generations:
    """Gives the newest generation, opened once for all who ask in this process."""

    def __init__(self, tables: BaseTables) -> None:
        self.tables = tables
        self._lock = threading.Lock()
        self._newest: Lookup | None = None

    def __reduce__(self) -> tuple[type[Generations], tuple[BaseTables]]:
        return Generations, (self.tables,)  # another process opens its own

    def newest(self) -> Lookup:
        """Return the generation that readers see now; what was read from an earlier one stays true."""
        with self._lock:
            if self._newest is None or self._newest.generation != self.tables.layout.generation():
                self._newest = self._open()
            return self._newest

    def is_newest(self, lookup: Lookup) -> bool:
        """Tell whether that is the generation that readers see now; nothing is opened."""
        return lookup.generation == self.tables.layout.generation()

    def _open(self) -> Lookup:
        for left in reversed(range(_TRIES)):
            try:
                return open_lookup(self.tables)
            except FileNotFoundError:  # a run published the next generation but one meanwhile
                if not left:
                    raise
        raise AssertionError
