"""Where each event stands, in the 16 columns of GDELT 2's mentions file (tab-separated, no header)."""

from __future__ import annotations

from typing import BinaryIO

import pyarrow as pa

from wirecopy.errors import BadOption
from wirecopy.export.events import moment

TABLES = ("event_mentions",)
COLUMNS = (
    "GLOBALEVENTID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName", "MentionIdentifier",
    "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset", "InRawText", "Confidence",
    "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo", "Extras",
)  # fmt: skip


def write_header(target: BinaryIO) -> None:
    """Write the names of the columns, which GDELT's own files go without."""
    target.write("\t".join(COLUMNS).encode("utf-8") + b"\n")


def write(table: pa.Table, target: BinaryIO) -> None:
    """Write the gathered table `event_mentions`, one row a place that carries an event."""
    if "event_id" not in table.column_names:
        raise BadOption("--format", "gdelt_mentions", "with the table event_mentions")
    for row in table.to_pylist():
        cells = {
            "GLOBALEVENTID": row["event_id"], "EventTimeDate": moment(row["day"]),
            "MentionTimeDate": moment(row["published"]), "MentionType": 1, "MentionSourceName": row["outlet"],
            "MentionIdentifier": row["uri"], "ActionCharOffset": row["start"], "InRawText": 1,
            "Confidence": round(100 * (row["confidence"] or 0)), "MentionDocLen": row["length"],
        }  # fmt: skip
        line = ("" if cells.get(name) is None else " ".join(str(cells[name]).split()) for name in COLUMNS)
        target.write("\t".join(line).encode("utf-8") + b"\n")
