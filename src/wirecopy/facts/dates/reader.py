"""The dates of a text: every expression of time with what it means on the day it was written or said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from wirecopy.facts.dates.anchor import Anchor, tense_at
from wirecopy.facts.dates.meaning import Meaning
from wirecopy.facts.dates.patterns import Expression, expressions
from wirecopy.facts.dates.resolve import resolve
from wirecopy.types import Stretch

_LONGEST = 2_000  # characters of a sentence read at once; a longer one is cut


@dataclass(frozen=True, slots=True)
class Dated:
    """An expression of time and its meaning."""

    expression: Expression
    meaning: Meaning


def dated(
    text: str,
    sentences: Sequence[Stretch],
    today: date | None,
    *,
    said: Sequence[tuple[Stretch, date]] = (),
    times: Sequence[Expression] | None = None,
) -> Iterator[Dated]:
    """Yield the expressions of time of `text` that mean something, in order.

    `today` is the day of publication; `said` gives stretches (quotations) and the day each was spoken; `times` the
    expressions, where they are already found.
    """
    anchor, at, within = Anchor(today), 0, 0
    whole = list(pieces(sentences))
    found = times if times is not None else [e for start, end in whole for e in expressions(text, start, end)]
    for expression in found:
        while within + 1 < len(whole) and whole[within][1] < expression.end:
            within += 1
        while at < len(said) and said[at][0].end <= expression.start:
            at += 1
        inside = at < len(said) and said[at][0].start <= expression.start
        tense = tense_at(text, expression.start, expression.end, whole[within])
        own = replace(anchor, today=said[at][1]) if inside else anchor
        meaning = resolve(expression, own, tense)
        if inside:
            anchor.last, anchor.quarter = own.last, own.quarter
        if meaning is not None:
            yield Dated(expression, meaning)


def pieces(sentences: Sequence[Stretch]) -> Iterator[tuple[int, int]]:
    """Yield where each sentence stands, an endless one cut."""
    for sentence in sentences:
        for start in range(sentence.start, sentence.end, _LONGEST):
            yield start, min(start + _LONGEST, sentence.end)
