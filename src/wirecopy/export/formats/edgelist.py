"""An edge list as CSV: source, target, lag, share kept, credited, for the settled edges of the tree of copies."""

from __future__ import annotations

import csv
import io
from typing import BinaryIO

from wirecopy.export.family import FamilyText, edges

COLUMNS = ("source", "target", "lag_seconds", "share_kept", "credited", "confidence")


def write_family(family: FamilyText, target: BinaryIO) -> None:
    """Write one line per edge with a header line, in UTF-8; null is an empty cell."""
    text = io.TextIOWrapper(target, encoding="utf-8", newline="", write_through=True)
    rows = csv.writer(text)
    rows.writerow(COLUMNS)
    for edge in edges(family):
        share = None if edge.kept is None else round(edge.kept, 3)
        rows.writerow([edge.source, edge.target, edge.lag_seconds, share, edge.credited, edge.confidence])
    text.detach()
