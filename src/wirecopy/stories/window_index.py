"""The texts of the window with all they are compared by, and the inverted index that finds likely pairs among them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from wirecopy.stories.features import BODY, BUCKETS, NAMES, TERM_FIELDS, years_named
from wirecopy.stories.frequencies import Weighted
from wirecopy.stories.sparse_kernels import PLAN, Sparse

PROBES = 60  # terms a text is looked up by, weightiest first
NEAREST = 40  # texts looked at closely
MOST_HOLDERS = 1000  # of a term, newest first: what more texts hold says nothing of an event
ENTRY = np.dtype([("next", np.int32), ("owner", np.int32), ("weight", np.float32)])
"""One holder of a term, side by side in memory: the index is walked at random, and each look costs a cache miss."""
UNDATED = np.int32(2**30)  # the day of texts without one


@dataclass(frozen=True, slots=True)
class TextTraits:
    """What is known of a text beside its words."""

    text_id: str
    time: float | None
    """In days since 1970, with its fraction where a time of day is stated."""
    outlet: int
    """A number for its outlet where it has exactly one, else -1."""


@dataclass(slots=True)
class Growing:
    """An array that grows at its end and is cut at its beginning."""

    array: npt.NDArray[Any]
    used: int = 0

    @property
    def values(self) -> npt.NDArray[Any]:
        """Return what is in it."""
        return self.array[: self.used]

    def extend(self, more: npt.NDArray[Any]) -> None:
        """Add rows at the end."""
        needed = self.used + len(more)
        if needed > len(self.array):
            grown = np.empty((max(needed, 2 * len(self.array)), *self.array.shape[1:]), self.array.dtype)
            grown[: self.used] = self.values
            self.array = grown
        self.array[self.used : needed] = more
        self.used = needed

    def drop(self, count: int) -> None:
        """Take rows away at the beginning."""
        left = self.used - count
        self.array[:left] = self.array[count : self.used].copy()
        self.used = left


def growing(kind: Any, *shape: int, first: Sequence[int] = ()) -> Growing:
    """Return an empty growing array, or one that begins with `first`."""
    made = Growing(np.empty((1024, *shape), kind))
    if first:
        made.extend(np.array(first, kind))
    return made


@dataclass(slots=True)
class TextWindow:
    """Texts in the order they came; `first` is the number of the oldest one still held."""

    sparse: Sparse
    first: int = 0
    days: Growing = field(default_factory=lambda: growing(np.int32))
    arrived: Growing = field(default_factory=lambda: growing(np.int32))
    times: Growing = field(default_factory=lambda: growing(np.float64))
    outlets: Growing = field(default_factory=lambda: growing(np.int64))
    weekdays: Growing = field(default_factory=lambda: growing(np.float32, 7))
    years: Growing = field(default_factory=lambda: growing(np.bool_, 100))
    """Which years each text names."""
    _vectors: tuple[Growing, Growing, Growing] = field(
        default_factory=lambda: (growing(np.int64, first=(0,)), growing(np.int32), growing(np.float32))
    )
    _probes: tuple[Growing, Growing, Growing] = field(
        default_factory=lambda: (growing(np.int64, first=(0,)), growing(np.int32), growing(np.float32))
    )
    _heads: npt.NDArray[np.int32] = field(default_factory=lambda: np.full(BUCKETS, -1, np.int32))
    _entries: npt.NDArray[Any] = field(default_factory=lambda: np.zeros(1024, ENTRY))
    _posted: tuple[int, int] = (0, 0)  # texts, entries
    _sums: npt.NDArray[np.float64] = field(default_factory=lambda: np.zeros(1024))
    _found: npt.NDArray[np.int32] = field(default_factory=lambda: np.zeros(1024, np.int32))

    @property
    def texts(self) -> int:
        """Return how many texts are held."""
        return self.days.used

    def add(self, weighted: Weighted, standings: Sequence[TextTraits], weekdays: npt.NDArray[np.float32]) -> None:
        """Add texts and enter them in the index."""
        times = np.array([np.nan if s.time is None else s.time for s in standings])
        self.times.extend(times)
        self.days.extend(np.where(np.isnan(times), UNDATED, np.floor(np.nan_to_num(times))).astype(np.int32))
        newest = self.arrived.values[-1] if self.arrived.used else -UNDATED
        stated = np.where(self.days.values[-len(times) :] == UNDATED, -UNDATED, self.days.values[-len(times) :])
        self.arrived.extend(np.maximum(np.maximum.accumulate(stated), newest).astype(np.int32))
        self.outlets.extend(np.array([s.outlet for s in standings], np.int64))
        self.weekdays.extend(weekdays)
        self.years.extend(years_named(weighted.offsets, weighted.ids))
        _append(self._vectors, weighted.offsets, weighted.ids, weighted.weights)
        _append(self._probes, *probes_of(weighted))
        self._post()

    def lengths(self, texts: npt.NDArray[np.int64], field_: int = BODY) -> npt.NDArray[np.int64]:
        """Return how many terms a field of each of the texts has."""
        starts, at = self._vectors[0].values, texts * TERM_FIELDS + field_
        lengths: npt.NDArray[np.int64] = starts[at + 1] - starts[at]
        return lengths

    def likely(self, text: int, window: float) -> npt.NDArray[np.int32]:
        """Return the texts nearest to one by its weightiest terms, inside the window; undated ones always are."""
        starts, ids, weights = (part.values for part in self._probes)
        here = slice(starts[text], starts[text + 1])
        day = int(self.days.values[text])
        bounds = (-UNDATED, UNDATED) if day == UNDATED else (day - window, day + window)
        limits = np.array([*bounds, MOST_HOLDERS, UNDATED], np.int64)
        days = self.days.values
        count = self.sparse.walk(
            ids[here], weights[here], self._heads, self._entries, days, limits, self._sums, self._found
        )
        scores = self._found[:count]
        sums = self._sums[scores].copy()
        self._sums[scores] = 0.0
        if count > NEAREST + 1:  # the least that can be among the nearest: only those from there on are sorted
            enough = sums >= np.partition(sums, count - NEAREST - 1)[count - NEAREST - 1]
            scores, sums = scores[enough], sums[enough]
        nearest: npt.NDArray[np.int32] = scores[np.lexsort((scores, -sums))[: NEAREST + 1]]
        others: npt.NDArray[np.int32] = nearest[nearest != text]
        return others

    def measured(self, a: npt.NDArray[np.int64], b: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
        """Return a row of measures per pair of texts."""
        out = np.zeros((len(a), len(PLAN)))
        self.sparse.measure(*(part.values for part in self._vectors), a, b, np.array(PLAN), out)
        return out

    def forget(self, most: int, before: int | None = None) -> None:
        """Drop the oldest texts: those over `most`, and those that came when the newest day was before `before`.

        It is done when a fifth of the texts can go.
        """
        count = max(0, self.texts - most)
        if before is not None:
            old = self.arrived.values < before
            count = max(count, len(old) if old.all() else int(np.argmin(old)))
        if count * 5 <= self.texts:
            return
        self.first += count
        for part in (self.days, self.arrived, self.times, self.outlets, self.weekdays, self.years):
            part.drop(count)
        _truncate(self._vectors, count * TERM_FIELDS)
        _truncate(self._probes, count)
        self._heads.fill(-1)
        self._posted = 0, 0
        self._post()

    def _post(self) -> None:
        texts, entries = self._posted
        starts, ids, weights = (part.values for part in self._probes)
        if len(ids) > len(self._entries):
            grown = np.zeros(2 * len(ids), ENTRY)
            grown[:entries] = self._entries[:entries]
            self._entries = grown
        if self.texts > len(self._sums):
            self._sums = np.zeros(2 * self.texts)
            self._found = np.zeros(2 * self.texts, np.int32)
        entries = self.sparse.post(starts, ids, weights, texts, self._heads, self._entries, entries)
        self._posted = self.texts, entries


def probes_of(weighted: Weighted) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32], npt.NDArray[np.float32]]:
    """Return each text's weightiest words and names, as offsets, terms and weights."""
    texts = weighted.texts
    row = np.repeat(np.arange(texts * TERM_FIELDS), np.diff(weighted.offsets))
    of_body = (row % TERM_FIELDS == BODY) | (row % TERM_FIELDS == NAMES)
    text, ids, weights = row[of_body] // TERM_FIELDS, weighted.ids[of_body], weighted.weights[of_body]
    order = np.lexsort((ids, -weights, text))
    starts = np.searchsorted(text, np.arange(texts))
    place = np.arange(len(text)) - np.repeat(starts, np.bincount(text, minlength=texts))
    best = order[place < PROBES]
    offsets = np.concatenate([[0], np.cumsum(np.bincount(text[best], minlength=texts))])
    return offsets.astype(np.int64), ids[best], weights[best]


def _append(parts: tuple[Growing, Growing, Growing], *more: npt.NDArray[Any]) -> None:
    starts, ids, weights = parts
    starts.extend(more[0][1:] + ids.used)
    ids.extend(more[1])
    weights.extend(more[2])


def _truncate(parts: tuple[Growing, Growing, Growing], rows: int) -> None:
    starts, ids, weights = parts
    gone = int(starts.values[rows])
    starts.drop(rows)
    starts.values[:] -= gone
    ids.drop(gone)
    weights.drop(gone)
