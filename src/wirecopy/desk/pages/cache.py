"""Pages as they were last made, packed, so that the same one is not made twice for one generation of the base."""

from __future__ import annotations

import gzip
import threading
from collections import OrderedDict

MOST_BYTES = 32_000_000
"""Kept at the same time, packed (some five thousand pages); the one longest not asked for goes first."""
_EFFORT = 1  # a fifth of the size in half a millisecond; more effort saves little
LARGEST_SHARE = 16
"""A page that would take more than this part of the whole is not kept."""


class Rendered:
    """Keeps pages by their mark, which changes with the base, the address and the version."""

    def __init__(self, most_bytes: int = MOST_BYTES) -> None:
        self._most, self._held = most_bytes, 0
        self._lock = threading.Lock()
        self._pages: OrderedDict[str, bytes] = OrderedDict()

    def get(self, mark: str) -> bytes | None:
        """Return the page of that mark as `packed` gave it, null when it is not kept."""
        with self._lock:
            page = self._pages.get(mark)
            if page is not None:
                self._pages.move_to_end(mark)
            return page

    def keep(self, mark: str, body: bytes) -> None:
        """Keep a page, and let go of others as far as there is no room."""
        if len(body) * LARGEST_SHARE > self._most:
            return
        with self._lock:
            self._held += len(body) - len(self._pages.pop(mark, b""))
            self._pages[mark] = body
            while self._held > self._most:
                self._held -= len(self._pages.popitem(last=False)[1])

    @staticmethod
    def packed(body: bytes) -> bytes:
        """Return the page as it is kept, and sent to those who accept gzip."""
        return gzip.compress(body, _EFFORT, mtime=0)

    @property
    def held(self) -> int:
        """Return how many bytes are kept."""
        return self._held
