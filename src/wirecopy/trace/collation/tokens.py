"""A body cut into fine tokens: words, abbreviations with their stops, numbers, single punctuation marks."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from html import unescape

from wirecopy.trace.collation.style_tables import ShortForm, StyleTables

# Every character that is not white space falls into exactly one token.
TOKEN = re.compile(
    r"(?:[^\W\d_]\.){2,}(?:[^\W\d_](?!\w))?"  # U.S. and U.S.A
    r"|[^\W\d_]\.[^\W\d_](?![\w.])"  # U.S
    r"|(?:US|NZ|HK|A|C|S)?[$£€¥₹₽₩₪₺₦]"
    r"|\d{1,3}(?:[ \u00a0\u2009\u202f]\d{3})+(?![\d\w])"  # 40 000
    r"|\d+(?:[.,:]\d+)*"
    r"|[^\W\d_][^\W_]*(?:-\n[^\W\d_][^\W_]*)*"  # a word that the end of a line divides
    r"|&(?:#\d{2,5}|#x[\da-fA-F]{2,4}|amp|quot|apos|[lr][sd]quo|[mn]dash|hellip);"
    r"|-{2,}|\.{2,}|``|''|‘‘|’’|_+|[^\w\s]"
)

_GLYPHS = (
    ('"', '"“”„‟«»＂″'),
    ("'", "'‘’‚‛‹›´′＇ʼ"),
    ("-", "-‐‑‒–—―−"),
    ("(", "([{"),
    (")", ")]}"),
)
GLYPH_KEYS: Mapping[str, str] = {glyph: key for key, glyphs in _GLYPHS for glyph in glyphs} | {
    "``": '"', "''": '"', "‘‘": '"', "’’": '"', "--": "-", "---": "-",
    "…": "...", "..": "...", "....": "...", "%": "percent", "&": "and",
}  # fmt: skip

Merge = tuple[int, int, str]
"""Tokens `first` to `last` (exclusive) are one, with this key."""


def key_of(surface: str, tables: StyleTables) -> str:
    """Return what a token is matched by: case, spelling, abbreviation, dots and glyphs folded.

    >>> from wirecopy.trace.collation.style_tables import load_tables
    >>> tables = load_tables()
    >>> [key_of(word, tables) for word in ("U.S.", "US", "us", "Defence", "“", "Erdoğan")]
    ['^US', '^US', 'us', 'defense', '"', 'erdogan']
    """
    exact = tables.exact.get(surface) or GLYPH_KEYS.get(surface)
    if exact is not None:
        return exact
    if surface[0] == "&":
        written = unescape(surface)
        return GLYPH_KEYS.get(written, written.strip() or surface)
    surface = surface.replace("-\n", "")
    if "." in surface and surface[0].isalpha():
        surface = surface.replace(".", "")
        if surface.upper() in tables.exact and surface.isupper():
            return tables.exact[surface]
    short = tables.short.get(surface)
    if short is not None and short.needs == "any":
        return short.long
    if surface.isupper() and len(surface) > 1 and surface.lower() in tables.acronyms_like_words:
        return f"^{surface}"
    lower = surface.lower()
    if not lower.isascii():
        lower = fold_letters(lower, tables.letters)
    return tables.spelling.get(lower, lower)


def fold_letters(word: str, letters: Mapping[int, str]) -> str:
    """Return the word without diacritics."""
    decomposed = unicodedata.normalize("NFKD", word.translate(letters))
    return "".join(c for c in decomposed if not unicodedata.combining(c)) or word


def abbreviation_merges(surfaces: list[str], spaced: list[bool], tables: StyleTables) -> Iterator[Merge]:
    """Yield the words that own the full stop behind them, and every "n't"."""
    for i, surface in enumerate(surfaces):
        short = tables.short.get(surface)
        if short is not None and _owns_stop(surfaces, spaced, i, short):
            dotted = i + 1 < len(surfaces) and surfaces[i + 1] == "." and not spaced[i + 1]
            yield i, i + 1 + dotted, short.long


def _owns_stop(surfaces: list[str], spaced: list[bool], i: int, short: ShortForm) -> bool:
    dotted = i + 1 < len(surfaces) and surfaces[i + 1] == "." and not spaced[i + 1]
    following = surfaces[i + 1 + dotted] if i + 1 + dotted < len(surfaces) else ""
    if short.needs == "any":
        return dotted
    if short.needs == "digit":
        return following[:1].isdigit() and (dotted or surfaces[i][0].isupper())
    return dotted and following[:1].isupper()


def merged(merges: list[Merge], ends: list[int], keys: list[str], starts: list[int]) -> None:
    """Put each merge into the token lists, in place; merges are in order and apart."""
    for first, last, key in reversed(merges):
        ends[first:last] = [ends[last - 1]]
        starts[first:last] = [starts[first]]
        keys[first:last] = [key]
