"""In how many recent texts a term stands: counts of a rolling window of days over a small background."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from wirecopy.kernels.hashing import Offsets
from wirecopy.stories.features import BODY, BUCKETS, NAMES, NUMBERS, TERM_FIELDS, Ids, Terms

_COUNTED = (BODY, NAMES, NUMBERS)  # the other fields hold terms of these
Weights = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Background:
    """How common the commonest terms are in news at large, so that two texts alone can be compared too.

    `shares` are shares of texts; the window counts as `texts` texts more of such news.
    """

    ids: Ids
    shares: Weights
    texts: float


@dataclass(frozen=True, slots=True)
class Weighted:
    """Terms with weights: each field of each text has length one. Laid out as `Terms`."""

    offsets: Offsets
    ids: Ids
    weights: Weights

    @property
    def texts(self) -> int:
        """Return how many texts these are."""
        return (len(self.offsets) - 1) // TERM_FIELDS


@dataclass(slots=True)
class Frequencies:
    """The document frequencies of the last `window` days; days come in order, late texts join the newest."""

    background: Background
    window: int
    texts: float = 0.0
    counts: npt.NDArray[np.int32] = field(default_factory=lambda: np.zeros(BUCKETS, np.int32), repr=False)
    ever: npt.NDArray[np.int32] = field(default_factory=lambda: np.zeros(BUCKETS, np.int32), repr=False)
    ever_texts: float = 0.0
    _prior: npt.NDArray[np.float32] = field(init=False, repr=False)
    _days: deque[tuple[int, int, Ids]] = field(default_factory=deque, repr=False)

    def __post_init__(self) -> None:
        """Lay out the background."""
        self._prior = np.zeros(BUCKETS, np.float32)
        self._prior[self.background.ids] = self.background.shares * np.float32(self.background.texts)

    def add(self, terms: Terms, day: int | None) -> None:
        """Count the texts of a day, and forget the days that leave the window."""
        ids = counted_ids(terms)
        found, held = np.unique(ids, return_counts=True)  # many times faster than adding at every place by itself
        self.ever[found] += held.astype(np.int32)
        self.ever_texts += terms.texts
        if day is None:
            return
        self.counts[found] += held.astype(np.int32)
        self.texts += terms.texts
        self._days.append((day, terms.texts, ids))
        while self._days and self._days[0][0] <= day - self.window:
            _, texts, old = self._days.popleft()
            gone, times = np.unique(old, return_counts=True)
            self.counts[gone] -= times.astype(np.int32)
            self.texts -= texts

    def weigh(self, terms: Terms, dated: bool = True) -> Weighted:
        """Return the terms weighed by how often they stand in their text and how rare they are (TF-IDF).

        Rare is what few texts of the window hold; for texts that state no day, what few texts hold at all.
        """
        counts, texts = (self.counts, self.texts) if dated else (self.ever, self.ever_texts)
        held = counts[terms.ids] + self._prior[terms.ids]
        rarity = np.log((texts + self.background.texts + 1.0) / (held + 1.0))
        weights = (1.0 + np.log(terms.counts)) * np.maximum(rarity, 0.0)
        return Weighted(terms.offsets, terms.ids, unit_fields(weights, terms.offsets))


def counted_ids(terms: Terms) -> Ids:
    """Return the terms that count towards frequencies, each once a text."""
    fields = np.tile(np.isin(np.arange(TERM_FIELDS), _COUNTED), terms.texts)
    return terms.ids[np.repeat(fields, np.diff(terms.offsets))]


def unit_fields(weights: npt.NDArray[np.float64], offsets: Offsets) -> Weights:
    """Return the weights with every field of every text scaled to length one."""
    sums = np.concatenate([[0.0], np.cumsum(weights * weights)])
    lengths = np.sqrt(np.maximum(sums[offsets[1:]] - sums[offsets[:-1]], 1e-12))
    scaled: Weights = (weights / np.repeat(lengths, np.diff(offsets))).astype(np.float32)
    return scaled
