"""Events against coded sentences: PETRARCH-2's suite, PLOVER's gold records, and the speed of the layer."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path
from time import process_time

from fact_scores.coded import (
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
from fact_scores.counted import made, score_counted
from fact_scores.figures import Figure
from fact_scores.founding.events import MOST_EVENTS, score_founding
from wirecopy.facts import extract, load_knowledge
from wirecopy.facts.knowledge.event_lexicon import listed, load_deeds

SUITE = Path(__file__).with_name("petrarch2_frames.toml")


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
