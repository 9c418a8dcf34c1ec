"""Quotations, speakers and indirect cues against PolNeAR's attributions, by halves."""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from halves import half_of

from fact_scores.figures import Counted, Figure, Marked, asked_table, rows, share
from fact_scores.gold import union_share
from fact_scores.run import Part
from wirecopy.facts import Knowledge
from wirecopy.facts.quotes.indirect_speech import Reported, sentence_frames
from wirecopy.facts.quotes.said import Said
from wirecopy.facts.quotes.stances import attributions
from wirecopy.facts.reading import Reading
from wirecopy.text.quotation import quotation_spans
from wirecopy.types import Article

ENOUGH = 0.8  # intersection over union from which a span is the gold one
MARKS = "\"“”«»„‘'`"


ASKED = {
    "quotations: recall": 0.98,
    "quotations: precision": 0.97,
    "speaker right": 0.90,
    "speaker right when given": 0.95,
    "indirect cues: precision": 0.90,
    "indirect cues: recall": 0.75,
}


def read(path: Path) -> list[dict[str, Any]]:
    """Return the articles with their attributions."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def score_quotes(news: Sequence[dict[str, Any]], knowledge: Knowledge) -> Part:
    """Return quotations, speakers and indirect cues by halves, and over all beside what is asked."""
    marked = [_mark(one, knowledge) for one in news]
    figures = []
    for name, asked in ASKED.items():
        cases = [m.shares[name] for m in marked if name in m.shares]
        figures.append(Figure(name, asked, share(cases), sum(round(case[1]) for case in cases)))
    errors = [line for m in marked if m.half == "learn" for line in m.missed]
    return Part("PolNeAR", rows(marked), ["Over all articles:", "", *asked_table(figures)], errors)


def _mark(one: dict[str, Any], knowledge: Knowledge) -> Marked:
    counted, missed = Counted(), []
    reading = Reading.of("s_1", Article.of_text("a_1", one["text"], language="en"), knowledge)
    spoken = reading.spoken
    missed += count_quotes(one, spoken, counted)
    frames = sentence_frames(one["text"], reading.sentences, reading.quotations, knowledge.lexicon)
    told = attributions(one["text"], frames, knowledge.lexicon, knowledge.tagger)
    missed += count_indirect(one, spoken, told, counted)
    notes = tuple(f"{one['doc']} {line}" for line in missed)
    return Marked(one["doc"], half_of("polnear", one["doc"]), counted.shares, notes)


def count_quotes(one: dict[str, Any], spoken: Sequence[Said], counted: Counted) -> list[str]:
    text, attributions = one["text"], one["attributions"]
    contents = [(s["start"], s["end"]) for a in attributions for s in a["content"]]
    missed = []
    for start, end in gold_quotations(text, attributions):
        hit = next((x for x in spoken if union_share((start, end), span(x)) >= ENOUGH), None)
        counted.add("quotations: recall", hit is not None)
        if hit is None:
            missed.append(f"missed quotation {start}-{end}")
            continue
        right = hit.speaker is not None and is_right(hit, sources(attributions, start, end))
        counted.add("speaker right", right)
        missed += [] if right else [f"speaker {start}-{end}, told {hit.speaker.name if hit.speaker else None}"]
        if hit.speaker is not None:
            counted.add("speaker right when given", right)
    for x in spoken:
        start, end = span(x)
        covered = sum(max(0, min(end, e) - max(start, s)) for s, e in contents)
        counted.add("quotations: precision", covered >= 0.5 * (end - start))
    return missed


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


def count_indirect(
    one: dict[str, Any], spoken: Sequence[Said], told: Sequence[Reported], counted: Counted
) -> list[str]:
    attributions = one["attributions"]
    gold = [(c["start"], c["end"]) for a in attributions for c in a["cue"]]
    cues = [r.attribution.cue_at for r in told]
    missed = []
    for cue in cues:
        right = any(s <= cue < e for s, e in gold)
        counted.add("indirect cues: precision", right)
        missed += [] if right else [f"wrong cue {cue} {one['text'][cue : cue + 40]!r}"]
    every = cues + [x.attribution.cue_at for x in spoken if x.attribution is not None and x.attribution.cue]
    for attribution in attributions:
        if attribution["kind"] == "indirect":
            met = any(c["start"] <= cue < c["end"] for c in attribution["cue"] for cue in every)
            counted.add("indirect cues: recall", met)
            missed += [] if met else [f"missed cue {[c['text'] for c in attribution['cue']]}"]
    return missed
