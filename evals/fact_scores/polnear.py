"""Quotations, speakers and indirect cues against PolNeAR's attributions, and the speed of the layer."""

from __future__ import annotations

import gzip
import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fact_scores.figures import Figure
from fact_scores.gold import union_share
from wirecopy.facts import Knowledge, extract, load_knowledge
from wirecopy.facts.extract import named
from wirecopy.facts.extractors.quotations import Said, said
from wirecopy.facts.quotes.indirect_speech import Reported, sentence_frames
from wirecopy.facts.quotes.stances import attributions
from wirecopy.facts.reading import Reading
from wirecopy.text.quotation import quotation_spans
from wirecopy.types import Article

ENOUGH = 0.8  # intersection over union from which a span is the gold one
ROUNDS = 3  # the best of so many, by CPU time: other work on the machine only slows
MARKS = "\"“”«»„‘'`"


@dataclass(slots=True)
class Tally:
    """What has been counted so far."""

    gold: int = 0
    found: int = 0
    predicted: int = 0
    true: int = 0
    given: int = 0
    right: int = 0
    cues: int = 0
    true_cues: int = 0
    indirect: int = 0
    met: int = 0


def score_quotes(path: Path) -> list[Figure]:
    knowledge, tally = load_knowledge(), Tally()
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        news = [json.loads(line) for line in lines]
    for one in news:
        reading = Reading.of("s", plain(one["text"]), knowledge)
        spoken = list(said(reading, reading.cast))
        count_quotes(one, spoken, tally)
        frames = sentence_frames(one["text"], reading.sentences, reading.quotations, knowledge.lexicon)
        told = attributions(one["text"], frames, knowledge.lexicon, knowledge.tagger)
        count_indirect(one, spoken, told, tally)
    return [*figures(tally), *speeds([one["text"] for one in news])]


def figures(t: Tally) -> list[Figure]:
    return [
        Figure("quotations: recall", 0.98, t.found / t.gold, t.gold),
        Figure("quotations: precision", 0.97, t.true / t.predicted, t.predicted),
        Figure("speaker right", 0.90, t.right / t.found, t.found),
        Figure("speaker right when given", 0.95, t.right / t.given, t.given),
        Figure("indirect cues: precision", 0.90, t.true_cues / t.cues, t.cues),
        Figure("indirect cues: recall", 0.75, t.met / t.indirect, t.indirect),
    ]


def count_quotes(one: dict[str, Any], spoken: Sequence[Said], tally: Tally) -> None:
    text, attributions = one["text"], one["attributions"]
    contents = [(s["start"], s["end"]) for a in attributions for s in a["content"]]
    for start, end in gold_quotations(text, attributions):
        tally.gold += 1
        hit = next((x for x in spoken if union_share((start, end), span(x)) >= ENOUGH), None)
        if hit is None:
            continue
        tally.found += 1
        if hit.speaker is None:
            continue
        tally.given += 1
        tally.right += is_right(hit, sources(attributions, start, end))
    for x in spoken:
        start, end = span(x)
        covered = sum(max(0, min(end, e) - max(start, s)) for s, e in contents)
        tally.predicted += 1
        tally.true += covered >= 0.5 * (end - start)


def span(one: Said) -> tuple[int, int]:
    return one.quotation.start, one.quotation.end


def gold_quotations(text: str, attributions: Sequence[dict[str, Any]]) -> set[tuple[int, int]]:
    quotations = quotation_spans(text)
    gold: set[tuple[int, int]] = set()
    for attribution in attributions:
        if attribution["kind"] not in ("direct", "mixed"):
            continue
        for start, end in joined(text, attribution["content"]):
            piece = text[start:end].strip()
            if piece[:1] in MARKS and piece[-1:] in MARKS:
                gold.add((start, end))
            else:
                gold |= {(q.start, q.end) for q in quotations if q.start >= start and q.end <= end}
    return gold


def joined(text: str, pieces: Sequence[dict[str, Any]]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for start, end in sorted((p["start"], p["end"]) for p in pieces):
        if runs and not text[runs[-1][1] : start].strip():
            runs[-1] = runs[-1][0], end
        else:
            runs.append((start, end))
    return runs


def sources(attributions: Sequence[dict[str, Any]], start: int, end: int) -> list[dict[str, Any]]:
    def covers(attribution: dict[str, Any]) -> bool:
        inside = sum(max(0, min(end, c["end"]) - max(start, c["start"])) for c in attribution["content"])
        return bool(inside > 0.5 * (end - start))

    return [source for a in attributions if covers(a) for source in a["source"]]


def is_right(one: Said, gold: Sequence[dict[str, Any]]) -> bool:
    phrase = one.attribution.speaker if one.attribution else None
    if phrase is not None and any(phrase.start < s["end"] and s["start"] < phrase.end for s in gold):
        return True
    words = one.speaker.name.split() if one.speaker else []
    return bool(words) and any(words[-1].strip(".,").lower() in s["text"].lower() for s in gold)


def count_indirect(one: dict[str, Any], spoken: Sequence[Said], told: Sequence[Reported], tally: Tally) -> None:
    attributions = one["attributions"]
    gold = [(c["start"], c["end"]) for a in attributions for c in a["cue"]]
    cues = [r.attribution.cue_at for r in told]
    tally.cues += len(cues)
    tally.true_cues += sum(any(s <= cue < e for s, e in gold) for cue in cues)
    every = cues + [x.attribution.cue_at for x in spoken if x.attribution is not None and x.attribution.cue]
    for attribution in attributions:
        if attribution["kind"] == "indirect":
            tally.indirect += 1
            tally.met += any(c["start"] <= cue < c["end"] for c in attribution["cue"] for cue in every)


def speeds(texts: Sequence[str]) -> list[Figure]:
    knowledge, articles = load_knowledge(), [plain(text) for text in texts]
    words = sum(len(text.split()) for text in texts)

    def rate(work: Callable[[Article], object]) -> float:
        return words / min(seconds(work, articles) for _ in range(ROUNDS))

    return [
        Figure("words a second, without events", 30_000, rate(lambda a: named(reading_of(a, knowledge))), words),
        Figure("words a second, quotations alone", 300_000, rate(lambda a: quotations_alone(a, knowledge)), words),
        Figure("words a second, with events", 15_000, rate(lambda a: extract("s", a, knowledge)), words),
    ]


def seconds(work: Callable[[Article], object], articles: Sequence[Article]) -> float:
    """CPU time of the work over all articles."""
    started = time.process_time()
    for article in articles:
        work(article)
    return time.process_time() - started


def plain(text: str) -> Article:
    return Article.of_text("a", text, language="en")


def reading_of(article: Article, knowledge: Knowledge) -> Reading:
    return Reading.of("s", article, knowledge)


def quotations_alone(article: Article, knowledge: Knowledge) -> None:
    reading = Reading.quoting("s", article, knowledge)
    list(said(reading, reading.cast))
