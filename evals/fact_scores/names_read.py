"""Openings of news articles whose names and quotations readers marked, who saw no answer of ours.

`names_read.tsv` holds ids of `stories/allsides_stream`, spans, kinds, full names and speakers, no text. The first row
of an article says how far it was read, and "names" where its quotations were not marked; what a fair reader may judge
either way is `doubtful`. A country is marked as a place, and as everywhere may be told as its government.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from halves import half_of

from fact_scores.gold import Gold
from fact_scores.names import IsLand, lands_of
from fact_scores.openings import Row, ids, marked
from wirecopy.facts.knowledge.gazetteer import load_gazetteer

FILE = Path(__file__).with_name("names_read.tsv")
KINDS = {"person": "persons", "organisation": "organisations", "place": "places"}
MARKED = (*KINDS.values(), "quotes")
OTHERS = ("indirect", "dates", "quantities", "events")


def load_read(stream: Path) -> list[Gold]:
    """Return the openings with their names and quotations; `stream` is `allsides_stream.jsonl.gz`."""
    is_land = lands_of(load_gazetteer())
    return [_gold(article, rows, is_land) for article, rows in marked(FILE, stream)]


def read_ids() -> Iterator[str]:
    """Yield the id of each opening."""
    yield from ids(FILE)


def _gold(article: Mapping[str, Any], rows: Sequence[Row], is_land: IsLand) -> Gold:
    lists: dict[str, list[Any]] = {kind: [] for kind in (*MARKED, *OTHERS, "doubtful")}
    mentions: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    if rows[0]["name"] == "names":
        lists["doubtful"].append({"start": 0, "end": int(rows[0]["end"]), "kind": "quotes"})
    for row in rows[1:]:
        span = {"start": int(row["start"]), "end": int(row["end"])}
        if row["kind"] in KINDS:
            mentions[KINDS[row["kind"]], row["name"]].append((span["start"], span["end"]))
        elif row["kind"] == "quotation":
            lists["quotes"].append(span | {"speaker": row["name"] or None})
        else:
            lists["doubtful"] += [span | {"kind": kind} for kind in MARKED]
    for (kind, name), spots in mentions.items():
        land = kind == "places" and is_land(article["text"][slice(*spots[0])])
        lists[kind].append({"name": name, "mentions": spots, "metonym": land})
    half = half_of("names_read", article["id"])
    return Gold(article["id"], half, article["text"][: int(rows[0]["end"])], article["date"] or None, lists)
