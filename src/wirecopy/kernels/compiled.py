"""The kernels compiled with numba: the same tables as `reference`, to the bit, at the speed of C.

Everything here works on flat arrays; `wirecopy.kernels` chooses the backend and packs the arrays.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

from wirecopy.kernels.hashing import WORD_BASE
from wirecopy.kernels.mixing import mix
from wirecopy.kernels.reference import MAX_PLACES

_WORD_BASE, _WORD_UNBASE = np.uint64(WORD_BASE), np.uint64(pow(WORD_BASE, -1, 2**64))
_ONE = np.uint64(1)


@numba.njit(cache=True)
def _grams(hashes: Any, start: int, end: int, size: int, result: Any) -> int:
    """Fill `result` with the grams of one text, each sum made from the one before; return how many there are."""
    count = max(0, end - start - size + 1)
    total, weight = np.uint64(0), _ONE
    for k in range(min(size, end - start)):
        total += hashes[start + k] * weight
        weight *= _WORD_BASE
    weight *= _WORD_UNBASE
    for i in range(count):
        result[i] = mix(total)
        if i + 1 < count:
            total = (total - hashes[start + i]) * _WORD_UNBASE + hashes[start + i + size] * weight
    return count


@numba.njit(cache=True)
def fingerprints(hashes: Any, word_offsets: Any, size: int, window: int) -> Any:
    """Return (hashes, positions, offsets) of the winnowed grams of every text; see `reference.fingerprints`."""
    texts = len(word_offsets) - 1
    longest = 0
    for t in range(texts):
        longest = max(longest, word_offsets[t + 1] - word_offsets[t])
    hashed = np.empty(longest, dtype=np.uint64)
    kept, places = np.empty(len(hashes), dtype=np.uint64), np.empty(len(hashes), dtype=np.int32)
    offsets, count = np.zeros(texts + 1, dtype=np.int64), 0
    for t in range(texts):
        words_here = word_offsets[t + 1] - word_offsets[t]
        n = _grams(hashes, word_offsets[t], word_offsets[t + 1], max(1, min(size, words_here)), hashed)
        width, least = min(window, n), -1
        for right in range(width - 1, n):
            left = right - width + 1
            if least < left:
                least = left
                for i in range(left + 1, right + 1):
                    if hashed[i] <= hashed[least]:
                        least = i
            elif hashed[right] <= hashed[least]:
                least = right
            else:
                continue
            if n > 0:
                kept[count], places[count] = hashed[least], least
                count += 1
        offsets[t + 1] = count
    return kept[:count].copy(), places[:count].copy(), offsets


@numba.njit(cache=True)
def _index_grams(right_grams: Any, nb: int, heads: Any, tails: Any, following: Any, counts: Any) -> None:
    """Chain the first places of every gram of one text, in order, behind open addressing."""
    mask = np.uint64(len(heads) - 1)
    for place in range(nb):
        at = right_grams[place] & mask
        while heads[at] >= 0 and right_grams[heads[at]] != right_grams[place]:
            at = (at + _ONE) & mask
        following[place] = -1
        if heads[at] < 0:
            heads[at], tails[at], counts[at] = place, place, 1
        elif counts[at] < MAX_PLACES:
            following[tails[at]] = place
            tails[at] = place
            counts[at] += 1


@numba.njit(cache=True)
def _pair_runs(
    hashes: Any, a0: int, b0: int, words_a: int, words_b: int, size: int, left: Any, na: int, right: Any,
    heads: Any, following: Any, in_b: Any, out_a: Any, out_b: Any, out_length: Any, count: int,
) -> int:  # fmt: skip
    """Write the runs of one pair from place `count` on, mark what they cover in b; return the next free place."""
    at, expected, mask = 0, 0, np.uint64(len(heads) - 1)
    same_size = 0 < words_a < size and words_a == words_b
    if same_size and np.array_equal(hashes[a0 : a0 + words_a], hashes[b0 : b0 + words_b]):
        out_a[count], out_b[count], out_length[count] = 0, 0, words_a
        in_b[:words_b] = 1
        count += 1
    while at < na:
        slot = left[at] & mask
        while heads[slot] >= 0 and right[heads[slot]] != left[at]:
            slot = (slot + _ONE) & mask
        place, best, best_place = heads[slot], 0, -1
        while place >= 0:
            length, limit = 0, min(words_a - at, words_b - place)
            while length < limit and hashes[a0 + at + length] == hashes[b0 + place + length]:
                length += 1
            if length > best or (length == best and abs(place - expected) < abs(best_place - expected)):
                best, best_place = length, place
            place = following[place]
        if best < size:
            at += 1
            continue
        out_a[count], out_b[count], out_length[count] = at, best_place, best
        count += 1
        in_b[best_place : best_place + best] = 1
        at += best
        expected = best_place + best
    return count


@numba.njit(cache=True)
def matches(hashes: Any, text_offsets: Any, firsts: Any, seconds: Any, size: int) -> Any:
    """Return (a, b, lengths, offsets, covered_a, covered_b); see `reference.matches`."""
    pairs = len(firsts)
    room, longest = 1, 1
    for pair in range(pairs):
        room += (text_offsets[firsts[pair] + 1] - text_offsets[firsts[pair]]) // size + 1
        longest = max(longest, text_offsets[firsts[pair] + 1] - text_offsets[firsts[pair]])
        longest = max(longest, text_offsets[seconds[pair] + 1] - text_offsets[seconds[pair]])
    out_a, out_b = np.empty(room, dtype=np.int32), np.empty(room, dtype=np.int32)
    out_length, offsets = np.empty(room, dtype=np.int32), np.zeros(pairs + 1, dtype=np.int64)
    covered_a, covered_b = np.zeros(pairs, dtype=np.int32), np.zeros(pairs, dtype=np.int32)
    left_grams, right_grams = np.empty(longest, dtype=np.uint64), np.empty(longest, dtype=np.uint64)
    following, in_b = np.empty(longest, dtype=np.int32), np.empty(longest, dtype=np.uint8)
    most_slots = 16
    while most_slots < 2 * longest:
        most_slots *= 2
    all_heads, tails = np.empty(most_slots, dtype=np.int32), np.empty(most_slots, dtype=np.int32)
    counts = np.empty(most_slots, dtype=np.int32)
    count, na, nb, left, right = 0, 0, 0, -1, -1
    heads = all_heads
    for pair in range(pairs):
        a0, b0 = text_offsets[firsts[pair]], text_offsets[seconds[pair]]
        words_a, words_b = text_offsets[firsts[pair] + 1] - a0, text_offsets[seconds[pair] + 1] - b0
        if firsts[pair] != left:
            left = firsts[pair]
            na = _grams(hashes, a0, a0 + words_a, size, left_grams)
        if seconds[pair] != right:
            right = seconds[pair]
            nb = _grams(hashes, b0, b0 + words_b, size, right_grams)
            slots_needed = 16
            while slots_needed < 2 * nb:
                slots_needed *= 2
            heads = all_heads[:slots_needed]
            heads[:] = -1
            _index_grams(right_grams, nb, heads, tails, following, counts)
        in_b[:words_b] = 0
        first = count
        count = _pair_runs(
            hashes, a0, b0, words_a, words_b, size, left_grams, na, right_grams,
            heads, following, in_b, out_a, out_b, out_length, count,
        )  # fmt: skip
        covered_a[pair] = out_length[first:count].sum()
        covered_b[pair] = in_b[:words_b].sum()
        offsets[pair + 1] = count
    return out_a[:count].copy(), out_b[:count].copy(), out_length[:count].copy(), offsets, covered_a, covered_b
