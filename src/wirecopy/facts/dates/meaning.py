"""What an expression of time means: its TIMEX3 value, and the first and last day it covers."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

_EARLY = 10  # days of a month, or a third of a longer period, that "early" and "late" keep


@dataclass(frozen=True, slots=True)
class Meaning:
    """A TIMEX3 value, its type, and its first and last day where it has them (ISO)."""

    value: str
    type: str = "DATE"
    start: str | None = None
    end: str | None = None


def day_value(day: date, suffix: str = "") -> Meaning:
    """Return one day, or a part of it ("TMO")."""
    return Meaning(day.isoformat() + suffix, "TIME" if suffix else "DATE", day.isoformat(), day.isoformat())


def week_value(day: date, weekend: bool = False) -> Meaning:
    """Return the ISO week of a day, or its weekend.

    >>> week_value(date(2023, 5, 30))
    Meaning(value='2023-W22', type='DATE', start='2023-05-29', end='2023-06-04')
    """
    year, week, weekday = day.isocalendar()
    monday = day - timedelta(days=weekday - 1)
    first = monday + timedelta(days=5) if weekend else monday
    last = monday + timedelta(days=6)
    return Meaning(f"{year}-W{week:02d}{'-WE' if weekend else ''}", "DATE", first.isoformat(), last.isoformat())


def month_value(year: int, month: int) -> Meaning:
    """Return a month."""
    if not (1 <= year <= 9999):
        return Meaning(f"XXXX-{month:02d}")
    last = monthrange(year, month)[1]
    return Meaning(f"{year:04d}-{month:02d}", "DATE", f"{year:04d}-{month:02d}-01", f"{year:04d}-{month:02d}-{last}")


def quarter_value(year: int, quarter: int) -> Meaning:
    """Return a quarter of a year."""
    first, last = month_value(year, 3 * quarter - 2), month_value(year, 3 * quarter)
    return Meaning(f"{year:04d}-Q{quarter}", "DATE", first.start, last.end)


def year_value(year: int) -> Meaning:
    """Return a year."""
    return Meaning(f"{year:04d}", "DATE", f"{year:04d}-01-01", f"{year:04d}-12-31")


def decade_value(year: int) -> Meaning:
    """Return the decade of a year: 1984 lies in "198"."""
    first = year // 10 * 10
    return Meaning(f"{year // 10}", "DATE", f"{first:04d}-01-01", f"{first + 9:04d}-12-31")


def century_value(year: int) -> Meaning:
    """Return the century of a year: 1984 lies in "19"."""
    first = year // 100 * 100
    return Meaning(f"{year // 100:02d}", "DATE", f"{first:04d}-01-01", f"{first + 99:04d}-12-31")


def season_value(year: int, season: str) -> Meaning:
    """Return a season; its days are those of the northern half of the world, by whole months."""
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[season]
    last = month_value(year + (first == 12), first + 2 if first < 12 else 2)
    return Meaning(f"{year:04d}-{season}", "DATE", f"{year:04d}-{first:02d}-01", last.end)


def shifted_month(day: date, months: int) -> tuple[int, int]:
    """Return year and month so many months away."""
    count = day.year * 12 + day.month - 1 + months
    return count // 12, count % 12 + 1


def part_of(meaning: Meaning, which: str, today: date | None) -> Meaning:
    """Return the part that "early", "late", "earlier" or "later" keeps of a period; its value stays.

    >>> part_of(month_value(2023, 5), "early", None).end
    '2023-05-10'
    """
    if meaning.start is None or meaning.end is None:
        return meaning
    first, last = date.fromisoformat(meaning.start), date.fromisoformat(meaning.end)
    third = max(1, ((last - first).days + 1) // 3)
    if which == "early":
        last = min(last, first + timedelta(days=third - 1))
    elif which == "late":
        first = max(first, last - timedelta(days=third - 1))
    elif which == "earlier" and today is not None:
        last = max(first, min(last, today))
    elif which == "later" and today is not None:
        first = min(last, max(first, today + timedelta(days=1)))
    return Meaning(meaning.value, meaning.type, first.isoformat(), last.isoformat())
