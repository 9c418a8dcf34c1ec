"""Words as numbers: hashes of a word, its endings and its shape, and the weight rows that features fall into."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

_EDGE = 0x9E3779B1
_MIX = np.uint64(0x9E3779B97F4A7C15)
_LONGEST = 40  # letters of a word that are looked at
_WORDS_KEPT = 1 << 16  # with their numbers: some 20 MB, and most words of a text

Numbered = dict[str, tuple[int, int, int, int, int]]
"""Words with their numbers."""
Hashes = npt.NDArray[np.uint64]
Buckets = npt.NDArray[np.int64]
Feature = tuple[Any, ...]
"""A number that tells a kind of feature from the others, and the columns that make it."""


@dataclass(frozen=True, slots=True)
class WordHashes:
    """Per word: itself, its endings and its shape, as numbers; `place` counts from the sentence's start."""

    word: Hashes
    ending: Hashes
    short: Hashes
    opening: Hashes
    shape: Hashes
    place: npt.NDArray[np.int64]
    left: npt.NDArray[np.int64]

    def beside(self, column: Hashes, step: int) -> Hashes:
        """Return the column of the word `step` away, with an edge mark where the sentence does not reach."""
        moved = np.full_like(column, _EDGE)
        if step < 0:
            np.copyto(moved[-step:], column[:step], where=self.place[-step:] >= -step)
        else:
            np.copyto(moved[:-step], column[step:], where=self.left[:-step] >= step)
        return moved


def word_hashes(sentences: Sequence[Sequence[str]], known: Numbered) -> WordHashes:
    """Return the numbers of all words of the sentences; `known` are those of words seen before, and gets theirs."""
    if len(known) > _WORDS_KEPT:
        known.clear()
    rows = []
    for sentence in sentences:
        for whole in sentence:
            word = whole[:_LONGEST]
            if word not in known:
                known[word] = _row(word)
            rows.append(known[word])
    table = np.array(rows, dtype=np.uint64).reshape(-1, 5).T.copy()
    sizes = np.array([len(sentence) for sentence in sentences], dtype=np.int64)
    place = np.arange(len(rows)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    left = np.repeat(sizes, sizes) - 1 - place
    return WordHashes(table[0], table[1], table[2], table[3], table[4], place, left)


def weight_rows(size: int, features: Sequence[Feature]) -> Buckets:
    """Return the weight rows that features fall into, a row of the result per word, a column per feature.

    `size` is the number of weight rows, a power of two.

    >>> words = np.array([7, 7, 8], dtype=np.uint64)
    >>> rows = weight_rows(1 << 16, [(3, words), (4, words, words)])
    >>> rows.shape, bool((rows[0] == rows[1]).all()), bool((rows[0] == rows[2]).any())
    ((3, 2), True, False)
    """
    found = np.empty((len(features[0][1]), len(features)), dtype=np.int64)
    for n, (kind, *columns) in enumerate(features):
        mixed = np.full(len(found), kind * 0x51ED270B, dtype=np.uint64)
        for column in columns:
            mixed = (mixed ^ column) * _MIX
            mixed ^= mixed >> np.uint64(29)
        found[:, n] = (mixed & np.uint64(size - 1)).astype(np.int64)
    return found


def _row(word: str) -> tuple[int, int, int, int, int]:
    low = word.lower()
    if not word.isalpha():
        low = "".join("0" if c.isdigit() else c for c in low.replace("’", "'"))
    return _hash(low), _hash(low[-3:]), _hash(low[-2:]), _hash(low[:2]), _hash(_shape(word))


def _hash(text: str) -> int:
    return crc32(text.encode("utf-8", "surrogatepass"))


def _shape(word: str) -> str:
    """Return a word's letters by kind, runs shortened: "U.S." is "A.A.", "Ryder" is "Aa"."""
    if word.isalpha() and word.islower():
        return "a"
    if word.isalpha() and word[0].isupper() and word[1:].islower():
        return "Aa"
    shape = ""
    for c in word:
        kind = "A" if c.isupper() else "a" if c.isalpha() else "0" if c.isdigit() else c
        if not shape.endswith(kind):
            shape += kind
    return shape[:8]
