"""Train the part-of-speech tagger of the facts room on Universal Dependencies English EWT.

    python tools/train_tagger.py FOLDER [--rounds 5]

FOLDER holds `en_ewt-ud-{train,dev,test}.conllu.gz`. Writes `src/wirecopy/languages/en/tagger.xz` and prints how many
words of the development and test parts are tagged right. The treebank is CC BY-SA 4.0, and so are the weights.
"""

from __future__ import annotations

import argparse
import gzip
import time
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt

from wirecopy.facts.knowledge import tagger as model
from wirecopy.facts.knowledge.hashed_words import hash_table, word_hashes

OUT = Path(__file__).parent.parent / "src" / "wirecopy" / "languages" / "en" / model.WEIGHTS
SCALE = 127

Table = npt.NDArray[np.float32]
Sentence = tuple[list[str], list[str]]


def read(path: Path) -> list[Sentence]:
    """Return the sentences of a CoNLL-U file as words and Penn Treebank tags."""
    sentences: list[Sentence] = []
    words: list[str] = []
    tags: list[str] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) < 5:
                if words and not line.strip():
                    sentences.append((words, tags))
                    words, tags = [], []
            elif cells[0].isdigit():
                words.append(cells[1])
                tags.append(cells[4])
    return sentences


def train(
    rows: Sequence[npt.NDArray[np.int64]], gold: Sequence[npt.NDArray[np.int64]], tags: int, rounds: int
) -> Table:
    """Return the averaged weights of a perceptron over prepared sentences, seen in a fixed shuffled order."""
    weights = np.zeros((model.BUCKETS, tags), dtype=np.float32)
    drift = np.zeros_like(weights)
    shuffle = np.random.default_rng(7)
    step = 0
    for _ in range(rounds):
        for n in shuffle.permutation(len(rows)):
            step += 1
            found = weights[rows[n]].sum(axis=1).argmax(axis=1)
            wrong = np.flatnonzero(found != gold[n])
            if len(wrong):
                at = rows[n][wrong]
                for table, size in ((weights, 1.0), (drift, float(step))):
                    np.add.at(table, (at, gold[n][wrong][:, None]), size)
                    np.add.at(table, (at, found[wrong][:, None]), -size)
    return weights - drift / np.float32(step + 1)


def quantised(weights: Table) -> npt.NDArray[np.int16]:
    """Return the weights as small whole numbers; the largest fits a byte, the smallest become nothing."""
    top = np.abs(weights).max()  # nothing is clipped: the few large weights decide most words
    whole: npt.NDArray[np.int16] = np.rint(weights * (SCALE / top)).astype(np.int16)
    return whole


def main() -> None:
    """Train, write the data file, print the accuracies."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--rounds", type=int, default=6)
    given = arguments.parse_args()
    parts = {name: read(given.folder / f"en_ewt-ud-{name}.conllu.gz") for name in ("train", "dev", "test")}
    tags = tuple(sorted({tag for _, found in parts["train"] for tag in found}))
    number = {tag: n for n, tag in enumerate(tags)}
    gold = [np.array([number[tag] for tag in found], dtype=np.int64) for _, found in parts["train"]]
    numbered = hash_table()
    hashed = [word_hashes([words], numbered) for words, _ in parts["train"]]
    rows = [model.first_features(one) for one in hashed]
    first = train(rows, gold, len(tags), given.rounds)
    both = [
        np.concatenate((r, model.second_features(h, g)), axis=1)
        for r, h, g in zip(rows, hashed, crossed(rows, gold, len(tags), given.rounds), strict=True)
    ]
    second = train(both, gold, len(tags), given.rounds)
    tagger = model.Tagger(tags, quantised(first), quantised(second))
    OUT.write_bytes(model.packed(tagger))
    print(f"{OUT.name}: {OUT.stat().st_size:,} bytes")
    for name in ("dev", "test"):
        report(tagger, name, parts[name])


def crossed(
    rows: Sequence[npt.NDArray[np.int64]], gold: Sequence[npt.NDArray[np.int64]], tags: int, rounds: int
) -> list[npt.NDArray[np.int64]]:
    """Return first-pass tags of every sentence by weights that have not seen it (two halves, each by the other)."""
    guesses: list[npt.NDArray[np.int64]] = [np.empty(0, dtype=np.int64)] * len(rows)
    for half in (0, 1):
        seen = [n for n in range(len(rows)) if n // 100 % 2 != half]
        weights = train([rows[n] for n in seen], [gold[n] for n in seen], tags, max(2, rounds - 2))
        for n in range(len(rows)):
            if n // 100 % 2 == half:
                guesses[n] = weights[rows[n]].sum(axis=1).argmax(axis=1)
    return guesses


def report(tagger: model.Tagger, name: str, sentences: Sequence[Sentence]) -> None:
    """Print the share of words tagged right and the speed."""
    started = time.perf_counter()
    found = tagger.tag([words for words, _ in sentences])
    seconds = time.perf_counter() - started
    pairs = [(f, g) for fs, (_, gs) in zip(found, sentences, strict=True) for f, g in zip(fs, gs, strict=True)]
    right = sum(f == g for f, g in pairs)
    print(f"{name}: {right / len(pairs):.4f} of {len(pairs):,} words, {len(pairs) / seconds:,.0f} words/s")


if __name__ == "__main__":
    main()
