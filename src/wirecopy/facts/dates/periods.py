"""Weeks, months, quarters, years and seasons that count from the anchor ("last week", "the third quarter")."""

from __future__ import annotations

from datetime import date, timedelta

from wirecopy.facts.dates import words as w
from wirecopy.facts.dates.anchor import Anchor, Tense
from wirecopy.facts.dates.meaning import (
    Meaning,
    century_value,
    day_value,
    decade_value,
    month_value,
    part_of,
    quarter_value,
    season_value,
    shifted_month,
    week_value,
    year_value,
)
from wirecopy.facts.dates.shared import BACK, ORDINAL, YEAR, modified

_WHICH = ("last", "next", "previous", "following", "past", "this", "coming", "current", "same", "that", "upcoming")
_STEP = {"last": -1, "previous": -1, "past": -1, "next": 1, "following": 1, "coming": 1, "upcoming": 1}


def counted_period(low: str, text: str, anchor: Anchor, tense: Tense) -> Meaning | None:
    """Return a period counted from the anchor."""
    words = low.removesuffix(" or so").split()
    which = next((word for word in words if word in _WHICH), "this")
    step = _STEP.get(which, 0)
    ref = anchor.today
    if which in ("that", "same", "following", "previous") and anchor.last is not None:
        ref = anchor.last
    if ref is None:
        return None
    return modified(low, period(words[-1], ref, step, anchor), anchor)


def period(name: str, ref: date, step: int, anchor: Anchor) -> Meaning | None:
    """Return the period of a name so many steps from the one that holds a day."""
    match name:
        case "year":
            return year_value(ref.year + step)
        case "quarter":
            count = ref.year * 4 + (ref.month - 1) // 3 + step
            return quarter_value(count // 4, count % 4 + 1)
        case "month":
            return month_value(*shifted_month(ref, step))
        case "week" | "weekend":
            return week_value(ref + timedelta(days=7 * step), name == "weekend")
        case "day":
            return day_value(ref + timedelta(days=step))
        case "decade":
            return decade_value(ref.year + 10 * step)
        case "century":
            return century_value(ref.year + 100 * step)
        case "hour" | "minute":
            return Meaning("PT1H" if name == "hour" else "PT1M", "DURATION")
    if name in w.PARTS:
        return day_value(ref + timedelta(days=step), f"T{w.PARTS[name]}")
    if name in w.SEASONS:
        return _season(name, ref, step)
    return None


def _season(name: str, ref: date, step: int) -> Meaning:
    first = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}[w.SEASONS[name]]
    if step < 0:
        return season_value(ref.year - (ref.month <= first + 2), w.SEASONS[name])
    return season_value(ref.year + (step > 0 and ref.month >= first), w.SEASONS[name])


def weekend(low: str, text: str, anchor: Anchor, tense: Tense) -> Meaning | None:
    """Return a weekend."""
    today = anchor.today
    if today is None:
        return None
    if low.startswith("next"):
        return week_value(today + timedelta(days=7), True)
    early = today.isoweekday() <= 3
    back = low.startswith(("last", "this past", "the past")) or (tense != "future" and early and "this" not in low)
    return week_value(today - timedelta(days=7 if back else 0), True)


def seasonof(low: str, text: str, anchor: Anchor, tense: Tense) -> Meaning | None:
    """Return a season of a year."""
    season = next(code for name, code in w.SEASONS.items() if name in low)
    return season_value(int(YEAR.findall(text)[-1]), season)


def wholeyear(low: str, text: str, anchor: Anchor, tense: Tense) -> Meaning | None:
    """Return the period that is being spoken of."""
    name = low.split()[-1]
    if name == "quarter":
        return quarter("the latest quarter", text, anchor, tense)
    if name == "year":
        if any(full in low for full in ("full", "whole", "entire")) and anchor.today is not None:
            return year_value(anchor.today.year)
        return Meaning("P1Y", "DURATION")
    ref = anchor.last or anchor.today
    return period(name, ref, 0, anchor) if ref is not None else None


def endof(low: str, text: str, anchor: Anchor, tense: Tense) -> Meaning | None:
    """Return the end or beginning of a period."""
    rest = low.split(" of ", 1)[-1]
    if anchor.today is None:
        return None
    step = -1 if rest.startswith("last") else 1 if rest.startswith("next") else 0
    meaning = period(rest.split()[-1], anchor.today, step, anchor)
    if meaning is None or "rest" in low or "remainder" in low:
        return meaning
    return part_of(meaning, "late" if "end" in low else "early", anchor.today)


def yearend(low: str, text: str, anchor: Anchor, tense: Tense) -> Meaning | None:
    """Return the last day of a year."""
    if anchor.today is None:
        return None
    back = tense == "past" and anchor.today.month < 12
    return day_value(date(anchor.today.year - back, 12, 31))


def quarter(low: str, text: str, anchor: Anchor, tense: Tense) -> Meaning | None:
    """Return a quarter; "the third quarter" is that of this year, or of the last one where it is yet to come."""
    years = YEAR.findall(text)
    word = ORDINAL.search(low)
    ordinal = w.ORDINALS.get(word.group(1)) if word else None
    if "half" in low:
        year = int(years[-1]) if years else anchor.today.year if anchor.today else None
        return Meaning(f"{year:04d}-H{1 if ordinal != 2 else 2}") if year else None
    today = anchor.today
    if today is None and not years:
        return None
    done = _done_quarter(today) if today is not None else (0, 1)
    number = ordinal or (anchor.quarter or done)[1]
    if years:
        return quarter_value(int(years[-1]), number)
    if today is None:
        return None
    here = (today.month - 1) // 3 + 1
    year = today.year
    if ordinal is None:
        year, number = anchor.quarter or done
    elif number > here + 1 or (number > here and tense == "past"):
        year -= 1
    return quarter_value(year - (BACK.search(low) is not None) + ("next year" in low), number)


def _done_quarter(today: date) -> tuple[int, int]:
    count = today.year * 4 + (today.month - 1) // 3 - 1
    return count // 4, count % 4 + 1


def back(low: str, text: str, anchor: Anchor, tense: Tense) -> Meaning | None:
    """Return the same period a year before."""
    years = YEAR.findall(text)
    if anchor.quarter is not None:
        return quarter_value(int(years[-1]) if years else anchor.quarter[0] - 1, anchor.quarter[1])
    if anchor.today is None:
        return None
    return year_value(int(years[-1]) if years else anchor.today.year - 1)


def owned(low: str, text: str, anchor: Anchor, tense: Tense) -> Meaning | None:
    """Return a quarter of this, the last or the next year."""
    if anchor.today is None:
        return None
    year = anchor.today.year + (-1 if low.startswith("last") else 1 if low.startswith("next") else 0)
    word = ORDINAL.search(low)
    number = w.ORDINALS.get(word.group(1)) if word else (anchor.quarter or _done_quarter(anchor.today))[1]
    return quarter_value(year, number or _done_quarter(anchor.today)[1])
