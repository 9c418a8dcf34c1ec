"""What a status says of an item that its source took back."""

from __future__ import annotations

_TAKEN_BACK = frozenset(("canceled", "cancelled", "killed", "kill", "withheld", "withdrawn", "deleted"))
"""IPTC's words and those of older systems."""


def is_withdrawn(status: str | None) -> bool:
    """Return whether a stated status means that the source took the item back.

    >>> is_withdrawn("stat:canceled"), is_withdrawn("usable"), is_withdrawn(None)
    (True, False, False)
    """
    return status is not None and status.rpartition(":")[2].strip().lower() in _TAKEN_BACK
