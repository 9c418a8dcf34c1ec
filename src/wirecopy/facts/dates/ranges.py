"""Intervals in a few figures: "October 9-11", "between May 5 and 7", "June-July 2023", "1914-18"."""

from __future__ import annotations

import re
from datetime import date

from wirecopy.facts.dates import words as w
from wirecopy.facts.dates.anchor import Anchor, Tense
from wirecopy.facts.dates.days import nearest_day
from wirecopy.facts.dates.meaning import Meaning, month_value
from wirecopy.facts.dates.shared import YEAR

_MONTH = re.compile(w.MONTH)
_DAY = re.compile(r"\b(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b")
_YEARS = re.compile(r"\A(\d{4})\D+(\d{2}(?:\d\d)?)\Z")


def ranged(low: str, text: str, anchor: Anchor, tense: Tense) -> Meaning | None:
    """Return one interval, its value as ISO 8601 has it: the first day, a stroke, the last."""
    whole = _YEARS.match(text)
    if whole is not None:
        return _years(int(whole[1]), whole[2])
    years = YEAR.findall(text)
    rest = YEAR.sub(" ", text)
    months, days = [w.month(name) for name in _MONTH.findall(rest)], [int(day) for day in _DAY.findall(rest)]
    if not days:
        return _months(months, int(years[-1])) if years else None
    if years:
        last = date(int(years[-1]), months[-1], days[1])
    elif anchor.today is not None:
        last = nearest_day(months[-1], days[1], anchor.today, tense)
    else:
        return Meaning(f"XXXX-{months[0]:02d}-{days[0]:02d}/XXXX-{months[-1]:02d}-{days[1]:02d}")
    first = date(last.year - (months[0] > months[-1]), months[0], days[0])
    return _interval(first.isoformat(), last.isoformat())


def _years(first: int, second: str) -> Meaning | None:
    last = int(second) if len(second) == 4 else first // 100 * 100 + int(second)
    meaning = _interval(f"{first:04d}-01-01", f"{last:04d}-12-31")
    return Meaning(f"{first:04d}/{last:04d}", "DATE", meaning.start, meaning.end) if meaning else None


def _months(months: list[int], year: int) -> Meaning | None:
    first, last = month_value(year - (months[0] > months[1]), months[0]), month_value(year, months[1])
    return Meaning(f"{first.value}/{last.value}", "DATE", first.start, last.end)


def _interval(first: str, last: str) -> Meaning | None:
    """Return an interval; none where it ends before it begins."""
    return Meaning(f"{first}/{last}", "DATE", first, last) if first <= last else None
