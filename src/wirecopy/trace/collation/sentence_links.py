"""Which sentences answer each other, and which matches are chance: a common word is no link."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wirecopy.trace.collation.align import Match, joined_matches
from wirecopy.trace.collation.phrasebook import CONTENT_WEIGHT, FUNCTION_WEIGHT
from wirecopy.trace.collation.token_layout import Strip

# Two sentences are one, reworded, from this share of the heavier one's weight in common ...
_SHARE_OF_BOTH = 0.33
# ... or when the lighter one is this much inside the other (a sentence split, joined or extended) ...
_SHARE_OF_ONE = 0.6
# ... in one piece that is this much of what they share, and more than a phrase.
_PIECE = 0.4
_MIN_PIECE = 3 * CONTENT_WEIGHT
# The other half of a sentence that was split has this share of its words from it.
_SHARE_OF_REST = 0.25
# A lone function word between two replaced stretches of this many tokens is chance; so is a lone other word where both
# stretches say this many times as much.
_ISLAND, _ISLAND_GAP = 2, 4
_ISLAND_DROWNED = 2
_MAX_SLIDE = 64


@dataclass(slots=True)
class _Shared:
    weight: int = 0
    piece: int = 0


def linked_matches(base: Strip, copy: Strip, matches: Sequence[Match]) -> list[Match]:
    """Return the matches that stand in sentences which answer each other, tidied for reading."""
    if len(matches) <= 1:
        return list(matches)
    pieces = list(_cut_at_sentences(base, copy, matches))
    shared: dict[tuple[int, int], _Shared] = {}
    for sentence_a, sentence_b, (i, _, n) in pieces:
        both = shared.setdefault((sentence_a, sentence_b), _Shared())
        weight = base.weigh(i, i + n)
        both.weight += weight
        both.piece = max(both.piece, weight)
    pairs = {pair for pair, both in shared.items() if _answer(base, copy, pair, both)}
    pairs |= {pair for pair, both in shared.items() if pair not in pairs and _is_rest(base, copy, pair, pairs, shared)}
    rows = joined_matches([match for a, b, match in pieces if (a, b) in pairs])
    rows = joined_matches([row for k, row in enumerate(rows) if not _is_island(base, copy, rows, k)])
    return _slid(base, copy, rows)


def _cut_at_sentences(base: Strip, copy: Strip, matches: Sequence[Match]) -> Iterator[tuple[int, int, Match]]:
    """Yield the matches cut at the sentence ends of both texts, each with its two sentences."""
    a = b = 0
    for i, j, n in matches:
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
    ours, theirs = _weight_of(base, a), _weight_of(copy, b)
    light, heavy = sorted((ours, theirs))
    if shared.weight >= _SHARE_OF_BOTH * heavy:
        return True
    whole = shared.weight >= _SHARE_OF_ONE * light and shared.piece >= _PIECE * shared.weight
    return whole and (shared.piece >= _MIN_PIECE or shared.piece == light > CONTENT_WEIGHT)


def _is_rest(
    base: Strip,
    copy: Strip,
    pair: tuple[int, int],
    kept: set[tuple[int, int]],
    shared: Mapping[tuple[int, int], _Shared],
) -> bool:
    """Tell whether two sentences answer each other together with a neighbour of one, which was split or joined."""
    (a, b), own = pair, shared[pair].weight
    if own < _MIN_PIECE:
        return False
    ours, theirs = _weight_of(base, a), _weight_of(copy, b)
    for other in ((a - 1, b), (a + 1, b), (a, b - 1), (a, b + 1)):
        if other in kept:
            rest, one, two = (
                (ours, ours + _weight_of(base, other[0]), theirs)
                if other[1] == b
                else (theirs, ours, theirs + _weight_of(copy, other[1]))
            )
            if own >= _SHARE_OF_REST * rest and own + shared[other].weight >= _SHARE_OF_BOTH * max(one, two):
                return True
    return False


def _weight_of(text: Strip, sentence: int) -> int:
    return text.weigh(text.sentences[sentence], text.sentences[sentence + 1])


def _is_island(base: Strip, copy: Strip, rows: Sequence[Match], k: int) -> bool:
    i, j, n = rows[k]
    weight = base.weigh(i, i + n)
    if n > _ISLAND or not 0 < k < len(rows) - 1 or weight > CONTENT_WEIGHT:
        return False
    (i1, j1, n1), (i2, j2, _) = rows[k - 1], rows[k + 1]
    gaps = (i1 + n1, i, j1 + n1, j), (i + n, i2, j + n, j2)
    if any(a1 == a2 or b1 == b2 or a2 - a1 + b2 - b1 < _ISLAND_GAP for a1, a2, b1, b2 in gaps):
        return False
    return weight <= FUNCTION_WEIGHT or all(
        max(base.weigh(a1, a2), copy.weigh(b1, b2)) >= _ISLAND_DROWNED * weight for a1, a2, b1, b2 in gaps
    )


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
    return joined_matches([row for row in rows if row[2]])


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
