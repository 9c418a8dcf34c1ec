"""Weights of the choice of a byline without "By": learned from pages whose authors are known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from clean_corpus import jsonl
from clean_html import article_benchmark, fundus
from pages.folding import people

from lines.fit import Floats, lbfgs
from lines.gold import Gold
from wirecopy.clean.html.metadata import page_facts
from wirecopy.clean.labels.byline_choice import WIDE, BylineChoice, byline_choice, is_answered
from wirecopy.clean.labels.labeller import fits, line_labels
from wirecopy.clean.labels.weights import LineWeights
from wirecopy.clean.lines import split_lines
from wirecopy.clean.rules.byline import parse_byline
from wirecopy.clean.rules.marks import Mark, Sheet
from wirecopy.clean.rules.passes import rule_marks
from wirecopy.read.html_text import visible_text

RIDGE = 1.0
"""How much all weights but the first are held down (crossed by outlet)."""


class Signed(NamedTuple):
    """A page's choice, which of its lines are the byline, and whether the rules leave it open."""

    choice: BylineChoice
    right: np.ndarray[tuple[int], np.dtype[np.bool_]]
    open: bool


def authors(data: Path) -> dict[str, frozenset[str]]:
    """Return the folded authors of every page whose authors are known, by the name of the page."""
    scraped = {row["id"]: people(row["byline"]) for row in jsonl(data / "copies/gold/pages_gold.jsonl")}
    saved = {row["file"]: people(", ".join(row["authors"] or ())) for row in jsonl(data / "world/expected.jsonl.gz")}
    samples = [
        *article_benchmark(data / "furniture/article-extraction-benchmark"),
        *fundus(data / "furniture/fundus-evaluation"),
    ]
    stated = {sample.name: stated_people(sample.source, sample.url) for sample in samples}
    return scraped | saved | {name: told for name, told in stated.items() if told}


def stated_people(source: bytes, url: str | None) -> frozenset[str]:
    """Return the folded authors that a saved page states, where it shows all of them; none otherwise.

    >>> sorted(stated_people(b"<meta name=author content='Jane Roe'><p>Jane Roe</p>", None))
    ['janeroe']
    """
    html = source.decode("utf-8", "replace")
    facts = page_facts(html, url)
    shown = visible_text(html).text.lower()
    told = () if facts.house or not all(name.lower() in shown for name in facts.authors) else facts.authors
    return people(", ".join(told))


def signed(
    gold: Gold, sheet: Sheet, marks: list[Mark], weights: LineWeights, known: frozenset[str]
) -> Iterator[Signed]:
    """Yield a page's choice by the odds of these weights, and its choice without the word that opens its byline."""
    bylines = [mark for mark in marks if mark.kind == "byline"]
    ruled = people(", ".join(_names(sheet, mark) for mark in bylines))
    answered = is_answered(sheet, marks)
    yield from _choice(sheet, marks, weights, known, ruled=ruled, open=not answered)
    bare = unopened(sheet, bylines)
    if bare is not None:
        yield from _choice(bare, rule_marks(bare), weights, known, ruled=frozenset(), open=False)


def unopened(sheet: Sheet, bylines: list[Mark]) -> Sheet | None:
    """Return a page without the words such as "By" before its bylines; null where there are none."""
    raw, kept = sheet.raw, sheet.raw
    for mark in sorted(bylines, key=lambda mark: -mark.start):
        low = raw[mark.start : mark.start + 24].lower()
        opener = next((one for one in sheet.rules.words["byline.openers"] if low.startswith(f"{one} ")), None)
        if opener is not None:
            rest = raw[mark.start + len(opener) : mark.end].lstrip()
            kept = kept[: mark.start] + rest + kept[mark.end :]
    if kept == raw:
        return None
    return sheet._replace(page=replace(sheet.page, raw=kept), lines=split_lines(kept))


def _names(sheet: Sheet, mark: Mark) -> str:
    found = parse_byline(sheet.raw[mark.start : mark.end], sheet.rules)
    return found.names or "" if found else ""


def _choice(
    sheet: Sheet, marks: list[Mark], weights: LineWeights, known: frozenset[str], *, ruled: frozenset[str], open: bool
) -> Iterator[Signed]:
    if not fits(sheet, marks):
        return
    choice = byline_choice(sheet, marks, line_labels(sheet, marks, weights).chance)
    right = np.array([people(", ".join(one.people)) == known for one in choice.named], dtype=bool)
    if len(choice.lines) and (right.any() or known in (frozenset(), ruled)):  # else its byline is none of them
        yield Signed(choice, right, open)


def fit_byline(pages: Iterable[Signed]) -> Floats:
    """Return the weights that make the bylines most likely."""
    told = list(pages)
    hold = np.array([0.0] + [RIDGE] * (WIDE - 1))

    def objective(weights: Floats) -> tuple[float, Floats]:
        value, slope = 0.5 * float(hold @ weights**2), hold * weights
        for choice, right, _ in told:
            chances = choice.chances(weights)
            total = float(chances[right].sum()) if right.any() else 1.0 - float(chances.sum())
            value -= float(np.log(max(1e-12, total)))
            slope += chances @ choice.traits
            if right.any():
                slope -= (chances[right] / max(1e-12, total)) @ choice.traits[right]
        return value, slope

    return np.asarray(lbfgs(objective, np.zeros(WIDE), 200))


def bylines_by_fold(
    pages: Iterable[tuple[Gold, Sheet, list[Mark]]],
    fold: Mapping[str, int],
    weights: Mapping[int, LineWeights],
    known: Mapping[str, frozenset[str]],
) -> dict[int, list[Signed]]:
    """Return the choices of the pages whose authors are known, by fold, each by the weights that left its fold out."""
    found: dict[int, list[Signed]] = {number: [] for number in weights}
    for gold, sheet, marks in pages:
        number = fold[gold.group]
        found[number] += signed(gold, sheet, marks, weights[number], known[gold.page.uri])
    return found
