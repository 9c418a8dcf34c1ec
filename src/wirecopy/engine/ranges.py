"""Ranges of an array copied into another: what taking rows of lists comes down to."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

MANY = 4_000_000  # numbers of an array from which compiling (a second, kept on disk) pays

_Places = npt.NDArray[np.int32]


def copy_ranges(values: npt.NDArray[Any], firsts: _Places, lasts: _Places, out: npt.NDArray[Any]) -> None:
    """Fill `out` with `values[first:last]` of each range, one behind the other.

    >>> out = np.zeros(3, np.int64)
    >>> copy_ranges(np.arange(9), np.array([7, 2], np.int32), np.array([9, 3], np.int32), out)
    >>> out.tolist()
    [7, 8, 2]
    """
    if len(values) >= MANY:
        from wirecopy.engine import compiled_ranges

        compiled_ranges.copy_ranges(values, firsts, lasts, out)
        return
    at = 0
    for first, last in zip(firsts.tolist(), lasts.tolist(), strict=True):
        out[at : at + last - first] = values[first:last]
        at += last - first
