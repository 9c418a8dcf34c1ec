"""How languages write who wrote a text: the words before a name, and those before what else it was made of."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from importlib import resources
from typing import NamedTuple

from wirecopy.languages.publishers import load_sources


class BylineWords(NamedTuple):
    """The words of one language."""

    by: frozenset[str] = frozenset()
    joint: frozenset[str] = frozenset()
    """What stands before what else a text was made of ("with")."""
    material: frozenset[str] = frozenset()
    """What that is called, or who sent it ("agencies")."""


@functools.cache
def _table() -> Mapping[str, BylineWords]:
    lines = (resources.files("wirecopy.languages") / "bylines.tsv").read_text("utf-8").splitlines()
    rows = [line.split("\t") for line in lines if line and not line.startswith("#")]
    return {name: BylineWords(*(frozenset(words.split()) for words in columns)) for name, *columns in rows[1:]}


def byline_words(language: str | None) -> BylineWords:
    """Return the words of a language, by what a page states as its language; none where it has no row.

    >>> sorted(byline_words("de-AT").by), byline_words("tlh").by
    (['von'], frozenset())
    """
    return _table().get((language or "").replace("_", "-").partition("-")[0].lower(), BylineWords())


def behind_by(text: str, language: str | None) -> str:
    """Return the names in a byline, without the word that opens it in its language.

    >>> behind_by("Von Jane Roe", "de-AT"), behind_by("Von Jane Roe", "en"), behind_by("Von Roe", "de")
    ('Jane Roe', 'Von Jane Roe', 'Von Roe')
    """
    first, _, rest = text.partition(" ")
    return rest if " " in rest.strip() and first.lower().rstrip(":") in byline_words(language).by else text


def without_material(text: str, language: str | None) -> str:
    """Return the names in a byline without the agencies that their text was made with.

    >>> without_material("Jane Roe, mit Material von dpa", "de"), without_material("Jane Roe with AP", "en")
    ('Jane Roe', 'Jane Roe')
    >>> without_material("Jane Roe with Max Low", "en")
    'Jane Roe with Max Low'
    """
    told = byline_words(language)
    words = text.split(" ")
    for place in range(1, len(words) - 1):
        following = words[place + 1].strip(",;:").lower()
        if words[place].lower() in told.joint and (
            following in told.material or _opens_with_source(words[place + 1 :])
        ):
            return " ".join(words[:place]).rstrip(" ,;|/-–—")
    return text


def _opens_with_source(words: list[str]) -> bool:
    named = next(load_sources().find(" ".join(words)[:80]), None)
    return named is not None and named.start == 0 and not named.common
