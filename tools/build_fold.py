"""Write the character table of the matching kernels, from Python's own Unicode database.

    python tools/build_fold.py

One number per code point below 0x20000: `class << 24 | folded code point`. The table ships with the package so that
every Python version, with its own edition of Unicode, folds and hashes a text alike.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path

import numpy as np

from wirecopy.kernels.fold import (
    APOSTROPHE,
    COMMA,
    DIGIT,
    DOT,
    LETTER,
    SEPARATOR,
    SINGLE,
    SKIP,
    TABLE_PATH,
    TABLE_SIZE,
)

# Scripts written without spaces between words: each character stands as a word of its own.
UNSPACED = (
    (0x0E00, 0x0EFF),  # Thai, Lao
    (0x1000, 0x109F),  # Burmese
    (0x1780, 0x17FF),  # Khmer
    (0x2E80, 0x2FDF),  # CJK radicals
    (0x3005, 0x3007),
    (0x3021, 0x3029),
    (0x3040, 0x30FF),  # Hiragana, Katakana
    (0x31F0, 0x31FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0xFF66, 0xFF9F),  # half-width Katakana
)
# Points that most writers leave out. Vowel signs of Indic scripts are no such points: they stay.
POINTS = (
    (0x0300, 0x036F),
    (0x0591, 0x05BD),  # Hebrew
    (0x064B, 0x065F),  # Arabic
    (0x0670, 0x0670),
    (0xFE00, 0xFE0F),  # variation selectors
    (0xFE20, 0xFE2F),
)
HANGUL = (0xAC00, 0xD7A3)  # decomposes into three letters; the syllable stays whole
APOSTROPHES = "'’ʼ＇"
INVISIBLE = (
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u180e"
)


def entry(code: int) -> int:
    """Return the table's number for one code point."""
    character = chr(code)
    if character in ".．":
        return DOT << 24 | ord(".")
    if character in ",，":
        return COMMA << 24 | ord(",")
    if character in APOSTROPHES:
        return APOSTROPHE << 24 | ord("'")
    category = unicodedata.category(character)
    if character in INVISIBLE or any(a <= code <= b for a, b in POINTS):
        return SKIP << 24
    if any(a <= code <= b for a, b in UNSPACED) and category[0] in "LMN":
        return SINGLE << 24 | code
    folded = base_character(character)
    if category == "Nd":
        return DIGIT << 24 | ord(str(unicodedata.digit(character)))
    if category[0] in "LMN":
        kind = DIGIT if folded.isdigit() else LETTER
        return kind << 24 | ord(folded)
    return SEPARATOR << 24


def base_character(character: str) -> str:
    """Return the character without case, width and accents: the first of its compatibility decomposition."""
    if HANGUL[0] <= ord(character) <= HANGUL[1]:
        return character
    decomposed = unicodedata.normalize("NFKD", character.casefold())
    kept = [c for c in decomposed if not unicodedata.category(c).startswith("M")]
    return kept[0] if kept else character


def main() -> None:
    """Write the table and say what it holds."""
    table = np.array([0 if 0xD800 <= c < 0xE000 else entry(c) for c in range(TABLE_SIZE)], dtype=np.uint32)
    np.savez_compressed(Path(TABLE_PATH), fold=table)
    kinds, counts = np.unique(table >> 24, return_counts=True)
    print(f"Unicode {unicodedata.unidata_version}:", dict(zip(kinds.tolist(), counts.tolist(), strict=True)))


if __name__ == "__main__":
    main()
