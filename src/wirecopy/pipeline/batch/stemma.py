"""Collated copies to the tree of each family: a row per article with its parent, where that is settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from itertools import groupby
from typing import Any, ClassVar

import pyarrow as pa

from wirecopy.engine.contract import Stage
from wirecopy.pipeline.batch.pointers import POINTS, find_pointers
from wirecopy.pipeline.steps import Steps
from wirecopy.tables import SCHEMAS, Batches
from wirecopy.trace import Descent, Trait, Witness, stemma

_WHOLE = ("sentence", "last", "base_place", "base_end", "place", "words")
TRAITS = pa.list_(
    pa.struct(
        [("kind", pa.string()), ("reading", pa.string())]
        + [(name, pa.int32()) for name in _WHOLE]
        + [("weighty", pa.bool_()), ("in_quote", pa.bool_())]
    )
)
ALTERED = pa.list_(pa.struct([("base_start", pa.int32()), ("start", pa.int32())]))
DESCENDED = pa.schema([*SCHEMAS["families"], ("altered", ALTERED), ("linked", pa.bool_())])
_STATED = ("outlet", "agency", "published", "updated", "credit", "credit_kind", "byline")
_MEMBERS = f"""
SELECT heads.family_id, heads.article_id, heads.role, {", ".join(f"articles.{name}" for name in _STATED)},
    collated.traits, collated.sentences, pointers.points
FROM heads
JOIN articles ON articles.article_id = heads.article_id
LEFT JOIN collated ON collated.article_id = heads.article_id
LEFT JOIN pointers ON pointers.article_id = heads.article_id
"""


@dataclass(frozen=True, slots=True)
class DescentKernel:
    """The articles of whole families in, each with its readings; `DESCENDED` out."""

    takes: ClassVar[pa.Schema] = pa.schema(
        [(name, pa.string()) for name in ("family_id", "article_id", "role", *_STATED)]
        + [("traits", TRAITS), ("sentences", pa.int32()), ("points", POINTS)]
    )
    gives: ClassVar[pa.Schema] = DESCENDED

    def __call__(self, batches: Batches) -> Batches:
        """Yield the descent of the articles of each batch of families."""
        for batch in batches:
            families = groupby(batch.to_pylist(), key=lambda row: str(row["family_id"]))
            rows = [row for family_id, members in families for row in _descended(family_id, list(members))]
            yield pa.RecordBatch.from_pylist(rows, schema=DESCENDED)


def descend(steps: Steps, articles: Stage, heads: Stage, *, collated: Stage, pages: Stage) -> Stage:
    """Return the stage of every family member with its parent and confidence."""
    return steps.map_groups(
        "descended",
        "Every member of a family with its parent, version and altered quotations.",
        _MEMBERS,
        DescentKernel(),
        by="family_id",
        order=("article_id",),
        heads=heads,
        articles=articles,
        collated=collated,
        pointers=find_pointers(steps, articles, heads, pages),
    )


def _descended(family_id: str, members: Sequence[dict[str, Any]]) -> Iterator[dict[str, object]]:
    witnesses = [
        Witness(
            row["article_id"],
            row["outlet"] or None,
            row["agency"] or None,
            row["published"] or None,
            tuple(Trait(**trait) for trait in row["traits"] or ()),
            row["updated"] or None,
            row["credit"] or None,
            row["credit_kind"] or None,
            row["byline"] or None,
            tuple(row["points"] or ()),
        )
        for row in members
    ]
    roles = {row["article_id"]: row["role"] for row in members}
    descents = stemma(witnesses, max(row["sentences"] or 0 for row in members))
    latest = next((descent.version for descent in descents if roles[descent.article_id] == "canonical"), None)
    for descent in descents:
        yield _row(family_id, descent, _role(roles[descent.article_id], descent.version, latest))


def _role(role: str, version: int | None, canonical: int | None) -> str:
    """Return what the article is to its family's canonical one, by the versions they carry."""
    return "version" if None not in (version, canonical) and version != canonical else role


def _row(family_id: str, descent: Descent, role: str) -> dict[str, object]:
    return {
        "family_id": family_id,
        "article_id": descent.article_id,
        "role": role,
        "parent_article_id": descent.parent_article_id,
        "parent_confidence": descent.confidence,
        "version": descent.version,
        "altered": [asdict(place) for place in descent.altered],
        "linked": descent.linked,
    }
