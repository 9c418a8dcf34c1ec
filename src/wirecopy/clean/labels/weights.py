"""The labeller's weights: how much each trait and each word speaks for or against each label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from io import BytesIO

import numpy as np
import numpy.typing as npt

from wirecopy.clean.labels.chain import LABELS
from wirecopy.languages import language_pack

REACH = 3
"""How many lines up and down a line's neighbours are looked at."""
WAYS = 2 * REACH + 1
FILE = "lines.npz"


@dataclass(frozen=True, slots=True)
class LineWeights:
    """The weights for pages of one language."""

    traits: npt.NDArray[np.float32]
    """A row a value of a trait; by place of the line that has it, from `REACH` above to as many below, and label."""
    words: npt.NDArray[np.float32]
    """A row a word, a column a label."""
    rows: Mapping[str, int]
    headline: npt.NDArray[np.float64]
    """What speaks for a line as the headline, a number a trait of `headline_choice`."""
    byline: npt.NDArray[np.float64]
    """What speaks for a line as the byline, a number a trait of `byline_choice`."""

    def scores(self, codes: npt.NDArray[np.int32], words: Sequence[Sequence[int]]) -> npt.NDArray[np.float64]:
        """Return what speaks for each label of each line."""
        n = len(codes)
        totals = np.zeros((n, len(LABELS)))
        ways = self.traits[codes].sum(axis=1).reshape(n, WAYS, len(LABELS))
        for way in range(WAYS):
            away = way - REACH  # the neighbour so far below speaks of this line
            if abs(away) < n:
                totals[max(0, -away) : min(n, n - away)] += ways[max(0, away) : min(n, n + away), way]
        ends = np.cumsum([0, *map(len, words)])
        above = np.zeros((ends[-1] + 1, len(LABELS)))
        np.cumsum(self.words[[row for own in words for row in own]], axis=0, out=above[1:])
        totals += above[ends[1:]] - above[ends[:-1]]
        return totals

    def packed(self) -> bytes:
        """Return the weights as a file."""
        held = BytesIO()
        np.savez_compressed(
            held,
            traits=self.traits.astype(np.float16),
            words=self.words.astype(np.float16),
            headline=self.headline,
            byline=self.byline,
            names=np.frombuffer("\n".join(self.rows).encode("utf-8"), dtype=np.uint8),
        )
        return held.getvalue()


def load_line_weights(language: str) -> LineWeights | None:
    """Return the weights for pages of a language; null where its pack has none.

    >>> weights = load_line_weights("en")
    >>> weights is not None and len(weights.rows) == len(weights.words)
    True
    """
    pack = language_pack(language)
    if not pack.has(FILE):
        return None
    with np.load(BytesIO(pack.weights(FILE))) as arrays:
        names = bytes(arrays["names"]).decode("utf-8").split("\n")
        traits, words = arrays["traits"].astype(np.float32), arrays["words"].astype(np.float32)
        headline, byline = arrays["headline"], arrays["byline"]
    return LineWeights(traits, words, {name: row for row, name in enumerate(names)}, headline, byline)
