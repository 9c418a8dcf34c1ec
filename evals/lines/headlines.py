"""Weights of the choice of a headline: learned from the odds of labellers that have not seen the page's outlet."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np

from lines.fit import Floats, lbfgs
from lines.gold import Gold
from wirecopy.clean.labels.headline_choice import WIDE, HeadlineChoice, headline_choice
from wirecopy.clean.labels.labeller import line_labels
from wirecopy.clean.labels.weights import LineWeights
from wirecopy.clean.lines import word_key
from wirecopy.clean.rules.marks import Mark, Sheet

RIDGE = 1.0
"""How much all weights but the first are held down (crossed by outlet)."""


class Shown(NamedTuple):
    """A page's choice, and which of its lines is the headline: -1 for none."""

    choice: HeadlineChoice
    right: int


def shown(gold: Gold, sheet: Sheet, marks: list[Mark], weights: LineWeights) -> Shown | None:
    """Return a page's choice by the odds of these weights; null where its known headline is not among them."""
    choice = headline_choice(sheet, marks, line_labels(sheet, marks, weights).chance)
    wanted = word_key(gold.title or "")[0]
    right = next((at for at, line in enumerate(choice.lines) if wanted and sheet.lines[line].key == wanted), -1)
    return None if gold.title and right < 0 else Shown(choice, right)


def fit_headline(pages: Iterable[Shown]) -> Floats:
    """Return the weights that make the headlines most likely."""
    told = list(pages)
    hold = np.array([0.0] + [RIDGE] * (WIDE - 1))

    def objective(weights: Floats) -> tuple[float, Floats]:
        value, slope = 0.5 * float(hold @ weights**2), hold * weights
        for choice, right in told:
            chances = choice.chances(weights)
            value -= float(np.log(max(1e-12, chances[right] if right >= 0 else 1.0 - chances.sum())))
            slope += chances @ choice.traits - (choice.traits[right] if right >= 0 else 0.0)
        return value, slope

    return np.asarray(lbfgs(objective, np.zeros(WIDE), 200))


def headlines_by_fold(
    pages: Iterable[tuple[Gold, Sheet, list[Mark]]], fold: Mapping[str, int], weights: Mapping[int, LineWeights]
) -> dict[int, list[Shown]]:
    """Return the choices of the pages whose headline is known, by fold, each by the weights that left its fold out."""
    found: dict[int, list[Shown]] = {number: [] for number in weights}
    for gold, sheet, marks in pages:
        own = shown(gold, sheet, marks, weights[fold[gold.group]])
        if own is not None:
            found[fold[gold.group]].append(own)
    return found
