"""What a text is compared by: its words, names, numbers and places, each field counted by itself.

A term is a bucket of its hash, so that a stream needs no word list: memory is bounded whatever it reads. Words,
names and numbers have spaces of their own, so that the word "may" and the name "May" are two terms.
"""

from __future__ import annotations

import functools
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from wirecopy.kernels import Kernels, load_kernels
from wirecopy.kernels.hashing import Hashes, Offsets, mix
from wirecopy.kernels.shapes import Words

TITLE, LEAD, BODY, NAMES, NUMBERS, PLACES = range(6)
TERM_FIELDS: Final = 6
BUCKET_BITS: Final = 22  # four million: a collision joins a word with one that is nearly always rare
BUCKETS: Final = 1 << BUCKET_BITS
LEAD_WORDS: Final = 60
_MOST_WORDS: Final = 4000  # of a body; what comes later tells nothing new of its event
_NAME, _PAIR, _NUMBER = (np.uint64(salt) for salt in (0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9))
_BEFORE_PLACES = ("in", "at", "near", "from", "outside", "across")
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FIRST_YEAR: Final = 1970
_YEARS = 100
_CASED = 0x2000  # code points below it tell capitals by a table: Latin, Greek, Cyrillic and their neighbours

Ids = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class WrittenText:
    """What is read of a text: its headline (empty when it states none) and its body."""

    title: str
    body: str


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of many texts: field `f` of text `t` has `ids[offsets[t * FIELDS + f] : ...]`, sorted, each once."""

    offsets: Offsets
    ids: Ids
    counts: Ids
    weekdays: npt.NDArray[np.float32]
    """A row per text: how often it names each day of the week, Monday first, as a direction of length one or null."""

    @property
    def texts(self) -> int:
        """Return how many texts these are the terms of."""
        return (len(self.offsets) - 1) // TERM_FIELDS


def years_named(offsets: Offsets, ids: Ids) -> Flags:
    """Return a row per text: which years from `FIRST_YEAR` on its body names, laid out as `Terms`."""
    years = _years()
    row = np.repeat(np.arange(len(offsets) - 1), np.diff(offsets))
    of_numbers = row % TERM_FIELDS == NUMBERS
    text, number = row[of_numbers] // TERM_FIELDS, ids[of_numbers]
    order = np.argsort(years)
    place = order[np.minimum(np.searchsorted(years[order], number), _YEARS - 1)]
    named = np.zeros(((len(offsets) - 1) // TERM_FIELDS, _YEARS), bool)
    named[text[years[place] == number], place[years[place] == number]] = True
    return named


@functools.cache
def _years() -> Ids:
    """Return the terms of the years, the first first."""
    hashes = load_kernels("reference").words([str(FIRST_YEAR + year) for year in range(_YEARS)]).hashes
    return (mix(hashes ^ _NUMBER) >> np.uint64(64 - BUCKET_BITS)).astype(np.int32)


def stacked_terms(parts: Sequence[Terms]) -> Terms:
    """Return the terms of several lots of texts as one."""
    lengths = np.concatenate([np.diff(part.offsets) for part in parts])
    return Terms(
        offsets=np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64),
        ids=np.concatenate([part.ids for part in parts]),
        counts=np.concatenate([part.counts for part in parts]),
        weekdays=np.concatenate([part.weekdays for part in parts]),
    )


@dataclass(frozen=True, slots=True)
class TermReader:
    """Reads terms; holds what it needs for that once."""

    kernels: Kernels
    capitals: Flags
    before_places: Hashes
    weekdays: Hashes

    @staticmethod
    def load(kernels: Kernels) -> TermReader:
        """Return a reader that tells words with those kernels."""
        capitals = np.array([chr(code).isupper() for code in range(_CASED)])
        before, days = (kernels.words(list(words)).hashes for words in (_BEFORE_PLACES, _WEEKDAYS))
        return TermReader(kernels, capitals, np.sort(before), days)

    def read(self, texts: Sequence[WrittenText]) -> Terms:
        """Return the terms of each text."""
        titles = self.kernels.words([text.title for text in texts])
        bodies = self.kernels.words([text.body for text in texts])
        parts = [_keys(titles, field, mix(titles.hashes)) for field in (TITLE, BODY)]
        parts += self._of_bodies(bodies, [text.body for text in texts])
        return _counted_terms(np.concatenate(parts), self._days_named(bodies))

    def _days_named(self, words: Words) -> npt.NDArray[np.float32]:
        text = np.repeat(np.arange(words.texts), np.diff(words.offsets))
        named = np.stack([np.bincount(text[words.hashes == day], minlength=words.texts) for day in self.weekdays], 1)
        spread = np.log1p(named)
        lengths = np.sqrt((spread * spread).sum(axis=1, keepdims=True))
        unit: npt.NDArray[np.float32] = (spread / np.maximum(lengths, 1e-9)).astype(np.float32)
        return unit

    def _of_bodies(self, words: Words, bodies: Sequence[str]) -> list[Hashes]:
        places = _places_in_text(words)
        in_text = places < _MOST_WORDS
        number, capital = self._shapes(words, bodies)
        name = in_text & capital & ~number
        hashes = mix(words.hashes)
        named = mix(words.hashes ^ _NAME)
        paired = np.zeros(len(name), bool)
        paired[1:] = name[1:] & name[:-1] & (places[1:] > 0) & (words.starts[1:] - words.ends[:-1] == 1)
        two = mix(named + np.roll(named, 1) * _PAIR)
        placed = np.zeros(len(name), bool)
        placed[1:] = name[1:] & (places[1:] > 0) & np.isin(words.hashes[:-1], self.before_places)
        return [
            _keys(words, LEAD, hashes, places < LEAD_WORDS),
            _keys(words, BODY, hashes, in_text),
            _keys(words, NAMES, named, name),
            _keys(words, NAMES, two, paired),
            _keys(words, NUMBERS, mix(words.hashes ^ _NUMBER), in_text & number),
            _keys(words, PLACES, named, placed),
        ]

    def _shapes(self, words: Words, bodies: Sequence[str]) -> tuple[Flags, Flags]:
        """Tell which words begin with a digit, and which with a capital."""
        lengths = np.array([len(body) for body in bodies], np.int64)
        before = np.concatenate([[0], np.cumsum(lengths)])[:-1]
        codes = np.frombuffer("".join(bodies).encode("utf-32-le", "surrogatepass"), np.uint32)
        first = codes[words.starts + np.repeat(before, np.diff(words.offsets))]
        capital = (first < _CASED) & self.capitals[np.minimum(first, _CASED - 1)]
        return (first >= ord("0")) & (first <= ord("9")), capital


def _places_in_text(words: Words) -> npt.NDArray[np.int64]:
    lengths = np.diff(words.offsets)
    return np.arange(len(words.hashes)) - np.repeat(words.offsets[:-1], lengths)


def _keys(words: Words, field: int, hashes: Hashes, kept: Flags | None = None) -> Hashes:
    """Return a key per word: its text and field above its bucket."""
    text = np.repeat(np.arange(words.texts, dtype=np.uint64), np.diff(words.offsets))
    keys = ((text * np.uint64(TERM_FIELDS) + np.uint64(field)) << np.uint64(BUCKET_BITS)) | (
        hashes >> np.uint64(64 - BUCKET_BITS)
    )
    return keys if kept is None else keys[kept]


def _counted_terms(keys: Hashes, weekdays: npt.NDArray[np.float32]) -> Terms:
    found, counts = np.unique(keys, return_counts=True)
    starts = np.arange(len(weekdays) * TERM_FIELDS + 1, dtype=np.uint64) << np.uint64(BUCKET_BITS)
    ids = (found & np.uint64(BUCKETS - 1)).astype(np.int32)
    return Terms(np.searchsorted(found, starts).astype(np.int64), ids, counts.astype(np.int32), weekdays)
