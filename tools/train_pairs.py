"""Learn when a pair of texts is one text: pairs read by hand and invented ones to the table `one_text/trees.json`.

    PYTHONPATH=src:evals python tools/train_pairs.py --data FOLDER --base FOLDER [--half learn|both]

`--base` is the folder of the evaluations' bases (made where there are none). Prints how pairs are told by weights that
learned from none of the pages linked to them; by those the odds are set. The table is what `wirecopy.copies.one_text`
reads.
"""

from __future__ import annotations

import argparse
import csv
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
from halves import half_of
from origins.articles_read import ReadPair, articles_base, read_pairs
from origins.base import made_base
from origins.invented import ONE_TEXT_KINDS, OTHER_KINDS, digests, excerpted, invented, one_frame, one_outlet
from origins.invented_days import invented_family
from origins.pairs import ONE_TEXT, linked

import wirecopy
from wirecopy.copies.one_text import odds as learned_odds
from wirecopy.copies.one_text.features import COLUMNS
from wirecopy.copies.verify import features_of
from wirecopy.copies.words import ENTRIES, page_entries, words_batch
from wirecopy.kernels import load_kernels
from wirecopy.options import CopyOptions
from wirecopy.pipeline.pair_verification import words_of
from wirecopy.text.spelling import counts_as
from wirecopy.types import Stretch

TABLE = Path(learned_odds.__file__).with_name("trees.json")
INVENTED = 250  # pairs of each kind
INVENTED_SHARE = 2.0  # what they weigh, beside the pairs read by hand
CLOSE = {digests: 3.0, excerpted: 2.0}  # what a pair weighs of the kinds that look most like two states of a text
DAYS = range(40_000, 40_060)  # invented, all pairs of whose pages are told
DAYS_SHARE = 0.4  # what they weigh, likewise
SERIES, OUTLETS = 3, 9  # names that running texts of a day go by, and who runs its pages
READ_WEIGHT = 3.0  # of a set of pages linked to each other, times the root of its pairs of one verdict
TREES, DEPTH, RATE, L2, LEAST = 100, 4, 0.1, 2.0, 4.0
FOLDS = 8  # of the pairs read by hand, by the pages linked to each other
LIMITS = 32  # at most, that are tried of a column
RISING, FALLING = ("inside_inner", "inside_outer"), ("numbers_differ", "quoted")
NEVER = 1e9
_RUN_ON = ("running", "live")  # the texts of a day whose headlines name a series
_BODIES = ("article_id", "outlet", "title", "published", "body", "body_spans")

Rows = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Examples:
    """Rows of `features.COLUMNS` with whether each is one text, its weight, and the pages it is linked to."""

    rows: Rows
    one_text: Rows
    weights: Rows
    groups: Sequence[str]

    def only(self, kept: npt.NDArray[np.bool_]) -> Examples:
        """Return some of the examples."""
        groups = [group for group, keep in zip(self.groups, kept.tolist(), strict=True) if keep]
        return Examples(self.rows[kept], self.one_text[kept], self.weights[kept], groups)


def pages_by_hand(data: Path, half: str) -> list[ReadPair]:
    """Return the pairs of scraped pages with a verdict: of the half to learn from, or of both."""
    keys = linked(data)
    with (data / "copies/gold/pairs_gold.tsv").open(encoding="utf8") as lines:
        gold = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    pairs = [
        ReadPair(row["id1"], row["id2"], row["verdict"], keys[row["id1"]], _half((row["id1"], row["id2"]), keys))
        for row in gold
    ]
    return [pair for pair in pairs if half in ("both", pair.half)]


def told_pairs(pairs: Sequence[ReadPair], base: Path) -> Examples:
    """Return those of the pairs with a verdict that share enough to be looked at, as a run cleaned their pages."""
    opened = wirecopy.open(base)
    articles = opened.table("articles").to_arrow().select([*_BODIES, "page_id"]).sort_by("article_id")
    pages = {row["page_id"]: row for row in opened.table("pages").to_arrow().to_pylist()}
    names = articles["page_id"].to_pylist()
    places = {pages[name]["external_id"]: place for place, name in enumerate(names)}
    spans = ([Stretch(**span) for span in body] for body in articles["body_spans"].to_pylist())
    timed = [page_entries(pages[name]["raw"], body) for name, body in zip(names, spans, strict=True)]
    bodies = articles.append_column("fetched_at", pa.nulls(len(articles), pa.string()))
    bodies = bodies.append_column(ENTRIES, pa.array(timed, ENTRIES.type)).combine_chunks()
    kernels = load_kernels("reference", 0, counts_as(), numbers=True)
    words = words_batch(bodies.to_batches()[0], kernels)
    sides = np.sort(np.array([[places[pair.one], places[pair.other]] for pair in pairs]), axis=1)
    rows = features_of(words, sides[:, 0], sides[:, 1], kernels, CopyOptions())
    truth = np.array([pair.verdict in ONE_TEXT for pair in pairs], dtype=np.float64)
    groups = [pair.key for pair in pairs]
    return Examples(rows, truth, READ_WEIGHT * _even_weights(groups, truth), groups).only(rows[:, 0] > 0)


def _even_weights(groups: Sequence[str], truth: Rows) -> Rows:
    """Return a weight for each pair, so that those of one group and verdict weigh the root of their number together."""
    named = [f"{group} {one}" for group, one in zip(groups, truth.tolist(), strict=True)]
    _, kind, count = np.unique(named, return_inverse=True, return_counts=True)
    weights: Rows = 1 / np.sqrt(count[kind])
    return weights


def invented_pairs(weight: float) -> Examples:
    """Return invented pairs of every kind that share enough to be looked at; all together weigh that much."""
    kernels, found, truth, weights = load_kernels("compiled", numbers=True), [], [], []
    for kind in (*ONE_TEXT_KINDS, *OTHER_KINDS):
        texts = [text for seed in range(INVENTED) for text in invented(kind, seed)]
        a = np.arange(0, len(texts), 2)
        rows = features_of(words_of(texts, kernels), a, a + 1, kernels, CopyOptions())
        for name, told in (("one_frame", one_frame), ("one_outlet", one_outlet)):
            rows[:, COLUMNS.index(name)] = [told(kind, seed) for seed in range(INVENTED)]
        found.append(rows[rows[:, 0] > 0])
        truth.append(np.full(len(found[-1]), float(kind in ONE_TEXT_KINDS)))
        weights.append(np.full(len(found[-1]), CLOSE.get(kind, 1.0)))
    rows, one, weighed = np.concatenate(found), np.concatenate(truth), np.concatenate(weights)
    return Examples(rows, one, weighed * weight / weighed.sum(), [""] * len(rows))


def pairs_of_days(weight: float) -> Examples:
    """Return the pairs of pages of invented days that share enough to be looked at; all together weigh that much."""
    kernels, found = load_kernels("compiled", numbers=True), []
    for day in DAYS:
        rng, pages = Random(f"pairs {day}"), invented_family(day)
        frames = np.array([rng.randrange(SERIES) if name in _RUN_ON else -n for n, (_, name) in enumerate(pages)])
        outlets = np.array([rng.randrange(OUTLETS) if name != "live" else 0 for _, name in pages])
        a, b = np.array(list(combinations(range(len(pages)), 2))).T
        rows = features_of(words_of([text for text, _ in pages], kernels), a, b, kernels, CopyOptions())
        rows[:, COLUMNS.index("one_frame")] = np.where(frames[a] == frames[b], 1, -1)
        rows[:, COLUMNS.index("one_outlet")] = outlets[a] == outlets[b]
        names = np.array([name for _, name in pages])
        one = (names[a] == names[b]).astype(np.float64)
        kept = rows[:, 0] > 0
        found.append(Examples(rows, one, np.ones(len(rows)), [str(day)] * len(rows)).only(kept))
    every = reduce(together, found)
    weights = _even_weights(every.groups, every.one_text)
    return replace(every, weights=weight * weights / weights.sum(), groups=[""] * len(weights))


def together(one: Examples, other: Examples) -> Examples:
    """Return the examples of both."""
    columns = [np.concatenate([getattr(one, name), getattr(other, name)]) for name in ("rows", "one_text", "weights")]
    return Examples(*columns, [*one.groups, *other.groups])


def learned(examples: Examples) -> dict[str, Any]:
    """Return the table of trees, each fitted to what those before it leave (Friedman 2001, with second derivatives)."""
    limits = [np.unique(np.quantile(c, np.linspace(0, 1, LIMITS + 1)[1:-1]).round(3)) for c in examples.rows.T]
    bins = np.stack([np.searchsorted(edges, c) for edges, c in zip(limits, examples.rows.T, strict=True)], axis=1)
    share = float(np.average(examples.one_text, weights=examples.weights))
    start = round(float(np.log(share / (1 - share))), 4)
    odds, trees = np.full(len(bins), start), []
    for _ in range(TREES):
        told = 1 / (1 + np.exp(-odds))
        slope = examples.weights * (examples.one_text - told)
        curve = examples.weights * told * (1 - told)
        tree, leaf = _tree(bins, limits, np.stack([slope, curve, examples.weights]))
        odds += np.array(tree["answers"])[leaf]
        trees.append(tree)
    return {"start": start, "trees": trees}


def _tree(bins: npt.NDArray[np.int64], limits: Sequence[Rows], sums: Rows) -> tuple[dict[str, Any], Any]:
    """Return one tree and the answer each row gets; `sums` are slope, curvature and weight of each row."""
    node, questions = np.zeros(len(bins), dtype=np.int64), 2**DEPTH - 1
    columns, values = [], []
    for question in range(questions):
        here = np.flatnonzero(node == question)
        column, place = _best_question(bins[here], limits, sums[:, here])
        columns.append(COLUMNS[column])
        values.append(float(limits[column][place]) if place >= 0 else NEVER)
        node[here] = 2 * question + 1 + ((bins[here, column] > place) if place >= 0 else 0)
    leaf = node - questions
    slope, curve = (np.bincount(leaf, part, 2**DEPTH) for part in sums[:2])
    answers = [round(float(answer), 4) for answer in RATE * slope / (curve + L2)]
    return {"columns": columns, "limits": values, "answers": answers}, leaf


def _best_question(bins: npt.NDArray[np.int64], limits: Sequence[Rows], sums: Rows) -> tuple[int, int]:
    """Return the column and the number of the limit that part the rows best; -1 where none does."""
    best, found = 1e-9, (0, -1)
    for column, edges in enumerate(limits):
        if not len(edges) or not len(bins):
            continue
        low = [np.cumsum(np.bincount(bins[:, column], part, len(edges) + 1))[:-1] for part in sums]
        high = [part.sum() - below for part, below in zip(sums, low, strict=True)]
        left, right = low[0] / (low[1] + L2), high[0] / (high[1] + L2)
        gain = left * low[0] + right * high[0] - sums[0].sum() ** 2 / (sums[1].sum() + L2)
        gain[(low[2] < LEAST) | (high[2] < LEAST)] = 0
        direction = (COLUMNS[column] in RISING) - (COLUMNS[column] in FALLING)
        gain[(right - left) * direction < 0] = 0
        place = int(gain.argmax())
        if gain[place] > best + 1e-9:
            best, found = float(gain[place]), (column, place)
    return found


def odds_left_out(read: Examples, made: Examples) -> Rows:
    """Return the odds of the pairs read by hand, of weights that know no page linked to theirs."""
    sizes = {group: read.groups.count(group) for group in set(read.groups)}
    order = sorted(sizes, key=lambda group: (-sizes[group], group))
    fold = np.array([order.index(group) % FOLDS for group in read.groups])
    odds = np.zeros(len(fold))
    for number in range(FOLDS):
        away = fold == number
        odds[away] = learned_odds.trees_of(learned(together(read.only(~away), made)), COLUMNS).odds(read.rows[away])
    return odds


def shift_of(odds: Rows, read: Examples) -> float:
    """Return what to add to odds so that as many pairs are of one text as they say, by weight and all in all."""
    low, high = -3.0, 3.0
    for _ in range(30):
        middle = (low + high) / 2
        more = np.dot(read.weights, read.one_text - 1 / (1 + np.exp(-odds - middle))) > 0
        low, high = (middle, high) if more else (low, middle)
    return round(low, 3)


def print_folds(odds: Rows, one: npt.NDArray[np.bool_]) -> None:
    """Print how pairs are told by odds of weights that did not know them."""
    told = odds > 0
    precision, recall = (told & one).sum() / told.sum(), (told & one).sum() / one.sum()
    print(f"{len(one)} pairs in {FOLDS} folds: precision {precision:.3f}, recall {recall:.3f}")
    for least in range(-6, 6, 2):
        inside = (odds >= least) & (odds < least + 2)
        if inside.any():
            chance = float(np.mean(1 / (1 + np.exp(-odds[inside]))))
            print(
                f"odds {least:+} to {least + 2:+}: {inside.sum()} pairs, told {chance:.2f}, so {one[inside].mean():.2f}"
            )


def _half(pages: Sequence[str], keys: Mapping[str, str]) -> str:
    return "learn" if all(half_of("linked", keys[page]) == "learn" for page in pages) else "held"


def main() -> None:
    """Read the examples, print how they are told by folds, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--half", choices=("learn", "both"), default="learn")
    chosen = parser.parse_args()
    read = together(
        told_pairs(pages_by_hand(chosen.data, chosen.half), made_base(_pages(chosen.data), chosen.base)),
        told_pairs(
            [pair for pair in read_pairs() if chosen.half in ("both", pair.half)],
            articles_base(chosen.data, chosen.base / "read"),
        ),
    )
    weight = float(read.weights.sum())
    made = together(invented_pairs(INVENTED_SHARE * weight), pairs_of_days(DAYS_SHARE * weight))
    odds = odds_left_out(read, made)
    shift = shift_of(odds, read)
    print_folds(odds + shift, read.one_text > 0)
    table = learned(together(read, made))
    table["start"] = round(table["start"] + shift, 4)
    TABLE.write_text(_as_json(table), encoding="utf-8")
    print(f"{len(read.rows)} pairs read by hand, {len(made.rows)} invented: {TABLE.name}")


def _pages(data: Path) -> Path:
    return data / "copies/pages.jsonl.gz"


def _as_json(table: Mapping[str, Any]) -> str:
    """Return the table with a line for each tree."""
    trees = ",\n".join(json.dumps(tree) for tree in table["trees"])
    return f'{{"start": {table["start"]}, "trees": [\n{trees}\n]}}\n'


if __name__ == "__main__":
    main()
