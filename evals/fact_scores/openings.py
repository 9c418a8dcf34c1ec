"""Openings of `stories/allsides_stream` that readers marked: rows by article, the texts stay outside."""

from __future__ import annotations

import csv
import gzip
import json
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Row = Mapping[str, str]


def marked(file: Path, stream: Path) -> list[tuple[Mapping[str, Any], list[Row]]]:
    """Return each marked article of the stream with its rows, the first of which says how far it was read."""
    rows = defaultdict(list)
    for row in _rows(file):
        rows[row["id"]].append(row)
    with gzip.open(stream, "rt", encoding="utf8") as lines:
        return [(article, rows[article["id"]]) for article in map(json.loads, lines) if article["id"] in rows]


def ids(file: Path) -> Iterator[str]:
    """Yield the id of each article of a file of marks."""
    yield from dict.fromkeys(row["id"] for row in _rows(file))


def _rows(file: Path) -> list[Row]:
    with file.open(encoding="utf8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
