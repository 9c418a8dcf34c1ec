"""Families to their canonical article, and every other member's differences from it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import pyarrow as pa

from wirecopy.engine.contract import Stage
from wirecopy.pipeline.copying import FinalCopies
from wirecopy.pipeline.heads import pairs_of
from wirecopy.pipeline.steps import Steps
from wirecopy.stories.grouping import families_of
from wirecopy.tables import SCHEMAS, Batches, from_table, nest, nested_type, to_table
from wirecopy.trace import Block, collate, load_tables, prepare
from wirecopy.types import Article

_PLACES = ("base_start", "base_end", "start", "end")
BLOCKS = pa.list_(pa.struct([(name, pa.int32()) for name in _PLACES]))
COLLATED = pa.schema(
    [
        ("family_id", pa.string()),
        ("article_id", pa.string()),
        ("base_article_id", pa.string()),
        ("edits", nested_type("edits")),
        ("blocks", BLOCKS),
    ]
)
_COLUMNS = SCHEMAS["articles"].names
_PAIRS = f"""
SELECT f.family_id,
    {", ".join(f"base.{name} AS base_{name}" for name in _COLUMNS)},
    {", ".join(f"other.{name} AS {name}" for name in _COLUMNS)}
FROM families AS f
JOIN families AS head ON head.family_id = f.family_id AND head.role = 'canonical'
JOIN articles AS base ON base.article_id = head.article_id
JOIN articles AS other ON other.article_id = f.article_id
WHERE f.role <> 'canonical'
ORDER BY f.family_id, f.article_id
"""


@dataclass(frozen=True, slots=True)
class Traced:
    """The table `families`, and every member collated with its canonical article."""

    families: Stage
    collated: Stage


@dataclass(frozen=True, slots=True)
class CollateKernel:
    """Rows of canonical article and copy in, `COLLATED` out."""

    def __call__(self, batches: Batches) -> Batches:
        """Yield one `COLLATED` batch for each batch of pairs; a base is prepared once for all its copies."""
        tables = load_tables()
        base, prepared = None, None
        for batch in batches:
            heads = batch.select([f"base_{name}" for name in _COLUMNS]).rename_columns(_COLUMNS)
            rows = zip(
                batch.column("family_id").to_pylist(),
                from_table(heads, Article),
                from_table(batch, Article),
                strict=True,
            )
            found = []
            for family_id, head, other in rows:
                if prepared is None or base != head:
                    base, prepared = head, prepare(head, tables)
                found.append(collate(prepared, prepare(other, tables), family_id))
            edits = nest("edits", (one.edits for one in found))
            blocks = pa.array([[_place(block) for block in one.blocks] for one in found], BLOCKS)
            ids = [batch.column(name) for name in ("family_id", "article_id", "base_article_id")]
            yield pa.RecordBatch.from_arrays([*ids, edits, blocks], schema=COLLATED)


@dataclass(frozen=True, slots=True)
class EditsKernel:
    """`COLLATED` in, the table `edits` out."""

    def __call__(self, batches: Batches) -> Batches:
        """Yield the edits of each batch."""
        for batch in batches:
            yield pa.RecordBatch.from_struct_array(batch.column("edits").flatten()).cast(SCHEMAS["edits"])


def trace_families(steps: Steps, articles: Stage, copied: FinalCopies) -> Traced:
    """Return families and collations, and write the table `edits`."""
    families = steps.whole("families", partial(_families, copied))
    collated = steps.map("collated", _PAIRS, CollateKernel(), COLLATED, families=families, articles=articles)
    rows = "SELECT * FROM collated ORDER BY family_id, article_id"
    steps.map("edits", rows, EditsKernel(), SCHEMAS["edits"], collated=collated)
    return Traced(families, collated)


def _families(copied: FinalCopies) -> pa.Table:
    return to_table("families", families_of(copied.leaders(), pairs_of(copied.heads)))


def _place(block: Block) -> dict[str, int]:
    return {name: getattr(block, name) for name in _PLACES}
