"""Which lines of an HTML page are its article's: the extracted ones, corrected where the traits of lines are sure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from itertools import accumulate
from typing import NamedTuple

from wirecopy.clean.html.block_traits import LineTraits, SeenPage, line_traits
from wirecopy.clean.html.blocks import ALL, LOOSE, Blocks, PageBlock
from wirecopy.clean.html.body import dropped_marks, extracted_lines, lines_near
from wirecopy.clean.html.extract import Extraction
from wirecopy.clean.html.trait_weights import trait_weights
from wirecopy.clean.language.identify import page_language
from wirecopy.clean.lines import Line
from wirecopy.clean.rules.marks import FAIR, Mark, Sheet, whole
from wirecopy.clean.rules.passes import marks_near, passes_of
from wirecopy.clean.rules.promo import LINKS_HEADING

FILE = "blocks.tsv"
LEAST, ENOUGH, STATED = 0.5, 0.8, 0.5
"""A kept line whose chance to be the article's is less than the first is dropped; a dropped one is taken back from the
second on, from the third where it is the summary that the page's head states (`make train-blocks`)."""
LEAST_PROSE = 0.4
"""A page of whose kept running text less than this would stay is none of those that the weights know."""
MAIN_SHARE = 0.5
"""A box name that holds half of the words an extractor kept is the article's."""
MAX_TOLD_WORDS, MIN_OVERLOOKED_WORDS = 60, 120
"""Where an extractor kept next to nothing, a box name with so many words is the article it overlooked."""
OTHERS = ("comment", "reply", "discuss", "related", "footer", "sidebar", "promo", "newsletter", "recommend")
"""What boxes are called that are no article, where nothing else tells."""
MAX_ITEMS = 100
STANDFIRST = "html: the stated summary over the text"
TEASER = "html: a box under a heading of links"
HEADINGS = ("h2", "h3", "h4", "h5", "h6")
MIN_TEASERS = 2
"""Boxes of one form under a heading of links, each with a line of running text, are teasers from so many on."""


class Laid(NamedTuple):
    """A page with its extracted lines and the marks of the rules; without traits where nothing was extracted."""

    sheet: Sheet
    body_lines: frozenset[int]
    language: str | None
    marks: list[Mark]
    traits: LineTraits | None
    teased: frozenset[int] = frozenset()
    """The kept lines that are teasers."""


def laid_out(sheet: Sheet, extraction: Extraction, extractor: str, stated_language: str | None) -> Laid:
    """Return an HTML page laid out: its kept lines, its language, its rules' marks, and the traits of its lines."""
    body_lines = extracted_lines(sheet.lines, extraction.text or "")
    if extraction.blocks is not None:
        body_lines |= rescued(sheet.lines, body_lines, extraction.blocks)
        body_lines |= announced(sheet.lines, body_lines, extraction.blocks)
        body_lines -= others_lines(sheet, body_lines, extraction.blocks)
    own = [sheet.lines[number] for number in sorted(body_lines)]
    language = page_language(own or sheet.lines, sheet.rules, stated_language)
    stretch = lines_near(body_lines, extractor, len(sheet.lines))
    marks = marks_near(sheet, stretch, passes_of(language, sheet.rules))
    if not body_lines or extraction.blocks is None:
        return Laid(sheet, body_lines, language, marks, None)
    page = SeenPage(body_lines, marks, extraction.blocks, sheet.page.title, extraction.facts.summaries)
    headed = [mark.line for mark in marks if mark.evidence == LINKS_HEADING]
    teased = teasers(sheet.lines, body_lines, extraction.blocks, headed) if headed else frozenset()
    return Laid(sheet, body_lines, language, marks, line_traits(sheet, page), teased)


def rescued(lines: Sequence[Line], body_lines: frozenset[int], blocks: Blocks) -> frozenset[int]:
    """Return further lines that stand in the article's boxes: running text that an extractor left out."""
    boxes = {
        line.number: block.around.own
        for line in lines
        if line.prose and (block := blocks.of(line.text)) is not None and block.tag == "p" and block.around.own
    }
    own, whole_of = Counter[str](), Counter[str]()
    for number, box in boxes.items():
        whole_of[box] += lines[number].words
        own[box] += lines[number].words * (number in body_lines)
    body_words = sum(lines[number].words for number in body_lines if lines[number].prose)
    chosen = {
        box
        for box, words in whole_of.items()
        if (own[box] and own[box] >= MAIN_SHARE * body_words)
        or (
            body_words < MAX_TOLD_WORDS
            and words >= MIN_OVERLOOKED_WORDS
            and not any(name in box.lower() for name in OTHERS)
        )
    }
    seen = {lines[number].low for number in body_lines}
    overlooked = []
    for number, box in boxes.items():
        if number not in body_lines and box in chosen and lines[number].low not in seen:
            seen.add(lines[number].low)
            overlooked.append(number)
    return frozenset(overlooked)


def announced(lines: Sequence[Line], body_lines: frozenset[int], blocks: Blocks) -> frozenset[int]:
    """Return the items of lists that a kept line with a colon at its end announces, of which an extractor lost some."""
    items = []
    for number in body_lines:
        if lines[number].text.endswith(":"):
            for line in lines[number + 1 : number + 1 + MAX_ITEMS]:
                block = blocks.of(line.text)
                if block is None or block.tag != "li" or block.linked == ALL:
                    break
                items.append(line.number)
    return frozenset(items)


def others_lines(sheet: Sheet, body_lines: frozenset[int], blocks: Blocks) -> frozenset[int]:
    """Return the kept lines of the articles that an endless page shows behind its own, where its own has a text."""
    later = blocks.later_articles(sheet.page.title)
    if not later:
        return frozenset()
    met: Counter[str] = Counter()
    numbers = set()
    for line in sheet.lines:
        if line.number in body_lines and blocks.is_within(line.text, met[line.text], later):
            numbers.add(line.number)
        met[line.text] += 1
    left = sum(sheet.lines[number].words for number in body_lines - numbers if sheet.lines[number].prose)
    return frozenset(numbers) if left >= MAX_TOLD_WORDS else frozenset()


def teasers(
    lines: Sequence[Line], body_lines: frozenset[int], blocks: Blocks, headings: Sequence[int]
) -> frozenset[int]:
    """Return the kept running text under a heading of links that stands in named boxes of its own, all of one form.

    The heading is one by its tag as well, a text is over it, and none that has its form, or yet another one, under it:
    else the article goes on there.
    """
    running = [line for line in lines if line.prose and line.number in body_lines]
    word_counts = accumulate([line.words for line in running])
    text = next(
        (line.number for line, words in zip(running, word_counts, strict=True) if words >= MAX_TOLD_WORDS), len(lines)
    )
    heads = (number for number in headings if number > text and _is_heading(blocks.of(lines[number].text)))
    start = min(heads, default=len(lines))
    forms = {block.form for line in running if line.number < start and (block := blocks.of(line.text))}
    under = [(line.number, blocks.of(line.text)) for line in running if line.number > start]
    teaser_forms = {block.form if block else "" for _, block in under}
    boxes = {
        number if block.tag in LOOSE else block.around.number
        for number, block in under
        if block and (block.names if block.tag in LOOSE else block.around.names)
    }
    if len(teaser_forms) != 1 or not forms.isdisjoint(teaser_forms) or not MIN_TEASERS <= len(boxes) == len(under):
        return frozenset()
    return frozenset(number for number, _ in under)


def _is_heading(block: PageBlock | None) -> bool:
    return block is not None and block.tag in HEADINGS


def own_marks(laid: Laid, extractor: str, weights: Mapping[str, float] | None = None) -> list[Mark]:
    """Return the marks of a page's rules, of its standfirst, and of every line that is none of its article's.

    The weights are those of the package where none are given.
    """
    if laid.traits is None:
        return [*laid.marks, *dropped_marks(laid.sheet, laid.body_lines, extractor=extractor)]
    lines = laid.sheet.lines
    chance_of = dict(zip(laid.traits.lines, chances(laid.traits.rows, weights or trait_weights(FILE)), strict=True))
    dropped = {number for number in laid.body_lines if chance_of[number] < LEAST}
    if _share_left(lines, laid.body_lines, laid.body_lines - dropped) < LEAST_PROSE:
        dropped = set()
    taken = {
        number
        for number, chance in chance_of.items()
        if number not in laid.body_lines and chance >= (STATED if number in laid.traits.summed else ENOUGH)
    }
    body_lines = ((laid.body_lines - dropped) | taken) - laid.teased
    text = min(
        (number for number in laid.body_lines - laid.traits.apart if lines[number].prose), default=min(laid.body_lines)
    )
    decks = [
        whole(lines[number], "standfirst", FAIR, STANDFIRST)
        for number in sorted(laid.traits.apart & body_lines | laid.traits.summed & taken)
        if number < text
    ]
    teased = [whole(lines[number], "promo", FAIR, TEASER) for number in sorted(laid.teased)]
    return [*laid.marks, *decks, *teased, *dropped_marks(laid.sheet, body_lines | laid.teased, extractor=extractor)]


def _share_left(lines: Sequence[Line], body_lines: Set[int], left: Set[int]) -> float:
    """Return the share of the body's running text that is left; of the whole body where none of it is running text."""
    running = {number for number in body_lines if lines[number].prose} or body_lines
    return sum([len(lines[number].text) for number in running & left]) / sum(
        [len(lines[number].text) for number in running]
    )


def chances(rows: Sequence[Sequence[str]], weights: Mapping[str, float]) -> list[float]:
    """Return how likely each line is the article's, by the weights of its traits."""
    weight = weights.get
    sums = [sum([weight(trait, 0.0) for trait in row]) for row in rows]
    return [1.0 / (1.0 + math.exp(-min(30.0, max(-30.0, total)))) for total in sums]
