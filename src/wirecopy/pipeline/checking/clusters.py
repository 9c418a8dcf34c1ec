"""Texts to events: what is tied stays together, and groups join while most of their pairs speak for it."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from wirecopy.pipeline.checking.one_event import joined

SUREST = 0.25  # of the surest pair's margin, beside the mean
MOST = 3.0  # of a margin, either way: copies that agree in every word speak no louder than a report that agrees in most


def average_linked(margins: npt.NDArray[np.float64], tied: Sequence[tuple[int, int]]) -> list[int]:
    """Return for each text the first text of its event.

    `margins` says of every two texts by how much they are of one event (over 0) or of two, a symmetric matrix; pairs
    that are tied are of one. Two groups join while their surest pair says more for it than the mean over their pairs
    says against it, the surest first, so that one link too many in a long list joins no two events. Cubic in the texts
    at most.

    >>> chained = np.array([[0, 1, -3], [1, 0, 1], [-3, 1, 0]], float)
    >>> average_linked(chained, []), average_linked(chained, [(1, 2)])
    ([0, 0, 2], [0, 1, 1])
    """
    count = len(margins)
    leaders = joined(count, list(tied))
    first = sorted(set(leaders))
    group = {one: [at for at in range(count) if leaders[at] == one] for one in first}
    clipped = np.clip(margins, -MOST, MOST)
    belongs = np.array([[leader == one for leader in leaders] for one in first], float)
    sizes = belongs.sum(axis=1)
    means = belongs @ clipped @ belongs.T / np.outer(sizes, sizes)
    best = np.array([[clipped[np.ix_(group[a], group[b])].max() for b in first] for a in first])
    while len(first) > 1:
        worth = means + SUREST * best
        np.fill_diagonal(worth, -np.inf)
        a, b = sorted(divmod(int(worth.argmax()), len(first)))
        if worth[a, b] <= 0:
            break
        means[a] = means[:, a] = (sizes[a] * means[a] + sizes[b] * means[b]) / (sizes[a] + sizes[b])
        best[a] = best[:, a] = np.maximum(best[a], best[b])
        sizes[a] += sizes[b]
        means, best = (np.delete(np.delete(each, b, 0), b, 1) for each in (means, best))
        sizes = np.delete(sizes, b)
        group[first[a]] += group.pop(first.pop(b))
    return [next(min(members) for members in group.values() if at in members) for at in range(count)]
