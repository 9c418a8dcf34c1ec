"""The weights by which two texts are told to be on one event: a small file, written by `evals/stories.py train`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from importlib.resources import files
from typing import Any

import numpy as np
import numpy.typing as npt

from wirecopy.stories.frequencies import Background

MODES = ("dated", "undated", "dated_headline", "undated_headline")
"""Kinds of pairs, each with weights of its own: whether both texts state a day, and whether both have a body."""
SCORE_LIMIT = 8.0
_PLACES = 6  # decimals of a weight


@dataclass(frozen=True, slots=True)
class Linear:
    """One linear model: the log-odds of one event are the sum of the weighted features and the bias."""

    weights: tuple[float, ...]
    bias: float


@dataclass(frozen=True, slots=True)
class EventBound:
    """A linear model of the most that two dated texts may score, over features by their names.

    Labelled articles are of stories, so that a model of them takes two texts of one day on one affair for one event.
    This one is learned from pairs that were drawn from a stream of news and read by eye (`evals/stories.py event`).
    """

    weights: Mapping[str, float]
    bias: float
    slack: float
    """How far below even odds two texts that both stand alone may lie and still become a story."""

    def over(self, features: Sequence[str]) -> npt.NDArray[np.float64]:
        """Return the weight of each of the features."""
        return np.array([self.weights.get(name, 0.0) for name in features])


@dataclass(frozen=True, slots=True)
class Merging:
    """When two groups of texts become one story: all in log-odds."""

    threshold: float
    """The least average score of the pairs between them."""
    unlikely: float
    """The score of a pair that was no candidate, and the least of one that was."""
    quorum: float
    """The least share of the pairs between them that score above the threshold."""
    first: float = 0.0
    """The least score of two dated texts that both stand alone: in a stream of news most texts have no story."""


@dataclass(frozen=True, slots=True)
class Model:
    """Everything that was learned. `alone` scores a pair by itself, `company` beside the other pairs of its texts."""

    features: tuple[str, ...]
    company_features: tuple[str, ...]
    alone: Mapping[str, Linear]
    company: Mapping[str, Linear]
    merging: Mapping[str, float]
    event: EventBound
    background: Background
    trained: str

    def merge_rule(self) -> Merging:
        """Return when two groups of texts become one story."""
        return Merging(**self.merging)


def load_model() -> Model:
    """Return the model that ships with the package."""
    values = json.loads(files("wirecopy.stories").joinpath("model.json").read_text("utf-8"))
    return from_json(values)


def from_json(values: Mapping[str, Any]) -> Model:
    """Return the model as `to_json` gave it."""
    lines = {
        part: {mode: Linear(tuple(row["weights"]), row["bias"]) for mode, row in values[part].items()}
        for part in ("alone", "company")
    }
    back = values["background"]
    return Model(
        features=tuple(values["features"]),
        company_features=tuple(values["company_features"]),
        merging=values["merging"],
        event=EventBound(**values["event"]),
        background=Background(np.array(back["ids"], np.int32), np.array(back["shares"], np.float32), back["texts"]),
        trained=values["trained"],
        **lines,
    )


def to_json(model: Model) -> dict[str, Any]:
    """Return the model as plain values."""
    told: dict[str, Any] = {
        "trained": model.trained,
        "features": model.features,
        "company_features": model.company_features,
        "merging": {name: round(value, _PLACES) for name, value in model.merging.items()},
        "event": asdict(model.event),
    }
    for part in ("alone", "company"):
        told[part] = {mode: _rounded(asdict(line)) for mode, line in getattr(model, part).items()}
    back = model.background
    told["background"] = {
        "texts": back.texts,
        "ids": back.ids.tolist(),
        "shares": [round(float(s), 3) for s in back.shares],
    }
    return told


def stacked_weights(lines: Mapping[str, Linear]) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Return the weights of all modes as rows, and their biases."""
    rows: Sequence[Linear] = [lines[mode] for mode in MODES]
    return np.array([line.weights for line in rows]), np.array([line.bias for line in rows])


def _rounded(line: dict[str, Any]) -> dict[str, Any]:
    return {"weights": [round(w, _PLACES) for w in line["weights"]], "bias": round(line["bias"], _PLACES)}
