"""The learned model of names: two passes over the words of a text, each one sum of rows of a hashed weight table."""

from __future__ import annotations

import io
import json
import lzma
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
import numpy.typing as npt

from wirecopy.facts.knowledge.gazetteer import Gazetteer
from wirecopy.facts.knowledge.hashed_words import Buckets, weight_sums
from wirecopy.facts.knowledge.lexicon import Lexicon
from wirecopy.facts.names.features import ROWS, Chances, NameWords, Sight, second_rows, sight_of
from wirecopy.facts.names.tokens import TextWords, words_of
from wirecopy.languages import language_pack
from wirecopy.types import Stretch

WEIGHTS = "names.xz"
NameKind = Literal["person", "organisation", "place", "other"]
KINDS: tuple[NameKind, ...] = ("person", "organisation", "place", "other")
_CHUNK = 1_024  # words scored at once: bounds the memory, changes no label

Table = npt.NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Name:
    """A stretch of a text that is a name, of what kind, and how surely: `chance` is that of the kind."""

    stretch: Stretch
    kind: NameKind
    chance: float


@dataclass(frozen=True, slots=True)
class NameModel:
    """The weights of both passes with what a step of each weighs, and the tables that words are looked up in."""

    first: Table
    second: Table
    steps: tuple[float, float]
    tables: NameWords

    def names(self, text: str, sentences: Sequence[Stretch]) -> list[Name]:
        """Return the names of a text in order."""
        words = words_of(text, sentences)
        if not words.spots:
            return []
        sight = sight_of(words, self.tables)
        return list(_names(words, sight, self.chances(sight)))

    def chances(self, sight: Sight) -> Chances:
        """Return, per word that can be part of a name, the chance of each label."""
        guess = softmax(self.first, sight.first, self.steps[0])
        return softmax(self.second, second_rows(sight, guess), self.steps[1])


def softmax(table: Table, rows: Buckets, step: float) -> Chances:
    """Return the chance of each label of each word from its weight rows."""
    sums = np.empty((len(rows), table.shape[1]), dtype=np.float32)
    for at in range(0, len(rows), _CHUNK):
        sums[at : at + _CHUNK] = weight_sums(table, rows[at : at + _CHUNK], np.int32)
    sums *= step
    sums -= sums.max(axis=1, keepdims=True, initial=-np.inf)
    np.exp(sums, out=sums)
    sums /= sums.sum(axis=1, keepdims=True)
    return sums


def _names(words: TextWords, sight: Sight, chances: Chances) -> Iterator[Name]:
    """Yield the runs of words of one kind; a first word begins a new name."""
    by_kind = chances[:, 1::2] + chances[:, 2::2]
    kind = np.where(by_kind.max(axis=1) > chances[:, 0], by_kind.argmax(axis=1), -1)
    place, number = 0, len(sight.may)
    while place < number:
        kind_number = int(kind[place])
        last = place + 1
        while (
            kind_number >= 0
            and last < number
            and kind[last] == kind_number
            and sight.may[last] == sight.may[last - 1] + 1
            and sight.sentence[sight.may[last]] == sight.sentence[sight.may[place]]
            and chances[last, 2 * kind_number + 1] <= chances[last, 2 * kind_number + 2]
        ):
            last += 1
        if kind_number >= 0:
            start, end = words.spots[sight.may[place]][0], words.spots[sight.may[last - 1]][1]
            yield Name(Stretch(start, end), KINDS[kind_number], float(by_kind[place:last, kind_number].mean()))
        place = last


def load_names(lexicon: Lexicon, gazetteer: Gazetteer) -> NameModel:
    """Return the model of names of a language; load once and pass it on."""
    first, second, steps = unpacked(language_pack(lexicon.language).weights(WEIGHTS))
    return NameModel(first, second, steps, NameWords.of(lexicon, gazetteer))


def unpacked(packed: bytes) -> tuple[Table, Table, tuple[float, float]]:
    """Return the weights of both passes, a row per feature and a column per label, and what a step of each weighs."""
    stream = io.BytesIO(lzma.decompress(packed))
    first_step, second_step = json.loads(stream.readline())["steps"]
    width = 2 * len(KINDS) + 1
    first, second = (
        np.ascontiguousarray(np.frombuffer(stream.read(width * ROWS), dtype=np.int8).reshape(width, ROWS).T)
        for _ in range(2)
    )
    return first, second, (first_step, second_step)


def packed(first: npt.NDArray[np.float32], second: npt.NDArray[np.float32]) -> bytes:
    """Return the weights of both passes as the bytes of the data file, each weight a byte."""
    steps, stream = [], io.BytesIO()
    wholes = []
    for table in (first, second):
        step = float(np.abs(table).max()) / 127
        steps.append(step)
        wholes.append(np.rint(table / step).astype(np.int8))
    stream.write(json.dumps({"steps": steps}).encode() + b"\n")
    for whole in wholes:
        stream.write(np.ascontiguousarray(whole.T).tobytes())
    return lzma.compress(stream.getvalue(), preset=9 | lzma.PRESET_EXTREME)
