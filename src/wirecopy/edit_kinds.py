"""The kinds of edit between two copies: those of house style, and those of substance."""

from __future__ import annotations

from typing import Literal, get_args

StyleKind = Literal[
    "quotation_mark", "apostrophe", "dash", "spelling", "abbreviation", "honorific", "capitalisation", "bracket",
    "number_form", "percent_form", "date_form", "preposition", "whitespace", "punctuation",
    "paraphrase", "name_form",
]  # fmt: skip
SubstanceKind = Literal[
    "word", "name", "number", "date", "attribution", "negation", "quote_altered", "sentence_added",
    "sentence_dropped", "sentence_moved", "paragraph_added", "paragraph_dropped", "headline",
]  # fmt: skip
EditKind = StyleKind | SubstanceKind
STYLE_KINDS: tuple[str, ...] = get_args(StyleKind)
SUBSTANCE_KINDS: tuple[str, ...] = get_args(SubstanceKind)
