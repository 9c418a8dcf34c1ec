"""The second pass: a short line inside the body that stands in no copy of the text is furniture."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

from wirecopy.clean.cleaning_result import Cleaned, with_body
from wirecopy.clean.rules.marks import STRONG
from wirecopy.page_kinds import SpanKind
from wirecopy.types import Span, Stretch

# Lines of 11 words and fewer inside an article that no copy has: 42 of 47 are furniture
# (the hand-labelled lines of evals/clean); longer ones are the outlet's own paragraphs.
MAX_WORDS = 11
MIN_HEADLINE_WORDS = 4
EVIDENCE = "copies:unsupported"
_WORD = re.compile(r"\w+")
_CLOCK_OR_DAY = re.compile(
    r"^(?:\d{1,2}(?:[:.]\d\d)?\s?[ap]\.?\s?m\.?|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\W{0,2}$",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(r"^[—–-]{1,2}\s?[^\n]{2,80}(?:\(@\w{1,30}\)|[A-Z])")
_SENTENCE = re.compile(r"[.!?…][\"'”’)\]]{0,2}$")
_QUOTE_MARKS = '"“”«»„'


class _Body(NamedTuple):
    place: int
    start: int
    end: int
    supported: bool


def support(cleaned: Cleaned, raw: str, supported: Sequence[Stretch]) -> Cleaned:
    """Return the article with its short body lines that no copy has, between supported ones, as furniture.

    `supported` are the raw stretches of this article that stand in at least one verified copy.
    Sentences, quotations, crossheads and long lines are the outlet's additions and stay.
    """
    inked = _merged(supported)
    bodies = [
        _Body(i, span.start, span.end, _has_word(raw, span, inked))
        for i, span in enumerate(cleaned.spans)
        if span.kind == "body"
    ]
    supported_places = [body.place for body in bodies if body.supported]
    if not supported_places:
        return cleaned
    spans = list(cleaned.spans)
    for body in bodies:
        if body.supported or not supported_places[0] < body.place < supported_places[-1]:
            continue
        kind = unsupported_kind(raw[body.start : body.end])
        if kind is not None:
            spans[body.place] = replace(spans[body.place], kind=kind, score=STRONG, evidence=EVIDENCE)
    if spans == list(cleaned.spans):
        return cleaned
    return Cleaned(with_body(cleaned.article, raw, spans), tuple(spans), cleaned.tickers)


def unsupported_kind(text: str) -> SpanKind | None:
    """Return what kind of furniture a line inside the body is that no copy has; null when it is an addition.

    >>> unsupported_kind("Elon Musk meets Chinese FM in Beijing"), unsupported_kind("9 p.m.")
    ('promo', None)
    """
    line = " ".join(text.split())
    words = line.split()
    if not len(words) >= 1 or len(_WORD.findall(line)) > MAX_WORDS or _stays(line, words):
        return None
    headline = len(words) >= MIN_HEADLINE_WORDS and (line[0].isupper() or line[0].isdigit() or line[0] in "'‘")
    return "promo" if headline and not line.endswith((":", ".", ",")) else "unknown_furniture"


def _stays(line: str, words: Sequence[str]) -> bool:
    """Whether a short line is a sentence, a quotation, a crosshead or a tweet's signature."""
    if _CLOCK_OR_DAY.match(line) or _SIGNATURE.match(line) or line[0] in "•·▪‣":
        return True
    if line == line.upper() and len(words) >= 2 and any(c.isalpha() for c in line):
        return True
    if any(mark in line for mark in _QUOTE_MARKS) and line[0] in _QUOTE_MARKS:
        return True
    return len(words) >= 3 and _SENTENCE.search(line) is not None and any(w[:1].islower() for w in words)


def _merged(stretches: Sequence[Stretch]) -> list[Stretch]:
    merged: list[Stretch] = []
    for stretch in sorted(stretches, key=lambda s: (s.start, s.end)):
        if merged and stretch.start <= merged[-1].end:
            merged[-1] = Stretch(merged[-1].start, max(merged[-1].end, stretch.end))
        else:
            merged.append(stretch)
    return merged


def _has_word(raw: str, span: Span, inked: Sequence[Stretch]) -> bool:
    """Whether a word of the span stands in a supported stretch."""
    i = bisect_left(inked, span.start + 1, key=lambda s: s.end)
    while i < len(inked) and inked[i].start < span.end:
        overlap = raw[max(inked[i].start, span.start) : min(inked[i].end, span.end)]
        if any(c.isalnum() for c in overlap):
            return True
        i += 1
    return False
