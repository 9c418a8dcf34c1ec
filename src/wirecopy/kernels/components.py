"""What pairs join, directly or not."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Numbers = npt.NDArray[np.int64]


def components(count: int, a: Numbers, b: Numbers) -> Numbers:
    """Return for each of the numbers below `count` the least that the pairs `a[p]`, `b[p]` join it to.

    >>> components(4, np.array([1, 2]), np.array([2, 3])).tolist()
    [0, 1, 1, 1]
    """
    labels = np.arange(count, dtype=np.int64)
    while True:
        least = np.minimum(labels[a], labels[b])
        joined = labels.copy()
        np.minimum.at(joined, labels[a], least)
        np.minimum.at(joined, labels[b], least)
        joined = joined[joined]
        if np.array_equal(joined, labels):
            return labels
        labels = joined
