"""Corrections taken in: what they speak of must be in the base, and one said of the same before gives way."""

from __future__ import annotations

from wirecopy.corrections import CORRECTION_KINDS, Correction, CorrectionKind, with_correction
from wirecopy.errors import BadOption, NotFound
from wirecopy.store.base import Tables
from wirecopy.store.corrections import keep_corrections, read_corrections
from wirecopy.store.layout import Layout, writing

_LIST = "List them: wirecopy correct BASE"


def correct(layout: Layout, kind: CorrectionKind, of: str, says: str | None) -> None:
    """Keep a correction with the base, or take one back where nothing is said."""
    if kind not in CORRECTION_KINDS:
        raise BadOption("kind", kind, f"one of {', '.join(CORRECTION_KINDS)}")
    with writing(layout):
        kept = read_corrections(layout)
        if says is None:
            left = tuple([one for one in kept if (one.kind, one.of) != (kind, of)])
            if left == kept:
                raise NotFound("correction", f"{kind} {of}", _LIST)
            keep_corrections(layout, left)
            return
        if kind != "credit" and of not in _outlets(layout):
            raise NotFound("outlet", of, "They stand in: wirecopy export BASE articles")
        if not says.strip() or (kind == "outlet" and says == of):
            raise BadOption(kind, says, "another name")
        if kind == "outlet" and any((one.kind, one.of) == (kind, says.strip()) for one in kept):
            raise BadOption(kind, says, "a name that no correction calls another: wirecopy correct BASE lists them")
        keep_corrections(layout, with_correction(kept, Correction(kind, of, says.strip())))


def _outlets(layout: Layout) -> set[str | None]:
    return set(Tables(layout).rows("articles")["outlet"].to_pylist())
