"""Train the line labeller, or see how it does on outlets that it was not trained on.

make train-lines                    crossed by outlet within the learn half
make train-lines ASK=--write        train on the learn half and put the weights where they are read
make train-lines ASK=--choices      the same, of the choices of a headline and of a byline alone
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import numpy as np
from clean_html import averaged, keeps_furniture, overlap
from pages.folding import letters, people

from lines.bylines import Signed, authors, bylines_by_fold, fit_byline
from lines.dressed import dressed
from lines.fit import Floats, Instance, fit
from lines.gold import Gold, all_gold, cut
from lines.headlines import Shown, fit_headline, headlines_by_fold
from wirecopy.clean import Cleaned, Rules, clean_page, load_rules
from wirecopy.clean.country import outlet_country
from wirecopy.clean.labels.chain import BODY, INSIDE
from wirecopy.clean.labels.features import line_traits, line_words
from wirecopy.clean.labels.labeller import fits
from wirecopy.clean.labels.weights import FILE, LineWeights
from wirecopy.clean.language.identify import page_language
from wirecopy.clean.lines import split_lines
from wirecopy.clean.rules.marks import Mark, Sheet, strongest
from wirecopy.clean.rules.passes import rule_marks
from wirecopy.languages import language_pack
from wirecopy.options import CleanOptions

FOLDS = 4
SHOWN = 0.3
"""What the visible text of a saved page, or a piece of a page, counts for beside a scraped page."""
DRESSED = 0.5
"""What a text in invented furniture counts for."""
TITLED = ("pages", "dressed", "world", "extraction", "fundus")
"""Sets whose headlines are known: read by hand, or agreed on by what a page shows and states."""


class Learned(NamedTuple):
    """A page as learning sees it; without an instance the labeller leaves it alone."""

    gold: Gold
    sheet: Sheet
    marks: list[Mark]
    instance: Instance | None


def learned_page(gold: Gold, rules: Rules) -> Learned:
    """Return a page laid out for learning."""
    sheet = Sheet(gold.page, split_lines(gold.page.raw), rules, outlet_country(gold.page, rules).code)
    marks = rule_marks(sheet)
    if page_language(sheet.lines, rules, None) != rules.language or (gold.gold_set != "cut" and not fits(sheet, marks)):
        return Learned(gold, sheet, marks, None)
    words: Sequence[Sequence[str]] = line_words(sheet.lines, lambda word: word)  # type: ignore[assignment, arg-type, return-value]
    allowed = gold.allowed.copy()
    if gold.gold_set in ("pages", "cut", "dressed"):  # what the gold leaves open between the edges, the rules may tell
        ruled = np.array([mark is not None for mark in strongest(sheet, marks)]) & allowed[:, BODY]
        allowed[ruled] = np.arange(allowed.shape[1]) == INSIDE
    weight = {"pages": 1.0, "twins": 1.0, "dressed": DRESSED}.get(gold.gold_set, SHOWN)
    return Learned(gold, sheet, marks, Instance(gold.group, line_traits(sheet, marks), words, allowed, weight))


def with_cuts(pages: Iterable[Gold]) -> Iterator[Gold]:
    """Yield every page, and of each scraped one its text alone, a piece of it, and it in other outlets' furniture."""
    chance, told = random.Random(1), []
    for gold in pages:
        yield gold
        if gold.gold_set != "twins":
            told.append(gold)
        if gold.gold_set == "pages":
            yield from cut(gold, chance)
    yield from dressed(told, chance)


def folds(learned: Sequence[Learned]) -> dict[str, int]:
    """Return the fold of every group."""
    groups = sorted({page.gold.group for page in learned})
    random.Random(1).shuffle(groups)
    return {group: place % FOLDS for place, group in enumerate(groups)}


class LeftOut(NamedTuple):
    """The labeller of every fold, which has seen none of its pages, and its choices on them."""

    weights: dict[int, LineWeights]
    headlines: dict[int, list[Shown]]
    bylines: dict[int, list[Signed]]

    def choices(self, but: int | None = None) -> dict[str, Floats]:
        """Return the weights of the choices, learned from all folds but one."""
        return {
            "headline": fit_headline(one for fold, held in self.headlines.items() if fold != but for one in held),
            "byline": fit_byline(one for fold, held in self.bylines.items() if fold != but for one in held),
        }


def left_out(learned: Sequence[Learned], known: Mapping[str, frozenset[str]]) -> LeftOut:
    """Return the labellers that each left a fold out, and their choices; `known` are the authors of pages."""
    fold = folds(learned)
    weights = {
        number: fit(
            [
                page.instance
                for page in learned
                if page.instance and (page.gold.gold_set == "twins" or fold[page.gold.group] != number)
            ]
        )
        for number in range(FOLDS)
    }
    told = [page[:3] for page in learned if page.instance and page.gold.gold_set in TITLED]
    titled = [page for page in told if page[0].title or page[0].gold_set == "pages"]
    signed = [page for page in told if page[0].page.uri in known]
    return LeftOut(weights, headlines_by_fold(titled, fold, weights), bylines_by_fold(signed, fold, weights, known))


def crossed(learned: Sequence[Learned], known: Mapping[str, frozenset[str]]) -> Iterator[tuple[Gold, Cleaned]]:
    """Yield each page cleaned by weights that have seen no page of its group.

    The choices are learned from the other folds, by the odds of labellers that left each of these out.
    """
    fold, rules, options = folds(learned), load_rules(), CleanOptions()
    apart = left_out(learned, known)
    for number, labeller in apart.weights.items():
        own = replace(rules, line_weights=replace(labeller, **apart.choices(number)))
        for page in learned:
            if fold[page.gold.group] == number and page.gold.gold_set not in ("twins", "cut", "dressed"):
                yield page.gold, clean_page(page.gold.page, own, options)


def trained(
    learned: Sequence[Learned], known: Mapping[str, frozenset[str]], kept: LineWeights | None = None
) -> LineWeights:
    """Return the weights learned from every page; with weights to keep, those of the choices alone are new."""
    lines = kept or fit([page.instance for page in learned if page.instance])
    return replace(lines, **left_out(learned, known).choices())


def figures(cleaned: Iterable[tuple[Gold, Cleaned]], known: Mapping[str, frozenset[str]]) -> Iterator[str]:
    """Yield the figures of every set, a line each; `known` are the authors of pages."""
    told: Mapping[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    pairs = defaultdict(list)
    for gold, made in cleaned:
        article, key = made.article, gold.gold_set
        right = bool(gold.title) and letters(article.title) == letters(gold.title)
        if gold.edges:
            told[key]["begins"].append(letters(article.body).startswith(letters(gold.edges[0])))
            told[key]["ends"].append(letters(article.body).endswith(letters(gold.edges[1])))
        if article.title and gold.text is None:
            told[key]["title P"].append(right)
        if gold.title:
            told[key]["title R"].append(right)
        names = known.get(gold.page.uri)
        if names is not None and article.byline:
            told[key]["byline P"].append(people(article.byline) == names)
        if names:
            told[key]["byline R"].append(people(article.byline) == names)
        if gold.text is not None:
            pairs[key].append(overlap(article.body, gold.text, 4 if gold.gold_set == "extraction" else 1))
            told[key]["keeps furniture"].append(keeps_furniture(article.body, gold.text))
    for key, named in sorted(told.items()):
        found = [f"{name} {statistics.fmean(values):.3f}" for name, values in named.items()]
        if pairs[key]:
            score = averaged(pairs[key])
            found.insert(0, f"P {score.precision:.4f} R {score.recall:.4f} F1 {score.f1:.4f}")
        yield f"{key}: {', '.join(found)} ({len(next(iter(named.values())))} pages)"


def main() -> None:
    parser = argparse.ArgumentParser(description="Train and cross-validate the line labeller.")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--half", choices=("learn", "both"), default="learn", help="what to train on")
    parser.add_argument("--write", action="store_true", help="put the weights where the package reads them")
    parser.add_argument("--choices", action="store_true", help="the same, of the choices of headline and byline")
    chosen = parser.parse_args()
    started = time.time()
    halves = ("learn", "held") if chosen.half == "both" else ("learn",)
    rules = load_rules()
    learned = [learned_page(gold, rules) for gold in with_cuts(g for g in all_gold(chosen.data) if g.half in halves)]
    print(f"{len(learned)} pages laid out in {time.time() - started:.0f} s", flush=True)
    known = authors(chosen.data) | {
        page.gold.page.uri: page.gold.authors for page in learned if page.gold.authors is not None
    }
    if not (chosen.write or chosen.choices):
        print("\n".join(figures(crossed(learned, known), known)))
        return
    weights = trained(learned, known, rules.line_weights if chosen.choices else None).packed()
    Path(str(language_pack(rules.language).folder / FILE)).write_bytes(weights)
    print(f"written: {len(weights):,} bytes, {time.time() - started:.0f} s")


if __name__ == "__main__":
    main()
