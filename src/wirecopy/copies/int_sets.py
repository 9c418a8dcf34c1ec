"""Sets of numbers as sorted arrays: a plain sort beats `np.unique`, which hashes."""

from __future__ import annotations

import numpy as np

from wirecopy.copies.pairs import Numbers


def unique_values(values: Numbers) -> Numbers:
    """Return the values sorted, each once.

    >>> unique_values(np.array([3, 1, 3])).tolist()
    [1, 3]
    """
    values = np.sort(values)
    kept: Numbers = values[np.concatenate([[True], values[1:] != values[:-1]])[: len(values)]]
    return kept


def unique_not_in(values: Numbers, known: Numbers) -> Numbers:
    """Return the values that are not known, sorted, each once.

    >>> unique_not_in(np.array([3, 1, 3]), np.array([1])).tolist()
    [3]
    """
    values, known = unique_values(values), np.sort(known)
    fresh: Numbers = values[np.searchsorted(known, values) == np.searchsorted(known, values, side="right")]
    return fresh
