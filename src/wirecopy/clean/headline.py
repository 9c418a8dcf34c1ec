"""The headline of an article as its page shows it: without the name of the site or of a section behind or before it."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence

from wirecopy.clean.html.metadata import SourceMetadata
from wirecopy.clean.html.titles import likeliest
from wirecopy.clean.rules.marks import Mark, Sheet
from wirecopy.clean.rules.title import ENTRY
from wirecopy.clean.site_names import JOINT, MAX_TITLE, MIN_LETTERS, letters, site_names, without_site
from wirecopy.types import Page


def headline(page: Page, facts: SourceMetadata) -> str | None:
    """Return the title that the row states, else the likeliest of its source's; null where there is none."""
    names = site_names(*facts.sites, page.outlet, page.url)
    stated = " ".join((page.title or "").split())
    if stated and letters(stated) not in {letters(title.text) for title in facts.titles}:
        return as_shown(without_site(stated, names), facts.headings) or None
    return likeliest(facts.titles, names) or stated or None


def printed_headline(sheet: Sheet, marks: Sequence[Mark]) -> str | None:
    """Return the headline that the marks show, without its section and what other showings or the site leave out."""
    shown = [
        " ".join(sheet.lines[mark.line].text.split())
        for mark in marks
        if mark.kind == "own_title" and mark.evidence != ENTRY
    ]
    if not shown:
        return None
    title = as_shown(without_site(shown[0], site_names(sheet.page.outlet, sheet.page.url)), shown[1:])
    return without_rubric(title if shown[0].startswith(title) else shown[0], sheet.rules.sections)


def without_rubric(title: str, sections: Container[str]) -> str:
    """Return a title without the name of a section and a bar before it.

    >>> without_rubric("Opinion | Ferry to close", {"opinion"}), without_rubric("Ferry | Bridge shut", {"opinion"})
    ('Ferry to close', 'Ferry | Bridge shut')
    """
    rubric, _, rest = title[:MAX_TITLE].partition("|")
    return title[len(rubric) + 1 :].strip() if rest.strip() and rubric.strip().lower() in sections else title


def as_shown(title: str, headings: Iterable[str]) -> str:
    """Return a title without what a bar, dash or colon parts from the page's own heading in it.

    >>> as_shown("Ferry to close - Harbour News - The Herald", ["Ferry to close"])
    'Ferry to close'
    """
    wanted = {own for own in map(letters, headings) if len(own) >= MIN_LETTERS}
    if not wanted or letters(title) in wanted:
        return title
    for joint in JOINT.finditer(title[:MAX_TITLE]):
        for part in (title[: joint.start()], title[joint.end() :]):
            if letters(part) in wanted:
                return part.strip()
    return title
