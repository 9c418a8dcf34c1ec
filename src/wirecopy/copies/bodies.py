"""The words of many bodies with all that proving a pair needs, flat: one array entry per word."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from wirecopy.kernels.shapes import Words


@dataclass(frozen=True, slots=True)
class Bodies:
    """Words whose `starts` and `ends` are raw code points; `segments` counts the furniture passed before each word.

    `quoted`, `prints` and `furniture` are running counts, one longer than the words: the words before each that stand
    in quotation marks (asked for the texts by number that matter, since finding them takes long), the fingerprints
    before each, and those of them that are an outlet's furniture.
    """

    words: Words
    segments: npt.NDArray[np.int32]
    quoted: Callable[[npt.NDArray[np.int64]], npt.NDArray[np.int32]]
    prints: npt.NDArray[np.int32] | None = None
    furniture: npt.NDArray[np.int32] | None = None
    outlets: npt.NDArray[np.int64] | None = None
    """A number per text; -1: not known."""


def bodies_of(pairs: pa.RecordBatch) -> Bodies:
    """Return the bodies of a batch of `verify.PAIRED`: those of side a, then those of side b."""
    sides = [{name: pairs.column(f"{side}_{name}") for name in ("hashes", "starts", "ends", "gaps")} for side in "ab"]
    lists = {name: pa.concat_arrays([side[name] for side in sides]) for name in sides[0]}
    marks = pairs.column("a_quoted")
    offsets = _offsets(lists["hashes"])
    words = Words(_flat(lists["hashes"]), _flat(lists["starts"]), _flat(lists["ends"]), offsets)
    count = len(words.hashes)
    gaps = np.zeros(count + 1, dtype=np.int32)
    np.add.at(gaps, _places(lists["gaps"], offsets), 1)
    quoted = np.zeros(count + 1, dtype=np.int32)
    places = _places(marks, offsets)
    np.add.at(quoted, places[::2], 1)
    np.add.at(quoted, places[1::2], -1)
    counts = running(np.cumsum(quoted)[:-1] > 0)
    return Bodies(words, np.cumsum(gaps, dtype=np.int32), lambda texts: counts)


def running(flags: npt.NDArray[np.bool_]) -> npt.NDArray[np.int32]:
    """Return how many flags are set before each place, and in all at the end."""
    counts = np.zeros(len(flags) + 1, dtype=np.int32)
    np.cumsum(flags, out=counts[1:])
    return counts


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
