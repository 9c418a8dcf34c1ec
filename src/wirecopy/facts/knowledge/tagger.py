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
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from wirecopy.facts.knowledge.hashed_words import (
    Buckets,
    WordHashes,
    WordNumbers,
    hash_table,
    weight_rows,
    weight_sums,
    word_hashes,
)
from wirecopy.languages import language_pack

BITS = 16
BUCKETS = 1 << BITS
WEIGHTS = "tagger.xz"
_SENTENCES_KEPT = 4_096  # with their tags, some 10 MB
_CHUNK = 256  # words scored at once: bounds the memory, changes no tag


@dataclass(frozen=True, slots=True)
class Tagger:
    """The weights of both passes and the tags they choose among."""

    tags: tuple[str, ...]
    first: npt.NDArray[np.int16]
    second: npt.NDArray[np.int16]
    _tagged: dict[tuple[str, ...], npt.NDArray[np.int64]] = field(default_factory=dict, repr=False, compare=False)
    """Sentences of late: several extractors ask for the same, and so do copies."""
    _words: WordNumbers = field(default_factory=hash_table, repr=False, compare=False)

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
        keys = [tuple(sentence) for sentence in sentences]
        if len(self._tagged) > _SENTENCES_KEPT:
            self._tagged.clear()
        fresh = [key for key in dict.fromkeys(keys) if key and key not in self._tagged]
        if fresh:
            bounds = np.cumsum([len(key) for key in fresh[:-1]])
            self._tagged.update(zip(fresh, np.split(self._numbers(fresh), bounds), strict=True))
        return np.concatenate([*(self._tagged[key] for key in keys if key), np.zeros(0, np.int64)])

    def _numbers(self, sentences: Sequence[Sequence[str]]) -> npt.NDArray[np.int64]:
        words = word_hashes(sentences, self._words)
        rows = first_features(words)
        guess = _best(self.first, rows)
        return _best(self.second, np.concatenate((rows, second_features(words, guess)), axis=1))


def load_tagger() -> Tagger:
    """Return the tagger that ships with the package; load once and pass it on."""
    return unpacked(language_pack("en").weights(WEIGHTS))


def unpacked(data: bytes) -> Tagger:
    """Return the tagger of the bytes of a data file."""
    stream = io.BytesIO(lzma.decompress(data))
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


def first_features(words: WordHashes) -> Buckets:
    """Return the weight rows of every word that the first pass adds up."""
    word, ending, shape = words.word, words.ending, words.shape
    before, behind = words.beside(word, -1), words.beside(word, 1)
    cols = [
        (1, word), (2, ending), (3, words.short), (4, words.opening, shape),
        (5, shape), (6, before), (7, behind), (8, words.beside(word, -2)),
        (9, words.beside(word, 2)), (10, before, word), (11, word, behind),
        (12, words.beside(ending, -1)), (13, words.beside(ending, 1)),
        (14, words.beside(shape, -1), shape, words.beside(shape, 1)),
        (15, before, behind), (16, ending, shape),
    ]  # fmt: skip
    return weight_rows(BUCKETS, cols)


def second_features(words: WordHashes, guess: npt.NDArray[np.int64]) -> Buckets:
    """Return the weight rows that the tags of the first pass add for the second."""
    tag = guess.astype(np.uint64) + np.uint64(1)
    before, behind = words.beside(tag, -1), words.beside(tag, 1)
    farther, beyond = words.beside(tag, -2), words.beside(tag, 2)
    cols = [
        (21, before), (22, behind), (23, before, farther), (24, behind, beyond),
        (25, before, behind), (26, before, words.word), (27, behind, words.word),
        (28, before, words.ending), (29, behind, words.ending), (30, tag, before, behind),
        (31, before, words.shape), (32, tag, words.word),
        (33, before, farther, words.beside(tag, -3)),
    ]  # fmt: skip
    return weight_rows(BUCKETS, cols)


def _best(table: npt.NDArray[np.int16], rows: Buckets) -> npt.NDArray[np.int64]:
    best = np.empty(len(rows), dtype=np.int64)
    for at in range(0, len(rows), _CHUNK):
        best[at : at + _CHUNK] = scores(table, rows[at : at + _CHUNK]).argmax(axis=1)
    return best


def scores(table: npt.NDArray[np.int16], rows: Buckets) -> npt.NDArray[np.int16]:
    """Return the sum of the weight rows of each word, a column per tag."""
    return weight_sums(table, rows, np.int16)
