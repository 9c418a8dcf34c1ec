"""Openings of news articles whose quotations and indirect speech two readers marked, each a half.

Neither saw our answers. `speakers_read.tsv` holds ids of `stories/allsides_stream`, spans, speakers and cues, no text.
The first row of an article says how far it was read; words in marks that nobody says (`scare`) and what a fair reader
may judge either way count neither way.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from halves import half_of

from fact_scores.gold import Gold
from fact_scores.openings import Row, ids, marked

FILE = Path(__file__).with_name("speakers_read.tsv")
KINDS = {"quotation": "quotes", "indirect": "indirect", "scare": "quotes"}
OTHERS = ("persons", "organisations", "places", "dates", "quantities", "events")


def load_read(stream: Path) -> list[Gold]:
    """Return the openings with their quotations and indirect speech; `stream` is `allsides_stream.jsonl.gz`."""
    return [_gold(article, rows) for article, rows in marked(FILE, stream)]


def read_ids() -> Iterator[str]:
    """Yield the id of each opening."""
    yield from ids(FILE)


def _gold(article: Mapping[str, Any], rows: Sequence[Row]) -> Gold:
    lists: dict[str, list[Any]] = {kind: [] for kind in ("quotes", "indirect", *OTHERS, "doubtful")}
    for row in rows[1:]:
        kind = KINDS[row["kind"]]
        span = {"start": int(row["start"]), "end": int(row["end"]), "kind": kind}
        if row["kind"] != "scare":
            lists[kind].append(span | {"speaker": row["speaker"] or None, "cue": row["cue"]})
        if row["kind"] == "scare" or row["doubtful"] == "1":
            lists["doubtful"].append(span)
    half = half_of("speakers_read", article["id"])
    return Gold(article["id"], half, article["text"][: int(rows[0]["end"])], article["date"] or None, lists)
