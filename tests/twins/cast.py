"""Invented people, countries and outlets for twins; only the cities a report may be filed from are real."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

COUNTRIES = (
    ("Kestria", "Kestrian", "Port Alden"),
    ("Lowmark", "Lowmarkian", "Grauhaven"),
    ("Tavaria", "Tavarian", "Oskeld"),
    ("Nombera", "Nomberan", "Sanduwe"),
    ("Quillon", "Quillonese", "Velmira"),
    ("Zarkand", "Zarkandi", "Tashbarak"),
    ("Iberno", "Ibernian", "Santa Rosal"),
    ("Malopa", "Malopan", "Ulavi"),
    ("Drenova", "Drenovan", "Belgrast"),
    ("Sunda Kaya", "Kayan", "Pelangi"),
)
CITIES = (
    "Washington", "Geneva", "Nairobi", "Brussels", "London", "Islamabad", "New Delhi", "Cairo", "Jakarta",
    "Lima", "Abu Dhabi", "Manila", "Ottawa", "Accra", "Seoul", "Dhaka",
)  # fmt: skip
WOMEN = ("Ilena", "Amina", "Ruth", "Mei", "Carla", "Farah", "Ingrid", "Naledi", "Priya", "Oksana")
MEN = ("Tobias", "Marek", "Kwame", "Hassan", "Diego", "Anton", "Rohan", "Jiro", "Peter", "Samuel")
FAMILIES = (
    "Marsh", "Rehn", "Okafor", "Castellano", "Brandt", "Haddad", "Lindqvist", "Mahlangu", "Sharma",
    "Kovalenko", "Teale", "Osei", "Watanabe", "Ferreira", "Novak", "Rahimi", "Whitlock",
    "Serrano", "Banda", "Holm",
)  # fmt: skip
OTHER_NAMES = (("Dolan", "Keller"), ("Amsel", "Petrov"), ("Ruiz", "Morano"), ("Baker", "Sutton"))
TOWNS = (("Tashbel", "Orvane"), ("Kirmal", "Dosten"), ("Belmora", "Sankove"), ("Averna", "Polcaster"))


def cast(rng: Random, day: date) -> dict[str, str]:
    """Every `$word` of an event text with what stands for it in this twin."""
    (home, home_adj, home_capital), (other, other_adj, other_capital) = rng.sample(COUNTRIES, 2)
    words = {"A": home, "Aadj": home_adj, "Acap": home_capital}
    words |= {"B": other, "Badj": other_adj, "Bcap": other_capital}
    for key, family in zip(("p1", "p2", "p3", "p4"), rng.sample(FAMILIES, 4), strict=True):
        words |= _person(rng, key, family)
    words["x_given"] = rng.choice(WOMEN + MEN)
    words["x"], words["x_alt"] = _either_way(rng, rng.choice(OTHER_NAMES))
    words["t"], words["t_alt"] = _either_way(rng, rng.choice(TOWNS))
    for key, low, high in (("n1", 14, 60), ("n2", 1100, 48000), ("n3", 3, 19)):
        number = rng.randint(low, high)
        words[key] = f"{number:,}"
        words[f"{key}_alt"] = f"{number + rng.randint(2, 9):,}"
    for key, ago in (("yesterday", 1), ("today", 0), ("tomorrow", -1)):
        words[key] = f"{day - timedelta(days=ago):%A}"
    return words


def outlet_name(rng: Random) -> str:
    """The host part of an invented outlet."""
    return rng.choice(("daily", "morning", "national", "city")) + rng.choice(("ledger", "beacon", "standard", "mirror"))


def _person(rng: Random, key: str, family: str) -> dict[str, str]:
    woman = rng.random() < 0.5
    return {
        key: f"{rng.choice(WOMEN if woman else MEN)} {family}",
        f"{key}s": family,
        f"{key}_mr": "Ms." if woman else "Mr.",
        f"{key}_he": "she" if woman else "he",
        f"{key}_spokes": "spokeswoman" if woman else "spokesman",
    }


def _either_way(rng: Random, pair: tuple[str, str]) -> tuple[str, str]:
    return pair if rng.random() < 0.5 else (pair[1], pair[0])
