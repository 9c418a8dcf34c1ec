"""The lines of a raw page, with what every rule asks of a line worked out once."""

from __future__ import annotations

import re
from typing import NamedTuple

# Invisible characters that scrapers leave inside words; rules read past them, offsets do not change.
_INVISIBLE = dict.fromkeys((0x00, 0xAD, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF))
_INVISIBLE.update(dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A))))
_INVISIBLE_SET = frozenset(chr(code) for code in _INVISIBLE)
_FOLDED: dict[int, str | None] = {**_INVISIBLE, 0xA0: " ", 0x2007: " ", 0x2009: " ", 0x202F: " ", 0x3000: " "}

# A line longer than this is prose: line rules look at its ends only. The longest one-line boilerplate of
# outlets that repeat a line on many dates is under 600 characters (evals/clean).
LONG_LINE = 600
LONG_WORDS = 240  # what a long line is said to have: more than any rule's bound
LOW_CHARS = 200
PROSE_WORDS = 12
LONG_PROSE_WORDS = 30
PROSE_CHARS = 60
_APOSTROPHES = "'’‘`´"
_ODD = re.compile("[" + "".join(map(chr, _FOLDED)) + "]")
_WORD = re.compile(r"[^\W_]+")
_PLAIN = {code: " " for code in range(128) if not chr(code).isalnum()} | dict.fromkeys(map(ord, "'`"))
_CURLED = (("’", ""), ("‘", ""), ("“", " "), ("”", " "), ("–", " "), ("—", " "), ("…", " "), ("´", ""))
_DIGITS = re.compile(r"\d+")
_DIGIT = re.compile("[0-9]")
_SENTENCE_ENDS = (
    '."',
    ".'",
    ".”",
    ".’",
    ".)",
    ".]",
    '?"',
    "?”",
    '!"',
    "!”",
    "?",
    "!",
    ".",
    "…",
    '."',
    ',"',
    ",”",
    ".»",
)


class Line(NamedTuple):
    """A line that is not blank. `raw[start:end]` is the line without the white space around it."""

    number: int
    start: int
    end: int
    text: str
    """The line as rules read it: invisible characters dropped, odd spaces made plain."""
    key: str
    """Its words in lower case with single spaces and no punctuation; empty for a long line."""
    bag: frozenset[str]
    """The words of its key, each once."""
    words: int
    gap: int
    """Blank lines before it."""
    low: str
    """The text in lower case; of a long line its beginning."""
    closed: bool
    """Whether it ends as a sentence does."""
    digit: bool
    """Whether an ASCII digit stands in it."""
    prose: bool
    """Whether it reads like running text: long, or a fair length and closed like a sentence."""

    def at(self, raw: str, offset: int) -> int:
        """Return the raw offset of `text[offset]`."""
        if len(self.text) == self.end - self.start:
            return self.start + offset
        position = self.start
        for position in range(self.start, self.end):
            if raw[position] not in _INVISIBLE_SET:
                if offset == 0:
                    return position
                offset -= 1
        return self.end


def split_lines(raw: str) -> tuple[Line, ...]:
    r"""Return the lines of a raw text that hold more than white space.

    >>> [line.text for line in split_lines("One\r\n\r\n  two \n")]
    ['One', 'two']
    """
    lines: list[Line] = []
    odd = _ODD.search(raw) is not None
    at = gap = 0
    for piece in raw.splitlines(keepends=True):
        bare = piece.strip()
        if bare:
            start = at + len(piece) - len(piece.lstrip())
            lines.append(_line(len(lines), start, bare, gap, odd))
            gap = 0
        else:
            gap += 1
        at += len(piece)
    return tuple(lines)


def _line(index: int, start: int, bare: str, gap: int, odd: bool) -> Line:
    end = start + len(bare)
    if len(bare) > LONG_LINE:
        return Line(
            index,
            start,
            end,
            bare,
            "",
            frozenset(),
            LONG_WORDS,
            gap,
            bare[:LOW_CHARS].lower(),
            bare.endswith(_SENTENCE_ENDS),
            True,
            True,
        )
    text = bare.translate(_FOLDED) if odd and _ODD.search(bare) else bare
    low = text.lower()
    found = _words(low)
    words = len(found)
    closed = text.endswith(_SENTENCE_ENDS)
    prose = words >= LONG_PROSE_WORDS or (closed and words >= PROSE_WORDS and len(text) >= PROSE_CHARS)
    return Line(
        index, start, end, text, " ".join(found), frozenset(found), words, gap, low, closed,
        _DIGIT.search(text) is not None, prose,
    )  # fmt: skip


def word_key(text: str) -> tuple[str, int]:
    """Return the words of a text as one lower-case string, and how many they are.

    >>> word_key("Can't stop — 24 Things!")
    ('cant stop 24 things', 4)
    """
    return _key(text.lower())


def _key(lowered: str) -> tuple[str, int]:
    words = _words(lowered)
    return " ".join(words), len(words)


def _words(lowered: str) -> list[str]:
    """Return the words; the translation of plain letters is four times as fast as the pattern."""
    if not lowered.isascii():
        for mark, plain in _CURLED:
            lowered = lowered.replace(mark, plain)
        if not lowered.isascii():
            return _WORD.findall(_drop_apostrophes(lowered))
    return lowered.translate(_PLAIN).split()


def _drop_apostrophes(lowered: str) -> str:
    for mark in _APOSTROPHES:
        lowered = lowered.replace(mark, "")
    return lowered


def number_key(key: str) -> str:
    """Return the key with every number as `#`, the way rule packs write them."""
    return _DIGITS.sub("#", key)
