"""A copy held against the base, its family's canonical article: every difference, typed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wirecopy.edit_kinds import STYLE_KINDS
from wirecopy.trace.collation.align import Match, joined_matches, lcs, matches
from wirecopy.trace.collation.blocks import Block, row_blocks, style_blocks
from wirecopy.trace.collation.gap import Gap, Pair, matched_edits, trimmed
from wirecopy.trace.collation.house_style import Draft
from wirecopy.trace.collation.paragraph_edits import whole_edits
from wirecopy.trace.collation.prepare import Prepared
from wirecopy.trace.collation.raw_offsets import Placing
from wirecopy.trace.collation.sentence_edits import collation_gaps, moved_sentences
from wirecopy.trace.collation.sentence_links import linked_matches
from wirecopy.trace.collation.shared_sentences import in_one_book, shared_runs
from wirecopy.trace.collation.substance.features import Evidence
from wirecopy.trace.collation.token_layout import Run, laid_out, without_runs
from wirecopy.trace.collation.typed_edits import reworded
from wirecopy.types import Edit, Stretch


@dataclass(frozen=True, slots=True)
class Collation:
    """How a copy differs from its base, and which stretches answer each other; both in order of the base."""

    edits: tuple[Edit, ...]
    blocks: tuple[Block, ...]


def collate(base: Prepared, copy: Prepared, family_id: str) -> Collation:
    """Return every typed difference of `copy` from `base`, with the aligned stretches of the two pages.

    Bodies are compared, and the headlines that stand on the pages. Spans are raw offsets of each page, and
    `raw[start:end]` is the text claimed; where one side is empty it stands before the next token. Inside a moved
    sentence its own edits follow. Sentences that both have cost next to nothing where both were prepared with one
    phrasebook.
    """
    copy = in_one_book(base, copy)
    runs, drafts, blocks, evidence = differences(base, copy)
    placing = Placing(base, copy, family_id, evidence)
    edits = [
        *placing.title_edits(),
        *placing.dressed_edits(runs),
        *(edit for draft in drafts for edit in placing.edits(draft)),
    ]
    blocks.extend(placing.dressed_blocks(runs))
    return Collation(
        tuple(sorted(edits, key=lambda e: (e.base_start, e.kind != "sentence_moved", e.start, e.base_end, e.end))),
        tuple(sorted(blocks, key=lambda b: (b.base_start, b.base_end, b.start))),
    )


def differences(base: Prepared, copy: Prepared) -> tuple[list[Run], list[Draft], list[Block], Evidence]:
    """Return the sentences two texts of one phrasebook share, what differs in the rest, and what tells how much."""
    runs = shared_runs(base, copy)
    pair = Pair(laid_out(base, [(a, a + n) for a, _, n in runs]), laid_out(copy, [(b, b + n) for _, b, n in runs]))
    drafts, blocks, rows = _unshared_edits(pair)
    return runs, drafts, blocks, Evidence(pair, base, copy, rows)


def _unshared_edits(pair: Pair) -> tuple[list[Draft], list[Block], list[Match]]:
    """Return the differences of what the two texts do not share as runs of sentences, and what is alike in it."""
    base, copy = pair.base, pair.copy
    rows = matched = linked_matches(base, copy, matches(base, copy))
    found = collation_gaps(base, copy, rows)
    moves = moved_sentences(base, copy, found)
    rows = list(without_runs(base, rows))
    gaps = []
    for gap in found.inline:
        rest, ends = trimmed(base, copy, gap)
        gaps.append(rest)
        rows.extend(ends)
    for a, b in moves:
        inner = joined_matches(list(lcs(base.keys, copy.keys, _box(pair, a, b))))
        gaps.extend(_inner_gaps(pair, a, b, inner))
        rows.extend(inner)
    changed = [draft for gap in gaps for draft in reworded(pair, gap)]
    blocks = [block for row in rows for block in row_blocks(base, copy, row)]
    blocks.extend(style_blocks(base, copy, [draft for draft in changed if draft.kind in STYLE_KINDS]))
    drafts = [*whole_edits(pair, found, moves), *_stops_shared(pair, [*matched_edits(pair, rows), *changed])]
    return drafts, blocks, matched


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


def _box(pair: Pair, a: int, b: int) -> tuple[int, int, int, int]:
    ours, theirs = pair.base.sentences, pair.copy.sentences
    return ours[a], ours[a + 1], theirs[b], theirs[b + 1]


def _inner_gaps(pair: Pair, a: int, b: int, rows: Sequence[Match]) -> Iterator[Gap]:
    i, i2, j, j2 = _box(pair, a, b)
    for row in [*rows, (i2, j2, 0)]:
        if i < row[0] or j < row[1]:
            yield Gap(i, row[0], j, row[1])
        i, j = row[0] + row[2], row[1] + row[2]
