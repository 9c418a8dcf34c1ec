"""A second channel for where words fail: texts that are headlines only, and texts in two languages, by embeddings.

It is off unless a model is named. It never overrules words where two bodies in one language can be compared.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import numpy as np
import numpy.typing as npt

from wirecopy.stories.model import SCORE_LIMIT
from wirecopy.stories.window_index import UNDATED

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]
Vectors = npt.NDArray[np.float32]

HEADLINE_WORDS = 40  # a text with a shorter body is little more than a headline: as `HEADLINE_TERMS` of pairs
OPENING = 400  # characters of a body that are embedded behind its title: what a small model reads at most
NEAREST = 20  # texts that are scored for each one
SLOPE = 20.0  # log-odds for each unit of cosine; set by hand, as no model ships with wirecopy to learn it with
_AT_ONCE = 256  # rows compared at a time: bounds the memory


class Embedder(Protocol):
    """What turns texts into vectors: a sentence-transformers model, or anything that does the same."""

    def embed(self, texts: Sequence[str]) -> Vectors:
        """Return a row of length one per text."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of texts by their numbers, the smaller first, and the log-odds that they tell of one event."""

    a: Numbers
    b: Numbers
    scores: Floats
    first_scores: Floats
    """The same while both texts stand alone."""


@dataclass(slots=True)
class EmbeddingPairs:
    """Texts as they pass by, and which of them are alike in meaning where words cannot tell.

    A pair as alike as `least` (a cosine) scores just what joins two texts.
    """

    embedder: Embedder
    least: float
    _openings: list[str] = field(default_factory=list)
    _bare: list[bool] = field(default_factory=list)
    _languages: list[str] = field(default_factory=list)

    def note(self, title: str, body: str, language: str | None) -> None:
        """Take note of the next text."""
        self._openings.append(f"{title}\n{body[:OPENING]}".strip())
        self._bare.append(len(body.split(None, HEADLINE_WORDS)) < HEADLINE_WORDS)
        self._languages.append(language or "")

    def pairs(self, days: npt.NDArray[np.int32], window: int, threshold: float) -> Pairs:
        """Return the likely pairs among all texts noted; `days` are theirs."""
        languages = np.array(self._languages)
        bare = np.array(self._bare, bool)
        asked = np.flatnonzero(bare | self._foreign())
        if not len(asked):
            return Pairs(*np.zeros((2, 0), np.int64), *np.zeros((2, 0)))
        vectors = self.embedder.embed(self._openings)
        scores: dict[tuple[int, int], float] = {}
        for text, likeness in _rows(vectors, asked):
            differ = (languages != languages[text]) & (languages != "") & (languages[text] != "")
            near = _near_days(days, int(days[text]), window) & (bare | bare[text] | differ)
            near[text] = False
            likeness[~near] = -1.0
            for other in np.argsort(-likeness, kind="stable")[:NEAREST].tolist():
                score = threshold + SLOPE * (float(likeness[other]) - self.least)
                if near[other] and score > -SCORE_LIMIT:
                    scores[min(text, other), max(text, other)] = min(score, SCORE_LIMIT)
        keys = sorted(scores)
        a, b = (np.array([key[side] for key in keys], np.int64) for side in range(2))
        told = np.array([scores[key] for key in keys])
        return Pairs(a, b, told, told)

    def _foreign(self) -> npt.NDArray[np.bool_]:
        """Tell which texts are in another language than most."""
        counts = Counter(language for language in self._languages if language)
        most = max(sorted(counts), key=lambda language: counts[language], default="")
        return np.array([language not in ("", most) for language in self._languages], bool)


def with_meaning(worded: Pairs, alike: Pairs) -> Pairs:
    """Return the pairs told by words with those told by meaning: of two scores of a pair the higher."""
    keys = np.concatenate([worded.a << 32 | worded.b, alike.a << 32 | alike.b])
    kept, place = np.unique(keys, return_inverse=True)
    best = np.full((2, len(kept)), -np.inf)
    for row, name in enumerate(("scores", "first_scores")):
        np.maximum.at(best[row], place, np.concatenate([getattr(worded, name), getattr(alike, name)]))
    return Pairs(kept >> 32, kept & 0xFFFFFFFF, *best)


def _rows(vectors: Vectors, asked: Numbers) -> Iterator[tuple[int, Floats]]:
    for start in range(0, len(asked), _AT_ONCE):
        part = asked[start : start + _AT_ONCE]
        likeness = (vectors[part] @ vectors.T).astype(np.float64)
        yield from zip(part.tolist(), likeness, strict=True)


def _near_days(days: npt.NDArray[np.int32], day: int, window: int) -> npt.NDArray[np.bool_]:
    if day == UNDATED:
        return np.ones(len(days), bool)
    near: npt.NDArray[np.bool_] = (np.abs(days.astype(np.int64) - day) <= window) | (days == UNDATED)
    return near
