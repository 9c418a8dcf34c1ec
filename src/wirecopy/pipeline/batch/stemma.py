"""Collated copies to the tree of each family: a row per article with its parent, where that is settled."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import Any, ClassVar

import pyarrow as pa

from wirecopy.engine.contract import Stage
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
DESCENDED = pa.schema([*SCHEMAS["families"], ("altered", ALTERED)])
_OF_MEMBERS = ("article_ids", "outlets", "agencies", "published", "updated", "credits", "credit_kinds")
# No nulls among what is gathered: not every engine keeps them.
_FAMILIES = """
SELECT heads.family_id,
    ARRAY_AGG(heads.article_id) AS article_ids,
    ARRAY_AGG(heads.role) AS roles,
    ARRAY_AGG(COALESCE(articles.outlet, '')) AS outlets,
    ARRAY_AGG(COALESCE(articles.agency, '')) AS agencies,
    ARRAY_AGG(COALESCE(articles.published, '')) AS published,
    ARRAY_AGG(COALESCE(articles.updated, '')) AS updated,
    ARRAY_AGG(COALESCE(articles.credit, '')) AS credits,
    ARRAY_AGG(COALESCE(articles.credit_kind, '')) AS credit_kinds,
    ARRAY_AGG(COALESCE(collated.traits, [])) AS traits,
    MAX(COALESCE(collated.sentences, 0)) AS sentences
FROM heads
JOIN articles ON articles.article_id = heads.article_id
LEFT JOIN collated ON collated.article_id = heads.article_id
GROUP BY heads.family_id
ORDER BY heads.family_id
"""


@dataclass(frozen=True, slots=True)
class DescentKernel:
    """One row per family in, `DESCENDED` out: a row per article."""

    takes: ClassVar[pa.Schema] = pa.schema(
        [("family_id", pa.string())]
        + [(name, pa.list_(pa.string())) for name in (*_OF_MEMBERS, "roles")]
        + [("traits", pa.list_(TRAITS)), ("sentences", pa.int32())]
    )
    gives: ClassVar[pa.Schema] = DESCENDED
    rowwise: ClassVar[str] = "family_id"

    def __call__(self, batches: Batches) -> Batches:
        """Yield the descent of the articles of each batch of families."""
        for batch in batches:
            rows = [row for family in batch.to_pylist() for row in _descended(family)]
            yield pa.RecordBatch.from_pylist(rows, schema=DESCENDED)


def descend(steps: Steps, articles: Stage, heads: Stage, collated: Stage) -> Stage:
    """Return the stage of every family member with its parent and confidence."""
    return steps.map(
        "descended",
        "Every member of a family with its parent, version and altered quotations.",
        _FAMILIES,
        DescentKernel(),
        heads=heads,
        articles=articles,
        collated=collated,
    )


def _descended(family: dict[str, Any]) -> Iterator[dict[str, object]]:
    columns = ("article_ids", "outlets", "agencies", "published", "traits", "updated", "credits", "credit_kinds")
    witnesses = [
        Witness(
            article_id,
            outlet or None,
            agency or None,
            published or None,
            tuple(Trait(**trait) for trait in traits),
            updated or None,
            credit or None,
            kind or None,
        )
        for article_id, outlet, agency, published, traits, updated, credit, kind in zip(
            *(family[name] for name in columns), strict=True
        )
    ]
    roles = dict(zip(family["article_ids"], family["roles"], strict=True))
    descents = stemma(witnesses, family["sentences"])
    told = next((found.version for found in descents if roles[found.article_id] == "canonical"), None)
    for found in descents:
        yield _row(family["family_id"], found, _role(roles[found.article_id], found.version, told))


def _role(role: str, version: int | None, canonical: int | None) -> str:
    """Return what the article is to its family's canonical one, by the versions they carry."""
    return "version" if None not in (version, canonical) and version != canonical else role


def _row(family_id: str, found: Descent, role: str) -> dict[str, object]:
    return {
        "family_id": family_id,
        "article_id": found.article_id,
        "role": role,
        "parent_article_id": found.parent_article_id,
        "parent_confidence": found.confidence,
        "version": found.version,
        "altered": [asdict(place) for place in found.altered],
    }
