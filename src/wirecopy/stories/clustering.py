"""Pairs to stories: the likeliest groups are joined first, as long as a quorum of their pairs speaks for it."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt

from wirecopy.stories.linkage_kernel import VOTE, chains, link
from wirecopy.stories.model import Merging
from wirecopy.stories.sparse_kernels import Sparse
from wirecopy.stories.window_index import UNDATED

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int64]

POINTS = 10_000  # scores are counted in ten-thousandths: sums of whole numbers come out alike in any order
COMPILED_FROM = 20_000  # pairs; for fewer loading the compiled functions takes longer than it saves: benchmarks/stories


def join_pairs(
    texts: int, a: Numbers, b: Numbers, scores: Floats, rule: Merging, *,
    days: npt.NDArray[np.int32] | None = None, first_scores: Floats | None = None, sparse: Sparse | None = None,
) -> list[int]:  # fmt: skip
    """Return for each text the first text of its group: average-link clustering over the pairs given.

    A pair that is not given counts as `rule.unlikely`, so that two groups that only touch do not chain. The order
    of the pairs changes nothing; of equal scores the pair of the earlier texts goes first. Groups never reach over
    texts that no chain of likely pairs joins: pairs across such chains are left out first. Two texts that stand alone
    must score more than `rule.first` where both state a day (`days`), by `first_scores` where those are given: of two
    texts that lie a few days apart in a stream of news most are of two events, and no third speaks for one.
    """
    chained, linked = (sparse.chains, sparse.link) if sparse and len(a) >= COMPILED_FROM else (chains, link)
    chain = _chained(texts, a[scores > rule.threshold], b[scores > rule.threshold], chained)
    inside = chain[a] == chain[b]
    leaders = np.arange(texts)
    points = np.rint(scores[inside] * POINTS).astype(np.int64)
    floor, threshold = round(rule.unlikely * POINTS), round(rule.threshold * POINTS)
    above = (points - floor) * VOTE + (points > threshold)
    counted = points > floor
    low, high = np.minimum(a, b)[inside][counted], np.maximum(a, b)[inside][counted]
    opens = points[counted] > round(rule.threshold * POINTS)
    if days is not None:
        dated = np.maximum(days[low], days[high]) < UNDATED
        first = (scores if first_scores is None else first_scores)[inside][counted]
        opens &= ~dated | (np.rint(first * POINTS) > round(rule.first * POINTS))
    linked(low, high, above[counted], opens, np.array([floor, threshold, rule.quorum]), leaders)
    leaders_list: list[int] = leaders.tolist()
    return leaders_list


def _chained(texts: int, a: Numbers, b: Numbers, chained: Any) -> Numbers:
    leaders = np.arange(texts)
    chained(a, b, leaders)
    return leaders
