"""Train the model of names of the facts room: a student of larger ones.

    python tools/train_names.py FOLDER --spacy PYTHON --kept FILE [--texts 6000] [--taught FILE]

FOLDER is the evaluation data: spaCy's small English pipeline (`en_core_web_sm`, MIT) names
`stories/allsides_stream.jsonl.gz`, and its answers are mended by agreement: a surname is the person whom its text names
in full, and a name is what most of its texts take it for. PYTHON has spaCy (`make spacy-env`); `--kept` keeps its
answers. `tools/teach_names.py` makes a better teacher from those and from names that people marked; `--taught` is what
that one says of the same texts, and what is learned then. Writes `src/wirecopy/languages/en/names.xz` and prints how
many words of texts kept back are labelled as they were taught.
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import subprocess
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numba
import numpy as np
import numpy.typing as npt

sys.path.insert(0, str(Path(__file__).parent.parent / "evals"))

from fact_scores.gold import load
from fact_scores.names_read import load_read

from wirecopy.facts.knowledge.gazetteer import load_gazetteer
from wirecopy.facts.knowledge.lexicon import Lexicon, load_lexicon
from wirecopy.facts.names.features import ROWS, NameWords, Sight, second_rows, sight_of
from wirecopy.facts.names.name_model import KINDS, WEIGHTS, packed
from wirecopy.facts.names.tokens import TextWords, words_of
from wirecopy.text.sentences import sentence_spans
from wirecopy.types import Stretch

HERE = Path(__file__).parent.parent
OUT = HERE / "src" / "wirecopy" / "languages" / "en" / WEIGHTS
TEACHER = HERE / "evals" / "fact_scores" / "spacy_names.py"
SPACY = {
    "PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "other", "NORP": "other",
    "PRODUCT": "other", "EVENT": "other", "WORK_OF_ART": "other", "LAW": "other", "LANGUAGE": "other",
}  # fmt: skip
LONGEST = 3_500  # characters of a text that the teacher reads
SHORTEST = 600
SETTLED, SEEN = 0.75, 5  # share and number of a name's mentions from which they settle the others
EPOCHS, RATE = 4, 0.1
_OFFICE = re.compile(r"(?:Minister|Secretary|Commissioner)(?:s|ies)? (?:of|for) (?:the )?\Z")
_ARTICLE = re.compile(r"(?:the|a|an) ", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?\Z")

Span = tuple[int, int, str]


@dataclass(frozen=True, slots=True)
class Example:
    """One text to learn from: what the model sees, and the chances of the labels of each word that can be named."""

    sight: Sight
    chances: npt.NDArray[np.float32]


def texts_of(data: Path, count: int) -> list[str]:
    """Return texts of the stream in a fixed random order, without those that score."""
    with gzip.open(data / "stories/allsides_stream.jsonl.gz", "rt", encoding="utf8") as lines:
        texts = [json.loads(line)["text"] for line in lines]
    scored = beginnings(data)
    random.Random(3).shuffle(texts)
    fit = (text[:LONGEST] for text in texts if len(text) >= SHORTEST and not any(one in text for one in scored))
    return [text for text, _ in zip(fit, range(count), strict=False)]


def beginnings(data: Path) -> list[str]:
    """Return how the texts begin that people marked: they teach as marked, or score."""
    gold = (data / "facts/gold/facts_gold.jsonl").read_text("utf8").splitlines()
    read = (text.text for text in load_read(data / "stories/allsides_stream.jsonl.gz"))
    return [text.strip()[:80] for text in (*(json.loads(line)["text"] for line in gold), *read)]


def taught(data: Path, count: int, python: Path | None, kept: Path | None) -> Iterator[tuple[str, list[Span]]]:
    """Yield texts that nobody marked with the names that spaCy gives, articles and possessives aside."""
    if kept is None or not kept.exists():
        texts = texts_of(data, count)
        lines = "".join(json.dumps(text) + "\n" for text in texts)
        told = subprocess.run([str(python), str(TEACHER)], input=lines, capture_output=True, text=True, check=True)
        rows = [{"text": t, "names": json.loads(n)} for t, n in zip(texts, told.stdout.splitlines(), strict=False)]
        if kept is not None:
            kept.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf8")
    else:
        rows = [json.loads(line) for line in kept.read_text("utf8").splitlines()]
    marked = beginnings(data)
    for row in rows:
        if any(one in row["text"] for one in marked):
            continue
        spans = (trimmed(row["text"], start, end) for start, end, label in row["names"] if label in SPACY)
        kinds = [SPACY[label] for _, _, label in row["names"] if label in SPACY]
        yield row["text"], [(a, b, kind) for (a, b), kind in zip(spans, kinds, strict=True) if a < b]


def marked_texts(data: Path) -> list[tuple[str, str, list[Span], list[tuple[int, int]]]]:
    """Return the texts whose names people marked, of the half that may teach: key, text, names, and what is unsure."""
    stream = data / "stories/allsides_stream.jsonl.gz"
    golds = [*load_read(stream), *load(data / "facts/gold/facts_gold.jsonl")]
    kinds: Mapping[str, str] = {"persons": "person", "organisations": "organisation", "places": "place"}
    found = []
    for gold in golds:
        if gold.half == "learn":
            spans = [(*spot, name) for kind, name in kinds.items() for _, spot in gold.mentions(kind)]
            unsure = [spot for kind in kinds for spot in gold.unsure(kind)]
            found.append((gold.key, gold.text, sorted(spans), unsure))
    return found


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a name without the article before it and the possessive behind it."""
    article = _ARTICLE.match(text, start, end)
    start = article.end() if article else start
    possessive = _POSSESSIVE.search(text[start:end])
    return start, end - (len(possessive.group()) if possessive else 0)


def mended(text: str, spans: Sequence[Span], counts: Mapping[str, Counter[str]], tables: Tables) -> list[Span]:
    """Return the teacher's names of a text where they agree with the rest of it and with the other texts."""
    full = {text[a:b].split()[-1] for a, b, kind in spans if kind == "person" and " " in text[a:b]}
    found: list[Span] = []
    for a, b, kind in spans:
        name = text[a:b]
        told, total = counts[name].most_common(1)[0], counts[name].total()
        if name in full and kind != "person" and not (kind == "place" and name in tables.places):
            kind = "person"
        elif total >= SEEN and told[1] >= SETTLED * total:
            kind = told[0]
        if kind == "person" and name.lower() in tables.lexicon.organisation_names and name not in tables.places:
            kind = "organisation"
        if kind != "organisation" or not _OFFICE.search(text[max(0, a - 40) : a]):
            found.append((a, b, kind))
    return sorted(found + list(_surnames(text, full, found, tables)))


def _surnames(text: str, full: set[str], found: Sequence[Span], tables: Tables) -> Iterator[Span]:
    """Yield where a surname stands alone and the teacher passed over it."""
    taken = {at for a, b, _ in found for at in range(a, b)}
    common = tables.lexicon.openers | tables.lexicon.days
    for name in sorted(full):
        if name in tables.places or len(name) < 3 or name.lower() in common:
            continue
        for one in re.finditer(rf"\b{re.escape(name)}\b", text):
            if one.start() not in taken and not text[one.end() + 1 : one.end() + 2].isupper():
                yield one.start(), one.end(), "person"


@dataclass(frozen=True, slots=True)
class Tables:
    """The words of the language and the names of the world's places."""

    lexicon: Lexicon
    places: Mapping[str, Any]


def labels_of(words: TextWords, spans: Sequence[Span]) -> npt.NDArray[np.int64]:
    """Return a label per word: 0 outside, then first and later words of each kind in turn."""
    labels = np.zeros(len(words.spots), dtype=np.int64)
    at, before = 0, -1
    for n, spot in enumerate(words.spots):
        while at < len(spans) and spans[at][1] <= spot[0]:
            at += 1
        if at < len(spans) and spans[at][0] < spot[1]:
            labels[n] = 2 * KINDS.index(spans[at][2]) + (2 if before == at else 1)  # type: ignore[arg-type]
            before = at
    return labels


@numba.njit(fastmath=True)  # type: ignore[untyped-decorator]
def _trained(rows: Any, truth: Any, order: Any, table: Any, epochs: Any, rate: Any) -> Any:
    """Return the weights of a softmax regression over rows of hashed features (AdaGrad, one word a step)."""
    kinds = table.shape[1]
    grown = np.full(table.shape, np.float32(1e-6))
    chance = np.empty(kinds, np.float32)
    for _ in range(epochs):
        for i in order:
            chance[:] = 0
            for row in rows[i]:
                for k in range(kinds):
                    chance[k] += table[row, k]
            chance = np.exp(chance - chance.max())
            chance /= chance.sum()
            for k in range(kinds):
                wrong = chance[k] - truth[i, k]
                if abs(wrong) > 1e-4:
                    for row in rows[i]:
                        grown[row, k] += wrong * wrong
                        table[row, k] -= rate * wrong / np.sqrt(grown[row, k])
    return table


def fitted(examples: Sequence[Example], rows: Sequence[npt.NDArray[np.int64]]) -> npt.NDArray[np.float32]:
    """Return the weights of one pass."""
    stacked = np.concatenate(rows).astype(np.int32)
    truth = np.concatenate([one.chances for one in examples])
    order = np.random.default_rng(1).permutation(len(truth))
    table = np.zeros((ROWS, 2 * len(KINDS) + 1), np.float32)
    trained: npt.NDArray[np.float32] = _trained(stacked, truth, order, table, EPOCHS, np.float32(RATE))
    return trained


def chances(table: npt.NDArray[np.float32], rows: npt.NDArray[np.int64]) -> npt.NDArray[np.float32]:
    """Return the chance of each label of each word."""
    sums = np.exp((scores := table[rows].sum(axis=1)) - scores.max(axis=1, keepdims=True, initial=-np.inf))
    told: npt.NDArray[np.float32] = sums / sums.sum(axis=1, keepdims=True)
    return told


def both(examples: Sequence[Example]) -> tuple[npt.NDArray[np.float32], npt.NDArray[np.float32]]:
    """Return the weights of both passes; the second learns from what a first says of texts it has not seen."""
    half = len(examples) // 2
    sides = examples[:half], examples[half:]
    strangers = [fitted(side, [one.sight.first for one in side]) for side in reversed(sides)]
    rows = [
        second_rows(one.sight, chances(table, one.sight.first))
        for side, table in zip(sides, strangers, strict=True)
        for one in side
    ]
    return fitted(examples, [one.sight.first for one in examples]), fitted(examples, rows)


def right(first: npt.NDArray[np.float32], second: npt.NDArray[np.float32], examples: Sequence[Example]) -> float:
    """Return the share of words that can be part of a name and are labelled as they were taught."""
    told = [chances(second, second_rows(one.sight, chances(first, one.sight.first))).argmax(axis=1) for one in examples]
    return float(np.mean(np.concatenate(told) == np.concatenate([one.chances.argmax(axis=1) for one in examples])))


def main() -> None:
    """Train, write the data file, print how well texts kept back are labelled."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("data", type=Path)
    arguments.add_argument("--spacy", type=Path, default=HERE / ".venv-spacy/bin/python")
    arguments.add_argument("--texts", type=int, default=6_000)
    arguments.add_argument("--taught", type=Path, default=None)
    arguments.add_argument("--kept", type=Path, default=None)
    given = arguments.parse_args()
    lexicon, gazetteer = load_lexicon(), load_gazetteer()
    tables, known = NameWords.of(lexicon, gazetteer), Tables(lexicon, gazetteer.rows)

    def example(text: str, taught: npt.NDArray[np.float32] | Sequence[Span]) -> Example:
        words = words_of(text, list(sentence_spans(text)) or [Stretch(0, len(text))])
        sight = sight_of(words, tables)
        if not isinstance(taught, np.ndarray):
            taught = np.eye(2 * len(KINDS) + 1, dtype=np.float32)[labels_of(words, taught)]
        return Example(sight, taught[sight.may])

    told = list(taught(given.data, given.texts, given.spacy, given.kept))
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for text, spans in told:
        for a, b, kind in spans:
            counts[text[a:b]][kind] += 1
    if given.taught is None:
        examples = [example(text, mended(text, spans, counts, known)) for text, spans in told]
    else:
        with np.load(given.taught) as kept:
            chances_of = np.split(kept["chances"].astype(np.float32), kept["offsets"][1:-1])
        examples = [example(text, each) for (text, _), each in zip(told, chances_of, strict=True)]
    random.Random(5).shuffle(examples)
    back = len(examples) // 10
    print(f"words of {back} texts kept back labelled right: {right(*both(examples[back:]), examples[:back]):.4f}")
    OUT.write_bytes(packed(*both(examples)))
    print(f"{OUT.name}: {OUT.stat().st_size:,} bytes, from {len(examples):,} texts")


if __name__ == "__main__":
    main()
