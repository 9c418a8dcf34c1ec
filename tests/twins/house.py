"""House styles: how an outlet writes what two outlets write differently."""

from __future__ import annotations

from dataclasses import dataclass, fields
from random import Random

SPELLINGS = {
    "defence": "defense",
    "centre": "center",
    "programme": "program",
    "labour": "labor",
    "honour": "honor",
    "neighbouring": "neighboring",
    "organised": "organized",
    "criticised": "criticized",
    "recognised": "recognized",
    "kilometres": "kilometers",
}  # fmt: skip
"""British spelling -> American."""

DIFFER = 0.75  # chance that the two houses part on a point of style
APOSTROPHE_FOLLOWS = 0.85  # most outlets that curl their quotation marks curl their apostrophes


@dataclass(frozen=True, slots=True)
class House:
    """One choice for every point of style; true is the first of the two ways."""

    curly_marks: bool
    curly_apostrophe: bool
    british: bool
    dotted: bool
    honorific: bool
    preposition: bool
    square_brackets: bool
    capital_ministry: bool
    one_word_percent: bool
    figures: bool


def two_houses(rng: Random) -> tuple[House, House]:
    """Two houses that part on most points of style."""
    first, second = {}, {}
    for point in fields(House):
        first[point.name] = rng.random() < 0.5
        second[point.name] = first[point.name] ^ (rng.random() < DIFFER)
    for house in (first, second):
        if rng.random() < APOSTROPHE_FOLLOWS:
            house["curly_apostrophe"] = house["curly_marks"]
    if first == second:
        second["dotted"] = not first["dotted"]
    return House(**first), House(**second)


def spelt(house: House, british: str) -> str:
    """The word as the house spells it, keeping a first capital."""
    if house.british:
        return british
    american = SPELLINGS[british.lower()]
    return american.capitalize() if british[0].isupper() else american
