"""The constants and the final mixing of the hashes that both backends share."""

from __future__ import annotations

from typing import Final

import numpy as np
import numpy.typing as npt

Hashes = npt.NDArray[np.uint64]
Offsets = npt.NDArray[np.int64]
Positions = npt.NDArray[np.int32]

SCHEME: Final = 3  # counts how often hashes changed: what was written with others is built anew
CHARACTER_BASE: Final = 0x9E3779B97F4A7C15  # odd: multiplication modulo 2**64 loses nothing
LANE: Final = 8  # characters that are hashed as one number: an ASCII word is read eight bytes at a time
LANE_BASE: Final = 0xA0761D6478BD642F
WORD_BASE: Final = 0xD6E8FEB86659FD93
MIX_1: Final = 0xBF58476D1CE4E5B9  # the finaliser of SplitMix64 (Steele, Lea, Flood 2014)
MIX_2: Final = 0x94D049BB133111EB
NUMBER: Final = 0xFFFF  # the last bits of the hash of a word that begins with a digit, where numbers are marked
FIRST_DIGIT: Final = ord("0")
LAST_DIGIT: Final = ord("9")
HASHED_CHARACTERS: Final = 64  # of a word; what follows does not tell words apart in any language we know


def mix(values: Hashes) -> Hashes:
    """Return the values with every bit depending on every other (SplitMix64's finaliser)."""
    values = (values ^ (values >> np.uint64(30))) * np.uint64(MIX_1)
    values = (values ^ (values >> np.uint64(27))) * np.uint64(MIX_2)
    return values ^ (values >> np.uint64(31))


def number_marked(hashes: Hashes, first: npt.NDArray[np.int32]) -> Hashes:
    """Return the hashes of words with the last bits set of those whose first character is a digit."""
    marked: Hashes = np.where((first >= FIRST_DIGIT) & (first <= LAST_DIGIT), hashes | np.uint64(NUMBER), hashes)
    return marked


def is_number(hashes: Hashes) -> npt.NDArray[np.bool_]:
    """Return which hashes are of numbers, where those are marked: of other words one in 65,536 looks like one."""
    flags: npt.NDArray[np.bool_] = (hashes & np.uint64(NUMBER)) == np.uint64(NUMBER)
    return flags


def powers(base: int, count: int) -> Hashes:
    """Return base**0, base**1 ... modulo 2**64."""
    steps = np.full(count, base, dtype=np.uint64)
    steps[:1] = 1
    return np.cumprod(steps, dtype=np.uint64)
