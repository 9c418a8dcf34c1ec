"""Real lists of several events: `python -m echo.lists DATA`. Neighbouring stories, of the half to learn from.

A link too many joins two events where every link counts; printed is what the check makes of the pairs, and what every
link alone would make of them.
"""

import csv
import gzip
import json
import random
import sys
from collections import defaultdict
from collections.abc import Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
from stories_cases import in_held_out_half

from wirecopy.pipeline.checking.check import load_checker
from wirecopy.pipeline.checking.clusters import average_linked
from wirecopy.pipeline.checking.one_event import ToldText, chain_leaders, event_scores, least_score, names_in

SIZES = ((2, 2, 40), (3, 3, 40), (8, 3, 20), (20, 3, 6))
"""Stories of a list, articles of each, lists."""
FEWEST_CHARS, NEAR, MOST_CHARS = 400, 10, 4000
Story = list[ToldText]


def stories(folder: Path) -> list[Story]:
    """Return the stories of three articles and more, in the order of their days."""
    with (folder / "allsides_stories.tsv").open(encoding="utf-8") as lines:
        story = {row["article_id"]: row["story"] for row in csv.DictReader(lines, delimiter="\t")}
    with gzip.open(folder / "allsides.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if row["id"] in story and row["date"]]
    told = defaultdict(list)
    for row in rows:
        if len(row["text"]) > FEWEST_CHARS and not in_held_out_half(story[row["id"]]):
            told[story[row["id"]]].append(ToldText(row["title"] or "", row["text"], row["date"]))
    return sorted((each for each in told.values() if len(each) > 2), key=lambda each: str(each[0].published))


def score(groups: Sequence[int], truth: Sequence[int]) -> tuple[int, int, int]:
    """Return how many pairs are said to be of one event and are, are said so, and are so."""
    pairs = list(combinations(range(len(truth)), 2))
    said = [groups[a] == groups[b] for a, b in pairs]
    true = [truth[a] == truth[b] for a, b in pairs]
    return sum(s and t for s, t in zip(said, true, strict=True)), sum(said), sum(true)


def main() -> int:
    checker, chance, told = load_checker(), random.Random(3), stories(Path(sys.argv[1]) / "stories")
    print("| events | texts | precision | recall | every link: precision | recall |\n|---|---|---|---|---|---|")
    for count, each, lists in SIZES:
        sums = np.zeros((2, 3))
        for _ in range(lists):
            at = chance.randrange(len(told) - count - NEAR)
            drawn = chance.sample(told[at : at + count + NEAR], count)
            listed = [(number, text) for number, one in enumerate(drawn) for text in chance.sample(one, each)]
            texts, truth = [text for _, text in listed], [number for number, _ in listed]
            places = [checker.cues.place_names(f"{text.title}. {text.body[:MOST_CHARS]}") for text in texts]
            names = [names_in(text, own) for text, own in zip(texts, places, strict=True)]
            margins = event_scores(texts, places, checker.kernels, checker.model, checker.rules.stop_words).scores
            for a, b in combinations(range(len(texts)), 2):
                margins[a, b] = margins[b, a] = margins[a, b] - least_score(names[a], names[b])
            links = [(a, b) for a, b in combinations(range(len(texts)), 2) if margins[a, b] > 0]
            for row, groups in enumerate((average_linked(margins, []), chain_leaders(len(texts), links))):
                sums[row] += score(groups, truth)
        figures = [f"{right / said:.3f} | {right / true:.3f}" for right, said, true in sums]
        print(f"| {count} | {count * each} | {' | '.join(figures)} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
