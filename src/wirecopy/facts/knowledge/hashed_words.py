"""Words as numbers: hashes of a word, its endings and its shape, and the weight rows that features fall into."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import Any
from zlib import crc32

import numpy as np
import numpy.typing as npt

_EDGE = 0x9E3779B1
_MIX = np.uint64(0x9E3779B97F4A7C15)
_LONGEST = 40  # letters of a word that are looked at
_WORDS_KEPT = 1 << 16  # with their numbers: some 20 MB, and most words of a text
_ROOM = 1_024  # words that a new table has room for; a full one doubles

Hashes = npt.NDArray[np.uint64]
Buckets = npt.NDArray[np.int64]
Feature = tuple[Any, ...]
"""A number that tells a kind of feature from the others, and the columns that make it."""


@dataclass(slots=True)
class WordNumbers:
    """Numbers of words, worked out once a word: `row` gives the `width` numbers of one."""

    row: Callable[[str], Sequence[int]]
    width: int
    _places: dict[str, int] = field(default_factory=dict)
    _numbers: Hashes = field(default_factory=lambda: np.zeros((0, 0), dtype=np.uint64))

    def of(self, words: Sequence[str]) -> Hashes:
        """Return the numbers of each word, a row a word."""
        rows = list(map(self._places.get, words))
        if None in rows:
            fresh = {word for word, place in zip(words, rows, strict=True) if place is None}
            if len(self._places) + len(fresh) > _WORDS_KEPT:
                self._places.clear()
                fresh = set(words)
            first = len(self._places)
            self._places.update(zip(fresh, count(first)))
            if len(self._places) > len(self._numbers):
                room = max(_ROOM, 2 * len(self._places))
                hashes = self._numbers.reshape(-1, self.width)[:first]
                self._numbers = np.zeros((room, self.width), dtype=np.uint64)
                self._numbers[:first] = hashes
            self._numbers[first : first + len(fresh)] = [self.row(word) for word in fresh]
            rows = list(map(self._places.get, words))
        return self._numbers[np.array(rows, dtype=np.int64)]


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


def hash_table() -> WordNumbers:
    """Return an empty table of the hashes of words: itself, its endings, its opening, its shape."""
    return WordNumbers(_row, 5)


def word_hashes(sentences: Sequence[Sequence[str]], word_numbers: WordNumbers) -> WordHashes:
    """Return the numbers of all words of the sentences; `word_numbers` keeps those of words seen before."""
    rows = word_numbers.of([word for sentence in sentences for word in sentence])
    table = np.ascontiguousarray(rows.reshape(-1, word_numbers.width).T)
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
    # Features of several columns come first, so that each step mixes one more column into all that have it at once.
    order = sorted(range(len(features)), key=lambda n: -len(features[n]))
    kinds = np.array([features[n][0] * 0x51ED270B for n in order], dtype=np.uint64)
    mixed = np.repeat(kinds[:, None], len(features[0][1]), axis=1)
    for step in range(1, len(features[order[0]])):
        columns = [features[n][step] for n in order if len(features[n]) > step]
        part = mixed[: len(columns)]
        part ^= np.array(columns)
        part *= _MIX
        part ^= part >> np.uint64(29)
    rows = np.empty(mixed.shape, dtype=np.int64)
    rows[order] = mixed & np.uint64(size - 1)
    return rows.T


def weight_sums(table: npt.NDArray[Any], rows: Buckets, kind: npt.DTypeLike) -> npt.NDArray[Any]:
    """Return the sum of the weight rows of each word, a column per label, counted in `kind`.

    >>> table = np.array([[1, 2], [3, 4], [5, 6]], dtype=np.int8)
    >>> weight_sums(table, np.array([[0, 1], [2, 2]]), np.int32).tolist()
    [[4, 6], [10, 12]]
    """
    # Feature by feature: whole columns of words are added, which takes a third of the time of word by word.
    total: npt.NDArray[Any] = np.add.reduce(table.take(rows.T, axis=0), axis=0, dtype=kind)
    return total


def _row(whole: str) -> tuple[int, int, int, int, int]:
    word = whole[:_LONGEST]
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
