"""Fit how sure indirect speech is from what a reported clause shows, on what was marked by hand to learn from.

    python tools/fit_indirect.py FOLDER

FOLDER is the evaluation data: the annotated articles and the openings whose speech was marked. Prints the weights of a
logistic regression for `[indirect]` of `facts.toml`, and how many clauses are right from .5 on, over folds of whole
articles.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

import numpy as np
import numpy.typing as npt

from wirecopy.facts import load_knowledge
from wirecopy.facts.extractors.indirect import attributed
from wirecopy.facts.reading import Reading
from wirecopy.types import Article

HERE = Path(__file__).parent.parent
FOLDS, STEPS, PULL = 10, 100, 1.0
LEAST_OFTEN = 4
LEASTS = (0.5, 0.6, 0.7, 0.75)

Case = tuple[str, list[str], bool]
Weights = npt.NDArray[np.float64]


def cases(data: Path) -> list[Case]:
    """Return article, features and whether it is right, of every clause that counts in the learn half."""
    sys.path.insert(0, str(HERE / "evals"))
    from fact_scores.answers import Answers, Speech
    from fact_scores.gold import load
    from fact_scores.judging import judge
    from fact_scores.speakers_read import load_read

    known = load_knowledge()
    found: list[Case] = []
    by_hand = load(data / "facts/gold/facts_gold.jsonl")
    for gold in (*by_hand, *load_read(data / "stories/allsides_stream.jsonl.gz")):
        if gold.half == "learn":
            article = Article.of_text("a", gold.text, language="en", published=gold.published)
            for one, _, _, features in attributed(Reading.of("s", article, known)):
                alone = Answers(speeches=(Speech(True, one.content.start, one.content.end),))
                given = judge(gold, alone)["indirect speech"].given
                found += [(gold.key, features, answer.right) for answer in given]
    return found


def fitted(rows: Weights, right: Weights) -> Weights:
    """Return the weights of a logistic regression, pulled towards nothing."""
    weights = np.zeros(rows.shape[1])
    for _ in range(STEPS):
        told = 1 / (1 + np.exp(-rows @ weights))
        bend = rows.T @ (rows * (told * (1 - told))[:, None]) + PULL * np.eye(rows.shape[1])
        weights += np.linalg.solve(bend, rows.T @ (right - told) - PULL * weights) / 2
    return weights


def main() -> None:
    """Print weights and figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    found = cases(arguments.parse_args().data)
    often = Counter(feature for _, features, _ in found for feature in features)
    names = sorted(feature for feature, times in often.items() if times >= LEAST_OFTEN)
    rows = np.array([[float(name in features) for name in names] for _, features, _ in found])
    right = np.array([float(answer) for _, _, answer in found])
    groups = sorted({key for key, _, _ in found})
    fold = np.array([groups.index(key) % FOLDS for key, _, _ in found])
    told = np.empty(len(found))
    for n in range(FOLDS):
        out = fold == n
        told[out] = 1 / (1 + np.exp(-rows[out] @ fitted(rows[~out], right[~out])))
    print(f"# {len(found)} clauses, {right.mean():.2f} of them right; across folds:")
    for least in LEASTS:
        shown = told >= least
        share = right[shown].sum() / right.sum()
        print(f"# from {least:g}: {right[shown].mean():.2f} of {shown.sum()} right, {share:.2f} of all right")
    for name, weight in zip(names, fitted(rows, right), strict=True):
        print(f'"{name}" = {weight:.2f}')


if __name__ == "__main__":
    main()
