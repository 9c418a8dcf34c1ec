"""`ranges.copy_ranges` compiled with numba."""

from __future__ import annotations

from typing import Any

import numba


@numba.njit(cache=True)
def copy_ranges(values: Any, firsts: Any, lasts: Any, out: Any) -> None:
    """Fill `out` with `values[first:last]` of each range, one behind the other."""
    at = 0
    for k in range(len(firsts)):
        size = lasts[k] - firsts[k]
        out[at : at + size] = values[firsts[k] : lasts[k]]
        at += size
