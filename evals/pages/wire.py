"""Bylines of local sites flagged wire or local: is a local story kept, is a wire story seen?"""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from figures import Case, Measure, Section, Wanted, case

from pages.folding import source, sources
from pages.world import cleaned

Row = Mapping[str, str]
BODY = (
    "The council met for three hours on the plan for the old mill and put the vote off until spring.",
    "Members of the public filled the room, and eleven of them asked to speak before the chair closed the list.",
)
"""What stands under every headline: the set has no texts, and the words of a report must tell nothing."""


def sections(asked: Wanted, folder: Path) -> Iterator[Section]:
    """Yield the measures of `wire`."""
    if asked.wants("wire"):
        yield Section("wire", "Wire or local, from byline, headline, outlet and address", measures(asked, folder))


def measures(asked: Wanted, folder: Path) -> list[Measure]:
    """Return the share of local stories kept and of wire stories seen."""
    with gzip.open(asked.data / "wire/bylines.tsv.gz", "rt", encoding="utf8") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    rows = [row for row in rows if case("wire", row["Source"]).half in asked.halves]
    told = list(zip(rows, told_wire(rows, folder), strict=True))
    local = [_case(row, not wire, wire) for row, wire in told if row["NOT WIRE"]]
    seen = [_case(row, wire, wire) for row, wire in told if not row["NOT WIRE"]]
    return [Measure("local kept", local, asked=".99"), Measure("wire, recall", seen, asked=".95")]


def told_wire(rows: Sequence[Row], folder: Path) -> Iterator[bool]:
    """Yield whether somebody other than the outlet is told to have written a page made of each row."""
    pages = [
        {
            "id": str(number), "outlet": row["Source"], "url": row["URL"], "title": row["Headline"],
            "text": "\n\n".join([row["Headline"], *([f"By {row['Byline']}"] if row["Byline"] else []), *BODY]),
        }
        for number, row in enumerate(rows)
    ]  # fmt: skip
    for row, article in zip(rows, cleaned(pages, folder), strict=True):
        credit = getattr(article, "credit", None) or article.agency
        own = getattr(article, "credit_kind", None) == "own"
        yield not own and bool(sources(credit) - {source(row["Source"])})


def _case(row: Row, good: bool, told: bool) -> Case:
    said = f"{row['Byline']!r} | {row['Headline'][:60]!r} | {row['URL']}: told {'wire' if told else 'local'}"
    return case("wire", row["Source"], good, 1, wrong="" if good else said)
