"""Score events: `python evals/events.py --data FOLDER --seeds FOLDER [--only PART ...] [--least .7] [--write]`.

FOLDER holds `gold/facts_gold.jsonl`, `petrarch2.jsonl` with `PETR.Validate.*` and `CAMEO2PLOVER-2021.txt`, and
`plover.jsonl`; the seeds folder `facts.json` and the founding pages. A part whose data are absent is skipped by name.
"""

from __future__ import annotations

import argparse
import sys

from fact_scores import byhand, relations
from fact_scores.figures import asked_table
from fact_scores.run import Chosen, Part, main, needed


def founding(chosen: Chosen) -> list[Part]:
    needed(chosen.seeds / "facts.json")
    figures = relations.founding(chosen.seeds, chosen.options.twins)
    return [Part("Founding pair and its twins", lines=asked_table(figures))]


def petrarch(chosen: Chosen) -> list[Part]:
    needed(chosen.data / "petrarch2.jsonl")
    return [Part("PETRARCH-2, all of it", lines=asked_table(relations.petrarch(chosen.data)))]


def plover(chosen: Chosen) -> list[Part]:
    needed(chosen.data / "plover.jsonl")
    figures = [*relations.plover(chosen.data), *relations.speed(chosen.data)]
    return [Part("PLOVER's records, all of them", lines=asked_table(figures))]


def counting(chosen: Chosen) -> list[Part]:
    figures = relations.counted(chosen.options.stories) if chosen.options.stories else []
    return [Part("Counting made copies", lines=asked_table(figures))] if figures else []


def by_hand(chosen: Chosen) -> list[Part]:
    return byhand.parts(chosen, byhand.EVENTS, {"events by type": ["events by type"]})


PARTS = {"founding": founding, "hand": by_hand, "petrarch2": petrarch, "plover": plover, "counting": counting}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--twins", type=int, default=6, help="twins of the founding pair to score (6)")
    parser.add_argument("--stories", type=int, default=100, help="made stories to count (100; 0: none)")


if __name__ == "__main__":
    sys.exit(main("events", PARTS, arguments))
