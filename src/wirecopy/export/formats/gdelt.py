"""Events in the 61 columns of GDELT 2 (tab-separated, no header), one row a dyad.

`NumArticles` counts the articles that carry the event and `NumSources` their outlets, so that both counts stand side by
side: one row is one event, however many copies carry it. Countries of places are FIPS 10-4 codes, those of actors of
three letters, as GDELT has them. An actor's place is the middle of its country; feature ids are FIPS codes of countries
and GeoNames ids of all else. Columns that rest on GDELT's own data (tone, the classes of religion) are empty.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, BinaryIO

import pyarrow as pa

from wirecopy.export.countries import CodedCountry, coded_countries
from wirecopy.export.events import Side, dyads, event_rows, moment, root_code, score

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


_US = "USA"
_COUNTRY, _US_STATE, _US_TOWN, _TOWN, _STATE = range(1, 6)
_PLACES = {
    "country": (_COUNTRY, _COUNTRY), "state": (_US_STATE, _STATE), "county": (_US_TOWN, _TOWN),
    "town": (_US_TOWN, _TOWN), "dateline": (_US_TOWN, _TOWN),
}  # fmt: skip
"""Our kinds of places in GDELT's numbers: in the United States, and elsewhere."""


def write_header(target: BinaryIO) -> None:
    """Write the names of the columns, which GDELT's own files go without."""
    target.write("\t".join(COLUMNS).encode("utf-8") + b"\n")


def write(table: pa.Table, target: BinaryIO) -> None:
    """Write the table `events`; each pair of an actor and a recipient is a row, as GDELT has dyads."""
    countries = coded_countries()
    for row in event_rows(table, "gdelt"):
        action = _place(row, countries)
        for number, (first, second) in enumerate(dyads(row)):
            cells = {**_act(row, number), **action, **_actor(1, first, countries), **_actor(2, second, countries)}
            target.write("\t".join(_plain(cells.get(name)) for name in COLUMNS).encode("utf-8") + b"\n")


def _act(row: dict[str, Any], number: int) -> dict[str, Any]:
    day = (row["day"] or "").replace("-", "")[:8]
    code, quad = root_code(row["type"])
    return {
        "GLOBALEVENTID": f"{row['event_id']}-{number}", "SQLDATE": day, "MonthYear": day[:6], "Year": day[:4],
        "FractionDate": _fraction(day), "IsRootEvent": int(not row["background"]), "EventCode": code,
        "EventBaseCode": code, "EventRootCode": code[:2], "QuadClass": quad, "GoldsteinScale": score(row["type"]),
        "NumMentions": row["mentions"], "NumArticles": len(row["article_ids"]), "NumSources": len(row["outlet_names"]),
        "DATEADDED": moment(row["added"]) or (day + "000000" if day else ""), "SOURCEURL": row["url"],
    }  # fmt: skip


def _actor(n: int, side: Side, countries: Mapping[str, CodedCountry]) -> dict[str, Any]:
    name, country, sector = side
    cells: dict[str, Any] = {
        f"Actor{n}Code": country + sector, f"Actor{n}Name": name.upper(), f"Actor{n}CountryCode": country,
        f"Actor{n}Type1Code": sector[:3],
    }  # fmt: skip
    home = countries.get(country)
    if home is None:
        return cells
    return cells | {
        f"Actor{n}Geo_Type": _COUNTRY, f"Actor{n}Geo_FullName": home.name, f"Actor{n}Geo_CountryCode": home.fips,
        f"Actor{n}Geo_ADM1Code": home.fips, f"Actor{n}Geo_Lat": home.latitude, f"Actor{n}Geo_Long": home.longitude,
        f"Actor{n}Geo_FeatureID": home.fips,
    }  # fmt: skip


def _place(row: dict[str, Any], countries: Mapping[str, CodedCountry]) -> dict[str, Any]:
    """Return where the event was; continents and seas, which GDELT has no number for, have coordinates alone."""
    if not row["place"]:
        return {}
    inside, kind = countries.get(row["place_country"] or ""), row["place_kind"]
    whole = kind == "country"
    named = [row["place"]] if whole or inside is None else [row["place"], inside.name]
    number = _PLACES[kind][row["place_country"] != _US] if kind in _PLACES else ""
    fips = inside.fips if inside else ""
    return {
        "ActionGeo_Type": number, "ActionGeo_FullName": ", ".join(named), "ActionGeo_CountryCode": fips,
        "ActionGeo_ADM1Code": fips if whole else "", "ActionGeo_Lat": row["latitude"],
        "ActionGeo_Long": row["longitude"], "ActionGeo_FeatureID": fips if whole else row["geonames"],
    }  # fmt: skip


def _fraction(day: str) -> str:
    if len(day) != 8:
        return ""
    return f"{int(day[:4]) + (int(day[4:6]) * 30 + int(day[6:])) / 365:.4f}"


def _plain(value: object) -> str:
    return "" if value is None else " ".join(str(value).split())
