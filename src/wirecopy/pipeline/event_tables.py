"""The events of a base with what its other tables know of them: where and when, who carries them, on whose word."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa

    from wirecopy.serve.views import Reader

_MENTIONS = (
    "event_id", "type", "day", "article_id", "outlet", "published", "uri", "start", "end", "confidence", "length",
)  # fmt: skip
_LISTS = ("article_ids", "outlet_names", "origin_ids", "independent_ids")
_KINDS = {"mentions": "int64", "geonames": "int64", "latitude": "float64", "longitude": "float64"}
_GATHERED = (
    "day", "day_from", "added", "mentions", "place", "place_kind", "place_country", "latitude", "longitude", "geonames",
    "url", *_LISTS,
)  # fmt: skip


def event_mentions(tables: Reader) -> pa.Table:
    """Return every place that carries an event, with its article."""
    import pyarrow as pa

    rows = [{name: row[name] for name in _MENTIONS} for row in _mentions(tables)]
    kinds = {"start": pa.int64(), "end": pa.int64(), "length": pa.int64(), "confidence": pa.float64()}
    return pa.Table.from_pylist(rows, schema=pa.schema([(name, kinds.get(name, pa.string())) for name in _MENTIONS]))


def gathered_events(tables: Reader) -> pa.Table:
    """Return the events, each with a day, its place, and the articles, outlets and origins that carry it.

    `day_from` says where the day is from: the `text`, the `publication` of what carries the event, or when that was
    `fetched`. `independent_ids` are the origins that are not shown to depend on another.
    """
    import pyarrow as pa

    table = tables.rows("events")
    carried: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in _mentions(tables):
        carried[row["event_id"]].append(row)
    places = {row["entity_id"]: row for row in tables.rows("entities").to_pylist() if row["kind"] == "place"}
    origins: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for row in tables.rows("origins").to_pylist():
        origins[row["article_id"]].append(row)
    events = table.select(["event_id", "start", "end", "place_id"]).to_pylist()
    rows = [
        {
            **_when(event, carried[event["event_id"]]),
            **_place_columns(places.get(event["place_id"])),
            **_voice_columns(carried[event["event_id"]], origins),
        }
        for event in events
    ]
    for name in _GATHERED:
        kind = pa.list_(pa.string()) if name in _LISTS else getattr(pa, _KINDS.get(name, "string"))()
        table = table.append_column(name, pa.array([row[name] for row in rows], kind))
    return table


def _mentions(tables: Reader) -> Iterable[dict[str, Any]]:
    articles = {row["article_id"]: row for row in tables.rows("articles").to_pylist()}
    pages = tables.rows("pages").select(["page_id", "uri", "fetched_at"]).to_pylist()
    page_of = {row["page_id"]: row for row in pages}
    events = {row["event_id"]: row for row in tables.rows("events").to_pylist()}
    for mention in tables.rows("mentions").to_pylist():
        event, article = events.get(mention["fact_id"]), articles.get(mention["article_id"])
        if event is None or article is None:
            continue
        page = page_of.get(article["page_id"], {})
        yield {
            "event_id": event["event_id"], "day": event["start"] or event["end"], "article_id": article["article_id"],
            "published": article["published"], "outlet": article["outlet"], "start": mention["start"],
            "end": mention["end"], "uri": article["url"] or page.get("uri"), "confidence": event["confidence"],
            "length": len(article["body"]), "type": event["type"], "fetched": page.get("fetched_at"),
        }  # fmt: skip


def _when(event: Mapping[str, Any], carried: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return the first day of an event: its own, else that of the earliest page that carries it."""
    published = min((row["published"] for row in carried if row["published"]), default=None)
    fetched = min((row["fetched"] for row in carried if row["fetched"]), default=None)
    added = fetched or published
    if event["start"]:
        return {"day": event["start"], "day_from": "text", "added": added}
    printed = event["end"] or published
    if printed:
        return {"day": printed[:10], "day_from": "publication", "added": added}
    return {"day": fetched[:10] if fetched else None, "day_from": "fetched" if fetched else None, "added": added}


def _place_columns(place: Mapping[str, Any] | None) -> dict[str, Any]:
    if place is None:
        return dict.fromkeys(("place", "place_kind", "place_country", "latitude", "longitude", "geonames"))
    latitude, _, longitude = (place["value"] or "").partition(",")
    return {
        "place": place["name"], "place_kind": (place["rule"] or "").removeprefix("place:"),
        "place_country": place["country"], "geonames": place["geonames"],
        "latitude": float(latitude) if longitude else None, "longitude": float(longitude) if longitude else None,
    }  # fmt: skip


def _voice_columns(
    carried: Iterable[Mapping[str, Any]], origins: Mapping[str, Iterable[Mapping[str, Any]]]
) -> dict[str, Any]:
    rows = list(carried)
    articles = sorted({row["article_id"] for row in rows})
    behind = [origin for article in articles for origin in origins.get(article, ())]
    return {
        "mentions": len(rows), "article_ids": articles,
        "outlet_names": sorted({row["outlet"] or row["article_id"] for row in rows}),
        "origin_ids": sorted({origin["origin_id"] for origin in behind}),
        "independent_ids": sorted({origin["origin_id"] for origin in behind if origin["depends_on"] is None}),
        "url": min((row["uri"] for row in rows if row["uri"]), default=None),
    }  # fmt: skip
