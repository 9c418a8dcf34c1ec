"""The founding pair through the whole way, against the complete list of its facts."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import wirecopy
from fact_scores.figures import Figure
from fact_scores.gold import union_share
from fact_scores.polnear import ENOUGH

NAMED = ("name", "title+name")
UNNAMED = ("us_officials", "us_and_china")  # groups that are described and not named; scored apart

Place = tuple[str, int, int]


def score_founding(facts: Path) -> list[Figure]:
    gold = json.loads(facts.read_text("utf-8"))
    with tempfile.TemporaryDirectory() as scratch:
        tables = run(facts.parent, gold, Path(scratch))
    direct = [q for q in gold["quotes"] if q["kind"] != "indirect"]
    indirect = [q for q in gold["quotes"] if q["kind"] == "indirect"]
    people = [p for p in gold["persons"] if not p.get("anonymous")]
    bodies = [o for o in gold["organisations"] if o["id"] not in UNNAMED]
    dates = [d for d in gold["dates"] if any(m["A"] and m["B"] for m in d["mentions"]) and not d.get("optional")]
    return [
        figure("founding: quotations with speakers", (has_quote(q, gold, tables) for q in direct), direct),
        figure("founding: indirect quotations", (has_quote(q, gold, tables) for q in indirect), indirect),
        figure("founding: persons, every name in both copies", (has_person(p, tables) for p in people), people),
        figure("founding: organisations", (has_entity(o, tables, ("organisation", "place")) for o in bodies), bodies),
        figure("founding: places", (has_entity(p, tables, ("place",)) for p in gold["places"]), gold["places"]),
        figure("founding: dates", (has_date(d, tables) for d in dates), dates),
        Figure("founding: direct quotations in all (7)", None, count(tables, "quotes", "direct", "mixed"), 7),
        Figure("founding: named persons in all (8)", None, named(tables), 8),
    ]


def run(folder: Path, gold: dict[str, Any], scratch: Path) -> dict[str, list[dict[str, Any]]]:
    base = wirecopy.open(scratch / "base", create=True)
    base.run([folder / document["file"] for document in gold["docs"].values()])
    tables = {
        name: base.table(name).to_arrow().to_pylist()
        for name in ("quotes", "entities", "mentions", "pages", "articles")
    }
    letters = {document["file"]: letter for letter, document in gold["docs"].items()}
    uris = {page["page_id"]: letters[Path(page["uri"]).name] for page in tables["pages"]}
    copies = {article["article_id"]: uris[article["page_id"]] for article in tables["articles"]}
    for mention in tables["mentions"]:
        mention["copy"] = copies[mention["article_id"]]
    return tables


def figure(name: str, right: Iterable[bool], gold: list[Any]) -> Figure:
    return Figure(name, 1.0, sum(right) / len(gold), len(gold))


def count(tables: dict[str, list[dict[str, Any]]], table: str, *kinds: str) -> int:
    return sum(row["kind"] in kinds for row in tables[table])


def named(tables: dict[str, list[dict[str, Any]]]) -> int:
    return sum(
        e["kind"] == "person" and e["name"].split(" ")[0].lower() not in ("a", "an", "the") for e in tables["entities"]
    )


def places_of(tables: dict[str, list[dict[str, Any]]], fact_id: str) -> list[Place]:
    return [(m["copy"], m["start"], m["end"]) for m in tables["mentions"] if m["fact_id"] == fact_id]


def touches(place: Place, others: Iterable[Place]) -> bool:
    return any(c == place[0] and s < place[2] and place[1] < e for c, s, e in others)


def gold_places(fact: dict[str, Any], kinds: Iterable[str] | None = None) -> list[Place]:
    return [
        (copy, mention["start"], mention["end"])
        for group in fact["mentions"]
        if kinds is None or group.get("kind") in kinds
        for copy in ("A", "B")
        for mention in group.get(copy) or ()
    ]


def has_quote(quote: dict[str, Any], gold: dict[str, Any], tables: dict[str, list[dict[str, Any]]]) -> bool:
    """Tell whether one row has the quotation in both copies, with a speaker that names the gold's."""
    speaker = next(s for s in gold["persons"] + gold["organisations"] if s["id"] == quote["speaker"])
    for row in tables["quotes"]:
        found = places_of(tables, row["quote_id"])
        spans = [(c, s["start"], s["end"]) for c in ("A", "B") for s in quote["spans"][c]]
        if all(any(p[0] == s[0] and union_share(p[1:], s[1:]) >= ENOUGH for p in found) for s in spans):
            theirs = places_of(tables, row["speaker_id"]) if row["speaker_id"] else []
            return any(touches(place, theirs) for place in gold_places(speaker))
    return False


def has_person(person: dict[str, Any], tables: dict[str, list[dict[str, Any]]]) -> bool:
    for row in tables["entities"]:
        theirs = places_of(tables, row["entity_id"]) if row["kind"] == "person" else []
        if theirs and all(touches(place, theirs) for place in gold_places(person, NAMED)):
            return True
    return False


def has_entity(fact: dict[str, Any], tables: dict[str, list[dict[str, Any]]], kinds: tuple[str, ...]) -> bool:
    """Tell whether one row has a mention of the fact in each copy that has one (anaphors aside)."""
    wanted = {copy for copy, _, _ in body_places(fact)}
    for row in tables["entities"]:
        theirs = places_of(tables, row["entity_id"]) if row["kind"] in kinds else []
        if theirs and wanted <= {p[0] for p in body_places(fact) if touches(p, theirs)}:
            return True
    return False


def body_places(fact: dict[str, Any]) -> list[Place]:
    groups = [g for g in fact["mentions"] if g.get("function") not in ("dateline",)] or fact["mentions"]
    return gold_places({"mentions": groups})


def has_date(date: dict[str, Any], tables: dict[str, list[dict[str, Any]]]) -> bool:
    values = {date["value"], *date.get("accept", ())}
    for row in tables["entities"]:
        theirs = places_of(tables, row["entity_id"]) if row["kind"] == "date" and row["value"] in values else []
        if theirs and all(touches(place, theirs) for place in gold_places(date)):
            return within(date, row)
    return False


def within(date: dict[str, Any], row: dict[str, Any]) -> bool:
    if not date.get("start") or not row["start"]:
        return True
    return bool(row["start"][:10] <= date["end"][:10] and date["start"][:10] <= row["end"][:10])
