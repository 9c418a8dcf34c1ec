"""Lines and quotation marks of texts, compiled with numba, straight from the UTF-8 bytes.

What they give is what `repeated` and `marked` in the room of copies give in plain Python, only faster.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

from wirecopy.kernels.bytes import eight_bytes
from wirecopy.kernels.mixing import mix

_NEWLINE = np.uint8(10)
_BASE = np.uint64(0xA0761D6478BD642F)
_BYTES, _HIGH = np.uint64(0x0101010101010101), np.uint64(0x8080808080808080)


@numba.njit(cache=True, inline="always")
def _is_first(byte: Any) -> Any:
    return (byte & np.uint8(0xC0)) != np.uint8(0x80)


@numba.njit(cache=True)
def lines(raw: Any, offsets: Any, outlets: Any, shortest: int) -> Any:
    """Return (keys, texts, starts, ends, lengths): the lines of the texts whose outlet is known, and all lengths.

    A key stands for the outlet and the characters of the line, any digit for any other. Places are code points, as is
    the length of a text.
    """
    texts, room = len(offsets) - 1, 0
    for i in range(offsets[0], offsets[texts]):
        room += raw[i] == _NEWLINE
    room += texts
    keys, owners = np.empty(room, dtype=np.uint64), np.empty(room, dtype=np.int32)
    starts, ends = np.empty(room, dtype=np.int32), np.empty(room, dtype=np.int32)
    lengths, count = np.zeros(texts, dtype=np.int64), 0
    for t in range(texts):
        if outlets[t] < 0:
            continue
        hashed, at, begins, stop = np.uint64(0), 0, 0, offsets[t + 1]
        for i in range(offsets[t], stop + 1):
            if i == stop or raw[i] == _NEWLINE:
                if at - begins >= shortest:
                    keys[count] = mix(hashed * _BASE + np.uint64(outlets[t] + 1) * _BASE)
                    owners[count], starts[count], ends[count] = t, begins, at
                    count += 1
                hashed, begins = np.uint64(0), at + 1
                at += i < stop
            else:
                digit = np.uint8(49) <= raw[i] <= np.uint8(57)
                hashed = (hashed ^ np.uint64(48 if digit else raw[i])) * _BASE
                hashed ^= hashed >> np.uint64(32)
                at += _is_first(raw[i])
        lengths[t] = at
    return keys[:count], owners[:count], starts[:count], ends[:count], lengths


@numba.njit(cache=True)
def leave_out(hashes: Any, starts: Any, ends: Any, offsets: Any, owners: Any, firsts: Any, lasts: Any) -> Any:
    """Return (words kept, offsets, cuts), the arrays of the words closed up in place; see `repeated`.

    The stretches left out are sorted by text and place. Cuts are the words that one or more of them stood before.
    """
    cuts, kept_offsets = np.empty(len(owners), dtype=np.int64), np.zeros(len(offsets), dtype=np.int64)
    words, at, last, count = 0, 0, 0, 0
    for t in range(len(offsets) - 1):
        for word in range(offsets[t], offsets[t + 1]):
            while at < len(owners) and owners[at] == t and lasts[at] <= starts[word]:
                at += 1
            if at < len(owners) and owners[at] == t and firsts[at] <= starts[word]:
                continue
            if at > last:
                if words > 0:
                    cuts[count] = words
                    count += 1
                last = at
            hashes[words], starts[words], ends[words] = hashes[word], starts[word], ends[word]
            words += 1
        while at < len(owners) and owners[at] == t:
            at += 1
        kept_offsets[t + 1] = words
    return words, kept_offsets, cuts[:count]


@numba.njit(cache=True)
def _letter(byte: Any) -> Any:
    small = byte | np.uint8(0x20)
    return np.uint8(97) <= small <= np.uint8(122)


@numba.njit(cache=True)
def _mark_bytes(raw: Any, i: int, start: int, stop: int) -> Any:
    """Return (bytes of the quotation mark at byte `i` or 0, whether it is a double one)."""
    byte = raw[i]
    if byte == np.uint8(0x22):
        return 1, True
    if byte == np.uint8(0x60):
        return 1, False
    size = 0
    if byte == np.uint8(0x27):
        size = 1
    elif byte == np.uint8(0xC2):
        return (2, True) if raw[i + 1] == np.uint8(0xAB) or raw[i + 1] == np.uint8(0xBB) else (0, False)
    elif byte == np.uint8(0xEF):
        full_width = raw[i + 1] == np.uint8(0xBC) and raw[i + 2] == np.uint8(0x82)
        return (3, False) if full_width else (0, False)
    elif byte == np.uint8(0xE2) and raw[i + 1] == np.uint8(0x80):
        last = raw[i + 2]
        if np.uint8(0x9C) <= last <= np.uint8(0x9E):
            return 3, True
        if last == np.uint8(0x98) or last == np.uint8(0x9F) or last == np.uint8(0xB9) or last == np.uint8(0xBA):
            return 3, False
        size = 3 if last == np.uint8(0x99) else 0
    if size > 0 and i > start and _letter(raw[i - 1]) and i + size < stop and _letter(raw[i + size]):
        size = 0
    return size, False


def _flags() -> Any:
    """Return what a byte may be: 1 first of a character, 2 an ASCII letter or digit, 4 of a mark, 8 a line end."""
    flags = np.zeros(256, dtype=np.uint8)
    for byte in range(256):
        flags[byte] = (byte & 0xC0 != 0x80) + 2 * (byte < 0x80 and chr(byte).isalnum()) + 8 * (byte == 10)
    flags[[0x22, 0x27, 0x60, 0xC2, 0xE2, 0xEF]] |= np.uint8(4)
    return flags


_FLAGS = _flags()


@numba.njit(cache=True, inline="always")
def _is_plain(eight: Any) -> Any:
    """Tell that of eight bytes each is an ASCII character, none a mark or a line end."""
    marks = eight
    for byte in (0x22, 0x27, 0x60, 0x0A):
        apart = eight ^ (_BYTES * np.uint64(byte))
        marks |= (apart - _BYTES) & ~apart
    return marks & _HIGH == np.uint64(0)


@numba.njit(cache=True)
def marked(raw: Any, offsets: Any, asked: Any) -> Any:
    """Return (texts, starts, ends): the stretches, in code points, outside which no quotation stands."""
    room = 0
    for t in asked:
        room += 1
        for i in range(offsets[t], offsets[t + 1]):
            room += raw[i] == _NEWLINE
    owners, starts = np.empty(room, dtype=np.int64), np.empty(room, dtype=np.int32)
    ends, count = np.empty(room, dtype=np.int32), 0
    for t in asked:
        start, stop, before = offsets[t], offsets[t + 1], count
        i, at, double = start, 0, False
        worded: Any = np.uint8(0)
        first, last, waiting, waiting_end = -1, -1, -1, 0
        while i <= stop:
            while worded != 0 and i + 8 <= stop and _is_plain(eight_bytes(raw, i)):  # type: ignore[call-arg]
                i, at = i + 8, at + 8
            flags = np.uint8(8) if i == stop else _FLAGS[raw[i]]
            if flags < np.uint8(4):
                at += int(flags & np.uint8(1))
                worded |= flags & np.uint8(2)
                i += 1
                continue
            if flags & np.uint8(8):
                if first >= 0 or worded != 0:
                    if first >= 0 and waiting >= 0:
                        ends[waiting] = waiting_end
                    waiting = -1
                if first >= 0:
                    owners[count], starts[count], ends[count] = t, first, last
                    waiting, waiting_end = count, at
                    count += 1
                first, last, worded = -1, -1, np.uint8(0)
                i, at = i + 1, at + 1
                continue
            size, is_double = _mark_bytes(raw, i, start, stop)
            if size > 0:
                double = double or is_double
                first = at if first < 0 else first
                last = at + 1
                i, at = i + size, at + 1
                continue
            i, at = i + 1, at + 1
        if not double:
            count = before
    return owners[:count], starts[:count], ends[:count]
