"""Which line of a plain page names its writers without saying "By": one of the lines made of names, or none of them.

The lines that are names and perhaps their house are weighed against each other and against there being none (a
conditional logit, McFadden 1974), by where they stand, what stands beside them, and whether the text is of them.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from wirecopy.clean.labels.bare_names import BareNames, bare_names
from wirecopy.clean.labels.chain import BEHIND, BODY, FIRST, LAST, Floats
from wirecopy.clean.lines import Line
from wirecopy.clean.rules.byline import parse_byline, timed_byline
from wirecopy.clean.rules.marks import Mark, Sheet, touched
from wirecopy.clean.rules.title import UNDER_HEADLINE


class BylineTraits(NamedTuple):
    """What speaks for a line as the byline, and against it."""

    one: float
    """1 of every line."""
    text: float
    """Logarithm of the labeller's odds that it is text."""
    to_text: float
    """How near under it the text begins: 1 for the next line, less for those farther off; 0 in the text and behind."""
    inside: float
    behind: float
    """The chance that the text has ended over it."""
    to_title: float
    """How near over it the headline stands."""
    timed: float
    """Whether a timestamp stands within two lines."""
    dated: float
    """Whether a dateline comes next."""
    opened: float
    """Whether the line over it says "By" and nothing else."""
    housed: float
    """Whether a house, a role or an address stands behind the names."""
    glued: float
    """Whether a house is glued to the last name."""
    house_next: float
    """Whether a house or an agency is the next line."""
    several: float
    """Whether it has more people than one."""
    upper: float
    again: float
    """Whether it stands on the page again."""
    told_of: float
    """Which share of their words stands in the text."""
    told_over: float
    """The same of a line behind the text: a tag, or a link to what else is told of them."""
    signed: float
    """Whether a note on the writer, a credit or an address on the page has one of their names."""
    listed: float
    """How many of the lines beside it are names too."""
    pictured: float
    """Whether the rules take it for a picture's credit."""
    ruled: float
    """Whether the rules know it for something else."""
    known: float
    """Which share of the people have a usual given name."""
    small: float
    """Which share of their words stands on the page in small letters."""
    under_text: float
    """Whether a sentence is the line over it, as a caption is over a picture's credit."""
    initial: float
    """Whether a letter and a dot stand between two names."""


WIDE = len(BylineTraits._fields)
LEAST = 1e-3
_NOTES = frozenset(("bio", "reporting_credit", "contact", "subscribe"))
_PICTURES = frozenset(("caption",))
_UNKNOWN = frozenset((None, "byline", "caption", "own_title"))
_RULED = frozenset((None, "byline", "caption", "nav", "timestamp"))
"""What a line of names may be taken for by a rule; or for a second line of the headline."""
NEAR = 2
"""Lines beside a line, on either side."""
SHORT = 4
_UNDER = 0.5


class BylineChoice(NamedTuple):
    """The lines that may be the byline, the names in each, and their traits."""

    lines: Sequence[int]
    named: Sequence[BareNames]
    traits: Floats

    def chances(self, weights: Floats) -> Floats:
        """Return the chance of each line to be the byline; what is missing to 1 is the chance of none.

        >>> BylineChoice([0, 2], [], np.zeros((2, WIDE))).chances(np.zeros(WIDE)).round(2).tolist()
        [0.33, 0.33]
        """
        scores = self.traits @ weights
        top = max(0.0, float(scores.max(initial=0.0)))
        odds = np.exp(scores - top)
        return np.asarray(odds / (np.exp(-top) + odds.sum()))


def is_answered(sheet: Sheet, marks: Sequence[Mark]) -> bool:
    """Return whether the rules know who wrote a page: a byline that opens with "By", or one that names people."""
    openers = sheet.rules.words["byline.openers"]
    for mark in marks:
        if mark.kind == "byline":
            text = sheet.raw[mark.start : mark.end]
            byline = parse_byline(text, sheet.rules) or timed_byline(text, sheet.rules)
            if sheet.lines[mark.line].low.startswith(openers) or (byline is not None and byline.names):
                return True
    return False


def byline_choice(sheet: Sheet, marks: Sequence[Mark], chance: Floats) -> BylineChoice:
    """Return the lines of a page that may be its byline; of several that say the same the first.

    `chance` has a row a line, a column a label.
    """
    kinds = touched(sheet, marks)
    candidates: dict[str, tuple[Line, BareNames]] = {}
    spoken: set[int] = set()
    under = {mark.line for mark in marks if mark.evidence == UNDER_HEADLINE}
    for line in sheet.lines:
        may_be = kinds[line.number] in _RULED or line.number in under
        if may_be and (named := bare_names(line, sheet.rules)) is not None:
            spoken.add(line.number)
            candidates.setdefault(line.key, (line, named))
    lines = [line for line, _ in candidates.values()]
    traits = np.zeros((len(lines), WIDE))
    if not lines:
        return BylineChoice([], [], traits)
    seen = _PageLines(sheet, kinds, chance, spoken)
    for row, (line, named) in zip(traits, candidates.values(), strict=True):
        row[:] = seen.traits(line, named)
    return BylineChoice([line.number for line in lines], [named for _, named in candidates.values()], traits)


def _is_sentence(line: Line) -> bool:
    return line.prose or (line.closed and line.words > SHORT)


class _PageLines:
    """What all the lines of a page are seen against."""

    def __init__(self, sheet: Sheet, kinds: Sequence[str | None], chance: Floats, spoken: set[int]) -> None:
        self.sheet, self.kinds, self.spoken = sheet, kinds, spoken
        self.text = chance[:, [FIRST, BODY, LAST]].sum(axis=1)
        self.behind = chance[:, BEHIND]
        self.first = int(chance[:, FIRST].argmax())
        self.keys = [line.key for line in sheet.lines]
        self.titles = [number for number, kind in enumerate(kinds) if kind == "own_title" and number not in spoken]
        self.notes = " ".join(line.low for line in sheet.lines if self._is_note(line))
        prose = [
            line
            for line in sheet.lines
            if _is_sentence(line) and kinds[line.number] in (None, "dateline") and self.behind[line.number] <= _UNDER
        ]
        self.small = {word for line in sheet.lines for word in line.text.split() if word.islower()}
        self.prose_words = {word for line in prose for word in (line.key or line.low).split()}

    def _is_note(self, line: Line) -> bool:
        """Whether a line may say who wrote the page: by what the rules take it for, or as a sentence under the text."""
        kind = self.kinds[line.number]
        return kind in _NOTES or (kind is None and line.closed and self.behind[line.number] > _UNDER)

    def traits(self, line: Line, named: BareNames) -> BylineTraits:
        """Return the traits of one line."""
        at, rules = line.number, self.sheet.rules
        over = max((title for title in self.titles if title < at), default=None)
        beside = [n for n in range(at - NEAR, at + NEAR + 1) if 0 <= n < len(self.kinds) and n != at]
        following = self.kinds[at + 1] if at + 1 < len(self.kinds) else None
        chance = min(max(LEAST, float(self.text[at])), 1.0 - LEAST)
        people = [person.lower().split() for person in named.people]
        told_of = sum(word in self.prose_words for person in people for word in person) / sum(map(len, people))
        return BylineTraits(
            one=1.0,
            text=math.log(chance / (1.0 - chance)),
            to_text=1.0 / (self.first - at) if at < self.first else 0.0,
            inside=at > self.first and self.behind[at] < 0.5,
            behind=float(self.behind[at]),
            to_title=1.0 / (at - over) if over is not None else 0.0,
            timed=any(self.kinds[n] == "timestamp" for n in (*beside, at)),
            dated=following == "dateline",
            opened=at > 0 and self.sheet.lines[at - 1].key in rules.words["byline.openers"],
            housed=named.housed,
            glued=named.glued,
            house_next=following == "byline" or (at + 1 < len(self.keys) and self.keys[at + 1] in rules.agencies.names),
            several=len(people) > 1,
            upper=line.text.isupper(),
            again=self.keys.count(line.key) > 1,
            told_of=told_of,
            told_over=told_of * float(self.behind[at]),
            signed=any(" ".join(person) in self.notes or person[-1] in self.notes for person in people),
            listed=sum(n in self.spoken for n in beside) / (2 * NEAR),
            pictured=self.kinds[at] in _PICTURES,
            ruled=self.kinds[at] not in _UNKNOWN,
            known=sum(person[0] in rules.given_names for person in people) / len(people),
            small=sum(word in self.small for person in people for word in person) / sum(map(len, people)),
            under_text=at > 0 and self.sheet.lines[at - 1].closed,
            initial=any(len(word.strip(".")) == 1 for person in people for word in person[1:-1]),
        )
