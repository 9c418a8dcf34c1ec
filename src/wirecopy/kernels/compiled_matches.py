"""The matching runs of pairs of texts compiled with numba: the same as `reference.matches`, to the bit.

The grams of the second text are indexed once for all its pairs. Most grams of the first stand nowhere in the second:
a sieve of single bits says so before any table is looked at.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

from wirecopy.kernels.reference import MAX_PLACES

_ONE, _SIXTY_FOUR = np.uint64(1), np.uint64(64)
_TURN = 13  # bits by which each word of a gram is turned more than the one before: the order of words counts
_SIEVE_BITS = 16  # of the sieve for each slot of the index: one gram in thirty or more passes it by chance


@numba.njit(cache=True)
def _fill_keys(words: Any, size: int, keys: Any) -> int:
    """Fill `keys` with a number for every `size` words in a row; return how many there are."""
    count = max(0, len(words) - size + 1)
    keys = keys[:count]
    keys[:] = words[:count]
    for k in range(1, size):
        part, turn = words[k : k + count], np.uint64(1 + _TURN * k % 63)
        back = _SIXTY_FOUR - turn
        for i in range(count):
            keys[i] ^= (part[i] << turn) | (part[i] >> back)
    return count


@numba.njit(cache=True)
def _index(keys: Any, nb: int, heads: Any, tails: Any, following: Any, counts: Any, sieve: Any) -> None:
    """Chain the first places of every gram of one text, in order, behind open addressing; set its bit in the sieve."""
    heads[:] = -1
    sieve[:] = 0
    mask, bits = np.uint64(len(heads) - 1), np.uint64(len(sieve) * 64 - 1)
    for place in range(nb):
        key = keys[place]
        bit = (key >> np.uint64(20)) & bits
        sieve[bit >> np.uint64(6)] |= _ONE << (bit & np.uint64(63))
        at = key & mask
        while heads[at] >= 0 and keys[heads[at]] != key:
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
    left: Any, left_keys: Any, na: int, right: Any, right_keys: Any, size: int,
    heads: Any, following: Any, sieve: Any, out_a: Any, out_b: Any, out_length: Any, count: int,
) -> int:  # fmt: skip
    """Write the runs of one pair from place `count` on; return the next free place."""
    at, expected = 0, 0
    mask, bits = np.uint64(len(heads) - 1), np.uint64(len(sieve) * 64 - 1)
    if 0 < len(left) < size and len(left) == len(right) and np.array_equal(left, right):
        out_a[count], out_b[count], out_length[count] = 0, 0, len(left)
        return count + 1
    while at < na:
        key = left_keys[at]
        bit = (key >> np.uint64(20)) & bits
        if not (sieve[bit >> np.uint64(6)] >> (bit & np.uint64(63))) & _ONE:
            at += 1
            continue
        slot = key & mask
        while heads[slot] >= 0 and right_keys[heads[slot]] != key:
            slot = (slot + _ONE) & mask
        place, best, best_place = heads[slot], 0, -1
        while place >= 0:
            length, limit = 0, min(len(left) - at, len(right) - place)
            while length < limit and left[at + length] == right[place + length]:
                length += 1
            if length > best or (length == best and abs(place - expected) < abs(best_place - expected)):
                best, best_place = length, place
            place = following[place]
        if best < size:
            at += 1
            continue
        out_a[count], out_b[count], out_length[count] = at, best_place, best
        count += 1
        at += best
        expected = best_place + best
    return count


@numba.njit(cache=True)
def matches(
    hashes: Any, text_offsets: Any, firsts: Any, seconds: Any, size: int,
    out_a: Any, out_b: Any, out_length: Any, offsets: Any,
) -> int:  # fmt: skip
    """Fill the arrays with the runs of every pair, return how many there are; see `reference.matches`.

    There must be room for a run in every `size` words of each first text, and for one more.
    """
    longest = 1
    for texts in (firsts, seconds):
        for text in texts:
            longest = max(longest, text_offsets[text + 1] - text_offsets[text])
    left_keys, right_keys = np.empty(longest, dtype=np.uint64), np.empty(longest, dtype=np.uint64)
    slots = _slots(longest)
    all_heads, tails = np.empty(slots, dtype=np.int32), np.empty(slots, dtype=np.int32)
    counts, following = np.empty(slots, dtype=np.int32), np.empty(longest, dtype=np.int32)
    all_sieve = np.empty(slots * _SIEVE_BITS // 64, dtype=np.uint64)
    heads, sieve = all_heads, all_sieve
    count, na, nb, left, right = 0, 0, 0, -1, -1
    for pair in range(len(firsts)):
        words_a = hashes[text_offsets[firsts[pair]] : text_offsets[firsts[pair] + 1]]
        words_b = hashes[text_offsets[seconds[pair]] : text_offsets[seconds[pair] + 1]]
        if firsts[pair] != left:
            left = firsts[pair]
            na = _fill_keys(words_a, size, left_keys)
        if seconds[pair] != right:
            right = seconds[pair]
            nb = _fill_keys(words_b, size, right_keys)
            slots = _slots(nb)
            heads, sieve = all_heads[:slots], all_sieve[: slots * _SIEVE_BITS // 64]
            _index(right_keys, nb, heads, tails, following, counts, sieve)
        count = _pair_runs(
            words_a, left_keys, na, words_b, right_keys, size, heads, following, sieve, out_a, out_b, out_length, count
        )
        offsets[pair + 1] = count
    return count


@numba.njit(cache=True)
def _slots(grams: int) -> int:
    slots = 16
    while slots < 2 * grams:
        slots *= 2
    return slots


@numba.njit(cache=True)
def heaviest_chains(begin: Any, end: Any, weights: Any, offsets: Any, gram: int) -> Any:
    """Return for each block whether it is of its text's heaviest chain; see `reference.heaviest_chains`."""
    flags, before = np.zeros(len(begin), dtype=np.bool_), np.empty(len(begin), dtype=np.int64)
    ends, totals = np.empty(len(begin), dtype=np.int64), np.empty(len(begin), dtype=np.int64)
    tips = np.empty(len(begin), dtype=np.int64)
    for t in range(len(offsets) - 1):
        open_chains = 0
        for block in range(offsets[t], offsets[t + 1]):
            place = np.searchsorted(ends[:open_chains], begin[block] + gram - 1, side="right") - 1
            total = weights[block] + (totals[place] if place >= 0 else 0)
            before[block] = tips[place] if place >= 0 else -1
            at = np.searchsorted(ends[:open_chains], end[block], side="right")
            if at > 0 and totals[at - 1] >= total:
                continue
            worse = at
            while worse < open_chains and totals[worse] <= total:
                worse += 1
            left = open_chains - worse
            for chains in (ends, totals, tips):
                if worse > at:
                    for k in range(left):
                        chains[at + 1 + k] = chains[worse + k]
                else:
                    for k in range(left - 1, -1, -1):
                        chains[at + 1 + k] = chains[worse + k]
            ends[at], totals[at], tips[at] = end[block], total, block
            open_chains = at + 1 + left
        block = tips[open_chains - 1] if open_chains > 0 else -1
        while block >= 0:
            flags[block] = True
            block = before[block]
    return flags
