"""Parts of speech (Penn Treebank tags) of tokenised sentences, by an averaged perceptron of our own training.

Two passes, each one sum of rows of a small hashed weight table: the first reads words, the second also the tags
that the first gave the neighbours on both sides. No pass depends on the word before it, so a whole article is tagged
with a few array operations.
"""

from __future__ import annotations

import io
import json
import lzma
from collections.abc import Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import numpy.typing as npt

from wirecopy.languages import language_pack

BITS = 16
BUCKETS = 1 << BITS
WEIGHTS = "tagger.xz"
_CHUNK = 8_192  # words scored at once: bounds the memory, changes no tag
_EDGE = 0x9E3779B1
_MIX = np.uint64(0x9E3779B97F4A7C15)

Hashes = npt.NDArray[np.uint64]
Buckets = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Tagger:
    """The weights of both passes and the tags they choose among."""

    tags: tuple[str, ...]
    first: npt.NDArray[np.int16]
    second: npt.NDArray[np.int16]

    def tag(self, sentences: Sequence[Sequence[str]]) -> list[list[str]]:
        """Return a tag per word of each sentence.

        >>> load_tagger().tag([["The", "ministry", "declined", "."]])
        [['DT', 'NN', 'VBD', '.']]
        """
        flat = self.numbers(sentences)
        found, at = [], 0
        for sentence in sentences:
            found.append([self.tags[n] for n in flat[at : at + len(sentence)]])
            at += len(sentence)
        return found

    def numbers(self, sentences: Sequence[Sequence[str]]) -> npt.NDArray[np.int64]:
        """Return the tags of all words, one behind the other, as places in `tags`."""
        words = word_hashes(sentences)
        rows = first_features(words)
        guess = _best(self.first, rows)
        return _best(self.second, np.concatenate((rows, second_features(words, guess)), axis=1))


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


def load_tagger() -> Tagger:
    """Return the tagger that ships with the package; load once and pass it on."""
    stream = io.BytesIO(lzma.decompress(language_pack("en").weights(WEIGHTS)))
    tags = tuple(json.loads(stream.readline()))
    return Tagger(tags, _unpacked(stream, len(tags)), _unpacked(stream, len(tags)))


def packed(tagger: Tagger) -> bytes:
    """Return the tagger as the bytes of its data file."""
    stream = io.BytesIO()
    stream.write(json.dumps(tagger.tags).encode() + b"\n")
    for table in (tagger.first, tagger.second):
        stream.write(np.ascontiguousarray(table.T).astype(np.int8).tobytes())
    return lzma.compress(stream.getvalue(), preset=9 | lzma.PRESET_EXTREME)


def _unpacked(stream: io.BytesIO, tags: int) -> npt.NDArray[np.int16]:
    flat = np.frombuffer(stream.read(tags * BUCKETS), dtype=np.int8)
    return np.ascontiguousarray(flat.reshape(tags, BUCKETS).T.astype(np.int16))


def word_hashes(sentences: Sequence[Sequence[str]]) -> WordHashes:
    """Return the numbers of all words of the sentences."""
    known: dict[str, tuple[int, int, int, int, int]] = {}
    rows, place, left = [], [], []
    for sentence in sentences:
        for n, word in enumerate(sentence):
            row = known.get(word)
            if row is None:
                row = known[word] = _row(word)
            rows.append(row)
            place.append(n)
            left.append(len(sentence) - 1 - n)
    table = np.array(rows, dtype=np.uint64).reshape(-1, 5)
    columns = [np.ascontiguousarray(table[:, n]) for n in range(5)]
    return WordHashes(
        columns[0],
        columns[1],
        columns[2],
        columns[3],
        columns[4],
        np.array(place, dtype=np.int64),
        np.array(left, dtype=np.int64),
    )


def _row(word: str) -> tuple[int, int, int, int, int]:
    word = word[:40]
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


def first_features(words: WordHashes) -> Buckets:
    """Return the weight rows of every word that the first pass adds up."""
    word, ending, shape = words.word, words.ending, words.shape
    before, behind = _beside(word, words, -1), _beside(word, words, 1)
    cols = [
        _bucket(1, word), _bucket(2, ending), _bucket(3, words.short), _bucket(4, words.opening, shape),
        _bucket(5, shape), _bucket(6, before), _bucket(7, behind), _bucket(8, _beside(word, words, -2)),
        _bucket(9, _beside(word, words, 2)), _bucket(10, before, word), _bucket(11, word, behind),
        _bucket(12, _beside(ending, words, -1)), _bucket(13, _beside(ending, words, 1)),
        _bucket(14, _beside(shape, words, -1), shape, _beside(shape, words, 1)),
        _bucket(15, before, behind), _bucket(16, ending, shape),
    ]  # fmt: skip
    return np.stack(cols, axis=1)


def second_features(words: WordHashes, guess: npt.NDArray[np.int64]) -> Buckets:
    """Return the weight rows that the tags of the first pass add for the second."""
    tag = guess.astype(np.uint64) + np.uint64(1)
    before, behind = _beside(tag, words, -1), _beside(tag, words, 1)
    farther, beyond = _beside(tag, words, -2), _beside(tag, words, 2)
    cols = [
        _bucket(21, before), _bucket(22, behind), _bucket(23, before, farther), _bucket(24, behind, beyond),
        _bucket(25, before, behind), _bucket(26, before, words.word), _bucket(27, behind, words.word),
        _bucket(28, before, words.ending), _bucket(29, behind, words.ending), _bucket(30, tag, before, behind),
        _bucket(31, before, words.shape), _bucket(32, tag, words.word),
        _bucket(33, before, farther, _beside(tag, words, -3)),
    ]  # fmt: skip
    return np.stack(cols, axis=1)


def _beside(column: Hashes, words: WordHashes, step: int) -> Hashes:
    """Return the column of the word `step` away, with an edge mark where the sentence does not reach."""
    moved = np.roll(column, -step)
    outside = words.place < -step if step < 0 else words.left < step
    return np.where(outside, np.uint64(_EDGE), moved)


def _bucket(kind: int, *columns: Hashes) -> Buckets:
    mixed = np.full(len(columns[0]), kind * 0x51ED270B, dtype=np.uint64)
    for column in columns:
        mixed = (mixed ^ column) * _MIX
        mixed ^= mixed >> np.uint64(29)
    return (mixed & np.uint64(BUCKETS - 1)).astype(np.int64)


def _best(table: npt.NDArray[np.int16], rows: Buckets) -> npt.NDArray[np.int64]:
    best = np.empty(len(rows), dtype=np.int64)
    for at in range(0, len(rows), _CHUNK):
        best[at : at + _CHUNK] = scores(table, rows[at : at + _CHUNK]).argmax(axis=1)
    return best


def scores(table: npt.NDArray[np.int16], rows: Buckets) -> npt.NDArray[np.int16]:
    """Return the sum of the weight rows of each word, a column per tag."""
    total = table[rows[:, 0]].copy()
    for n in range(1, rows.shape[1]):
        total += table[rows[:, n]]
    return total
