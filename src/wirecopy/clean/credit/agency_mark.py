"""The mark of an agency at the edges of a text in any language: "Rom (dpa) - ...", "【AFP】...", "... (APA/red)"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wirecopy.clean.credit.candidates import layout
from wirecopy.clean.credit.features import own_keys
from wirecopy.clean.credit.forms import CreditRules
from wirecopy.clean.credit.page_credit import STATED, PageCredit
from wirecopy.clean.lines import Line
from wirecopy.types import Span

FIRST, LAST = 3, 2  # lines of the body that are looked at
MOST_PARTS = 3  # words of a mark: a place, a day, who wrote it
HEAD = 90  # code points of a line in which a mark stands
_BRACKETED = re.compile(r"[^()\[\]【】（）\n]{0,50}[(\[【（]([^()\[\]【】（）\n]{2,40})[)\]】）]")
_CLOSING = re.compile(r"[(\[（]([^()\[\]（）\n]{2,40})[)\]）]\s{0,3}\Z")
_OPENING = re.compile(r"([^\W\d_]{3,6}?)(?=[^\W\d_]{0,8}\d{1,2}月\d{1,2}日[电電讯訊])")
_TEXT = ("body", "standfirst", "dateline", "agency_credit")
_PARTS = re.compile(r"[/,;=·|+&\s]+")


def agency_mark(
    raw: str, lines: Sequence[Line], spans: Sequence[Span], rules: CreditRules, *, own: Sequence[str] = ()
) -> PageCredit | None:
    """Return the agency whose mark opens or closes the body of a page, no words of its language known.

    Null where no mark stands there, where marks of several agencies do, or where the page is that agency's own.

    >>> from wirecopy.clean.credit.forms import load_credit_rules
    >>> from wirecopy.clean.lines import split_lines
    >>> raw = "Nordhafen (dpa) - Die Fähre bleibt am Montag im Hafen."
    >>> agency_mark(raw, split_lines(raw), (), load_credit_rules()).names
    ('dpa',)
    """
    kinds = layout(lines, spans).kinds
    bodies = [line for line in lines if line.text and kinds[line.number] in _TEXT]
    agencies: dict[str, tuple[str, Line, int, int]] = {}
    for line in bodies[:FIRST]:
        agencies |= dict(_agencies(line, (_BRACKETED.match(line.text[:HEAD]), _OPENING.match(line.text[:HEAD])), rules))
    for line in bodies[-LAST:]:
        agencies |= dict(_agencies(line, (_CLOSING.search(line.text),), rules))
    keys = frozenset[str]().union(*(own_keys(name, rules) for name in own))
    if len(agencies) != 1:
        return None
    ((name, (key, line, start, end)),) = agencies.items()
    if key in keys:
        return None
    first, last = line.at(raw, start), line.at(raw, end - 1) + 1
    return PageCredit((name,), "agency", name, first, last, STATED, "dateline")


def _agencies(
    line: Line, marks: Sequence[re.Match[str] | None], rules: CreditRules
) -> Iterator[tuple[str, tuple[str, Line, int, int]]]:
    for mark in marks:
        parts = _PARTS.split(mark[1]) if mark else []
        for part in parts if len(parts) <= MOST_PARTS else ():
            source = (
                rules.sources.named(part) if part and (not part.endswith(".") or rules.sources.is_whole(part)) else None
            )
            if mark and source is not None and source.kind == "agency" and not source.releases:
                yield source.name, (source.key, line, *mark.span(1))
