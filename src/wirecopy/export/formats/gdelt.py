"""Events in the 61 columns of GDELT 2 (tab-separated, no header), one row a dyad.

`NumArticles` counts the articles that carry the event and `NumSources` their outlets, so that both counts stand side by
side: one row is one event, however many copies carry it. Columns that rest on GDELT's own data (tone, feature
ids, the classes of religion) are empty.
"""

from __future__ import annotations

from typing import Any, BinaryIO

import pyarrow as pa

from wirecopy.export.events import dyads, event_rows, root_code, score

TABLES = ("events",)
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor{n}{c}" for n in (1, 2) for c in (
        "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code", "Religion2Code", "Type1Code",
        "Type2Code", "Type3Code")),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale", "NumMentions",
    "NumSources", "NumArticles", "AvgTone",
    *(f"{who}Geo_{c}" for who in ("Actor1", "Actor2", "Action") for c in (
        "Type", "FullName", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID")),
    "DATEADDED", "SOURCEURL",
)  # fmt: skip


def write(table: pa.Table, target: BinaryIO) -> None:
    """Write the table `events`; each pair of an actor and a recipient is a row, as GDELT has dyads."""
    for row in event_rows(table, "gdelt"):
        for number, (first, second) in enumerate(dyads(row)):
            cells = _cells(row, (first, second), number)
            target.write("\t".join(_plain(cells.get(name)) for name in COLUMNS).encode("utf-8") + b"\n")


def _cells(row: dict[str, Any], pair: tuple[tuple[str, str, str], tuple[str, str, str]], number: int) -> dict[str, Any]:
    day = (row["start"] or row["end"] or "").replace("-", "")[:8]
    code, quad = root_code(row["type"])
    cells = {
        "GLOBALEVENTID": f"{row['event_id']}-{number}", "SQLDATE": day, "MonthYear": day[:6], "Year": day[:4],
        "FractionDate": _fraction(day), "IsRootEvent": int(not row["background"]), "EventCode": code,
        "EventBaseCode": code, "EventRootCode": code[:2], "QuadClass": quad, "GoldsteinScale": score(row["type"]),
        "NumMentions": row.get("mentions", 1), "NumArticles": row.get("articles", 1),
        "NumSources": row.get("outlets", 1),
        "ActionGeo_FullName": row.get("place"), "ActionGeo_CountryCode": row.get("place_country"),
        "DATEADDED": day + "000000" if day else "", "SOURCEURL": row.get("url"),
    }  # fmt: skip
    for n, (name, country, sector) in enumerate(pair, 1):
        cells |= {
            f"Actor{n}Code": country + sector, f"Actor{n}Name": name.upper(), f"Actor{n}CountryCode": country,
            f"Actor{n}Type1Code": sector[:3],
        }  # fmt: skip
    return cells


def _fraction(day: str) -> str:
    if len(day) != 8:
        return ""
    return f"{int(day[:4]) + (int(day[4:6]) * 30 + int(day[6:])) / 365:.4f}"


def _plain(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())
