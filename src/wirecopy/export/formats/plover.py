"""Events as PLOVER JSON: one record a line, with the keys of the scheme's gold records."""

from __future__ import annotations

import json
from typing import Any, BinaryIO

import pyarrow as pa

from wirecopy import __version__
from wirecopy.export.events import event_rows

TABLES = ("events",)


def write(table: pa.Table, target: BinaryIO) -> None:
    """Write the table `events` as JSON lines."""
    for row in event_rows(table, "plover"):
        target.write(json.dumps(_record(row), ensure_ascii=False).encode("utf-8") + b"\n")


def _record(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": row["event_id"],
        "date": row["day"],
        "source": _parties(row, "actor"),
        "target": _parties(row, "recipient"),
        "event": row["type"],
        "eventText": row["trigger"],
        "mode": row["mode"] or "",
        "context": ", ".join(row["contexts"] or ()),
        "text": row["text"],
        "textInfo": {
            "status": row["status"],
            "background": row["background"],
            "rule": row["rule"],
            "confidence": row["confidence"],
            "dateFrom": row["day_from"],
            "articles": len(row["article_ids"]),
            "independentOrigins": len(row["independent_ids"]),
        },
        "location": _location(row),
        "language": "en",
        "story": row["story_id"],
        "coder": "wirecopy",
        "version": __version__,
    }


def _location(row: dict[str, Any]) -> dict[str, Any]:
    location = {
        "name": row["place"],
        "country": row["place_country"],
        "lat": row["latitude"],
        "lon": row["longitude"],
        "geonamesId": row["geonames"],
    }
    return {key: value for key, value in location.items() if value is not None}


def _parties(row: dict[str, Any], side: str) -> list[dict[str, str]]:
    columns = (row[f"{side}_{name}"] or () for name in ("names", "countries", "sectors"))
    named = [{"actorText": n, "code": c, "sector": s} for n, c, s in zip(*columns, strict=False)]
    return [{key: value for key, value in party.items() if value} for party in named]
