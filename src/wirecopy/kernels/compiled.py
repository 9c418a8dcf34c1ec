"""The kernels compiled with numba: the same tables as `reference`, to the bit, at the speed of C.

Everything here works on flat arrays; `wirecopy.kernels` chooses the backend and packs the arrays.
"""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

from wirecopy.kernels.hashing import WORD_BASE
from wirecopy.kernels.mixing import mix

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
def fingerprints(hashes: Any, word_offsets: Any, size: int, window: int, prints: Any, places: Any, offsets: Any) -> int:
    """Fill the arrays with the winnowed grams of every text, return how many there are; see `reference.fingerprints`.

    There must be room for as many as there are words.
    """
    texts = len(word_offsets) - 1
    longest = 0
    for t in range(texts):
        longest = max(longest, word_offsets[t + 1] - word_offsets[t])
    hashed, count = np.empty(longest, dtype=np.uint64), 0
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
                prints[count], places[count] = hashed[least], least
                count += 1
        offsets[t + 1] = count
    return count


@numba.njit(cache=True)
def shared_fingerprints(hashes: Any, offsets: Any, firsts: Any, seconds: Any) -> Any:
    """Return for each pair whether its texts share a fingerprint; the second's are indexed once for all its pairs."""
    longest, right = 1, -1
    for pair in range(len(firsts)):
        longest = max(longest, offsets[seconds[pair] + 1] - offsets[seconds[pair]])
    size = 16
    while size < 2 * longest:
        size *= 2
    places, mask = np.full(size, -1, dtype=np.int64), np.uint64(size - 1)
    flags = np.zeros(len(firsts), dtype=np.bool_)
    for pair in range(len(firsts)):
        if seconds[pair] != right:
            right = seconds[pair]
            places[:] = -1
            for i in range(offsets[right], offsets[right + 1]):
                at = hashes[i] & mask
                while places[at] >= 0:
                    at = (at + _ONE) & mask
                places[at] = i
        for i in range(offsets[firsts[pair]], offsets[firsts[pair] + 1]):
            at = hashes[i] & mask
            while places[at] >= 0 and hashes[places[at]] != hashes[i]:
                at = (at + _ONE) & mask
            if places[at] >= 0:
                flags[pair] = True
                break
    return flags
