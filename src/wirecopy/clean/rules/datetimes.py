"""Dates and times as web pages write them: the grammar of a timestamp line, and ISO 8601 out of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from wirecopy.clean.language.language_pack import Rules, Zone
from wirecopy.clean.rules.machine_times import YEARS, machine_time

MAX_LINE = 200  # the longest timestamp line with bylines seen in 391 scraped pages has 150 characters
_NUMBERS = re.compile(r"\d+")
_LETTERS = re.compile(r"[^\W\d_]+")
DATES = frozenset({"iso", "mdy", "dmy", "num"})
CLOCKS = frozenset({"time", "clock", "four"})
MAX_OFFSET = 14  # hours: no clock on earth is farther from UTC


class TimeToken(NamedTuple):
    """A token of a line: the name of its group in the pack's pattern, and where it stands."""

    group: str
    text: str
    start: int
    end: int


class Moment(NamedTuple):
    """A time as a line states it; what is not stated is null."""

    label: str | None
    day: date | None
    clock: tuple[int, int] | None
    zone: str | None


class StatedTime(NamedTuple):
    """A time in ISO 8601, and what had to be assumed for it."""

    iso: str
    assumed: str | None


def tokens(text: str, rules: Rules) -> list[TimeToken]:
    """Return the tokens of a short line, in order and without gaps."""
    return [
        TimeToken(match.lastgroup if match.lastgroup != "mark" else "num", match[0], match.start(), match.end())
        for match in rules.moment.finditer(text)
        if match.lastgroup is not None
    ]


def dated(tokens: list[TimeToken]) -> bool:
    """Whether a full date stands among the tokens."""
    return any(token.group in DATES for token in tokens)


def moments(tokens: list[TimeToken], rules: Rules, country: str | None) -> list[Moment]:
    """Return the times that timestamp tokens state; a missing date or zone is taken from its neighbour.

    A label opens a new time ("Updated 08:01 pm IST" takes the date of the time before it).
    """
    result = [Moment(None, None, None, None)]
    country = country or _month_first(tokens, rules)
    for token in tokens:
        held = result[-1]
        if token.group == "label":
            kind = rules.labels[" ".join(token.text.lower().split())]
            if kind != "neutral":
                result.append(Moment(kind, None, None, None))
        elif token.group in DATES:
            day = _day(token, rules, country)
            if held.day is None:
                result[-1] = held._replace(day=day)
            elif day not in (None, held.day):  # the same day in another form is no second time
                result.append(Moment(None, day, None, None))
        elif token.group in CLOCKS:
            clock = _clock(token)
            if held.clock is None:
                result[-1] = held._replace(clock=clock)
            elif clock not in (None, held.clock):
                result.append(Moment(None, None, clock, None))
        elif token.group in ("zone", "offset") and held.clock is not None and held.zone is None:
            result[-1] = held._replace(zone=token.text)
    return _filled([m for m in result if m.day is not None or m.clock is not None])


def _month_first(tokens: list[TimeToken], rules: Rules) -> str | None:
    """Return the United States where a time stands at one of their clocks: days are written there month first."""
    words = (token.text.split()[0].upper() for token in tokens if token.group == "zone")
    meanings = [zones[0] for word in words if (zones := rules.zones.get(word))]
    american = all(_summer(zone) is us_summer if zone.clock else zone.country == "US" for zone in meanings)
    return "US" if meanings and american else None


def _filled(stated: list[Moment]) -> list[Moment]:
    zone = next((m.zone for m in stated if m.zone), None)
    day: date | None = None
    result = []
    for moment in stated:
        day = moment.day or day
        result.append(moment._replace(day=day, zone=moment.zone or (zone if moment.clock else None)))
    return result


def iso(moment: Moment, rules: Rules, country: str | None) -> StatedTime | None:
    """Return the time in ISO 8601 to the minute, or the date where no time is stated; null without a date."""
    if moment.day is None:
        return None
    if moment.clock is None:
        return StatedTime(moment.day.isoformat(), None)
    offset, assumed = _offset(moment, rules, country)
    return StatedTime(f"{moment.day.isoformat()}T{moment.clock[0]:02d}:{moment.clock[1]:02d}{offset}", assumed)


def zone_country(text: str, rules: Rules) -> str | None:
    """Return the country that alone uses a zone's abbreviation."""
    meanings = rules.zones.get(text.split()[0].upper() if text else "", ())
    return meanings[0].sure if meanings else None


def parse_stated(text: str, rules: Rules, country: str | None) -> StatedTime | None:
    """Return the first time that a metadata value or an input row states, or null when it is not one.

    >>> from wirecopy.clean.language.language_pack import load_rules
    >>> parse_stated("Wed, 27 Apr 2016 19:25:14 -0400", load_rules(), None).iso
    '2016-04-27T19:25-04:00'
    """
    written = machine_time(text)
    if written is not None:
        return iso(Moment(None, *written), rules, country)
    time_tokens = tokens(text.strip()[:MAX_LINE], rules)
    if not dated(time_tokens) or any(token.group == "word" and _LETTERS.search(token.text) for token in time_tokens):
        return None
    stated = moments(time_tokens, rules, country)
    return iso(stated[0], rules, country) if stated else None


def _day(token: TimeToken, rules: Rules, country: str | None) -> date | None:
    numbers = [int(n) for n in _NUMBERS.findall(token.text[:40])]
    if token.group == "iso":
        return _date(numbers[0], numbers[1], numbers[2])
    if token.group == "num":
        return _numeric(numbers, rules, country)
    names = (rules.months.get(word.lower()) for word in _LETTERS.findall(token.text))
    month = next((number for number in names if number), 0)
    return _date(numbers[1], month, numbers[0])


def _numeric(numbers: list[int], rules: Rules, country: str | None) -> date | None:
    """Return the day of "03/04/2018": by the country's habit, else only where a part cannot be a month."""
    first, second, year = numbers
    year += 2000 if year < 100 else 0
    if country in rules.countries["month_first"]:
        return _date(year, first, second) or _date(year, second, first)
    if country in rules.countries["day_first"]:
        return _date(year, second, first) or _date(year, first, second)
    if first == second or (first > 12) != (second > 12):
        return _date(year, first, second) or _date(year, second, first)
    return None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day) if year in YEARS else None
    except ValueError:
        return None


def _clock(token: TimeToken) -> tuple[int, int] | None:
    if token.group == "four":
        hour, minute = int(token.text[:2]), int(token.text[2:4])
    else:
        numbers = [int(n) for n in _NUMBERS.findall(token.text)]
        hour, minute = numbers[0], numbers[1] if len(numbers) > 1 else 0
    letters = token.text.lower().translate({46: None, 32: None})
    if token.group == "time" and hour <= 12:
        hour = hour % 12 + (12 if "p" in letters else 0)
    return (hour, minute) if hour < 24 and minute < 60 else None


def _offset(moment: Moment, rules: Rules, country: str | None) -> tuple[str, str | None]:
    """Return the offset a time stands at, and what was assumed to find it."""
    if moment.zone is None:
        clock = rules.clocks.get(country or "")
        return (clock, f"zone of {country}") if clock else ("", None)
    if any(c.isdigit() for c in moment.zone):
        return _numeric_offset(moment.zone), None
    word = moment.zone.split()[0]
    meanings = rules.zones.get(word) or rules.zones.get(word.upper(), ())
    if not meanings:
        return "", None
    chosen = next((zone for zone in meanings if zone.country and zone.country == country), None)
    if chosen is not None:
        return _at(chosen, moment), f"zone of {country}" if len(meanings) > 1 else None
    assumed = len(meanings) > 1 and not meanings[0].plain
    return _at(meanings[0], moment), f"zone assumed {meanings[0].name}" if assumed else None


def _numeric_offset(text: str) -> str:
    sign = "-" if "-" in text or "−" in text else "+"
    digits = "".join(_NUMBERS.findall(text))
    hours, minutes = (digits, "00") if len(digits) <= 2 else (digits[:-2], digits[-2:])
    return f"{sign}{int(hours):02d}:{minutes}" if int(hours) <= MAX_OFFSET else ""


def _at(zone: Zone, moment: Moment) -> str:
    if zone.clock is None:
        return zone.offset or ""
    return (zone.summer if moment.day and _summer(zone)(moment.day) else zone.standard) or ""


def _summer(zone: Zone) -> Callable[[date], bool]:
    return eu_summer if zone.clock == "eu" else us_summer


def us_summer(day: date) -> bool:
    """Whether US clocks stand at summer time on a day (the law of 2007 and the one before it)."""
    if day.year >= 2007:
        return _sunday(day.year, 3, 8) <= day < _sunday(day.year, 11, 1)
    return _sunday(day.year, 4, 1) <= day < _sunday(day.year, 10, 25)


def eu_summer(day: date) -> bool:
    """Whether European clocks stand at summer time on a day: from March's last Sunday to October's."""
    return _sunday(day.year, 3, 25) <= day < _sunday(day.year, 10, 25)


def _sunday(year: int, month: int, earliest: int) -> date:
    first = date(year, month, earliest)
    return first + timedelta(days=6 - first.weekday())


def timestamp_stretches(tokens: list[TimeToken]) -> Iterator[tuple[int, int]]:
    """Yield index ranges of tokens with no foreign word in them, separators at either end left out."""
    start: int | None = None
    for i, token in enumerate([*tokens, TimeToken("word", "", 0, 0)]):
        if token.group == "word":
            if start is not None:
                end = i
                while end > start and tokens[end - 1].group == "sep":
                    end -= 1
                if end > start:
                    yield start, end
            start = None
        elif start is None and token.group != "sep":
            start = i
