"""So much time, ago or long ("two years ago", "the past three months"), and years, decades and vague words."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from wirecopy.facts.dates import words as w
from wirecopy.facts.dates.anchor import Anchor, Tense
from wirecopy.facts.dates.meaning import (
    Meaning,
    century_value,
    day_value,
    decade_value,
    month_value,
    quarter_value,
    shifted_month,
    year_value,
)
from wirecopy.facts.dates.periods import period
from wirecopy.facts.dates.shared import YEAR, Rule, modified

_UNIT = re.compile(w.UNIT)
_COUNT = re.compile(rf"(?i){w.COUNT}")
_DECADES = {
    "twenties": 2,
    "thirties": 3,
    "forties": 4,
    "fifties": 5,
    "sixties": 6,
    "seventies": 7,
    "eighties": 8,
    "nineties": 9,
}
_CENTURIES = {"eighteenth": 18, "nineteenth": 19, "twentieth": 20, "twenty-first": 21}
_CALENDAR = 9_000  # years beyond which a count leads out of any calendar


def ago(low: str, text: str, anchor: Anchor, tense: Tense) -> Meaning | None:
    """Return a time so far back or ahead."""
    found, unit = _count_and_unit(low)
    back = low.endswith(("ago", "earlier", "before"))
    ref = anchor.today if low.endswith(("ago", "hence", "now")) else anchor.last or anchor.today
    if low.endswith(("earlier", "before")) and unit in ("year", "month") and anchor.quarter is None:
        ref = anchor.today
    if found is None:
        return Meaning("PAST_REF" if back else "FUTURE_REF")
    if ref is None or found > _CALENDAR:
        return None
    if unit == "year" and found == 1 and back and anchor.quarter is not None:
        return quarter_value(anchor.quarter[0] - 1, anchor.quarter[1])
    return _moved(ref, unit, int(-found if back else found))


def _moved(ref: date, unit: str, count: int) -> Meaning | None:
    match unit:
        case "year":
            return year_value(ref.year + count)
        case "decade":
            return decade_value(ref.year + 10 * count)
        case "century":
            return century_value(ref.year + 100 * count)
        case "quarter":
            return period("quarter", ref, count, Anchor(ref))
        case "month":
            return month_value(*shifted_month(ref, count))
        case "week" | "fortnight":
            return day_value(ref + timedelta(days=count * (7 if unit == "week" else 14)))
        case "day" | "night":
            return day_value(ref + timedelta(days=count))
    return Meaning(f"PT{abs(count)}{w.UNITS[unit]}", "DURATION")


def _count_and_unit(low: str) -> tuple[float | None, str]:
    unit = _UNIT.search(low)
    name = w.unit(unit.group()) if unit else "day"
    head = re.sub(
        r"^(?:about|almost|nearly|some|more than|over|less than|just|only|at least|up to|as many as|no "
        r"more than|the|past|last|next|first|in)\b ?",
        "",
        low,
    )
    head = re.sub(r"^(?:past|last|next|first|previous|final|coming|recent|following|preceding|initial)\b ?", "", head)
    match = _COUNT.match(head)
    return (w.number(match.group()) if match else 1.0), name


def span(low: str, text: str, anchor: Anchor, tense: Tense) -> Meaning | None:
    """Return a length of time."""
    return _length(low)


def _length(low: str) -> Meaning:
    found, unit = _count_and_unit(low)
    half = low.endswith(" and a half")
    code = w.UNITS[unit]
    if found is None:
        return Meaning(f"P{'T' if unit in w.CLOCK_UNITS else ''}X{code}", "DURATION")
    count = found + 0.5 * half
    if code in ("E", "C"):
        count, code = count * (10 if code == "E" else 100), "Y"
    elif code == "F":
        count, code = count * 2, "W"
    elif code == "Q":
        count, code = count * 3, "M"
    shown = f"{count:g}" if count < 1e6 else f"{int(count)}"
    return Meaning(f"P{'T' if unit in w.CLOCK_UNITS else ''}{shown}{code}", "DURATION")


def duration(low: str, text: str, anchor: Anchor, tense: Tense) -> Meaning | None:
    """Return a length of time."""
    return _length(low)


def every(low: str, text: str, anchor: Anchor, tense: Tense) -> Meaning | None:
    """Return what returns."""
    return replace(_length(re.sub(r"^(?:each|every) ", "", low)), type="SET")


def recent(low: str, text: str, anchor: Anchor, tense: Tense) -> Meaning | None:
    """Return a vague stretch of years, months or days."""
    unit = low.split()[-1].removesuffix("s")
    if "recent" in low and unit in ("month", "week", "quarter"):
        return Meaning("PXW" if unit == "week" else "PXM", "DURATION")
    return Meaning("FUTURE_REF" if "coming" in low or "future" in low else "PAST_REF")


def year(low: str, text: str, anchor: Anchor, tense: Tense) -> Meaning | None:
    """Return a year."""
    return modified(low, year_value(int(YEAR.findall(text)[0])), anchor)


def short(low: str, text: str, anchor: Anchor, tense: Tense) -> Meaning | None:
    """Return a year of two figures."""
    return year_value(_full_year(int(text[-2:]), anchor))


def _full_year(two: int, anchor: Anchor) -> int:
    now = anchor.today.year if anchor.today else 2000
    return min((c * 100 + two for c in (18, 19, 20)), key=lambda year: (year > now + 20, abs(year - now)))


def decade(low: str, text: str, anchor: Anchor, tense: Tense) -> Meaning | None:
    """Return a decade."""
    figures = re.search(r"\d{2,4}", low)
    if figures is None:
        tens = next(n for word, n in _DECADES.items() if word in low)
        return modified(low.removeprefix("the "), decade_value(_full_year(10 * tens, anchor)), anchor)
    digits = figures.group()
    return modified(
        low.removeprefix("the "),
        decade_value(int(digits) if len(digits) > 2 else _full_year(int(digits), anchor)),
        anchor,
    )


def century(low: str, text: str, anchor: Anchor, tense: Tense) -> Meaning | None:
    """Return a century."""
    figures = re.search(r"\d{1,2}", low)
    number = int(figures.group()) if figures else next(n for word, n in _CENTURIES.items() if word in low)
    return century_value(100 * (number - 1)) if 0 < number < 30 else None


def vague(value: str) -> Rule:
    """Return a rule that gives a vague value."""
    return lambda low, text, anchor, tense: Meaning(value)
