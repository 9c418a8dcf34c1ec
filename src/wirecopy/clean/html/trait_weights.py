"""Learned weights of traits as a file of this folder: a trait, a tab, its weight, one a line."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

_HERE = Path(__file__).parent


@functools.cache
def trait_weights(file: str) -> Mapping[str, float]:
    """Return the weight of every trait that a file of weights holds.

    >>> 0 < len(trait_weights("titles.tsv")) < len(trait_weights("blocks.tsv"))
    True
    """
    lines = (_HERE / file).read_text("utf-8").splitlines()
    return {trait: float(weight) for trait, weight in (line.split("\t") for line in lines)}


def write_trait_weights(file: str, weights: Mapping[str, float]) -> None:
    """Write the weights that are not nothing, by trait."""
    lines = [f"{trait}\t{weight}\n" for trait, weight in sorted(weights.items()) if weight]
    (_HERE / file).write_text("".join(lines), encoding="utf-8")
