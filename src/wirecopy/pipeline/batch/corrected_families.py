"""Corrections about two pages: which articles they mean, and the families that follow from them."""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from wirecopy.copies import settled_families
from wirecopy.corrections import OF_TWO_PAGES
from wirecopy.engine.contract import Stage
from wirecopy.pipeline.steps import Steps
from wirecopy.tables import dataset

_CORRECTED = pa.schema([("article_a", pa.string()), ("article_b", pa.string()), ("kind", pa.string())])
_TOUCHED = pa.schema([("article_id", pa.string()), ("leader", pa.string()), ("words", pa.int64())])
_SETTLED = """
SELECT led.article_id, led.leader, led.words FROM led
LEFT JOIN touched ON touched.article_id = led.article_id WHERE touched.article_id IS NULL
UNION ALL SELECT article_id, leader, words FROM touched WHERE leader IS NOT NULL ORDER BY article_id
"""


def corrected_pairs(steps: Steps, cleaned: Stage) -> Stage:
    """Return the pairs of articles that corrections call one text or two; pages that are gone are in none."""
    corrections = [correction for correction in steps.options.stories.corrections if correction.kind in OF_TWO_PAGES]

    def work() -> pa.Table:
        if not corrections:
            return _CORRECTED.empty_table()
        pages = pa.array([page for correction in corrections for page in (correction.of, correction.says)], pa.string())
        named = dataset(cleaned.files).to_table(["page_id", "article_id"], filter=pc.field("page_id").isin(pages))
        of = _mapping(named)
        applicable = [correction for correction in corrections if correction.of in of and correction.says in of]
        pairs = sorted(
            (*sorted((of[correction.of], of[correction.says])), correction.kind) for correction in applicable
        )
        return pa.Table.from_pylist([dict(zip(_CORRECTED.names, row, strict=True)) for row in pairs], _CORRECTED)

    return steps.whole("corrected_pairs", "The pairs of articles that corrections speak of.", work)


def settled_leaders(steps: Steps, name: str, led: Stage, pairs: Stage, corrected: Stage) -> Stage:
    """Return the leaders as the corrections have them: only families that one speaks of are looked at again."""
    corrections = dataset(corrected.files).to_table().to_pylist()
    if not corrections:
        return led
    touched = steps.whole(
        f"{name}_touched",
        "The articles of families that corrections speak of, as they have them.",
        lambda: _touched(led, pairs, corrections),
    )
    return steps.sql(name, "The leaders as the corrections have them.", _SETTLED, led=led, touched=touched)


def _touched(led: Stage, pairs: Stage, corrections: list[dict[str, str]]) -> pa.Table:
    members = dataset(led.files)
    pairs_of = {
        kind: [(row["article_a"], row["article_b"]) for row in corrections if row["kind"] == kind]
        for kind in OF_TWO_PAGES
    }
    spoken = pa.array(sorted({article for two in pairs_of.values() for pair in two for article in pair}), pa.string())
    leaders = members.to_table(["leader"], filter=pc.field("article_id").isin(spoken))["leader"].unique()
    leader_of = _mapping(members.to_table(["article_id", "leader"], filter=pc.field("leader").isin(leaders)))
    held = pa.array(sorted({*leader_of, *spoken.to_pylist()}), pa.string())
    inside = pc.field("article_a").isin(held) & pc.field("article_b").isin(held)
    links = dataset(pairs.files).to_table(["article_a", "article_b", "odds", "count_a", "count_b"], filter=inside)
    words = _mapping(links.select(["article_a", "count_a"])) | _mapping(links.select(["article_b", "count_b"]))
    rows = zip(*(links[name].to_pylist() for name in ("article_a", "article_b", "odds")), strict=True)
    settled = settled_families(leader_of, rows, words, one=pairs_of["one_text"], two=pairs_of["two_texts"])
    names = held.to_pylist()
    columns = [held, pa.array([settled.get(name) for name in names]), pa.array([words.get(name, 0) for name in names])]
    return pa.Table.from_arrays(
        [column.cast(kind) for column, kind in zip(columns, _TOUCHED.types, strict=True)], schema=_TOUCHED
    )


def _mapping(table: pa.Table) -> dict[str, Any]:
    return dict(zip(*(column.to_pylist() for column in table.columns), strict=True))
