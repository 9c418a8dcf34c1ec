"""What the kernels take and give: flat arrays over many texts, with the offsets at which each text begins."""

from __future__ import annotations

from dataclasses import dataclass

from wirecopy.kernels.hashing import Hashes, Offsets, Positions


@dataclass(frozen=True, slots=True)
class WordTable:
    """Words that count as another word, or as none (value 0), by hash; keys ascending."""

    keys: Hashes
    values: Hashes


@dataclass(frozen=True, slots=True)
class Words:
    """The words of many texts: text `t` has words `offsets[t]` to `offsets[t + 1]`.

    `starts` and `ends` are code points of each text.
    """

    hashes: Hashes
    starts: Positions
    ends: Positions
    offsets: Offsets

    @property
    def texts(self) -> int:
        """Return how many texts these are the words of."""
        return len(self.offsets) - 1


@dataclass(frozen=True, slots=True)
class Fingerprints:
    """The winnowed grams of many texts: their hashes, the word each begins at, and the texts' offsets."""

    hashes: Hashes
    positions: Positions
    offsets: Offsets


@dataclass(frozen=True, slots=True)
class Matches:
    """The matching runs of many pairs, in words: a run is `length` words from `a` in one, from `b` in the other."""

    a: Positions
    b: Positions
    lengths: Positions
    offsets: Offsets
