"""What a page says about its article: title, place, agency, byline, each with where it was found."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from wirecopy.clean.authors import SEVERAL, page_authors
from wirecopy.clean.country import Country, host_of
from wirecopy.clean.credit.agency_mark import agency_mark
from wirecopy.clean.credit.page_credit import PageCredit, read_credit, section_credit, staff_credit, tag_credit
from wirecopy.clean.credit.printed_address import address_credit
from wirecopy.clean.html.metadata import SourceMetadata
from wirecopy.clean.html.stated_authors import letters
from wirecopy.clean.language.language_pack import Rules
from wirecopy.clean.rules.dateline import parse_dateline, place_of
from wirecopy.clean.rules.datetimes import tokens, zone_country
from wirecopy.clean.rules.marks import Mark, Sheet
from wirecopy.types import Span

MAX_DATELINE = 200

_AGENCY_SOURCES = {
    "dateline": "dateline tag", "tag": "dateline tag, unknown to the table of agencies", "copyright": "copyright line",
    "byline_tail": "byline", "stated": "byline",
}  # fmt: skip
"""The form of a credit -> where its agency was found; of any other form, in a credit."""


class Signature(NamedTuple):
    """Who stands behind an article, and where it was filed."""

    dateline_place: str | None = None
    credit: PageCredit | None = None
    byline: str | None = None
    added: tuple[str, ...] = ()

    @property
    def agency_source(self) -> str | None:
        """Where the agency was found."""
        if self.credit is None or self.credit.agency is None:
            return None
        return _AGENCY_SOURCES.get(self.credit.form, "credit")


def read_signature(
    sheet: Sheet, marks: Sequence[Mark], facts: SourceMetadata, spans: Sequence[Span], language: str | None
) -> Signature:
    """Return place, credit and byline; where no credit is plain, an agency's tag of no table in the dateline is one.

    A byline without a credit is the outlet's own. On a page in another language than the rules' only a stated author
    and an agency's mark at the edges of the text are credited.
    """
    place, tag = _dateline(sheet, marks)
    byline = page_authors(sheet, marks, facts)
    row = sheet.page.author
    stated = SEVERAL.split(row) if row and not (sheet.page.stated_by and facts.authors) else facts.authors
    own = tuple(dict.fromkeys(filter(None, (sheet.page.outlet, facts.publisher, host_of(sheet.page.url)))))
    lines = sheet.lines if language in (sheet.rules.language, None) else ()
    credit, added = read_credit(sheet.raw, lines, spans, sheet.rules.credits, own=own, stated=stated)
    if not lines and (credit is None or credit.kind == "own"):
        credit = agency_mark(sheet.raw, sheet.lines, spans, sheet.rules.credits, own=own) or credit
    if tag is not None and (credit is None or credit.kind == "own"):
        credit = tag_credit(tag, own, sheet.rules.credits) or credit
    if credit is None or credit.kind == "own":
        signed = byline is not None
        credit = section_credit(sheet.page.url, own, sheet.rules.credits, signed=signed) or credit
    if credit is None or credit.kind == "own":
        credit = address_credit(sheet.raw, lines, spans, sheet.rules.credits, own=own) or credit
    if credit is not None and credit.kind == "outlet" and byline is not None and not stated:
        credit = None if _is_person(byline, credit.names, sheet.rules) else credit
    if credit is None and byline is not None and sheet.page.outlet:
        printed = min(((mark.start, mark.end) for mark in marks if mark.kind == "byline"), default=None)
        credit = staff_credit(sheet.page.outlet, printed, sheet.rules.credits)
    house = credit is not None and not stated and byline is not None and _is_one_of(byline, credit.names, sheet.rules)
    return Signature(place or _stated_place(sheet), credit, None if house else byline, added)


def _is_one_of(byline: str, houses: Sequence[str], rules: Rules) -> bool:
    """Return whether a printed byline names no person but a house that is credited, by this name or another of its."""
    key = rules.credits.sources.key
    return letters(byline) in {letters(house) for house in houses} or key(byline) in {key(house) for house in houses}


def _is_person(byline: str, houses: Sequence[str], rules: Rules) -> bool:
    """Return whether what is credited is the writer: a usual given name and another, and no source of the table."""
    words = byline.split()
    named = letters(byline) in {letters(house) for house in houses} and rules.credits.sources.named(byline) is None
    return named and 2 <= len(words) <= 3 and words[0].lower() in rules.given_names


def shown_country(sheet: Sheet, marks: Sequence[Mark], stated_country: Country) -> Country:
    """Return the outlet's country, from the clock of its timestamps where its address does not show it."""
    if stated_country.code is not None:
        return stated_country
    for mark in marks:
        if mark.kind != "timestamp":
            continue
        for token in tokens(sheet.raw[mark.start : mark.end], sheet.rules):
            country = zone_country(token.text, sheet.rules) if token.group == "zone" else None
            if country:
                return Country(country, f"zone {token.text} on the page")
    return stated_country


def _dateline(sheet: Sheet, marks: Sequence[Mark]) -> tuple[str | None, str | None]:
    """Return the place of the first dateline that has one, and the agency's tag of the first that has one."""
    place = tag = None
    for mark in sorted((m for m in marks if m.kind == "dateline"), key=lambda m: m.start):
        text = sheet.lines[mark.line].text
        dateline = parse_dateline(text, sheet.rules) or parse_dateline(f"{text} x", sheet.rules)
        opens = dateline is not None and mark.start == sheet.lines[mark.line].start
        stated = dateline.place if dateline and opens else place_of(sheet.raw[mark.start : mark.end], sheet.rules)
        place = place or stated
        if tag is None and dateline is not None and opens:
            tag = dateline.agency
        if place and tag:
            break
    return place, tag


def _stated_place(sheet: Sheet) -> str | None:
    """Return the place of the dateline that the input states: "EASTMERE, May 14 (HPA)", or the place alone."""
    stated = sheet.page.dateline
    if not stated or len(stated) > MAX_DATELINE:
        return None
    dateline = parse_dateline(f"{stated.rstrip(' -–—:')} - x", sheet.rules)
    return dateline.place if dateline else place_of(stated, sheet.rules)
