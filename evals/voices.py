"""Score names, quotations and dates: `python evals/voices.py --data FOLDER --seeds FOLDER [--only PART ...] [--write]`.

FOLDER holds `gold/facts_gold.jsonl`, `polnear_dev.jsonl.gz`, `tempeval3_TimeBank`, `lgl.xml.gz` and `ud_ewt`; the
seeds folder `facts.json` and the founding pages. A part whose data are absent is skipped by name.
"""

from __future__ import annotations

import argparse
import sys

from fact_scores import byhand
from fact_scores.answers import NAMES
from fact_scores.figures import asked_table
from fact_scores.founding.voices import score_founding
from fact_scores.long import score_long
from fact_scores.polnear import score_quotes
from fact_scores.run import Chosen, Part, main, needed
from fact_scores.tagger import score_tagger
from fact_scores.times import score_dates
from fact_scores.toponyms import score_places


def founding(chosen: Chosen) -> list[Part]:
    return [Part("Founding pair", lines=asked_table(score_founding(needed(chosen.seeds / "facts.json"))))]


def polnear(chosen: Chosen) -> list[Part]:
    figures = score_quotes(needed(chosen.data / "polnear_dev.jsonl.gz"))
    return [Part("PolNeAR, all of it, and speed", lines=asked_table(figures))]


def timebank(chosen: Chosen) -> list[Part]:
    return [Part("TimeBank, all of it", lines=asked_table(score_dates(needed(chosen.data / "tempeval3_TimeBank"))))]


def lgl(chosen: Chosen) -> list[Part]:
    return [Part("LGL, toponyms given", lines=asked_table(score_places(needed(chosen.data / "lgl.xml.gz"))))]


def tagger(chosen: Chosen) -> list[Part]:
    return [Part("Tagger", lines=asked_table(score_tagger(needed(chosen.data / "ud_ewt"))))]


def long(chosen: Chosen) -> list[Part]:
    return [Part("Long texts", lines=asked_table(score_long()))] if chosen.options.long else []


def by_hand(chosen: Chosen) -> list[Part]:
    groups = {
        "names": list(NAMES),
        **{name: [name] for name in NAMES},
        "speakers": ["speakers"],
        "indirect speech": ["indirect speech"],
        "dates": ["dates"],
        "quantities": ["quantities"],
    }
    return byhand.parts(chosen, byhand.VOICES, groups)


PARTS = {
    "founding": founding,
    "hand": by_hand,
    "polnear": polnear,
    "timebank": timebank,
    "lgl": lgl,
    "tagger": tagger,
    "long": long,
}


def arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--long", action="store_true", help="ten million characters without a full stop too: minutes")


if __name__ == "__main__":
    sys.exit(main("voices", PARTS, arguments))
