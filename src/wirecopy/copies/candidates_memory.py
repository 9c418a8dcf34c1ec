"""Candidates among texts in memory: what `candidates.candidates` answers, by sorting one array of fingerprints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from wirecopy.copies.candidates_sql import OUTLET_DAYS, OUTLET_PAGES
from wirecopy.copies.int_sets import unique_values
from wirecopy.copies.pairs import Flags, Numbers
from wirecopy.kernels.hashing import Hashes
from wirecopy.kernels.shapes import Fingerprints

UNKNOWN = -1  # outlet; of days, the least number there is
NO_DAY = np.iinfo(np.int32).min
_KEY_BASE = np.uint64(0x9E3779B97F4A7C15)


@dataclass(frozen=True, slots=True)
class Holders:
    """Which text holds which fingerprint: hash and text of each, and of each text its words, outlet and day."""

    hashes: Hashes
    texts: npt.NDArray[np.int32]
    words: Numbers
    outlets: Numbers
    days: npt.NDArray[np.int32]


def holders_of(prints: Fingerprints, words: Numbers, outlets: Numbers, days: npt.NDArray[np.int32]) -> Holders:
    """Return the holders of the fingerprints."""
    texts = np.repeat(np.arange(len(words), dtype=np.int32), np.diff(prints.offsets))
    return Holders(prints.hashes, texts, words, outlets, days)


def candidate_pairs(holders: Holders, furniture: Flags, within_days: int | None = None) -> tuple[Numbers, Numbers]:
    """Return the pairs of texts that share a fingerprint: each holder with the first and the one before, longest first.

    What is `furniture` of its holder's outlet links nothing; of `within_days` see `candidates.candidates`. The pairs of
    one second text come in a row: proving them indexes it once.
    """
    count = len(holders.words)
    longest_first = np.lexsort((np.arange(count), -holders.words))
    rows, ranks = _by_rank(holders, longest_first)
    news = ~furniture[rows]
    rows, ranks = rows[news], ranks[news]
    hashes = holders.hashes[rows]
    if within_days is None:
        pairs = _holder_pairs(hashes, ranks)
    else:
        days = holders.days[holders.texts[rows]].astype(np.int64)
        dated = holders.days[longest_first] != NO_DAY
        told = np.flatnonzero(days != NO_DAY)
        found = [_holder_pairs(hashes[told] ^ keys, ranks[told]) for keys in _windows(days[told], within_days)]
        any_day = _holder_pairs(hashes, ranks)
        found.append(any_day[~(dated[any_day >> 32] & dated[any_day & 0xFFFFFFFF])])
        pairs = unique_values(np.concatenate(found))
    a, b = longest_first[pairs >> 32], longest_first[pairs & 0xFFFFFFFF]
    pairs = unique_values(_pair(np.maximum(a, b), np.minimum(a, b)))
    return pairs & 0xFFFFFFFF, pairs >> 32


def _windows(days: Numbers, within: int) -> Iterator[Hashes]:
    """Yield a key of the window each day lies in, once for each of two rows of windows."""
    for shift in (0, within):
        slots = (days + shift) // (2 * within)
        yield ((slots << 1) | (shift > 0)).astype(np.uint64) * _KEY_BASE


def _holder_pairs(hashes: Hashes, ranks: Numbers) -> Numbers:
    """Return the pairs of ranks, the lower first, that holders of one hash are linked in; the rows are by rank."""
    order = np.argsort(hashes, kind="stable")
    hashes, ranks = hashes[order], ranks[order]
    same = hashes[1:] == hashes[:-1]
    opens = np.flatnonzero(np.concatenate([[True], ~same]))[: len(hashes)]
    first = np.repeat(ranks[opens], np.diff(opens, append=len(hashes)))[1:]
    one, other = ranks[1:], ranks[:-1]
    linked, further = same & (one != other), same & (first != one) & (first != other)
    return unique_values(np.concatenate([_pair(other[linked], one[linked]), _pair(first[further], one[further])]))


def furniture_of_outlets(holders: Holders) -> Flags:
    """Return which fingerprints are furniture of the outlet that holds them: the rule of the candidates' SQL."""
    flags = np.zeros(len(holders.hashes), dtype=bool)
    if not np.any(holders.outlets >= 0):
        return flags
    with_outlet = np.flatnonzero(holders.outlets[holders.texts] >= 0)
    texts = holders.texts[with_outlet]
    keys = holders.hashes[with_outlet] ^ (holders.outlets[texts].astype(np.uint64) * _KEY_BASE)
    flags[with_outlet] = often_of_an_outlet(keys, holders.words[texts], holders.days[texts])
    return flags


def often_of_an_outlet(keys: Hashes, lengths: Numbers, days: npt.NDArray[np.int32]) -> Flags:
    """Return which rows have a key that comes with as many lengths and on as many days as make an outlet's furniture.

    A key stands for an outlet and what it repeats.
    """
    flags = np.zeros(len(keys), dtype=bool)
    order = np.argsort(keys, kind="stable")
    bounds = np.concatenate([[0], np.flatnonzero(np.diff(keys[order])) + 1, [len(order)]])
    groups = np.repeat(np.arange(len(bounds) - 1), np.diff(bounds))
    often = np.diff(bounds) >= OUTLET_PAGES
    rows = np.flatnonzero(often[groups])
    groups, order = groups[rows], order[rows]
    dated = days[order] != NO_DAY
    enough = _kinds(groups, lengths[order], len(often)) >= OUTLET_PAGES
    enough &= _kinds(groups[dated], days[order][dated], len(often)) >= OUTLET_DAYS
    flags[order[enough[groups]]] = True
    return flags


def _kinds(groups: Numbers, values: npt.NDArray[np.integer[Any]], count: int) -> Numbers:
    """Return how many different values each group has."""
    least = int(values.min(initial=0))
    pairs = unique_values(_pair(groups, values.astype(np.int64) - least))
    kinds: Numbers = np.bincount(pairs >> 32, minlength=count)
    return kinds


def _by_rank(holders: Holders, longest_first: Numbers) -> tuple[Numbers, Numbers]:
    """Return the rows of all fingerprints, those of the longest text first, and the rank of the text of each."""
    count = len(longest_first)
    offsets = np.searchsorted(holders.texts, np.arange(count + 1))
    sizes = np.diff(offsets)[longest_first]
    ends = np.cumsum(sizes)
    shift = np.repeat(offsets[:-1][longest_first] - (ends - sizes), sizes)
    return np.arange(len(shift)) + shift, np.repeat(np.arange(count), sizes)


def _pair(less: Numbers, more: Numbers) -> Numbers:
    pairs: Numbers = (less << 32) | more
    return pairs
