"""Days, weekdays, months and clock times: what each means for its anchor."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

from wirecopy.facts.dates import words as w
from wirecopy.facts.dates.anchor import Anchor, Tense
from wirecopy.facts.dates.meaning import Meaning, day_value, month_value
from wirecopy.facts.dates.shared import PART, YEAR, modified

_MONTH = re.compile(rf"\b{w.MONTH}")
_WEEKDAY = re.compile(w.WEEKDAY)
_DAY = re.compile(r"\b(3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?\b")
_CLOCK = re.compile(r"(\d{1,2})(?:[:.](\d\d))? ?([ap])?", re.IGNORECASE)
_TODAY = {"today": 0, "yesterday": -1, "tomorrow": 1, "tonight": 0, "overnight": -1, "last night": -1}
_FAR, _NEAR = 8, 3  # months: a date so far back gives way to the same date so near ahead, whatever the tense


def stamp(low: str, text: str, anchor: Anchor, tense: Tense) -> Meaning | None:
    """Return an ISO day or time."""
    day = date.fromisoformat(text[:10])
    return replace(day_value(day), value=text if len(text) > 10 else day.isoformat())


def slashed(low: str, text: str, anchor: Anchor, tense: Tense) -> Meaning | None:
    """Return a day in figures and strokes."""
    first, second, last = (int(n) for n in text.split("/"))
    year = last if last > 99 else last + (2000 if last < 50 else 1900)
    month, day = (first, second) if first <= 12 else (second, first)
    return day_value(date(year, month, day))


def full(low: str, text: str, anchor: Anchor, tense: Tense) -> Meaning | None:
    """Return a day of a month."""
    match = _MONTH.search(text)
    if match is None:
        return None
    number, years = w.month(match.group()), YEAR.findall(text)
    rest = YEAR.sub(" ", text[: match.start()] + " " + text[match.end() :])
    days = _DAY.findall(_WEEKDAY.sub(" ", rest))
    if not days:
        return modified(low, _of_month(number, int(years[0]) if years else None, low, anchor, tense), anchor)
    if years:
        return day_value(date(int(years[-1]), number, int(days[0])))
    if anchor.today is None:
        return Meaning(f"XXXX-{number:02d}-{int(days[0]):02d}")
    return day_value(nearest_day(number, int(days[0]), anchor.today, tense))


def nearest_day(month: int, day: int, today: date, tense: Tense) -> date:
    """Return that day of the year that fits the tense; without one, the nearest."""
    around = [date(y, month, day) for y in (today.year - 1, today.year, today.year + 1) if _is_day(y, month, day)]
    if not around:
        raise ValueError(day)
    if tense == "past":
        before = [d for d in around if d <= today + timedelta(days=1)] or around[:1]
        ahead = next((d for d in around if d > today), None)
        far = (today - before[-1]).days > 30 * _FAR and ahead is not None and (ahead - today).days < 30 * _NEAR
        return ahead if far and ahead is not None else before[-1]
    if tense == "future":
        behind = [d for d in around if d >= today - timedelta(days=60)]
        return behind[0] if behind else around[-1]
    return min(around, key=lambda d: abs((d - today).days))


def _is_day(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def month(low: str, text: str, anchor: Anchor, tense: Tense) -> Meaning | None:
    """Return a month."""
    match = _MONTH.search(text)
    if match is None:
        return None
    number, years = w.month(match.group()), YEAR.findall(text)
    if low.startswith(("each", "every")):
        return Meaning(f"XXXX-{number:02d}", "SET")
    return modified(low, _of_month(number, int(years[0]) if years else None, low, anchor, tense), anchor)


def _of_month(number: int, year: int | None, low: str, anchor: Anchor, tense: Tense) -> Meaning:
    today = anchor.today
    if year is not None:
        return month_value(year, number)
    if today is None:
        return Meaning(f"XXXX-{number:02d}")
    if "last year" in low:
        return month_value(today.year - 1, number)
    if "next year" in low:
        return month_value(today.year + 1, number)
    if low.startswith("this ") or "this year" in low:
        return month_value(today.year, number)
    if low.startswith("last "):
        return month_value(today.year - (number >= today.month), number)
    if low.startswith("next ") or tense == "future":
        return month_value(today.year + (number < today.month), number)
    ahead = (number - today.month) % 12
    if 0 < ahead <= _NEAR and tense != "past":
        return month_value(today.year + (number < today.month), number)
    return month_value(today.year - (number > today.month), number)


def weekday(low: str, text: str, anchor: Anchor, tense: Tense) -> Meaning | None:
    """Return a day of the week."""
    match = _WEEKDAY.search(text)
    if match is None:
        return None
    wanted, part = w.weekday(match.group()), PART.search(low)
    suffix = f"T{w.PARTS[part.group(1)]}" if part else ""
    if low.startswith(("each", "every")) or text[match.end() : match.end() + 1] == "s":
        return Meaning(f"XXXX-WXX-{wanted}{suffix}", "SET")
    if anchor.today is None:
        return Meaning(f"XXXX-WXX-{wanted}{suffix}")
    return day_value(_nearest_weekday(wanted, low, anchor, tense), suffix)


def _nearest_weekday(wanted: int, low: str, anchor: Anchor, tense: Tense) -> date:
    today = anchor.today or date.min
    back = (today.isoweekday() - wanted) % 7
    if low.startswith(("last ", "this past ", "previous")):
        return today - timedelta(days=back or 7)
    if "previous" in low and anchor.last is not None:
        return anchor.last - timedelta(days=(anchor.last.isoweekday() - wanted) % 7 or 7)
    if low.startswith(("next ", "this coming ", "the coming")) or (tense == "future" and back != 0):
        return today + timedelta(days=7 - back)
    return today - timedelta(days=back)


def day(low: str, text: str, anchor: Anchor, tense: Tense) -> Meaning | None:
    """Return a day counted from the anchor."""
    if anchor.today is None:
        return None
    part = PART.search(low)
    word = next((known for known in _TODAY if known in low), "today")
    day = anchor.today + timedelta(days=_TODAY[word])
    if word in ("tonight", "overnight", "last night"):
        return day_value(day, "TNI")
    return day_value(day, f"T{w.PARTS[part.group(1)]}" if part else "")


def clock(low: str, text: str, anchor: Anchor, tense: Tense) -> Meaning | None:
    """Return a time of day."""
    match = _CLOCK.search(text)
    hour, minute = (12, None) if low.startswith("noon") else (24, None) if low.startswith("midnight") else (-1, None)
    if hour < 0 and match is not None:
        hour, minute = int(match.group(1)), match.group(2)
        if hour > 24 or (minute is not None and int(minute) > 59):
            return None
        half = (match.group(3) or "").lower()
        hour = hour % 12 + 12 * (half == "p") if half else hour
    time = f"T{hour:02d}:{minute or '00'}"
    rest = text[match.end() :] if match is not None else text
    if _MONTH.search(rest):
        found_day = full(w.plain(rest), rest, anchor, tense)
    elif _WEEKDAY.search(rest):
        found_day = weekday("", rest, anchor, tense)
    else:
        found_day = day(low, text, anchor, tense)
    return Meaning(
        f"{(found_day.start if found_day else None) or 'XXXX-XX-XX'}{time}",
        "TIME",
        found_day.start if found_day else None,
        found_day.end if found_day else None,
    )
