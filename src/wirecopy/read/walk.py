"""The files of an input, in an order that depends on their names alone."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator

from wirecopy.read.page import row_uri
from wirecopy.types import Rejected

BASE_MARK = "wirecopy.json"
"""The file that marks a news base: its folder is output, not input."""


def input_files(path: str) -> Iterator[str | Rejected]:
    """Yield the path of every file under a directory, sorted by name, and what of it cannot be looked into.

    Links are followed, a directory reached twice is read once. Hidden names (`.git`, `.DS_Store`) and news
    bases are passed over.
    """
    seen: set[tuple[int, int]] = set()
    waiting = [path]
    while waiting:
        at = waiting.pop()
        try:
            status = os.stat(at)
        except OSError as error:
            yield _rejected(at, "a link that leads nowhere" if os.path.islink(at) else _why(error))
            continue
        if not stat.S_ISDIR(status.st_mode):
            yield (at if stat.S_ISREG(status.st_mode) else _rejected(at, "not read: neither a file nor a folder"))
        elif (status.st_dev, status.st_ino) not in seen:
            seen.add((status.st_dev, status.st_ino))
            try:
                names = os.listdir(at)
            except OSError as error:
                yield _rejected(at, _why(error))
                continue
            if BASE_MARK not in names:
                visible = (name for name in names if not name.startswith("."))
                waiting.extend(os.path.join(at, name) for name in sorted(visible, reverse=True))


def is_base(path: str) -> bool:
    """Return whether a directory is a news base."""
    return os.path.exists(os.path.join(path, BASE_MARK))


def _rejected(path: str, reason: str) -> Rejected:
    return Rejected(row_uri(path, None, None), "read", reason)


def _why(error: OSError) -> str:
    return f"cannot be opened: {error.strerror or error}"
