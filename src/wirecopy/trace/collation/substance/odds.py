"""Whether a difference changes what is said: the odds that were learned, and what kind a difference then is."""

from __future__ import annotations

import functools
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from math import exp

from wirecopy.edit_kinds import STYLE_KINDS, EditKind
from wirecopy.trace.collation.substance.features import Row

FILE = "weights.json"
_OTHER_WORDS = ("word", "attribution", "negation")


@dataclass(frozen=True, slots=True)
class Odds:
    """A linear model: the log-odds of substance are the sum of the weighted numbers and the bias."""

    weights: Mapping[str, float]
    bias: float
    least: float
    """The chance of substance from which on a difference is told as one."""

    def chance(self, row: Row) -> float:
        """Return the chance that the difference changes what is said.

        >>> Odds({"new numbers": 2.0}, -1.0, 0.5).chance({"new numbers": 1.0})
        0.731
        """
        weight = self.weights.get
        score = self.bias + sum([weight(name, 0.0) * value for name, value in row.items() if value])
        return round(1 / (1 + exp(-max(-30.0, min(30.0, score)))), 3)


@functools.cache
def load_odds() -> Odds:
    """Return the model that ships with the package; `evals/origins/edits_fit.py` makes it."""
    table = json.loads((resources.files("wirecopy.trace.collation.substance") / FILE).read_text("utf-8"))
    return Odds(table["weights"], table["bias"], table["least"])


def judged(kind: EditKind, row: Row, odds: Odds) -> tuple[EditKind, bool]:
    """Return the kind of a difference and whether it is one of substance.

    Without substance, other words for one thing are a `paraphrase`, a name cut short is a `name_form`; headlines,
    sentences and what stands in furniture keep their kind. A number put for another in a sentence is always substance,
    and so are "must" for "will" and "the" for "a" before "only"; that a sentence stands elsewhere says nothing new, nor
    does the time an entry stands under or a picture's caption, nor what a list of teasers shows beside another.
    """
    whole = row.get("sentence") or row.get("paragraph")
    if kind == "sentence_moved" or (whole and row.get("furniture")):
        return kind, False
    listed = row.get("listed", 0.0) > 0
    exact = kind == "number" and row["numbers exchanged"] and not row["line is no sentence"]
    small = not row.get("words of the longer", 1.0)
    exact = exact or (small and (row["modal"] or row["rank"]))
    if kind in STYLE_KINDS or (not listed and (exact or odds.chance(row) >= odds.least)):
        return kind, kind not in STYLE_KINDS
    if kind == "name" and row.get("one side"):
        return "name_form", False
    other_words = kind in _OTHER_WORDS and not row["line is no sentence"]
    return "paraphrase" if other_words else kind, False
