"""Score events: `python evals/events.py --data FOLDER --seeds FOLDER [--only PART ...] [--least .7] [--write]`.

FOLDER holds `gold/facts_gold.jsonl`, `plv_train.jsonl.gz`, `petrarch2.jsonl` with `PETR.Validate.*` and
`CAMEO2PLOVER-2021.txt`, and `plover.jsonl`; the seeds folder `facts.json` and the founding pages. A part whose data
are absent is skipped by name.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from fact_scores import byhand, leads, relations, speed
from fact_scores.coded import read_lines
from fact_scores.counted import made, score_counted
from fact_scores.figures import Figure, asked_table
from fact_scores.founding.events import MOST_EVENTS, score_founding
from fact_scores.judging import SURELY_WHOLE
from fact_scores.run import Chosen, Part, main, needed

_CONFIDENCES = {kind: [kind] for kind in ("events by type", SURELY_WHOLE)}


def founding(chosen: Chosen) -> list[Part]:
    figures = _founding(needed(chosen.seeds / "facts.json"), chosen.options.twins)
    return [Part("Founding pair and its twins", lines=asked_table(figures))]


def _founding(facts: Path, twins: int) -> list[Figure]:
    results = score_founding(facts, twins=twins)
    own, others = results[0][1], [result for _, result in results[1:]]
    figures = [
        Figure("founding pair: required events", 13, own.found, own.required),
        Figure("founding pair: events in all", MOST_EVENTS, own.events, own.events, at_most=True),
        Figure("founding pair: faults", 0, len(own.faults), len(own.faults), at_most=True),
    ]
    if others:
        required = sum(result.required for result in others)
        most, faults = max(r.events for r in others), sum(len(r.faults) for r in others)
        figures += [
            Figure("twins: required events", 1.0, sum(r.found for r in others) / required, required),
            Figure("twins: most events in all", MOST_EVENTS, most, len(others), at_most=True),
            Figure("twins: faults", 0, faults, len(others), at_most=True),
        ]
    for name, result in results:
        if result.missed or result.faults:
            print(f"{name}: missed {result.missed}, faults {result.faults}", file=sys.stderr)
    return figures


def by_hand(chosen: Chosen) -> list[Part]:
    return byhand.parts(chosen, byhand.EVENTS, _CONFIDENCES)


def openings(chosen: Chosen) -> list[Part]:
    return byhand.openings(chosen, byhand.EVENTS, _CONFIDENCES)


def our_leads(chosen: Chosen) -> list[Part]:
    return [leads.score(chosen.reader)]


def sentences(chosen: Chosen) -> list[Part]:
    given = relations.relations(needed(chosen.data / "plv_train.jsonl.gz"))
    return [relations.of_sentences(given, chosen.reader)]


def petrarch(chosen: Chosen) -> list[Part]:
    needed(chosen.data / "petrarch2.jsonl")
    return [relations.petrarch(chosen.data)]


def plover(chosen: Chosen) -> list[Part]:
    needed(chosen.data / "plover.jsonl")
    return [relations.plover(chosen.data, chosen.reader)]


def counting(chosen: Chosen) -> list[Part]:
    if not chosen.options.stories:
        return []
    right, stories, wrong = score_counted(chosen.options.stories)
    print(*wrong[:10], sep="\n", end="", file=sys.stderr)
    figure = Figure("counting: stories with exactly their events", 1.0, right / stories, stories)
    return [Part("Counting made copies", lines=asked_table([figure]))]


def speeds(chosen: Chosen) -> list[Part]:
    """The whole layer over texts dense in events: the coded sentences joined to articles, and made pages."""
    texts = [
        row["text"] for name in ("plover.jsonl", "petrarch2.jsonl") for row in read_lines(needed(chosen.data / name))
    ]
    bodies = ["\n\n".join(texts[n : n + 20]) for n in range(0, len(texts), 20)]
    bodies += [page for story in made(10) for page in list(story.pages.values())[:2]]
    words = sum(len(body.split()) for body in bodies)
    reached = speed.of_layer(bodies, chosen.reader.knowledge)
    figure = Figure("words a second, texts dense in events", 15_000, reached, words)
    return [Part("Speed, one core, CPU time", lines=asked_table([figure]))]


PARTS = {
    "founding": founding,
    "hand": by_hand,
    "openings": openings,
    "leads": our_leads,
    "relations": sentences,
    "petrarch2": petrarch,
    "plover": plover,
    "counting": counting,
    "speed": speeds,
}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--twins", type=int, default=6, help="twins of the founding pair to score (6)")
    parser.add_argument("--stories", type=int, default=100, help="made stories to count (100; 0: none)")


if __name__ == "__main__":
    sys.exit(main("events", PARTS, arguments))
