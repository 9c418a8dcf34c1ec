"""The founding pair and its twins: every required event once, few others, and no fault that is never allowed."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import wirecopy
from fact_scores.founding.twins import Twin, twins_of

Row = dict[str, Any]
MOST_EVENTS = 20


@dataclass(frozen=True, slots=True)
class Result:
    """What a pair gave: required events found, events in all, faults by name, what was missed."""

    found: int
    required: int
    events: int
    faults: tuple[str, ...]
    missed: tuple[str, ...]


def run_pair(pages: dict[str, str], names: dict[str, str]) -> dict[str, list[Row]]:
    """The tables of a base made of both pages (`pages`: file name -> text; `names`: file name -> copy)."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "pages"
        folder.mkdir()
        for name, text in pages.items():
            (folder / name).write_text(text, "utf-8")
        base = wirecopy.open(Path(scratch) / "base", create=True)
        base.run([folder])
        tables = {
            name: base.table(name).to_arrow().to_pylist()
            for name in ("events", "entities", "mentions", "pages", "articles")
        }
    uris = {page["page_id"]: names[Path(page["uri"]).name] for page in tables["pages"]}
    copies = {article["article_id"]: uris[article["page_id"]] for article in tables["articles"]}
    for mention in tables["mentions"]:
        mention["copy"] = copies[mention["article_id"]]
    return tables


def score(gold: Row, tables: dict[str, list[Row]], verbose: bool = False) -> Result:
    events = tables["events"]
    left = list(events)
    missed = []
    required = [event for event in gold["events"] if event["required"]]
    for event in required:
        row = next((row for row in left if matches(event, row)), None)
        if row is None:
            missed.append(event["id"])
        else:
            left.remove(row)
    if verbose:
        for row in events:
            print(
                row["type"],
                row["mode"],
                row["actor_names"],
                row["actor_countries"],
                row["recipient_countries"],
                row["status"],
                row["start"],
                row["end"],
                row["text"][:60],
            )
    found = len(required) - len(missed)
    return Result(found, len(required), len(events), tuple(faults(gold, tables)), tuple(missed))


def matches(gold: Row, row: Row) -> bool:
    """The file's rule: type (or one of `accept`), countries of both sides, status, and days that overlap.

    Of what the file calls reciprocal it does not matter on which side a country stands.
    """
    types = {gold["plover_type"], *(other.get("plover_type") for other in gold.get("accept", ()))}
    statuses = {gold["status"], *(other.get("status", gold["status"]) for other in gold.get("accept", ()))}
    actors = {a["country"] for a in gold["actors"]}
    recipients = {r["country"] for r in gold["recipients"]}
    told = [{c for c in row[f"{side}_countries"] if c} for side in ("actor", "recipient")]
    either_way = gold.get("reciprocal") and told[0] | told[1] == actors | recipients
    return (
        row["type"] in types
        and (told == [actors, recipients] or either_way)
        and row["status"] in statuses
        and overlap(gold["date"], row)
    )


def overlap(day: Row, row: Row) -> bool:
    start, end = day.get("start") or day.get("value"), day.get("end") or day.get("value") or day.get("not_after")
    if not start:
        return not (row["start"] and end and row["start"] > end)
    end = end or start
    return (row["start"] or "0000") <= end and start <= (row["end"] or "9999")


def faults(gold: Row, tables: dict[str, list[Row]]) -> list[str]:
    """The faults the gold allows none of, as far as they are about events."""
    events, found = tables["events"], []
    by_id = {event["id"]: event for event in gold["events"]}
    furniture = [(f["copy"], f["start"], f["end"]) for f in gold.get("furniture", ())]
    ids = {e["event_id"] for e in events}
    for mention in tables["mentions"]:
        if mention["fact_id"] in ids and any(
            mention["copy"] == c and s < mention["end"] and mention["start"] < e for c, s, e in furniture
        ):
            found.append("a fact from furniture")
    declined = by_id["E1"]["mentions"]
    spans = [(c, s["start"], s["end"]) for m in declined for c in ("A", "B") for s in m[c]]
    for event in events:
        if event["type"] == "CONSULT" and event["status"] == "occurred" and touches(event, spans, tables):
            found.append("a declined meeting coded as held")
    rejected = [e for e in events if matches(by_id["E1"], e) and touches(e, spans, tables)]
    if len(rejected) > 1:
        found.append("the refusal counted twice")
    met = [e for e in events if matches(by_id["E16"], e)]
    again = [e for e in events if matches(by_id["E17"], e)]
    if len({e["event_id"] for e in [*met, *again]}) < 2:
        found.append("two meetings merged")
    for name in ("E12", "E19"):
        actor = {a["country"] for a in by_id[name]["actors"]}
        other = {a["country"] for a in by_id[name]["recipients"]}
        types = {by_id[name]["plover_type"], *(a["plover_type"] for a in by_id[name].get("accept", ()))}
        if any(
            e["type"] in types and set(e["actor_countries"]) == other and set(e["recipient_countries"]) == actor
            for e in events
        ):
            found.append(f"{name} the wrong way round")
    return found


def touches(event: Row, spans: list[tuple[str, int, int]], tables: dict[str, list[Row]]) -> bool:
    places = [m for m in tables["mentions"] if m["fact_id"] == event["event_id"]]
    return any(m["copy"] == c and s < m["end"] and m["start"] < e for m in places for c, s, e in spans)


def load(facts: Path) -> Twin:
    gold = json.loads(facts.read_text("utf-8"))
    pages = {d["file"]: (facts.parent / d["file"]).read_text("utf-8") for d in gold["docs"].values()}
    return Twin(gold, pages, {d["file"]: letter for letter, d in gold["docs"].items()})


def score_founding(facts: Path, *, twins: int = 0, verbose: bool = False) -> list[tuple[str, Result]]:
    own = load(facts)
    pairs = [("founding pair", own), *((f"twin {n}", twin) for n, twin in enumerate(twins_of(own, twins), 1))]
    return [(name, score(pair.gold, run_pair(pair.pages, pair.names), verbose)) for name, pair in pairs]
