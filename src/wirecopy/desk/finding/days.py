"""How the rows of a question lie in time: by the day, or by the week, month or year where the days are many."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from wirecopy.desk.finding.index import StoryIndex

MOST_BARS = 48
"""Where the days are more than so many, a bar is a week, a month or a year."""
_UNITS = (("day", 1.0), ("week", 7.0), ("month", 30.44), ("year", 365.25))


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of days, its rows, and how many of them are apart (of events: conflict)."""

    first: str
    last: str
    number: int
    apart: int = 0


def bars(finder: StoryIndex, query: str, values: dict[str, object]) -> tuple[Bar, ...]:
    """Return the bars of a question whose answer has a column `day` (a date, or text of one) and one `apart`."""
    dated = f"SELECT try_cast(day AS DATE) AS day, apart FROM ({query})"
    first, last = finder.rows(f"SELECT min(day), max(day) FROM ({dated})", values)[0]
    if first is None:
        return ()
    unit = _unit(first, last)
    rows = finder.rows(
        f"SELECT date_trunc('{unit}', day)::DATE AS first, (first + INTERVAL 1 {unit} - INTERVAL 1 day)::DATE,"
        f" count(*), count(*) FILTER (apart) FROM ({dated}) WHERE day IS NOT NULL GROUP BY first ORDER BY first",
        values,
    )
    return tuple(Bar(begin.isoformat(), end.isoformat(), number, apart) for begin, end, number, apart in rows)[
        -MOST_BARS:
    ]


def _unit(first: date, last: date) -> str:
    """Return the smallest unit of which the days between make few enough.

    >>> _unit(date(2024, 1, 1), date(2024, 1, 20)), _unit(date(2020, 1, 1), date(2023, 1, 1))
    ('day', 'month')
    """
    days = (last - first).days
    return next((name for name, length in _UNITS if days / length < MOST_BARS - 1), _UNITS[-1][0])
