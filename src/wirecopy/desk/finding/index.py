"""The index beside a generation's layout for reading: stories by what they are about, people, places, events, dyads.

It is made once by DuckDB from the tables laid out, lies in one file beside them and goes with them. Questions are SQL.
"""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa

from wirecopy.export import coded_countries
from wirecopy.facts import load_gazetteer
from wirecopy.languages import language_pack
from wirecopy.store import Lookup
from wirecopy.thresholds import EVENTS_FROM, SHOWN_FROM

FILE = "finding-10.duckdb"  # the number grows with every change of its tables
MEMORY = "512MB"
_GIVEN = ("stories", "articles", "families", "edits", "origins", "quotes", "entities", "events", "mentions", "pages")
_COLUMNS = {
    "articles": [
        "article_id", "page_id", "outlet", "agency", "language", "published", "updated", "withdrawn", "form", "url",
    ],
    "pages": ["page_id", "fetched_at"],
}  # fmt: skip
_FROM = {**SHOWN_FROM, "event": EVENTS_FROM}
"""Pages of events are opened by those who ask for events."""
_SURE = re.compile(r"\$sure\((\w+)\)")
_SETTINGS: dict[str, str | bool | int | float | list[str]] = {
    "memory_limit": MEMORY, "threads": 1, "autoinstall_known_extensions": False,
    "autoload_known_extensions": False, "enable_external_access": False,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class StoryIndex:
    """Answers SQL over the index; each question has a cursor of its own, so threads may ask at the same time."""

    database: duckdb.DuckDBPyConnection

    def rows(self, query: str, values: Sequence[object] | dict[str, object] = ()) -> list[tuple[Any, ...]]:
        """Return the rows of a query's answer: views ask for as many as they show."""
        with self.database.cursor() as cursor:
            return cursor.execute(query, values or None).fetchall()

    def table(self, query: str, values: Sequence[object] | dict[str, object] = ()) -> pa.Table:
        """Return a query's answer as Arrow, for files."""
        with self.database.cursor() as cursor:
            return cursor.sql(query, params=values or None).to_arrow_table()


def open_finder(lookup: Lookup) -> StoryIndex:
    """Return the index of a generation, made first where it is not there; an empty one before the first run."""
    if lookup.folder is None:
        database = duckdb.connect(config=_SETTINGS)
        _fill(database, lookup)
        return StoryIndex(database)
    path = lookup.folder / FILE
    if not path.exists():
        _make(lookup, path)
    return StoryIndex(duckdb.connect(str(path), read_only=True, config=_SETTINGS))


def _make(lookup: Lookup, path: Path) -> None:
    """Make the index under another name, then give it its own: it appears whole."""
    with tempfile.TemporaryDirectory(prefix=f".{FILE}-", dir=path.parent) as folder:
        partial = Path(folder) / FILE
        database = duckdb.connect(str(partial), config=_SETTINGS | {"temp_directory": folder})
        _fill(database, lookup)
        database.close()
        os.replace(partial, path)


def _fill(database: duckdb.DuckDBPyConnection, lookup: Lookup) -> None:
    for name in _GIVEN:
        rows = lookup.rows(name)
        database.register(f"given_{name}", rows.select(_COLUMNS[name]) if name in _COLUMNS else rows)
    database.register("given_countries", _countries())
    determiners = language_pack("en").table("facts.toml")["frame"]["determiners"]
    database.register("given_determiners", pa.table({"word": sorted(determiners)}))
    text = resources.files("wirecopy.desk.finding").joinpath("tables.sql").read_text("utf-8")
    database.execute(_SURE.sub(lambda found: str(_FROM[found[1]]), text))
    for name in (*_GIVEN, "countries", "determiners"):
        database.unregister(f"given_{name}")


def _countries() -> pa.Table:
    """Return what countries are called, in small letters, with their codes."""
    gazetteer = load_gazetteer()
    aliases = language_pack("en").table("gazetteer.toml")["aliases"]
    said = {(coded.name, code) for code, coded in coded_countries().items()}
    said |= {(name, gazetteer.iso3[two]) for two, names in aliases.items() for name in names if two in gazetteer.iso3}
    rows = sorted({(name.lower().replace(".", ""), code) for name, code in said})
    return pa.table({"said": [name for name, _ in rows], "code": [code for _, code in rows]})
