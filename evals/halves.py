"""The two halves of every gold set, from `evals/split.tsv`: what may be learned from, and what only scores.

A key is what was split by: the outlet of a scraped page (`pages`), the smallest id among linked pages (`linked`: pairs,
families, edits), a publisher (`world`), a host (`postlight`, `extraction`), a document or a template.
"""

from __future__ import annotations

import csv
import functools
import random
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Literal, TypeVar

FILE = Path(__file__).with_name("split.tsv")
Half = Literal["learn", "held"]
HALVES: tuple[Half, Half] = ("learn", "held")
Case = TypeVar("Case")


@functools.cache
def table() -> dict[tuple[str, str], str]:
    """Return the half of every (set, key) of the committed file."""
    with FILE.open(encoding="utf8") as lines:
        return {(name, key): half for name, key, half in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}


def half_of(name: str, key: str) -> str:
    """Return the half of a key: "learn" or "held"; a key that is not in the file raises KeyError."""
    return table()[name, key.replace("\t", " ")]


def interval(
    groups: Sequence[Sequence[Case]], measure: Callable[[Sequence[Case]], float], draws: int = 500, seed: int = 1
) -> tuple[float, float]:
    """Return the middle 95 % of a measure over whole groups (outlets, documents) drawn with replacement."""
    chance = random.Random(seed)
    drawn = sorted(
        measure([case for group in chance.choices(groups, k=len(groups)) for case in group]) for _ in range(draws)
    )
    return drawn[int(0.025 * draws)], drawn[int(0.975 * draws)]
