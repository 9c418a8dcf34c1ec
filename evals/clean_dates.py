"""Dates of cleaned pages: none invented, and right where the page says. What evals/clean.py prints of them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from clean_html import Sample

from wirecopy.clean import clean_page, load_rules
from wirecopy.options import CleanOptions

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
NEAR_DAYS = 1  # a zone's width
_URL_DAY = re.compile(r"/(20\d\d)/(\d\d?)/(\d\d?)/")


@dataclass(frozen=True, slots=True)
class DateScore:
    """How many pages were dated, how many dates stand nowhere in the page, and how the address agrees."""

    pages: int
    dated: int
    invented: list[str]
    checked: int
    right: int


def date_score(samples: Iterable[Sample]) -> DateScore:
    """Return how the dates of these pages came out.

    A date is invented when neither the source nor the address holds its year, month and day in any usual form.
    Addresses with a day in them say when a page was published; they are hidden from the cleaner here.
    """
    rules, options = load_rules(), CleanOptions()
    pages = dated = checked = right = 0
    invented = []
    for sample in samples:
        page = sample.page(html=True)
        stated = _URL_DAY.search(sample.url or "")
        hidden = type(page)(**{name: getattr(page, name) for name in page.__slots__} | {"url": None})
        published = clean_page(hidden, rules, options).article.published
        pages += 1
        if published is None:
            continue
        dated += 1
        if not _stands(published[:10], sample.source.decode("utf-8", "replace")):
            invented.append(f"{sample.name[:8]} {published[:10]}")
        if stated:
            checked += 1
            told = date(*map(int, stated.groups()))
            right += abs((date.fromisoformat(published[:10]) - told).days) <= NEAR_DAYS
    return DateScore(pages, dated, invented, checked, right)


def _stands(day: str, source: str) -> bool:
    """Whether a day, or its neighbour across a zone, stands in a page in a usual form."""
    year, month, number = day.split("-")
    name = MONTHS[int(month) - 1]
    forms = (
        rf"{year}[-/.]?{month}[-/.]?{number}", rf"{number}[-/. ]{month}[-/. ](?:{year}|{year[2:]})",
        rf"{month}[-/. ]{number}[-/. ](?:{year}|{year[2:]})", rf"0?{int(month)}/0?{int(number)}/(?:{year}|{year[2:]})",
        rf"{name}\w*\.?\s+0?{int(number)}\w*,?\s+{year}", rf"0?{int(number)}\w*\s+(?:of\s)?{name}\w*\.?,?\s+{year}",
    )  # fmt: skip
    return any(re.search(form, source, re.IGNORECASE) for form in forms)
