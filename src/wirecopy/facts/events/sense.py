"""What a trigger means where it stands: the chance of each type of event, and of none, by a linear model.

A word alone decides nothing: "shelled a village" is an assault, "shelled peas" is none. The model reads the trigger,
its neighbours, the nouns it takes, who stands before it and the frame that its words fit; names are one word to it.
"""

from __future__ import annotations

import io
import json
import lzma
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol
from zlib import crc32

import numpy as np
import numpy.typing as npt

from wirecopy.facts.events.clauses import Clause
from wirecopy.facts.events.match import Trigger
from wirecopy.facts.events.words import SentenceWords
from wirecopy.facts.knowledge.event_frames import UNFRAMED, Frame, Pattern, unframed
from wirecopy.languages import language_pack

WEIGHTS = "event_sense.xz"
NONE = "NONE"
ROWS = 1 << 16
_REACH = 12  # words on either side that say what a trigger means
_ENDING = re.compile(r"(?:ing|ed|es|s|e)$")
_SHORTEST_STEM = 5  # letters of a word that loses an ending
_NAMES = frozenset(("NNP", "NNPS"))
_NOUNS_TAKEN = 4
_LEAST = 1e-4  # no chance is told nearer to 0 or to 1
_UNLIKELY, _LIKELY = 0.2, 0.5  # chance of the frame's type under which, and of another from which, that one is told
_SPEAKS_FOR = 0.3  # log-odds of a verb alone over those of none: from -.5 on one of 526 events of 60 articles goes
_MOST_VERBS = 20_000  # forms of verbs that are remembered
_UNFRAMED = 0.6  # chance of a type from which a verb that no frame has tells it
_TAKEN = frozenset(("VBG", "JJ"))

Table = npt.NDArray[np.int8]


class Placed(Protocol):
    """A party whose country is known or not."""

    @property
    def country(self) -> str | None:
        """Its country; null or empty where none is known."""


@dataclass(frozen=True, slots=True)
class Sense:
    """The weights of each type, NONE among them, what a step of them weighs, and the frames it was taught with.

    `settled` turn the log odds of a chance into those of being right in an article: a slope, what two sides of known
    countries add, what somebody acted on adds, and an offset.
    """

    types: tuple[str, ...]
    frames: frozenset[str]
    table: Table
    step: float
    settled: tuple[float, ...] = (1.0, 0.0, 0.0, 0.0)
    verbs: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)
    """Verbs that were looked up, and whether they speak for an event."""
    _sentence: list[Any] = field(default_factory=list, repr=False, compare=False)
    """The sentence looked at last, and what the model sees of it: its triggers come one after the other."""

    def sure(self, chance: float, actors: Sequence[Placed], recipients: Sequence[Placed]) -> float:
        """Return how often what is told with such a chance, between such sides, is right in articles by hand."""
        placed, directed = are_placed(actors, recipients), is_directed(actors, recipients)
        kept = min(max(chance, _LEAST), 1 - _LEAST)
        slope, of_placed, of_directed, offset = self.settled
        odds = slope * math.log(kept / (1 - kept)) + of_placed * placed + of_directed * directed + offset
        return 1 / (1 + math.exp(-odds))

    def meant(
        self, frame: Frame, words: SentenceWords, at: int, hits: Mapping[int, Trigger]
    ) -> tuple[str, float] | None:
        """Return the type that the trigger at a word most likely tells, and how likely; null for a user's own frame.

        The type of the frame stays unless it is unlikely and another is likely.
        """
        if not self.knows(frame):
            return None
        told = self.chances(words, at, hits)
        own, best = self.types.index(frame.type), int(told.argmax())
        other = told[own] < _UNLIKELY and told[best] >= _LIKELY and self.types[best] != NONE
        return (self.types[best], float(told[best])) if other else (frame.type, float(told[own]))

    def knows(self, frame: Frame) -> bool:
        """Tell whether the model says how sure the words of a frame are: not those of a frame of the user's own."""
        return frame.name in self.frames or frame.name.endswith(UNFRAMED)

    def unframed(self, clause: Clause, framed: Mapping[int, Trigger]) -> list[Trigger]:
        """Return the verbs that no frame has and that most likely tell an event all the same: "savaged the anchor"."""
        found = []
        for n in clause.verbs():
            at = clause.chunks[n].head
            if at in framed or not self._may_tell(clause.words.low[at]):
                continue
            told = self.chances(clause.words, at, framed)
            best = int(told.argmax())
            if self.types[best] != NONE and told[best] >= _UNFRAMED:
                pattern = Pattern(unframed(self.types[best]), "verb", clause.words.low[at], (), clause.words.low[at])
                found.append(Trigger(pattern, n, at, at + 1, n))
        return found

    def _may_tell(self, low: str) -> bool:
        """Tell whether a verb alone speaks for an event; most do not, and the words around them need no look."""
        known = self.verbs.get(low)
        if known is None:
            sums = self.table[rows_of(_word_traits(low))].sum(axis=0, dtype=np.int64) * self.step
            nothing = self.types.index(NONE)
            known = bool(np.delete(sums, nothing).max() - sums[nothing] > _SPEAKS_FOR)
            if len(self.verbs) < _MOST_VERBS:
                self.verbs[low] = known
        return known

    def chances(self, words: SentenceWords, at: int, hits: Mapping[int, Trigger]) -> npt.NDArray[np.float64]:
        """Return the chance of each of `types`; they add up to 1."""
        if not self._sentence or self._sentence[0] is not words:
            self._sentence[:] = words, _sight(words)
        rows = list(self._sentence[1].rows.union(map(_row, _own_traits(self._sentence[1], words, at, hits))))
        sums = np.add.reduce(self.table.take(rows, axis=0), axis=0, dtype=np.int64) * self.step
        sums -= sums.max()
        told = np.exp(sums)
        return np.asarray(told / told.sum())


def are_placed(actors: Sequence[Placed], recipients: Sequence[Placed]) -> bool:
    """Tell whether an act has two sides or more, and every one a country."""
    sides = [*actors, *recipients]
    return bool(actors) and len(sides) > 1 and all(side.country for side in sides)


def is_directed(actors: Sequence[Placed], recipients: Sequence[Placed]) -> bool:
    """Tell whether an act is done to somebody, or by several together."""
    return bool(recipients) or len(actors) > 1


@dataclass(frozen=True, slots=True)
class _Sight:
    """A sentence as the model sees it: its words with names as one, their stems, the traits that all triggers share."""

    seen: tuple[str, ...]
    stems: tuple[str, ...]
    traits: tuple[str, ...]
    rows: frozenset[int]


def _sight(words: SentenceWords) -> _Sight:
    """Return what every trigger of a sentence shares."""
    tags = words.tags
    seen = tuple([_seen(words, n) for n in range(len(words))])
    stems = tuple(map(_stem, seen))
    traits = ["all", *(f"B={stem}" for stem, tag in zip(stems, tags, strict=True) if tag[:1] in "NVJ")]
    traits.append(f"names={min(3, sum(tag in _NAMES for tag in tags))}")
    return _Sight(seen, stems, tuple(traits), frozenset(map(_row, traits)))


def traits_of(words: SentenceWords, at: int, hits: Mapping[int, Trigger]) -> list[str]:
    """Return what the model sees of a trigger; `hits` are the frames whose words stand at a word of the sentence."""
    return [*(sight := _sight(words)).traits, *_own_traits(sight, words, at, hits)]


def _own_traits(sight: _Sight, words: SentenceWords, at: int, hits: Mapping[int, Trigger]) -> list[str]:
    """Return what the model sees of one trigger beside what all of its sentence share."""
    count, low, tags, seen, stems = len(words), words.low[at], words.tags, sight.seen, sight.stems
    stem = _stem(low)
    near = [seen[at + step] if 0 <= at + step < count else "#E" for step in (-3, -2, -1, 1, 2, 3)]
    left, right = range(max(0, at - _REACH), at), range(at + 1, min(count, at + 1 + _REACH))
    led = next((words.low[n] for n in right if tags[n] in ("IN", "TO", "RP")), "-")
    taken = [stems[n] for n in right if tags[n].startswith("NN") or tags[n] in _TAKEN][:_NOUNS_TAKEN]
    before = next((stems[n] for n in reversed(left) if tags[n].startswith(("NN", "PRP"))), "-")
    traits = [*_word_traits(low), f"g={tags[at]}", f"sg={stem} {tags[at]}"]
    traits += [f"{n}={word}" for n, word in enumerate(near)]
    traits += [f"s3={stem} {near[3]}", f"s34={stem} {near[3]} {near[4]}", f"2s={near[2]} {stem}"]
    traits += [f"34={near[3]} {near[4]}", f"12={near[1]} {near[2]}", f"l={led}", f"sl={stem} {led}"]
    traits += [f"n{n}={noun}" for n, noun in enumerate(taken)] + [f"sn={stem} {noun}" for noun in taken]
    traits += [f"b={before}", f"bs={before} {stem}"]
    behind, ahead = stems[at + 1 : right.stop], stems[left.start : at]
    traits += [f"R={s}" for s in behind] + [f"sR={stem} {s}" for s in behind] + [f"L={s}" for s in ahead]
    traits += [f"{side}={any(tags[n] in _NAMES for n in part)}" for side, part in (("nL", left), ("nR", right))]
    return traits + _framed(hits.get(at), at)


def _word_traits(low: str) -> list[str]:
    """Return what the model sees of a trigger's word alone."""
    return [f"t={low}", f"s={_stem(low)}", f"p={low[:4]}"]


def hits_by_word(hits: Sequence[Trigger]) -> dict[int, Trigger]:
    """Return the first frame whose words stand at each word that any stands at."""
    found: dict[int, Trigger] = {}
    for hit in hits:
        for n in range(hit.first, hit.last):
            found.setdefault(n, hit)
    return found


def rows_of(traits: Sequence[str]) -> npt.NDArray[np.int64]:
    """Return the weight rows of traits, each once."""
    return np.array(sorted(set(map(_row, traits))), dtype=np.int64)


def _row(trait: str) -> int:
    return crc32(trait.encode("utf-8", "surrogatepass")) % ROWS


def load_sense(language: str) -> Sense:
    """Return the model of a language; load once and pass it on."""
    return unpacked(language_pack(language).weights(WEIGHTS))


def unpacked(data: bytes) -> Sense:
    """Return the model that a data file holds."""
    stream = io.BytesIO(lzma.decompress(data))
    told = json.loads(stream.readline())
    table = np.frombuffer(stream.read(), dtype=np.int8).reshape(len(told["types"]), ROWS).T
    types, frames = tuple(told["types"]), frozenset(told["frames"])
    return Sense(types, frames, np.ascontiguousarray(table), told["step"], tuple(told["settled"]))


def sense_of(types: Sequence[str], frames: Iterable[str], weights: npt.NDArray[np.float32]) -> Sense:
    """Return the model of weights, a row a trait and a column a type; each becomes a byte."""
    step = float(np.abs(weights).max()) / 127
    return Sense(tuple(types), frozenset(frames), np.rint(weights / step).astype(np.int8), step)


def packed(sense: Sense) -> bytes:
    """Return a model as the bytes of the data file."""
    told = {"types": sense.types, "frames": sorted(sense.frames), "step": sense.step, "settled": sense.settled}
    body = np.ascontiguousarray(sense.table.T).tobytes()
    return lzma.compress(json.dumps(told).encode() + b"\n" + body, preset=9 | lzma.PRESET_EXTREME)


def _framed(hit: Trigger | None, at: int) -> list[str]:
    if hit is None:
        return ["frame=-"]
    kind, pattern = hit.pattern.frame.type, hit.pattern
    return [
        f"frame={kind}", f"name={pattern.frame.name}", f"way={kind} {pattern.way}",
        f"long={kind} {min(3, len(pattern.rest))}", f"first={at == hit.first}", f"shown={pattern.shown}",
    ]  # fmt: skip


def _seen(words: SentenceWords, n: int) -> str:
    if words.tags[n] in _NAMES:
        return "#N"
    return "#0" if words.low[n][0].isdigit() else words.low[n]


def _stem(word: str) -> str:
    return _ENDING.sub("", word) if len(word) >= _SHORTEST_STEM else word
