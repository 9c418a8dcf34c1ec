"""The tokens whose change changes what is said: numbers, dates, names, negations, who says it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from wirecopy.trace.collation.house_style import BodyStretch, is_glyph, quotes_here
from wirecopy.trace.collation.token_layout import Strip

WeightyClass = Literal["number", "date", "name", "negation", "attribution", "honorific", "mark"]

_NUMBER_KEYS = ("n:", "o:", "p:", "c:", "t:")
_YEAR = re.compile(r"(?:19|20)\d\d")
_ORDINARY_ENDING = re.compile(r".{3,}(?:ing|ed|ly|ion|ions|ment|ments|ness|ists|ials|ers|ies)")
_OPENING = frozenset('"(')
_MAX_PAIRED = 48
_NAMES = ({"name"}, {"name", "honorific"}, {"honorific"})  # "Finnish President Roe" is one name


@dataclass(frozen=True, slots=True)
class Weighty:
    """One weighty thing: tokens `first` to `last` (exclusive) of a text, its class, and what it says."""

    first: int
    last: int
    kind: WeightyClass
    key: str


def weighty_things(text: Strip, first: int, last: int) -> list[Weighty]:
    """Return the weighty things among the tokens, in order; the words of one name are one thing."""
    things: list[Weighty] = []
    for i in range(first, last):
        kind = weighty_class(text, i)
        if kind is None:
            continue
        previous = things[-1] if things else None
        if previous and {kind, previous.kind} in _NAMES and _one_name(text, previous.last, i):
            named: WeightyClass = "name" if "name" in (kind, previous.kind) else "honorific"
            things[-1] = Weighty(previous.first, i + 1, named, f"{previous.key} {text.keys[i]}")
        elif kind == "attribution" and text.keys[i] == "according" and text.keys[i + 1 : i + 2] == ["to"]:
            things.append(Weighty(i, min(i + 2, last), kind, "according"))
        else:
            things.append(Weighty(i, i + 1, kind, text.keys[i]))
    return things


def weighty_class(text: Strip, i: int) -> WeightyClass | None:
    """Return what makes token `i` weighty, or None for an ordinary word or mark."""
    key, surface, tables = text.keys[i], text.surfaces[i], text.tables
    if key == '"' or (key == "'" and quotes_here(BodyStretch(text.text, text.starts[i], text.ends[i]))):
        return "mark"
    if not surface[0].isalnum() and key[:2] not in _NUMBER_KEYS:
        return "number" if key in tables.numbers.currency_before else None
    if key in tables.negations:
        return "negation"
    if key[:2] in _NUMBER_KEYS or (key in tables.numbers.scales and len(key) > 1):
        return _number_class(surface)
    if is_date_word(text, i):
        return "date"
    if is_title(text, i):
        return "honorific"
    if key in tables.attributions and not (is_capital(surface) and not opens_sentence(text, i)):
        return "attribution"
    return "name" if is_name(text, i) else None


def _number_class(surface: str) -> WeightyClass | None:
    if surface.lower() == "one":  # far more often a pronoun than a count
        return None
    return "date" if _YEAR.fullmatch(surface) else "number"


def is_date_word(text: Strip, i: int) -> bool:
    """Tell whether token `i` names a day, a month, a year or a date."""
    if i >= len(text):
        return False
    key, surface, tables = text.keys[i], text.surfaces[i], text.tables
    if key.startswith("d:") or key in tables.relative_days or _YEAR.fullmatch(surface):
        return True
    return is_capital(surface) and (key in tables.weekdays or (key in tables.months and not opens_sentence(text, i)))


def is_title(text: Strip, i: int) -> bool:
    """Tell whether token `i` is an honorific, a rank or a title of office in front of a name."""
    key, tables = text.keys[i], text.tables
    if key not in tables.honorifics and key not in tables.titles:
        return False
    following = i + 1
    while following < len(text) and (
        text.keys[following] in tables.honorifics or text.keys[following] in tables.titles
    ):
        following += 1
    return following < len(text) and is_capital(text.surfaces[following]) and text.spaced[following] == 1


def is_name(text: Strip, i: int) -> bool:
    """Tell whether token `i` is a name, or part of one, by its capital and where it stands."""
    surface, key = text.surfaces[i], text.keys[i]
    if not is_capital(surface):
        return False
    if key.startswith("^") or not opens_sentence(text, i):
        return key not in text.tables.function_words or key.startswith("^")
    if key in text.tables.common_openers or key in text.tables.function_words:
        return False
    return _ORDINARY_ENDING.fullmatch(key) is None


def is_capital(surface: str) -> bool:
    """Tell whether the token begins with a capital letter."""
    return surface[0].isupper()


def opens_sentence(text: Strip, i: int) -> bool:
    """Tell whether token `i` is the first word of its sentence or quotation, where capitals say nothing."""
    first = text.sentences[text.sentence(i)]
    while i > first and not text.surfaces[i - 1][0].isalnum():
        if text.keys[i - 1] in _OPENING or text.keys[i - 1] == ":":
            return True
        i -= 1
    return i == first


def opens_name(text: Strip, things: Sequence[Weighty], last: int) -> bool:
    """Tell whether the last thing before a token is the beginning of a name that goes on with it."""
    if not things or things[-1].last != last or last >= len(text) or things[-1].kind not in ("name", "honorific"):
        return False
    return is_capital(text.surfaces[last]) and text.spaced[last] == 1


def _one_name(text: Strip, last: int, i: int) -> bool:
    if last == i:
        return True
    between = text.keys[last:i]
    return len(between) == 1 and between[0] in ("-", "'", ".") and (not text.spaced[i] or between[0] == ".")


def paired(ours: Sequence[Weighty], theirs: Sequence[Weighty]) -> list[tuple[Weighty, Weighty]]:
    """Return which weighty thing of one text took the place of which of the other; in order, same class."""
    ours, theirs = ours[:_MAX_PAIRED], theirs[:_MAX_PAIRED]
    score = [[0] * (len(theirs) + 1) for _ in range(len(ours) + 1)]
    for i in range(len(ours) - 1, -1, -1):
        for j in range(len(theirs) - 1, -1, -1):
            met = _likeness(ours[i], theirs[j])
            both = score[i + 1][j + 1] + met if met else 0
            score[i][j] = max(both, score[i + 1][j], score[i][j + 1])
    pairs: list[tuple[Weighty, Weighty]] = []
    i = j = 0
    while i < len(ours) and j < len(theirs):
        met = _likeness(ours[i], theirs[j])
        if met and score[i][j] == score[i + 1][j + 1] + met:
            pairs.append((ours[i], theirs[j]))
            i, j = i + 1, j + 1
        elif score[i][j] == score[i + 1][j]:
            i += 1
        else:
            j += 1
    return pairs


def _likeness(a: Weighty, b: Weighty) -> int:
    if a.kind != b.kind:
        return 0
    return 3 if a.key == b.key else 2 if a.key[:2] == b.key[:2] else 1


def has_denied_clause(text: Strip, first: int, last: int, things: list[Weighty]) -> bool:
    """Tell whether what a negation denies came or went with it, so that nothing that both texts have is reversed.

    ", who was not hurt," and "without a word" are such; of "not seriously" before "hurt" both texts have the last word.
    """
    denial = next((thing for thing in things if thing.kind == "negation"), None)
    if denial is None:
        return False
    denied = [i for i in range(denial.last, last) if is_content(text, i)]
    if not denied:
        return False
    opens = next((i for i in range(first, last) if text.surfaces[i][0].isalnum()), first)
    closed = last == len(text) or any(is_glyph(surface) for surface in text.surfaces[denied[0] : last + 1])
    return closed or text.keys[opens] in text.tables.clause_openers


def is_content(text: Strip, i: int) -> bool:
    """Tell whether token `i` is a word or number that says something by itself."""
    return text.surfaces[i][0].isalnum() and text.keys[i] not in text.tables.function_words
