"""Families to their canonical article, and every other member's differences from it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from typing import ClassVar

import pyarrow as pa

from wirecopy.engine.contract import Stage
from wirecopy.pipeline.batch.copies import FinalCopies
from wirecopy.pipeline.batch.stemma import DESCENDED, TRAITS, descend
from wirecopy.pipeline.steps import Steps
from wirecopy.tables import SCHEMAS, Batches, from_table, nest, nested_type
from wirecopy.trace import Block, Title, as_told, collate, load_tables, prepare, traits_of
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
        ("traits", TRAITS),
        ("sentences", pa.int32()),
    ]
)
_COLUMNS = SCHEMAS["articles"].names
_PAIRS = f"""
SELECT f.family_id,
    base_title.title_start AS base_title_start, base_title.title_text AS base_title_text,
    title.title_start, title.title_text,
    {", ".join(f"base.{name} AS base_{name}" for name in _COLUMNS)},
    {", ".join(f"other.{name} AS {name}" for name in _COLUMNS)}
FROM heads AS f
JOIN heads AS head ON head.family_id = f.family_id AND head.role = 'canonical'
JOIN articles AS base ON base.article_id = head.article_id
JOIN articles AS other ON other.article_id = f.article_id
LEFT JOIN titles AS base_title ON base_title.article_id = base.article_id
LEFT JOIN titles AS title ON title.article_id = other.article_id
WHERE f.role <> 'canonical'
ORDER BY f.family_id, f.article_id
"""
_HEADS = """
SELECT heads.family_id, led.article_id,
    CASE WHEN heads.article_id = led.article_id THEN 'canonical' ELSE 'copy' END AS role
FROM led JOIN heads ON heads.leader = led.leader ORDER BY heads.family_id, led.article_id
"""
_FAMILIES = f"SELECT {', '.join(SCHEMAS['families'].names)} FROM descended ORDER BY family_id, article_id"
_EDITS = """
SELECT collated.edits, descended.altered FROM collated
JOIN descended ON descended.article_id = collated.article_id
ORDER BY collated.family_id, collated.article_id
"""


@dataclass(frozen=True, slots=True)
class Traced:
    """The table `families`, every member collated with its canonical article, and its descent with what tells it."""

    families: Stage
    collated: Stage
    descended: Stage


@dataclass(frozen=True, slots=True)
class CollateKernel:
    """Rows of canonical article and copy in, `COLLATED` out."""

    takes: ClassVar[pa.Schema] = pa.schema(
        [
            ("family_id", pa.string()),
            *((f"{side}title_start", pa.int32()) for side in ("base_", "")),
            *((f"{side}title_text", pa.string()) for side in ("base_", "")),
            *(column.with_name(f"base_{column.name}") for column in SCHEMAS["articles"]),
            *SCHEMAS["articles"],
        ]
    )
    gives: ClassVar[pa.Schema] = COLLATED
    rowwise: ClassVar[str] = ""

    def __call__(self, batches: Batches) -> Batches:
        """Yield one `COLLATED` batch for each batch of pairs; a base is prepared once for all its copies."""
        tables = load_tables()
        base, prepared = None, None
        for batch in batches:
            heads = batch.select([f"base_{name}" for name in _COLUMNS]).rename_columns(_COLUMNS)
            families = batch.column("family_id").to_pylist()
            rows = []
            for family_id, head, other, titles in zip(
                families, from_table(heads, Article), from_table(batch, Article), _titles(batch), strict=True
            ):
                if prepared is None or base != head:
                    base, prepared = head, prepare(head, tables, title=titles[0])
                copy = prepare(other, tables, prepared.phrasebook, title=titles[1])
                collation = collate(prepared, copy, family_id)
                traits = [asdict(trait) for trait in traits_of(prepared, collation)]
                whole_edits = as_told(collation.edits, prepared, copy)
                rows.append((whole_edits, collation.blocks, traits, len(prepared.starts)))
            ids = [batch.column(name) for name in ("family_id", "article_id", "base_article_id")]
            yield pa.RecordBatch.from_arrays(
                [
                    *ids,
                    nest("edits", (edits for edits, _, _, _ in rows)),
                    pa.array([[_place(block) for block in blocks] for _, blocks, _, _ in rows], BLOCKS),
                    pa.array([traits for _, _, traits, _ in rows], TRAITS),
                    pa.array([sentences for _, _, _, sentences in rows], pa.int32()),
                ],
                schema=COLLATED,
            )


@dataclass(frozen=True, slots=True)
class EditsKernel:
    """Rows of `COLLATED` with the places altered in quotations in, the table `edits` out."""

    takes: ClassVar[pa.Schema] = pa.schema([COLLATED.field("edits"), DESCENDED.field("altered")])
    gives: ClassVar[pa.Schema] = SCHEMAS["edits"]

    def __call__(self, batches: Batches) -> Batches:
        """Yield the edits of each batch; a word changed inside a quotation is an alteration where that is settled."""
        for batch in batches:
            rows = []
            for edits, places in zip(
                batch.column("edits").to_pylist(), batch.column("altered").to_pylist(), strict=True
            ):
                settled = {(place["base_start"], place["start"]) for place in places or ()}
                for edit in edits:
                    if edit["in_quote"] and (edit["base_start"], edit["start"]) in settled:
                        edit["kind"] = "quote_altered"
                    rows.append(edit)
            yield pa.RecordBatch.from_pylist(rows, schema=SCHEMAS["edits"])


def _titles(batch: pa.RecordBatch) -> Iterator[tuple[Title | None, Title | None]]:
    columns = ("base_title_start", "base_title_text", "title_start", "title_text")
    for at, text, other, there in zip(*(batch.column(name).to_pylist() for name in columns), strict=True):
        yield None if text is None else Title(at, text), None if there is None else Title(other, there)


def trace_families(steps: Steps, articles: Stage, copied: FinalCopies, *, titles: Stage, pages: Stage) -> Traced:
    """Return the table `families` and the collations, and write the table `edits`."""
    heads = steps.sql(
        "family_heads",
        "Every member of a family with its role, before parents are told.",
        _HEADS,
        led=copied.led,
        heads=copied.heads,
    )
    collated = steps.map(
        "collated",
        "Every member of a family against its canonical article: edits, shared stretches, traits.",
        _PAIRS,
        CollateKernel(),
        heads=heads,
        articles=articles,
        titles=titles,
    )
    descended = descend(steps, articles, heads, collated=collated, pages=pages)
    families = steps.sql(
        "families", "The table of articles in families, with their parents.", _FAMILIES, descended=descended
    )
    steps.map(
        "edits",
        "The table of typed differences from the canonical article.",
        _EDITS,
        EditsKernel(),
        collated=collated,
        descended=descended,
    )
    return Traced(families, collated, descended)


def _place(block: Block) -> dict[str, int]:
    return {name: getattr(block, name) for name in _PLACES}
