"""The final mixing of hashes, compiled: the same as `hashing.mix`."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

from wirecopy.kernels.hashing import MIX_1, MIX_2

_MIX_1, _MIX_2 = np.uint64(MIX_1), np.uint64(MIX_2)


@numba.njit(cache=True, inline="always")
def mix(value: Any) -> Any:
    """Return the value with every bit depending on every other."""
    value = (value ^ (value >> np.uint64(30))) * _MIX_1
    value = (value ^ (value >> np.uint64(27))) * _MIX_2
    return value ^ (value >> np.uint64(31))
