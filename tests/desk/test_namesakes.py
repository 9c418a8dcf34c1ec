"""Whom a surname alone names, over the stories of a base."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import duckdb
import pyarrow as pa
import pytest

from wirecopy.desk.finding.index import _fill
from wirecopy.tables import SCHEMAS


@dataclass
class Rows:
    """A base with these people alone."""

    people: list[tuple[str, str]]

    def rows(self, name: str) -> pa.Table:
        schema = SCHEMAS[name]
        told: list[dict[str, Any]] = []
        for n, (story, person) in enumerate(self.people):
            if name == "stories":
                told.append({"story_id": story, "article_id": f"a_{story}", "label": story, "archived": False})
            elif name == "articles":
                told.append({"article_id": f"a_{story}", "page_id": "p", "withdrawn": False})
            elif name == "entities":
                told.append({"story_id": story, "entity_id": f"e_{n}", "kind": "person", "name": person})
        return pa.Table.from_pylist([{f.name: row.get(f.name) for f in schema} for row in told], schema)


@pytest.mark.parametrize(
    ("people", "keys"),
    [
        ([("s1", "Roe"), ("s1", "Jane Roe")], ["jane roe", "jane roe"]),
        ([("s1", "Roe"), ("s1", "Jane Roe"), ("s1", "Max Roe")], ["jane roe", "max roe", "roe"]),
        ([("s1", "Roe"), ("s2", "Jane Roe")], ["jane roe", "roe"]),
        ([("s1", "Roe"), *((f"s{n}", "Jane Roe") for n in (2, 3, 4))], ["jane roe"] * 4),
    ],
)
def test_surname_alone_is_whom_it_can_mean_alone(people: list[tuple[str, str]], keys: list[str]) -> None:
    database = duckdb.connect()
    _fill(database, Rows(people))  # type: ignore[arg-type]
    told = database.execute("SELECT key FROM entity ORDER BY key").fetchall()
    assert [key for (key,) in told] == keys
