"""Score events: `python evals/events.py --data FOLDER --seeds FOLDER [--write]`.

FOLDER holds `petrarch2.jsonl` with `PETR.Validate.*` and `CAMEO2PLOVER-2021.txt`, and `plover.jsonl`; the seeds folder
`facts.json` and the founding pages. A part whose data are absent is skipped by name. Frames were tuned on these data;
other halves of the same sets are kept by others.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from time import process_time

from events_counted import made, score_counted
from events_founding import MOST_EVENTS, score_founding
from events_gold import (
    actors_of,
    conversion,
    events_in,
    gold_triples,
    iso_day,
    on_day,
    read_lines,
    renamed,
    sentence,
    triples,
)

import wirecopy
from wirecopy.facts import extract, load_knowledge
from wirecopy.facts.knowledge.event_lexicon import listed, load_deeds

RESULTS = Path(__file__).parent / "results"
SUITE = Path(__file__).parent / "petrarch2_frames.toml"


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the result; `asked` None: no figure is asked for."""

    name: str
    asked: float | None
    reached: float
    count: int
    at_most: bool = False


def founding(seeds: Path, twins: int) -> list[Figure]:
    figures = []
    results = score_founding(seeds / "facts.json", twins=twins)
    own, others = results[0][1], [result for _, result in results[1:]]
    figures.append(Figure("founding pair: required events", 13, own.found, own.required))
    figures.append(Figure("founding pair: events in all", MOST_EVENTS, own.events, own.events, at_most=True))
    figures.append(Figure("founding pair: faults", 0, len(own.faults), len(own.faults), at_most=True))
    if others:
        required = sum(result.required for result in others)
        figures.append(Figure("twins: required events", 1.0, sum(r.found for r in others) / required, required))
        figures.append(
            Figure("twins: most events in all", MOST_EVENTS, max(r.events for r in others), len(others), True)
        )
        figures.append(Figure("twins: faults", 0, sum(len(r.faults) for r in others), len(others), True))
    for name, result in results:
        if result.missed or result.faults:
            print(f"{name}: missed {result.missed}, faults {result.faults}", file=sys.stderr)
    return figures


def petrarch(data: Path) -> list[Figure]:
    table = conversion(data / "CAMEO2PLOVER-2021.txt")
    actors = actors_of(data / "PETR.Validate.actors.txt")
    rows = read_lines(data / "petrarch2.jsonl")
    figures = []
    for name, more, asked in (("the suite's own verbs", [SUITE], 0.65), ("our frames alone", [], None)):
        knowledge = load_knowledge()
        knowledge = replace(knowledge, deeds=load_deeds(more))
        known = dict(knowledge.deeds.roles.bodies)
        right = wrong = missed = kept = none = 0
        pair_right = pair_wrong = pair_missed = 0
        for row in rows:
            names = listed(known | on_day(actors, row["date"]))
            read = replace(knowledge, deeds=replace(knowledge.deeds, actors=names))
            told = triples(events_in(row["text"], iso_day(row["date"]), read))
            if not row["events"]:
                none, kept = none + 1, kept + (not told)
                continue
            gold = gold_triples(row["events"], table)
            if not gold:
                continue  # the suite's dummy codes have no type
            right, wrong, missed = right + len(told & gold), wrong + len(told - gold), missed + len(gold - told)
            pairs, gold_pairs = {t[:2] for t in told}, {t[:2] for t in gold}
            pair_right += len(pairs & gold_pairs)
            pair_wrong += len(pairs - gold_pairs)
            pair_missed += len(gold_pairs - pairs)
        figures.append(
            Figure(f"petrarch2, {name}: country + type F1", asked, _f1(right, wrong, missed), right + missed)
        )
        figures.append(
            Figure(
                f"petrarch2, {name}: countries F1",
                None,
                _f1(pair_right, pair_wrong, pair_missed),
                pair_right + pair_missed,
            )
        )
        figures.append(Figure(f"petrarch2, {name}: no-event kept", 0.85 if asked else None, kept / max(1, none), none))
    return figures


def plover(data: Path) -> list[Figure]:
    knowledge = load_knowledge()
    rows = read_lines(data / "plover.jsonl")
    hits = sources = told = 0
    for row in rows:
        events = events_in(row["text"], iso_day(row["date"]), knowledge)
        right = [event for event in events if event.type == renamed(row["event"])]
        codes = {party.get("code") for party in row.get("source") or () if isinstance(party, dict)}
        told, hits = told + len(events), hits + bool(right)
        sources += any(codes & set(event.actor_countries) for event in right)
    return [
        Figure("plover: type any-hit", 0.58, hits / len(rows), len(rows)),
        Figure("plover: events a sentence", 1.3, told / len(rows), len(rows), at_most=True),
        Figure("plover: type and source country", 0.48, sources / len(rows), len(rows)),
    ]


def counted(number: int) -> list[Figure]:
    right, stories, wrong = score_counted(number)
    for line in wrong[:10]:
        print(line, file=sys.stderr)
    return [Figure("counting: stories with exactly their events", 1.0, right / stories, stories)]


def speed(data: Path) -> list[Figure]:
    """The whole facts layer with events, on one core, over the texts of the gold sets joined to articles."""
    texts = [row["text"] for name in ("plover.jsonl", "petrarch2.jsonl") for row in read_lines(data / name)]
    bodies = ["\n\n".join(texts[n : n + 20]) for n in range(0, len(texts), 20)]
    bodies += [page for story in made(10) for page in list(story.pages.values())[:2]]
    knowledge = load_knowledge()
    extract("s", sentence(bodies[0], "2023-05-30"), knowledge)
    begun = process_time()
    for body in bodies:
        extract("s", sentence(body, "2023-05-30"), knowledge)
    spent = process_time() - begun
    words = sum(len(body.split()) for body in bodies)
    return [Figure("words a second, one core, CPU time", 15_000, words / spent, words)]


def _f1(right: int, wrong: int, missed: int) -> float:
    return 2 * right / max(1, 2 * right + wrong + missed)


def measure(data: Path, seeds: Path, twins: int, stories: int) -> list[Figure]:
    figures: list[Figure] = []
    for path, score in (
        (seeds / "facts.json", lambda: founding(seeds, twins)),
        (data / "petrarch2.jsonl", lambda: petrarch(data)),
        (data / "plover.jsonl", lambda: [*plover(data), *speed(data)]),
    ):
        if path.exists():
            figures += score()
        else:
            print(f"skipped: no {path.name}", file=sys.stderr)
    return figures + (counted(stories) if stories else [])


def as_text(figures: Sequence[Figure], date: str) -> str:
    lines = [
        f"# Events, {date}",
        "",
        f"wirecopy {wirecopy.__version__}. Again: `python evals/events.py`. Figures on development data.",
        "",
        "| | asked | reached | of |",
        "|---|---|---|---|",
    ]
    for figure in figures:
        asked = "" if figure.asked is None else f"{'at most ' if figure.at_most else ''}{figure.asked:g}"
        short = figure.asked is not None and (
            figure.reached > figure.asked if figure.at_most else figure.reached < figure.asked
        )
        reached = f"{figure.reached:,.0f}" if figure.reached > 10 else f"{figure.reached:.3f}"
        lines.append(f"| {figure.name} | {asked} | {reached}{' (short)' if short else ''} | {figure.count:,} |")
    return "\n".join(lines) + "\n"


def main() -> int:
    parser = argparse.ArgumentParser(description="Score events.")
    parser.add_argument("--data", type=Path, default=Path("../shared/data/facts"), help="folder of texts and gold")
    parser.add_argument("--seeds", type=Path, default=Path("../shared/seeds"), help="folder of the founding gold")
    parser.add_argument("--twins", type=int, default=6, help="twins of the founding pair to score (6)")
    parser.add_argument("--stories", type=int, default=100, help="made stories to count (100; 0: none)")
    parser.add_argument("--write", action="store_true", help="keep the result under evals/results, dated")
    chosen = parser.parse_args()
    figures = measure(chosen.data, chosen.seeds, chosen.twins, chosen.stories)
    date = f"{datetime.now(UTC):%Y-%m-%d}"
    print(as_text(figures, date), end="")
    if chosen.write:
        path = RESULTS / f"events-{date}.md"
        path.write_text(as_text(figures, date), encoding="utf-8")
        path.with_suffix(".json").write_text(
            json.dumps([asdict(f) for f in figures], indent=1) + "\n", encoding="utf-8"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
