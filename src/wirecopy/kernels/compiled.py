"""The kernels compiled with numba: the same tables as `reference`, to the bit, at the speed of C.

Everything here works on flat arrays; `wirecopy.kernels` chooses the backend and packs the arrays.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

from wirecopy.kernels import fold as f
from wirecopy.kernels.hashing import CHARACTER_BASE, HASHED_CHARACTERS, MIX_1, MIX_2, WORD_BASE
from wirecopy.kernels.reference import MAX_PLACES

_CHARACTER_BASE, _WORD_BASE = np.uint64(CHARACTER_BASE), np.uint64(WORD_BASE)
_MIX_1, _MIX_2 = np.uint64(MIX_1), np.uint64(MIX_2)
_ONE = np.uint64(1)


@numba.njit(cache=True, inline="always")
def _mix(value: Any) -> Any:
    value = (value ^ (value >> np.uint64(30))) * _MIX_1
    value = (value ^ (value >> np.uint64(27))) * _MIX_2
    return value ^ (value >> np.uint64(31))


@numba.njit(cache=True)
def _decode(raw: Any, start: int, end: int, fold: Any, entries: Any) -> int:
    """Fill `entries` with the table entries of one text's characters; return how many there are."""
    i, n = start, 0
    while i < end:
        byte = np.uint32(raw[i])
        if byte < 0x80:
            code, i = byte, i + 1
        elif byte < 0xE0:
            code = (byte & np.uint32(0x1F)) << 6 | (np.uint32(raw[i + 1]) & np.uint32(0x3F))
            i += 2
        elif byte < 0xF0:
            code = (
                (byte & np.uint32(0x0F)) << 12
                | (np.uint32(raw[i + 1]) & np.uint32(0x3F)) << 6
                | (np.uint32(raw[i + 2]) & np.uint32(0x3F))
            )
            i += 3
        else:
            code = (
                (byte & np.uint32(0x07)) << 18
                | (np.uint32(raw[i + 1]) & np.uint32(0x3F)) << 12
                | (np.uint32(raw[i + 2]) & np.uint32(0x3F)) << 6
                | (np.uint32(raw[i + 3]) & np.uint32(0x3F))
            )
            i += 4
        entries[n] = fold[code] if code < f.TABLE_SIZE else np.uint32(f.SINGLE << 24) | code
        n += 1
    return n


@numba.njit(cache=True, inline="always")
def _kind_at(entries: Any, i: int, n: int) -> Any:
    return entries[i] >> np.uint32(24) if 0 <= i < n else np.uint32(0)


@numba.njit(cache=True, inline="always")
def _is_word(kind: Any) -> Any:
    return kind == f.LETTER or kind == f.DIGIT


@numba.njit(cache=True)
def _role(entries: Any, i: int, n: int) -> int:
    """Return 0 between words, 1 inside a word, 2 a word alone, 3 invisible: as `reference._kinds`."""
    kind = entries[i] >> np.uint32(24)
    if kind == f.LETTER or kind == f.DIGIT:
        return 1
    if kind == f.SEPARATOR:
        return 0
    if kind == f.SINGLE:
        return 2
    if kind == f.SKIP:
        return 3
    before, after = _kind_at(entries, i - 1, n), _kind_at(entries, i + 1, n)
    digits = before == f.DIGIT and after == f.DIGIT
    letters = before == f.LETTER and after == f.LETTER
    if kind == f.DOT:
        if digits:
            return 1
        initials = letters and not _is_word(_kind_at(entries, i - 2, n)) and not _is_word(_kind_at(entries, i + 2, n))
        return 3 if initials else 0
    if kind == f.COMMA:
        return 3 if digits else 0
    return 3 if letters else 0


@numba.njit(cache=True, inline="always")
def _lookup(slots: Any, keys: Any, values: Any, hashed: Any) -> Any:
    """Return what the word counts as; the table is open addressing over `keys`."""
    mask = np.uint64(len(slots) - 1)
    at = hashed & mask
    while slots[at] >= 0:
        if keys[slots[at]] == hashed:
            return values[slots[at]]
        at = (at + _ONE) & mask
    return hashed


@numba.njit(cache=True)
def slots(keys: Any) -> Any:
    """Return the open-addressing index over the keys of a word table, at most a quarter full."""
    size = 16
    while size < 4 * len(keys):
        size *= 2
    table = np.full(size, -1, dtype=np.int32)
    mask = np.uint64(size - 1)
    for i in range(len(keys)):
        at = keys[i] & mask
        while table[at] >= 0:
            at = (at + _ONE) & mask
        table[at] = i
    return table


_CUT = np.uint8(8)  # set on the role of a character before which a word ends anyway
_ROLES = np.array([0, 1, 1, 2, 3, 4, 4, 4], dtype=np.uint8)  # by class; 4: its neighbours decide


@numba.njit(cache=True)
def _fill_roles(entries: Any, n: int, breaks: Any, first_break: int, last_break: int, roles: Any) -> None:
    """Fill `roles` with what each character is (see `_role`), and a last one that ends any word."""
    for i in range(n):
        roles[i] = _ROLES[entries[i] >> np.uint32(24)]
    for i in range(n):
        if roles[i] == np.uint8(4):
            roles[i] = _role(entries, i, n)
    roles[n] = 0
    for place in range(first_break, last_break):
        if breaks[place] < n:
            roles[breaks[place]] |= _CUT


@numba.njit(cache=True)
def _word_at(entries: Any, roles: Any, i: int) -> Any:
    """Return (hash, end, next character) of the word that begins at `i`."""
    hashed, weight, length, end = np.uint64(0), _ONE, 0, i
    alone = (roles[i] & np.uint8(7)) == np.uint8(2)
    while True:
        if (roles[i] & np.uint8(7)) != np.uint8(3):
            if length < HASHED_CHARACTERS:
                hashed += (np.uint64(entries[i] & np.uint32(0xFFFFFF)) + _ONE) * weight
                weight *= _CHARACTER_BASE
                length += 1
            end = i + 1
        i += 1
        if alone or (roles[i] != np.uint8(1) and roles[i] != np.uint8(3)):
            return hashed, end, i


@numba.njit(cache=True)
def words(
    raw: Any, text_offsets: Any, breaks: Any, break_offsets: Any, fold: Any, index: Any, keys: Any, values: Any
) -> Any:
    """Return (hashes, starts, ends, offsets) of the words of every text; see `reference.words`."""
    texts = len(text_offsets) - 1
    longest = 0
    for t in range(texts):
        longest = max(longest, text_offsets[t + 1] - text_offsets[t])
    entries, roles = np.empty(longest, dtype=np.uint32), np.empty(longest + 1, dtype=np.uint8)
    room = (text_offsets[texts] - text_offsets[0]) // 2 + texts + 1
    hashes, starts = np.empty(room, dtype=np.uint64), np.empty(room, dtype=np.int32)
    ends, offsets = np.empty(room, dtype=np.int32), np.zeros(texts + 1, dtype=np.int64)
    count = 0
    for t in range(texts):
        n = _decode(raw, text_offsets[t], text_offsets[t + 1], fold, entries)
        _fill_roles(entries, n, breaks, break_offsets[t], break_offsets[t + 1], roles)
        i = 0
        while i < n:
            role = roles[i] & np.uint8(7)
            if role == np.uint8(0) or role == np.uint8(3):
                i += 1
                continue
            start = i
            hashed, end, i = _word_at(entries, roles, i)
            counted = _lookup(index, keys, values, _mix(hashed))
            if counted != np.uint64(0):
                hashes[count], starts[count], ends[count] = counted, start, end
                count += 1
        offsets[t + 1] = count
    return hashes[:count].copy(), starts[:count].copy(), ends[:count].copy(), offsets


@numba.njit(cache=True)
def _grams(hashes: Any, start: int, end: int, size: int, result: Any) -> int:
    count = max(0, end - start - size + 1)
    for i in range(count):
        total, weight = np.uint64(0), _ONE
        for k in range(size):
            total += hashes[start + i + k] * weight
            weight *= _WORD_BASE
        result[i] = _mix(total)
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
