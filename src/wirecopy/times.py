"""Times as the pages state them (ISO 8601), and the one order they can all be put in."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime

_PLAIN_UTC = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]Z")


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


def days_of(stated: Iterable[str | None]) -> list[int | None]:
    """Return the UTC day of each of many stated times; plain times in UTC of one date are read once.

    >>> days_of(["1970-01-02T10:00:00Z", "1970-01-02T23:59:59Z", "1970-01-02T23:00-02:00", "soon", None])
    [1, 1, 2, None, None]
    """
    days: dict[str, int | None] = {}
    found = []
    for time in stated:
        if time and _PLAIN_UTC.fullmatch(time):
            date = time[:10]
            if date not in days:
                days[date] = day(date)
            found.append(days[date])
        else:
            found.append(day(time))
    return found
