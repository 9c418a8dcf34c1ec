"""Corrections taken in: what they speak of must be in the base, and one said of the same before gives way."""

from __future__ import annotations

import difflib
from collections.abc import Iterable

from wirecopy.corrections import (
    CORRECTION_KINDS,
    OF_TWO_PAGES,
    Correction,
    CorrectionKind,
    contradiction,
    with_correction,
)
from wirecopy.errors import BadOption, NotFound
from wirecopy.store.base import BaseTables
from wirecopy.store.corrections import keep_corrections, read_corrections
from wirecopy.store.layout import Layout, writing

_LIST = "List them: wirecopy correct BASE --list"
_OUTLETS = "They stand in: wirecopy export BASE articles"
_PAGES = "`wirecopy show BASE STORY` prints the ids of its pages."
ALIKE = 0.6  # of the letters, by difflib: what is offered for a name that is not there
MOST_OFFERED = 3


def correct(layout: Layout, kind: CorrectionKind, of: str, says: str | None, drop: bool = False) -> Correction:
    """Keep a correction with the base, or take one back where it is to be dropped; return it in full."""
    if kind not in CORRECTION_KINDS:
        raise BadOption("kind", kind, f"one of {', '.join(CORRECTION_KINDS)}")
    with writing(layout):
        kept = read_corrections(layout)
        if drop or says is None:
            dropped = _kept_one(layout, kept, kind, of=of, says=says)
            keep_corrections(layout, [one for one in kept if one != dropped])
            return dropped
        new = _in_full(layout, kind, of, says.strip())
        aliases = {one.of: one.says for one in kept if one.kind == "outlet"}
        if kind == "outlet" and (new.says in aliases or new.of in aliases.values()):
            raise BadOption(kind, says, "a name that no correction calls another: wirecopy correct BASE --list")
        changed = with_correction(kept, new)
        if against := contradiction(changed):
            expected = f"pages of which no correction says otherwise ({against.words} wirecopy correct BASE --list)"
            raise BadOption(kind, f"{new.of} {new.says}", expected)
        keep_corrections(layout, changed)
        return new


def _in_full(layout: Layout, kind: CorrectionKind, of: str, says: str) -> Correction:
    if kind in OF_TWO_PAGES:
        one, other = page_named(layout, of), page_named(layout, says)
        if one == other:
            raise BadOption(kind, says, "another page than the first")
        return Correction(kind, min(one, other), max(one, other))
    of = page_named(layout, of) if kind == "credit" else _outlet_named(layout, of)
    if not says or (kind == "outlet" and says == of):
        raise BadOption(kind, says, "another name")
    return Correction(kind, of, says)


def _kept_one(
    layout: Layout, kept: Iterable[Correction], kind: CorrectionKind, *, of: str, says: str | None
) -> Correction:
    """Return the correction that is meant; what it speaks of may have gone from the base since."""
    wanted = [of, *([says] if says is not None and kind in OF_TWO_PAGES else [])]
    if kind in ("credit", *OF_TWO_PAGES):
        wanted = [_page_or_name(layout, name) for name in wanted]
    for one in kept:
        spoken = {name.casefold() for name in ((one.of, one.says) if kind in OF_TWO_PAGES else (one.of,))}
        if one.kind == kind and {name.casefold() for name in wanted} <= spoken:
            if says is not None and kind not in OF_TWO_PAGES and says.strip().casefold() != one.says.casefold():
                raise BadOption("--drop", says, f"nothing behind {of}, or what is kept of it: {one.says}")
            return one
    raise NotFound("correction", f"{kind} {' '.join(wanted)}", _LIST)


def _page_or_name(layout: Layout, name: str) -> str:
    try:
        return page_named(layout, name)
    except NotFound:
        return name


def page_named(layout: Layout, name: str) -> str:
    """Return the id of the page that a name means: its id or that of its article, or a beginning of one that no other
    page's has; the id its input gave it; its address."""
    tables = BaseTables(layout)
    pages = tables.columns("pages", ["page_id", "external_id", "uri"])
    articles = tables.columns("articles", ["page_id", "article_id", "url"])
    for rows, column in ((pages, "external_id"), (articles, "url"), (pages, "uri")):
        if found := {str(row["page_id"]) for row in rows if row[column] == name}:
            return _only(found, name)
    found = {page for row in pages if (page := str(row["page_id"])).startswith(name or " ")}
    found |= {str(row["page_id"]) for row in articles if str(row["article_id"]).startswith(name or " ")}
    return _only(found, name)


def _only(found: set[str], name: str) -> str:
    if len(found) == 1:
        return found.pop()
    raise NotFound("page", name, f"{len(found)} pages are meant: give more of the id. {_PAGES}" if found else _PAGES)


def _outlet_named(layout: Layout, name: str) -> str:
    """Return an outlet as the base calls it, in whatever case it is given."""
    known = sorted({row["outlet"] for row in BaseTables(layout).columns("articles", ["outlet"]) if row["outlet"]})
    if name in known:
        return name
    folded = {outlet.casefold(): outlet for outlet in known}
    if name.strip().casefold() in folded:
        return folded[name.strip().casefold()]
    near = difflib.get_close_matches(name.strip().casefold(), folded, MOST_OFFERED, ALIKE)
    hint = f"Did you mean {' or '.join(folded[one] for one in near)}?" if near else _OUTLETS
    raise NotFound("outlet", name, hint)
