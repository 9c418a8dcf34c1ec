"""Fit what the chance of a learned name is worth: how often names of that chance are right in articles of the gold.

    python tools/fit_name_chances.py FOLDER

FOLDER holds the annotated sets of facts; only their learn halves are read. Prints two numbers a kind, the line of a
logistic regression over the log-odds of the mean chance of an entity's mentions, for `[names.worth]` of `facts.toml`.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from fact_scores.answers import Answers

HERE = Path(__file__).parent.parent
KINDS = {"person": "persons", "organisation": "organisations", "place": "places"}
RULES = {
    "person:": "person", "organisation:name": "organisation", "organisation:abbreviation": "organisation",
    "organisation:learned": "learned organisation", "place:": "place",
}  # fmt: skip
STEPS, EDGE, PULL = 50, 0.01, 1.0  # rounds; nearest to 0 and 1; pull towards taking chances at their word


def judged(data: Path) -> Iterator[tuple[str, float, bool]]:
    """Yield kind, chance and whether it was right, of every name given in the learn halves."""
    sys.path.insert(0, str(HERE / "evals"))
    from fact_scores import names
    from fact_scores.answers import Reader, answers_of
    from fact_scores.gold import load, meets
    from fact_scores.judging import judge
    from fact_scores.names_read import load_read

    from wirecopy.facts import load_knowledge

    known = load_knowledge()
    reader = Reader(replace(known, lexicon=replace(known.lexicon, names_worth={})))

    def answered(text: str, published: str | None = None) -> Iterator[tuple[str, str, Answers]]:
        facts = reader.facts(text, published)
        for rule, kind in RULES.items():
            some = tuple(e for e in facts.entities if (e.rule or "").startswith(rule))
            yield kind, KINDS[kind.split()[-1]], answers_of(text, replace(facts, entities=some))

    read = load_read(data.parent / "stories/allsides_stream.jsonl.gz")
    for gold in (*load(data / "gold/facts_gold.jsonl"), *read):
        if gold.half == "learn":
            for kind, group, answers in answered(gold.text, gold.published):
                given = judge(gold, replace(answers, speeches=(), acts=()))[group].given
                yield from ((kind, one.confidence, one.right) for one in given)
    for document in names.gum(data / "gum"):
        if document.half == "learn" and "news" in document.group:
            for kind, group, answers in answered(document.text):
                spots = [m.spot for m in document.marked if m.kind == group]
                yield from ((kind, one.confidence, meets((one.start, one.end), spots)) for one in answers.named)


def line(chances: npt.NDArray[np.float64], right: npt.NDArray[np.float64]) -> tuple[float, float]:
    """Return offset and slope of the logistic regression of being right on the log-odds of the chance."""
    odds = np.log(chances / (1 - chances))
    rows, weights, start = np.stack([np.ones_like(odds), odds], axis=1), np.array([0.0, 1.0]), np.array([0.0, 1.0])
    for _ in range(STEPS):
        told = 1 / (1 + np.exp(-rows @ weights))
        bend = rows.T @ (rows * (told * (1 - told))[:, None]) + PULL * np.eye(2)
        weights = weights + np.linalg.solve(bend, rows.T @ (right - told) - PULL * (weights - start)) / 2
    return float(weights[0]), float(weights[1])


def main() -> None:
    """Print the numbers of each kind."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    cases = list(judged(arguments.parse_args().data))
    for name in dict.fromkeys(RULES.values()):
        some = [(chance, right) for kind, chance, right in cases if kind == name]
        chances = np.clip([chance for chance, _ in some], EDGE, 1 - EDGE)
        offset, slope = line(chances, np.array([right for _, right in some], dtype=np.float64))
        print(f'"{name}" = [{offset:.2f}, {slope:.2f}]  # {len(some)} names')


if __name__ == "__main__":
    main()
