"""What is said of a chance against what is right: the mean distance, and both in each of five bins."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from figures import Measure, Parts

from origins.base import Told
from origins.pairs import ONE_TEXT, case_of

BINS = 5


class Claim(NamedTuple):
    """Something told of pages with a chance, and whether it is so."""

    pages: Sequence[str]
    chance: float
    right: bool


def calibrated(what: str, claims: Sequence[Claim], keys: Mapping[str, str], asked: str = "") -> list[Measure]:
    """Return how far the chance told of `what` is from the share that is right, and both where some are told."""
    error = [case_of(keys, one.pages, *_binned(one), 1) for one in claims]
    found = [Measure(f"confidence of {what}: mean error", error, miscalibrated, asked)]
    for number in range(BINS):
        inside = [one for one in claims if _bin(one.chance) == number]
        name = f"{what} told with {number / BINS:.1f} to {(number + 1) / BINS:.1f}"
        if inside:
            found.append(Measure(f"{name}: said", [case_of(keys, one.pages, one.chance, 1) for one in inside]))
            found.append(Measure(f"{name}: right", [case_of(keys, one.pages, one.right, 1) for one in inside]))
    return found


def one_text_claims(data: Path, told: Told) -> list[Claim]:
    """Return how likely each pair with a verdict that was compared is told to be one text, and whether it is."""
    with (data / "copies/gold/pairs_gold.tsv").open(encoding="utf8") as lines:
        gold = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    pairs = [((row["id1"], row["id2"]), row["verdict"] in ONE_TEXT) for row in gold]
    return [Claim(both, told.chances[frozenset(both)], one) for both, one in pairs if frozenset(both) in told.chances]


def _binned(claim: Claim) -> Iterator[float]:
    at = _bin(claim.chance)
    for number in range(BINS):
        yield from (claim.chance, float(claim.right)) if number == at else (0.0, 0.0)


def _bin(chance: float) -> int:
    return min(int(chance * BINS), BINS - 1)


def miscalibrated(sums: Parts) -> float:
    """Return the mean distance of chance and share right over bins: parts are (chance, right) a bin, and 1.

    >>> miscalibrated((0, 0, 0, 0, 0, 0, 0, 0, 1.8, 1, 2))
    0.4
    """
    *binned, count = sums
    return sum(abs(said - right) for said, right in zip(binned[::2], binned[1::2], strict=True)) / count
