"""The times that an HTML page shows behind its headline, in the months of its own language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

MAX_LINE = 160  # characters of a line that may say when a page was published
MAX_LINES = 60  # behind the headline, looked at
_MOST_WORDS = 9  # beside the time: what has more is running text
_BEFORE = 5  # words before the first time
_DATE = re.compile(
    r"(?<![\d.,/-])(?:"
    r"(?P<year>(?:19|20)\d\d)\s?(?P<sign>[-./年년])\s?(?P<month>\d{1,2})\s?[-./月월]\s?(?P<day>\d{1,2})(?:\s?[日일])?"
    r"|(?P<first>\d{1,2})(?P<dot>[./-])(?P<second>\d{1,2})(?P=dot)(?P<last>(?:19|20)\d\d)"
    r"|(?P<on>\d{1,2})(?:er|º|°|\.)?\s{1,2}(?:de\s{1,2}|d[’'])?(?P<name>[^\W\d_]{3,14})\.?,?"
    r"\s{1,2}(?:de\s{1,2}|del\s{1,2})?(?P<of>(?:19|20)\d\d)"
    r")(?!\d)"
)
_CLOCK = re.compile(
    r"\W{0,6}(?:[^\W\d]{1,8}\.?\W{1,3}){0,2}(?P<hour>[01]?\d|2[0-3])\s?(?P<sign>[:.hH時시])\s?(?P<minute>[0-5]\d)(?!\d|[.:]\d{3})"
)
_WORD = re.compile(r"[^\W\d_]+")


def printed_times(lines: Iterable[str], language: str | None) -> tuple[str, ...]:
    """Return the local times in ISO 8601, earliest first, of the first line that is little else than times.

    `language` is the page's; without one only dates in figures that cannot be misread are told.

    >>> printed_times(["Karlsund", "Publié le 12 mars 2024 à 08h30, modifié le 13 mars 2024 à 9h05"], "fr")
    ('2024-03-12T08:30', '2024-03-13T09:05')
    >>> printed_times(["12.03.2024 | 08:30 Uhr"], "de"), printed_times(["03/04/2024"], "en")
    (('2024-03-12T08:30',), ())
    """
    for _, line in zip(range(MAX_LINES), lines, strict=False):
        if len(line) <= MAX_LINE:
            times = sorted(set(_times(line, language)))
            if times:
                return tuple(times)
    return ()


def _times(line: str, language: str | None) -> Iterator[str]:
    dates = list(_DATE.finditer(line))
    if not dates or len(_WORD.findall(line[: dates[0].start()])) > _BEFORE:
        return
    if len(_WORD.findall(_DATE.sub(" ", line))) > _MOST_WORDS:
        return
    for match in dates:
        day = _day(match, language)
        if day:
            clock = _CLOCK.match(line, match.end())
            yield f"{day}T{int(clock['hour']):02d}:{clock['minute']}" if clock else day


def _day(match: re.Match[str], language: str | None) -> str | None:
    if match["year"]:
        year, month, day = match["year"], int(match["month"]), int(match["day"])
    elif match["name"]:
        year, month, day = match["of"], _months(language).get(match["name"].lower().rstrip("."), 0), int(match["on"])
    else:
        year, month, day = match["last"], int(match["second"]), int(match["first"])
        if (language is None or language == "en") and month != day and day <= 12:
            return None  # nobody can tell which is the month
    try:
        return datetime(int(year), month, day).date().isoformat()
    except ValueError:
        return None


def _months(language: str | None) -> dict[str, int]:
    """Return the number of each month by the names that the Unicode locale data give it."""
    from babel import UnknownLocaleError
    from babel.dates import get_month_names

    try:
        forms = [
            get_month_names(width, context, language)
            for width in ("wide", "abbreviated")
            for context in ("format", "stand-alone")
        ]
    except (UnknownLocaleError, ValueError, TypeError):
        return {}
    return {str(name).lower().rstrip("."): int(number) for form in forms for number, name in form.items()}
