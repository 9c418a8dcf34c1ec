"""What is left between the matches: sentences that came, went or moved, and stretches reworded."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wirecopy.trace.align import Match
from wirecopy.trace.gap import Gap
from wirecopy.trace.strip import Strip

_SHORT = 5  # tokens; "Yes." for "No." is a changed word, not a sentence gone and another come
_GRAM = 3
_MIN_GRAMS = 3
# A sentence that stands elsewhere is the same one, moved, from these shares of its word groups on.
_MOVED_SHARE_OF_SHORTER = 0.6
_MOVED_SHARE_OF_LONGER = 0.45
_MAX_HOLDERS = 4  # a word group of more sentences tells none of them


@dataclass(frozen=True, slots=True)
class Apart:
    """The gaps of a collation: `inline` ones, and sentences gone or come with their place opposite."""

    inline: list[Gap]
    dropped: dict[int, int]
    added: dict[int, int]


def apart(base: Strip, copy: Strip, rows: Sequence[Match]) -> Apart:
    """Return what stands between the matches, whole sentences told from stretches inside one."""
    found = Apart([], {}, {})
    i = j = 0
    for row in [*rows, (len(base), len(copy), 0)]:
        gap = Gap(i, row[0], j, row[1])
        if gap.i1 < gap.i2 or gap.j1 < gap.j2:
            _split(base, copy, gap, found)
        i, j = row[0] + row[2], row[1] + row[2]
    return found


def _split(base: Strip, copy: Strip, gap: Gap, found: Apart) -> None:
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


def moved_sentences(base: Strip, copy: Strip, found: Apart) -> list[tuple[int, int]]:
    """Return which dropped sentence stands, nearly the same, as which added one; linear in their words."""
    holders: dict[tuple[str, ...], list[int]] = {}
    sizes: dict[int, int] = {}
    for sentence in found.added:
        grams = _grams(copy, sentence)
        sizes[sentence] = len(grams)
        for gram in grams:
            holders.setdefault(gram, []).append(sentence)
    candidates = []
    for sentence in found.dropped if holders else ():
        grams = _grams(base, sentence)
        hits = Counter(t for g in grams for t in holders.get(g, ()) if len(holders[g]) <= _MAX_HOLDERS)
        for other, common in hits.items():
            shorter, longer = sorted((len(grams), sizes[other]))
            same = common >= _MOVED_SHARE_OF_SHORTER * shorter and common >= _MOVED_SHARE_OF_LONGER * longer
            if shorter >= _MIN_GRAMS and same:
                candidates.append((-common, sentence, other))
    return sorted(_each_once(sorted(candidates)))


def _each_once(candidates: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int]]:
    ours: set[int] = set()
    theirs: set[int] = set()
    for _, a, b in candidates:
        if a not in ours and b not in theirs:
            ours.add(a)
            theirs.add(b)
            yield a, b


def _grams(text: Strip, sentence: int) -> set[tuple[str, ...]]:
    first, last = text.sentences[sentence], text.sentences[sentence + 1]
    words = [key for key in text.keys[first:last] if key[-1].isalnum()]
    return {tuple(words[k : k + _GRAM]) for k in range(len(words) - _GRAM + 1)}
