"""When a page was published and changed: as its row, its source, its timestamp lines or its address state it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from wirecopy.clean.html.metadata import SourceMetadata
from wirecopy.clean.rules.datetimes import StatedTime, parse_stated
from wirecopy.clean.rules.marks import Mark, Sheet
from wirecopy.clean.rules.timestamp import Times, read_times

_ADDRESS_DAY = re.compile(
    r"/(?P<year>(?:19|20)\d\d)[/\-](?P<month>\d{1,2}|[A-Za-z]{3,9})[/\-](?P<day>\d{1,2})(?=[/\-_.?#]|$)"
)
_TIME_TAG = "time tag"
_PRINTED = "page: behind the headline"
_FEW = 3  # times behind a headline that may be those of one page
_DAY, _MINUTE = 10, 16  # characters of an ISO time that are its day, its local time to the minute


class _SourcedTime(NamedTuple):
    """A time in ISO 8601 and where it was found; `assumed` says what had to be assumed for its offset."""

    iso: str
    source: str
    assumed: str | None = None

    def time(self) -> tuple[str, str]:
        return self.iso, f"{self.source}, {self.assumed}" if self.assumed else self.source


def page_times(sheet: Sheet, marks: Sequence[Mark], facts: SourceMetadata) -> Times:
    """Return the times of the input row, else of the page's source, else of a timestamp line, else of its address.

    What a feed states of the page comes after the page's own words, before its address.
    """
    stated = [(sheet.page.published, sheet.page.stated_by or "row")] if sheet.page.published else []
    row, fed = ([], stated) if sheet.page.stated_by else (stated, [])
    published = _finest(sheet, [*row, *facts.published])
    changed = [(sheet.page.updated, "row")] if sheet.page.updated else []
    updated = _finest(sheet, [*changed, *facts.updated])
    printed = Times() if published and updated else read_times(sheet, marks)
    exact = [*((text, _TIME_TAG) for text in facts.time_tags), *fed]
    tags = [
        _SourcedTime(moment.iso, source, moment.assumed)
        for text, source in exact
        if (moment := _parsed_time(sheet, text))
    ]
    first = published or _exact(printed.published, printed.published_source, tags) or _lone(sheet, facts)
    last = updated or _exact(printed.updated, printed.updated_source, tags)
    if not first:
        first, changed_later = _first_and_last(sheet, facts)
        last = last or changed_later
    first = first or _finest(sheet, fed) or _of_address(sheet)
    return Times(*(first.time() if first else (None, None)), *(last.time() if last else (None, None)))


def _parsed_time(sheet: Sheet, text: str) -> StatedTime | None:
    return parse_stated(text, sheet.rules, sheet.country)


def _finest(sheet: Sheet, stated: Iterable[tuple[str, str]]) -> _SourcedTime | None:
    """Return the first time stated, in the words of a later one where that says the same more exactly."""
    times = [
        _SourcedTime(moment.iso, source, moment.assumed)
        for text, source in stated
        if (moment := _parsed_time(sheet, text))
    ]
    return next((_refined(first, times) for first in times), None)


def _refined(first: _SourcedTime, times: Iterable[_SourcedTime]) -> _SourcedTime:
    """Return a time as another one states it that has the same day and time of day, and an hour or an offset more."""
    if len(first.iso) > _MINUTE and not first.assumed:
        return first
    finer = [other for other in times if _says_more(other, first)]
    return finer[0] if len({other.iso for other in finer}) == 1 else first


def _says_more(other: _SourcedTime, first: _SourcedTime) -> bool:
    size = min(len(first.iso), _MINUTE)
    more = len(other.iso) > len(first.iso) or (first.assumed is not None and len(other.iso) > _MINUTE)
    return more and not other.assumed and other.iso[:size] == first.iso[:size]


def _exact(iso: str | None, source: str | None, tags: Sequence[_SourcedTime]) -> _SourcedTime | None:
    """Return a printed time with the offset that a time tag of the same time of day states."""
    if iso is None or source is None:
        return None
    where, _, assumed = source.partition(", ")
    return _refined(_SourcedTime(iso, where, assumed or None), tags)


def _lone(sheet: Sheet, facts: SourceMetadata) -> _SourcedTime | None:
    """Return the one time that the time tags by the headline state, else the one that all of the page state."""
    for tags in (facts.headline_times, facts.time_tags):
        times = {moment for text in tags if (moment := _parsed_time(sheet, text))}
        if len(times) == 1:
            moment = times.pop()
            return _SourcedTime(moment.iso, _TIME_TAG, moment.assumed)
    return None


def _first_and_last(sheet: Sheet, facts: SourceMetadata) -> tuple[_SourcedTime | None, _SourcedTime | None]:
    """Return the first and the last of two or three times that stand behind the headline, in tags or in print."""
    for stated, source in ((facts.following_times, _TIME_TAG), (facts.printed_times, _PRINTED)):
        times = {moment for text in stated if (moment := _parsed_time(sheet, text))}
        if 0 < len(times) <= _FEW:
            first, *others = sorted(times, key=lambda moment: moment.iso)
            last = others[-1] if others else None
            return _SourcedTime(first.iso, source, first.assumed), _SourcedTime(
                last.iso, source, last.assumed
            ) if last else None
    return None, None


def _of_address(sheet: Sheet) -> _SourcedTime | None:
    """Return the day that a page's address holds between slashes."""
    url = sheet.page.url
    match = _ADDRESS_DAY.search(url[:2000]) if url else None
    if match is None:
        return None
    year, month, day = match["year"], match["month"].lower(), int(match["day"])
    number = int(month) if month.isdigit() else sheet.rules.months.get(month)
    try:
        return _SourcedTime(date(int(year), number or 0, day).isoformat(), "url")
    except ValueError:
        return None
