"""Times as the pages state them (ISO 8601), and the one order they can all be put in."""

from __future__ import annotations

from datetime import UTC, datetime


def instant(stated: str | None) -> float | None:
    """Return a stated time as seconds since 1970, or null when there is none or it is no ISO 8601 time.

    A date alone counts from its midnight, a time without an offset as UTC: good for ordering, not for display.

    >>> instant("2023-05-30T20:01+05:30") == instant("2023-05-30T14:31Z")
    True
    """
    if not stated:
        return None
    try:
        moment = datetime.fromisoformat(stated)
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()
    except (ValueError, OverflowError):
        return None


def day(stated: str | None) -> int | None:
    """Return the UTC day of a stated time, as days since 1970, or null."""
    seconds = instant(stated)
    return None if seconds is None else int(seconds // 86_400)
