"""Weights of the line labeller by maximum likelihood, where lines may have several labels: L-BFGS over whole pages."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numba
import numpy as np
import numpy.typing as npt

from wirecopy.clean.labels.byline_choice import WIDE as BYLINE_TRAITS
from wirecopy.clean.labels.chain import LABELS
from wirecopy.clean.labels.features import BASES, NAMES
from wirecopy.clean.labels.headline_choice import WIDE as HEADLINE_TRAITS
from wirecopy.clean.labels.weights import REACH, WAYS, LineWeights

CODES = int(BASES[-1])
WIDE = len(LABELS)
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Instance:
    """A page as learning sees it: codes of traits, rows of words by line, the labels allowed, how much it counts."""

    group: str
    codes: npt.NDArray[np.int32]
    words: Sequence[Sequence[str]]
    allowed: npt.NDArray[np.bool_]
    weight: float


NEAR = np.array([8.0, 4.0, 2.0, 1.0, 2.0, 4.0, 8.0])
"""How much more the weights of neighbours are held down, by their place."""
RIDGE, FREER = 4.0, ("rule", "sentence")
"""How much the weights are held down, and the traits whose are held a tenth as much (crossed by outlet)."""


def vocabulary_of(instances: Sequence[Instance], least: int) -> dict[str, int]:
    """Return the words that stand in pages of at least so many groups, numbered."""
    groups: dict[str, set[str]] = defaultdict(set)
    for instance in instances:
        for line in instance.words:
            for word in line:
                groups[word].add(instance.group)
    kept = sorted(word for word, held in groups.items() if len(held) >= least)
    return {word: number for number, word in enumerate(kept)}


@numba.njit(cache=True)
def _scores(rows: Any, offsets: Any, weights: Any, out: Any) -> None:
    for i in range(len(offsets) - 1):
        for k in range(weights.shape[1]):
            out[i, k] = 0.0
        for at in range(offsets[i], offsets[i + 1]):
            row = rows[at]
            for k in range(weights.shape[1]):
                out[i, k] += weights[row, k]


@numba.njit(cache=True)
def _slopes(rows: Any, offsets: Any, lines: Any, out: Any) -> None:
    for i in range(len(offsets) - 1):
        for at in range(offsets[i], offsets[i + 1]):
            row = rows[at]
            for k in range(lines.shape[1]):
                out[row, k] += lines[i, k]


@numba.njit(cache=True)
def _add(a: float, b: float) -> float:
    high, low = max(a, b), min(a, b)
    return high if low <= -1e8 else high + np.log1p(np.exp(low - high))


@numba.njit(cache=True)
def _expected(scores: Any, allowed: Any, sign: float, out: Any) -> float:
    """Add the expected counts of a page's labels, times `sign`, to `out`; return the logarithm of the sum.

    The same sums as `chances`, line by line, over the allowed labels alone; a page may be without a text.
    """
    n, none = len(scores), -1e9
    s = np.where(allowed, scores, none)
    over, within = np.empty(n), np.empty(n)
    for i in range(n):
        over[i] = _add(_add(s[i, 0], s[i, 1]), s[i, 2])
        within[i] = _add(s[i, 4], s[i, 5])
    # states: 0 before, 1 in the text behind its first line, 2 behind; single-line texts go from 0 to 2
    ahead = np.full((n + 1, 3), none)
    ahead[0, 0] = 0.0
    for i in range(n):
        first = s[i, 3] if allowed[i, 3] else none
        last = s[i, 6] if allowed[i, 6] else none
        alone = scores[i, 3] + scores[i, 6] - scores[i, 4] if allowed[i, 3] else none
        ahead[i + 1, 0] = ahead[i, 0] + over[i]
        ahead[i + 1, 1] = _add(ahead[i, 0] + first, ahead[i, 1] + within[i])
        ahead[i + 1, 2] = _add(_add(ahead[i, 0] + alone, ahead[i, 1] + last), ahead[i, 2] + s[i, 7])
    total = _add(ahead[n, 0], ahead[n, 2])
    back = np.full((n + 1, 3), none)
    back[n, 0] = back[n, 2] = 0.0
    for i in range(n - 1, -1, -1):
        first = s[i, 3] if allowed[i, 3] else none
        last = s[i, 6] if allowed[i, 6] else none
        alone = scores[i, 3] + scores[i, 6] - scores[i, 4] if allowed[i, 3] else none
        for k in range(3):
            share = sign * np.exp(ahead[i, 0] + s[i, k] + back[i + 1, 0] - total)
            out[i, k] += share
        for k in range(4, 6):
            out[i, k] += sign * np.exp(ahead[i, 1] + s[i, k] + back[i + 1, 1] - total)
        one = sign * np.exp(ahead[i, 0] + alone + back[i + 1, 2] - total)
        out[i, 3] += sign * np.exp(ahead[i, 0] + first + back[i + 1, 1] - total) + one
        out[i, 6] += sign * np.exp(ahead[i, 1] + last + back[i + 1, 2] - total) + one
        out[i, 4] -= one
        out[i, 7] += sign * np.exp(ahead[i, 2] + s[i, 7] + back[i + 1, 2] - total)
        back[i, 0] = _add(back[i + 1, 0] + over[i], _add(back[i + 1, 1] + first, back[i + 1, 2] + alone))
        back[i, 1] = _add(back[i + 1, 1] + within[i], back[i + 1, 2] + last)
        back[i, 2] = back[i + 1, 2] + s[i, 7]
    return total


@numba.njit(cache=True)
def _pages(scores: Any, allowed: Any, bounds: Any, shares: Any, slopes: Any) -> float:
    value = 0.0
    slopes[:] = 0.0
    every = np.ones_like(allowed)
    for p in range(len(bounds) - 1):
        a, b = bounds[p], bounds[p + 1]
        whole = _expected(scores[a:b], every[a:b], shares[p], slopes[a:b])
        told = _expected(scores[a:b], allowed[a:b], -shares[p], slopes[a:b])
        value += shares[p] * (whole - told)
    return value


@numba.njit(cache=True)
def _flat_rows(
    codes: Any,
    bounds: Any,
    bases: Any,
    reach: int,
    words: Any,
    word_offsets: Any,
    first_word: int,
    out: Any,
    offsets: Any,
) -> int:
    """Fill in the rows of the weight table that each line has; return how many."""
    at, ways = 0, 2 * reach + 1
    for p in range(len(bounds) - 1):
        for i in range(bounds[p], bounds[p + 1]):
            for way in range(ways):
                j = i + way - reach
                if j < bounds[p] or j >= bounds[p + 1]:
                    continue
                for k in range(codes.shape[1]):
                    if codes[j, k] != bases[k]:
                        out[at] = codes[j, k] * ways + way
                        at += 1
            for w in range(word_offsets[i], word_offsets[i + 1]):
                out[at] = first_word + words[w]
                at += 1
            offsets[i + 1] = at
    return at


def fit(instances: Sequence[Instance], *, least: int = 3, steps: int = 50) -> LineWeights:
    """Return the weights that make the allowed labels of all pages most likely, with a ridge on every weight.

    Nothing is learned here of the choice of a headline.
    """
    vocabulary = vocabulary_of(instances, least)
    lines = [[vocabulary[word] for word in line if word in vocabulary] for one in instances for line in one.words]
    words = np.array([row for line in lines for row in line], dtype=np.int32)
    word_offsets = np.concatenate([[0], np.cumsum([len(line) for line in lines])])
    bounds = np.concatenate([[0], np.cumsum([len(one.codes) for one in instances])])
    codes = np.concatenate([one.codes for one in instances])
    allowed = np.concatenate([one.allowed for one in instances])
    shares = np.array([one.weight for one in instances])
    rows = np.empty(codes.size * WAYS + len(words), dtype=np.int32)
    offsets = np.zeros(len(codes) + 1, dtype=np.int64)
    used = _flat_rows(codes, bounds, BASES, REACH, words, word_offsets, CODES * WAYS, rows, offsets)
    rows = rows[:used].copy()
    count = CODES * WAYS + len(vocabulary)
    hold = np.repeat(np.concatenate([_ridge(), np.full(len(vocabulary), RIDGE)]), WIDE)
    scores, slopes = np.zeros((len(codes), WIDE)), np.zeros((len(codes), WIDE))

    def objective(flat: Floats) -> tuple[float, Floats]:
        _scores(rows, offsets, flat.reshape(count, WIDE), scores)
        value = _pages(scores, allowed, bounds, shares, slopes)
        gradient = np.zeros((count, WIDE))
        _slopes(rows, offsets, slopes, gradient)
        return value + 0.5 * float(flat @ (hold * flat)), gradient.ravel() + hold * flat

    flat = lbfgs(objective, np.zeros(count * WIDE), steps)
    weights = flat.reshape(count, WIDE)
    traits = weights[: CODES * WAYS].reshape(CODES, WAYS * WIDE)
    words_own = weights[CODES * WAYS :].astype(np.float32)
    return LineWeights(
        traits.astype(np.float32), words_own, vocabulary, np.zeros(HEADLINE_TRAITS), np.zeros(BYLINE_TRAITS)
    )


def _ridge() -> Floats:
    held = np.outer(np.full(CODES, RIDGE), NEAR)
    for name in FREER:
        place = NAMES.index(name)
        held[BASES[place] : BASES[place + 1]] *= 0.1
    return held.ravel()


def lbfgs(objective: Any, start: Floats, steps: int, *, memory: int = 8) -> Floats:
    """Return a minimum of a smooth function by limited-memory BFGS with backtracking (Nocedal 1980)."""
    at = start
    value, slope = objective(at)
    pairs: list[tuple[Floats, Floats, float]] = []
    for _ in range(steps):
        direction = slope.copy()
        used = []
        for s, y, r in reversed(pairs):
            a = r * (s @ direction)
            direction -= a * y
            used.append(a)
        if pairs:
            s, y, r = pairs[-1]
            direction *= (s @ y) / (y @ y)
        else:
            direction /= max(1.0, np.linalg.norm(slope))
        for (s, y, r), a in zip(pairs, reversed(used), strict=True):
            direction += s * (a - r * (y @ direction))
        down = float(slope @ direction)
        size = 1.0
        for _ in range(20):
            there = at - size * direction
            new, new_slope = objective(there)
            if new <= value - 1e-4 * size * down:
                break
            size *= 0.5
        else:
            break
        s, y = there - at, new_slope - slope
        if s @ y > 1e-10:
            pairs = [*pairs, (s, y, 1.0 / float(s @ y))][-memory:]
        done = value - new < 1e-5 * abs(value)
        at, value, slope = there, new, new_slope
        if done:
            break
    return at
