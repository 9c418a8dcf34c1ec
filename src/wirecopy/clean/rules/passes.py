"""The evidence passes in their order. Each only adds marks; a new one is one more function in the list."""

from __future__ import annotations

from itertools import pairwise

from wirecopy.clean.language.language_pack import Rules
from wirecopy.clean.language.rule_triggers import Leading, leading
from wirecopy.clean.lines import Line
from wirecopy.clean.rules.boilerplate import phrase_marks
from wirecopy.clean.rules.byline import byline_marks
from wirecopy.clean.rules.caption import caption_marks
from wirecopy.clean.rules.credit import credit_marks
from wirecopy.clean.rules.dateline import dateline_marks
from wirecopy.clean.rules.digest_items import digest_marks, live_marks
from wirecopy.clean.rules.embedded_post import post_marks
from wirecopy.clean.rules.gallery import counted_marks, gallery_marks
from wirecopy.clean.rules.link_label import card_marks, link_label_marks, linked_marks
from wirecopy.clean.rules.marks import Mark, Pass, Sheet
from wirecopy.clean.rules.promo import bio_marks, promo_marks, summary_marks, tail_marks
from wirecopy.clean.rules.table import table_marks
from wirecopy.clean.rules.ticker import ticker_marks
from wirecopy.clean.rules.timestamp import bare_time_marks, timestamp_marks
from wirecopy.clean.rules.title import stated_title_marks, title_marks

RULE_PASSES: tuple[Pass, ...] = (
    phrase_marks, post_marks, ticker_marks, timestamp_marks, live_marks, byline_marks, caption_marks, counted_marks,
    dateline_marks, credit_marks, promo_marks, summary_marks, title_marks, digest_marks, bio_marks, table_marks,
    tail_marks, gallery_marks, link_label_marks, card_marks, linked_marks,
)  # fmt: skip
"""Later passes see the marks of earlier ones: a headline is known by the byline under it."""

SHARED_PASSES: tuple[Pass, ...] = (post_marks, ticker_marks, bare_time_marks, stated_title_marks, linked_marks)
"""What all languages share."""

MIN_WRAPPED = 5
MIN_WRAP_SHARE = 0.3
MIN_WRAP_CHARS = 40


def passes_of(language: str | None, rules: Rules) -> tuple[Pass, ...]:
    """Return the passes for pages of a language; a language without rules gets those that all languages share."""
    return RULE_PASSES if language == rules.language else SHARED_PASSES


def rule_marks(sheet: Sheet, passes: tuple[Pass, ...] = RULE_PASSES) -> list[Mark]:
    """Return the marks of the typed rules, each on the lines that could be its."""
    return run_passes(sheet._replace(leads=leading(sheet.lines, sheet.rules)), passes)


def run_passes(sheet: Sheet, passes: tuple[Pass, ...] = RULE_PASSES) -> list[Mark]:
    """Return the marks of the passes; none on lines that hard wrapping cut out of a sentence."""
    marks: list[Mark] = []
    wrapped = wrapped_lines(sheet.lines)
    for rule_pass in passes:
        added = rule_pass(sheet, marks)
        marks += [mark for mark in added if mark.line not in wrapped or mark.kind in ("ticker", "dateline")]
    return marks


def marks_near(sheet: Sheet, near: range, passes: tuple[Pass, ...] = RULE_PASSES) -> list[Mark]:
    """Return the marks of the rules on a stretch of the page's lines, and of ticker rows wherever they stand."""
    if len(near) == len(sheet.lines):
        return rule_marks(sheet, passes)
    lines = tuple([Line(number, *line[1:]) for number, line in enumerate(sheet.lines[near.start : near.stop])])
    marks = [mark._replace(line=mark.line + near.start) for mark in rule_marks(sheet._replace(lines=lines), passes)]
    rows = tuple([line for line in sheet.lines if line.digit and line.number not in near])
    return marks + ticker_marks(sheet._replace(leads=Leading(rows=rows)), marks)


def wrapped_lines(lines: tuple[Line, ...]) -> frozenset[int]:
    """Return the lines of a hard-wrapped text whose sentence goes on over the line's end."""
    broken = [
        line.number
        for before, line in pairwise(lines)
        if line.gap == 0 and line.text[:1].islower() and not before.closed and len(before.text) >= MIN_WRAP_CHARS
    ]
    if len(broken) < MIN_WRAPPED or len(broken) < MIN_WRAP_SHARE * len(lines):
        return frozenset()
    return frozenset(broken) | {index - 1 for index in broken}
