"""Lines that one outlet repeats from page to page: furniture, for texts that come with nothing but their outlet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt

from wirecopy.copies.candidates import OUTLET_DAYS, OUTLET_PAGES
from wirecopy.kernels.shapes import Words

_ANY_DIGIT = str.maketrans("123456789", "000000000")
_SHORTEST = 3  # characters; shorter lines hold no word worth leaving out
_Places = tuple[list[int], list[int], list[int]]


def without_repeated_lines(
    texts: Sequence[str], outlets: npt.NDArray[np.int64], days: Sequence[int | None], words: Words
) -> tuple[Words, npt.NDArray[np.int32]]:
    """Return the words that stand in no line their outlet repeats, and the number of stretches left out before each.

    Lines that differ in nothing but their digits are one: a row of a share table, a date line, a count of comments.
    A line is repeated when it stands in as many texts and on as many days of the outlet as `candidates` asks of a
    gram. Without outlets nothing is left out.
    """
    numbers, starts, ends = _repeated(texts, outlets, days)
    if not starts:
        return words, np.zeros(len(words.hashes) + 1, dtype=np.int32)
    text_of = np.repeat(np.arange(words.texts), np.diff(words.offsets))
    stretch = np.zeros(len(words.hashes) + 1, dtype=np.int32)
    places = _first_words(words, text_of, numbers, starts), _first_words(words, text_of, numbers, ends)
    np.add.at(stretch, places[0], 1)
    np.add.at(stretch, places[1], -1)
    kept = np.cumsum(stretch)[:-1] == 0
    passed = np.zeros(len(words.hashes) + 1, dtype=np.int32)
    np.add.at(passed, places[1], 1)
    segments = np.append(np.cumsum(passed)[:-1][kept], 0).astype(np.int32)
    offsets = np.concatenate([[0], np.cumsum(np.bincount(text_of[kept], minlength=words.texts))]).astype(np.int64)
    return Words(words.hashes[kept], words.starts[kept], words.ends[kept], offsets), segments


def _repeated(texts: Sequence[str], outlets: npt.NDArray[np.int64], days: Sequence[int | None]) -> _Places:
    """Return the places of the repeated lines: numbers of texts, where each line starts and ends."""
    once: dict[tuple[int, str], tuple[int | None, int]] = {}
    seen: dict[tuple[int, str], tuple[set[int | None], set[int]]] = {}
    for outlet, day, text in zip(outlets.tolist(), days, texts, strict=True):
        if outlet >= 0:
            masked = text.translate(_ANY_DIGIT)
            for line in {masked[start:end] for start, end in _lines(masked)}:
                key = (outlet, line)
                if key in once:
                    first_day, first_length = once[key]
                    on_days, lengths = seen.setdefault(key, ({first_day}, {first_length}))
                    on_days.add(day)
                    lengths.add(len(text))
                else:
                    once[key] = day, len(text)
    repeated = {
        key
        for key, (on_days, lengths) in seen.items()
        if len(lengths) >= OUTLET_PAGES and len(on_days - {None}) >= OUTLET_DAYS
    }
    places: _Places = ([], [], [])
    for number, (outlet, text) in enumerate(zip(outlets.tolist(), texts, strict=True)):
        if outlet >= 0:
            masked = text.translate(_ANY_DIGIT)
            for start, end in _lines(masked):
                if (outlet, masked[start:end]) in repeated:
                    for column, value in zip(places, (number, start, end), strict=True):
                        column.append(value)
    return places


def _lines(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start >= _SHORTEST:
            yield start, end
        start = end + 1


def _first_words(
    words: Words, text_of: npt.NDArray[np.int64], numbers: Sequence[int], places: Sequence[int]
) -> npt.NDArray[np.int64]:
    """Return, for places in texts, the number over all texts of the first word that starts there or later."""
    longest = int(words.starts.max(initial=0)) + max(places) + 2
    keys = text_of * longest + words.starts
    wanted = np.asarray(numbers, dtype=np.int64) * longest + np.asarray(places, dtype=np.int64)
    found = np.searchsorted(keys, wanted)
    first: npt.NDArray[np.int64] = np.minimum(found, words.offsets[np.asarray(numbers) + 1])
    return first
