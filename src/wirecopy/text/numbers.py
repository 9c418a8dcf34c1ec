"""Numbers that a text gives, in figures or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_JOINS = (" ", "-", "\u2010", " and ")
_THOUSANDS = re.compile(r"(?<=\d)[.,](?=\d{3}(?:\D|$))")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")


def numbers_told(text: str, words: Mapping[str, int], scales: Mapping[str, int]) -> Iterator[float]:
    """Yield the numbers of a text in order; `words` stand for numbers, `scales` multiply what is before.

    >>> words = {"one": 1, "two": 2, "three": 3, "four": 4, "forty": 40}
    >>> scales = {"dozen": 12, "hundred": 100, "million": 1_000_000}
    >>> list(numbers_told("Forty-one of two hundred and three, two dozen, 1,100 or 2.5 million", words, scales))
    [41, 203, 24, 1100, 2500000.0]
    >>> list(numbers_told("three or four; a dozen", words, scales))
    [3, 4, 12]
    """
    number: float | None = None
    end = 0
    for match in _WORD.finditer(text):
        word = match[0].casefold()
        value, scale = _value(word, words), scales.get(word)
        if value is None and scale is None:
            continue
        before = number if number is not None and text[end : match.start()] in _JOINS else None
        if scale is not None:
            part = (before % scale or before) if before is not None else 1
            value = scale * part + (before - part if before is not None else 0)
        elif value is not None and before is not None and word.isalpha() and _adds(before, value):
            value += before
        else:
            before = None
        if number is not None and before is None:
            yield number
        number, end = value, match.end()
    if number is not None:
        yield number


def _adds(before: float, value: float) -> bool:
    """Tell whether a number word goes on with the one before it: "forty" with "one", "two hundred" with "three"."""
    return (value < 10 and before % 10 == 0 and before % 100 >= 20) or (value < 100 <= before and before % 100 == 0)


def _value(word: str, words: Mapping[str, int]) -> float | None:
    plain = _THOUSANDS.sub("", word).replace(",", ".")
    if _FIGURE.fullmatch(plain):
        return float(plain) if "." in plain else int(plain)
    return words.get(word)
