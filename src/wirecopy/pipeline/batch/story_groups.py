"""Families and lone articles to groups of texts that report one event."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any, ClassVar

import pyarrow as pa

from wirecopy.engine.contract import Stage
from wirecopy.ids import content_id
from wirecopy.kernels import load_kernels
from wirecopy.pipeline.batch.embeddings import meaning_of
from wirecopy.pipeline.batch.story_terms import TermsKernel, texts_of_terms
from wirecopy.pipeline.batch.units import Linked
from wirecopy.pipeline.steps import Steps
from wirecopy.stories.additions import only_in
from wirecopy.stories.batch import Text, Tools, settle_texts
from wirecopy.stories.grouping import Listed, Placed, canonical_of, place_texts, time_of
from wirecopy.stories.model import load_model
from wirecopy.stories.sparse_kernels import load_sparse
from wirecopy.tables import SCHEMAS, Batches, dataset, from_table, to_table
from wirecopy.text.view import View
from wirecopy.types import Addition, Family, Stretch, Unit

PLACED = pa.schema(
    [
        ("place", pa.int64()),
        ("article_id", pa.string()),
        ("time", pa.float64()),
        ("outlets", pa.list_(pa.string())),
    ]
)
GROUPS = pa.schema([("article_id", pa.string()), ("first_article_id", pa.string())])
# A digest as a whole tells of no one event: its items are compared, and it is not.
_TEXTS = """
WITH digests AS (SELECT DISTINCT article_id FROM units WHERE form = 'digest')
SELECT placed.article_id, placed.time, placed.outlets, worded.title, worded.body, worded.language
FROM placed JOIN (
    SELECT articles.article_id,
        CASE WHEN digests.article_id IS NULL THEN articles.title END AS title,
        CASE WHEN digests.article_id IS NULL THEN articles.body ELSE '' END AS body,
        articles.language
    FROM articles LEFT JOIN digests ON digests.article_id = articles.article_id
    UNION ALL SELECT article_id, NULL AS title, body, NULL AS language FROM unit_texts
) AS worded ON worded.article_id = placed.article_id ORDER BY placed.place
"""
ONE_OF_EACH_TEXT = """
FROM articles
JOIN stories ON stories.article_id = articles.article_id
LEFT JOIN families ON families.article_id = articles.article_id
JOIN (
    SELECT stories.story_id FROM stories JOIN articles AS standing ON standing.article_id = stories.article_id
    WHERE NOT standing.withdrawn GROUP BY stories.story_id
    HAVING COUNT(DISTINCT COALESCE(stories.family_id, stories.article_id)) > 1
) AS several ON several.story_id = stories.story_id
WHERE (families.role IS NULL OR families.role = 'canonical') AND NOT articles.withdrawn
"""
"""One article of each text, in stories of several texts; what was withdrawn is none."""
_SEVERAL = f"""
SELECT stories.story_id, articles.article_id, articles.body, articles.body_spans {ONE_OF_EACH_TEXT}
ORDER BY stories.story_id, articles.article_id
"""
_BATCH_ROWS = 512
_COPYING = ("roundup", "excerpt")
SAME_TEXT = 0.5
"""Share of an item's words that stand in an article from which on it is taken for that article's text, as copies are;
an item with less in common is compared by its words."""


@dataclass(frozen=True, slots=True)
class AdditionsKernel:
    """One article of each text of whole stories in, the table `additions` out."""

    takes: ClassVar[pa.Schema] = pa.schema(
        [("story_id", pa.string()), *(SCHEMAS["articles"].field(name) for name in ("article_id", "body", "body_spans"))]
    )
    gives: ClassVar[pa.Schema] = SCHEMAS["additions"]

    def __call__(self, batches: Batches) -> Batches:
        """Yield the sentences that only one text of a story has."""
        for batch in batches:
            found = [
                addition
                for story_id, members in groupby(batch.to_pylist(), key=lambda row: str(row["story_id"]))
                for addition in _additions(story_id, {row["article_id"]: row for row in members})
            ]
            yield from to_table("additions", found).combine_chunks().to_batches()


def _additions(story_id: str, texts: Mapping[str, dict[str, Any]]) -> Iterator[Addition]:
    for article_id, found in only_in({name: row["body"] for name, row in texts.items()}).items():
        row = texts[article_id]
        view = View.joined(row["body"], [Stretch(s["start"], s["end"]) for s in row["body_spans"]])
        for sentence in found:
            yield from (Addition(story_id, article_id, raw.start, raw.end) for raw in view.raw(sentence))


def group_texts(steps: Steps, articles: Stage, families: Stage, units: Linked) -> Stage:
    """Return for each text the first text of its story: families by their canonical article, lone articles, items."""
    placed = steps.whole(
        "placed",
        "The texts that stories are told of, in the order of time.",
        lambda: _placed(articles, families, units),
    )
    texts = steps.sql(
        "story_texts",
        "Those texts with their title, body and language.",
        _TEXTS,
        placed=placed,
        articles=articles,
        units=units.rows,
        unit_texts=units.texts,
    )
    kernel = TermsKernel(steps.options.copies.backend, steps.characters(articles))
    terms = steps.map(
        "story_terms",
        "The terms of those texts, which likeness is told by.",
        "SELECT * FROM story_texts",
        kernel,
        story_texts=texts,
    )
    return steps.whole(
        "grouped", "The first text of the story of each text.", lambda: _grouped(steps, terms, units, families)
    )


def placed_units(units: Linked, families: Stage, stories: Stage, groups: Mapping[str, str]) -> Iterator[Unit]:
    """Yield the items with the story each tells of; items no article tells of are told apart by ids of their own."""
    named = stories.read(["article_id", "story_id"])
    of_article = dict(zip(*(named[name].to_pylist() for name in ("article_id", "story_id")), strict=True))
    of_group = {groups[text]: of_article[text] for text in groups if text in of_article}
    for unit, text in _with_texts(units, families):
        group = groups[text]
        yield replace(unit, story_id=of_group.get(group) or content_id("s", group))


def _with_texts(units: Linked, families: Stage) -> Iterator[tuple[Unit, str]]:
    """Yield each item with the text that stands for it: what it copies, or itself."""
    heads = canonical_of(from_table(families.read(), Family))
    for unit in from_table(units.rows.read(), Unit):
        copied = unit.match_article_id if unit.relation in _COPYING and (unit.containment or 0.0) >= SAME_TEXT else None
        yield unit, heads.get(copied, copied) if copied else unit.unit_id


def tell_additions(steps: Steps, articles: Stage, families: Stage, stories: Stage) -> Stage:
    """Return the table `additions`: what only one text of a story reports."""
    texts = steps.sql(
        "texts_of_stories",
        "One article of each text, in stories of several texts.",
        _SEVERAL,
        articles=articles,
        families=families,
        stories=stories,
    )
    return steps.map_groups(
        "additions",
        "The table of sentences that only one text of a story has.",
        "SELECT * FROM texts ORDER BY story_id, article_id",
        AdditionsKernel(),
        key="story_id",
        texts=texts,
    )


def _placed(articles: Stage, families: Stage, units: Linked) -> pa.Table:
    listed = from_table(articles.read(["article_id", "label", "published", "outlet", "title"]), Listed)
    rows = place_texts(listed, from_table(families.read(), Family))
    own = {unit.unit_id for unit, text in _with_texts(units, families) if text == unit.unit_id}
    rows += [
        Placed(row["article_id"], time_of(row["published"]), (row["outlet"],) if row["outlet"] else ())
        for row in units.texts.read(["article_id", "published", "outlet"]).to_pylist()
        if row["article_id"] in own
    ]
    rows.sort(key=lambda row: row.order)
    return pa.Table.from_pylist(
        [
            {"place": place, "article_id": row.article_id, "time": row.time, "outlets": row.outlets}
            for place, row in enumerate(rows)
        ],
        schema=PLACED,
    )


def _grouped(steps: Steps, terms: Stage, units: Linked, families: Stage) -> pa.Table:
    times = terms.read(["time"])["time"]
    backend = steps.options.copies.backend
    tools = Tools(
        model=load_model(),
        kernels=load_kernels("reference"),  # the terms are read already
        sparse=load_sparse(len(times), backend),
        window=steps.options.stories.window_days,
        meaning=meaning_of(steps.options.stories),
    )
    groups = settle_texts(_texts(terms), tools, undated=times.null_count > 0)
    groups |= _digests_of_one_event(groups, units, families)
    columns = [pa.array(list(ids), pa.string()) for ids in (groups.keys(), groups.values())]
    return pa.Table.from_arrays(columns, schema=GROUPS)


def _texts(stage: Stage) -> Iterator[Text]:
    for batch in dataset(stage.files).to_batches(batch_size=_BATCH_ROWS):
        yield from texts_of_terms(batch)


def _digests_of_one_event(groups: Mapping[str, str], units: Linked, families: Stage) -> dict[str, str]:
    """Return the group of each digest all of whose items tell of one event."""
    heads = canonical_of(from_table(families.read(), Family))
    told: dict[str, set[str]] = defaultdict(set)
    for unit, text in _with_texts(units, families):
        if unit.form == "digest":
            told[heads.get(unit.article_id, unit.article_id)].add(groups[text])
    return {page: next(iter(found)) for page, found in told.items() if len(found) == 1}
