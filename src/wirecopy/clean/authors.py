"""Who wrote a page: whom its row or its source states, else whom a byline on the page names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from wirecopy.clean.byline_parts import split_joined
from wirecopy.clean.html.metadata import SourceMetadata
from wirecopy.clean.html.stated_authors import letters
from wirecopy.clean.rules.byline import LABELLED, OPENED, Byline, parse_byline, timed_byline
from wirecopy.clean.rules.digest_items import entry_bylines
from wirecopy.clean.rules.marks import Mark, Sheet
from wirecopy.clean.rules.promo import noted_writer
from wirecopy.languages.bylines import without_material

NEAR = 3
SEVERAL = re.compile(r"\s{0,9}[;|]\s{0,9}")


def page_authors(sheet: Sheet, marks: Sequence[Mark], facts: SourceMetadata) -> str | None:
    """Return the names of a page's byline.

    What a row states goes before what a source does, and who is stated goes before who is printed: a "By" on a page may
    be that of another story. A printed byline that has a stated name is the page's own, and may name more people. Where
    only the site is stated, the printed byline stands. Where there is none, the note on the writer tells; whom a feed
    states counts where the page names nobody.
    """
    names = _own_authors(sheet, marks, facts) or _noted_author(sheet, marks)
    fed = sheet.page.author if sheet.page.stated_by and not names else None
    return ", ".join(filter(None, (_stated_byline(name, sheet).names for name in SEVERAL.split(fed)))) if fed else names


def _own_authors(sheet: Sheet, marks: Sequence[Mark], facts: SourceMetadata) -> str | None:
    entries = entry_bylines(sheet, marks)
    bylines = [mark for mark in marks if mark.kind == "byline" and mark.line not in entries]
    printed = list(_printed_bylines(sheet, _below(sorted(bylines, key=lambda m: m.start), marks)))
    row = None if sheet.page.stated_by else sheet.page.author
    own = SEVERAL.split(row) if row else facts.authors
    stated = [_stated_byline(without_material(name, facts.language or sheet.page.language), sheet) for name in own]
    if not stated or (facts.house and not row and any(byline.names for byline in printed)):
        return _first(byline.names for byline in printed)
    names = list(dict.fromkeys(name for byline in stated for name in [byline.names] if name))
    key_names = {letters(name) for name in names}
    agreeing = [b for b in printed if b.names and not key_names.isdisjoint(_keys(b.names, sheet))]
    fuller = next((b.names for b in agreeing if b.names and key_names < _keys(b.names, sheet)), None)
    return fuller or ", ".join(names)


def _noted_author(sheet: Sheet, marks: Sequence[Mark]) -> str | None:
    """Return whom the page's notes on its writers are about; null where a byline says who wrote it."""
    if any(mark.kind == "byline" for mark in marks):
        return None
    notes = [sheet.raw[mark.start : mark.end] for mark in sorted(marks, key=lambda m: m.start) if mark.kind == "bio"]
    return ", ".join(dict.fromkeys(filter(None, (noted_writer(note, sheet.rules) for note in notes)))) or None


def _keys(names: str, sheet: Sheet) -> set[str]:
    return {letters(person) for part in names.split(", ") for person in split_joined(part, sheet.rules)}


def _printed_byline(sheet: Sheet, mark: Mark) -> Byline:
    text = sheet.raw[mark.start : mark.end]
    byline = timed_byline(text, sheet.rules) or parse_byline(f"By {text}", sheet.rules)
    return byline or Byline(" ".join(text.split()), None, opened=False, role=False)


def _below(bylines: Sequence[Mark], marks: Sequence[Mark]) -> Sequence[Mark]:
    """Return the bylines under the headline, or all where none is: above it stand tags and teasers.

    A byline that opens with "By" right under a line of names goes before it: that was a picture's.
    """
    headline = min((mark.start for mark in marks if mark.kind == "own_title"), default=0)
    below = [mark for mark in bylines if mark.start > headline] or list(bylines)
    first = next((at for at, mark in enumerate(below) if mark.evidence == OPENED), 0)
    return below[first:] if first and below[first].line - below[0].line <= NEAR else below


def _printed_bylines(sheet: Sheet, bylines: Sequence[Mark]) -> Iterator[Byline]:
    """Yield the bylines that a page prints, those on lines of their own under a label or a byline as one."""
    held, line = None, -2
    for mark in bylines:
        byline = _printed_byline(sheet, mark)
        if held and held.names and byline.names and mark.evidence == LABELLED and mark.line == line + 1:
            held = held._replace(names=f"{held.names}, {byline.names}")
        else:
            if held:
                yield held
            held = byline
        line = mark.line
    if held:
        yield held


def _stated_byline(name: str, sheet: Sheet) -> Byline:
    """Return what a stated author names: people without their agency, or an agency as it is written."""
    byline = parse_byline(f"By {name}", sheet.rules)
    people = byline.names if byline and (byline.agency or byline.role) else None
    return Byline(people or name, byline.agency if byline else None, opened=True, role=False)


def _first(values: Iterable[str | None]) -> str | None:
    return next(filter(None, values), None)
