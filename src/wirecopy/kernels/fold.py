"""The character table of matching: what each code point is and what it folds to."""

from __future__ import annotations

import functools
from pathlib import Path

import numpy as np
import numpy.typing as npt

SEPARATOR, LETTER, DIGIT, SINGLE, SKIP, DOT, COMMA, APOSTROPHE = range(8)
"""Classes. SINGLE: a word of its own (scripts without spaces). SKIP: invisible and combining characters."""

TABLE_SIZE = 0x20000  # past it lie only rare ideographs, each a word of its own
TABLE_PATH = Path(__file__).parent / "tables" / "fold.npz"


@functools.cache
def load_fold() -> npt.NDArray[np.uint32]:
    """Return `class << 24 | folded code point` for every code point below `TABLE_SIZE`.

    Letters lose case and accents, digits of every script become 0-9. Built by `tools/build_fold.py`.
    """
    with np.load(TABLE_PATH) as stored:
        table: npt.NDArray[np.uint32] = stored["fold"]
    table.flags.writeable = False  # all kernels of a process share it
    return table
