"""Which sentences answer each other, and which matches are chance: a common word is no link."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wirecopy.trace.collate.align import Match, joined
from wirecopy.trace.collate.phrasebook import CONTENT_WEIGHT, FUNCTION_WEIGHT
from wirecopy.trace.collate.token_layout import Strip

# Two sentences are one, reworded, from this share of the heavier one's weight in common ...
_SHARE_OF_BOTH = 0.33
# ... or when the lighter one is this much inside the other (a sentence split, joined or extended) ...
_SHARE_OF_ONE = 0.6
# ... in one piece that is this much of what they share, and more than a phrase.
_PIECE = 0.4
_MIN_PIECE = 3 * CONTENT_WEIGHT
# A lone function word between two replaced stretches of this many tokens is chance.
_ISLAND_GAP = 4
_MAX_SLIDE = 64


@dataclass(slots=True)
class _Shared:
    weight: int = 0
    piece: int = 0


def linked(base: Strip, copy: Strip, found: Sequence[Match]) -> list[Match]:
    """Return the matches that stand in sentences which answer each other, tidied for reading."""
    if len(found) <= 1:
        return list(found)
    pieces = list(_cut(base, copy, found))
    shared: dict[tuple[int, int], _Shared] = {}
    for sentence_a, sentence_b, (i, _, n) in pieces:
        both = shared.setdefault((sentence_a, sentence_b), _Shared())
        weight = base.weigh(i, i + n)
        both.weight += weight
        both.piece = max(both.piece, weight)
    kept = {pair for pair, both in shared.items() if _answer(base, copy, pair, both)}
    rows = joined([match for a, b, match in pieces if (a, b) in kept])
    rows = joined([row for k, row in enumerate(rows) if not _is_island(base, copy, rows, k)])
    return _slid(base, copy, rows)


def _cut(base: Strip, copy: Strip, found: Sequence[Match]) -> Iterator[tuple[int, int, Match]]:
    """Yield the matches cut at the sentence ends of both texts, each with its two sentences."""
    a = b = 0
    for i, j, n in found:
        while n:
            while base.sentences[a + 1] <= i:
                a += 1
            while copy.sentences[b + 1] <= j:
                b += 1
            length = min(n, base.sentences[a + 1] - i, copy.sentences[b + 1] - j)
            yield a, b, (i, j, length)
            i, j, n = i + length, j + length, n - length


def _answer(base: Strip, copy: Strip, pair: tuple[int, int], shared: _Shared) -> bool:
    a, b = pair
    ours = base.weigh(base.sentences[a], base.sentences[a + 1])
    theirs = copy.weigh(copy.sentences[b], copy.sentences[b + 1])
    light, heavy = sorted((ours, theirs))
    if shared.weight >= _SHARE_OF_BOTH * heavy:
        return True
    whole = shared.weight >= _SHARE_OF_ONE * light and shared.piece >= _PIECE * shared.weight
    return whole and (shared.piece >= _MIN_PIECE or shared.piece == light > CONTENT_WEIGHT)


def _is_island(base: Strip, copy: Strip, rows: Sequence[Match], k: int) -> bool:
    i, j, n = rows[k]
    if n > 2 or not 0 < k < len(rows) - 1 or base.weigh(i, i + n) > FUNCTION_WEIGHT:
        return False
    before, after = rows[k - 1], rows[k + 1]
    left = i - before[0] - before[2], j - before[1] - before[2]
    right = after[0] - i - n, after[1] - j - n
    return all(sum(gap) >= _ISLAND_GAP and min(gap) > 0 for gap in (left, right))


def _slid(base: Strip, copy: Strip, rows: list[Match]) -> list[Match]:
    """Move each pure insertion or deletion to a sentence's beginning, where equal words leave the choice."""
    for k in range(1, len(rows)):
        before, after = rows[k - 1], rows[k]
        gap_a, gap_b = after[0] - before[0] - before[2], after[1] - before[1] - before[2]
        if gap_a and gap_b:
            continue
        text, at, gap = (base, after[0] - gap_a, gap_a) if gap_a else (copy, after[1] - gap_b, gap_b)
        shift = _best_shift(text, (at, gap), before[2], after[2])
        if shift:
            rows[k - 1] = (before[0], before[1], before[2] + shift)
            rows[k] = (after[0] + shift, after[1] + shift, after[2] - shift)
    return joined([row for row in rows if row[2]])


def _best_shift(text: Strip, gap: tuple[int, int], left: int, right: int) -> int:
    at, length = gap
    if _boundary(text, at):
        return 0
    for step in range(1, min(left, _MAX_SLIDE) + 1):
        if text.keys[at - step] != text.keys[at + length - step]:
            break
        if _boundary(text, at - step):
            return -step
    for step in range(1, min(right, _MAX_SLIDE) + 1):
        if text.keys[at + step - 1] != text.keys[at + length + step - 1]:
            break
        if _boundary(text, at + step):
            return step
    return 0


def _boundary(text: Strip, i: int) -> bool:
    return text.sentences[text.sentence(i)] == i
