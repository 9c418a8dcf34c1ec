"""Twins of the founding pair: the same report with other countries, people, places and days, and its gold with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random
from typing import Any


@dataclass(frozen=True, slots=True)
class Twin:
    """A pair of pages with its gold; `names` gives the copy ("A", "B") of each file."""

    gold: dict[str, Any]
    pages: dict[str, str]
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Side:
    """What a country brings into a twin."""

    code: str
    name: str
    adjective: str
    capital: str
    defence: str


SIDES = (
    Side("FRA", "France", "French", "Paris", "the Defence Ministry"),
    Side("DEU", "Germany", "German", "Berlin", "the Defence Ministry"),
    Side("IND", "India", "Indian", "New Delhi", "the Defence Ministry"),
    Side("PAK", "Pakistan", "Pakistani", "Islamabad", "the Defence Ministry"),
    Side("JPN", "Japan", "Japanese", "Tokyo", "the Defence Ministry"),
    Side("TUR", "Turkey", "Turkish", "Ankara", "the Defence Ministry"),
    Side("GRC", "Greece", "Greek", "Athens", "the Defence Ministry"),
    Side("EGY", "Egypt", "Egyptian", "Cairo", "the Defence Ministry"),
    Side("IRN", "Iran", "Iranian", "Tehran", "the Defence Ministry"),
    Side("POL", "Poland", "Polish", "Warsaw", "the Defence Ministry"),
)
SURNAMES = (
    "Marsh",
    "Okafor",
    "Brandt",
    "Haddad",
    "Sharma",
    "Novak",
    "Serrano",
    "Banda",
    "Holm",
    "Teale",
    "Rehn",
    "Osei",
)
GIVEN = ("Tobias", "Marek", "Daniel", "Samuel", "Peter", "Anton", "Diego", "Thomas")
WOMEN = ("Ruth", "Carla", "Amy", "Ingrid")
CITIES = (("Geneva", "Prague"), ("Oslo", "Lisbon"), ("Helsinki", "Dublin"), ("Copenhagen", "Madrid"))
COUNTRIES = ("Laos", "Mongolia", "Kenya", "Peru")
MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def twins_of(pair: Twin, number: int) -> Iterator[Twin]:
    """Yield twins of a pair; the same number gives the same twins."""
    for seed in range(number):
        yield _twin(pair, Random(seed))


def _twin(pair: Twin, rng: Random) -> Twin:
    ours, theirs = rng.sample(SIDES, 2)
    words = _words(rng, ours, theirs)
    pages = {name: _replaced(text, words) for name, text in pair.pages.items()}
    codes = {"USA": ours.code, "CHN": theirs.code}
    gold = json.loads(json.dumps(pair.gold))
    for event in gold["events"]:
        for side in (*event["actors"], *event["recipients"]):
            side["country"] = codes.get(side["country"], side["country"])
        _moved(event, pair, pages)
    gold["furniture"] = []
    return Twin(gold, pages, pair.names)


def _words(rng: Random, ours: Side, theirs: Side) -> dict[str, str]:
    last = rng.sample(SURNAMES, 8)
    given = rng.sample(GIVEN, 6)
    city, far = rng.choice(CITIES)
    return {
        "Lloyd Austin": f"{given[0]} {last[0]}",
        "Austin": last[0],
        "Li Shangfu": f"{given[1]} {last[1]}",
        "Li": last[1],
        "Wei Fenghe": f"{given[2]} {last[2]}",
        "Wei": last[2],
        "Pat Ryder": f"{given[3]} {last[3]}",
        "Mao Ning": f"{rng.choice(WOMEN)} {last[4]}",
        "Jake Sullivan": f"{given[4]} {last[5]}",
        "Wang Yi": f"{given[5]} {last[6]}",
        "Joe Biden": f"Paul {last[7]}",
        "the People's Republic of China": theirs.name,
        "the People’s Republic of China": theirs.name,
        "the People's Liberation Army": f"the {theirs.adjective} army",
        "the People’s Liberation Army": f"the {theirs.adjective} army",
        "The PRC's": f"{theirs.name}'s",
        "The PRC’s": f"{theirs.name}’s",
        "the PRC": theirs.name,
        "PRC": theirs.adjective,
        "Chinese": theirs.adjective,
        "Beijing": theirs.capital,
        "China-U.S.": f"{theirs.name}-{ours.name}",
        "China-US": f"{theirs.name}-{ours.name}",
        "China": theirs.name,
        "the U.S. government": f"the {ours.adjective} government",
        "the US government": f"the {ours.adjective} government",
        "The U.S.": ours.name,
        "The US": ours.name,
        "the U.S.": ours.name,
        "the US": ours.name,
        "a U.S.": f"a {ours.adjective}",
        "a US": f"a {ours.adjective}",
        "U.S.": ours.adjective,
        "US": ours.adjective,
        "the Pentagon": f"the {ours.adjective} Defence Ministry",
        "Pentagon spokesman": f"{ours.adjective} Defence Ministry spokesman",
        "the Department of Defence": "the Defence Ministry",
        "the Department of Defense": "the Defense Ministry",
        "Washington": ours.capital,
        "Singapore": city,
        "Vienna": far,
        "Cambodia": rng.choice(COUNTRIES),
        "2018": str(rng.randint(2015, 2019)),
        "Shangri-La Dialogue": "Northern Security Dialogue",
    }


def _replaced(text: str, words: dict[str, str]) -> str:
    """All at once, the longest first; a word inside another word stays."""
    pattern = "|".join(rf"(?<![\w]){re.escape(word)}(?![\w])" for word in sorted(words, key=lambda w: -len(w)))
    changed = re.sub(pattern, lambda m: words[m.group()], text)
    return re.sub(r"\ba ((?:Indian|Iranian|Egyptian)\b)", r"an \1", changed)


def _moved(event: dict[str, Any], pair: Twin, pages: dict[str, str]) -> None:
    """Take out what no longer holds: the stretches of the mentions, and the year that was replaced."""
    for mention in event["mentions"]:
        for copy in ("A", "B"):
            mention[copy] = []
    year = event["date"].get("value")
    if year == "2018":
        event["date"] = {"value": None, "start": "2015-01-01", "end": "2019-12-31"}
