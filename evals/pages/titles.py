"""Train the choice among a page's titles, or see how it does on publishers that it was not trained on.

make train-titles                    crossed by publisher within the learn half
make train-titles ASK=--write        train on the learn half and put the weights where they are read
"""

from __future__ import annotations

import argparse
import gzip
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
from clean_corpus import jsonl
from halves import half_of
from split_make import host_of

from pages.folding import letters
from wirecopy.clean.html.metadata import page_facts
from wirecopy.clean.html.titles import AGREED, FILE, LEADING, LikelyTitle, candidates
from wirecopy.clean.html.trait_weights import write_trait_weights
from wirecopy.clean.site_names import site_names

FOLDS, DRAWS = 6, 5
STEPS, PACE = 600, 0.05
EVENNESS = 0.3
"""How much a weight must earn: of .1, .3, 1 and 3 the best, crossed by publisher, and the evener of two alike."""


class Choice(NamedTuple):
    """The candidates of a page, and which of them are its headline."""

    gold_set: str
    group: str
    found: Sequence[LikelyTitle]
    right: np.ndarray[tuple[int], np.dtype[np.bool_]]


def choices(data: Path) -> Iterator[Choice]:
    """Yield the pages of the learn half of `world` and `postlight` that have a headline in the gold."""
    for gold_set, group, row, file in _gold(data):
        if row.get("title") and half_of(gold_set, group) == "learn":
            html = gzip.decompress(file.read_bytes()).decode("utf-8", "replace")
            facts = page_facts(html, row["url"])
            shown = [title for title in facts.titles if title.place not in (AGREED, LEADING)]
            found = candidates(shown, site_names(*facts.sites, row["url"]))
            right = np.array([letters(one.text) == letters(row["title"]) for one in found], dtype=bool)
            yield Choice(gold_set, group, found, right)


def _gold(data: Path) -> Iterator[tuple[str, str, Mapping[str, str], Path]]:
    for row in jsonl(data / "world/expected.jsonl.gz"):
        yield "world", row["publisher"], row, data / "world/html" / row["file"]
    for row in jsonl(data / "postlight/expected.jsonl"):
        yield "postlight", host_of(str(row["url"])), row, data / "postlight/html" / f"{row['fixture']}.gz"


def fit(learned: Sequence[Choice]) -> dict[str, float]:
    """Return the weights that make the gold's headlines likeliest (a conditional logit, kept small)."""
    names = sorted({trait for choice in learned for one in choice.found for trait in one.traits})
    at = {name: place for place, name in enumerate(names)}
    rows = []
    for choice in learned:
        if choice.right.any():
            seen = np.zeros((len(choice.found), len(names)))
            for place, one in enumerate(choice.found):
                seen[place, [at[trait] for trait in one.traits]] = 1.0
            rows.append((seen, choice.right))
    weights = np.zeros(len(names))
    for _ in range(STEPS):
        slope = -EVENNESS * weights
        for seen, right in rows:
            chance = np.exp(seen @ weights - (seen @ weights).max())
            chance /= chance.sum()
            wanted = chance * right / (chance @ right)
            slope += seen.T @ (wanted - chance)
        weights += PACE * slope
    return {name: round(float(weight), 3) for name, weight in zip(names, weights, strict=True)}


def is_right(choice: Choice, weights: Mapping[str, float]) -> bool:
    """Return whether the likeliest candidate is the headline."""
    if not choice.found:
        return False
    worth = [sum(weights.get(trait, 0.0) for trait in one.traits) for one in choice.found]
    return bool(choice.right[int(np.argmax(worth))])


def crossed(learned: Sequence[Choice]) -> dict[str, float]:
    """Return the share of right headlines of each set, by weights that have seen no page of the publisher."""
    right: dict[str, list[bool]] = {}
    for draw in range(DRAWS):
        groups = sorted({choice.group for choice in learned})
        random.Random(draw).shuffle(groups)
        fold = {group: place % FOLDS for place, group in enumerate(groups)}
        for number in range(FOLDS):
            weights = fit([choice for choice in learned if fold[choice.group] != number])
            for choice in learned:
                if fold[choice.group] == number:
                    right.setdefault(choice.gold_set, []).append(is_right(choice, weights))
    return {gold_set: sum(each) / len(each) for gold_set, each in right.items()}


def main() -> int:
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("--data", type=Path, default=Path("../shared/data"))
    asked.add_argument("--write", action="store_true")
    options = asked.parse_args()
    learned = list(choices(options.data))
    if not options.write:
        for gold_set, share in crossed(learned).items():
            print(f"{gold_set}: {share:.3f} of {sum(choice.gold_set == gold_set for choice in learned)} pages")
        return 0
    write_trait_weights(FILE, fit(learned))
    return 0


if __name__ == "__main__":
    sys.exit(main())
