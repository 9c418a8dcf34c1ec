"""The places that ship with the package: by name, with GeoNames id, coordinates and country."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib import resources
from itertools import compress
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from wirecopy.languages import language_pack

PlaceKind = Literal["town", "country", "state", "county", "continent", "region", "dateline"]
_KINDS: tuple[PlaceKind, ...] = ("town", "country", "state", "county", "continent", "region")
_ANSWERS_KEPT = 1 << 14  # names with their places: some 10 MB
_SHORTEST_SHOUT = 4  # letters from which capitals may be a name's ("WASHINGTON"), and not an abbreviation


@dataclass(frozen=True, slots=True)
class Place:
    """One place; `geonames` is 0 and the coordinates are NaN where the data know none."""

    name: str
    kind: PlaceKind
    geonames: int
    latitude: float
    longitude: float
    population: int
    country: str
    state: str


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """Places by name, what a country's people are called, its capital, and seats that stand for a body.

    `rows` has the first place of a name, `more` the others of a name that several places bear.
    """

    rows: Mapping[str, int]
    more: Mapping[str, Sequence[int]]
    names: tuple[str, ...]
    columns: Mapping[str, npt.NDArray[Any]]
    codes: tuple[str, ...]
    people: Mapping[str, str]
    seats: Mapping[str, tuple[str, str]]
    capitals: Mapping[str, str]
    country_names: Mapping[str, str]
    iso3: Mapping[str, str]
    _asked: dict[str, tuple[Place, ...]] = field(default_factory=dict, repr=False, compare=False)
    """The answers of late: an article asks for the same few names many times."""

    def candidates(self, name: str) -> tuple[Place, ...]:
        """Return the places a name may mean, the largest first; shouted names count too.

        >>> [p.country for p in load_gazetteer().candidates("Vienna")][0]
        'AT'
        """
        answer = self._asked.get(name)
        if answer is None:
            if len(self._asked) >= _ANSWERS_KEPT:
                self._asked.clear()
            answer = self._asked[name] = tuple(self._candidates(name))
        return answer

    def _candidates(self, name: str) -> list[Place]:
        rows = self.rows_of(name)
        if not rows and name.isupper() and len(name) >= _SHORTEST_SHOUT:
            rows = self.rows_of(name.title())
        if not rows and name.lower().startswith("the "):
            rows = self.rows_of(name[4:])
        if not rows and name in self.people:
            country = self.country(self.people[name])
            return [country] if country is not None else []
        return sorted((self.place(row) for row in rows), key=lambda p: -p.population)

    def rows_of(self, name: str) -> tuple[int, ...]:
        """Return the rows of the places of exactly that name, in the order of the data."""
        first = self.rows.get(name)
        return () if first is None else (first, *self.more.get(name, ()))

    def place(self, row: int) -> Place:
        """Return the place of one row."""
        c = self.columns
        return Place(
            self.names[row], _KINDS[int(c["kinds"][row])], int(c["geonames"][row]), float(c["latitude"][row]),
            float(c["longitude"][row]), int(c["population"][row]), self.codes[int(c["country"][row])],
            self.codes[int(c["state"][row])],
        )  # fmt: skip

    def country(self, code: str) -> Place | None:
        """Return the country of a two-letter code."""
        name = self.country_names.get(code)
        return next((p for p in self.candidates(name) if p.kind == "country"), None) if name else None


def load_gazetteer(language: str = "en") -> Gazetteer:
    """Return the places that ship with the package; load once and pass it on."""
    words = language_pack(language).table("gazetteer.toml")
    with (resources.files("wirecopy.facts") / "data" / "places.npz").open("rb") as stream:
        pack = dict(np.load(stream, allow_pickle=False))
    called = _text(pack, "names").replace("\n", "\t").split("\t")
    begins = np.append(True, _ends(pack["names"]) == ord("\n"))  # a row: its name, then its other names behind tabs
    names = tuple(compress(called, begins.tolist()))
    rows, more = _rows(called, (np.cumsum(begins) - 1).tolist())
    codes = tuple(_text(pack, "codes").split("\n"))
    capitals = dict(line.split("\t") for line in _text(pack, "capitals").split("\n")) | words["capitals"]
    people = {name: code for code, called in words["people"].items() for name in called}
    at = np.flatnonzero(pack["kinds"] == _KINDS.index("country"))
    return Gazetteer(
        rows=rows,
        more=more,
        names=names,
        columns=pack,
        codes=codes,
        people=people,
        seats={seat: (code, body) for seat, (code, body) in words["seats"].items()},
        capitals=capitals,
        country_names={codes[int(pack["country"][n])]: names[int(n)] for n in at},
        iso3=dict(line.split("\t") for line in _text(pack, "iso3").split("\n")),
    )


def _ends(text: npt.NDArray[np.uint8]) -> npt.NDArray[np.uint8]:
    """Return the mark behind each name but the last."""
    ends: npt.NDArray[np.uint8] = text[(text == ord("\t")) | (text == ord("\n"))]
    return ends


def _rows(called: Sequence[str], at: Sequence[int]) -> tuple[dict[str, int], dict[str, list[int]]]:
    """Return the first row of each name, and the further ones of names that stand in several.

    >>> _rows(["Ely", "Bath", "Aquae", "Bath"], [0, 1, 1, 2])
    ({'Ely': 0, 'Bath': 1, 'Aquae': 1}, {'Bath': [2]})
    """
    rows: dict[str, int] = {}
    more: dict[str, list[int]] = {}  # few: a list for each name would cost more than all else here
    for name, n in zip(called, at, strict=True):
        if name in rows:
            more.setdefault(name, []).append(n)
        else:
            rows[name] = n
    return rows, more


def _text(pack: Mapping[str, npt.NDArray[Any]], name: str) -> str:
    return bytes(pack[name].tobytes()).decode("utf-8")
