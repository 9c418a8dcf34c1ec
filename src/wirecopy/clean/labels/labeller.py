"""What the learned labeller makes of a page: its headline, where its text begins and ends, what in it is none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from wirecopy.clean.labels.chain import BEFORE, BEHIND, BODY, FIRST, INSIDE, LABELS, LAST, STANDFIRST, TITLE, best_edges, chances
from wirecopy.clean.labels.features import BASES, NAMES, Around, line_traits, line_words
from wirecopy.clean.labels.weights import REACH, WAYS, Form, Weights
from wirecopy.clean.lines import Line
from wirecopy.clean.rules.marks import FAIR, STRONG, Mark, Sheet, strongest, touched, whole
from wirecopy.types import SpanKind

HEADLINE = "labels: headline"
OURS = 0.2
"""A line that an extractor keeps is furniture below this chance of being text, one that it drops is text from
`1 - OURS` on: where the two disagree the labeller must be sure (evals/lines)."""
SHORT = 6
STANDFIRST_CHANCE = 0.8
LIKE_STATED = 0.25
"""A line that the page's head states as title, or as its beginning or end, needs less."""
_ALIKE = (1, 2)
"""Values of the traits of what is stated, for a line that is it, or its beginning or end."""
_ROUGH = frozenset(("caption", "promo", "nav", "bio", "own_title", "subscribe", "unknown_furniture"))
"""Kinds that a rule tells by what stands around a line."""
_TEXT = [FIRST, BODY, LAST]


class Told(NamedTuple):
    """What the labeller says of the lines of a page: the chance of each label, and why."""

    chance: npt.NDArray[np.float64]
    edges: tuple[int, int] | None
    """The first and the last line of the text; null where each line was told by itself."""
    codes: npt.NDArray[np.int32]
    weights: Weights

    def text(self) -> npt.NDArray[np.float64]:
        """Return each line's chance of being text of the article."""
        return np.asarray(self.chance[:, _TEXT].sum(axis=1))

    def why(self, line: int, label: int) -> str:
        """Return the two traits that speak most for a label rather than for text."""
        own = self.weights.traits.reshape(-1, WAYS, len(LABELS))[self.codes[line], REACH]
        best = np.argsort(own[:, BODY] - own[:, label], kind="stable")[:2]
        return f"labels: {', '.join(NAMES[place] for place in best)}"


def told_of(sheet: Sheet, around: Around, weights: Mapping[Form, Weights], *, known: bool) -> Told:
    """Return what the weights say of the lines of a page; `known`: its language is the weights' own."""
    form: Form = "plain" if around.markup is None else "markup"
    held = weights[form]
    codes = line_traits(sheet.raw, sheet.lines, around)
    scores = held.scores(codes, line_words(sheet.lines, around.markup, held.rows.get, known=known))
    if form == "plain":
        return Told(chances(scores, told=True)[1], best_edges(scores, told=True), codes, held)
    scores[:, [FIRST, LAST]] = -np.inf
    chance = np.exp(scores - scores.max(axis=1, keepdims=True))
    return Told(chance / chance.sum(axis=1, keepdims=True), None, codes, held)


def ruled(sheet: Sheet, marks: Sequence[Mark]) -> Around:
    """Return what the rules say of every line."""
    best = strongest(sheet, marks)
    kinds = touched(sheet, marks)
    full = [mark.kind if mark else None for mark in best]
    return Around(full, [None if mark else kind for mark, kind in zip(best, kinds, strict=True)])


def plain_marks(sheet: Sheet, marks: Sequence[Mark], told: Told) -> list[Mark]:
    """Return the marks of a plain page: the rules' own, without headline, and the labeller's outside the text."""
    assert told.edges is not None
    first, last = told.edges
    text = told.text()
    kept = [mark for mark in marks if not _overruled(sheet, mark, told.edges, text)]
    covered = {mark.line for mark in kept if mark.start <= sheet.lines[mark.line].start}
    titles = _titles(sheet, told, range(first))
    found = titles
    taken = covered | {mark.line for mark in titles}
    for line in sheet.lines:
        if line.number in taken or first <= line.number <= last:
            continue
        deck = line.number < first and told.chance[line.number, STANDFIRST] > STANDFIRST_CHANCE
        label = BEHIND if line.number > last else STANDFIRST if deck else BEFORE
        found.append(whole(line, _kind(line, label), float(1.0 - text[line.number]), told.why(line.number, label)))
    inside = np.flatnonzero(told.chance[:, INSIDE] > 1.0 - OURS)
    found += [
        whole(sheet.lines[i], _kind(sheet.lines[i], INSIDE), float(told.chance[i, INSIDE]), told.why(int(i), INSIDE))
        for i in inside
        if int(i) not in taken
    ]
    return found + kept


def markup_marks(sheet: Sheet, marks: Sequence[Mark], told: Told, kept: AbstractSet[int], *, extractor: str) -> list[Mark]:
    """Return the marks of a page with markup: the rules' own, and those of lines that an extractor drops.

    The labeller corrects the extractor where it is sure, and tells headline and standfirst.
    """
    text = told.text()
    column = NAMES.index("stated summary")
    summed = told.codes[:, column] - BASES[column]
    chosen = [i for i in range(len(sheet.lines)) if text[i] > (OURS if i in kept else 1.0 - OURS)]
    first = chosen[0] if chosen else 0
    deck = next((i for i in range(first - 1, -1, -1) if summed[i] in _ALIKE), None)
    titles = _titles(sheet, told, range(first))
    taken = {mark.line for mark in titles} | {mark.line for mark in marks}
    found = titles
    for line in sheet.lines:
        i = line.number
        if i == deck and i not in taken:
            found.append(whole(line, "standfirst", STRONG, "labels: stated summary over the text"))
        elif i in kept and i not in taken and text[i] <= OURS:
            found.append(whole(line, _kind(line, INSIDE), float(1.0 - text[i]), told.why(i, INSIDE)))
        elif i not in kept and text[i] < 1.0 - OURS:
            found.append(whole(line, _kind(line, BEFORE), FAIR, f"html:{extractor}"))
    return found + [mark for mark in marks if mark.kind != "own_title" or not titles]


def _overruled(sheet: Sheet, mark: Mark, edges: tuple[int, int], text: npt.NDArray[np.float64]) -> bool:
    """Whether a mark is a headline told by rule over the text, or a rough one on all of the text's first or last line."""
    line = sheet.lines[mark.line]
    if mark.kind == "own_title" and mark.line < edges[0]:
        return True
    return mark.line in edges and mark.kind in _ROUGH and mark.start <= line.start and mark.end >= line.end and bool(text[mark.line] > 1.0 - OURS)


def _titles(sheet: Sheet, told: Told, over: range) -> list[Mark]:
    """Return the marks of the headline, the best first, and of the lines over the text that repeat it."""
    chance = told.chance[: over.stop, TITLE]
    if not len(chance):
        return []
    best = sheet.lines[int(chance.argmax())]
    column = NAMES.index("stated title")
    like = told.codes[best.number, column] - BASES[column] in _ALIKE
    if chance[best.number] <= (LIKE_STATED if like else 0.5):
        return []
    found = [whole(best, "own_title", max(0.5, float(chance[best.number])), HEADLINE)]
    for line in sheet.lines[: over.stop]:
        if line.number != best.number and (line.key == best.key or chance[line.number] > 0.5):
            score = float(max(chance[line.number], chance[best.number]))
            found.append(whole(line, "own_title", score, "labels: the headline again"))
    return found


def _kind(line: Line, label: int) -> SpanKind:
    if label == STANDFIRST:
        return "standfirst"
    return "nav" if line.words <= SHORT and not line.closed else "unknown_furniture"
