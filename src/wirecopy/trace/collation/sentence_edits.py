"""What is left between the matches: sentences that came, went or moved, and stretches reworded."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from wirecopy.trace.collation.align import Match
from wirecopy.trace.collation.gap import Gap
from wirecopy.trace.collation.similar_sentences import nearly_same, word_groups
from wirecopy.trace.collation.token_layout import Strip

_SHORT = 5  # tokens; "Yes." for "No." is a changed word, not a sentence gone and another come


@dataclass(frozen=True, slots=True)
class CollationGaps:
    """The gaps of a collation: `inline` ones, and sentences gone or come with their place opposite."""

    inline: list[Gap]
    dropped: dict[int, int]
    added: dict[int, int]


def collation_gaps(base: Strip, copy: Strip, rows: Sequence[Match]) -> CollationGaps:
    """Return what stands between the matches, whole sentences told from stretches inside one."""
    gaps = CollationGaps([], {}, {})
    i = j = 0
    for row in [*rows, (len(base), len(copy), 0)]:
        gap = Gap(i, row[0], j, row[1])
        if gap.i1 < gap.i2 or gap.j1 < gap.j2:
            _split(base, copy, gap, gaps)
        i, j = row[0] + row[2], row[1] + row[2]
    return gaps


def _split(base: Strip, copy: Strip, gap: Gap, found: CollationGaps) -> None:
    a1, a2 = _whole(base, gap.i1, gap.i2)
    b1, b2 = _whole(copy, gap.j1, gap.j2)
    if a1 == a2 and b1 == b2:
        found.inline.append(gap)
        return
    if a2 - a1 == 1 == b2 - b1 and max(gap.i2 - gap.i1, gap.j2 - gap.j1) <= _SHORT:
        found.inline.append(gap)
        return
    i_whole, i_rest = _edges(base, gap.i1, gap.i2, (a1, a2))
    j_whole, j_rest = _edges(copy, gap.j1, gap.j2, (b1, b2))
    if a1 == a2 and i_rest == gap.i2 and gap.j1 == j_whole:  # the rest of one sentence: it answers what is there
        i_whole = i_rest = gap.i1
    elif b1 == b2 and j_rest == gap.j2 and gap.i1 == i_whole:
        j_whole = j_rest = gap.j1
    for inline in (Gap(gap.i1, i_whole, gap.j1, j_whole), Gap(i_rest, gap.i2, j_rest, gap.j2)):
        if inline.i1 < inline.i2 or inline.j1 < inline.j2:
            found.inline.append(inline)
    found.dropped.update((sentence, j_whole) for sentence in range(a1, a2))
    found.added.update((sentence, i_rest) for sentence in range(b1, b2))


def _whole(text: Strip, first: int, last: int) -> tuple[int, int]:
    """Return the range of sentences that stand wholly among the tokens."""
    begin = bisect_left(text.sentences, first)
    return begin, max(begin, bisect_right(text.sentences, last) - 1)


def _edges(text: Strip, first: int, last: int, whole: tuple[int, int]) -> tuple[int, int]:
    """Return where the whole sentences begin and end; with none, where the first sentence ends."""
    if whole[0] < whole[1]:
        return text.sentences[whole[0]], text.sentences[whole[1]]
    cut = text.sentences[whole[0]] if whole[0] < len(text.sentences) else last
    return (min(cut, last), min(cut, last))


def moved_sentences(base: Strip, copy: Strip, found: CollationGaps) -> list[tuple[int, int]]:
    """Return which dropped sentence stands, nearly the same, as which added one; linear in their words."""
    if not found.added or not found.dropped:
        return []
    ours = {sentence: word_groups(_keys(base, sentence)) for sentence in found.dropped}
    theirs = {sentence: word_groups(_keys(copy, sentence)) for sentence in found.added}
    return [(a, b) for a, b, _ in nearly_same(ours, theirs)]


def _keys(text: Strip, sentence: int) -> Sequence[str]:
    return text.keys[text.sentences[sentence] : text.sentences[sentence + 1]]
