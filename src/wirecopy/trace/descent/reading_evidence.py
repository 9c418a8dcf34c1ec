"""What a family's shared readings tell by themselves: whether the source had them, and who may have had them first."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from wirecopy.trace.descent.timing import CLOCKS
from wirecopy.trace.descent.witnesses import Deviation, Readings, runs

# Weights: evals/trace, synthetic transmission, seeds 0-59; who had it first and the takers: seeds 300-359.
_PER_HOLDER, _PER_SILENT, _FIRST_OUT = 0.8, 0.4, 1.5
_VERSION, _ADDS, _MOST_ADDS, _ADDS_NOTHING, _KEPT_OLD, _PER_TAKER = 2.5, 1.2, 3, 1.0, 0.6, 0.8
_FEW_REWORDED, _PER_REWORDED, _MOST_REWORDED = 3, 0.6, 6.0
_MOST_OLD = 4.0  # however many keep an old text: a large family holds copies of several versions
_MOST_TAKERS = 2  # beyond, they tell nothing: the many may have the old text as well
_FIRST_WAVE = 3
_MOST_CHANCE = 9.0
_PER_OTHER_CHANGE = 2.0
_RESTORED = 5.0  # to come upon the source's reading again by oneself
_SPLIT_SHARE = 0.25  # of a larger family: a reading held by fewer copies does not unsettle what the others have
_SMALL_FAMILY = 60


@dataclass(frozen=True, slots=True)
class Belief:
    """One bundle of readings with the same holders: whether the source had it, or chance gave it to several."""

    holders: frozenset[int]
    had: float
    """How likely the source had it from the beginning."""
    later: float
    """How likely, if not, a later version of the source had it."""
    adds: bool
    chance: float
    """-log of how likely two copies come upon all of it by themselves."""
    first: dict[int, float]
    """For each holder that may have had it first, how likely that is."""

    @property
    def in_source(self) -> float:
        """Return how likely it is that some version of the source had it."""
        return self.had + (1.0 - self.had) * self.later

    def from_source(self, child: int) -> float:
        """Return the price for a holder whose parent is the source."""
        made = self.first.get(child, 0.0) + math.exp(-self.chance)
        return -math.log(min(1.0, self.in_source + (1.0 - self.in_source) * made))

    def without_parent(self, child: int) -> float:
        """Return the price for a holder whose parent does not have it."""
        return -math.log(min(1.0, self.first.get(child, 0.0) * (1.0 - self.in_source) + math.exp(-self.chance)))


@dataclass(frozen=True, slots=True)
class Beliefs:
    """All bundles of a family; `of[n]` are those that witness `n` holds.

    `answered` are the deviations whose other side is a bundle too, or nobody's but one copy's.
    """

    bundles: tuple[Belief, ...]
    of: tuple[frozenset[int], ...]
    answered: frozenset[int]


def beliefs(readings: Readings) -> Beliefs:
    """Return the bundles of shared readings; where few witnesses divide, of both sides."""
    sides: dict[frozenset[int], list[tuple[Deviation, frozenset[int]]]] = defaultdict(list)
    answered = set()
    for number, deviation in enumerate(readings.deviations):
        others = _other_witnesses(readings, deviation)
        if len(deviation.holders) > 1:
            sides[deviation.holders].append((deviation, others))
        if deviation.kind != "added" and others and _splits(readings, deviation, others):
            answered.add(number)
            if len(others) > 1:
                sides[others].append((replace(deviation, chance=max(_RESTORED, deviation.chance)), deviation.holders))
    bundles = tuple(_belief(readings, holders, rows) for holders, rows in sides.items())
    of: list[set[int]] = [set() for _ in readings.rows]
    for number, bundle in enumerate(bundles):
        for holder in bundle.holders:
            of[holder].add(number)
    return Beliefs(bundles, tuple(frozenset(own) for own in of), frozenset(answered))


def _splits(readings: Readings, deviation: Deviation, others: frozenset[int]) -> bool:
    return len(readings.rows) <= _SMALL_FAMILY or len(deviation.holders) >= _SPLIT_SHARE * len(others)


def _other_witnesses(readings: Readings, deviation: Deviation) -> frozenset[int]:
    """Return the witnesses that have the sentence and not the deviation."""
    if len(readings.rows) > _SMALL_FAMILY and len(deviation.holders) < _SPLIT_SHARE * len(readings.rows):
        return frozenset()
    return frozenset(
        n for n, row in enumerate(readings.rows) if n not in deviation.holders and deviation.told(row.gone)
    )


def _belief(readings: Readings, holders: frozenset[int], rows: Sequence[tuple[Deviation, frozenset[int]]]) -> Belief:
    deviations = [deviation for deviation, _ in rows]
    others = frozenset[int]().union(*(side for _, side in rows)) or frozenset(range(len(readings.rows))) - holders
    chance = math.fsum(deviation.chance for deviation in deviations)
    had = _sigmoid(_standing(readings, holders, others) - _standing(readings, others, holders))
    if _is_before(readings, holders, others):  # what the others have may be the later version
        takers = _PER_TAKER * max(0, len(others) - 2 - _MOST_TAKERS)
        had = max(had, _sigmoid(-_against_version(readings, others, holders, deviations) - takers))
    later = _sigmoid(-_against_version(readings, holders, others, deviations))
    adds = any(deviation.kind == "added" for deviation in deviations)
    return Belief(holders, had, later, adds, min(chance, _MOST_CHANCE), dict(_firsts(readings, holders)))


def _standing(readings: Readings, holders: frozenset[int], others: frozenset[int]) -> float:
    """Return how well a side stands as the source's: by how many hold it, and whether it was out first."""
    stated = [(m, n) for n in holders | others if (m := readings.rows[n].moment) is not None]
    first = min(stated)[1] if stated else -1
    sure = len(stated) / max(1, len(holders) + len(others))
    credits = sum(readings.rows[n].witness.agency is not None for n in holders)
    return (
        _PER_HOLDER * credits
        + _PER_SILENT * (len(holders) - credits)
        + (_FIRST_OUT * sure if first in holders else 0.0)
    )


def _is_before(readings: Readings, holders: frozenset[int], others: frozenset[int]) -> bool:
    """Tell whether the holders are a first wave: several, and most of them out before any of the others."""
    ours = [m for n in holders if (m := readings.rows[n].moment) is not None]
    theirs = [m for n in others if (m := readings.rows[n].moment) is not None]
    before = sum(m < min(theirs) for m in ours) if theirs else 0
    return before >= _FIRST_WAVE and 2 * before > len(ours)


def _against_version(
    readings: Readings, holders: frozenset[int], others: frozenset[int], deviations: Sequence[Deviation]
) -> float:
    """Return what speaks against a later version of the source behind the readings.

    Versions add; copies made after it that keep the old text speak against it, copies that take it for it.
    """
    added = sum(deviation.kind == "added" for deviation in deviations)
    against = _VERSION - (_ADDS * min(added, _MOST_ADDS) if added else -_ADDS_NOTHING)
    reworded = len(deviations) - added - _FEW_REWORDED  # a desk mends a word or two; the agency writes a text anew
    against -= min(_MOST_REWORDED, _PER_REWORDED * max(0, reworded))
    old = _later(readings, holders, others)
    kept_old = min(_MOST_OLD, _KEPT_OLD * old) if reworded > 0 else _KEPT_OLD * old
    return against + kept_old - _PER_TAKER * (len(holders) - 2)


def _later(readings: Readings, holders: frozenset[int], others: frozenset[int]) -> float:
    """Return how many of the others came after the first holder; those without a time in proportion."""
    moments = [m for n in holders if (m := readings.rows[n].moment) is not None]
    times = [m for n in others if (m := readings.rows[n].moment) is not None]
    if not moments or not times:
        return len(others) / 3
    return sum(m > min(moments) for m in times) * len(others) / len(times)


def _firsts(readings: Readings, holders: frozenset[int]) -> Iterator[tuple[int, float]]:
    """Yield who may have had the readings first: of those that times allow, more likely the ones that changed less."""
    stated = [m for n in holders if (m := readings.rows[n].moment) is not None]
    able = [n for n in sorted(holders) if (m := readings.rows[n].moment) is None or m <= min(stated) + CLOCKS]
    changed = {n: len(readings.rows[n].deviations) + sum(1 for _ in runs(readings.rows[n].gone)) for n in able}
    likely = {n: math.exp(_PER_OTHER_CHANGE * (min(changed.values()) - changed[n])) for n in able}
    for n in able:
        yield n, likely[n] / math.fsum(likely.values())


def _sigmoid(x: float) -> float:
    return 1.0 / (1.0 + math.exp(-x)) if x > -50 else 0.0
