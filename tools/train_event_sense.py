"""Train what a trigger of an event means where it stands: `python tools/train_event_sense.py FOLDER [--write]`.

FOLDER is the evaluation data; its articles annotated by hand (the half that may teach) join the sentences of
`training/events`. Every verb and every trigger of a frame in those articles teaches: the type of the event told there,
or none. Prints, crossed by sentence and by article, how often what is said with some chance is right; `--write` writes
`src/wirecopy/languages/en/event_sense.xz`, learned from all of it.
"""

from __future__ import annotations

import argparse
import math
import random
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

HERE = Path(__file__).parent.parent
sys.path.insert(0, str(HERE / "evals"))

from event_sentences import FOLDER, NONE, Sentence, parsed  # noqa: E402
from fact_scores.answers import Act, Reader  # noqa: E402
from fact_scores.events_read import load_read  # noqa: E402
from fact_scores.gold import Gold, load  # noqa: E402
from fact_scores.judging import judge  # noqa: E402

from wirecopy.facts.events.chunks import chunked  # noqa: E402
from wirecopy.facts.events.clauses import Clause  # noqa: E402
from wirecopy.facts.events.match import Trigger, hits_of  # noqa: E402
from wirecopy.facts.events.sense import (  # noqa: E402
    ROWS,
    WEIGHTS,
    Sense,
    are_placed,
    hits_by_word,
    is_directed,
    packed,
    rows_of,
    sense_of,
    traits_of,
)  # fmt: skip
from wirecopy.facts.events.words import SentenceWords, TaggingHints, cut, tagged  # noqa: E402
from wirecopy.facts.knowledge.event_frames import Frames, load_frames  # noqa: E402
from wirecopy.facts.knowledge.tagger import Tagger, load_tagger  # noqa: E402
from wirecopy.text.sentences import sentence_spans  # noqa: E402
from wirecopy.types import Stretch  # noqa: E402

OUT = HERE / "src" / "wirecopy" / "languages" / "en" / WEIGHTS
EPOCHS, RATE, DECAY = 8, 0.15, 3e-6
FOLDS = 5
OF_NOTHING = 0.15  # what an act told of a look-alike weighs beside one of an article: news has fewer of them
_RENAMED = {"YIELD": "CONCEDE"}  # PLOVER's other name
_HELPERS = frozenset(["is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "do", "did", "does"])


@dataclass(frozen=True, slots=True)
class Tools:
    """What a sentence is read with."""

    tagger: Tagger
    frames: Frames


@dataclass(frozen=True, slots=True)
class Example:
    """A trigger to learn from: its weight rows, its type, and the sentence or article it is of."""

    rows: npt.NDArray[np.int64]
    type: str
    group: str


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence with the frames that its words fit."""

    words: SentenceWords
    hits: dict[int, Trigger]

    def example(self, at: int, kind: str, group: str) -> Example:
        """Return a word of it as an example."""
        return Example(rows_of(traits_of(self.words, at, self.hits)), kind, group)

    def verbs(self) -> Iterator[int]:
        """Yield the words that could tell an event: verbs, and words of frames."""
        return (n for n, tag in enumerate(self.words.tags) if tag.startswith("VB") or n in self.hits)

    def inside(self, start: int, end: int) -> list[int]:
        """Return the words that share a character with a stretch."""
        return [n for n in range(len(self.words)) if self.words.starts[n] < end and self.words.ends[n] > start]


def main() -> int:
    """Train, print, and with `--write` keep the weights."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    chosen = parser.parse_args()
    tools = Tools(load_tagger(), load_frames())
    own = [example for sentence in _sentences() for example in _of_sentence(sentence, tools)]
    by_hand = load(chosen.folder / "facts" / "gold" / "facts_gold.jsonl")
    openings = load_read(chosen.folder / "stories" / "allsides_stream.jsonl.gz")
    articles = [gold for gold in (*by_hand, *openings) if gold.half == "learn"]
    real = [example for gold in articles for example in _of_article(gold, tools)]
    types = [NONE, *sorted({e.type for e in own} - {NONE})]
    told = sum(e.type != NONE for e in real)
    print(f"{len(own)} triggers of our sentences, {len(real)} of {len(articles)} articles, of which {told} tell events")
    _crossed("our sentences", own, real, types)
    _crossed("articles", real, own, types)
    if chosen.write:
        frames = {frame.name for frame in tools.frames.frames}
        whole = sense_of(types, frames, trained([*own, *real], types))
        OUT.write_bytes(packed(whole))  # the reader that follows loads it
        said = [*_told(articles, own, real, whole), *_told_of_nothing(own, real, whole)]
        settled = settling(said)
        OUT.write_bytes(packed(replace(whole, settled=settled)))
        print(f"{len(said)} acts told by models that had not seen them: chance, placed, directed, offset {settled}")
    return 0


def trained(examples: Sequence[Example], types: Sequence[str]) -> npt.NDArray[np.float32]:
    """Return the weights of a softmax regression, a row a trait and a column a type, learned step by step (Adagrad)."""
    chance, order = random.Random(1), list(range(len(examples)))
    weights = np.zeros((ROWS, len(types)), np.float32)
    slopes = np.full((ROWS, 1), 0.1, np.float32)
    column = {kind: n for n, kind in enumerate(types)}
    for _ in range(EPOCHS):
        chance.shuffle(order)
        for n in order:
            rows = examples[n].rows
            wrong = chances(weights, rows)
            wrong[column[examples[n].type]] -= 1
            slopes[rows] += (wrong * wrong).sum()
            weights[rows] -= RATE * (wrong[None] + DECAY * len(rows) * weights[rows]) / np.sqrt(slopes[rows])
    return weights


@dataclass(frozen=True, slots=True)
class Said:
    """An act that was told: its chance as the model has it, what its sides show, whether it is right, and where."""

    chance: float
    placed: bool
    directed: bool
    right: bool
    weight: float


def settling(said: Sequence[Said]) -> tuple[float, ...]:
    """Return what turns log odds as said into those of being right in an article, held near 1 and 0 (logistic)."""
    rows = np.array([[math.log(o.chance / (1 - o.chance)), o.placed, o.directed, 1.0] for o in said], dtype=float)
    truth, known = np.array([o.right for o in said], dtype=float), np.array([1.0, 0.0, 0.0, 0.0])
    weights = np.array([o.weight for o in said])
    held = known.copy()
    for _ in range(20_000):
        told = 1 / (1 + np.exp(-rows @ held))
        held = held - 0.0003 * (rows.T @ (weights * (told - truth)) + (held - known))
    return tuple(round(float(one), 3) for one in held)


def _told_of_nothing(own: Sequence[Example], real: Sequence[Example], whole: Sense) -> Iterator[Said]:
    """Yield the acts told of look-alikes that the model has not seen: all are wrong."""
    reader, alike = Reader(), [sentence for sentence in _sentences() if sentence.type == NONE]
    for fold in range(FOLDS):
        out = {sentence.where for sentence in alike[fold::FOLDS]}
        weights = trained([*(e for e in own if e.group not in out), *real], whole.types)
        sense = sense_of(whole.types, whole.frames, weights)
        knowledge = replace(reader.knowledge, deeds=replace(reader.knowledge.deeds, sense=sense))
        for sentence in alike[fold::FOLDS]:
            for act in replace(reader, knowledge=knowledge)(sentence.text, None).acts:
                yield _said(act, False, OF_NOTHING)


def _said(act: Act, right: bool, weight: float = 1.0) -> Said:
    chance = min(max(act.confidence, 1e-3), 1 - 1e-3)
    placed, directed = are_placed(act.actors, act.recipients), is_directed(act.actors, act.recipients)
    return Said(chance, placed, directed, right, weight)


def _told(articles: Sequence[Gold], own: Sequence[Example], real: Sequence[Example], whole: Sense) -> Iterator[Said]:
    """Yield the acts told of articles that the model has not seen."""
    reader, keys = Reader(), sorted(gold.key for gold in articles)
    for fold in range(FOLDS):
        out = set(keys[fold::FOLDS])
        weights = trained([*own, *(e for e in real if e.group not in out)], whole.types)
        sense = sense_of(whole.types, whole.frames, weights)
        knowledge = replace(reader.knowledge, deeds=replace(reader.knowledge.deeds, sense=sense))
        for gold in articles:
            if gold.key in out:
                answers = replace(reader, knowledge=knowledge)(gold.text, gold.published)
                for act in answers.acts:
                    for given in judge(gold, replace(answers, acts=(act,)))["events by type"].given:
                        yield _said(act, given.right)


def chances(weights: npt.NDArray[np.float32], rows: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
    """Return the chance of each type for a trigger with those weight rows."""
    sums = weights[rows].sum(axis=0)
    told: npt.NDArray[np.float32] = np.exp(sums - sums.max())
    return told / told.sum()


def _crossed(name: str, kept: Sequence[Example], always: Sequence[Example], types: Sequence[str]) -> None:
    groups = sorted({example.group for example in kept})
    said: list[tuple[float, bool]] = []
    for fold in range(FOLDS):
        out = set(groups[fold::FOLDS])
        weights = trained([*always, *(e for e in kept if e.group not in out)], types)
        for example in kept:
            if example.group in out:
                sums = chances(weights, example.rows)
                best = int(sums[1:].argmax()) + 1
                said.append((float(sums[best]), types[best] == example.type))
    events = sum(example.type != NONE for example in kept)
    for least in (0.3, 0.5, 0.7, 0.8, 0.9):
        right = [was for sure, was in said if sure >= least]
        print(
            f"{name}, from {least}: said {len(right)}, right {sum(right) / max(1, len(right)):.3f},"
            f" of all events {sum(right) / events:.3f}"
        )


def _sentences() -> Iterator[Sentence]:
    for path in sorted(FOLDER.glob("*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines()):
            if line.strip():
                yield parsed(line, path.stem.upper(), f"{path.name}:{number}")


def _of_sentence(sentence: Sentence, tools: Tools) -> Iterator[Example]:
    read = _read(sentence.text, Stretch(0, len(sentence.text)), tools)
    at = _trigger(read, *sentence.trigger, sentence.type)
    yield read.example(at, sentence.type, sentence.where)
    if sentence.type == NONE:
        yield from (read.example(n, NONE, sentence.where) for n in read.verbs() if n != at)


def _of_article(gold: Gold, tools: Tools) -> Iterator[Example]:
    unsure = gold.unsure("events")
    for stretch in sentence_spans(gold.text):
        read = _read(gold.text, stretch, tools)
        if not len(read.words):
            continue
        told = [e for e in gold.rows["events"] if e["start"] < stretch.end and e["end"] > stretch.start]
        types = {}
        for event in told:
            kind = _RENAMED.get(event["type"], event["type"])
            types[_trigger(read, event["start"], event["end"], kind)] = kind
        skipped = {n for event in told for n in read.inside(event["start"], event["end"])}
        skipped |= {n for start, end in unsure for n in read.inside(start, end)}
        yield from (read.example(at, kind, gold.key) for at, kind in types.items())
        yield from (read.example(n, NONE, gold.key) for n in read.verbs() if n not in skipped and n not in types)


def _read(text: str, stretch: Stretch, tools: Tools) -> Read:
    known = TaggingHints(tools.frames.verbs, tools.frames.pasts)
    [words] = tagged([cut(text, stretch)], tools.tagger, known)
    return Read(words, hits_by_word(hits_of(Clause(words, chunked(words)), tools.frames)))


def _trigger(read: Read, start: int, end: int, kind: str) -> int:
    """Return the word of a marked stretch that the reader would ask about: a frame's, else the verb, else the noun."""
    inside = read.inside(start, end)
    framed = [n for n in inside if n in read.hits and n == read.hits[n].first]
    verbs = [n for n in inside if read.words.tags[n].startswith("VB") and read.words.low[n] not in _HELPERS]
    nouns = [n for n in inside if read.words.tags[n].startswith("NN")]
    own = [n for n in framed if read.hits[n].pattern.frame.type == kind]
    return (own or framed or verbs or nouns or inside or [0])[0]


if __name__ == "__main__":
    sys.exit(main())
