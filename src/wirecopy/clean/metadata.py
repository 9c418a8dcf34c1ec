"""What a page says about its article: title, place, agency, byline, each with where it was found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wirecopy.clean.authors import page_authors
from wirecopy.clean.country import Country
from wirecopy.clean.html.metadata import Facts
from wirecopy.clean.rules.credit import copyright_agency, credited_agency
from wirecopy.clean.rules.dateline import parse_dateline, place_of
from wirecopy.clean.rules.datetimes import tokens, zone_country
from wirecopy.clean.rules.marks import Mark, Sheet

MAX_DATELINE = 200


class Signature(NamedTuple):
    """Who stands behind an article, and where it was filed."""

    dateline_place: str | None = None
    agency: str | None = None
    agency_source: str | None = None
    byline: str | None = None


def read_signature(sheet: Sheet, marks: Sequence[Mark], facts: Facts) -> Signature:
    """Return place, agency and byline; a dateline's agency goes before a byline's, a credit's."""
    place, dateline_agency, listed = _dateline(sheet, marks)
    place = place or _stated_place(sheet)
    names, byline_agency = page_authors(sheet, marks, facts)
    sources = (
        (dateline_agency, "dateline tag" if listed else "dateline tag, unknown to the table of agencies"),
        (byline_agency, "byline"),
        *((agency, "credit") for agency in _credits(sheet, marks)),
        *((agency, "copyright line") for agency in _holders(sheet, marks)),
    )
    agency, source = next(((agency, source) for agency, source in sources if agency), (None, None))
    return Signature(place, agency, source, names)


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


def _stated_place(sheet: Sheet) -> str | None:
    """Return the place of the dateline that the input states: "EASTMERE, May 14 (HPA)", or the place alone."""
    stated = sheet.page.dateline
    if not stated or len(stated) > MAX_DATELINE:
        return None
    found = parse_dateline(f"{stated.rstrip(' -–—:')} - x", sheet.rules)
    return found.place if found else place_of(stated, sheet.rules)


def _credits(sheet: Sheet, marks: Sequence[Mark]) -> Iterator[str | None]:
    for mark in marks:
        if mark.kind == "agency_credit":
            yield credited_agency(sheet.raw[mark.start : mark.end], sheet.rules)


def _holders(sheet: Sheet, marks: Sequence[Mark]) -> Iterator[str | None]:
    for mark in marks:
        if mark.kind == "copyright":
            yield copyright_agency(sheet.lines[mark.line].text, sheet.rules)


def stated_title(sheet: Sheet, facts: Facts) -> str | None:
    """Return the title that the input row or the page's source states."""
    title = sheet.page.title or facts.title
    return " ".join(title.split()) or None if title else None
