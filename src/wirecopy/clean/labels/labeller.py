"""The learned labeller of plain pages: the headline, the first and last line of the text, furniture inside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from wirecopy.clean.labels.byline_choice import byline_choice, is_answered
from wirecopy.clean.labels.chain import BEFORE, BEHIND, BODY, FIRST, INSIDE, LABELS, LAST, Floats, chances
from wirecopy.clean.labels.features import BASES, NAMES, line_traits, line_words
from wirecopy.clean.labels.headline_choice import headline_choice
from wirecopy.clean.labels.transcript import spoken_lines
from wirecopy.clean.labels.weights import REACH, WAYS, LineWeights
from wirecopy.clean.lines import Line
from wirecopy.clean.rules.digest_items import DIGEST, LIVE_HEAD, LIVE_TAIL
from wirecopy.clean.rules.gallery import EVIDENCE as GALLERY
from wirecopy.clean.rules.marks import FAIR, Mark, Sheet, strongest, whole
from wirecopy.clean.rules.passes import wrapped_lines
from wirecopy.clean.rules.promo import headline_like
from wirecopy.clean.rules.title import headline_marks
from wirecopy.page_kinds import SpanKind

EVIDENCE = "labels: "
"""How the evidence of the labeller's spans begins."""
MIN_LINES = 4
"""A shorter page shows nothing of its layout."""
SURE, SURE_ABOVE, SURE_PROSE = 0.7, 0.8, 0.9
"""A line that no rule knows is furniture from this chance on; where it reads like running text, from the third on, and
from the second on where it would stand over the text (crossed by outlet)."""
MAX_ABOVE = 2
"""So many are the captions and decks over a text; where more are as unsure, where it begins is."""
LEAST_PROSE = 0.4
"""A page of whose running text less than this would be the article's is left to the rules (evals/lines)."""
SHORT = 6
HEADLINE_CHANCE, STATED_CHANCE = 0.6, 0.25
"""How likely a line must be the headline (crossed by outlet); less where the input states it, or more than it."""
BYLINE_CHANCE = 0.8
"""How likely a line of names must be the byline (crossed by outlet)."""
NAMES_ALONE = "names: the line of names likeliest to be the byline"
_ALIKE = (1, 2)
"""Values of the trait of what is stated, for a line that is it, or its beginning or end."""
_TEXT = [FIRST, BODY, LAST]
_OTHER = [BEFORE, INSIDE, BEHIND]
_NEVER = -1e4
_SEVERAL = frozenset((GALLERY, DIGEST, LIVE_HEAD, LIVE_TAIL))


class LineLabels(NamedTuple):
    """What the labeller says of the lines of a page: the chance of each label, and why."""

    chance: Floats
    codes: npt.NDArray[np.int32]
    weights: LineWeights

    def text(self) -> Floats:
        """Return each line's chance of being text of the article."""
        return np.asarray(self.chance[:, _TEXT].sum(axis=1))

    def why(self, line: int, label: int) -> str:
        """Return the two traits that speak most for a label rather than for text."""
        own = self.weights.traits.reshape(-1, WAYS, len(LABELS))[self.codes[line], REACH]
        best = np.argsort(own[:, BODY] - own[:, label], kind="stable")[:2]
        return f"{EVIDENCE}{', '.join(NAMES[place] for place in best)}"


def fits(sheet: Sheet, marks: Sequence[Mark]) -> bool:
    """Whether a page is of the kind that the labeller knows: one article, in some lines that no width has cut."""
    several = any(mark.evidence in _SEVERAL for mark in marks)
    return len(sheet.lines) >= MIN_LINES and not several and not wrapped_lines(sheet.lines)


def line_labels(sheet: Sheet, marks: Sequence[Mark], weights: LineWeights) -> LineLabels:
    """Return the chance of each label for each line of a page; the marks of the rules are among the traits."""
    codes = line_traits(sheet, marks)
    scores = weights.scores(codes, line_words(sheet.lines, weights.rows.get))
    typed = [line for line, mark in enumerate(strongest(sheet, marks)) if mark is not None]
    scores[np.ix_(typed, [FIRST, LAST])] = _NEVER
    return LineLabels(chances(scores)[1], codes, weights)


def labelled(sheet: Sheet, marks: Sequence[Mark], weights: LineWeights) -> list[Mark]:
    """Return the marks of a plain page: the rules' own, and the labeller's on lines without, where it is sure.

    Its headline goes before theirs. A line that it takes for furniture scores its chance of being none of the text.
    """
    if not fits(sheet, marks):
        return list(marks)
    labels = line_labels(sheet, marks, weights)
    text = labels.text()
    ruled = {mark.line for mark in marks if mark.start <= sheet.lines[mark.line].start}
    prose = [text[line.number] for line in sheet.lines if line.prose and line.number not in ruled]
    if sum(chance > 0.5 for chance in prose) < LEAST_PROSE * len(prose):
        return list(marks)
    result = _with_byline(sheet, _with_headline(sheet, marks, labels), labels)
    ruled = {mark.line for mark in result if mark.start <= sheet.lines[mark.line].start}
    unsure: list[Mark] = []
    spoken = {*spoken_lines(sheet.lines), *_among_posts(marks)}
    for line in sheet.lines:
        i, none = line.number, float(1.0 - text[line.number])
        if i in ruled or none <= SURE or i in spoken:
            continue
        label = _OTHER[int(labels.chance[i, _OTHER].argmax())]
        reads = line.prose or (line.closed and line.words > SHORT)
        if not reads or none > SURE_PROSE:
            result.append(whole(line, _kind(line, label), none, labels.why(i, label)))
        elif none > SURE_ABOVE and label == BEFORE:
            unsure.append(whole(line, _kind(line, label), none, labels.why(i, label)))
    return result + unsure if len(unsure) <= MAX_ABOVE else result


def _with_headline(sheet: Sheet, marks: Sequence[Mark], labels: LineLabels) -> list[Mark]:
    """Return the marks with the most likely headline first, where that is likely enough and not what the rules have."""
    choice = headline_choice(sheet, marks, labels.chance)
    chances = choice.chances(labels.weights.headline)
    if not len(chances):
        return list(marks)
    best = int(chances.argmax())
    line, chance = choice.lines[best], float(chances[best])
    column = NAMES.index("stated title")
    stated = labels.codes[line, column] - BASES[column] in _ALIKE
    ours = next((mark.line for mark in marks if mark.kind == "own_title"), None)
    if line == ours or chance <= (STATED_CHANCE if stated else HEADLINE_CHANCE):
        return list(marks)
    titles = headline_marks(sheet, sheet.lines[line], max(FAIR, chance))
    return [*titles, *(mark for mark in marks if mark.kind != "own_title")]


def _among_posts(marks: Sequence[Mark]) -> range:
    """Return the lines from a page's first post to its last: what stands between posts is what is said of them."""
    posts = [mark.line for mark in marks if mark.kind == "embedded_post"]
    return range(min(posts, default=0), max(posts, default=0))


def _with_byline(sheet: Sheet, marks: list[Mark], labels: LineLabels) -> list[Mark]:
    """Return the marks with a line of names as the byline, where the rules have none and one is likely enough."""
    if is_answered(sheet, marks):
        return marks
    choice = byline_choice(sheet, marks, labels.chance)
    chances = choice.chances(labels.weights.byline)
    if not len(chances) or chances.max() <= BYLINE_CHANCE:
        return marks
    best = int(chances.argmax())
    line, score = sheet.lines[choice.lines[best]], max(FAIR, float(chances[best]))
    result = [mark for mark in marks if mark.line != line.number or mark.kind == "timestamp"]
    end = line.at(sheet.raw, choice.named[best].end)
    result.append(Mark("byline", line.start, end, score, NAMES_ALONE, line.number))
    if end < line.end:
        result.append(Mark("byline", end, line.end, score, f"{NAMES_ALONE}, whose house", line.number))
    return result


def _kind(line: Line, label: int) -> SpanKind:
    if line.words <= SHORT and not line.closed and not (label == INSIDE and headline_like(line)):
        return "nav"
    return "promo" if label != BEFORE and headline_like(line) else "unknown_furniture"
