"""Write which sex bears a given name, from lists that two permissively licensed libraries carry.

    python -m venv ENV && ENV/bin/pip install Faker==40.63.0 names==0.3.0
    ENV/bin/python tools/build_given_names.py

`names` (MIT) carries the given names of the 1990 census of the United States with how often men and women bear each
(public domain); Faker (MIT) those of many lands, without counts. A name that both sexes bear is left out, unless the
census has it a good deal oftener of one; what the census knows goes before what Faker says.
"""

from __future__ import annotations

import importlib
import pkgutil
import unicodedata
from collections import defaultdict
from importlib.resources import files
from pathlib import Path

OUT = Path(__file__).parent.parent / "src" / "wirecopy" / "languages" / "en" / "given_names.tsv"
TIMES = 6  # as often as the other sex has a name
SHORTEST = 3  # letters


def census() -> dict[str, str]:
    """Return he or she by lower-case name; names of both sexes are there with an empty value."""
    often: dict[str, dict[str, float]] = defaultdict(dict)
    for sex, pronoun in (("male", "he"), ("female", "she")):
        for line in files("names").joinpath(f"dist.{sex}.first").read_text("utf8").splitlines():
            name, share, *_ = line.split()
            often[name.lower()][pronoun] = float(share)
    told = {}
    for name, shares in often.items():
        first, *others = sorted(shares, key=lambda pronoun: -shares[pronoun])
        told[name] = "" if any(shares[first] < TIMES * shares[other] for other in others) else first
    return told


def lands() -> dict[str, set[str]]:
    """Return the pronouns of each name that a list of Faker has, in Latin letters without accents."""
    import faker.providers.person as person

    told: dict[str, set[str]] = defaultdict(set)
    for found in pkgutil.iter_modules(person.__path__):
        provider = importlib.import_module(f"{person.__name__}.{found.name}").Provider
        for field, pronoun in (("first_names_male", "he"), ("first_names_female", "she")):
            for name in getattr(provider, field, ()):
                for shown in (name, unaccented(name)):
                    if shown.isascii() and shown.isalpha() and len(shown) >= SHORTEST:
                        told[shown.lower()].add(pronoun)
    return told


def unaccented(name: str) -> str:
    """Return a name without its accents."""
    return "".join(c for c in unicodedata.normalize("NFD", name) if not unicodedata.combining(c))


def main() -> None:
    """Write the table."""
    table = {name: next(iter(pronouns)) for name, pronouns in lands().items() if len(pronouns) == 1}
    table |= census()
    rows = sorted((name, pronoun) for name, pronoun in table.items() if pronoun and len(name) >= SHORTEST)
    OUT.write_text("".join(f"{name}\t{pronoun}\n" for name, pronoun in rows), "utf8")
    print(f"{len(rows)} names")


if __name__ == "__main__":
    main()
