"""A family of copies as the scholarly formats want it: witnesses, the places where they differ, the tree."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wirecopy.times import instant
from wirecopy.types import Edit, Stretch

SOURCE = "source"
"""The id of the unseen text that copies come from whose parent is not among the pages."""


@dataclass(frozen=True, slots=True)
class CopyText:
    """One copy; `siglum` is its letter, `edits` its differences from the canonical text, in order."""

    siglum: str
    article_id: str
    outlet: str | None
    agency: str | None
    published: str | None
    role: str
    parent_article_id: str | None
    parent_confidence: float | None
    raw: str
    body_spans: tuple[Stretch, ...]
    edits: tuple[Edit, ...]


@dataclass(frozen=True, slots=True)
class FamilyText:
    """A family, its canonical copy first; `kept` is how much of one's words stand in another, by their ids."""

    family_id: str
    label: str
    copies: tuple[CopyText, ...]
    kept: dict[tuple[str, str], float]

    @property
    def base(self) -> CopyText:
        """Return the canonical copy."""
        return self.copies[0]


@dataclass(frozen=True, slots=True)
class VariantPlace:
    """A stretch of the canonical text, with what each copy has there; `kinds` are those of its edits there."""

    readings: tuple[str, ...]
    kinds: tuple[tuple[str, ...], ...]

    @property
    def differs(self) -> bool:
        """Return whether any copy has something else."""
        return any(self.kinds)


@dataclass(frozen=True, slots=True)
class TreeEdge:
    """A settled edge of the tree; `kept` is the share of the parent's words that the copy has."""

    source: str
    target: str
    confidence: float
    lag_seconds: int | None
    kept: float | None
    credited: bool


def places(family: FamilyText) -> Iterator[VariantPlace]:
    """Yield the canonical text in stretches on which all agree or where somebody differs, in order.

    Moved sentences stay where the canonical text has them: formats of parallel segments know no moves.
    """
    at = family.base.body_spans[0].start if family.base.body_spans else 0
    own = [[e for e in copy.edits if e.kind not in ("sentence_moved", "headline")] for copy in family.copies]
    for start, end in _sites([edit for edits in own for edit in edits]):
        if start > at:
            yield _alike(family, at, start)
        inside = [[e for e in edits if start <= e.base_start and e.base_end <= end] for edits in own]
        yield VariantPlace(
            tuple(_reading(family, edits, Stretch(start, end)) for edits in inside),
            tuple(tuple(dict.fromkeys(e.kind for e in edits)) for edits in inside),
        )
        at = max(at, end)
    last = family.base.body_spans[-1].end if family.base.body_spans else 0
    if at < last:
        yield _alike(family, at, last)


def edges(family: FamilyText) -> Iterator[TreeEdge]:
    """Yield the settled edges of the tree; `SOURCE` is the parent of copies taken from an unseen text."""
    of = {copy.article_id: copy for copy in family.copies}
    for copy in family.copies:
        if copy.parent_confidence is None:
            continue
        parent = of.get(copy.parent_article_id or "")
        yield TreeEdge(
            source=parent.article_id if parent else SOURCE,
            target=copy.article_id,
            confidence=copy.parent_confidence,
            lag_seconds=_lag(parent, copy) if parent else None,
            kept=family.kept.get((parent.article_id, copy.article_id)) if parent else None,
            credited=_names(copy, parent.outlet) if parent else copy.agency is not None,
        )


def _lag(parent: CopyText, copy: CopyText) -> int | None:
    if not parent.published or not copy.published or "T" not in parent.published or "T" not in copy.published:
        return None
    before, after = instant(parent.published), instant(copy.published)
    return None if before is None or after is None else round(after - before)


def _names(copy: CopyText, outlet: str | None) -> bool:
    return outlet is not None and outlet.casefold() in copy.raw.casefold()


def _sites(edits: Sequence[Edit]) -> list[tuple[int, int]]:
    """Return the stretches in which edits of any copies overlap, in order and apart from each other."""
    sites: list[tuple[int, int]] = []
    for edit in sorted(edits, key=lambda e: (e.base_start, e.base_end)):
        if sites and (edit.base_start < sites[-1][1] or (edit.base_start, edit.base_end) == sites[-1]):
            sites[-1] = sites[-1][0], max(sites[-1][1], edit.base_end)
        else:
            sites.append((edit.base_start, edit.base_end))
    return sites


def _alike(family: FamilyText, start: int, end: int) -> VariantPlace:
    text = _body_text(family.base, Stretch(start, end))
    return VariantPlace((text,) * len(family.copies), ((),) * len(family.copies))


def _reading(family: FamilyText, edits: Sequence[Edit], place: Stretch) -> str:
    pieces, at = [], place.start
    for edit in sorted(edits, key=lambda e: (e.base_start, e.start)):
        if edit.base_start >= at:
            pieces += [_body_text(family.base, Stretch(at, edit.base_start)), edit.text]
            at = edit.base_end
    return "".join([*pieces, _body_text(family.base, Stretch(at, place.end))])


def _body_text(base: CopyText, place: Stretch) -> str:
    """Return the body's characters in a stretch of the raw page, furniture left out."""
    return "".join(
        base.raw[max(s.start, place.start) : min(s.end, place.end)]
        for s in base.body_spans
        if s.start < place.end and place.start < s.end
    )
