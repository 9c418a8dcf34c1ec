"""The lines of a raw page, with what every rule asks of a line worked out once."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from wirecopy.clean.page_words import INVISIBLE, LONG_LINE, FoldedLines, fold, words_of

LONG_WORDS = 240  # what a long line is said to have: more than any rule's bound
LOW_CHARS = 200
PROSE_WORDS = 12
LONG_PROSE_WORDS = 30
PROSE_CHARS = 60
_DIGITS = re.compile(r"\d+")
_HEADING = re.compile(r"#{1,6}[ \t]{1,9}(?=\S)")
_EMPHASIS = re.compile(r"(\*{1,3}|_{1,3})[^\s*_](?:[^*_]{0,600}[^\s*_])?\1")
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
    """A line that is not blank. `raw[start:end]` is the line without the white space around it.

    Nor with Markdown's marks of a heading, or of emphasis from its first letter to its last.
    """

    number: int
    start: int
    end: int
    text: str
    """The line as rules read it: invisible characters dropped, odd spaces made plain."""
    key: str
    """Its words in lower case with single spaces and no punctuation; empty for a long line."""
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
    signs: str
    """The signs in it that rules go by, in order; any digit is `0`."""

    @property
    def bag(self) -> frozenset[str]:
        """The words of its key, each once."""
        return frozenset(self.key.split())

    def at(self, raw: str, offset: int) -> int:
        """Return the raw offset of `text[offset]`."""
        if len(self.text) == self.end - self.start:
            return self.start + offset
        position = self.start
        for position in range(self.start, self.end):
            if raw[position] not in INVISIBLE:
                if offset == 0:
                    return position
                offset -= 1
        return self.end


def split_lines(raw: str) -> tuple[Line, ...]:
    r"""Return the lines of a raw text that hold more than white space.

    >>> [line.text for line in split_lines("# One\r\n\r\n  *two* \n")]
    ['One', 'two']
    """
    return tuple(_lines(fold(raw)))


def _lines(page: FoldedLines) -> Iterator[Line]:
    at = gap = number = 0
    low, invisible = page.low, page.invisible
    for piece, words, signs in zip(page.pieces, page.words, page.signs, strict=True):
        bare = piece.strip()
        if not bare:
            gap += 1
            at += len(piece)
            continue
        start = at if piece[0] == bare[0] else at + piece.index(bare)
        at += len(piece)
        if bare[0] in "#*_":
            before, behind = _around(bare)
            start, signs = start + len(before), signs[len(before.rstrip()) : len(signs) - len(behind)]
            bare = bare[len(before) : len(bare) - len(behind)]
        end = start + len(bare)
        if len(bare) > LONG_LINE:
            yield _long_line(number, start, bare, gap, signs)
        else:
            text = bare
            for character in invisible:
                text = text.replace(character, "")
            lowered = text.lower() if low is None or len(text) != len(bare) else low[start:end]
            count, closed = len(words), text.endswith(_SENTENCE_ENDS)
            prose = count >= LONG_PROSE_WORDS or (closed and count >= PROSE_WORDS and len(text) >= PROSE_CHARS)
            yield Line(
                number, start, end, text, " ".join(words), count, gap, lowered, closed, "0" in signs, prose, signs
            )
        number += 1
        gap = 0


def _around(text: str) -> tuple[str, str]:
    """Return what Markdown sets before and behind a line that is a heading, or all in one emphasis."""
    heading = _HEADING.match(text)
    before = heading[0] if heading else ""
    whole = _EMPHASIS.fullmatch(text, len(before))
    return (before + whole[1], whole[1]) if whole else (before, "")


def _long_line(number: int, start: int, bare: str, gap: int, signs: str) -> Line:
    low, closed = bare[:LOW_CHARS].lower(), bare.endswith(_SENTENCE_ENDS)
    return Line(number, start, start + len(bare), bare, "", LONG_WORDS, gap, low, closed, True, True, signs)


def word_key(text: str) -> tuple[str, int]:
    """Return the words of a text as one lower-case string, and how many they are.

    >>> word_key("Can't stop — 24 Things!")
    ('cant stop 24 things', 4)
    """
    words = words_of(text)
    return " ".join(words), len(words)


def number_key(key: str) -> str:
    """Return the key with every number as `#`, the way rule packs write them."""
    return _DIGITS.sub("#", key)
