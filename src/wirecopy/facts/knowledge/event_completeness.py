"""How surely an act is told whole: the right type, both sides and the status, by weights of how it stands."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from wirecopy.languages import language_pack

WEIGHTS = "event_completeness.tsv"
_LEAST = 1e-3  # no chance is told nearer to 0 or to 1


class Completeness(Protocol):
    """What says how surely an act is told whole."""

    def chance(self, sure: float, traits: Iterable[str]) -> float:
        """Return the chance, by that of the type and by how the act stands."""


@dataclass(frozen=True, slots=True)
class CompletenessWeights:
    """The weight of each trait, of the type's log odds (`sure`) and of none (`all`), in log odds."""

    weights: Mapping[str, float]

    def chance(self, sure: float, traits: Iterable[str]) -> float:
        """Return the chance that type, sides and status are right."""
        odds = self.weights["all"] + self.weights["sure"] * log_odds(sure)
        odds += sum(self.weights.get(trait, 0.0) for trait in traits)
        return min(sure, 1 / (1 + math.exp(-odds)))


def log_odds(chance: float) -> float:
    """Return the log odds of a chance, none nearer to 0 or 1 than one in a thousand.

    >>> round(log_odds(0.5), 1), round(log_odds(1.0), 1)
    (0.0, 6.9)
    """
    kept = min(max(chance, _LEAST), 1 - _LEAST)
    return math.log(kept / (1 - kept))


def load_completeness(language: str) -> CompletenessWeights:
    """Return the weights of a language; load once and pass it on."""
    lines = language_pack(language).text(WEIGHTS).splitlines()
    rows = (line.split("\t") for line in lines if line and not line.startswith("#"))
    return CompletenessWeights({trait: float(weight) for trait, weight in rows})
