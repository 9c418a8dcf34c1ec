"""A raw page as its reader may see it: every span with its kind, clipped where a page is too long to show."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from wirecopy.serve.html.sweep import Covers, stretches
from wirecopy.types import Edit, Mention, Span

PAGE_LIMIT = 60_000
"""Characters of one page that are shown; a news page has under a tenth of it."""
FURNITURE_LIMIT = 8_000
"""Characters of one stretch of furniture that are shown, so that a long one does not hide the body."""


@dataclass(frozen=True, slots=True)
class RawSegment:
    """A stretch of the page in which nothing begins or ends, with the ids of what begins at it."""

    text: str
    quotes: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    anchors: tuple[str, ...] = ()
    named: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RawStretch:
    """Neighbouring spans of one kind; `left_out` counts their characters that are not shown."""

    kind: str
    spans: int
    evidence: str
    segments: tuple[RawSegment, ...]
    left_out: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _Marks:
    cuts: list[int]
    quoted: Covers[str]
    edited: Covers[Edit]
    named: Covers[str]
    anchors: dict[int, list[str]]


def raw_page(
    raw: str,
    spans: Sequence[Span],
    *,
    quotes: Iterable[Mention] = (),
    edits: Iterable[Edit] = (),
    named: Iterable[Mention] = (),
) -> tuple[RawStretch, ...]:
    """Return the page's spans in order, neighbours of one kind together, with the facts and edits they carry.

    >>> promo = Span(article_id="a", kind="promo", start=0, end=3, score=0.9, evidence="title of another")
    >>> spans = [promo, Span(article_id="a", kind="body", start=3, end=8, score=1.0, evidence="")]
    >>> [(s.kind, s.segments[0].text) for s in raw_page("Ad\\nHello", spans)]
    [('promo', 'Ad\\n'), ('body', 'Hello')]
    """
    marks = _marks(list(quotes), [edit for edit in edits if edit.substantive], list(named))
    left = PAGE_LIMIT
    found = []
    for kind, neighbours in groupby(sorted(spans, key=lambda s: s.start), key=lambda s: s.kind):
        group = list(neighbours)
        limit = max(0, left if kind == "body" else min(left, FURNITURE_LIMIT))
        found.append(_stretch(raw, group, marks, limit))
        left -= min(limit, group[-1].end - group[0].start)
    return (*found[:-1], _with_rest(found[-1], marks)) if found else ()


def quote_anchor(mention: Mention) -> str:
    """Return the id, in the report, of the place where an article carries a quotation."""
    return f"raw-{mention.article_id}-{mention.fact_id}-{mention.start}"


def edit_anchor(edit: Edit) -> str:
    """Return the id, in the report, of the place where an article has its own reading."""
    return f"edit-{edit.article_id}-{edit.start}-{edit.base_start}"


def _marks(quotes: Sequence[Mention], edits: Sequence[Edit], entities: Sequence[Mention]) -> _Marks:
    named = {quote_anchor(m): m.start for m in (*quotes, *entities)} | {edit_anchor(e): e.start for e in edits}
    anchors: dict[int, list[str]] = {}
    for anchor, start in named.items():
        anchors.setdefault(start, []).append(anchor)
    ends = {o for m in (*quotes, *entities) for o in (m.start, m.end)} | {o for e in edits for o in (e.start, e.end)}
    return _Marks(
        sorted(ends),
        Covers((m.start, m.end, m.fact_id) for m in quotes if m.start < m.end),
        Covers((e.start, e.end, e) for e in edits if e.start < e.end),
        Covers((m.start, m.end, m.fact_id) for m in entities if m.start < m.end),
        anchors,
    )


def _stretch(raw: str, group: Sequence[Span], marks: _Marks, limit: int) -> RawStretch:
    start, end = group[0].start, group[-1].end
    shown_end = min(end, start + limit)
    segments = [_segment(raw, left, right, marks) for left, right in stretches(start, shown_end, marks.cuts)]
    hidden = marks.cuts[bisect_left(marks.cuts, shown_end) : bisect_left(marks.cuts, end)]
    ids = [anchor for cut in hidden for anchor in marks.anchors.pop(cut, ())]
    if ids:
        segments.append(RawSegment("", anchors=tuple(ids)))
    evidence = "; ".join(dict.fromkeys(span.evidence for span in group if span.evidence))
    return RawStretch(group[0].kind, len(group), evidence, tuple(segments), end - shown_end, start, end)


def _with_rest(last: RawStretch, marks: _Marks) -> RawStretch:
    """Return the last stretch with the anchors that stand behind the page's last character."""
    rest = tuple(anchor for at in sorted(marks.anchors) for anchor in marks.anchors[at])
    return replace(last, segments=(*last.segments, RawSegment("", anchors=rest))) if rest else last


def _segment(raw: str, start: int, end: int, marks: _Marks) -> RawSegment:
    anchors = marks.anchors.pop(start, ())
    quotes = tuple(dict.fromkeys(marks.quoted.over(start, end)))
    named = tuple(dict.fromkeys(marks.named.over(start, end)))
    return RawSegment(raw[start:end], quotes, tuple(marks.edited.over(start, end)), tuple(anchors), named)
