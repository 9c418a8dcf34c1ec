"""The words of many bodies with all that proving a pair needs, flat: one array entry per word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from wirecopy.kernels.shapes import Words


@dataclass(frozen=True, slots=True)
class Stretches:
    """Stretches of words by their number over all texts, in order: the first of each, and the one behind its last."""

    firsts: npt.NDArray[np.int64]
    lasts: npt.NDArray[np.int64]

    def words_in(self, starts: npt.NDArray[np.int64], ends: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return how many words of the stretches lie between each start and end."""
        before = np.concatenate([[0], np.cumsum(self.lasts - self.firsts)])
        return self._words_before(ends, before) - self._words_before(starts, before)

    def _words_before(self, places: npt.NDArray[np.int64], before: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        count = np.searchsorted(self.firsts, places, side="right")
        beyond = np.where(count > 0, np.append(self.lasts, 0)[count - 1] - places, 0)
        words: npt.NDArray[np.int64] = before[count] - np.maximum(0, beyond)
        return words


@dataclass(frozen=True, slots=True)
class Bodies:
    """Words whose `starts` and `ends` are raw code points; `cuts` are the words, over all
    texts and ascending, that furniture stands right before.

    `quoted` is asked for the texts by number that matter, since finding quotations takes long, `marked` for stretches
    outside which none stands. `prints` and `furniture` are the places of the fingerprints among all words, ascending,
    and of those that are an outlet's furniture.
    """

    words: Words
    cuts: npt.NDArray[np.int64]
    quoted: Callable[[npt.NDArray[np.int64]], Stretches]
    marked: Callable[[npt.NDArray[np.int64]], Stretches] | None = None
    prints: npt.NDArray[np.int64] | None = None
    furniture: npt.NDArray[np.int64] | None = None
    outlets: npt.NDArray[np.int64] | None = None
    """A number per text; -1: not known."""
    entries: Callable[[npt.NDArray[np.int64]], npt.NDArray[np.int64]] | None = None
    """How many entries under a time of their own the texts by number have."""
    frames: npt.NDArray[np.int64] | None = None
    """The frame of each text's headline; 0: not known."""
    counts: npt.NDArray[np.int64] | None = None
    """The words of each text that are body, the first ones; those behind are its captions. Null: all are body."""


def bodies_of(rows: pa.RecordBatch, captions: bool = False) -> Bodies:
    """Return the bodies of a batch that has the columns of `WORDS`; with their captions too."""
    hashes = rows.column("hashes")
    offsets = _offsets(hashes)
    words = Words(_flat(hashes), _flat(rows.column("starts")), _flat(rows.column("ends")), offsets)
    places = _places(rows.column("quoted"), offsets)
    quoted = Stretches(places[::2], places[1::2])
    counts = rows.column("count").to_numpy().astype(np.int64)
    codes = rows.column("outlet").dictionary_encode().indices.fill_null(-1).to_numpy().astype(np.int64)
    cuts = _places(rows.column("gaps"), offsets)
    entries, frames = (rows.column(name).to_numpy().astype(np.int64) for name in ("entries", "frame"))
    bodies = Bodies(
        words=words,
        cuts=cuts,
        quoted=lambda texts: quoted,
        outlets=codes,
        entries=lambda texts: entries[texts],
        frames=frames,
        counts=counts,
    )
    return bodies if captions else _without_captions(bodies, counts)


def _without_captions(bodies: Bodies, counts: npt.NDArray[np.int64]) -> Bodies:
    """Return the bodies alone: of each text its first words."""
    words = bodies.words
    sizes = np.diff(words.offsets)
    if np.array_equal(sizes, counts):
        return bodies
    places = np.arange(len(words.hashes)) - np.repeat(words.offsets[:-1] + counts, sizes) < 0
    before = np.concatenate([[0], np.cumsum(places)])
    offsets = np.concatenate([[0], np.cumsum(counts)]).astype(np.int64)
    quoted = bodies.quoted

    def of_bodies(texts: npt.NDArray[np.int64]) -> Stretches:
        inside = quoted(texts)
        return Stretches(before[inside.firsts], before[inside.lasts])

    only = Words(words.hashes[places], words.starts[places], words.ends[places], offsets)
    return replace(bodies, words=only, cuts=before[bodies.cuts], quoted=of_bodies, counts=None)


def _flat(lists: pa.ListArray) -> npt.NDArray[Any]:
    offsets = np.asarray(lists.offsets)
    return np.asarray(lists.values)[offsets[0] : offsets[-1]]


def _offsets(lists: pa.ListArray) -> npt.NDArray[np.int64]:
    offsets = np.asarray(lists.offsets, dtype=np.int64)
    moved: npt.NDArray[np.int64] = offsets - offsets[0]
    return moved


def _places(lists: pa.ListArray, words: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
    """Return words named by their number within their text as numbers over all texts."""
    sizes = np.diff(np.asarray(lists.offsets))
    places: npt.NDArray[np.int64] = _flat(lists).astype(np.int64) + np.repeat(words[: len(sizes)], sizes)
    return places
