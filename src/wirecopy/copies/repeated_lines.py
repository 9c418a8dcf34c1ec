"""Lines that one outlet repeats from page to page: furniture, for texts that come with nothing but their outlet."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from wirecopy.copies.candidates_memory import often_of_an_outlet
from wirecopy.copies.pairs import Numbers
from wirecopy.kernels import Kernels
from wirecopy.kernels.column import TextColumn
from wirecopy.kernels.hashing import Hashes, Positions
from wirecopy.kernels.shapes import Words

_ANY_DIGIT = str.maketrans("123456789", "000000000")
_SHORTEST = 3  # characters; shorter lines hold no word worth leaving out
_Places = tuple[Positions, Positions, Positions]


def without_repeated_lines(
    column: TextColumn, outlets: Numbers, days: Positions, *, words: Words, kernels: Kernels
) -> tuple[Words, Numbers]:
    """Return the words that stand in no line their outlet repeats, and those of them that such a line stood before.

    Lines that differ in nothing but their digits are one: a row of a share table, a date line, a count of comments.
    A line is repeated when it stands in as many texts and on as many days of the outlet as `candidates` asks of a
    gram. Without outlets nothing is left out. The arrays of `words` may be used again for the answer.
    """
    compiled = kernels.backend == "compiled"
    keys, owners, starts, ends, lengths = _lines_compiled(column, outlets) if compiled else _lines(column, outlets)
    repeated = often_of_an_outlet(keys, lengths[owners], days[owners])
    if not repeated.any():
        return words, np.zeros(0, dtype=np.int64)
    places = owners[repeated], starts[repeated], ends[repeated]
    return _leave_out_compiled(words, places) if compiled else _leave_out(words, places)


def _lines_compiled(column: TextColumn, outlets: Numbers) -> tuple[Hashes, Positions, Positions, Positions, Numbers]:
    from wirecopy.kernels import compiled_lines

    keys, owners, starts, ends, lengths = compiled_lines.lines(column.raw, column.offsets, outlets, _SHORTEST)
    return keys, owners, starts, ends, lengths


def _lines(column: TextColumn, outlets: Numbers) -> tuple[Hashes, Positions, Positions, Positions, Numbers]:
    """Return (key, text, start, end) of each line of the texts whose outlet is known, and the lengths of the texts."""
    line_numbers: dict[tuple[int, str], int] = {}
    rows: list[tuple[int, int, int]] = []
    keys: list[int] = []
    lengths = np.zeros(column.texts, dtype=np.int64)
    for number in np.flatnonzero(outlets >= 0).tolist():
        text, outlet = column.text(number).translate(_ANY_DIGIT), int(outlets[number])
        lengths[number] = len(text)
        for start, end in _stretches(text):
            keys.append(line_numbers.setdefault((outlet, text[start:end]), len(line_numbers)))
            rows.append((number, start, end))
    owners, starts, ends = np.array(rows, dtype=np.int32).reshape(-1, 3).T
    return np.array(keys, dtype=np.uint64), owners, starts, ends, lengths


def _stretches(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if end - start >= _SHORTEST:
            yield start, end
        start = end + 1


def _leave_out_compiled(words: Words, places: _Places) -> tuple[Words, Numbers]:
    from wirecopy.kernels import compiled_lines

    hashes, starts, ends = words.hashes, words.starts, words.ends
    count, offsets, cuts = compiled_lines.leave_out(hashes, starts, ends, words.offsets, *places)
    return Words(hashes[:count], starts[:count], ends[:count], offsets), cuts


def _leave_out(words: Words, places: _Places) -> tuple[Words, Numbers]:
    owners, starts, ends = places
    text_of = np.repeat(np.arange(words.texts), np.diff(words.offsets))
    opened, passed = np.zeros((2, len(words.hashes) + 1), dtype=np.int32)
    firsts, lasts = (_first_words(words, text_of, owners, stretch) for stretch in (starts, ends))
    np.add.at(opened, firsts, 1)
    np.add.at(opened, lasts, -1)
    np.add.at(passed, lasts, 1)
    body = np.cumsum(opened)[:-1] == 0
    cuts = np.flatnonzero(np.diff(np.cumsum(passed)[:-1][body])) + 1
    offsets = np.concatenate([[0], np.cumsum(np.bincount(text_of[body], minlength=words.texts))]).astype(np.int64)
    return Words(words.hashes[body], words.starts[body], words.ends[body], offsets), cuts


def _first_words(words: Words, text_of: Numbers, numbers: Positions, places: Positions) -> Numbers:
    """Return, for places in texts, the number over all texts of the first word that starts there or later."""
    longest = int(words.starts.max(initial=0)) + int(places.max()) + 2
    keys = text_of * longest + words.starts
    found = np.searchsorted(keys, numbers.astype(np.int64) * longest + places)
    first: npt.NDArray[np.int64] = np.minimum(found, words.offsets[numbers + 1])
    return first
