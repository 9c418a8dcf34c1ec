"""Train what a trigger of an event means where it stands: `python tools/train_event_sense.py DATA [--write]`.

DATA is the evaluation data; its articles marked by hand (the half that may teach) join the sentences of
`training/events`. Every verb and every trigger of a frame in those articles teaches: the type of the event told there,
or none. With `--taught FILE`, what a large model said of unmarked articles (`tools/teach_event_sense.py`) teaches too.
`--apart FILE` names what it said after learning from four fifths of the marked articles: a model of the same four
fifths prints how often what it says of the rest is right, and that is turned into chances. `--write` writes
`src/wirecopy/languages/en/event_sense.xz`, learned from all.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

import numba
import numpy as np
import numpy.typing as npt

HERE = Path(__file__).parent.parent
sys.path.insert(0, str(HERE / "evals"))

from event_examples import (  # noqa: E402
    Example,
    load_tools,
    marked_articles,
    marked_examples,
    own_examples,
    own_sentences,
)
from event_sentences import NONE  # noqa: E402
from fact_scores.answers import Act, Reader  # noqa: E402
from fact_scores.gold import Gold  # noqa: E402
from fact_scores.judging import judge  # noqa: E402

from wirecopy.facts.events.sense import ROWS, WEIGHTS, Sense, are_placed, is_directed, packed, sense_of  # noqa: E402

OUT = HERE / "src" / "wirecopy" / "languages" / "en" / WEIGHTS
EPOCHS, RATE, DECAY = 6, 0.15, 3e-6
FOLDS: Final = 5
OF_NOTHING = 0.15  # what an act told of a look-alike weighs beside one of an article: news has fewer of them
OWN = 3.0  # what a trigger of our sentences weighs beside one of an article: news of many lands is rare among those
TAUGHT = 0.15  # what a trigger weighs that the large model judged
_LEAST = 1e-3  # no chance is told nearer to 0 or to 1

Weights = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Lessons:
    """Triggers to learn from: trigger `n` has `rows[offsets[n] : offsets[n + 1]]`, a chance of each type, a weight."""

    rows: npt.NDArray[np.int32]
    offsets: npt.NDArray[np.int64]
    chances: Weights
    weights: Weights


@dataclass(frozen=True, slots=True)
class Said:
    """An act that was told: its chance by the model, what its sides show, whether it is right, and its weight."""

    chance: float
    placed: bool
    directed: bool
    right: bool
    weight: float


def main() -> int:
    """Train, print, and with `--write` keep the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--taught", type=Path)
    parser.add_argument("--apart", type=Path)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    tools = load_tools()
    own, articles = list(own_examples(tools)), marked_articles(chosen.data)
    real = list(marked_examples(articles, tools))
    types = [NONE, *sorted({example.type for example in own} - {NONE})]
    frames = {frame.name for frame in tools.frames.frames}
    told = sum(example.type != NONE for example in real)
    print(f"{len(own)} triggers of our sentences, {len(real)} of {len(articles)} articles, of which {told} tell events")
    folds = list(_folds(articles))
    said = []
    for out, alike in folds:
        left = [e for e in own if e.group not in alike], [e for e in real if e.group not in out]
        sense = sense_of(types, frames, trained(people(*left, types), len(types)))
        said += _said_of(sense, [gold for gold in articles if gold.key in out], alike)
    settled = settling(said)
    print(f"{len(said)} acts told by models that had not seen them: chance, placed, directed, offset {settled}")
    if chosen.apart is not None:
        out, alike = folds[0]
        left = [e for e in own if e.group not in alike], [e for e in real if e.group not in out]
        apart = trained([*people(*left, types), *taught(chosen.apart, types, out)], len(types))
        _print_crossed(apart, [example for example in real if example.group in out], types)
        said = list(_said_of(sense_of(types, frames, apart), [g for g in articles if g.key in out], alike))
        settled = settling(said, sides=settled[1:3])
        print(f"{len(said)} acts told by what the large model taught too: chance, placed, directed, offset {settled}")
    if chosen.write:
        whole = trained([*people(own, real, types), *taught(chosen.taught, types, set())], len(types))
        OUT.write_bytes(packed(replace(sense_of(types, frames, whole), settled=settled)))
    return 0


def people(own: Sequence[Example], real: Sequence[Example], types: Sequence[str]) -> tuple[Lessons, Lessons]:
    """Return what people marked, in our sentences and in articles."""
    return marked(own, types, OWN), marked(real, types)


def marked(examples: Sequence[Example], types: Sequence[str], weight: float = 1.0) -> Lessons:
    """Return what a person marked, each a lesson of the same weight."""
    chances = np.zeros((len(examples), len(types)), np.float32)
    chances[np.arange(len(examples)), [types.index(example.type) for example in examples]] = 1
    offsets = np.cumsum([0, *(len(example.rows) for example in examples)])
    rows = np.concatenate([example.rows for example in examples]).astype(np.int32)
    return Lessons(rows, offsets, chances, np.full(len(examples), weight, np.float32))


def taught(file: Path | None, types: Sequence[str], out: set[str]) -> Iterator[Lessons]:
    """Yield what the large model said of unmarked articles; of the articles `out` it may not have learned."""
    if file is None:
        return
    with np.load(file) as kept:
        if list(kept["types"]) != list(types) or not out <= set(kept["left_out"].tolist()):
            sys.exit(f"{file}: was made of other types, or from articles that are to be left out; make it anew")
        chances = kept["chances"].astype(np.float32)
        weights = np.full(len(chances), TAUGHT, np.float32)
        yield Lessons(kept["rows"], kept["offsets"], chances, weights)


def trained(lessons: Sequence[Lessons], types: int) -> Weights:
    """Return the weights of a softmax regression, a row a trait and a column a type, learned step by step (Adagrad)."""
    starts = np.cumsum([0, *(len(one.rows) for one in lessons)])
    offsets = np.concatenate([[0], *(one.offsets[1:] + start for one, start in zip(lessons, starts, strict=False))])
    rows = np.concatenate([one.rows for one in lessons])
    chances = np.concatenate([one.chances for one in lessons])
    shares = np.concatenate([one.weights for one in lessons])
    weights, slopes = np.zeros((ROWS, types), np.float32), np.full(ROWS, 0.1, np.float32)
    rng = np.random.default_rng(1)
    for _ in range(EPOCHS):
        _pass(rows, offsets.astype(np.int64), chances, shares, rng.permutation(len(shares)), weights, slopes)
    return weights


@numba.njit(fastmath=True)  # type: ignore[untyped-decorator]
def _pass(rows: Any, offsets: Any, truth: Any, shares: Any, order: Any, weights: Any, slopes: Any) -> None:
    types = truth.shape[1]
    wrong = np.zeros(types, np.float32)
    for n in order:
        first, last = offsets[n], offsets[n + 1]
        wrong[:] = 0
        for row in rows[first:last]:
            for k in range(types):
                wrong[k] += weights[row, k]
        most, total, square = wrong.max(), 0.0, 0.0
        for k in range(types):
            wrong[k] = np.exp(wrong[k] - most)
            total += wrong[k]
        for k in range(types):
            wrong[k] = (wrong[k] / total - truth[n, k]) * shares[n]
            square += wrong[k] * wrong[k]
        decay = DECAY * (last - first) * shares[n]
        for row in rows[first:last]:
            slopes[row] += square
            step = RATE / np.sqrt(slopes[row])
            for k in range(types):
                weights[row, k] -= step * (wrong[k] + decay * weights[row, k])


def settling(said: Sequence[Said], sides: Sequence[float] | None = None) -> tuple[float, ...]:
    """Return what turns log odds as said into those of being right in an article, held near 1 and 0 (logistic).

    Where few acts are to settle it, what their sides show can be given, from more acts than those.
    """
    rows = np.array([[math.log(o.chance / (1 - o.chance)), o.placed, o.directed, 1.0] for o in said], dtype=float)
    truth, known = np.array([o.right for o in said], dtype=float), np.array([1.0, *(sides or (0.0, 0.0)), 0.0])
    weights, free = np.array([o.weight for o in said]), np.array([1.0, sides is None, sides is None, 1.0])
    held = known.copy()
    for _ in range(60_000):
        told = 1 / (1 + np.exp(-rows @ held))
        held = held - 0.001 * free * (rows.T @ (weights * (told - truth)) + (held - known))
    return tuple(round(float(one), 3) for one in held)


def _folds(articles: Sequence[Gold]) -> Iterator[tuple[set[str], set[str]]]:
    """Yield what is left out in turn: articles, and look-alikes among our sentences."""
    keys, nothing = sorted(gold.key for gold in articles), [s.where for s in own_sentences() if s.type == NONE]
    for fold in range(FOLDS):
        yield set(keys[fold::FOLDS]), set(nothing[fold::FOLDS])


def _said_of(sense: Sense, articles: Sequence[Gold], alike: set[str]) -> Iterator[Said]:
    """Yield the acts that a model tells of articles, and those it tells of look-alikes, which are all wrong."""
    reader = Reader()
    deeds = replace(reader.knowledge.deeds, sense=sense)
    reader = replace(reader, knowledge=replace(reader.knowledge, deeds=deeds))
    for gold in articles:
        answers = reader(gold.text, gold.published)
        for act in answers.acts:
            for given in judge(gold, replace(answers, acts=(act,)))["events by type"].given:
                yield _said(act, given.right)
    for sentence in own_sentences():
        if sentence.where in alike:
            yield from (_said(act, False, OF_NOTHING) for act in reader(sentence.text, None).acts)


def _said(act: Act, right: bool, weight: float = 1.0) -> Said:
    chance = min(max(act.confidence, _LEAST), 1 - _LEAST)
    placed, directed = are_placed(act.actors, act.recipients), is_directed(act.actors, act.recipients)
    return Said(chance, placed, directed, right, weight)


def _print_crossed(weights: Weights, examples: Sequence[Example], types: Sequence[str]) -> None:
    sums = np.array([weights[example.rows].sum(axis=0) for example in examples])
    chances = np.exp(sums - sums.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    best = chances[:, 1:].argmax(axis=1) + 1
    sure, truth = chances[np.arange(len(best)), best], np.array([types.index(example.type) for example in examples])
    for least in (0.3, 0.5, 0.6, 0.7, 0.8, 0.9):
        right = (best == truth)[sure >= least]
        print(
            f"articles left out, from {least}: said {len(right)}, right {right.mean():.3f},"
            f" of all events {right.sum() / (truth > 0).sum():.3f}"
        )


if __name__ == "__main__":
    sys.exit(main())
