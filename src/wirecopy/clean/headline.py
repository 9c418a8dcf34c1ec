"""The headline of an article as its page shows it: without the site's name, whatever the head of the page says."""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from wirecopy.clean.html.metadata import Facts
from wirecopy.clean.lines import word_key
from wirecopy.clean.rules.marks import Mark, Sheet

SURE = 0.7
"""A line this likely the headline goes before what the page's head states (evals/lines)."""
MIN_WORDS = 2
MAX_TAILS = 3
_JOINT = re.compile(r"\s[|–—\-·•»:]{1,2}\s|\s?\|\s?|:\s")


def headline(sheet: Sheet, facts: Facts, marks: Iterable[Mark], *, stated: str | None) -> str | None:
    """Return the headline: the row's, else the line that shows it where the head says the same and more, else the head's.

    `stated` is what the row of the input states.
    """
    mark = next((mark for mark in marks if mark.kind == "own_title"), None)
    shown = " ".join(sheet.lines[mark.line].text.split()) if mark else None
    names = site_names(facts.publisher, sheet.page.outlet, sheet.page.url)
    said = without_site(" ".join((stated or facts.title or "").split()), names) or None
    if shown is None or mark is None or said is None:
        return said or shown
    held = _within(word_key(shown)[0], word_key(said)[0])
    return shown if held or (mark.score >= SURE and not stated) else said


def _within(shown: str, said: str) -> bool:
    """Whether what is shown is the other's beginning or end, to a word."""
    return shown.count(" ") >= MIN_WORDS - 1 and f" {said} ".startswith(f" {shown} ") or f" {said}".endswith(f" {shown}")


def site_names(*stated: str | None) -> frozenset[str]:
    """Return the names that a site goes by, as letters and digits: of its name, its outlet, its address.

    >>> sorted(site_names("The Harbour Times", None, "https://www.harbour.example/a"))
    ['harbour', 'harbour.example', 'harbourtimes', 'theharbourtimes']
    """
    names: set[str] = set()
    for text in filter(None, stated):
        host = (_host(text) if "://" in text else text).lower().removeprefix("www.")
        folded = "".join(word_key(host)[0].split()) if "." not in host else host
        names |= {folded, folded.removeprefix("the"), host.partition(".")[0] if "." in host else folded}
    return frozenset(name for name in names if len(name) > 1)


def without_site(title: str, names: frozenset[str]) -> str:
    """Return a title without the names of its site at its end or beginning.

    >>> without_site("Ferry to close | Harbour News | harbour.example", frozenset(("harbournews", "harbour.example")))
    'Ferry to close'
    """
    for _ in range(MAX_TAILS):
        joints = list(_JOINT.finditer(title[:1000]))
        if not joints:
            break
        head, tail = joints[0], joints[-1]
        if _is_site(title[tail.end() :], names):
            title = title[: tail.start()].strip()
        elif _is_site(title[: head.start()], names):
            title = title[head.end() :].strip()
        else:
            break
    return title


def _is_site(text: str, names: frozenset[str]) -> bool:
    lowered = text.strip().lower()
    folded = "".join(word_key(lowered)[0].split())
    return bool(folded) and not names.isdisjoint((lowered.removeprefix("www."), folded, folded.removeprefix("the")))


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
