"""A page's words and signs, line by line, each read off the whole page in one step.

A step over a page costs hardly more than one over a line: what lies beyond ASCII is found once, marks are replaced
page-wide, and the plain rest goes through byte tables. Only lines with letters beyond ASCII are read alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

# Invisible characters that scrapers leave inside words; rules read past them, offsets do not change.
_CODES = (0x00, 0xAD, *range(0x200B, 0x2010), 0x2060, 0xFEFF, *range(0x202A, 0x202F), *range(0x2066, 0x206A))
INVISIBLE = frozenset(map(chr, _CODES))
_ODD_SPACES = frozenset("\xa0\u2007\u2009\u202f\u3000")
_APOSTROPHES = frozenset("'’‘`´")
_BREAKS = frozenset("\x85\u2028\u2029")  # line ends beyond ASCII
_LINE_ENDS = "\n\r\x0b\x0c\x1c\x1d\x1e"
_ENDS = _LINE_ENDS + "".join(sorted(_BREAKS))
# A line longer than this is prose: line rules look at its ends only. The longest one-line boilerplate of
# outlets that repeat a line on many dates is under 600 characters (evals/clean).
LONG_LINE = 600
MAX_STRANGE = 64  # different characters beyond ASCII that are worth a replacement each
_STAND_INS = {"•": "|", "·": "|", "›": ">", "»": ">", "→": ">", "©": "@"}
"""Signs beyond ASCII that rules go by -> one of ASCII that the same rules go by."""
_SIGNS = "@{}<>|/\\[]()\t=$;*#&+_:%"
_WORD = re.compile(r"[^\W_]+")

_WORD_TABLE = bytes(
    ord(c) if code < 128 and (c.isalnum() or c in _LINE_ENDS) else 32
    for code in range(256)
    for c in [chr(code).lower()]
)
_SIGN_TABLE = bytes(ord("0") if chr(code) in "0123456789" else code for code in range(256))
_NO_SIGNS = bytes(code for code in range(256) if chr(code) not in f"{_SIGNS}{_LINE_ENDS}0123456789")
_PLAIN = bytes(range(1, 128))


class FoldedLines(NamedTuple):
    """A page's lines as rules read them, all sequences of one length."""

    pieces: Sequence[str]
    """The lines with their ends, odd spaces made plain; as long as in the raw text."""
    words: Sequence[Sequence[str]]
    """The words of each line in lower case, without punctuation; apostrophes part no words. None of a long line."""
    signs: Sequence[str]
    """The signs of each line that rules go by, in order; any digit is `0`."""
    low: str | None
    """The pieces in lower case, joined; null where a character beyond ASCII has a lower case of its own."""
    invisible: Sequence[str]
    """The invisible characters there are."""


def fold(raw: str, *, long_line: int = LONG_LINE) -> FoldedLines:
    r"""Return the lines of a text with the words and signs of each; of a long line no words.

    >>> fold("Can't stop\n— 24 Things!").words
    [['cant', 'stop'], ['24', 'things']]
    """
    strange = _strange(raw)
    spaced = _replaced(raw, strange & _ODD_SPACES, " ")
    pieces = spaced.splitlines(keepends=True)
    ended = _replaced(spaced, strange & _BREAKS, "\x0b") + ("" if _is_ended(pieces) else "\n")
    words, signs = _words_by_line(ended, strange, len(pieces), long_line), _signs_by_line(ended, strange)
    if words is None or len(signs) != len(pieces):  # a mark between two line ends that are one without it
        words = [[] if _is_long(piece, long_line) else words_of(piece) for piece in pieces]
        signs = ["".join(_signs_by_line(piece.rstrip(_ENDS) + "\n", strange)) for piece in pieces]
    return FoldedLines(pieces, words, signs, _lowered(spaced, strange), sorted(strange & INVISIBLE))


def words_of(text: str) -> list[str]:
    """Return the words of a text in lower case.

    >>> words_of("Can't stop — 24 Things!")
    ['cant', 'stop', '24', 'things']
    """
    if text.isascii():
        return _plain_words(text).split()
    bare = _replaced(text, _APOSTROPHES | INVISIBLE, "")
    return _WORD.findall(bare.lower())


def _plain_words(text: str) -> str:
    """Return a text of ASCII (`?` for what is not) with all but words and line ends as spaces, in lower case."""
    return text.encode("ascii", "replace").translate(_WORD_TABLE, b"\0'`").decode("ascii")


def _strange(text: str) -> frozenset[str]:
    """Return the characters of a text that are not of ASCII, and NUL."""
    if text.isascii() and "\0" not in text:
        return frozenset()
    beyond = text.encode("utf-8", "surrogatepass").translate(None, _PLAIN)
    return frozenset(beyond.decode("utf-8", "surrogatepass"))


def _replaced(text: str, characters: Iterable[str], by: str) -> str:
    for character in characters:
        text = text.replace(character, by)
    return text


def _is_ended(pieces: Sequence[str]) -> bool:
    return not pieces or pieces[-1][-1] in _LINE_ENDS or pieces[-1][-1] in _BREAKS


def _words_by_line(text: str, strange: Set[str], lines: int, long_line: int) -> list[list[str]] | None:
    """Return the words of each line; null where the lines are not as many as they should be."""
    if len(strange) <= MAX_STRANGE:
        text = _replaced(text, strange & (INVISIBLE | _APOSTROPHES), "")
        text = _replaced(text, [c for c in strange if not c.isalnum()], " ")
    plain = _plain_words(text).splitlines()
    own = plain if text.isascii() else text.splitlines()
    if not len(plain) == len(own) == lines:
        return None
    return [
        [] if _is_long(p, long_line) else p.split() if o.isascii() else words_of(o)
        for p, o in zip(plain, own, strict=True)
    ]


def _is_long(line: str, long_line: int) -> bool:
    return len(line) > long_line and len(line.strip()) > long_line


def _signs_by_line(text: str, strange: Set[str]) -> list[str]:
    for sign in strange & _STAND_INS.keys():
        text = text.replace(sign, _STAND_INS[sign])
    return text.encode("ascii", "replace").translate(_SIGN_TABLE, _NO_SIGNS).decode("ascii").splitlines()


def _lowered(text: str, strange: Set[str]) -> str | None:
    """Return the text in lower case, of the same length; null where that takes more than the letters of ASCII."""
    if not strange:
        return text.lower()
    if any(c.lower() != c for c in strange):
        return None
    return text.encode("utf-8", "surrogatepass").lower().decode("utf-8", "surrogatepass")
