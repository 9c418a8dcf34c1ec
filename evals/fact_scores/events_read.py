"""Openings of news articles whose political events two readers coded by hand, each a half; neither saw our answers.

`events_read.tsv` holds ids of `stories/allsides_stream`, spans, types and parties, no text. The first row of an
article says how far it was read; rows without a type are acts that a fair reader may code or not.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from halves import half_of

from fact_scores.gold import Gold
from fact_scores.openings import Row, ids, marked
from wirecopy.facts.knowledge.gazetteer import Gazetteer, load_gazetteer

FILE = Path(__file__).with_name("events_read.tsv")
KINDS = ("persons", "organisations", "places", "quotes", "indirect", "dates", "quantities")


def load_read(stream: Path) -> list[Gold]:
    """Return the openings with their events; `stream` is `allsides_stream.jsonl.gz`."""
    gazetteer = load_gazetteer()
    return [_gold(article, rows, gazetteer) for article, rows in marked(FILE, stream)]


def read_ids() -> Iterator[str]:
    """Yield the id of each opening."""
    yield from ids(FILE)


def _gold(article: Mapping[str, Any], rows: Sequence[Row], gazetteer: Gazetteer) -> Gold:
    whole, *acts = rows
    spans = [{"start": int(act["start"]), "end": int(act["end"]), "kind": "events"} for act in acts]
    coded = [{**span, **_coded(act)} for span, act in zip(spans, acts, strict=True) if act["type"]]
    doubtful = [span for span, act in zip(spans, acts, strict=True) if act["doubtful"] == "1"]
    parties = {
        name.strip() for act in coded for side in ("actor", "recipient") for name in (act[side] or "").split(";")
    }
    lands = [
        {"name": name, "country": place.country, "mentions": []}
        for name in sorted(parties - {""})
        for place in gazetteer.candidates(name)[:1]
        if place.kind == "country"
    ]
    lists = {kind: [] for kind in KINDS} | {"places": lands, "events": coded, "doubtful": doubtful}
    half = half_of("events_read", article["id"])
    return Gold(article["id"], half, article["text"][: int(whole["end"])], article["date"] or None, lists)


def _coded(act: Mapping[str, str]) -> dict[str, Any]:
    return {
        "type": act["type"], "actor": act["actor"] or None, "recipient": act["recipient"] or None,
        "status": act["status"], "background": act["background"] == "1", "repeat": act["repeat"] == "1",
    }  # fmt: skip
