"""Draw the pairs that were labelled by eye: `python -m origins.copies_draw --data FOLDER`, from `evals`.

Pages of different outlets, as many from each tenth of oracle containment as from the next, in random order. Prints
the ids alone, so that the pages can be read without the scores beside them.
"""

from __future__ import annotations

import argparse
import csv
import gzip
import json
import random
from pathlib import Path

from scores import Pair, pair

SEED = 4
STRATA = {1: 6, 2: 7, 3: 7, 4: 7, 5: 7, 6: 7, 7: 7, 8: 6, 9: 6}  # tenth of containment: pairs


def draw(folder: Path) -> list[Pair]:
    """Return the pairs, in the order they are read."""
    with gzip.open(folder / "pages.jsonl.gz", "rt", encoding="utf-8") as lines:
        outlets = {page["id"]: page["outlet"] for page in map(json.loads, lines)}
    tenths: dict[int, list[Pair]] = {tenth: [] for tenth in STRATA}
    with (folder / "pairs.tsv").open(encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows, delimiter="\t"):
            both, tenth = pair(row["id1"], row["id2"]), min(9, int(float(row["containment"]) * 10 + 1e-9))
            if outlets[both[0]] != outlets[both[1]] and tenth in tenths:
                tenths[tenth].append(both)
    chance = random.Random(SEED)
    drawn = [both for tenth, count in STRATA.items() for both in chance.sample(sorted(tenths[tenth]), count)]
    chance.shuffle(drawn)
    return drawn


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Draw pairs of pages to be labelled by eye.")
    parser.add_argument("--data", type=Path, default=Path("../shared/data/copies"), help="folder of pages and pairs")
    for one, other in draw(parser.parse_args().data):
        print(one, other)
