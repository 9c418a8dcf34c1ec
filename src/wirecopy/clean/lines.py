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
_DIGITS = re.compile(r"\d+")
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
    at = gap = 0
    for piece in raw.splitlines(keepends=True):
        bare = piece.strip()
        if bare:
            start = at + len(piece) - len(piece.lstrip())
            lines.append(_line(len(lines), start, bare, gap))
            gap = 0
        else:
            gap += 1
        at += len(piece)
    return tuple(lines)


def _line(index: int, start: int, bare: str, gap: int) -> Line:
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
        )
    text = bare if bare.isascii() or not _ODD.search(bare) else bare.translate(_FOLDED)
    low = text.lower()
    found = _words(low)
    words = len(found)
    closed = text.endswith(_SENTENCE_ENDS)
    prose = words >= LONG_PROSE_WORDS or (closed and words >= PROSE_WORDS and len(text) >= PROSE_CHARS)
    return Line(index, start, end, text, " ".join(found), frozenset(found), words, gap, low, closed, prose)


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
    for mark in _APOSTROPHES:
        if mark in lowered:
            lowered = lowered.replace(mark, "")
    return _WORD.findall(lowered)


def number_key(key: str) -> str:
    """Return the key with every number as `#`, the way rule packs write them."""
    return _DIGITS.sub("#", key)
