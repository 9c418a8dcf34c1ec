"""The weights by which two texts of a small list are told to be of one event: `python -m echo.fit DATA`.

Learned from pairs of labelled articles (DATA/stories, the half that may be learned from) and of the learning templates;
those by names of the learning lists that were written out as well.
"""

import csv
import gzip
import json
import random
import sys
from collections import defaultdict
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt
from stories_cases import in_held_out_half

from echo.cases import events, short_events, written
from echo.worlds import world
from wirecopy.pipeline.checking.check import load_checker
from wirecopy.pipeline.checking.one_event import BY_NAMES, WEIGHTS, ToldText, event_features

Pair = tuple[ToldText, ToldText, bool]
PARTS = ("wire", "wire2", "own", "release", "interview_a", "other")
REAL, FEWEST_CHARS, NEAR, BEGINNING = 1500, 400, 25, 300


def real_pairs(folder: Path) -> list[Pair]:
    """Pairs of real articles: of one story, and of two that appeared within days of each other."""
    with (folder / "allsides_stories.tsv").open(encoding="utf-8") as lines:
        story = {row["article_id"]: row["story"] for row in csv.DictReader(lines, delimiter="\t")}
    with gzip.open(folder / "allsides.jsonl.gz", "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows = [r for r in rows if r["id"] in story and r["date"] and len(r["text"]) > FEWEST_CHARS]
    rows = sorted((r for r in rows if not in_held_out_half(story[r["id"]])), key=lambda r: r["date"])
    told = {r["id"]: ToldText(r["title"] or "", r["text"], r["date"]) for r in rows}
    by_story = defaultdict(list)
    for row in rows:
        by_story[story[row["id"]]].append(row["id"])
    chance = random.Random(1)
    same = [(a, b) for ids in by_story.values() for a, b in combinations(ids, 2)]
    other = []
    for at, row in enumerate(rows):
        near = [q["id"] for q in rows[max(0, at - NEAR) : at + NEAR] if story[q["id"]] != story[row["id"]]]
        other += [(row["id"], one) for one in chance.sample(near, 2)]
    chance.shuffle(same)
    chance.shuffle(other)
    pairs = [(told[a], told[b], True) for a, b in same[: REAL // 2]]
    return pairs + [(told[a], told[b], False) for a, b in other[:REAL]]


def template_pairs() -> list[Pair]:
    """Pairs of the learning templates' texts: of one event those with the fullest text, by which others are joined."""
    pairs = []
    for number in (0, 1):
        for event in (*events("learn", world("learn", number)), *short_events(world("learn", number))):
            titles = {"wire": "title", "wire2": "title_near", "own": "title_far", "other": "other_title"}
            told = {
                part: ToldText(event[titles[part]] if part in titles else "", event[part], "2026-03-10")
                for part in PARTS
                if part in event.parts
            }
            chosen = [pair for pair in combinations(told, 2) if "other" in pair or "wire" in pair]
            pairs += [(told[a], told[b], "other" not in (a, b)) for a, b in chosen]
    return pairs


def written_pairs() -> list[Pair]:
    """Pairs of the texts of the lists that were written out, those left out that begin alike."""
    pairs = []
    for case in written("learn"):
        texts = [(n, source) for n, source in enumerate(case.sources) if source.get("text")]
        for (i, one), (j, other) in combinations(texts, 2):
            if one["text"][:BEGINNING] != other["text"][:BEGINNING]:
                told = (ToldText(s.get("title") or "", s["text"], s.get("published_at")) for s in (one, other))
                pairs.append((next(told), next(told), any({i, j} <= event for event in case.events)))
    return pairs


def features(pairs: list[Pair], names: list[str]) -> npt.NDArray[np.float64]:
    """A row of features for each pair, the two alone in the world."""
    checker = load_checker()
    rows = []
    for a, b, _ in pairs:
        places = [checker.cues.place_names(f"{one.title}. {one.body}") for one in (a, b)]
        found = event_features([a, b], places, checker.kernels, checker.model, checker.rules.stop_words)
        rows.append([found[name][0, 1] for name in names])
    return np.array(rows)


def fitted(
    x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], w: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """The weights of a logistic regression, the bias last."""
    z = np.c_[x, np.ones(len(x))]
    weights = np.zeros(z.shape[1])
    for _ in range(60):
        p = 1 / (1 + np.exp(-z @ weights))
        hessian = (z * (w * p * (1 - p))[:, None]).T @ z + 0.01 * np.eye(len(weights))
        weights -= np.linalg.solve(hessian, z.T @ (w * (p - y)) + 0.01 * weights)
    return weights


def main() -> None:
    """Print both kinds of weights, and how well they part real pairs, those of the templates and of the lists."""
    lots = [real_pairs(Path(sys.argv[1]) / "stories"), template_pairs(), written_pairs()]
    for kind, learned_of in ((WEIGHTS, (1, 1, 0)), (BY_NAMES, (1, 0.5, 0.5))):
        names = [name for name in kind if name != "bias"]
        x, y = [features(lot, names) for lot in lots], [np.array([float(same) for *_, same in lot]) for lot in lots]
        w = [
            much * np.where(told == 1, 500 / (told == 1).sum(), 500 / (told == 0).sum())
            for much, told in zip(learned_of, y, strict=True)
        ]
        weights = fitted(np.concatenate(x), np.concatenate(y), np.concatenate(w))
        print(dict(zip((*names, "bias"), np.round(weights, 3).tolist(), strict=True)))
        for lot_name, rows, told in zip(("real", "templates", "lists"), x, y, strict=True):
            found = rows @ weights[:-1] + weights[-1]
            for least in (-2.0, -1.5, -1.0, -0.7, -0.4, 0.0):
                split, merged = (found[told == 1] <= least).mean(), (found[told == 0] > least).mean()
                print(f"{lot_name:10} at {least:5}: one event said apart {split:.3f}, two said one {merged:.3f}")


if __name__ == "__main__":
    main()
