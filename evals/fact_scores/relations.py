"""Events against coded sentences, by halves: PETRARCH-2's suite, PLOVER's gold records, and PLOVER relations."""

from __future__ import annotations

import gzip
import json
from collections.abc import Callable, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import Path

from halves import half_of

from fact_scores.answers import Act, Answers, Reader
from fact_scores.coded import (
    NOBODY,
    Triple,
    actors_of,
    conversion,
    gold_triples,
    is_type,
    iso_day,
    on_day,
    read_lines,
    renamed,
    triples,
)
from fact_scores.figures import Counted, Figure, Marked, asked_table, rows, share
from fact_scores.gold import said_as
from fact_scores.run import Part
from wirecopy.facts import Knowledge, load_knowledge
from wirecopy.facts.knowledge.event_lexicon import load_deeds, names_by_word
from wirecopy.thresholds import EVENTS_FROM

SUITE = Path(__file__).with_name("petrarch2_frames.toml")
Ask = Callable[[str, str | None], Answers]


@dataclass(frozen=True, slots=True)
class Relation:
    """A sentence in which one party does something of a PLOVER type to another; what they are called in it."""

    key: str
    half: str
    sentence: str
    source: str
    target: str
    type: str


def relations(path: Path) -> Iterator[Relation]:
    """Yield the relations of the training part of Zero-Shot-PLOVER."""
    with gzip.open(path, "rt", encoding="utf8") as lines:
        for row in map(json.loads, lines):
            half = half_of("plover_relations", row["sentence_id"])
            yield Relation(row["sentence_id"], half, row["sentence"], row["source"], row["target"], row["gold_root"])


def of_sentences(given: Iterable[Relation], ask: Ask, least: float = 0.5) -> Part:
    """Return what a reader of the sentence alone says of each relation."""
    marked = [_relation(one, [a for a in ask(one.sentence, None).acts if a.confidence >= least]) for one in given]
    return Part("PLOVER relations, sentences alone", rows(marked), (), _missed(marked), ASKED)


ASKED = {"an event of the type": 0.62, "of the type, with its source": 0.50, "events a sentence": 1.2}


def _relation(one: Relation, acts: Sequence[Act]) -> Marked:
    counted = Counted()
    right = [act for act in acts if is_type(act.type, one.type)]
    sourced = [act for act in right if any(said_as(one.sentence, one.source, party) for party in act.actors)]
    whole = [act for act in sourced if any(said_as(one.sentence, one.target, party) for party in act.recipients)]
    counted.add("an event of the type", bool(right))
    counted.add("of the type, with its source", bool(sourced))
    counted.add("of the type, with source and target", bool(whole))
    counted.add("events a sentence", len(acts))
    for _ in acts:
        counted.add("events of the type, of all told", len(right) / len(acts))
    sure = [act for act in acts if act.confidence >= EVENTS_FROM]
    for act in sure:
        counted.add("events of the type, of those shown", is_type(act.type, one.type))
    told = ", ".join(f"{a.type} {[p.name for p in a.actors]} {[p.name for p in a.recipients]}" for a in acts)
    missed = () if sourced else (f"{one.key} {one.type} {one.source!r} {one.target!r}: {told or 'nothing'}",)
    return Marked(one.key, one.half, counted.shares, missed)


def _missed(marked: Iterable[Marked]) -> list[str]:
    return [line for one in marked if one.half == "learn" for line in one.missed]


def plover(data: Path, reader: Reader) -> Part:
    """Return PLOVER's gold records by halves, and over all beside what is asked."""
    marked = []
    for row in read_lines(data / "plover.jsonl"):
        events = reader.facts(row["text"], iso_day(row["date"])).events
        counted, kind = Counted(), renamed(row["event"])
        right = [event for event in events if event.type == kind]
        codes = {party.get("code") for party in row.get("source") or () if isinstance(party, dict)}
        counted.add("type any-hit", bool(right))
        counted.add("events a sentence", len(events))
        counted.add("type and source country", any(codes & set(event.actor_countries) for event in right))
        missed = () if right else (f"{row['id']} {kind}: {[event.type for event in events]}",)
        marked.append(Marked(row["id"], half_of("plover", row["id"]), counted.shares, missed))
    asked = {"type any-hit": 0.58, "events a sentence": 1.3, "type and source country": 0.48}
    figures = [
        Figure(f"plover: {n}", a, share([m.shares[n] for m in marked]), len(marked), n == "events a sentence")
        for n, a in asked.items()
    ]
    return Part("PLOVER's records", rows(marked), ["Over all records:", "", *asked_table(figures)], _missed(marked))


def petrarch(data: Path) -> Part:
    """Return PETRARCH-2's suite by halves, with its own verbs and with our frames alone."""
    parts: list[Marked] = []
    figures = []
    for name, more, asked in (("the suite's own verbs", [SUITE], (0.65, 0.85)), ("our frames alone", [], (None, None))):
        marked = list(_suite(data, replace(load_knowledge(), deeds=load_deeds(more)), name))
        parts += marked
        for measure, wanted in ((PAIRS_AND_TYPES, asked[0]), (PAIRS, None), (NONE_KEPT, asked[1])):
            cases = [m.shares[f"{name}: {measure}"] for m in marked if f"{name}: {measure}" in m.shares]
            figures.append(Figure(f"petrarch2, {name}: {measure}", wanted, share(cases), len(cases)))
    lines = ["Over all sentences:", "", *asked_table(figures)]
    return Part("PETRARCH-2's suite", rows(parts), lines, _missed(parts))


PAIRS_AND_TYPES, PAIRS, NONE_KEPT = "country + type F1", "countries F1", "no-event kept"


def _suite(data: Path, knowledge: Knowledge, name: str) -> Iterator[Marked]:
    table = conversion(data / "CAMEO2PLOVER-2021.txt")
    actors = actors_of(data / "PETR.Validate.actors.txt")
    known = dict(knowledge.deeds.roles.bodies)
    for row in read_lines(data / "petrarch2.jsonl"):
        names = names_by_word(known | on_day(actors, row["date"]))
        reader = Reader(replace(knowledge, deeds=replace(knowledge.deeds, actors=names)))
        told = triples(reader.facts(row["text"], iso_day(row["date"])).events)
        gold = gold_triples(row["events"], table)
        counted = Counted()
        if not row["events"]:
            counted.add(f"{name}: {NONE_KEPT}", not told)
        elif gold:  # the suite's dummy codes have no type
            counted.add(f"{name}: {PAIRS_AND_TYPES}", *_twice_shared(told, gold))
            counted.add(f"{name}: {PAIRS}", *_twice_shared({t[:2] for t in told}, {t[:2] for t in gold}))
        missed = () if told == gold else (f"{name}, {row['id']}: told {_shown(told)}, gold {_shown(gold)}",)
        yield Marked(row["id"], half_of("petrarch2", row["id"]), counted.shares, missed)


def _twice_shared(told: Set[tuple[str, ...]], gold: Set[tuple[str, ...]]) -> tuple[int, int]:
    return 2 * len(told & gold), len(told) + len(gold)


def _shown(found: Iterable[Triple]) -> str:
    return "; ".join(" ".join(part or NOBODY or "-" for part in one) for one in sorted(found)) or "nothing"
