"""The counting work of stories over flat arrays, written once: compiled where there is much of it, else plain Python.

Both run the same operations in the same order, so that the answer is the same to the bit.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from wirecopy.options import Backend
from wirecopy.stories.features import BODY, LEAD, TERM_FIELDS, TITLE
from wirecopy.stories.linkage_kernel import chains, link

_PRODUCTS = [(field, field, 0) for field in range(TERM_FIELDS)]
_COVERS = [(TITLE, BODY, 1), (TITLE, BODY, 2), (LEAD, BODY, 1), (LEAD, BODY, 2)]
PLAN: Final = tuple(_PRODUCTS + _COVERS)
"""What is measured of a pair: a field of the one, a field of the other, and how (0: their product; 1, 2: the share
of the first field's weight, of the one or of the other text, whose terms stand in the second field across)."""

COMPILE_FROM_TEXTS: Final = 50  # benchmarks/stories: below it loading the compiled functions costs more than it saves
NOTHING: Final = -8.0  # the score of a pair that was not even a candidate


def walk(
    ids: Any,
    weights: Any,
    heads: Any,
    entries: Any,
    days: Any,
    bounds: Any,
    sums: Any,
    found: Any,
) -> int:
    """Add up in `sums` what indexed texts share with one text; return how many of them stand in `found`.

    `bounds`: the first and the last day that count, how many holders of a term are looked at (newest first), and
    the day that stands for none.
    """  # fmt: skip
    count = 0
    for k in range(len(ids)):
        at = heads[ids[k]]
        left = bounds[2]
        while at >= 0 and left > 0:
            entry = entries[at]
            other = entry["owner"]
            left -= 1
            if bounds[0] <= days[other] <= bounds[1] or days[other] == bounds[3]:
                if sums[other] == 0.0:
                    found[count] = other
                    count += 1
                sums[other] += weights[k] * entry["weight"]
            at = entry["next"]
    return count


def post(offsets: Any, ids: Any, weights: Any, first: int, heads: Any, entries: Any, at: int) -> int:
    """Enter the texts from `first` on in the index, from its place `at` on; return the next free place."""
    for owner in range(first, len(offsets) - 1):
        for k in range(offsets[owner], offsets[owner + 1]):
            entry = entries[at]
            entry["owner"] = owner
            entry["weight"] = weights[k]
            entry["next"] = heads[ids[k]]
            heads[ids[k]] = at
            at += 1
    return at


def measure(offsets: Any, ids: Any, weights: Any, a: Any, b: Any, plan: Any, out: Any) -> None:
    """Fill a row of `out` per pair with what `PLAN` says."""
    for p in range(len(a)):
        for q in range(len(plan)):
            how = plan[q, 2]
            one, other = (b[p], a[p]) if how == 2 else (a[p], b[p])
            one, other = one * TERM_FIELDS + plan[q, 0], other * TERM_FIELDS + plan[q, 1]
            i, end = offsets[one], offsets[one + 1]
            j, stop = offsets[other], offsets[other + 1]
            total = 0.0
            while i < end and j < stop:
                if ids[i] < ids[j]:
                    i += 1
                elif ids[i] > ids[j]:
                    j += 1
                else:
                    total += float(weights[i]) * float(weights[j] if how == 0 else weights[i])
                    i += 1
                    j += 1
            out[p, q] = total


def company(
    offsets: Any, others: Any, scores: Any, chances: Any, days: Any, undated: Any, a: Any, b: Any, out: Any
) -> None:
    """Fill a row of `out` per pair: the best other score of each, the best they share, how the days of others agree.

    The graph holds each text's neighbours in ascending order with their scores.
    """
    bests = np.full((len(offsets) - 1, 2), NOTHING)
    firsts = np.zeros(len(offsets) - 1, np.int64)
    for one in range(len(offsets) - 1):
        for k in range(offsets[one], offsets[one + 1]):
            if scores[k] > bests[one, 0]:
                bests[one, 1], bests[one, 0], firsts[one] = bests[one, 0], scores[k], k
            elif scores[k] > bests[one, 1]:
                bests[one, 1] = scores[k]
    for p in range(len(a)):
        best = [NOTHING, NOTHING]
        for side in range(2):
            one, other = (a[p], b[p]) if side == 0 else (b[p], a[p])
            best[side] = bests[one, 1] if others[firsts[one]] == other else bests[one, 0]
        shared = NOTHING
        i, j = offsets[a[p]], offsets[b[p]]
        while i < offsets[a[p] + 1] and j < offsets[b[p] + 1]:
            if others[i] < others[j]:
                i += 1
            elif others[i] > others[j]:
                j += 1
            else:
                shared = max(shared, min(scores[i], scores[j]))
                i += 1
                j += 1
        agreed = 1.0
        if undated[a[p]] != undated[b[p]]:
            loose, fixed = (a[p], b[p]) if undated[a[p]] else (b[p], a[p])
            near, total = 0.0, 0.1
            for k in range(offsets[loose], offsets[loose + 1]):
                if others[k] != fixed and not undated[others[k]]:
                    apart = (days[others[k]] - days[fixed]) / 2.0
                    near += chances[k] / (1.0 + apart * apart)
                    total += chances[k]
            agreed = near / total
        out[p, 0] = min(best[0], best[1])
        out[p, 1] = max(best[0], best[1])
        out[p, 2] = shared
        out[p, 3] = agreed


@dataclass(frozen=True, slots=True)
class Sparse:
    """The functions above, compiled or not."""

    walk: Callable[..., int]
    post: Callable[..., int]
    measure: Callable[..., None]
    company: Callable[..., None]
    chains: Callable[..., None]
    link: Callable[..., None]


def load_sparse(texts: int = 0, backend: Backend = "auto") -> Sparse:
    """Return the functions; `auto` compiles them only when there are enough `texts` to pay for it."""
    plain = walk, post, measure, company, chains, link
    if backend == "reference" or (backend == "auto" and texts < COMPILE_FROM_TEXTS):
        return Sparse(*plain)
    import numba

    compiled: list[Any] = [numba.njit(cache=True)(function) for function in plain]
    return Sparse(*compiled)
