"""Which of the places of one name a text means: by what it says beside the name, and by its other places."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from wirecopy.facts.knowledge.gazetteer import Gazetteer, Place

_MOST = 24  # places of one name that are weighed; the smallest of "San Antonio" never win
_NEAR = 120.0  # kilometres within which two places speak for each other
_ROUNDS = 3
_EARTH = 6371.0
# Weights set on the development part of LGL (the data folder's): orders of magnitude of inhabitants are worth one each.
_COUNTRY, _STATE, _NEIGHBOUR, _HOME = 1.2, 2.6, 3.2, 1.0
_OWN_NAME = 4.0  # of the place whose first name it is: Islamabad is also an old name of Chattogram, which is larger
_KIND_PRIOR = {"country": 9.0, "continent": 9.0, "region": 8.0, "state": 7.6, "town": 0.0, "county": 0.5}

Names = Mapping[str, str | None]
"""Every name of a text, and what stands behind its comma ("Paris, Texas"), if anything does."""


@dataclass(frozen=True, slots=True)
class _Field:
    """All candidates of all names as columns."""

    places: tuple[Place, ...]
    group: npt.NDArray[np.int64]
    prior: npt.NDArray[np.float64]
    near: npt.NDArray[np.float64]


def choose(names: Names, gazetteer: Gazetteer, home: str | None = None) -> dict[str, Place]:
    """Return the place that each name means; a name the gazetteer does not know has none.

    `home` is the two-letter country of the outlet, where it is known.

    >>> from wirecopy.facts.knowledge.gazetteer import load_gazetteer
    >>> choose({"Paris": "Texas", "Lamar County": None}, load_gazetteer())["Paris"].state
    'TX'
    """
    candidates = {name: _candidates(name, behind, gazetteer) for name, behind in names.items()}
    places_of = {name: found for name, found in candidates.items() if found}
    if not places_of:
        return {}
    field = _field(places_of, _named_regions(places_of), home)
    weights = _softmax(field.prior, field.group)
    for _ in range(_ROUNDS):
        support = field.near @ weights
        weights = _softmax(field.prior + _NEIGHBOUR * np.minimum(support, 2.0), field.group)
    best: dict[str, Place] = {}
    for n, name in enumerate(places_of):
        inside = np.flatnonzero(field.group == n)
        best[name] = field.places[int(inside[int(weights[inside].argmax())])]
    return {name: _placed(place, best.values()) for name, place in best.items()}


def _candidates(name: str, behind: str | None, gazetteer: Gazetteer) -> Sequence[Place]:
    places: Sequence[Place] = gazetteer.candidates(name)
    if not places and name.endswith((" Counties", " counties")):
        places = gazetteer.candidates(name.rsplit(" ", 1)[0] + " County")
    if behind:
        around = {(p.country, p.state) for p in gazetteer.candidates(behind) if p.kind in ("state", "country")}
        inside = [p for p in places if (p.country, p.state) in around or (p.country, "") in around]
        places = inside or places
    return places[:_MOST]


def _named_regions(known: Mapping[str, Sequence[Place]]) -> tuple[set[str], set[str]]:
    """Return the countries and the states that the text names for themselves."""
    countries = {p.country for found in known.values() for p in found if p.kind == "country"}
    states = {p.state for found in known.values() for p in found if p.kind == "state"}
    return countries, states


def _field(known: Mapping[str, Sequence[Place]], said: tuple[set[str], set[str]], home: str | None) -> _Field:
    places = tuple(place for found in known.values() for place in found)
    group = np.repeat(np.arange(len(known)), [len(found) for found in known.values()])
    called = [name for name, found in known.items() for _ in found]
    own = np.array([place.name == name for place, name in zip(places, called, strict=True)])
    prior = np.array([_prior(place, said, home) for place in places]) + _OWN_NAME * own
    near = _nearness(places)
    near[group[:, None] == group[None, :]] = 0.0
    return _Field(places, group, prior, near)


def _prior(place: Place, said: tuple[set[str], set[str]], home: str | None) -> float:
    score = _KIND_PRIOR[place.kind] + (math.log10(place.population + 10) if place.kind in ("town", "county") else 0.0)
    if place.kind in ("town", "county"):
        score += _COUNTRY * (place.country in said[0]) + _STATE * (bool(place.state) and place.state in said[1])
        score += _HOME * (home is not None and place.country == home)
    return 2.0 * score


def _nearness(places: Sequence[Place]) -> npt.NDArray[np.float64]:
    """Return how far each place speaks for each other: near ones, and those of one state or county's state."""
    lat = np.radians(np.array([p.latitude for p in places]))
    lon = np.radians(np.array([p.longitude for p in places]))
    half = (
        np.sin((lat[:, None] - lat) / 2) ** 2
        + np.cos(lat[:, None]) * np.cos(lat) * np.sin((lon[:, None] - lon) / 2) ** 2
    )
    far = 2 * _EARTH * np.arcsin(np.sqrt(np.clip(half, 0.0, 1.0)))
    near = np.nan_to_num(np.exp(-far / _NEAR), nan=0.0)
    state = np.array([p.state for p in places])
    same = (state[:, None] == state[None, :]) & (state[:, None] != "")
    local = np.array([p.kind in ("town", "county", "state") for p in places], dtype=float)
    result: npt.NDArray[np.float64] = np.maximum(near, 0.35 * same) * local[None, :] * local[:, None]
    return result


def _softmax(scores: npt.NDArray[np.float64], group: npt.NDArray[np.int64]) -> npt.NDArray[np.float64]:
    top = np.full(int(group.max()) + 1, -np.inf)
    np.maximum.at(top, group, scores)
    raised = np.exp(scores - top[group])
    total = np.bincount(group, weights=raised)
    result: npt.NDArray[np.float64] = raised / total[group]
    return result


def _placed(place: Place, others: Iterable[Place]) -> Place:
    """Return a county with the middle of the text's towns in its state, where the data do not say where it lies."""
    if place.kind != "county" or not math.isnan(place.latitude):
        return place
    towns = [p for p in others if p.kind == "town" and p.state == place.state]
    if not towns:
        return place
    lat, lon = (float(np.median([getattr(p, name) for p in towns])) for name in ("latitude", "longitude"))
    return Place(place.name, place.kind, place.geonames, lat, lon, place.population, place.country, place.state)
