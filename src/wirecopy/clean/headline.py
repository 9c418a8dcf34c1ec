"""The headline of an article as its page shows it: without the name of the site or of a section behind or before it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from wirecopy.clean.country import host_of
from wirecopy.clean.html.metadata import Facts
from wirecopy.clean.rules.marks import Mark, Sheet
from wirecopy.types import Page

MAX_TITLE = 1000
MAX_TAILS = 3
MAX_MORE = 3
"""Letters that a name of the site may have more or less before it: an article, or what stands before a host."""
MIN_LETTERS = 4
"""A shorter heading of the page says nothing of its title."""
_JOINT = re.compile(r"\s[|–—\-·•»]{1,2}\s|\s?[|｜]\s?|(?<=\w):\s|\s?：\s?")


def headline(page: Page, facts: Facts) -> str | None:
    """Return the title that the row or the page's source states, as the page shows it; null where none is stated."""
    title = " ".join((page.title or facts.title or "").split())
    names = site_names(*facts.sites, page.outlet, page.url)
    return as_shown(without_site(title, names), facts.headings) or None


def printed_headline(sheet: Sheet, marks: Sequence[Mark]) -> str | None:
    """Return the headline that the marks show, without what its other showings or the site's names leave out behind."""
    shown = [" ".join(sheet.lines[mark.line].text.split()) for mark in marks if mark.kind == "own_title"]
    if not shown:
        return None
    told = as_shown(without_site(shown[0], site_names(sheet.page.outlet, sheet.page.url)), shown[1:])
    return told if shown[0].startswith(told) else shown[0]


def site_names(*stated: str | None) -> frozenset[str]:
    """Return the names that a site goes by, as letters and digits: of its name, its outlet, its address.

    >>> sorted(site_names("The Harbour Times", None, "https://www.harbour.example/a"))
    ['harbour', 'harbourexample', 'theharbourtimes', 'wwwharbourexample']
    """
    names: set[str] = set()
    for text in filter(None, stated):
        host = host_of(text) or text
        names.add(_letters(host))
        if "." in host and " " not in host:
            labels = [label for label in host.lower().split(".") if label.strip("w")]
            names |= {_letters("".join(labels)), _letters(labels[0]) if labels else ""}
    return frozenset(name for name in names if len(name) > 1)


def without_site(title: str, names: frozenset[str]) -> str:
    """Return a title without the names of its site at its end, or before a bar or dash at its beginning.

    >>> without_site("Ferry to close | Harbour News | harbour.example", site_names("Harbour News", "harbour.example"))
    'Ferry to close'
    """
    for _ in range(MAX_TAILS):
        joints = list(_JOINT.finditer(title[:MAX_TITLE]))
        if not joints:
            break
        first, last = joints[0], joints[-1]
        if title[: last.start()].strip() and _is_site(title[last.end() :], names):
            title = title[: last.start()].strip()
        elif title[first.end() :].strip() and ":" not in first[0] and _is_site(title[: first.start()], names):
            title = title[first.end() :].strip()
        else:
            break
    return title


def as_shown(title: str, headings: Iterable[str]) -> str:
    """Return a title without what a bar, dash or colon parts from the page's own heading in it.

    >>> as_shown("Ferry to close - Harbour News - The Herald", ["Ferry to close"])
    'Ferry to close'
    """
    wanted = {letters for letters in map(_letters, headings) if len(letters) >= MIN_LETTERS}
    if not wanted or _letters(title) in wanted:
        return title
    for joint in _JOINT.finditer(title[:MAX_TITLE]):
        for part in (title[: joint.start()], title[joint.end() :]):
            if _letters(part) in wanted:
                return part.strip()
    return title


def _is_site(text: str, names: frozenset[str]) -> bool:
    """Whether a text is a name of the site, with or without what may stand before one."""
    letters = _letters(text)
    return letters in names or any(
        (name.endswith(letters) or letters.endswith(name)) and abs(len(name) - len(letters)) <= MAX_MORE
        for name in names
        if min(len(name), len(letters)) >= MIN_LETTERS
    )


def _letters(text: str) -> str:
    return "".join([character for character in text.lower() if character.isalnum()])
