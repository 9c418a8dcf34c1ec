"""One text with every copy's readings at their place: the body cut where something begins or ends."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from wirecopy.serve.html.sweep import Covers, stretches
from wirecopy.types import Edit, Mention, Stretch

Layer = Literal["substance", "block", "style"]
"""`block` is substance a whole sentence or paragraph long; other edits may lie inside it."""

_BLOCK_KINDS = frozenset(
    ("sentence_added", "sentence_dropped", "sentence_moved", "paragraph_added", "paragraph_dropped")
)
_BLANK_LINE = re.compile(r"\n[ \t\r]*\n\s*")
_LINE_END = re.compile(r"\n\s*")
_WRAP_COLUMN = 100  # text wrapped by hand or by mail programs keeps to fewer columns; a paragraph's line does not
_Shown = tuple[int, int, bool]  # start, end, quiet
_FOLDED = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "\xa0": " "})


@dataclass(frozen=True, slots=True)
class CopyReading:
    """What one or more copies have at a place; `edits` are theirs there: each can be shown in its page."""

    text: str
    edits: tuple[Edit, ...]

    @property
    def carriers(self) -> tuple[Edit, ...]:
        """Return the first edit of each copy that reads so, in order."""
        first: dict[str, Edit] = {}
        for edit in self.edits:
            first.setdefault(edit.article_id, edit)
        return tuple(first.values())

    @property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds of edit, each once, in order."""
        return tuple(dict.fromkeys(edit.kind for edit in self.edits))


@dataclass(frozen=True, slots=True)
class Variant:
    """A place of the canonical text where copies differ; empty (`start == end`) where they add something.

    `number` counts the substantive places from 1 in the order of the text; style has none.
    """

    layer: Layer
    start: int
    end: int
    base_text: str
    readings: tuple[CopyReading, ...]
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the text in which nothing begins or ends; an empty one where a copy adds something."""

    start: int
    text: str
    variants: tuple[Variant, ...] = ()
    quotes: tuple[str, ...] = ()
    closes: tuple[Variant, ...] = ()
    """The variants whose last segment this is."""
    opens: tuple[str, ...] = ()
    """The quotations whose first segment this is."""
    quiet: bool = False
    """Shown but no part of the body: a dateline."""

    @property
    def plain(self) -> bool:
        """Return whether it is text and nothing else."""
        return bool(self.text) and not (self.variants or self.quotes or self.quiet)


@dataclass(frozen=True, slots=True)
class Annotated:
    """The canonical text in paragraphs of segments, and the edits that lie outside it (of headlines, say)."""

    paragraphs: tuple[tuple[Segment, ...], ...]
    variants: tuple[Variant, ...]
    outside: tuple[Edit, ...]


def annotate(
    raw: str,
    body: Sequence[Stretch],
    edits: Iterable[Edit],
    *,
    quotes: Iterable[Mention] = (),
    quiet: Sequence[Stretch] = (),
) -> Annotated:
    """Return the body of `raw` as paragraphs of segments, marked with the copies' edits and the quotations.

    `body` and `quiet` are apart from each other and sorted; edits have their base offsets in `raw`, and those
    of copies named first come first among the readings of a place that as many copies have.

    >>> edit = Edit(
    ...     family_id="f", article_id="b", base_article_id="a", kind="number", substantive=True, in_quote=False,
    ...     base_start=0, base_end=3, base_text="Six", start=0, end=3, text="Ten",
    ... )
    >>> text = annotate("Six hurt.", [Stretch(0, 9)], [edit])
    >>> [(s.text, [r.text for v in s.variants for r in v.readings]) for s in text.paragraphs[0]]
    [('Six', ['Ten']), (' hurt.', [])]
    """
    shown = sorted([(s.start, s.end, False) for s in body] + [(s.start, s.end, True) for s in quiet])
    shown = [stretch for stretch in shown if stretch[0] < stretch[1]]
    inside, outside = _by_place(edits, shown)
    variants = _numbered(_variants(raw, inside, shown))
    marks = [m for m in quotes if m.start < m.end]
    breaks = _breaks(raw, shown)
    segments = list(_sweep(raw, shown, variants, marks, breaks))
    return Annotated(_with_ends(_paragraphs(segments, breaks)), tuple(variants), tuple(outside))


def _by_place(edits: Iterable[Edit], shown: Sequence[_Shown]) -> tuple[list[Edit], list[Edit]]:
    inside: list[Edit] = []
    outside: list[Edit] = []
    starts = [stretch[0] for stretch in shown]
    for edit in edits:
        i = bisect_left(starts, edit.base_end) - 1
        touches = i >= 0 and shown[i][1] > edit.base_start
        added = bool(shown) and edit.base_start == edit.base_end
        (inside if (touches or added) and edit.kind != "headline" else outside).append(edit)
    return inside, outside


def _variants(raw: str, edits: Sequence[Edit], shown: Sequence[_Shown]) -> list[Variant]:
    block = [edit for edit in edits if edit.kind in _BLOCK_KINDS]
    inline = [edit for edit in edits if edit.substantive and edit.kind not in _BLOCK_KINDS]
    style = [edit for edit in edits if not edit.substantive]
    variants = [_variant("block", group, raw, shown) for group in _same_place(block)]
    variants += [_variant("substance", group, raw, shown) for group in _overlapping(inline)]
    variants += [_variant("style", group, raw, shown) for group in _overlapping(style)]
    return variants


def _numbered(variants: list[Variant]) -> list[Variant]:
    ordered = sorted(variants, key=lambda v: (v.start, v.end, v.layer))
    number, numbered = 0, []
    for variant in ordered:
        if variant.layer != "style":
            number += 1
            variant = replace(variant, number=number)
        numbered.append(variant)
    return numbered


def _same_place(edits: Sequence[Edit]) -> Iterable[list[Edit]]:
    groups: dict[tuple[int, int, bool], list[Edit]] = {}
    for edit in sorted(edits, key=lambda e: (e.base_start, e.base_end)):
        key = edit.base_start, edit.base_end, edit.kind == "sentence_moved"
        groups.setdefault(key, []).append(edit)
    return groups.values()


def _overlapping(edits: Sequence[Edit]) -> list[list[Edit]]:
    groups: list[list[Edit]] = []
    start = end = -1
    for edit in sorted(edits, key=lambda e: (e.base_start, e.base_end)):
        point = edit.base_start == edit.base_end == start == end
        if groups and (edit.base_start < end or point):
            groups[-1].append(edit)
            end = max(end, edit.base_end)
        else:
            groups.append([edit])
            start, end = edit.base_start, edit.base_end
    return groups


def _variant(layer: Layer, edits: list[Edit], raw: str, shown: Sequence[_Shown]) -> Variant:
    start, end = edits[0].base_start, max(edit.base_end for edit in edits)
    by_article: dict[str, list[Edit]] = {}
    for edit in edits:
        by_article.setdefault(edit.article_id, []).append(edit)
    readings: dict[str, CopyReading] = {}
    for own in by_article.values():
        text = _reading(own, Stretch(start, end), raw, shown)
        key = text.translate(_FOLDED) if layer != "style" else text
        reading = readings.get(key)
        readings[key] = CopyReading(text, (reading.edits if reading else ()) + tuple(own))
    return Variant(
        layer,
        start,
        end,
        _shown_text(raw, shown, Stretch(start, end)),
        tuple(sorted(readings.values(), key=lambda r: -len(r.carriers))),
    )


def _reading(edits: Sequence[Edit], place: Stretch, raw: str, shown: Sequence[_Shown]) -> str:
    """Return the place as one copy has it: the base text with that copy's edits put in."""
    pieces, at = [], place.start
    for edit in edits:
        if edit.base_start >= at:  # else two edits of one copy overlap, and the first one's words stand
            pieces += [_shown_text(raw, shown, Stretch(at, edit.base_start)), edit.text]
            at = edit.base_end
    return "".join(pieces) + _shown_text(raw, shown, Stretch(at, place.end))


def _shown_text(raw: str, shown: Sequence[_Shown], place: Stretch) -> str:
    pieces = []
    for i in range(max(0, bisect_right(shown, (place.start, len(raw) + 1, True)) - 1), len(shown)):
        start, end, _ = shown[i]
        if start >= place.end:
            break
        pieces.append(raw[max(start, place.start) : min(end, place.end)])
    return "".join(pieces)


def _breaks(raw: str, shown: Sequence[_Shown]) -> list[tuple[int, int]]:
    """Return where paragraphs end and the next begin: at blank lines; at every line if none is wrapped."""
    blank = [_match_spans(_BLANK_LINE, raw, stretch) for stretch in shown]
    every = [_match_spans(_LINE_END, raw, stretch) for stretch in shown]
    wrapped = 0 < sum(map(len, blank)) < sum(map(len, every)) / 2 and _narrow(raw, shown)
    return [span for group in (blank if wrapped else every) for span in group]


def _match_spans(pattern: re.Pattern[str], raw: str, stretch: _Shown) -> list[tuple[int, int]]:
    return [match.span() for match in pattern.finditer(raw, stretch[0], stretch[1])]


def _narrow(raw: str, shown: Sequence[_Shown]) -> bool:
    lines = (line for start, end, _ in shown for line in raw[start:end].split("\n"))
    return all(len(line) <= _WRAP_COLUMN for line in lines)


def _sweep(
    raw: str,
    shown: Sequence[_Shown],
    variants: Sequence[Variant],
    quotes: Sequence[Mention],
    breaks: Sequence[tuple[int, int]],
) -> list[Segment]:
    ranges = [v for v in variants if v.start < v.end]
    points = [v for v in variants if v.start == v.end]
    cuts = _cuts(variants, quotes, breaks)
    edited = Covers((v.start, v.end, v) for v in ranges)
    quoted = Covers((m.start, m.end, m.fact_id) for m in quotes)
    segments: list[Segment] = []
    next_point = 0
    for start, end, quiet in shown:
        for left, right in stretches(start, end, cuts):
            while next_point < len(points) and points[next_point].start <= left:
                segments.append(Segment(left, "", (points[next_point],)))
                next_point += 1
            marks = tuple(edited.over(left, right)), tuple(dict.fromkeys(quoted.over(left, right)))
            segments.append(Segment(left, raw[left:right], *marks, quiet=quiet))
    last = shown[-1][1] if shown else 0
    return segments + [Segment(last, "", (point,)) for point in points[next_point:]]


def _cuts(variants: Sequence[Variant], quotes: Sequence[Mention], breaks: Sequence[tuple[int, int]]) -> list[int]:
    offsets = {offset for v in variants for offset in (v.start, v.end)}
    offsets.update(offset for m in quotes for offset in (m.start, m.end))
    return sorted(offsets.union(*breaks))


def _paragraphs(segments: Sequence[Segment], breaks: Sequence[tuple[int, int]]) -> list[list[Segment]]:
    """Return the segments paragraph by paragraph, the white space between them left out."""
    ends = dict(breaks)
    paragraphs: list[list[Segment]] = [[]]
    break_end = -1
    for segment in segments:
        if segment.text and segment.start in ends:
            break_end = ends[segment.start]
        if not segment.text or segment.start >= break_end:
            paragraphs[-1].append(segment)
        elif paragraphs[-1]:
            paragraphs.append([])
    paragraphs_shown = [paragraph for paragraph in paragraphs if paragraph]
    if len(paragraphs_shown) > 1 and not any(segment.text for segment in paragraphs_shown[-1]):
        paragraphs_shown[-2:] = [paragraphs_shown[-2] + paragraphs_shown[-1]]
    return paragraphs_shown


def _with_ends(paragraphs: list[list[Segment]]) -> tuple[tuple[Segment, ...], ...]:
    last: dict[int, Segment] = {}
    first: dict[str, Segment] = {}
    for segment in (s for p in paragraphs for s in p):
        last.update((id(variant), segment) for variant in segment.variants)
        for quote in segment.quotes:
            first.setdefault(quote, segment)
    return tuple(
        tuple(
            replace(
                segment,
                closes=tuple(v for v in segment.variants if last[id(v)] is segment),
                opens=tuple(q for q in segment.quotes if first[q] is segment),
            )
            for segment in paragraph
        )
        for paragraph in paragraphs
    )
