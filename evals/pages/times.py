"""Printed times as the scores read them, by a parser of its own."""

from __future__ import annotations

import re
from datetime import datetime

from dateutil import parser

_ZONES = {"ET": -4, "EDT": -4, "EST": -5, "CT": -5, "CDT": -5, "CST": -6, "MT": -6, "MDT": -6, "PT": -7, "PDT": -7}
_HOURS = re.compile(r"\d\s*[:.]\s*\d\d|\d\s*[ap]\.?m", re.IGNORECASE)
_UNSET = (datetime(1, 1, 1), datetime(2, 2, 2))


def stamp(text: str | None) -> datetime | None:
    """Return an ISO time as it stands."""
    try:
        return parser.isoparse(text) if text else None
    except ValueError:
        return instantish(text)


def instantish(text: str | None) -> datetime | None:
    """Return a time in another usual form, or none."""
    try:
        return parser.parse(text) if text else None
    except (ValueError, OverflowError):
        return None


def printed(text: str) -> tuple[datetime, bool] | None:
    """Return the day and the time of day a page prints, and whether it prints a time; none where no day stands.

    >>> printed("12:42 p.m. CT July 15, 2018")
    (datetime.datetime(2018, 7, 15, 12, 42), True)
    """
    plain = re.sub(r"(?i)\b([ap])\.m\.?", r"\1m", text)
    try:
        first, second = (
            parser.parse(plain, default=unset, fuzzy=True, ignoretz=True, tzinfos=_ZONES) for unset in _UNSET
        )
    except (ValueError, OverflowError):
        return None
    return (first, bool(_HOURS.search(plain))) if first.date() == second.date() else None
