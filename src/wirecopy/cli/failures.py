"""What went wrong outside wirecopy - a disk, a port, a file of the base - in one line with what to do next."""

from __future__ import annotations

import errno

_OF_FILES = ("pyarrow", "duckdb", "_duckdb", "sqlite3")
"""The libraries that read and write the files of a base: an error of theirs is told, not traced."""
_SQLITE_DISK = ("disk is full", "readonly database", "unable to open", "disk I/O")
_NEXT = {
    errno.ENOSPC: "the disk is full. Make room and run it again: what was finished is kept",
    errno.EDQUOT: "the disk quota is used up. Make room and run it again: what was finished is kept",
    errno.EROFS: "the folder is on a disk that may only be read. Copy the base to one that can be written",
    errno.EACCES: "permission denied. Check who may read and write it",
    errno.EPERM: "not permitted. Check who may read and write it",
    errno.ENOENT: "there is no such file or folder. Of a file of the base: wirecopy verify BASE",
    errno.ENOTDIR: "what should be a folder is a file. Give another path",
    errno.EISDIR: "it is a folder. Give the path of a file",
    errno.EADDRINUSE: "another program listens there. Give another port: --port",
    errno.EADDRNOTAVAIL: "this machine has no such address. Give another host: --host",
}


def failure_line(error: BaseException, chosen: object) -> str | None:
    """Return the line on an error of the system or of a base's files; null for what is a mistake in wirecopy itself."""
    if isinstance(error, OSError) and error.errno in _NEXT:
        return f"{_place(error, chosen)}: {_NEXT[error.errno]}"
    base = getattr(chosen, "base", None)
    if base is None or not type(error).__module__.startswith(_OF_FILES):
        return None
    message = " ".join(str(error).split())[:300]
    if "No space left" in message or "disk is full" in message:
        return f"{base}: {_NEXT[errno.ENOSPC]}"
    if any(words in message for words in _SQLITE_DISK):
        return f"{base}: {message}. Check the disk, and who may read and write the folder"
    return f"{base}: {message}. See what is damaged: wirecopy verify {base}"


def _place(error: OSError, chosen: object) -> str:
    return str(error.filename or getattr(chosen, "base", None) or "it could not be done")
