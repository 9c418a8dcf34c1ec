"""What a page says about its article: title, times, place, agency, byline, each with where it was found."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from typing import NamedTuple

from wirecopy.clean.country import Country
from wirecopy.clean.html.metadata import Facts
from wirecopy.clean.rules.byline import parse_byline
from wirecopy.clean.rules.credit import copyright_agency, credited_agency
from wirecopy.clean.rules.dateline import parse_dateline, place_of
from wirecopy.clean.rules.datetimes import parse_stated, tokens, zone_country
from wirecopy.clean.rules.marks import Mark, Sheet
from wirecopy.clean.rules.timestamp import Times, read_times

_ADDRESS_DAY = re.compile(
    r"/(?P<year>(?:19|20)\d\d)[/\-](?P<month>\d{1,2}|[A-Za-z]{3,9})[/\-](?P<day>\d{1,2})(?=[/\-_.?#]|$)"
)


class Signature(NamedTuple):
    """Who stands behind an article, and where it was filed."""

    dateline_place: str | None = None
    agency: str | None = None
    agency_source: str | None = None
    byline: str | None = None


def read_signature(sheet: Sheet, marks: Sequence[Mark], facts: Facts) -> Signature:
    """Return place, agency and byline; a dateline's agency goes before a byline's, a credit's."""
    place, dateline_agency, listed = _dateline(sheet, marks)
    names, byline_agency = _byline(sheet, marks, facts)
    sources = (
        (dateline_agency, "dateline tag" if listed else "dateline tag, unknown to the table of agencies"),
        (byline_agency, "byline"),
        *((agency, "credit") for agency in _credits(sheet, marks)),
        *((agency, "copyright line") for agency in _holders(sheet, marks)),
    )
    agency, source = next(((agency, source) for agency, source in sources if agency), (None, None))
    return Signature(place, agency, source, names)


def page_times(sheet: Sheet, marks: Sequence[Mark], facts: Facts) -> Times:
    """Return the times of the input row, else of the page's source, else of a timestamp line, else of its address."""
    published = _stated(sheet.page.published, "row", sheet) or _sourced(facts.published, sheet)
    updated = _sourced(facts.updated, sheet)
    stated = Times() if published and updated else read_times(sheet, marks)
    first = published or (stated.published, stated.published_source)
    if first[0] is None:
        first = _of_address(sheet.page.url, sheet) or first
    last = updated or (stated.updated, stated.updated_source)
    return Times(*first, *last)


def shown_country(sheet: Sheet, marks: Sequence[Mark], known: Country) -> Country:
    """Return the outlet's country, from the clock of its timestamps where its address does not show it."""
    if known.code is not None:
        return known
    for mark in marks:
        if mark.kind != "timestamp":
            continue
        for token in tokens(sheet.raw[mark.start : mark.end], sheet.rules):
            country = zone_country(token.text, sheet.rules) if token.group == "zone" else None
            if country:
                return Country(country, f"zone {token.text} on the page")
    return known


def _dateline(sheet: Sheet, marks: Sequence[Mark]) -> tuple[str | None, str | None, bool]:
    place = agency = None
    listed = True
    for mark in sorted((m for m in marks if m.kind == "dateline"), key=lambda m: m.start):
        text = sheet.lines[mark.line].text
        found = parse_dateline(text, sheet.rules) or parse_dateline(f"{text} x", sheet.rules)
        opens = found is not None and mark.start == sheet.lines[mark.line].start
        stated = found.place if found and opens else place_of(sheet.raw[mark.start : mark.end], sheet.rules)
        place = place or stated
        if agency is None and found is not None and opens:
            agency, listed = found.agency, found.listed
        if place and agency:
            break
    return place, agency, listed


def _byline(sheet: Sheet, marks: Sequence[Mark], facts: Facts) -> tuple[str | None, str | None]:
    names = agency = None
    for mark in sorted((m for m in marks if m.kind == "byline"), key=lambda m: m.start):
        text = sheet.raw[mark.start : mark.end]
        found = parse_byline(text, sheet.rules)
        names = names or (found.names if found else " ".join(text.split()))
        agency = agency or (found.agency if found else None)
    if facts.author and (names is None or agency is None):
        stated = parse_byline(f"By {facts.author}", sheet.rules)
        names = names or (stated.names if stated else facts.author)
        agency = agency or (stated.agency if stated else None)
    return names, agency


def _credits(sheet: Sheet, marks: Sequence[Mark]) -> Iterator[str | None]:
    for mark in marks:
        if mark.kind == "agency_credit":
            yield credited_agency(sheet.raw[mark.start : mark.end], sheet.rules)


def _holders(sheet: Sheet, marks: Sequence[Mark]) -> Iterator[str | None]:
    for mark in marks:
        if mark.kind == "copyright":
            yield copyright_agency(sheet.lines[mark.line].text, sheet.rules)


def _stated(text: str | None, source: str, sheet: Sheet) -> tuple[str, str] | None:
    stated = parse_stated(text, sheet.rules, sheet.country) if text else None
    if stated is None:
        return None
    return stated.iso, f"{source}, {stated.assumed}" if stated.assumed else source


def _of_address(url: str | None, sheet: Sheet) -> tuple[str, str] | None:
    """Return the day that a page's address holds between slashes."""
    match = _ADDRESS_DAY.search(url[:2000]) if url else None
    if match is None:
        return None
    year, month, day = match["year"], match["month"].lower(), int(match["day"])
    number = int(month) if month.isdigit() else sheet.rules.months.get(month)
    try:
        return date(int(year), number or 0, day).isoformat(), "url"
    except ValueError:
        return None


def _sourced(fact: tuple[str, str] | None, sheet: Sheet) -> tuple[str, str] | None:
    return _stated(fact[0], fact[1], sheet) if fact else None


def stated_title(sheet: Sheet, facts: Facts) -> str | None:
    """Return the title that the input row or the page's source states."""
    title = sheet.page.title or facts.title
    return " ".join(title.split()) or None if title else None
