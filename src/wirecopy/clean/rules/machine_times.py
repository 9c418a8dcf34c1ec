"""Times as programs write them: ISO 8601, RFC 822, 850 and 5322, C's asctime, JavaScript's dates, counted seconds."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple

MAX_CHARS = 120
YEARS = range(1990, 2100)
# The names that RFC 5322 and ISO C fix, whatever a page's language.
_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTHS = {name: number for number, name in enumerate(_NAMES, 1)}

_ISO = re.compile(
    r"(?P<year>\d{4})(?:(?P<dash>-?)(?P<month>\d\d)(?P=dash)(?P<day>\d\d)|-?W(?P<week>\d\d)-?(?P<weekday>[1-7])"
    r"|-(?P<ordinal>\d{3}))(?=\D|$|\d{4,6}(?!\d))(?P<rest>.*)",
    re.DOTALL,
)
_CLOCK = re.compile(
    r"(?:[T_]|\s{0,3}(?:,|-\s)?\s{0,3})(?P<hour>\d\d?):?(?P<minute>\d\d)(?::?\d\d(?:[.,:]\d{1,12})?)?(?P<rest>.*)",
    re.DOTALL | re.IGNORECASE,
)
_DAY_FIRST = re.compile(
    r"(?:[A-Za-z]{3,9}[,.]?\s{1,3})?(?P<day>\d{1,2})(?:\s{1,3}|-)(?P<month>[A-Za-z]{3,9})\.?(?:\s{1,3}|-)"
    r"(?P<year>\d{4}|\d\d)(?P<rest>\s.*)",
    re.DOTALL,
)
_MONTH_FIRST = re.compile(
    r"[A-Za-z]{3,9}[,.]?\s{1,3}(?P<month>[A-Za-z]{3,9})\s{1,3}(?P<day>\d{1,2}),?\s{1,3}"
    r"(?:(?P<year>\d{4})(?P<rest>\s.*)|(?P<clock>\d\d:\d\d(?::\d\d)?)\s(?P<zone>[^\d]{0,20})(?P<last>\d{4}))",
    re.DOTALL,
)
_OFFSET = re.compile(
    r"\s{0,3}(?:(?:GMT|UTC|UT|Z)?\s?(?P<sign>[+\-−])\s?(?P<hours>\d\d?)(?::?(?P<minutes>\d\d))?(?::\d\d)?|(?P<utc>Z|UTC?|GMT))"
    r"\s{0,3}(?:\([^()]{0,60}\)|\[[\w/+\-]{1,40}\])?\s{0,3}",
    re.IGNORECASE,
)
_REGION = re.compile(r"\s{0,3}[(\[]?(?P<region>[A-Z][A-Za-z_]{1,20}(?:/[A-Z][\w+\-]{1,30}){1,2})[)\]]?\s{0,3}")
_NAMED = re.compile(r"\s{0,3}\(?(?P<name>(?![AP]M\b)[A-Z]{2,5})\)?\s{0,3}")
_COUNT = re.compile(r"(?:/?Date\()?(?P<count>\d{9,19})(?:\.\d{1,9})?(?:[+\-]\d{4})?\)?/?")
_POWER = re.compile(r"\d\.\d{1,18}[eE]\+?\d\d")
_SECONDS = (datetime(1990, 1, 1, tzinfo=UTC).timestamp(), datetime(2100, 1, 1, tzinfo=UTC).timestamp())
_COMPACT = (8, 12, 14)  # YYYYMMDD, with HHMM, with HHMMSS: read as the date they show, not as counted seconds


class MachineTime(NamedTuple):
    """A time as a program wrote it. Without a clock time it is a day; `zone` is an offset or a zone's short name."""

    day: date
    clock: tuple[int, int] | None = None
    zone: str | None = None


def machine_time(text: str) -> MachineTime | None:
    """Return the time that a text is in one of the forms programs write, null where it is none of them.

    >>> machine_time("Wed, 27 Apr 2016 19:25:14 -0400")
    MachineTime(day=datetime.date(2016, 4, 27), clock=(19, 25), zone='-04:00')
    >>> machine_time("1511806845000").clock, machine_time("20171127T192045Z").zone
    ((18, 20), '+00:00')
    """
    text = text.strip()
    if not text or len(text) > MAX_CHARS:
        return None
    moment = _epoch_time(text) or _iso(text) or _lettered(text)
    return moment if moment and moment.day.year in YEARS else None


def _epoch_time(text: str) -> MachineTime | None:
    """Return the moment of a count of seconds, or of thousandths and smaller parts, since 1970."""
    if _POWER.fullmatch(text):
        text = str(int(float(text)))
    match = _COUNT.fullmatch(text)
    if match is None or (len(match["count"]) in _COMPACT and _iso(match["count"])):
        return None
    seconds = int(match["count"])
    while seconds >= _SECONDS[1]:
        seconds //= 1000
    if seconds < _SECONDS[0]:
        return None
    moment = datetime.fromtimestamp(seconds, UTC)
    return MachineTime(moment.date(), (moment.hour, moment.minute), "+00:00")


def _iso(text: str) -> MachineTime | None:
    match = _ISO.fullmatch(text)
    if match is None:
        return None
    year = int(match["year"])
    try:
        if match["week"]:
            day = date.fromisocalendar(year, int(match["week"]), int(match["weekday"]))
        elif match["ordinal"]:
            day = date(year, 1, 1) + timedelta(days=int(match["ordinal"]) - 1)
        else:
            day = date(year, int(match["month"]), int(match["day"]))
    except (ValueError, OverflowError):
        return None
    if day.year != year and not match["week"]:  # there is no such day of that year
        return None
    return _timed(day, match["rest"])


def _lettered(text: str) -> MachineTime | None:
    """Return the time of a form whose month is a word."""
    match = _DAY_FIRST.fullmatch(text) or _MONTH_FIRST.fullmatch(text)
    month = _MONTHS.get(match["month"][:3].lower()) if match else None
    if match is None or month is None:
        return None
    parts = match.groupdict()
    year = int(parts["year"] or parts["last"])
    if year < 100:  # RFC 5322, 4.3
        year += 2000 if year < 50 else 1900
    rest = parts["rest"] if parts["year"] else f" {parts['clock']} {parts['zone']}"
    try:
        return _timed(date(year, month, int(parts["day"])), rest)
    except ValueError:
        return None


def _timed(day: date, rest: str) -> MachineTime | None:
    """Return the day with the clock time and the zone that follow it; null where something else does."""
    if not rest.strip():
        return MachineTime(day)
    match = _CLOCK.fullmatch(rest)
    if match is None:
        zone = _zone(rest, day, (0, 0))  # XML Schema writes a zone behind a bare day
        return MachineTime(day) if zone else None
    clock = int(match["hour"]), int(match["minute"])
    if clock == (24, 0):
        day, clock = day + timedelta(days=1), (0, 0)
    if clock[0] > 23 or clock[1] > 59:
        return None
    if not match["rest"].strip():
        return MachineTime(day, clock)
    zone = _zone(match["rest"], day, clock)
    return MachineTime(day, clock, zone) if zone else None


def _zone(text: str, day: date, clock: tuple[int, int]) -> str | None:
    """Return what a text behind a clock time states as its zone: an offset, else a zone's short name."""
    match = _OFFSET.fullmatch(text)
    if match is not None:
        if match["utc"] or int(match["hours"]) > 18:
            return "+00:00" if match["utc"] else None
        sign = "+" if match["sign"] == "+" or not int(match["hours"] + (match["minutes"] or "")) else "-"
        return f"{sign}{int(match['hours']):02d}:{match['minutes'] or '00'}"
    region = _REGION.fullmatch(text)
    if region is not None:
        return region_offset(region["region"], day, clock)
    named = _NAMED.fullmatch(text)
    return named["name"] if named else None


def region_offset(region: str, day: date, clock: tuple[int, int]) -> str | None:
    """Return the offset that a region of the time zone database has at a local time, null for one it does not know.

    >>> region_offset("America/New_York", date(2016, 4, 27), (19, 25))
    '-04:00'
    """
    from zoneinfo import ZoneInfo

    try:
        local = datetime(day.year, day.month, day.day, *clock, tzinfo=ZoneInfo(region))
    except (KeyError, ValueError, OSError):  # no such region, or no database on this machine
        return None
    offset = local.strftime("%z")
    return f"{offset[:3]}:{offset[3:5]}"
