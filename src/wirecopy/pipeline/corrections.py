"""Corrections added to a base: their pages must be in it, and a new one replaces an earlier one about the same."""

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
from wirecopy.store import BaseTables, Layout, keep_corrections, read_corrections, writing

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
        corrections = read_corrections(layout)
        if drop or says is None:
            dropped = _matching_correction(layout, corrections, kind, of=of, says=says)
            keep_corrections(layout, [correction for correction in corrections if correction != dropped])
            return dropped
        new = _in_full(layout, kind, of, says.strip())
        aliases = {correction.of: correction.says for correction in corrections if correction.kind == "outlet"}
        if kind == "outlet" and (new.says in aliases or new.of in aliases.values()):
            raise BadOption(kind, says, "a name that no correction calls another: wirecopy correct BASE --list")
        changed = with_correction(corrections, new)
        if against := contradiction(changed):
            expected = f"pages of which no correction says otherwise ({against.words} wirecopy correct BASE --list)"
            raise BadOption(kind, f"{new.of} {new.says}", expected)
        keep_corrections(layout, changed)
        return new


def _in_full(layout: Layout, kind: CorrectionKind, of: str, says: str) -> Correction:
    if kind in OF_TWO_PAGES:
        page, other_page = page_named(layout, of), page_named(layout, says)
        if page == other_page:
            raise BadOption(kind, says, "another page than the first")
        return Correction(kind, min(page, other_page), max(page, other_page))
    of = page_named(layout, of) if kind == "credit" else _outlet_named(layout, of)
    if not says or (kind == "outlet" and says == of):
        raise BadOption(kind, says, "another name")
    return Correction(kind, of, says)


def _matching_correction(
    layout: Layout, corrections: Iterable[Correction], kind: CorrectionKind, *, of: str, says: str | None
) -> Correction:
    """Return the correction that is meant; what it speaks of may have gone from the base since."""
    wanted = [of, *([says] if says is not None and kind in OF_TWO_PAGES else [])]
    if kind in ("credit", *OF_TWO_PAGES):
        wanted = [_page_or_name(layout, name) for name in wanted]
    for correction in corrections:
        spoken = {
            name.casefold() for name in ((correction.of, correction.says) if kind in OF_TWO_PAGES else (correction.of,))
        }
        if correction.kind == kind and {name.casefold() for name in wanted} <= spoken:
            if says is not None and kind not in OF_TWO_PAGES and says.strip().casefold() != correction.says.casefold():
                raise BadOption("--drop", says, f"nothing behind {of}, or what is kept of it: {correction.says}")
            return correction
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
        if page_ids := {str(row["page_id"]) for row in rows if row[column] == name}:
            return _sole_page(page_ids, name)
    page_ids = {page for row in pages if (page := str(row["page_id"])).startswith(name or " ")}
    page_ids |= {str(row["page_id"]) for row in articles if str(row["article_id"]).startswith(name or " ")}
    return _sole_page(page_ids, name)


def _sole_page(page_ids: set[str], name: str) -> str:
    if len(page_ids) == 1:
        return page_ids.pop()
    raise NotFound(
        "page", name, f"{len(page_ids)} pages are meant: give more of the id. {_PAGES}" if page_ids else _PAGES
    )


def _outlet_named(layout: Layout, name: str) -> str:
    """Return an outlet as the base calls it, in whatever case it is given."""
    outlets = sorted({row["outlet"] for row in BaseTables(layout).columns("articles", ["outlet"]) if row["outlet"]})
    if name in outlets:
        return name
    folded = {outlet.casefold(): outlet for outlet in outlets}
    if name.strip().casefold() in folded:
        return folded[name.strip().casefold()]
    near = difflib.get_close_matches(name.strip().casefold(), folded, MOST_OFFERED, ALIKE)
    hint = f"Did you mean {' or '.join(folded[outlet_key] for outlet_key in near)}?" if near else _OUTLETS
    raise NotFound("outlet", name, hint)
