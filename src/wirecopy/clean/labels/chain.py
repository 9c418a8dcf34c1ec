"""The line labeller's arithmetic: a page is what stands before the text, the text, and what stands behind it.

A conditional random field whose labels follow the page's order (Lafferty, McCallum and Pereira 2001). The only
choices that tie lines together are where the text begins and where it ends, so that all sums over labellings are
running sums over lines: no step over single lines, and time grows with their number.
"""

from __future__ import annotations

from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating[Any]]

LABELS = ("before", "title", "standfirst", "first", "body", "inside", "last", "behind")
BEFORE, TITLE, STANDFIRST, FIRST, BODY, INSIDE, LAST, BEHIND = range(len(LABELS))
_OVER = slice(BEFORE, STANDFIRST + 1)
_WITHIN = slice(BODY, INSIDE + 1)


class Sums(NamedTuple):
    """Running sums over a page: what every place of the first and the last line of the text weighs."""

    over: Floats
    within: Floats
    single: Floats
    begins: Floats
    ends: Floats


def _sums(scores: Floats) -> Sums:
    over, within = _logsum(scores[:, _OVER]), _logsum(scores[:, _WITHIN])
    behind = scores[:, BEHIND]
    above = np.concatenate([[0.0], np.cumsum(over)])
    inner = np.concatenate([[0.0], np.cumsum(within)])
    below = np.concatenate([np.cumsum(behind[::-1])[::-1], [0.0]])
    return Sums(
        over,
        within,
        single=above[:-1] + scores[:, FIRST] + scores[:, LAST] - scores[:, BODY] + below[1:],
        begins=above[:-1] + scores[:, FIRST] - inner[1:],
        ends=inner[:-1] + scores[:, LAST] + below[1:],
    )


def _logsum(values: Floats) -> Floats:
    top = values.max(axis=1)
    return np.asarray(top + np.log(np.exp(values - top[:, None]).sum(axis=1)))


def chances(scores: Floats) -> tuple[float, Floats]:
    """Return the logarithm of the sum over all labellings, and the probability of each label of each line.

    `scores` has a row a line and a column a label. A page has a text; a text of one line is its first.

    >>> total, chance = chances(np.zeros((3, len(LABELS))))
    >>> bool(np.allclose(chance.sum(axis=1), 1.0))
    True
    """
    sums = _sums(scores)
    above = np.logaddexp.accumulate(sums.begins)
    below = np.logaddexp.accumulate(sums.ends[::-1])[::-1]
    pairs = sums.ends[1:] + above[:-1]
    total = float(np.logaddexp.reduce(np.concatenate([pairs, sums.single])))
    alone = np.exp(sums.single - total)
    begins, ends = np.zeros(len(scores)), np.zeros(len(scores))
    begins[:-1] = np.exp(sums.begins[:-1] + below[1:] - total)
    ends[1:] = np.exp(pairs - total)
    begun, ended = np.cumsum(begins + alone), np.cumsum(ends + alone)
    chance = np.zeros(scores.shape)
    outside = np.maximum(0.0, 1.0 - begun)
    within = np.maximum(0.0, begun - begins - ended)
    chance[:, _OVER] = np.exp(scores[:, _OVER] - sums.over[:, None]) * outside[:, None]
    chance[:, _WITHIN] = np.exp(scores[:, _WITHIN] - sums.within[:, None]) * within[:, None]
    chance[:, FIRST], chance[:, LAST] = begins + alone, ends
    chance[1:, BEHIND] = ended[:-1]
    return total, chance
