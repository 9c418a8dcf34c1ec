"""The word tables of the collation rules, read from the packs of `languages`, where words are named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from wirecopy.languages import language_pack
from wirecopy.text.spelling import load_spelling

Needs = Literal["any", "digit", "name"]
_NEEDS: Mapping[str, Needs] = {"any": "any", "digit": "digit", "name": "name"}


@dataclass(frozen=True, slots=True)
class ShortForm:
    """An abbreviation: the long form it folds to, and what must follow for its full stop to belong to it."""

    long: str
    needs: Needs


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The words and signs that make up numbers, sums of money and percentages."""

    units: Mapping[str, int]
    tens: Mapping[str, int]
    scales: Mapping[str, int]
    ordinals: Mapping[str, int]
    ordinal_suffixes: frozenset[str]
    currency_before: Mapping[str, str]
    currency_after: Mapping[str, str]
    percent: frozenset[str]


@dataclass(frozen=True, slots=True)
class StyleTables:
    """Everything the rules know of words. Keys are lower case; `exact` and `short` heed case."""

    spelling: Mapping[str, str]
    letters: Mapping[int, str]
    short: Mapping[str, ShortForm]
    exact: Mapping[str, str]
    phrases: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]
    acronyms_like_words: frozenset[str]
    honorifics: frozenset[str]
    titles: frozenset[str]
    two_word_titles: frozenset[tuple[str, ...]]
    prepositions: frozenset[str]
    temporal: frozenset[str]
    negations: frozenset[str]
    clause_openers: frozenset[str]
    modals: Mapping[str, str]
    articles: Mapping[str, str]
    ranks: frozenset[str]
    negative_prefixes: tuple[str, ...]
    attributions: frozenset[str]
    weekdays: frozenset[str]
    months: Mapping[str, int]
    relative_days: frozenset[str]
    near_days: frozenset[str]
    zones: Mapping[str, str]
    zone_words: frozenset[str]
    negated_joins: frozenset[str]
    contractions: Mapping[str, frozenset[str]]
    function_words: frozenset[str]
    common_openers: frozenset[str]
    numbers: NumberWords
    triggers: frozenset[str]


def load_tables() -> StyleTables:
    """Return the word tables as shipped; read once and pass them on.

    >>> tables = load_tables()
    >>> tables.spelling["organisation"], tables.spelling.get("advertise")
    ('organization', None)
    """
    words = _toml("style.toml")
    lists = words["words"]
    spelling = load_spelling()
    short = dict(_short_forms())
    exact, phrases = _phrases(words["phrases"])
    numbers = _numbers(lists)
    months = {name: i for i, name in enumerate(lists["months"].split(), start=1)}
    return StyleTables(
        spelling=spelling.american,
        letters={ord(letter): plain for letter, plain in spelling.letters.items()},
        short=short,
        exact=exact,
        phrases=phrases,
        two_word_titles=frozenset(tuple(title.split()) for title in lists["two_word_titles"].split(", ")),
        negative_prefixes=tuple(lists["negative_prefixes"].split()),
        months=months,
        contractions=_contractions(lists["contractions"]),
        numbers=numbers,
        modals=dict(_pairs(lists["modals"])),
        articles=dict(_pairs(lists["articles"])),
        zones=(zones := dict(_pairs(lists["zones"]))),
        triggers=_triggers(numbers, months, {**phrases, **zones}),
        **{name: frozenset(lists[name].split()) for name in _SETS},
    )


_SETS = (
    "acronyms_like_words", "honorifics", "titles", "prepositions", "temporal", "negations", "clause_openers",
    "attributions", "ranks",
    "weekdays", "relative_days", "near_days", "zone_words", "negated_joins", "function_words", "common_openers",
)  # fmt: skip


def _toml(name: str) -> dict[str, Any]:
    return language_pack("en").table(name)


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for pair in text.split():
        left, _, right = pair.partition("=")
        yield left, right


def _values(text: str) -> dict[str, int]:
    return {word: int(value) for word, value in _pairs(text)}


def _short_forms() -> Iterator[tuple[str, ShortForm]]:
    table = language_pack("en").text("abbreviations.tsv")
    for line in table.splitlines():
        if line and not line.startswith("#"):
            short, long, needs = line.split("\t")
            yield short, ShortForm(long, _NEEDS[needs])


def _phrases(
    table: dict[str, list[str]],
) -> tuple[dict[str, str], dict[str, tuple[tuple[tuple[str, ...], str], ...]]]:
    """Return the short forms with their keys, and the long forms by their first word, longest first."""
    exact: dict[str, str] = {}
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for short, forms in table.items():
        key = f"^{short}"
        exact[short] = key
        for form in forms:
            if form.isupper():
                exact[form] = key
                continue
            words = tuple(form.replace("'", " ' ").split())
            by_first.setdefault(words[0], []).append((words, key))
    return exact, {first: tuple(sorted(forms, key=lambda f: -len(f[0]))) for first, forms in by_first.items()}


def _numbers(lists: dict[str, str]) -> NumberWords:
    before = dict(_pairs(lists["currency_signs"])) | dict(_pairs(lists["currency_codes"]))
    return NumberWords(
        units=_values(lists["units"]),
        tens=_values(lists["tens"]),
        scales=_values(lists["scales"]),
        ordinals=_values(lists["ordinals"]),
        ordinal_suffixes=frozenset(lists["ordinal_suffixes"].split()),
        currency_before=before,
        currency_after=dict(_pairs(lists["currency_words"])),
        percent=frozenset(lists["percent"].split()),
    )


def _contractions(text: str) -> dict[str, frozenset[str]]:
    forms: dict[str, set[str]] = {}
    for short, long in _pairs(text):
        forms.setdefault(short, set()).add(long)
    return {short: frozenset(longs) for short, longs in forms.items()}


def _triggers(numbers: NumberWords, months: Mapping[str, int], phrases: Mapping[str, object]) -> frozenset[str]:
    """Return the keys at which a number, a date, a sum of money or a long form may begin."""
    return frozenset(
        {*numbers.units, *numbers.tens, *numbers.ordinals, *months, *phrases}
        | {"hundred", "thousand", "million", "billion", "trillion"}
        | {sign.lower() for sign in numbers.currency_before}
    )
