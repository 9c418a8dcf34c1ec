"""What the labeller sees of each line of a page: a row of small numbers, and words where the language has weights.

Every column is a *trait* (how long a line is, how it ends, what the rules say of it ...). Value 0 of a trait is
"nothing to say" and has no weight. Nothing here knows a language: letters, marks, places and counts alone.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from wirecopy.clean.lines import Line, word_key
from wirecopy.clean.page_words import words_of
from wirecopy.clean.rules.marks import Mark, Sheet, strongest, touched
from wirecopy.page_kinds import SPAN_KINDS

Values = npt.NDArray[np.int32]

_SIZES = np.array([1, 2, 3, 4, 6, 8, 12, 18, 26, 40, 60, 90, 150])
_PLACES = np.array([1, 2, 3, 4, 6, 9, 14, 22, 40, 80])
_FEW = np.array([1, 2, 3, 5, 9, 20])
_SHARES = np.array([0.0001, 0.02, 0.1, 0.25, 0.4, 0.6, 0.8, 0.95])
MIN_LETTERS = 3
"""Words shorter than this are no sign that a line takes up what the text says."""

LONG, MOST_SIGNS, MOST_REPEATS = 6, 400, 6
"""Words from which a line may say what the next says again, how much of it is looked at, and in how many paragraphs."""
_NAME = re.compile(r"(?=\b([^\W\d_a-z]\w+ [^\W\d_a-z]\w+))")

HEAD, TAIL = 14, 4
"""Words at the beginning and at the end of a line that are looked at."""

TRAITS: Mapping[str, int] = {
    "length": len(_SIZES) + 1,
    "last sign": 14,
    "first sign": 9,
    "capitals": 9,
    "digits": 9,
    "blank lines before": 4,
    "sentence": 4,
    "place from the top": len(_PLACES) + 1,
    "place from the end": len(_PLACES) + 1,
    "share of the page above": 10,
    "quotation marks": 4,
    "stands on the page again": 5,
    "words of the text in it": len(_SHARES) + 1,
    "stated title": 5,
    "names of the paragraph above": 5,
    "names of the paragraph below": 5,
    "words of the paragraph above": len(_SHARES) + 2,
    "words of the paragraph below": len(_SHARES) + 2,
    "paragraphs above": len(_FEW) + 1,
    "paragraphs below": len(_FEW) + 1,
    "share of the text above": 9,
    "lines since a paragraph": len(_FEW) + 2,
    "lines to a paragraph": len(_FEW) + 2,
    "rule": len(SPAN_KINDS) + 1,
    "rule for a part": len(SPAN_KINDS) + 1,
}
"""Every trait with how many values it has."""
BASES = np.concatenate([[0], np.cumsum(list(TRAITS.values()))]).astype(np.int32)
NAMES = tuple(TRAITS)
_AT = {name: place for place, name in enumerate(NAMES)}
_KINDS = {kind: number for number, kind in enumerate(SPAN_KINDS, 1)}

_LAST = {
    sign: number
    for number, signs in enumerate((".", "!", "?", "\"”’'»“", ":", ";,", ")]", "…", "|•·/\\›>", "-–—"), 1)
    for sign in signs
}  # fmt: skip
_OPENING_QUOTES = "\"“‘'«„"
_BULLETS = "•·*-–—|►▶»›>+#@→▪■●"
_BRACKETS = "([{<"


def line_traits(sheet: Sheet, marks: Sequence[Mark]) -> Values:
    """Return the traits of every line, one row a line and one column a trait, as codes of the weight table.

    `marks` are those of the rules, the title is what the page's row states.
    """
    lines = sheet.lines
    columns = np.zeros((len(lines), len(NAMES)), dtype=np.int32)
    _form(columns, sheet.raw, lines)
    _places(columns, lines)
    _echoes(columns, lines, sheet.page.title)
    _repeats(columns, lines)
    best, kinds = strongest(sheet, marks), touched(sheet, marks)
    columns[:, _AT["rule"]] = [_KINDS[mark.kind] if mark else 0 for mark in best]
    columns[:, _AT["rule for a part"]] = [
        _KINDS[kind] if kind and not mark else 0 for mark, kind in zip(best, kinds, strict=True)
    ]
    return columns + BASES[:-1]


def _form(columns: Values, raw: str, lines: Sequence[Line]) -> None:
    words = np.array([line.words for line in lines])
    columns[:, _AT["length"]] = np.searchsorted(_SIZES, words, side="right")
    columns[:, _AT["last sign"]] = [_LAST.get(line.text[-1:], 0) or _letter(line.text[-1:]) + 10 for line in lines]
    columns[:, _AT["first sign"]] = [_first(line.text[:1]) for line in lines]
    columns[:, _AT["blank lines before"]] = np.minimum(3, [line.gap for line in lines])
    columns[:, _AT["sentence"]] = [line.closed + 2 * line.prose for line in lines]
    columns[:, _AT["quotation marks"]] = [_quotes(line.text) for line in lines]
    classes = _CLASSES[np.minimum(np.frombuffer(raw.encode("utf-32-le", "surrogatepass"), np.uint32), _LATIN)]
    begins = (classes >= _UPPER) & (np.concatenate([[0], classes[:-1]]) < _UPPER)
    starts = np.array([line.start for line in lines])
    capitals = np.add.reduceat((begins & (classes == _UPPER)).astype(np.int32), starts)
    cased = np.add.reduceat(begins.astype(np.int32), starts)
    signs = np.add.reduceat((classes > 0).astype(np.int32), starts)
    digits = np.add.reduceat((classes == _DIGIT).astype(np.int32), starts)
    small = np.add.reduceat((classes == _LOWER).astype(np.int32), starts)
    share = np.searchsorted(_SHARES, capitals / np.maximum(1, cased), side="right")
    share = np.where((small == 0) & (capitals > 0), len(_SHARES), np.minimum(share, len(_SHARES) - 1))
    columns[:, _AT["capitals"]] = np.where(cased > 0, share, 0)
    columns[:, _AT["digits"]] = np.searchsorted(_SHARES, digits / np.maximum(1, signs), side="right")


def _class_of(character: str) -> int:
    """Return what a character is: 0 space, 1 sign, 2 digit, 3 capital, 4 small letter."""
    if character.isspace():
        return 0
    if character.isdigit():
        return _DIGIT
    return _UPPER if character.isupper() else _LOWER if character.islower() else 1


_DIGIT, _UPPER, _LOWER = 2, 3, 4
_LATIN = 0x24F
_CLASSES = np.array([*(_class_of(chr(code)) for code in range(_LATIN)), 1], dtype=np.uint8)
"""By code point; what is not Latin counts as a sign."""


def _letter(character: str) -> int:
    if character.isdigit():
        return 1
    return 2 if character.islower() else 3 if character.isupper() else 0


def _first(character: str) -> int:
    if character.isalpha():
        return 1 if character.islower() else 0
    if character.isdigit():
        return 3
    for number, signs in enumerate((_OPENING_QUOTES, _BULLETS, _BRACKETS), 4):
        if character in signs:
            return number
    return 7 if character and unicodedata.category(character)[0] == "S" else 8


def _quotes(text: str) -> int:
    if text[:1] in _OPENING_QUOTES and text:
        return 2 if text[-1] in '"”’»' else 1
    return 3 if "“" in text or '"' in text or "«" in text else 0


def _places(columns: Values, lines: Sequence[Line]) -> None:
    n = len(lines)
    at = np.arange(n)
    prose = np.array([line.prose for line in lines])
    words = np.array([line.words for line in lines]) * prose
    above = np.cumsum(prose) - prose
    columns[:, _AT["place from the top"]] = np.searchsorted(_PLACES, at, side="right")
    columns[:, _AT["place from the end"]] = np.searchsorted(_PLACES, n - 1 - at, side="right")
    columns[:, _AT["share of the page above"]] = 10 * at // n
    columns[:, _AT["paragraphs above"]] = np.searchsorted(_FEW, above, side="right")
    columns[:, _AT["paragraphs below"]] = np.searchsorted(_FEW, prose.sum() - above - prose, side="right")
    share = (np.cumsum(words) - words) / max(1, words.sum())
    columns[:, _AT["share of the text above"]] = np.searchsorted(_SHARES, share, side="right")
    last = np.maximum.accumulate(np.where(prose, at, -99))
    following = np.minimum.accumulate(np.where(prose, at, n + 99)[::-1])[::-1]
    since = np.concatenate([[100], at[1:] - last[:-1]])
    until = np.concatenate([following[1:] - at[:-1], [100]])
    columns[:, _AT["lines since a paragraph"]] = np.where(since > 90, 0, 1 + np.searchsorted(_FEW, since, side="left"))
    columns[:, _AT["lines to a paragraph"]] = np.where(until > 90, 0, 1 + np.searchsorted(_FEW, until, side="left"))


def _echoes(columns: Values, lines: Sequence[Line], title: str | None) -> None:
    """Fill in which lines stand on the page again, take up the text's words, or are the stated title."""
    counts = Counter([line.key for line in lines if line.key])
    prose_words = frozenset(" ".join([line.key or line.low for line in lines if line.prose]).split())
    stated = word_key(title or "")[0]
    stated_words = frozenset(stated.split())
    met: set[str] = set()
    again, shared, titled = _AT["stands on the page again"], _AT["words of the text in it"], _AT["stated title"]
    for number, line in enumerate(lines):
        key = line.key
        if not key:
            continue
        if counts[key] > 1:
            columns[number, again] = (1 if counts[key] == 2 else 3) + (key in met)
            met.add(key)
        if line.prose:
            continue
        own = [word for word in key.split() if len(word) >= MIN_LETTERS]
        if own:
            share = sum(map(prose_words.__contains__, own)) / len(own)
            columns[number, shared] = np.searchsorted(_SHARES, share, side="right")
        if stated:
            columns[number, titled] = _likeness(key, stated, stated_words)


def _repeats(columns: Values, lines: Sequence[Line]) -> None:
    """Fill in what the first long lines say again of the paragraph over and under them.

    A caption introduces whom the text will introduce: who stands in full in two lines on end is no running text.
    """
    long = [line.number for line in lines if line.words >= LONG]
    prose = [number for number in long if lines[number].prose][:MOST_REPEATS]
    long = long[: bisect_right(long, prose[-1])] if prose else []
    names = {number: frozenset(_NAME.findall(lines[number].text[:MOST_SIGNS])) for number in long}
    words = {
        number: frozenset(word for word in words_of(lines[number].low[:MOST_SIGNS]) if len(word) > MIN_LETTERS)
        for number in long
    }
    for side, step in (("above", -1), ("below", 1)):
        for number in long:
            place = bisect_left(prose, number) - 1 if step < 0 else bisect_right(prose, number)
            if not 0 <= place < len(prose):
                continue
            other = prose[place]
            shared = len(names[number] & names[other])
            columns[number, _AT[f"names of the paragraph {side}"]] = 1 + min(3, shared)
            if words[number]:
                share = np.searchsorted(_SHARES, len(words[number] & words[other]) / len(words[number]), side="right")
                columns[number, _AT[f"words of the paragraph {side}"]] = 1 + share


def _likeness(key: str, stated: str, words: frozenset[str]) -> int:
    """Return how a line is like a title: 1 equal, 2 its beginning or end, 3 most of its words, 4 none of that."""
    if key == stated:
        return 1
    own = key.split()
    if len(own) >= 3 and (stated.startswith(f"{key} ") or stated.endswith(f" {key}")):
        return 2
    return 3 if len(own) >= 3 and sum(map(words.__contains__, own)) >= 0.7 * max(len(own), len(words)) else 4


def line_words(lines: Sequence[Line], row: Callable[[str], int | None]) -> list[list[int]]:
    """Return the rows of the words and signs that each line has.

    `row` gives a word's row. A first word is `1 by`, the first two `2 by the`, the last ones `9` and `8`; signs
    are `s |`.
    """
    rows: list[list[int]] = []
    for line in lines:
        names: list[str] = []
        words = (line.key or line.low).split(None, HEAD)[:HEAD]
        if words:
            last = line.key.rsplit(None, TAIL)[-TAIL:] if len(words) == HEAD and line.key else words
            names = [f"1 {words[0]}", f"9 {last[-1]}", *{*words, *last[-TAIL:]}]
            if len(words) > 1:
                names += (f"2 {words[0]} {words[1]}", f"8 {last[-2]} {last[-1]}")
        if line.signs:
            names += [f"s {sign}" for sign in {*line.signs}]
        rows.append([number for number in map(row, names) if number is not None])
    return rows
