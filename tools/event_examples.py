"""Triggers of events to learn from: of the sentences of `training/events`, and of articles whose events were marked."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

HERE = Path(__file__).parent.parent
sys.path.insert(0, str(HERE / "evals"))

from event_sentences import FOLDER, NONE, Sentence, parsed  # noqa: E402
from fact_scores.events_read import load_read  # noqa: E402
from fact_scores.gold import Gold, load  # noqa: E402

from wirecopy.facts.events.chunks import chunked  # noqa: E402
from wirecopy.facts.events.clauses import Clause  # noqa: E402
from wirecopy.facts.events.match import Trigger, hits_of  # noqa: E402
from wirecopy.facts.events.sense import hits_by_word, rows_of, traits_of  # noqa: E402
from wirecopy.facts.events.words import SentenceWords, TaggingHints, cut, tagged  # noqa: E402
from wirecopy.facts.knowledge.event_frames import Frames, load_frames  # noqa: E402
from wirecopy.facts.knowledge.tagger import Tagger, load_tagger  # noqa: E402
from wirecopy.text.sentences import sentence_spans  # noqa: E402
from wirecopy.types import Stretch  # noqa: E402

_RENAMED = {"YIELD": "CONCEDE"}  # PLOVER's other name
_HELPERS = frozenset(["is", "are", "was", "were", "be", "been", "being", "has", "have", "had", "do", "did", "does"])


@dataclass(frozen=True, slots=True)
class Tools:
    """What a sentence is read with."""

    tagger: Tagger
    frames: Frames


def load_tools() -> Tools:
    """Return what a sentence is read with; load once and pass it on."""
    return Tools(load_tagger(), load_frames())


@dataclass(frozen=True, slots=True)
class Example:
    """A trigger to learn from: its weight rows, its type, the sentence or article it is of, and where it stands."""

    rows: npt.NDArray[np.int64]
    type: str
    group: str
    text: str
    """Its sentence."""
    start: int
    """Its first character in the sentence."""


@dataclass(frozen=True, slots=True)
class Read:
    """A sentence with the frames that its words fit."""

    words: SentenceWords
    hits: dict[int, Trigger]
    text: str
    first: int
    """Where the sentence begins in what the words count in."""

    def example(self, at: int, kind: str, group: str) -> Example:
        """Return a word of it as an example."""
        rows = rows_of(traits_of(self.words, at, self.hits))
        return Example(rows, kind, group, self.text, self.words.starts[at] - self.first)

    def verbs(self) -> Iterator[int]:
        """Yield the words that could tell an event: verbs, and words of frames."""
        return (n for n, tag in enumerate(self.words.tags) if tag.startswith("VB") or n in self.hits)

    def inside(self, start: int, end: int) -> list[int]:
        """Return the words that share a character with a stretch."""
        return [n for n in range(len(self.words)) if self.words.starts[n] < end and self.words.ends[n] > start]


def sentence_of(text: str, stretch: Stretch, tools: Tools) -> Read:
    """Return a sentence of a text, read."""
    known = TaggingHints(tools.frames.verbs, tools.frames.pasts)
    [words] = tagged([cut(text, stretch)], tools.tagger, known)
    hits = hits_by_word(hits_of(Clause(words, chunked(words)), tools.frames)) if len(words) else {}
    return Read(words, hits, text[stretch.start : stretch.end], stretch.start)


def own_sentences() -> Iterator[Sentence]:
    """Yield the sentences of `training/events`."""
    for path in sorted(FOLDER.glob("*.txt")):
        for number, line in enumerate(path.read_text("utf-8").splitlines()):
            if line.strip():
                yield parsed(line, path.stem.upper(), f"{path.name}:{number}")


def own_examples(tools: Tools) -> Iterator[Example]:
    """Yield the triggers of our own sentences; of a look-alike every verb tells nothing."""
    for sentence in own_sentences():
        read = sentence_of(sentence.text, Stretch(0, len(sentence.text)), tools)
        at = _trigger(read, *sentence.trigger, sentence.type)
        yield read.example(at, sentence.type, sentence.where)
        if sentence.type == NONE:
            yield from (read.example(n, NONE, sentence.where) for n in read.verbs() if n != at)


def marked_articles(data: Path) -> list[Gold]:
    """Return the articles whose events were marked by hand, of the half that may teach; `data` is the data folder."""
    by_hand = load(data / "facts" / "gold" / "facts_gold.jsonl")
    openings = load_read(data / "stories" / "allsides_stream.jsonl.gz")
    return [gold for gold in (*by_hand, *openings) if gold.half == "learn"]


def marked_examples(articles: Iterable[Gold], tools: Tools) -> Iterator[Example]:
    """Yield every trigger of marked articles, and every other verb as one that tells nothing."""
    for gold in articles:
        for stretch in sentence_spans(gold.text):
            yield from _of_sentence(gold, stretch, tools)


def _of_sentence(gold: Gold, stretch: Stretch, tools: Tools) -> Iterator[Example]:
    read = sentence_of(gold.text, stretch, tools)
    if not len(read.words):
        return
    told = [e for e in gold.rows["events"] if e["start"] < stretch.end and e["end"] > stretch.start]
    types = {}
    for event in told:
        kind = _RENAMED.get(event["type"], event["type"])
        types[_trigger(read, event["start"], event["end"], kind)] = kind
    skipped = {n for event in told for n in read.inside(event["start"], event["end"])}
    skipped |= {n for start, end in gold.unsure("events") for n in read.inside(start, end)}
    yield from (read.example(at, kind, gold.key) for at, kind in types.items())
    yield from (read.example(n, NONE, gold.key) for n in read.verbs() if n not in skipped and n not in types)


def _trigger(read: Read, start: int, end: int, kind: str) -> int:
    """Return the word of a marked stretch that the reader would ask about: a frame's, else the verb, else the noun."""
    inside = read.inside(start, end)
    framed = [n for n in inside if n in read.hits and n == read.hits[n].first]
    verbs = [n for n in inside if read.words.tags[n].startswith("VB") and read.words.low[n] not in _HELPERS]
    nouns = [n for n in inside if read.words.tags[n].startswith("NN")]
    own = [n for n in framed if read.hits[n].pattern.frame.type == kind]
    return (own or framed or verbs or nouns or inside or [0])[0]
