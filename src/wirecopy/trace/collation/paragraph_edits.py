"""Sentences and paragraphs that came, went or moved as wholes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from wirecopy.edit_kinds import EditKind
from wirecopy.trace.collation.gap import Gap, Pair
from wirecopy.trace.collation.house_style import Draft
from wirecopy.trace.collation.sentence_edits import CollationGaps
from wirecopy.trace.collation.token_layout import Strip


def whole_edits(pair: Pair, gaps: CollationGaps, moves: Sequence[tuple[int, int]]) -> Iterator[Draft]:
    """Yield the sentences and paragraphs that came, went or moved."""
    base, copy = pair.base, pair.copy
    for run in _moved_runs(pair, moves):
        (a, b), (a2, b2) = run[0], run[-1]
        ours, theirs = base.sentences, copy.sentences
        yield pair.draft("sentence_moved", Gap(ours[a], ours[a2 + 1], theirs[b], theirs[b2 + 1]))
    gone = [sentence for sentence in gaps.dropped if sentence not in {a for a, _ in moves}]
    come = [sentence for sentence in gaps.added if sentence not in {b for _, b in moves}]
    for kind, first, last, at in _paragraphs(base, gone, gaps.dropped):
        yield pair.draft(_whole_kind(kind, "dropped", base.weigh(first, last)), Gap(first, last, at, at))
    for kind, first, last, at in _paragraphs(copy, come, gaps.added):
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


def _paragraphs(text: Strip, sentences: Sequence[int], at: dict[int, int]) -> Iterator[tuple[str, int, int, int]]:
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
