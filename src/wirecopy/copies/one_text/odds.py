"""Whether a pair is one text, as learned from pairs read by hand: the odds, from how its matching runs look.

The weights are a table of small trees, made by `tools/train_pairs.py`.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from wirecopy.copies.one_text.features import COLUMNS
from wirecopy.copies.pairs import Shares

NO_ODDS = -9.0  # of a pair that shares too little to be looked at
UNTOLD = -8.0  # of such a pair with a running text: any two states of one, far apart or cut, are such a pair
NEITHER = -1.5  # odds against one text up to which a pair does not object: of such pairs a third are one text
_TABLE = "trees.json"


@dataclass(frozen=True, slots=True)
class Trees:
    """Trees that ask the same number of questions of a row; the sum of their answers is the logarithm of the odds.

    Question `q` of a tree is whether column `columns[tree, q]` is above `limits[tree, q]`; after it come questions
    `2q + 1` (no) and `2q + 2` (yes), and after the last ones the answers.
    """

    columns: npt.NDArray[np.int64]
    limits: npt.NDArray[np.float64]
    answers: npt.NDArray[np.float64]
    start: float

    def odds(self, rows: Shares) -> Shares:
        """Return the logarithm of the odds for each row."""
        total = np.full(len(rows), self.start)
        every, questions = np.arange(len(rows)), self.columns.shape[1]
        for columns, limits, answers in zip(self.columns, self.limits, self.answers, strict=True):
            at = np.zeros(len(rows), dtype=np.int64)
            for _ in range(questions.bit_length()):
                at = 2 * at + 1 + (rows[every, columns[at]] > limits[at])
            total += answers[at - questions]
        return total


def one_text_odds(rows: Shares) -> Shares:
    """Return the logarithm of the odds that each pair is one text, from rows of `features.COLUMNS`.

    >>> one_text_odds(np.zeros((0, 23))).tolist()
    []
    """
    return load_trees().odds(rows) if len(rows) else np.zeros(0)


def trees_of(table: dict[str, Any], columns: tuple[str, ...]) -> Trees:
    """Return the trees of a table, whose columns are named."""
    numbers = [[columns.index(name) for name in tree["columns"]] for tree in table["trees"]]
    limits, answers = ([tree[part] for tree in table["trees"]] for part in ("limits", "answers"))
    return Trees(np.array(numbers, dtype=np.int64), np.array(limits), np.array(answers), float(table["start"]))


def load_trees() -> Trees:
    """Return the learned trees, read anew: a millisecond beside thousands of pairs."""
    return trees_of(json.loads(files(__package__).joinpath(_TABLE).read_text("utf-8")), COLUMNS)
