"""Which line of a plain page is its headline: one of the lines over its text, or none of them.

A page has one headline at most: the lines over its text are weighed against each other and against there being none (a
conditional logit, McFadden 1974), by the odds of the labeller, the words that the first paragraphs take up and form.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from wirecopy.clean.labels.chain import FIRST, TITLE, Floats
from wirecopy.clean.labels.features import MIN_LETTERS
from wirecopy.clean.lines import word_key
from wirecopy.clean.rules.marks import Mark, Sheet, touched
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

    One that the rules know for a link, or for another's over the dateline, is none. `chance` has a row a line, a column
    a label.
    """
    kinds = touched(sheet, marks)
    never = {mark.line for mark in marks if mark.kind == "promo" or mark.evidence == ANOTHERS}
    titled, starts, begun = chance[:, TITLE].tolist(), chance[:, FIRST].tolist(), np.cumsum(chance[:, FIRST])
    shown: dict[str, list[int]] = {}
    for line in sheet.lines[: int(np.searchsorted(begun, REACH)) + 2]:
        if line.words in WORDS and line.key and line.number not in never:
            shown.setdefault(line.key, []).append(line.number)
    opening = [line for line in sheet.lines if line.prose and kinds[line.number] in (None, "dateline")][:PARAGRAPHS]
    said = {line.number: frozenset((line.key or word_key(line.text)[0]).split()) for line in opening}
    keys = [line.key for line in sheet.lines]
    own = {mark.line for mark in marks if mark.kind == "own_title"}
    first = [numbers[0] for numbers in shown.values()]
    traits = np.zeros((len(first), WIDE))
    for row, line, numbers in zip(traits, map(sheet.lines.__getitem__, first), shown.values(), strict=True):
        best = min(max(LEAST, *(titled[number] for number in numbers)), 1.0 - LEAST)
        telling = {word for word in line.key.split() if len(word) >= MIN_LETTERS} - sheet.rules.stop_words
        taken = set().union(*[telling & words for number, words in said.items() if number != line.number])
        row[:] = Traits(
            one=1.0,
            odds=math.log(best / (1.0 - best)),
            taken_share=len(taken) / max(1, len(telling)),
            taken=min(len(taken), MAX_TAKEN) / MAX_TAKEN,
            ruled=line.number in own,
            other=kinds[line.number] not in _NO_KIND,
            short=line.words < SHORT,
            long=line.words > LONG,
            closed=line.closed,
            again=keys.count(line.key) > 1,
            behind=begun[line.number] - starts[line.number],
        )
    return HeadlineChoice(first, traits)
