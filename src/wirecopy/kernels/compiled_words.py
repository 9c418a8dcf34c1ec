"""The words of texts compiled with numba: the same as `reference.words`, to the bit, straight from the UTF-8 bytes.

A word of ASCII letters and digits is told, folded and hashed eight bytes at a time. Where anything else stands (an
apostrophe, a full stop inside a word, a character past ASCII) the stretch up to the next ASCII separator is decoded
and told as the reference does. A separator on both sides makes that exact: no rule looks past one.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

from wirecopy.kernels import fold as f
from wirecopy.kernels.bytes import eight_bytes, zeros_below
from wirecopy.kernels.hashing import (
    CHARACTER_BASE,
    FIRST_DIGIT,
    HASHED_CHARACTERS,
    LANE,
    LANE_BASE,
    LAST_DIGIT,
    powers,
)
from wirecopy.kernels.mixing import mix

_CHARACTER_BASE = np.uint64(CHARACTER_BASE)
_LANES = powers(LANE_BASE, HASHED_CHARACTERS // LANE)
_ONE = np.uint64(1)
_BYTES = np.uint64(0x0101010101010101)
_HIGH = np.uint64(0x8080808080808080)
_LOW = np.uint64(0x7F7F7F7F7F7F7F7F)
_SMALL = np.uint64(0x2020202020202020)
_FROM_A, _PAST_Z = _BYTES * np.uint64(0x80 - ord("a")), _BYTES * np.uint64(0x7F - ord("z"))
_FROM_0, _PAST_9 = _BYTES * np.uint64(0x80 - ord("0")), _BYTES * np.uint64(0x7F - ord("9"))

_GAP, _POINT, _PLAIN, _OTHER = 0, 1, 2, 3  # what a byte is: between words, one of . , ' of a plain word, or else
_CUT = np.uint8(8)  # set on the role of a character before which a word ends anyway
_ROLES = np.array([0, 1, 1, 2, 3, 4, 4, 4], dtype=np.uint8)  # by class; 4: its neighbours decide
_SIEVE_BITS = np.uint64(20)  # one bit for each of a million hashes: most words are not in the table


@numba.njit(cache=True, inline="always")
def _word_bytes(eight: Any) -> Any:
    """Return (folded bytes, high bits set where a byte is no ASCII letter or digit)."""
    plain = eight & _LOW
    small = plain | _SMALL
    letters = (small + _FROM_A) & ~(small + _PAST_Z) & _HIGH
    digits = (plain + _FROM_0) & ~(plain + _PAST_9) & _HIGH
    return plain | (letters >> np.uint64(2)), ((letters | digits) & ~eight & _HIGH) ^ _HIGH


@numba.njit(cache=True)
def _code_at(raw: Any, i: int) -> Any:
    """Return (code point, bytes) of the character at byte `i`."""
    code, size = np.uint32(raw[i]), 1
    if code >= 0xF0:
        code, size = code & np.uint32(0x07), 4
    elif code >= 0xE0:
        code, size = code & np.uint32(0x0F), 3
    elif code >= 0x80:
        code, size = code & np.uint32(0x1F), 2
    for k in range(1, size):
        code = np.uint32(code << np.uint32(6) | np.uint32(raw[i + k]) & np.uint32(0x3F))
    return code, size


@numba.njit(cache=True)
def _decode(raw: Any, start: int, end: int, fold: Any, entries: Any) -> int:
    """Fill `entries` with the table entries of a stretch of characters; return how many there are."""
    i, n = start, 0
    while i < end:
        code, size = _code_at(raw, i)
        entries[n] = fold[code] if code < f.TABLE_SIZE else np.uint32(f.SINGLE << 24) | code
        i, n = i + size, n + 1
    return n


@numba.njit(cache=True)
def _far_gap(raw: Any, i: int, fold: Any) -> int:
    """Return the bytes of the character past ASCII at byte `i` if it separates words, else 0."""
    code, size = _code_at(raw, i)
    return size if code < f.TABLE_SIZE and fold[code] >> np.uint32(24) == f.SEPARATOR else 0


@numba.njit(cache=True, inline="always")
def _kind_at(entries: Any, i: int, n: int) -> Any:
    return entries[i] >> np.uint32(24) if 0 <= i < n else np.uint32(0)


@numba.njit(cache=True, inline="always")
def _is_word(kind: Any) -> Any:
    return kind == f.LETTER or kind == f.DIGIT


@numba.njit(cache=True)
def _role(entries: Any, i: int, n: int) -> int:
    """Return 0 between words, 1 inside a word, 3 invisible, for a mark that its neighbours decide on."""
    kind = entries[i] >> np.uint32(24)
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


@numba.njit(cache=True)
def _fill_roles(entries: Any, n: int, first: int, breaks: Any, roles: Any) -> None:
    """Fill `roles` with what each character is (see `_role`; 2: a word alone), and a last one that ends any word."""
    for i in range(n):
        roles[i] = _ROLES[entries[i] >> np.uint32(24)]
        if roles[i] == np.uint8(4):
            roles[i] = _role(entries, i, n)
    roles[n] = 0
    for place in breaks:
        if place >= first + n:
            break
        roles[place - first] |= _CUT


@numba.njit(cache=True)
def _word_at(entries: Any, roles: Any, i: int) -> Any:
    """Return (hash, end, next character) of the word that begins at `i`."""
    hashed, length, end = np.uint64(0), 0, i
    alone = (roles[i] & np.uint8(7)) == np.uint8(2)
    while True:
        if (roles[i] & np.uint8(7)) != np.uint8(3):
            if length < HASHED_CHARACTERS:
                value = np.uint64(entries[i] & np.uint32(0xFFFFFF))
                if value >= np.uint64(0x80):
                    value *= _CHARACTER_BASE
                bits = np.uint64(8 * (length % LANE))
                value = (value << bits) | (value >> ((np.uint64(64) - bits) & np.uint64(63)))
                hashed += value * _LANES[length // LANE]
                length += 1
            end = i + 1
        i += 1
        if alone or (roles[i] != np.uint8(1) and roles[i] != np.uint8(3)):
            return hashed, end, i


@numba.njit(cache=True, inline="always")
def _counted_as(table: Any, hashed: Any) -> Any:
    """Return what the word counts as; the table is open addressing over its keys, behind a sieve of single bits."""
    slots, sieve, keys, values, _ = table
    counted, bit = hashed, hashed >> (np.uint64(64) - _SIEVE_BITS)
    if (sieve[bit >> np.uint64(6)] >> (bit & np.uint64(63))) & _ONE:
        mask = np.uint64(len(slots) - 1)
        at = hashed & mask
        while slots[at] >= 0:
            if keys[slots[at]] == hashed:
                counted = values[slots[at]]
                break
            at = (at + _ONE) & mask
    return counted


@numba.njit(cache=True)
def index_table(keys: Any) -> Any:
    """Return (slots, sieve): the open-addressing index over the keys of a word table, and a bit set for each."""
    size = 16
    while size < 4 * len(keys):
        size *= 2
    slots = np.full(size, -1, dtype=np.int32)
    sieve = np.zeros(1 << (np.int64(_SIEVE_BITS) - 6), dtype=np.uint64)
    mask = np.uint64(size - 1)
    for i in range(len(keys)):
        at = keys[i] & mask
        while slots[at] >= 0:
            at = (at + _ONE) & mask
        slots[at] = i
        bit = keys[i] >> (np.uint64(64) - _SIEVE_BITS)
        sieve[bit >> np.uint64(6)] |= _ONE << (bit & np.uint64(63))
    return slots, sieve


@numba.njit(cache=True)
def _byte_kinds(fold: Any) -> Any:
    kinds = np.full(256, _OTHER, dtype=np.uint8)
    for code in range(0x80):
        kind = fold[code] >> np.uint32(24)
        if kind == f.SEPARATOR:
            kinds[code] = _GAP
        elif kind == f.DOT or kind == f.COMMA or kind == f.APOSTROPHE:
            kinds[code] = _POINT
        elif 48 <= code <= 57 or 65 <= code <= 90 or 97 <= code <= 122:
            kinds[code] = _PLAIN
    return kinds


@numba.njit(cache=True)
def _plain_run(
    raw: Any, i: int, limit: int, base: int, kinds: Any, table: Any,
    hashes: Any, starts: Any, ends: Any, count: int,
) -> Any:  # fmt: skip
    """Write the words from byte `i` on as long as they are plain ones and end before `limit`; return (byte, count).

    Byte by byte nothing is looked at but what stands between words. No word is read past the limit: the next text
    need not begin with a separator, and many such would take forever. `_counted_as` is written out here: called,
    it slows the loop.
    """
    slots, sieve, keys, values, number = table
    mask, last = np.uint64(len(slots) - 1), len(raw) - 8
    while i < limit:
        kind = kinds[raw[i]]
        if kind <= _POINT:
            i += 1
            continue
        if kind != _PLAIN or i > last:
            break
        end, hashed, lane = i, np.uint64(0), 0
        folded, ends_at = _word_bytes(eight_bytes(raw, i))  # type: ignore[call-arg]
        while ends_at == np.uint64(0):
            if lane < len(_LANES):
                hashed += folded * _LANES[lane]
                lane += 1
            end += 8
            if end >= limit or end > last:
                return i, count
            folded, ends_at = _word_bytes(eight_bytes(raw, end))
        bits = zeros_below(ends_at) & ~np.uint64(7)
        if lane < len(_LANES):
            hashed += (folded & ((_ONE << bits) - _ONE)) * _LANES[lane]
        end += np.int64(bits >> np.uint64(3))
        if end >= limit:
            break
        kind = kinds[raw[end]]
        if kind != _GAP and (kind != _POINT or end + 1 >= limit or kinds[raw[end + 1]] != _GAP):
            break
        counted = mix(hashed)
        if FIRST_DIGIT <= raw[i] <= LAST_DIGIT:
            counted |= number
        bit = counted >> (np.uint64(64) - _SIEVE_BITS)
        if (sieve[bit >> np.uint64(6)] >> (bit & np.uint64(63))) & _ONE:
            at = counted & mask
            while slots[at] >= 0:
                if keys[slots[at]] == counted:
                    counted = values[slots[at]]
                    break
                at = (at + _ONE) & mask
        if counted != np.uint64(0):
            hashes[count], starts[count], ends[count] = counted, i - base, end - base
            count += 1
        i = end + 1
    return i, count


@numba.njit(cache=True)
def _stretch(
    entries: Any, roles: Any, n: int, first: int, table: Any, hashes: Any, starts: Any, ends: Any, count: int
) -> int:
    """Write the words of a decoded stretch, which begins at character `first`, from place `count` on."""
    k = 0
    while k < n:
        role = roles[k] & np.uint8(7)
        if role == np.uint8(0) or role == np.uint8(3):
            k += 1
            continue
        begins = k
        hashed, end, k = _word_at(entries, roles, k)
        mixed, leading = mix(hashed), entries[begins] & np.uint32(0xFFFFFF)
        if FIRST_DIGIT <= leading <= LAST_DIGIT:
            mixed |= table[-1]
        counted = _counted_as(table, mixed)
        if counted != np.uint64(0):
            hashes[count], starts[count], ends[count] = counted, first + begins, first + end
            count += 1
    return count


@numba.njit(cache=True)
def words(
    raw: Any, text_offsets: Any, breaks: Any, break_offsets: Any, fold: Any, table: Any,
    hashes: Any, starts: Any, ends: Any, offsets: Any,
) -> int:  # fmt: skip
    """Fill the arrays with the words of every text, return how many there are; see `reference.words`.

    `table` is (slots, sieve, keys, values), see `index_table`. There must be room for a word in every two bytes, and
    for one more each text and break.
    """
    texts = len(text_offsets) - 1
    longest = 0
    for t in range(texts):
        longest = max(longest, text_offsets[t + 1] - text_offsets[t])
    entries, roles = np.empty(longest, dtype=np.uint32), np.empty(longest + 1, dtype=np.uint8)
    kinds, count = _byte_kinds(fold), 0
    for t in range(texts):
        i, stop, cut, last_cut = text_offsets[t], text_offsets[t + 1], break_offsets[t], break_offsets[t + 1]
        base = i  # character `c` of the text begins at byte `base + c`, as far as the text is gone through
        while i < stop:
            while cut < last_cut and breaks[cut] <= i - base:
                cut += 1
            limit = stop if cut == last_cut else min(stop, base + breaks[cut])
            i, count = _plain_run(raw, i, limit, base, kinds, table, hashes, starts, ends, count)
            if i >= limit:
                continue
            size = _far_gap(raw, i, fold) if kinds[raw[i]] == _OTHER else 0
            if size > 0:
                i, base = i + size, base + size - 1
                continue
            start, first = i, i - base
            while i < stop and kinds[raw[i]] != _GAP:
                i += 1
            n = _decode(raw, start, i, fold, entries)
            _fill_roles(entries, n, first, breaks[cut:last_cut], roles)
            count = _stretch(entries, roles, n, first, table, hashes, starts, ends, count)
            base += i - start - n
        offsets[t + 1] = count
    return count
