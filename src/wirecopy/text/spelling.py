"""British and American spelling, for matching and for telling house style from substance. One table for both."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from wirecopy.languages import language_pack

MATCHING_HONORIFICS = ("mr", "mrs", "ms", "dr")
"""Words that houses put in or leave out before names; they count as no word when texts are compared."""


@dataclass(frozen=True, slots=True)
class Spelling:
    """`american` gives the American form of each British one (lower case), `letters` the plain form of each letter."""

    american: dict[str, str]
    letters: dict[str, str]


def load_spelling() -> Spelling:
    """Return the spelling table as shipped; read once and pass it on.

    >>> spelling = load_spelling()
    >>> spelling.american["organisation"], spelling.american.get("advertise")
    ('organization', None)
    """
    table = language_pack("en").table("spelling.toml")
    return Spelling(dict(_spellings(table)), dict(_pairs(table["letters"]["pairs"])))


def counts_as() -> dict[str, str | None]:
    """Return what each word counts as when texts are matched: its American form, or null for an honorific.

    >>> counts_as()["defence"], counts_as()["mr"]
    ('defense', None)
    """
    one_word = {british: us for british, us in load_spelling().american.items() if "-" not in british + us}
    return {**one_word, **dict.fromkeys(MATCHING_HONORIFICS)}


def _spellings(table: dict[str, Any]) -> Iterator[tuple[str, str]]:
    for family in table["families"].values():
        starts = [prefix + stem for stem in family["stems"].split() for prefix in family["prefixes"]]
        for british, american in family["endings"]:
            yield from ((start + british, start + american) for start in starts)
    yield from _pairs(table["words"]["pairs"])


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for pair in text.split():
        left, _, right = pair.partition("=")
        yield left, right
