"""Average-link clustering over sparse pairs, compiled or plain: the inner loop of `clusters`."""

from __future__ import annotations

import heapq
from typing import Any, Final

import numpy as np

VOTE: Final = 1 << 24  # a pair's score above the floor is counted in units of it, its votes below: one sum holds both


def chains(a: Any, b: Any, leaders: Any) -> None:
    """Set for each text the first text that a chain of the pairs leads to; `leaders` numbers the texts at first."""
    for pair in range(len(a)):
        one, other = a[pair], b[pair]
        while leaders[one] != one:
            leaders[one] = leaders[leaders[one]]
            one = leaders[one]
        while leaders[other] != other:
            leaders[other] = leaders[leaders[other]]
            other = leaders[other]
        leaders[max(one, other)] = min(one, other)
    for text in range(len(leaders)):
        leaders[text] = leaders[leaders[text]]


def link(a: Any, b: Any, above: Any, opens: Any, rule: Any, leaders: Any) -> None:
    """Set for each text the first text of its group; pairs are given once, the first text in front, in any order.

    `above`: what each pair scores above the floor in units of `VOTE`, and one more where it speaks for one story.
    `opens`: whether it may join its two texts while both stand alone. `rule`: the floor, the least average, and the
    least share of pairs that speak.
    """
    texts = len(leaders)
    size, version = np.ones(texts, np.int64), np.zeros(texts, np.int64)
    between = {np.int64(-1): np.int64(0)}
    near = [[np.int64(-1)] for _ in range(texts)]
    queue = [(0.0, np.int64(-1), np.int64(-1), np.int64(-1), np.int64(-1))]
    queue.clear()

    def consider(one: Any, other: Any) -> None:
        low, high = min(one, other), max(one, other)
        total, pairs = between[low * texts + high], size[low] * size[high]
        average = (total // VOTE) / pairs + rule[0]
        if average > rule[1] and total % VOTE >= rule[2] * pairs:
            heapq.heappush(queue, (-average, low, high, version[low], version[high]))

    for pair in range(len(a)):
        between[a[pair] * texts + b[pair]] = above[pair]
        near[a[pair]].append(b[pair])
        near[b[pair]].append(a[pair])
    for pair in range(len(a)):
        if opens[pair]:
            consider(a[pair], b[pair])
    while queue:
        _, one, other, version_one, version_other = heapq.heappop(queue)
        if version[one] != version_one or version[other] != version_other:
            continue
        size[one] += size[other]
        leaders[other], version[other] = one, -1
        version[one] += 1
        for third in near[other]:
            if third >= 0 and third != one and version[third] >= 0:
                key = min(one, third) * texts + max(one, third)
                if key not in between:
                    between[key] = np.int64(0)
                    near[one].append(third)
                    near[third].append(one)
                between[key] += between[min(other, third) * texts + max(other, third)]
        near[one] = [third for third in near[one] if third >= 0 and version[third] >= 0]
        for third in near[one]:
            consider(one, third)
    for text in range(texts):
        leaders[text] = leaders[leaders[text]]
