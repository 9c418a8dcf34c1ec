"""GeoJSON (RFC 7946): a point for each row that has coordinates, the other columns as its properties."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, BinaryIO

import pyarrow as pa

from wirecopy.errors import BadOption

BATCH_ROWS = 1000
_NUMBERED = ("latitude", "longitude")


def write(table: pa.Table, target: BinaryIO) -> None:
    """Write one feature a row that lies somewhere; raise BadOption for a table whose rows lie nowhere."""
    names = set(table.column_names)
    if not (names.issuperset(_NUMBERED) or "value" in names):
        raise BadOption("--format", "geojson", "with a table whose rows have coordinates: events or entities")
    target.write(b'{"type": "FeatureCollection", "features": [')
    first = True
    for batch in table.to_batches(BATCH_ROWS):
        for row in batch.to_pylist():
            point = point_of(row)
            if point is None:
                continue
            properties = {name: value for name, value in row.items() if name not in _NUMBERED}
            feature = {"type": "Feature", "geometry": {"type": "Point", "coordinates": point}, "properties": properties}
            target.write((b"\n" if first else b",\n") + json.dumps(feature, ensure_ascii=False).encode("utf-8"))
            first = False
    target.write(b"\n]}\n")


def point_of(row: Mapping[str, Any]) -> list[float] | None:
    """Return where a row lies, longitude first, by its two columns or by the value of a place; null for nowhere.

    >>> point_of({"value": "48.2085,16.3721", "kind": "place"}), point_of({"latitude": None, "longitude": None})
    ([16.3721, 48.2085], None)
    """
    if "latitude" in row:
        latitude, longitude = row["latitude"], row["longitude"]
    else:
        if row.get("kind", "place") != "place":
            return None
        latitude, _, longitude = str(row["value"] or "").partition(",")
    try:
        return [float(longitude), float(latitude)]
    except (TypeError, ValueError):
        return None
