"""The versions of a family's text in order (an agency's write-thrus), and which one each copy carries.

A version shows in what several outlets have and several others lack: sentences, a lead told anew, figures. What one
outlet alone did is its own and tells nothing; what only lacks sentences of an earlier text is that text, cut. The
order is that of the times at which each version was first seen; where times do not settle it, nothing is told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from wirecopy.trace.descent.timing import CLOCKS, NO_ZONE, is_own_page, is_zoned, seen_at
from wirecopy.trace.descent.witnesses import Deviation, Readings, WitnessReading

APART = 2.0
"""From this weight of differences on two texts are two versions; a sentence weighs 1, a reading about .4."""
NEW = 2.0
"""A later version has at least this weight that the one before had not: otherwise it is that one, cut."""
_CHANCE_OF_SENTENCE = 10.0  # the chance of a reading, in sentences
_LONGEST_WAIT = 2 * 86_400.0  # seconds between a version and the next: later is a text used again
_TELLING = 0.8  # between the shares of two versions' copies: the mark sets them apart
_SETTLED = 2 / 3  # of a family: where fewer copies fall into versions, it is not versions that set them apart
_FEWEST_HOLDERS = 0.02  # of a family: so that the time stays linear in what sets the copies apart
_FEWEST_IN_ORDER = 3  # pages with each of two versions: all of them in order settle it whatever their zones
_MOST_MEMBERS = 2_000  # a matrix of members; of a larger family nothing is told

Weights = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Mark:
    """Something that some witnesses have and others lack."""

    weight: float
    have: frozenset[int]
    lack: frozenset[int]


def versions(readings: Readings) -> tuple[int | None, ...]:
    """Return the number of the version each witness carries, from 1 on; null where that is not settled.

    Where the pages show one version only, or no order of several, every answer is null.
    """
    nothing: tuple[int | None, ...] = (None,) * len(readings.rows)
    return (_numbered(readings) or nothing) if 1 < len(readings.rows) <= _MOST_MEMBERS else nothing


def _numbered(readings: Readings) -> tuple[int | None, ...] | None:
    rows = readings.rows
    marks = [m for m in _marks(readings) if _backed(rows, m.have, m.lack) and _backed(rows, m.lack, m.have)]
    if not marks:
        return None
    have, lack = _matrices(marks, len(rows))
    gains: Weights = lack @ have.T  # the weight of what each witness (column) has and each other (row) lacks
    states = _in_order(rows, _backed_states(rows, _states(rows, marks, gains)), gains)
    if len(states) < 2:
        return None
    numbers = {member: number for number, state in enumerate(states, 1) for member in state}
    told = tuple(numbers.get(n) or _nearest(n, states, have, lack) for n in range(len(rows)))
    return told if sum(number is not None for number in told) >= _SETTLED * len(told) else None


def _marks(readings: Readings) -> Iterator[_Mark]:
    """Yield what is had and lacked: sentences of the base, sentences added to it, readings, moves."""
    tails = _told_tails(readings)
    members = range(len(readings.rows))
    for sentence in range(readings.sentences):
        gone = frozenset(n for n in members if readings.rows[n].gone >> sentence & 1)
        lack = frozenset(n for n in gone if sentence < (tail := readings.rows[n].tail) or tail in tails)
        if lack:
            yield _Mark(1.0, frozenset(members) - gone, lack)
    for deviation in readings.deviations:
        if len(deviation.holders) >= _FEWEST_HOLDERS * len(members):
            others = (n for n in members if n not in deviation.holders)
            lack = frozenset(n for n in others if _tells(deviation, readings.rows[n], readings.sentences))
            yield _Mark(_weight(deviation), deviation.holders, lack)


def _weight(deviation: Deviation) -> float:
    return 1.0 if deviation.kind == "added" else deviation.chance / _CHANCE_OF_SENTENCE


def _tells(deviation: Deviation, row: WitnessReading, sentences: int) -> bool:
    """Tell whether a witness that goes without the deviation shows that: a cut tail does not."""
    if deviation.kind == "added":
        return row.tail == sentences or deviation.sentence < row.tail
    return deviation.told(row.gone)


def _told_tails(readings: Readings) -> frozenset[int]:
    """Return the ends that were the text's own at the time: several outlets end there before anybody has more."""
    ending: dict[int, set[int]] = {}
    for n, row in enumerate(readings.rows):
        if row.tail < readings.sentences:
            ending.setdefault(row.tail, set()).add(n)
    return frozenset(tail for tail, members in ending.items() if _ends_there(readings.rows, tail, members))


def _ends_there(rows: Sequence[WitnessReading], tail: int, members: set[int]) -> bool:
    longer = [seen_at(row.witness) for row in rows if row.tail > tail]
    ours = [seen_at(rows[n].witness) for n in members]
    first = min((t for t in longer if t is not None), default=None)
    if first is None or None in ours or not _backed(rows, members, range(len(rows))):
        return False
    return sorted(t for t in ours if t is not None)[len(ours) // 2] < first


def _backed(rows: Sequence[WitnessReading], members: Iterable[int], others: Iterable[int]) -> bool:
    """Tell whether a text is not one outlet's own: several have it, or its agency, or an outlet has both texts."""
    ours = list(members)
    outlets = {_outlet(rows[n]) for n in ours}
    if len(outlets) > 1 or any(is_own_page(rows[n].witness) for n in ours):
        return True
    held = set(ours)
    return bool(outlets & {_outlet(rows[n]) for n in others if n not in held})


def _outlet(row: WitnessReading) -> str:
    return row.witness.outlet or row.witness.article_id


def _matrices(marks: Sequence[_Mark], count: int) -> tuple[Weights, Weights]:
    """Return which witness (row) has which mark, and the weight of those that it lacks."""
    have, lack = np.zeros((2, count, len(marks)), dtype=np.float32)
    for number, mark in enumerate(marks):
        have[sorted(mark.have), number] = 1.0
        lack[sorted(mark.lack), number] = mark.weight
    return have, lack


def _nearest(n: int, states: Sequence[list[int]], have: Weights, lack: Weights) -> int | None:
    """Return the version of a reworked text, by the marks that set the versions apart; null where they do not."""
    shares = np.stack([_shares(state, have, lack) for state in states])
    tell = (np.ptp(shares, axis=0) > _TELLING) & ((have[n] > 0) | (lack[n] > 0))
    weights = np.where(have > 0, 0, lack).max(axis=0)[tell]
    far = np.abs(have[n, tell] - shares[:, tell]) @ weights
    order = np.argsort(far, kind="stable")
    return int(order[0]) + 1 if far[order[1]] - far[order[0]] >= NEW and far[order[0]] < NEW / 2 else None


def _shares(state: list[int], have: Weights, lack: Weights) -> Weights:
    """Return the share of a version's copies that have each mark, of those that tell."""
    having, lacking = have[state].sum(axis=0), (lack[state] > 0).sum(axis=0)
    shares: Weights = np.where(having + lacking > 0, having / np.maximum(1, having + lacking), 0.5)
    return shares


def _states(rows: Sequence[WitnessReading], marks: Sequence[_Mark], gains: Weights) -> list[list[int]]:
    """Return the members that carry one text each; one that could carry either of two is in none."""
    weights = [0.0] * len(rows)
    for mark in marks:
        for n in mark.have | mark.lack:
            weights[n] += mark.weight
    apart = gains + gains.T
    states: list[list[int]] = []
    for n in sorted(range(len(rows)), key=lambda n: (-round(weights[n], 3), rows[n].witness.article_id)):
        far = _distances(n, states, apart)
        nearest = min(far, default=APART)
        (states[far.index(nearest)] if nearest < APART else _open_state(states)).append(n)
    settled: list[list[int]] = [[] for _ in states]
    for n in range(len(rows)):
        near = [k for k, distance in enumerate(_distances(n, states, apart)) if distance < APART]
        if len(near) == 1:
            settled[near[0]].append(n)
    return [state for state in settled if state]


def _distances(n: int, states: Sequence[list[int]], apart: Weights) -> list[float]:
    return [float(apart[n, state].mean()) for state in states]


def _open_state(states: list[list[int]]) -> list[int]:
    states.append([])
    return states[-1]


def _backed_states(rows: Sequence[WitnessReading], states: Sequence[list[int]]) -> list[list[int]]:
    everybody = [n for state in states for n in state]
    return [state for state in states if _backed(rows, state, everybody)]


def _in_order(rows: Sequence[WitnessReading], states: Sequence[list[int]], gains: Weights) -> list[list[int]]:
    """Return the versions in order of time, cut and reworked ones with what they were made from; none if unsettled."""
    timed = [(seen, state) for state in states if (seen := _first(rows, state)) is not None]
    if len(timed) < len(states):
        return []
    apart, kept = gains + gains.T, list[list[int]]()
    for seen, state in sorted(timed, key=lambda one: (one[0], rows[one[1][0]].witness.article_id)):
        is_cut = any(float(gains[np.ix_(other, state)].mean()) < NEW for other in kept)
        if kept and (is_cut or not _is_wave(rows, state, kept, seen)):
            min(kept, key=lambda other: float(apart[np.ix_(state, other)].mean())).extend(state)
        else:
            kept.append(list(state))
    return kept if all(_follows(rows, one, other) for one, other in pairwise(kept)) else []


def _is_wave(
    rows: Sequence[WitnessReading], state: Sequence[int], earlier: Sequence[Sequence[int]], seen: float
) -> bool:
    """Tell whether most pages from then on run the text: what an outlet made of a version, few take from it."""
    after = sum((seen_at(rows[n].witness) or 0.0) > seen for old in earlier for n in old)
    return sum(seen_at(rows[n].witness) is not None for n in state) > after


def _first(rows: Sequence[WitnessReading], state: Iterable[int]) -> float | None:
    return min((t for n in state if (t := seen_at(rows[n].witness)) is not None), default=None)


def _follows(rows: Sequence[WitnessReading], one: Sequence[int], other: Sequence[int]) -> bool:
    """Tell whether the second text was first seen surely after the first, by one source, and mostly ran after it."""
    earlier, later = (sorted((t, n) for n in s if (t := seen_at(rows[n].witness)) is not None) for s in (one, other))
    wait = later[0][0] - earlier[0][0]
    if not CLOCKS < wait <= _LONGEST_WAIT:
        return False
    credited = [{w.agency for n in s if (w := rows[n].witness).agency} for s in (one, other)]
    if all(credited) and not credited[0] & credited[1]:
        return False
    in_order = sum(t < u for t, _ in earlier for u, _ in later)
    if 2 * in_order <= len(earlier) * len(later):
        return False
    every = in_order == len(earlier) * len(later) and min(len(earlier), len(later)) >= _FEWEST_IN_ORDER
    zoned = is_zoned(rows[earlier[0][1]].witness) and is_zoned(rows[later[0][1]].witness)
    return every or zoned or wait > NO_ZONE or _ran_both(rows, earlier, later)


def _ran_both(
    rows: Sequence[WitnessReading], earlier: Sequence[tuple[float, int]], later: Sequence[tuple[float, int]]
) -> bool:
    """Tell whether an outlet ran the one text and then the other: its own clock needs no zone."""
    first = {_outlet(rows[n]): t for t, n in reversed(earlier)}
    return any(t > first.get(_outlet(rows[n]), t) + CLOCKS for t, n in later)
