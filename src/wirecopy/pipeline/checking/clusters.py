"""Texts to events: what is tied stays together, and groups join while most of their pairs speak for it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from wirecopy.pipeline.checking.one_event import chain_leaders

SUREST = 0.25  # of the surest pair's margin, beside the mean
MOST = 3.0  # of a margin, either way: copies that agree in every word speak no louder than a report that agrees in most


def average_linked(margins: npt.NDArray[np.float64], tied: Sequence[tuple[int, int]]) -> list[int]:
    """Return for each text the first text of its event.

    `margins` says of every two texts by how much they are of one event (over 0) or of two, a symmetric matrix; pairs
    that are tied are of one. Two groups join while the mean over their pairs, and a little of the surest pair, speaks
    for it, the surest first: one link too many in a long list joins no two events. Cubic in the texts at most.

    >>> chained = np.array([[0, 1, -3], [1, 0, 1], [-3, 1, 0]], float)
    >>> average_linked(chained, []), average_linked(chained, [(1, 2)])
    ([0, 0, 2], [0, 1, 1])
    """
    leaders = np.array(chain_leaders(len(margins), list(tied)))
    order = np.argsort(leaders, kind="stable")
    first, starts, sizes = np.unique(leaders[order], return_index=True, return_counts=True)
    pairs = np.clip(margins, -MOST, MOST)[np.ix_(order, order)]
    means = np.add.reduceat(np.add.reduceat(pairs, starts), starts, axis=1) / np.outer(sizes, sizes)
    surest = np.maximum.reduceat(np.maximum.reduceat(pairs, starts), starts, axis=1)
    gone = np.eye(len(first), dtype=bool)
    while not gone.all():
        worth = np.where(gone, -np.inf, means + SUREST * surest)
        a, b = sorted(divmod(int(worth.argmax()), len(first)))
        if worth[a, b] <= 0:
            break
        means[a] = means[:, a] = (sizes[a] * means[a] + sizes[b] * means[b]) / (sizes[a] + sizes[b])
        surest[a] = surest[:, a] = np.maximum(surest[a], surest[b])
        sizes[a] += sizes[b]
        gone[b] = gone[:, b] = True
        leaders[leaders == first[b]] = first[a]
    return [int(leader) for leader in leaders]
