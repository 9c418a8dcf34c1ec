"""Fit the combiner of the corpus pass: `python evals/clean_fit.py --data FOLDER [--write]`.

Repeated body lines with a human answer: the hand-labelled lines of AllSides, and the lines of fundus-evaluation's
visible text (furniture: not in the human body). Each line counts once per outlet. Prints how well the weights
foretell outlets they were not fitted on, and with --write puts them where the package reads them.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import numpy as np
from clean_corpus import allsides, allsides_page, cleaned_alone, evidence, jsonl
from clean_html import fundus

from wirecopy.clean.corpus import furniture as corpus
from wirecopy.clean.corpus.furniture import FEATURES, features, is_wire
from wirecopy.clean.lines import split_lines

TARGET = Path(corpus.__file__).parent / "rules" / "combiner.json"
RIDGE = 1.0
STEPS = 50
HAND_WEIGHT = 10.0  # a hand label against a line of a benchmark page
_WORD = re.compile(r"\w+")


class Row(NamedTuple):
    """One repeated line of one outlet."""

    outlet: str
    features: tuple[float, ...]
    furniture: bool
    weight: float


def hand_rows(data: Path) -> list[Row]:
    labels = {
        row["text"].strip(): row["label"] == "furniture" for row in jsonl(data / "furniture/line_labels_allsides.jsonl")
    }
    weighed = cleaned_alone(map(allsides_page, allsides(data)))
    told = evidence(weighed)
    rows: dict[tuple[str, str], Row] = {}
    for page, cleaned in weighed:
        seen = told.get(cleaned.article.article_id, {})
        for line in split_lines(page.raw) if seen else ():
            text = page.raw[line.start : line.end]
            found = seen.get(line.start)
            if text in labels and found and found.stories > 1 and not is_wire(line, found):
                rows[page.outlet or "", text] = Row(page.outlet or "", features(line, found), labels[text], HAND_WEIGHT)
    return list(rows.values())


def benchmark_rows(data: Path) -> list[Row]:
    samples = fundus(data / "furniture/fundus-evaluation")
    weighed = cleaned_alone(sample.page(html=False) for sample in samples)
    told = evidence(weighed)
    rows: dict[tuple[str, str], Row] = {}
    for sample, (page, cleaned) in zip(samples, weighed, strict=True):
        gold = " ".join(_WORD.findall(sample.gold))
        seen = told.get(cleaned.article.article_id, {})
        for line in split_lines(page.raw) if seen else ():
            found = seen.get(line.start)
            if found and found.stories > 1 and not is_wire(line, found) and line.words >= 4:
                words = " ".join(_WORD.findall(page.raw[line.start : line.end]))
                rows[sample.outlet or "", words] = Row(
                    sample.outlet or "", features(line, found), words not in gold, 1.0
                )
    return list(rows.values())


def fit(rows: list[Row]) -> np.ndarray:
    """Return logistic weights by Newton's method, with a ridge on all but the constant."""
    x = np.array([row.features for row in rows])
    y = np.array([row.furniture for row in rows], dtype=float)
    share = np.array([row.weight for row in rows])
    ridge = np.eye(x.shape[1]) * RIDGE
    ridge[0, 0] = 0.01
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (share * (y - chance)) - ridge @ weights
        curve = (x.T * (share * chance * (1 - chance))) @ x + ridge
        weights = weights + np.linalg.solve(curve, slope)
    return weights


def held_out(rows: list[Row]) -> list[tuple[float, Row]]:
    """Return what weights fitted on the other outlets say of each line."""
    told = []
    for outlet in sorted({row.outlet for row in rows}):
        weights = fit([row for row in rows if row.outlet != outlet])
        told += [(1 / (1 + np.exp(-np.dot(row.features, weights))), row) for row in rows if row.outlet == outlet]
    return told


def report(told: list[tuple[float, Row]]) -> None:
    called = [(chance, row) for chance, row in told if chance >= 0.5]
    right = sum(row.furniture for _, row in called)
    total = sum(row.furniture for _, row in told)
    print(f"{len(told)} lines, {total} furniture; other outlets' weights: precision {right / max(1, len(called)):.3f},"
          f" recall {right / max(1, total):.3f}")  # fmt: skip
    for low in np.arange(0, 1, 0.2):
        inside = [(chance, row) for chance, row in told if low <= chance < low + 0.2 or (low == 0.8 and chance == 1)]
        if inside:
            mean, share = np.mean([c for c, _ in inside]), np.mean([r.furniture for _, r in inside])
            print(f"  foretold {mean:.2f}: {share:.2f} of {len(inside)} are")


def main() -> int:
    parser = argparse.ArgumentParser(description="Fit the combiner of the corpus pass.")
    parser.add_argument("--data", type=Path, default=Path("../shared/data"))
    parser.add_argument("--write", action="store_true", help="put the weights where the package reads them")
    chosen = parser.parse_args()
    if not (chosen.data / "furniture").is_dir():
        print(f"skipped: evals/clean_fit (no {chosen.data / 'furniture'})")
        return 0
    rows = hand_rows(chosen.data) + benchmark_rows(chosen.data)
    report([entry for entry in held_out(rows) if entry[1].weight == HAND_WEIGHT])
    report([entry for entry in held_out(rows) if entry[1].weight != HAND_WEIGHT])
    weights = {name: round(float(value), 3) for name, value in zip(FEATURES, fit(rows), strict=True)}
    print(json.dumps(weights))
    if chosen.write:
        stored = {"fitted": f"{datetime.now(UTC):%Y-%m-%d}", "by": "evals/clean_fit.py --write", "weights": weights}
        TARGET.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")
        print(f"written to {TARGET.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
