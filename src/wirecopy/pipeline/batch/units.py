"""Items of live pages and digests as units: each is matched with the articles, but none may join two families.

A unit is linked to what it copies: the canonical article of a family, or an article alone. The page as a whole takes
part in matching too, but a report that stands in one of its units makes the page no copy of that report.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, ClassVar

import pyarrow as pa

from wirecopy.clean import first_sentence
from wirecopy.copies import MOSTLY_QUOTED, TO_FINGERPRINTS, FingerprintsKernel, WordsKernel
from wirecopy.engine.contract import Stage
from wirecopy.ids import content_id
from wirecopy.page_kinds import NO_ARTICLE
from wirecopy.pipeline.batch.clean_batches import CLEANED
from wirecopy.pipeline.pair_proof import verify
from wirecopy.pipeline.steps import Steps
from wirecopy.tables import SCHEMAS, Batches, empty, to_table
from wirecopy.text.view import View
from wirecopy.types import Relation, Stretch, Unit

if TYPE_CHECKING:
    from wirecopy.pipeline.batch.copies import FinalCopies

WHOLE_PAGE = 0.7
"""Share of a live page or digest that must stand in a report before the two are one text: as of two copies of one
page, and more than any of its units alone makes up."""
MIN_WORDS = 20
MAX_HOLDERS = 20  # a gram in more texts than that is a set phrase; it keeps the pairs linear in the units

_ENTRIES = {one: f"COALESCE(part_{one}.parted, FALSE)" for one in "ab"}
_STATES = {one: f"COALESCE(part_{one}.running, FALSE)" for one in "ab"}
RESTS_ON_A_UNIT = f"""
(({_ENTRIES["a"]} OR {_ENTRIES["b"]})
    AND NOT ({_ENTRIES["a"]} AND pairs.containment_a >= {WHOLE_PAGE})
    AND NOT ({_ENTRIES["b"]} AND pairs.containment_b >= {WHOLE_PAGE})
    AND NOT (pairs.odds >= 0 AND (
        ({_ENTRIES["a"]} AND {_ENTRIES["b"]}) OR ({_STATES["a"]} AND {_STATES["b"]})
        OR GREATEST(pairs.containment_a, pairs.containment_b) < {WHOLE_PAGE})))
"""
"""Whether a proved pair with a page of several items in it shares what stands in some items only.

A report must hold most of the page to be a copy of it; of two such pages one must hold most of the other, or they are
states of one running text: then each has entries under times, enough to be parted by them or fewer, or each has much
that the other lacks, as no report that stands in an item has. The SQL is over
`pairs` and the rows of `parted_pages` for its two articles, `part_a` and `part_b`.
"""

UNLIKE = "COALESCE(part_a.no_article, '') <> COALESCE(part_b.no_article, '')"
"""Whether a page that is no article is paired with one that is, or with one of another kind: they share words, and are
never one text. Over the same tables."""

UNIT_TEXTS = pa.schema(
    [
        ("article_id", pa.string()),
        ("outlet", pa.string()),
        ("published", pa.string()),
        ("fetched_at", pa.string()),
        ("body", pa.string()),
        ("body_spans", pa.list_(pa.struct([("start", pa.int32()), ("end", pa.int32())]))),
        ("of_article", pa.string()),
        ("form", pa.string()),
        ("start", pa.int32()),
        ("end", pa.int32()),
    ]
)
"""A unit as a text to match: `article_id` is the unit's id, `of_article` the article it is an item of."""

_LINKED = "Every item with the article it copies most of itself from, if any."
_IS_PARTED = "form IN ('live', 'digest')"
_NO_ARTICLE = f"form IN ({', '.join(repr(form) for form in sorted(NO_ARTICLE))})"
_PARTED = f"""
SELECT article_id, {_IS_PARTED} AS parted, form = 'live' OR entries > 0 AS running,
    CASE WHEN {_NO_ARTICLE} THEN form END AS no_article FROM cleaned
WHERE {_IS_PARTED} OR {_NO_ARTICLE} OR entries > 0 ORDER BY article_id
"""
_OF_PAGES = ("article_id", "outlet", "published", "fetched_at", "body_spans", "form", "units")
_PAGES = (
    f"SELECT {', '.join(f'cleaned.{name}' for name in _OF_PAGES)}, pages.raw FROM cleaned"
    " JOIN pages ON pages.page_id = cleaned.page_id"
    f" WHERE cleaned.{_IS_PARTED} ORDER BY cleaned.article_id"
)
_TEXTS = "SELECT article_id, outlet, published, fetched_at, body, body_spans FROM texts ORDER BY article_id"
_CANDIDATES = f"""
WITH held AS (
    SELECT DISTINCT f.hash, f.article_id FROM prints AS f
    LEFT JOIN led ON led.article_id = f.article_id
    LEFT JOIN heads ON heads.article_id = f.article_id
    LEFT JOIN parted ON parted.article_id = f.article_id AND parted.parted
    WHERE parted.article_id IS NULL AND (led.article_id IS NULL OR heads.article_id IS NOT NULL)
), rare AS (
    SELECT hash FROM held GROUP BY hash HAVING COUNT(*) <= {MAX_HOLDERS}
)
SELECT DISTINCT own.article_id AS article_a, held.article_id AS article_b FROM own
JOIN rare ON rare.hash = own.hash JOIN held ON held.hash = own.hash ORDER BY article_a, article_b
"""
_ALL_WORDS = """
SELECT * FROM own UNION ALL
SELECT words.* FROM words WHERE article_id IN (SELECT article_b FROM pairs) ORDER BY article_id
"""


_BEST = f"""
WITH ranked AS (
    SELECT *, ROW_NUMBER() OVER (
        PARTITION BY article_a ORDER BY containment_a DESC, containment_b DESC, article_b) AS rank
    FROM verified WHERE containment_a >= {{least}} AND containment_a * count_a >= {MIN_WORDS}
)
SELECT texts.article_id, texts.of_article, texts.form, texts.body, texts.start, texts."end",
    best.article_b, best.quoted, best.containment_a, best.containment_b, families.family_id
FROM texts
LEFT JOIN ranked AS best ON best.article_a = texts.article_id AND best.rank = 1
LEFT JOIN families ON families.article_id = best.article_b
ORDER BY texts.of_article, texts.start, texts.article_id
"""
"""What an item copies: a share of it stands there, and more words than a set phrase has."""


@dataclass(frozen=True, slots=True)
class UnitTextsKernel:
    """Live pages and digests with their raw text in, `UNIT_TEXTS` out."""

    takes: ClassVar[pa.Schema] = pa.schema([*(CLEANED.field(name) for name in _OF_PAGES), ("raw", pa.string())])
    gives: ClassVar[pa.Schema] = UNIT_TEXTS

    def __call__(self, batches: Batches) -> Batches:
        """Yield the units of each batch."""
        for batch in batches:
            rows = [row for page in batch.to_pylist() for row in _texts(page)]
            yield pa.RecordBatch.from_pylist(rows, schema=UNIT_TEXTS)


def parted_pages(steps: Steps, name: str, cleaned: Stage) -> Stage:
    """Return the articles whose page has several items (`parted`), entries under times, or is no article."""
    holds = "The articles whose page has several items or entries, or is no article."
    return steps.sql(name, holds, _PARTED, cleaned=cleaned)


@dataclass(frozen=True, slots=True)
class UnitsKernel:
    """Items with the article that holds most of each in, rows of `units` that do not yet name their story out."""

    takes: ClassVar[pa.Schema] = pa.schema(
        [UNIT_TEXTS.field(name) for name in ("article_id", "of_article", "form", "body", "start", "end")]
        + [("article_b", pa.string()), ("family_id", pa.string())]
        + [(name, pa.float64()) for name in ("quoted", "containment_a", "containment_b")]
    )
    gives: ClassVar[pa.Schema] = SCHEMAS["units"]

    def __call__(self, batches: Batches) -> Batches:
        """Yield a row for each item."""
        for batch in batches:
            yield from to_table("units", map(_unit, batch.to_pylist())).combine_chunks().to_batches()


@dataclass(frozen=True, slots=True)
class LinkedUnits:
    """The items of pages of several: as texts, and as rows of `units` that do not yet name their story."""

    texts: Stage
    rows: Stage


def link_units(steps: Steps, pages: Stage, cleaned: Stage, copied: FinalCopies, families: Stage) -> LinkedUnits:
    """Return every item of a page of several, with the article it copies most of itself from."""
    texts = steps.map(
        "unit_texts",
        "The items of live pages and digests as texts of their own.",
        _PAGES,
        UnitTextsKernel(),
        cleaned=cleaned,
        pages=pages,
    )
    if not steps.engine.scalar("SELECT COUNT(*) FROM texts", texts=texts):
        return LinkedUnits(texts, steps.whole("linked_units", _LINKED, lambda: empty("units")))
    verified = _matched_units(steps, cleaned, texts, copied)
    query = _BEST.format(least=steps.options.copies.min_containment)
    tables = {"texts": texts, "verified": verified, "families": families}
    return LinkedUnits(texts, steps.map("linked_units", _LINKED, query, UnitsKernel(), **tables))


def _matched_units(steps: Steps, cleaned: Stage, texts: Stage, copied: FinalCopies) -> Stage:
    options, size = steps.options.copies, steps.characters(cleaned)
    kernel = WordsKernel(options.backend, size, copied.counted)
    words = steps.map("unit_words", "The words of every item, hashed, with their places.", _TEXTS, kernel, texts=texts)
    every_gram = FingerprintsKernel(replace(options, window=1), size)  # a unit may be a paragraph
    own = steps.map("unit_fingerprints", "Every gram of every item.", TO_FINGERPRINTS, every_gram, words=words)
    again = FingerprintsKernel(options, size)
    prints = steps.map(
        "final_fingerprints", "The fingerprints of the final bodies.", TO_FINGERPRINTS, again, words=copied.words
    )
    parted = parted_pages(steps, "parted", cleaned)
    pairs = steps.sql(
        "unit_pairs",
        "Items and the texts they share a gram with.",
        _CANDIDATES,
        own=own,
        prints=prints,
        led=copied.led,
        heads=copied.heads,
        parted=parted,
    )
    both = steps.sql(
        "paired_words",
        "The words of the items and of the texts they are paired with.",
        _ALL_WORDS,
        own=words,
        words=copied.words,
        pairs=pairs,
    )
    return verify(steps, "unit_verified", both, pairs, size)


def _unit(row: Mapping[str, Any]) -> Unit:
    unit = Unit(
        unit_id=row["article_id"],
        article_id=row["of_article"],
        form=row["form"],
        label=first_sentence(row["body"]),
        start=row["start"],
        end=row["end"],
    )
    if row["article_b"] is None:
        return unit
    return replace(
        unit,
        match_article_id=row["article_b"],
        match_family_id=row["family_id"],
        relation=_relation(row),
        containment=row["containment_a"],
        inside=row["containment_b"],
    )


def _relation(match: Mapping[str, Any]) -> Relation:
    if match["quoted"] >= MOSTLY_QUOTED:
        return "shared_quote"
    return "roundup" if match["containment_b"] > match["containment_a"] else "excerpt"


def _texts(page: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the units of a page that hold text, as texts of their own."""
    for unit in page["units"]:
        start, end = unit["start"], unit["end"]
        spans = [
            Stretch(max(span["start"], start), min(span["end"], end))
            for span in page["body_spans"]
            if span["start"] < end and span["end"] > start
        ]
        body = View.of(page["raw"], spans).text
        if body.strip():
            yield {
                **{name: page[name] for name in ("outlet", "published", "fetched_at", "form")},
                "article_id": content_id("u", page["article_id"], str(start), str(end)),
                "of_article": page["article_id"],
                "body": body,
                "body_spans": [{"start": span.start, "end": span.end} for span in spans],
                "start": start,
                "end": end,
            }
