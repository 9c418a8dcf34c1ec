"""The part-of-speech tagger on the test part of the treebank it was trained on the training part of."""

from __future__ import annotations

import gzip
import time
from pathlib import Path

from fact_scores.figures import Figure
from wirecopy.facts.knowledge.tagger import load_tagger


def score_tagger(folder: Path) -> list[Figure]:
    words: list[list[str]] = [[]]
    gold: list[str] = []
    with gzip.open(folder / "en_ewt-ud-test.conllu.gz", "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.split("\t")
            if cells[0].isdigit():
                words[-1].append(cells[1])
                gold.append(cells[4])
            elif not line.strip():
                words.append([])
    tagger = load_tagger()
    tagger.tag(words[:50])
    started = time.process_time()
    found = [tag for tags in tagger.tag(words) for tag in tags]
    seconds = time.process_time() - started
    right = sum(a == b for a, b in zip(found, gold, strict=True))
    return [
        Figure("tagger: words right (Penn tags)", None, right / len(gold), len(gold)),
        Figure("tagger: words a second", None, len(gold) / seconds, len(gold)),
    ]
