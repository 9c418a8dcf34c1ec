"""The kernels in NumPy: what they compute, to be read. `compiled` gives the same to the bit, faster."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from wirecopy.kernels import fold as f
from wirecopy.kernels.hashing import (
    CHARACTER_BASE,
    HASHED_CHARACTERS,
    LANE,
    LANE_BASE,
    WORD_BASE,
    Hashes,
    Offsets,
    Positions,
    mix,
    number_marked,
    powers,
)
from wirecopy.kernels.shapes import Fingerprints, Matches, Words, WordTable

Flags = npt.NDArray[np.bool_]

_INSIDE, _ALONE, _INVISIBLE, _BETWEEN = 1, 2, 3, 0
MAX_PLACES = 8  # places of one gram that are tried in a text; keeps a text that repeats itself linear


def words(
    texts: Sequence[str],
    breaks: Sequence[Sequence[int]],
    fold: npt.NDArray[np.uint32],
    table: WordTable,
    numbers: bool = False,
) -> Words:
    """Return the words of each text as hashes with their places.

    A word is a run of letters and digits of any script, case and accents folded; "U.S." is "us", "1,000" is
    "1000", "China's" is "chinas"; each ideograph is a word. `breaks` are code points at which a word ends anyway.
    With `numbers` the hashes of numbers are marked, see `hashing.is_number`.
    """
    bases = np.zeros(len(texts) + 1, dtype=np.int64)
    np.cumsum([len(text) + 1 for text in texts], out=bases[1:])
    joined = "".join(text + "\n" for text in texts)
    codes = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    kinds, folded = _kinds(codes, fold)
    segments = np.zeros(len(codes) + 1, dtype=np.int32)
    for base, places in zip(bases, breaks, strict=False):
        segments[base + np.asarray(places, dtype=np.int64)] = 1
    segments = np.cumsum(segments, dtype=np.int32)
    seen = np.flatnonzero(kinds != _INVISIBLE)
    kinds, segment = kinds[seen], segments[seen]
    follows = np.zeros(len(seen), dtype=bool)
    follows[1:] = (kinds[1:] == _INSIDE) & (kinds[:-1] == _INSIDE) & (segment[1:] == segment[:-1])
    member = np.flatnonzero(kinds != _BETWEEN)
    first = np.flatnonzero(~follows[member])
    if not len(first):
        return Words(*_no_words(len(texts)))
    within = np.arange(len(member)) - np.repeat(first, np.diff(first, append=len(member)))
    weighted = _weighted(folded[seen[member]].astype(np.uint64), within)
    hashes = mix(np.add.reduceat(weighted, first))
    if numbers:
        hashes = number_marked(hashes, folded[seen[member[first]]])
    starts = seen[member[first]]
    ends = seen[member[np.append(first[1:], len(member)) - 1]] + 1
    hashes, is_word = _replaced(hashes, table)
    hashes, starts, ends = hashes[is_word], starts[is_word], ends[is_word]
    offsets = np.searchsorted(starts, bases).astype(np.int64)
    shift = np.repeat(bases[:-1], np.diff(offsets))
    return Words(hashes, (starts - shift).astype(np.int32), (ends - shift).astype(np.int32), offsets)


def _weighted(characters: Hashes, within: npt.NDArray[np.int64]) -> Hashes:
    """Return what each character adds to the hash of its word, by its place within it.

    Eight ASCII characters in a row add up to the number their eight bytes make; others are spread over all bits
    first, since they would overlap.
    """
    spread = np.where(characters < 0x80, characters, characters * np.uint64(CHARACTER_BASE))
    bits = (8 * (within % LANE)).astype(np.uint64)
    turned = (spread << bits) | (spread >> ((np.uint64(64) - bits) & np.uint64(63)))
    weights = np.append(powers(LANE_BASE, HASHED_CHARACTERS // LANE), np.uint64(0))
    weighted: Hashes = turned * weights[np.minimum(within, HASHED_CHARACTERS) // LANE]
    return weighted


def grams(hashes: Hashes, size: int) -> Hashes:
    """Return the hash of every `size` words in a row: one fewer than words for each word above one."""
    count = max(0, len(hashes) - size + 1)
    total = np.zeros(count, dtype=np.uint64)
    for weight, shift in zip(powers(WORD_BASE, size), range(size), strict=True):
        total += hashes[shift : shift + count] * weight
    return mix(total)


def fingerprints(words: Words, size: int, window: int) -> Fingerprints:
    """Return the winnowed grams of each text (Schleimer, Wilkerson, Aiken 2003).

    Of every `window` grams in a row the least is kept (the last of equals), so two texts that share
    `window + size - 1` words in a row share a fingerprint. A text with fewer grams keeps its least one; one of
    fewer words than a gram has all its words for a gram.
    """
    places: list[npt.NDArray[np.int64]] = []
    prints: list[Hashes] = []
    for start, end in zip(words.offsets[:-1], words.offsets[1:], strict=True):
        hashed = grams(words.hashes[start:end], max(1, min(size, end - start)))
        chosen = _winnowed(hashed, window)
        places.append(chosen)
        prints.append(hashed[chosen])
    offsets = np.zeros(words.texts + 1, dtype=np.int64)
    np.cumsum([len(place) for place in places], out=offsets[1:])
    return Fingerprints(
        np.concatenate(prints) if prints else np.zeros(0, np.uint64),
        (np.concatenate(places) if places else np.zeros(0)).astype(np.int32),
        offsets,
    )


def matches(hashes: Hashes, offsets: Offsets, a: Offsets, b: Offsets, size: int) -> Matches:
    """Return the matching runs of each pair of texts (by number in `a` and `b`), moved blocks too.

    The words of the first are gone through once; at each gram that stands in the second the longest common stretch
    is taken (of equals the one nearest to where the last one ended). Runs do not overlap in the first; no run is
    under `size`, save that two texts of fewer words match when they are the same.
    """
    runs: list[tuple[int, int, int]] = []
    run_offsets = np.zeros(len(a) + 1, dtype=np.int64)
    numbers = _gram_numbers(hashes, offsets, np.union1d(a, b), size)
    marks = np.full(len(numbers), -1)  # by gram: of which pair the first text has it, then both
    for pair, (first, second) in enumerate(zip(a.tolist(), b.tolist(), strict=True)):
        left, right = (_Grams.of(hashes, numbers, offsets[text], offsets[text + 1], size) for text in (first, second))
        marks[left.numbers] = 2 * pair
        there = np.flatnonzero(marks[right.numbers] == 2 * pair)
        marks[right.numbers[there]] = 2 * pair + 1
        here = np.flatnonzero(marks[left.numbers] == 2 * pair + 1)
        runs += _runs(left, right, here, there, size)
        run_offsets[pair + 1] = len(runs)
    columns = np.array(runs, dtype=np.int32).reshape(-1, 3)
    return Matches(columns[:, 0], columns[:, 1], columns[:, 2], run_offsets)


def heaviest_chains(begin: Offsets, end: Offsets, weights: Offsets, offsets: Offsets, gram: int) -> Flags:
    """Return for each block whether it is of its text's heaviest chain: each begins behind the end of the one before.

    Text `t` has the blocks `offsets[t]` to `offsets[t + 1]`. Neighbours may overlap by less than a gram: the first of
    two runs takes words that both could have. Of equals the chain that was first stays.
    """
    flags = np.zeros(len(begin), dtype=bool)
    for first, last in pairwise(offsets.tolist()):
        blocks = begin[first:last].tolist(), end[first:last].tolist(), weights[first:last].tolist()
        chosen = _heaviest(*blocks, gram)
        flags[np.array(chosen, dtype=np.int64) + first] = True
    return flags


def shared_fingerprints(prints: Fingerprints, a: Offsets, b: Offsets) -> Flags:
    """Return for each pair of texts `a[p]`, `b[p]` whether they share a fingerprint."""
    held = [set(prints.hashes[first:last].tolist()) for first, last in pairwise(prints.offsets.tolist())]
    return np.array([not held[left].isdisjoint(held[right]) for left, right in zip(a, b, strict=True)], dtype=bool)


def _kinds(codes: npt.NDArray[np.uint32], fold: npt.NDArray[np.uint32]) -> tuple[npt.NDArray[np.uint8], Positions]:
    """Return for each character whether it is inside a word, alone, invisible or between, and its folded form."""
    entries = fold[np.minimum(codes, f.TABLE_SIZE - 1)]
    entries = np.where(codes >= f.TABLE_SIZE, np.uint32(f.SINGLE << 24) | codes, entries)
    kinds, folded = (entries >> 24).astype(np.uint8), (entries & 0xFFFFFF).astype(np.int32)
    padded = np.zeros(len(kinds) + 4, dtype=np.uint8)
    padded[2:-2] = kinds
    before, after = padded[1:-3], padded[3:-1]
    letters = (before == f.LETTER) & (after == f.LETTER)
    digits = (before == f.DIGIT) & (after == f.DIGIT)
    initials = letters & ~_is_word(padded[:-4]) & ~_is_word(padded[4:])
    result = np.zeros(len(kinds), dtype=np.uint8)
    result[_is_word(kinds) | ((kinds == f.DOT) & digits)] = _INSIDE
    result[kinds == f.SINGLE] = _ALONE
    joins = ((kinds == f.DOT) & initials) | ((kinds == f.COMMA) & digits) | ((kinds == f.APOSTROPHE) & letters)
    result[(kinds == f.SKIP) | joins] = _INVISIBLE
    return result, folded


def _is_word(kinds: npt.NDArray[np.uint8]) -> npt.NDArray[np.bool_]:
    either: npt.NDArray[np.bool_] = (kinds == f.LETTER) | (kinds == f.DIGIT)
    return either


def _replaced(hashes: Hashes, table: WordTable) -> tuple[Hashes, npt.NDArray[np.bool_]]:
    if not len(table.keys):
        return hashes, np.ones(len(hashes), dtype=bool)
    at = np.minimum(np.searchsorted(table.keys, hashes), len(table.keys) - 1)
    in_table = table.keys[at] == hashes
    hashes = np.where(in_table, table.values[at], hashes)
    return hashes, ~(in_table & (hashes == 0))


def _no_words(texts: int) -> tuple[Hashes, Positions, Positions, Offsets]:
    nothing = np.zeros(0, dtype=np.int32)
    return np.zeros(0, dtype=np.uint64), nothing, nothing, np.zeros(texts + 1, dtype=np.int64)


def _winnowed(hashed: Hashes, window: int) -> npt.NDArray[np.int64]:
    if not len(hashed):
        return np.zeros(0, dtype=np.int64)
    size = min(window, len(hashed))
    views = np.lib.stride_tricks.sliding_window_view(hashed, size)
    last = size - 1 - np.argmin(views[:, ::-1], axis=1)
    return np.unique(np.arange(len(views)) + last)


class _Grams(NamedTuple):
    """The words of a text, and the number of the gram that begins at each."""

    words: Hashes
    numbers: Offsets

    @staticmethod
    def of(hashes: Hashes, numbers: Offsets, first: int, last: int, size: int) -> _Grams:
        return _Grams(hashes[first:last], numbers[first : max(first, last - size + 1)])


def _gram_numbers(hashes: Hashes, offsets: Offsets, texts: Offsets, size: int) -> Offsets:
    """Return at every word of the texts the number of the gram that begins there, the same for the same gram."""
    named = np.zeros(len(offsets) - 1, dtype=bool)
    named[texts] = True
    at = np.flatnonzero(np.repeat(named, np.diff(offsets))[: max(0, len(hashes) - size + 1)])
    numbers = np.zeros(len(hashes), dtype=np.int64)
    numbers[at] = np.unique(grams(hashes, size)[at], return_inverse=True)[1]
    return numbers


def _runs(left: _Grams, right: _Grams, here: Offsets, there: Offsets, size: int) -> list[tuple[int, int, int]]:
    """Return the runs of two texts, which have the grams in common that begin `here` and `there`."""
    if 0 < len(left.words) < size:
        return [(0, 0, len(left.words))] if np.array_equal(left.words, right.words) else []
    places: dict[int, list[int]] = {}
    for gram, place in zip(right.numbers[there].tolist(), there.tolist(), strict=True):
        known = places.setdefault(gram, [])
        if len(known) < MAX_PLACES:
            known.append(place)
    runs: list[tuple[int, int, int]] = []
    free, expected = 0, 0
    for gram, at in zip(left.numbers[here].tolist(), here.tolist(), strict=True):
        if at < free:
            continue
        length, place = _longest(left.words, right.words, at, places[gram], expected)
        if length >= size:
            runs.append((at, place, length))
            free, expected = at + length, place + length
    return runs


def _longest(left: Hashes, right: Hashes, at: int, places: list[int], expected: int) -> tuple[int, int]:
    best, best_place = 0, -1
    for place in places:
        room = min(len(left) - at, len(right) - place)
        differs = left[at : at + room] != right[place : place + room]
        length = int(np.argmax(differs)) if differs.any() else room
        if length > best or (length == best and abs(place - expected) < abs(best_place - expected)):
            best, best_place = length, place
    return best, best_place


def _heaviest(begin: Sequence[int], end: Sequence[int], weights: Sequence[int], gram: int) -> list[int]:
    """Return the blocks of the heaviest chain; `ends` and `totals` are the chains worth going on from, both rising."""
    ends: list[int] = []
    totals: list[int] = []
    tips: list[int] = []
    before = [-1] * len(begin)
    for block, start in enumerate(begin):
        place = bisect_right(ends, start + gram - 1) - 1
        total = weights[block] + (totals[place] if place >= 0 else 0)
        before[block] = tips[place] if place >= 0 else -1
        at = bisect_right(ends, end[block])
        if at and totals[at - 1] >= total:
            continue
        worse = at
        while worse < len(totals) and totals[worse] <= total:
            worse += 1
        ends[at:worse], totals[at:worse], tips[at:worse] = [end[block]], [total], [block]
    chain, block = [], tips[-1]
    while block >= 0:
        chain.append(block)
        block = before[block]
    return chain
