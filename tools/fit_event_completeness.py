"""Fit how surely an act is told whole: `python tools/fit_event_completeness.py DATA [--write]`.

Every act that is told of the articles marked by hand (the half that may teach) is an example: right where its type,
both sides and its status are the marked ones'. The type's own chance is had from models that have not seen the article
(`train_event_sense`), as a fresh article's would be. Prints, crossed by article, how often what is said is right;
`--write` writes `src/wirecopy/languages/en/event_completeness.tsv`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt
from event_examples import load_tools, marked_articles, marked_examples, own_examples
from event_sentences import NONE
from fact_scores.answers import Reader
from fact_scores.gold import Gold
from fact_scores.judging import judge
from train_event_sense import FOLDS, OUT, people, taught, trained

from wirecopy.facts.events.sense import sense_of
from wirecopy.facts.knowledge.event_completeness import WEIGHTS, log_odds

TO = OUT.with_name(WEIGHTS)
LEAST: Final = 0.2  # acts of less are hardly ever right
HELD_BACK, STEPS, STEP = 4.0, 4_000, 0.5  # ridge; steps of the descent and their length
FEWEST = 12  # acts that a trait is learned from


@dataclass(slots=True)
class Recorder:
    """Stands for the weights while acts are read: keeps what is asked, and answers with its number."""

    asked: list[tuple[float, tuple[str, ...]]] = field(default_factory=list)

    def chance(self, sure: float, traits: Iterable[str]) -> float:
        """Return the number of what is asked, small enough to be a chance."""
        self.asked.append((sure, tuple(traits)))
        return (len(self.asked) - 1) / SCALE


SCALE: Final = 1_000  # of numbers that pass as chances: the tables round to three places


@dataclass(frozen=True, slots=True)
class Example:
    """An act that was told: the chance of its type, how it stands, whether it is right, and its article."""

    sure: float
    traits: tuple[str, ...]
    right: bool
    group: str


def main() -> int:
    """Fit, print, and with `--write` keep the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--apart", type=Path, help="what tools/teach_event_sense.py --fold 0 wrote")
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    examples = list(_examples(chosen.data, chosen.apart))
    print(f"{len(examples)} acts, of which {sum(e.right for e in examples)} are whole")
    _print_crossed(examples)
    if chosen.write:
        traits, weights = fitted(examples)
        rows = [f"{trait}\t{weight:.3f}\n" for trait, weight in zip(traits, weights, strict=True)]
        TO.write_text("".join(rows), "utf-8")
    return 0


def fitted(examples: Sequence[Example]) -> tuple[list[str], npt.NDArray[np.float64]]:
    """Return the traits in order and their weights: `all`, `sure`, then what enough acts have (logistic, ridge)."""
    counts: dict[str, int] = {}
    for example in examples:
        for trait in set(example.traits):
            counts[trait] = counts.get(trait, 0) + 1
    traits = ["all", "sure", *sorted(trait for trait, count in counts.items() if FEWEST <= count < len(examples))]
    table, truth = _table(examples, traits), np.array([e.right for e in examples], float)
    held = np.array([0.0, 1.0, *[HELD_BACK] * (len(traits) - 2)])
    weights = np.zeros(len(traits))
    for _ in range(STEPS):
        wrong = 1 / (1 + np.exp(-table @ weights)) - truth
        weights -= STEP * (table.T @ wrong + held * weights) / len(examples)
    return traits, weights


def _table(examples: Sequence[Example], traits: Sequence[str]) -> npt.NDArray[np.float64]:
    number = {trait: n for n, trait in enumerate(traits)}
    table = np.zeros((len(examples), len(traits)))
    for row, example in zip(table, examples, strict=True):
        row[0], row[1] = 1.0, log_odds(example.sure)
        row[[number[trait] for trait in example.traits if trait in number]] = 1.0
    return table


def _print_crossed(examples: Sequence[Example]) -> None:
    groups = sorted({example.group for example in examples})
    said: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        out = set(groups[fold::FOLDS])
        traits, weights = fitted([e for e in examples if e.group not in out])
        left = [e for e in examples if e.group in out]
        chances = 1 / (1 + np.exp(-_table(left, traits) @ weights))
        said += [(float(chance), e.right) for chance, e in zip(chances, left, strict=True)]
    whole = sum(right for _, right in said)
    for least in (0.2, 0.3, 0.4, 0.5, 0.6, 0.7):
        right = [was for chance, was in said if chance >= least]
        share = sum(right) / max(1, len(right))
        print(f"from {least}: said {len(right)}, whole {share:.3f}, of all {sum(right) / whole:.3f}")


def _examples(data: Path, apart: Path | None) -> Iterable[Example]:
    tools, articles = load_tools(), marked_articles(data)
    own, real = list(own_examples(tools)), list(marked_examples(articles, tools))
    types, frames = [NONE, *sorted({e.type for e in own} - {NONE})], {f.name for f in tools.frames.frames}
    reader, keys = Reader(), sorted(gold.key for gold in articles)
    settled = reader.knowledge.deeds.sense.settled
    for fold in range(FOLDS if apart is None else 1):
        out = set(keys[fold::FOLDS])
        left = [e for e in real if e.group not in out]
        lessons = [*people(own, left, types), *taught(apart, types, out)]
        sense = replace(sense_of(types, frames, trained(lessons, len(types))), settled=settled)
        for gold in articles:
            if gold.key in out:
                yield from _of_article(gold, reader, sense)


def _of_article(gold: Gold, reader: Reader, sense: object) -> Iterable[Example]:
    recorder = Recorder()
    deeds = replace(reader.knowledge.deeds, sense=sense, completeness=recorder)
    answers = replace(reader, knowledge=replace(reader.knowledge, deeds=deeds))(gold.text, gold.published)
    for act in answers.acts:
        if act.confidence < LEAST or act.whole == 1.0:
            continue
        sure, traits = recorder.asked[round(act.whole * SCALE)]
        for given in judge(gold, replace(answers, acts=(act,)))["events whole"].given:
            yield Example(sure, traits, given.right, gold.key)


if __name__ == "__main__":
    sys.exit(main())
