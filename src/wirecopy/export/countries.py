"""The countries as other tools code and place them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources


@dataclass(frozen=True, slots=True)
class CodedCountry:
    """A country: its FIPS 10-4 code, its name and the coordinates of its middle, as text; empty where unknown."""

    fips: str
    name: str
    latitude: str
    longitude: str


def coded_countries() -> Mapping[str, CodedCountry]:
    """Return the countries by their ISO 3166 code of three letters.

    >>> coded_countries()["DEU"].fips
    'GM'
    """
    lines = (resources.files("wirecopy.export") / "countries.tsv").read_text("utf-8").splitlines()[1:]
    cells = (line.split("\t") for line in lines)
    return {code: CodedCountry(*rest) for code, *rest in cells}
