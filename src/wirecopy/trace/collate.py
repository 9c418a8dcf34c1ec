"""A copy held against the base, its family's canonical article: every difference, typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wirecopy.trace.align import Match, joined, lcs, matches
from wirecopy.trace.blocks import Block, raw_stretch, row_blocks, style_blocks
from wirecopy.trace.gap import Gap, Pair, alike_edits, trimmed
from wirecopy.trace.link import linked
from wirecopy.trace.prepare import Prepared
from wirecopy.trace.reworded import reworded
from wirecopy.trace.sentences_apart import Apart, apart, moved_sentences
from wirecopy.trace.style import Draft
from wirecopy.types import STYLE_KINDS, Edit, EditKind, Stretch


@dataclass(frozen=True, slots=True)
class Collation:
    """How a copy differs from its base, and which stretches answer each other; both in order of the base."""

    edits: tuple[Edit, ...]
    blocks: tuple[Block, ...]


def collate(base: Prepared, copy: Prepared, family_id: str) -> Collation:
    """Return every typed difference of `copy` from `base`, with the aligned stretches of the two pages.

    Only bodies are compared. Spans are raw offsets of each page, and `raw[start:end]` is the text claimed;
    where one side is empty it stands before the next token. Inside a moved sentence its own edits follow.
    """
    pair = Pair(base, copy)
    rows = linked(base, copy, matches(base, copy))
    found = apart(base, copy, rows)
    moves = moved_sentences(base, copy, found)
    gaps = []
    for gap in found.inline:
        rest, ends = trimmed(base, copy, gap)
        gaps.append(rest)
        rows.extend(ends)
    for a, b in moves:
        inner = _moved_rows(pair, a, b)
        gaps.extend(_inner_gaps(pair, a, b, inner))
        rows.extend(inner)
    changed = [draft for gap in gaps for draft in reworded(pair, gap)]
    blocks = [block for row in rows for block in row_blocks(base, copy, row)]
    blocks.extend(style_blocks(base, copy, [draft for draft in changed if draft.kind in STYLE_KINDS]))
    drafts = [*_whole_edits(pair, found, moves), *_stops_shared(pair, [*_matched(pair, rows), *changed])]
    edits = [edit for draft in drafts for edit in _edits(pair, draft, family_id)]
    return Collation(
        tuple(sorted(edits, key=lambda e: (e.base_start, e.kind != "sentence_moved", e.start, e.base_end, e.end))),
        tuple(sorted(blocks, key=lambda b: (b.base_start, b.base_end, b.start))),
    )


def _matched(pair: Pair, rows: Sequence[Match]) -> Iterator[Draft]:
    """Yield the style edits inside matching stretches: other surfaces of one key, other spacing."""
    yield from alike_edits(pair, rows)
    for i, j, n in rows:
        if pair.base.spaced[i + 1 : i + n] != pair.copy.spaced[j + 1 : j + n]:
            yield from _spacing(pair, (i, j, n))


def _stops_shared(pair: Pair, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts, "U.S." -> "US" and the full stop that only one text then needs made one edit."""
    base, copy = pair.base.text, pair.copy.text
    come = {d.copy.start: d for d in drafts if d.base.start == d.base.end and copy[d.copy.start : d.copy.end] == "."}
    gone = {d.base.start: d for d in drafts if d.copy.start == d.copy.end and base[d.base.start : d.base.end] == "."}
    joined_drafts: dict[Draft, Draft | None] = {}
    for draft in drafts if come or gone else ():
        a, b = draft.base, draft.copy
        if draft.kind not in STYLE_KINDS or a.start == a.end or b.start == b.end:
            continue
        if base[a.end - 1] == "." != copy[b.end - 1] and b.end in come:
            joined_drafts |= {draft: Draft(draft.kind, a, Stretch(b.start, b.end + 1)), come[b.end]: None}
        elif copy[b.end - 1] == "." != base[a.end - 1] and a.end in gone:
            joined_drafts |= {draft: Draft(draft.kind, Stretch(a.start, a.end + 1), b), gone[a.end]: None}
    return [d for draft in drafts if (d := joined_drafts.get(draft, draft)) is not None]


def _spacing(pair: Pair, row: Match) -> Iterator[Draft]:
    """Yield white space that only one text has, unless a token beside it changed with it."""
    base, copy = pair.base, pair.copy
    i, j, n = row
    for k in range(1, n):
        if base.spaced[i + k] == copy.spaced[j + k]:
            continue
        if base.surfaces[i + k - 1 : i + k + 1] == copy.surfaces[j + k - 1 : j + k + 1]:
            ours = Stretch(base.ends[i + k - 1], base.starts[i + k])
            yield Draft("whitespace", ours, Stretch(copy.ends[j + k - 1], copy.starts[j + k]))


def _moved_rows(pair: Pair, a: int, b: int) -> list[Match]:
    return joined(list(lcs(pair.base.keys, pair.copy.keys, _box(pair, a, b))))


def _box(pair: Pair, a: int, b: int) -> tuple[int, int, int, int]:
    ours, theirs = pair.base.sentences, pair.copy.sentences
    return ours[a], ours[a + 1], theirs[b], theirs[b + 1]


def _inner_gaps(pair: Pair, a: int, b: int, rows: Sequence[Match]) -> Iterator[Gap]:
    i, i2, j, j2 = _box(pair, a, b)
    for row in [*rows, (i2, j2, 0)]:
        if i < row[0] or j < row[1]:
            yield Gap(i, row[0], j, row[1])
        i, j = row[0] + row[2], row[1] + row[2]


def _whole_edits(pair: Pair, found: Apart, moves: Sequence[tuple[int, int]]) -> Iterator[Draft]:
    """Yield the sentences and paragraphs that came, went or moved."""
    base, copy = pair.base, pair.copy
    for run in _moved_runs(pair, moves):
        (a, b), (a2, b2) = run[0], run[-1]
        ours, theirs = base.sentences, copy.sentences
        yield pair.draft("sentence_moved", Gap(ours[a], ours[a2 + 1], theirs[b], theirs[b2 + 1]))
    gone = [sentence for sentence in found.dropped if sentence not in {a for a, _ in moves}]
    come = [sentence for sentence in found.added if sentence not in {b for _, b in moves}]
    for kind, first, last, at in _paragraphs(base, gone, found.dropped):
        yield pair.draft(_whole_kind(kind, "dropped", base.weigh(first, last)), Gap(first, last, at, at))
    for kind, first, last, at in _paragraphs(copy, come, found.added):
        yield pair.draft(_whole_kind(kind, "added", copy.weigh(first, last)), Gap(at, at, first, last))


def _whole_kind(unit: str, change: str, weight: int) -> EditKind:
    if not weight:
        return "punctuation"  # a row of stars or dashes
    if unit == "paragraph":
        return "paragraph_dropped" if change == "dropped" else "paragraph_added"
    return "sentence_dropped" if change == "dropped" else "sentence_added"


def _moved_runs(pair: Pair, moves: Sequence[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Return the moves, those of neighbouring sentences of one paragraph together."""
    runs: list[list[tuple[int, int]]] = []
    for a, b in moves:
        if runs and runs[-1][-1] == (a - 1, b - 1) and _same_paragraph(pair, runs[-1][-1], (a, b)):
            runs[-1].append((a, b))
        else:
            runs.append([(a, b)])
    return runs


def _same_paragraph(pair: Pair, one: tuple[int, int], other: tuple[int, int]) -> bool:
    sides = zip((pair.base, pair.copy), one, other, strict=True)
    return all(t.paragraph(t.sentences[a]) == t.paragraph(t.sentences[b]) for t, a, b in sides)


def _paragraphs(text: Prepared, sentences: Sequence[int], at: dict[int, int]) -> Iterator[tuple[str, int, int, int]]:
    """Yield each run of the sentences as paragraphs or sentences: unit, tokens, place opposite."""
    wanted = set(sentences)
    reached = -1
    for sentence in sorted(wanted):
        if sentence <= reached:
            continue
        first = text.sentences[sentence]
        paragraph = text.paragraph(first)
        last = sentence
        if text.paragraphs[paragraph] == first:
            end = text.paragraphs[paragraph + 1]
            while last + 1 in wanted and text.sentences[last + 1] < end:
                last += 1
            if text.sentences[last + 1] == end:
                reached = last
                yield "paragraph", first, end, at[sentence]
                continue
        yield "sentence", first, text.sentences[sentence + 1], at[sentence]


def _edits(pair: Pair, draft: Draft, family_id: str) -> Iterator[Edit]:
    """Yield the draft as edits in raw offsets; one that furniture cuts through is an edit per piece."""
    base, copy = pair.base, pair.copy
    in_quote = base.in_quote(draft.base) if draft.base.start < draft.base.end else copy.in_quote(draft.copy)
    ours, theirs = list(_raw_pieces(base, draft.base)), list(_raw_pieces(copy, draft.copy))
    for k in range(max(len(ours), len(theirs))):
        a, a_text = ours[k] if k < len(ours) else _behind(ours[-1])
        b, b_text = theirs[k] if k < len(theirs) else _behind(theirs[-1])
        yield Edit(
            family_id=family_id,
            article_id=copy.article_id,
            base_article_id=base.article_id,
            kind=draft.kind,
            substantive=draft.kind not in STYLE_KINDS,
            in_quote=in_quote,
            base_start=a.start,
            base_end=a.end,
            base_text=a_text,
            start=b.start,
            end=b.end,
            text=b_text,
        )


def _raw_pieces(text: Prepared, stretch: Stretch) -> Iterator[tuple[Stretch, str]]:
    at = stretch.start
    for piece in text.view.raw(stretch):
        length = piece.end - piece.start
        yield piece, text.text[at : at + length]
        at += length
    if stretch.start >= stretch.end:
        yield raw_stretch(text, stretch), ""


def _behind(piece: tuple[Stretch, str]) -> tuple[Stretch, str]:
    return Stretch(piece[0].end, piece[0].end), ""
