"""Which line of a plain page is its headline: one of the lines over its text, or none of them.

A page has one headline at most: the lines over its text are weighed against each other and against there being none (a
conditional logit, McFadden 1974), by the odds of the labeller, the words that the first paragraphs take up and form.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from wirecopy.clean.labels.chain import FIRST, TITLE, Floats
from wirecopy.clean.labels.features import MIN_LETTERS
from wirecopy.clean.lines import word_key
from wirecopy.clean.rules.marks import STRONG, Mark, Sheet, touched
from wirecopy.clean.rules.promo import POINTS
from wirecopy.clean.rules.title import ANOTHERS


class Traits(NamedTuple):
    """What speaks for a line as the headline, and against it."""

    one: float
    """1 of every line."""
    odds: float
    """Logarithm of the labeller's odds."""
    taken_share: float
    """How much of its telling words the first paragraphs take up."""
    taken: float
    """How many they take up."""
    ruled: float
    """Whether the rules call it the headline."""
    other: float
    """Whether the rules know it for something else."""
    short: float
    long: float
    closed: float
    again: float
    """Whether it stands on the page again."""
    behind: float
    """The chance that the text has begun over it."""
    signed: float
    """How near under it a byline, a time or a dateline stands."""
    first_taken: float
    """How much of its telling words the first paragraph takes up."""
    listed: float
    """How many of the lines beside it are short and unfinished too, as those of a menu are."""
    under_longer: float
    """Whether the line over it could be a headline too, as that over a deck is."""
    over_longer: float
    """Whether the next line could be one."""
    holds: float
    """Whether another of the lines is its beginning or its end."""
    held: float
    """Whether it is the beginning or the end of another of the lines."""


WIDE = len(Traits._fields)
WORDS = range(3, 41)
"""How many words a headline has."""
SHORT, LONG = 6, 22
REACH = 0.95
"""Lines are weighed down to where the text has begun with this chance, and one more."""
PARAGRAPHS = 3
"""First paragraphs whose words count, and so many words at most."""
MAX_TAKEN = 6
LEAST = 1e-4
NEAR = 2
"""Lines beside a line, on either side."""
MIN_PART = 4
"""Words of a line that counts as a part of another."""
MENU_WORDS = 8
_SIGNED = frozenset(("byline", "timestamp", "dateline"))
"""What stands between a headline and its text."""
_KNOWN = frozenset(("caption", "timestamp", "byline"))
_NO_KIND = frozenset((None, "own_title", "caption"))
"""What a headline is told as by a rule that does not know it."""


class HeadlineChoice(NamedTuple):
    """The lines that may be the headline, each with its traits."""

    lines: Sequence[int]
    traits: Floats

    def chances(self, weights: Floats) -> Floats:
        """Return the chance of each line to be the headline; what is missing to 1 is the chance of none.

        >>> HeadlineChoice([0, 2], np.zeros((2, WIDE))).chances(np.zeros(WIDE)).round(2).tolist()
        [0.33, 0.33]
        """
        scores = self.traits @ weights
        top = max(0.0, float(scores.max(initial=0.0)))
        odds = np.exp(scores - top)
        return np.asarray(odds / (np.exp(-top) + odds.sum()))


def headline_choice(sheet: Sheet, marks: Sequence[Mark], chance: Floats) -> HeadlineChoice:
    """Return the lines of a page that may be its headline; of several that say the same the first.

    One that the rules know for a link, a point of a summary, a time, a byline, a picture's text with its credit, or for
    another's over the dateline, is none. `chance` has a row a line, a column a label.
    """
    never = {mark.line for mark in marks if mark.kind == "promo" or mark.evidence in (ANOTHERS, POINTS)}
    never -= {mark.line for mark in marks if mark.kind == "own_title"}
    never |= {mark.line for mark in marks if mark.kind in _KNOWN and mark.score >= STRONG}
    begun = np.cumsum(chance[:, FIRST])
    shown: dict[str, list[int]] = {}
    for line in sheet.lines[: int(np.searchsorted(begun, REACH)) + 2]:
        if line.words in WORDS and line.key and line.number not in never:
            shown.setdefault(line.key, []).append(line.number)
    seen = _Opening(sheet, marks, chance, shown)
    first = [numbers[0] for numbers in shown.values()]
    traits = np.array([seen.traits(numbers) for numbers in shown.values()]).reshape(-1, WIDE)
    return HeadlineChoice(first, traits)


class _Opening:
    """What all the lines of a page are seen against."""

    def __init__(self, sheet: Sheet, marks: Sequence[Mark], chance: Floats, shown: Mapping[str, Sequence[int]]) -> None:
        self.lines, self.stop_words = sheet.lines, sheet.rules.stop_words
        self.kinds = touched(sheet, marks)
        self.chance, self.begun = chance, np.cumsum(chance[:, FIRST])
        opening = [line for line in sheet.lines if line.prose and self.kinds[line.number] in (None, "dateline")]
        self.words_of = {
            line.number: frozenset((line.key or word_key(line.text)[0]).split()) for line in opening[:PARAGRAPHS]
        }
        self.counts = Counter([line.key for line in sheet.lines])
        self.own = {mark.line for mark in marks if mark.kind == "own_title"}
        self.signed = [number for number, kind in enumerate(self.kinds) if kind in _SIGNED]
        self.parts = set(shown)
        self.ends = {part for key in shown for part in _parts(key)}

    def traits(self, numbers: Sequence[int]) -> Traits:
        """Return the traits of what stands on some lines alike."""
        line = self.lines[numbers[0]]
        best = min(max(LEAST, *(float(self.chance[number, TITLE]) for number in numbers)), 1.0 - LEAST)
        telling = {word for word in line.key.split() if len(word) >= MIN_LETTERS} - self.stop_words
        line_words = [words for number, words in self.words_of.items() if number != line.number]
        taken = set().union(*[telling & words for words in line_words])
        following = bisect_right(self.signed, line.number)
        reach = self.signed[following] - line.number if following < len(self.signed) else 0
        beside = range(max(0, line.number - NEAR), min(len(self.lines), line.number + NEAR + 1))
        return Traits(
            one=1.0,
            odds=math.log(best / (1.0 - best)),
            taken_share=len(taken) / max(1, len(telling)),
            taken=min(len(taken), MAX_TAKEN) / MAX_TAKEN,
            ruled=line.number in self.own,
            other=self.kinds[line.number] not in _NO_KIND,
            short=line.words < SHORT,
            long=line.words > LONG,
            closed=line.closed,
            again=self.counts[line.key] > 1,
            behind=float(self.begun[line.number] - self.chance[line.number, FIRST]),
            signed=1.0 / reach if reach else 0.0,
            first_taken=len(telling & line_words[0]) / max(1, len(telling)) if line_words else 0.0,
            listed=sum(self._is_item(number) for number in beside if number != line.number) / (2 * NEAR),
            under_longer=self._could_be(line.number - 1),
            over_longer=self._could_be(line.number + 1),
            holds=not self.parts.isdisjoint(_parts(line.key)),
            held=line.key in self.ends,
        )

    def _is_item(self, number: int) -> bool:
        line = self.lines[number]
        return line.words <= MENU_WORDS and not line.closed and self.kinds[number] in (None, "nav")

    def _could_be(self, number: int) -> bool:
        if not 0 <= number < len(self.lines):
            return False
        line = self.lines[number]
        return line.words >= SHORT and not line.prose and self.kinds[number] in _NO_KIND


def _parts(key: str) -> Iterator[str]:
    """Yield the beginnings and the ends of some words that are long enough for a headline."""
    words = key.split()
    for size in range(MIN_PART, len(words)):
        yield " ".join(words[:size])
        yield " ".join(words[-size:])
