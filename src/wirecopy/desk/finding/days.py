"""How the rows of a question lie in time: by the day, or by the week, month or year where the days are many."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from wirecopy.desk.finding.index import StoryIndex

MOST_BARS = 48
"""Where the days are more than so many, a bar is a week, a month or a year."""
FAR, FEWER = 0.06, 4
"""So small a share of the rows is left out at the ends where the others lie in a span so many times shorter."""
_UNITS = (("day", 1.0), ("week", 7.0), ("month", 30.44), ("year", 365.25))


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of days, its rows, and how many of them are apart (of events: conflict)."""

    first: str
    last: str
    number: int
    apart: int = 0
    beyond: int = 0
    """Of the first bar and the last: rows still further out, which nobody draws."""


def bars(finder: StoryIndex, query: str, values: dict[str, object]) -> tuple[Bar, ...]:
    """Return the bars of a question whose answer has a column `day` (a date, or text of one) and one `apart`."""
    found = finder.rows(
        f"SELECT try_cast(day AS DATE) AS told, count(*), count(*) FILTER (apart) FROM ({query})"
        " WHERE year(told) BETWEEN 1 AND 9998 GROUP BY told ORDER BY told",
        values,
    )
    return drawn(found)


def drawn(found: Sequence[tuple[date, int, int]]) -> tuple[Bar, ...]:
    """Return the bars of days in order, each with its rows and how many of them are apart."""
    if not found:
        return ()
    core = _core([(day, number) for day, number, _ in found])
    before, after = (sum(row[1] for row in rows) for rows in (found[: core.start], found[core.stop :]))
    found = found[core]
    unit = _unit(found[0][0], found[-1][0])
    gathered: dict[date, list[int]] = {}
    for day, number, apart in found:
        counts = gathered.setdefault(_first(day, unit), [0, 0])
        counts[0] += number
        counts[1] += apart
    shown = list(gathered.items())
    before += sum(counts[0] for _, counts in shown[:-MOST_BARS])
    made = [Bar(first.isoformat(), _last(first, unit).isoformat(), *counts) for first, counts in shown[-MOST_BARS:]]
    made[0] = replace(made[0], beyond=before)
    made[-1] = replace(made[-1], beyond=made[-1].beyond + after)
    return tuple(made)


def _core(days: Sequence[tuple[date, int]]) -> slice:
    """Return the stretch of the days, each with its rows, in which they lie but for a few that lie far off.

    >>> _core([(date(1990, 1, 1), 1), *((date(2018, 7, day), 9) for day in range(1, 9))])
    slice(1, 9, None)
    >>> _core([(date(2018, 7, 1), 9), (date(2018, 7, 3), 9)])
    slice(0, 2, None)
    """
    left = FAR * sum(number for _, number in days)
    low, high = 0, len(days)
    while high - low > 2:
        gaps = (days[low + 1][0] - days[low][0], days[high - 1][0] - days[high - 2][0])
        end = low if gaps[0] >= gaps[1] else high - 1
        left -= days[end][1]
        if left < 0:
            break
        low, high = (low + 1, high) if end == low else (low, high - 1)
    whole, span = days[-1][0] - days[0][0], days[high - 1][0] - days[low][0]
    return slice(low, high) if span * FEWER <= whole else slice(0, len(days))


def _first(day: date, unit: str) -> date:
    """Return the first day of the stretch that a day lies in.

    >>> _first(date(2024, 2, 29), "month").day, _first(date(2024, 1, 3), "week").day
    (1, 1)
    """
    if unit in ("day", "week"):
        return day - timedelta(days=day.weekday() if unit == "week" else 0)
    return day.replace(day=1) if unit == "month" else day.replace(month=1, day=1)


def _last(first: date, unit: str) -> date:
    """Return the last day of the stretch that begins on a day.

    >>> _last(date(2024, 2, 1), "month").day, _last(date(2024, 1, 1), "week").day
    (29, 7)
    """
    longest = {"day": 0, "week": 6, "month": 31, "year": 366}[unit]
    if unit in ("day", "week"):
        return first + timedelta(days=longest)
    return _first(first + timedelta(days=longest), unit) - timedelta(days=1)


def _unit(first: date, last: date) -> str:
    """Return the smallest unit of which the days between make few enough.

    >>> _unit(date(2024, 1, 1), date(2024, 1, 20)), _unit(date(2020, 1, 1), date(2023, 1, 1))
    ('day', 'month')
    """
    days = (last - first).days
    return next((name for name, length in _UNITS if days / length < MOST_BARS - 1), _UNITS[-1][0])
