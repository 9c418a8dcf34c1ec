"""Openings of news articles whose names and quotations two readers marked, each a half; neither saw our answers.

`names_read.tsv` holds ids of `stories/allsides_stream`, spans, kinds, full names and speakers, no text. The first row
of an article says how far it was read; what a fair reader may judge either way is `doubtful`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from halves import half_of

from fact_scores.gold import Gold
from fact_scores.openings import Row, ids, marked

FILE = Path(__file__).with_name("names_read.tsv")
KINDS = {"person": "persons", "organisation": "organisations", "place": "places"}
MARKED = (*KINDS.values(), "quotes")
OTHERS = ("indirect", "dates", "quantities", "events")


def load_read(stream: Path) -> list[Gold]:
    """Return the openings with their names and quotations; `stream` is `allsides_stream.jsonl.gz`."""
    return [_gold(article, rows) for article, rows in marked(FILE, stream)]


def read_ids() -> Iterator[str]:
    """Yield the id of each opening."""
    yield from ids(FILE)


def _gold(article: Mapping[str, Any], rows: Sequence[Row]) -> Gold:
    lists: dict[str, list[Any]] = {kind: [] for kind in (*MARKED, *OTHERS, "doubtful")}
    mentions: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
    for row in rows[1:]:
        span = {"start": int(row["start"]), "end": int(row["end"])}
        if row["kind"] in KINDS:
            mentions[KINDS[row["kind"]], row["name"]].append((span["start"], span["end"]))
        elif row["kind"] == "quotation":
            lists["quotes"].append(span | {"speaker": row["name"] or None})
        else:
            lists["doubtful"] += [span | {"kind": kind} for kind in MARKED]
    for (kind, name), spots in mentions.items():
        lists[kind].append({"name": name, "mentions": spots})
    half = half_of("names_read", article["id"])
    return Gold(article["id"], half, article["text"][: int(rows[0]["end"])], article["date"] or None, lists)
