"""What a story says: taken from its canonical text once, carried over to every copy, with what copies add."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import ClassVar, NamedTuple

import pyarrow as pa

from wirecopy.engine.contract import Stage
from wirecopy.facts import (
    VARYING,
    Counterpart,
    CutDateline,
    Facts,
    Knowledge,
    SharedReading,
    excerpt,
    extract,
    load_knowledge,
    merge,
    once,
    outside,
    project,
    variants,
)
from wirecopy.facts.plugins import CheckedClaims
from wirecopy.options import FactsOptions
from wirecopy.pipeline.batch.collate import BLOCKS, Traced
from wirecopy.pipeline.batch.datelines import DATELINES
from wirecopy.pipeline.batch.lazy import LazyValue
from wirecopy.pipeline.batch.own_words import own_stretches
from wirecopy.pipeline.plugins import PluginRequest, requested_plugin
from wirecopy.pipeline.steps import Steps
from wirecopy.tables import SCHEMAS, Batches, from_table, nest, nested_type, unnest
from wirecopy.trace import Block, in_full
from wirecopy.trace import project as carried
from wirecopy.types import Article, Stretch

_LONGEST_TAKENING = 80  # characters that may stand in place of a date or a quantity
_PARTS = {
    "quotes": "fact.quote_id",
    "entities": "fact.entity_id",
    "mentions": "fact.article_id, fact.start, fact.\"end\", fact.fact_id, COALESCE(fact.function, '')",
    "events": "fact.event_id",
}
"""The tables of facts, and the order of their rows."""
DROPPED = "dropped"  # claims of a plug-in whose words are not in the text
_TOLD = pa.schema(
    [
        ("story_id", pa.string()),
        ("article_id", pa.string()),
        *((name, nested_type(name)) for name in _PARTS),
        (DROPPED, pa.int32()),
    ]
)
_TAKEN = pa.schema([("story_id", pa.string()), DATELINES.field("datelines"), *SCHEMAS["articles"]])
_COLUMNS = SCHEMAS["articles"].names
# A copy that states no day is read on the earliest day a copy of its family states: the words are the same words.
_ARTICLE = ", ".join(f"articles.{name}" for name in _COLUMNS if name != "published")
_DATED = """dated AS (
    SELECT families.family_id, MIN(articles.published) AS earliest FROM families
    JOIN articles ON articles.article_id = families.article_id GROUP BY families.family_id
)"""
_CANONICAL = f"""
WITH {_DATED}
SELECT stories.story_id, datelines.datelines, {_ARTICLE}, COALESCE(articles.published, dated.earliest) AS published
FROM articles
JOIN stories ON stories.article_id = articles.article_id
LEFT JOIN datelines ON datelines.article_id = articles.article_id
LEFT JOIN families ON families.article_id = articles.article_id
LEFT JOIN dated ON dated.family_id = families.family_id
WHERE (families.role IS NULL OR families.role = 'canonical') AND NOT articles.withdrawn
"""
_COPIES = f"""
WITH {_DATED}
SELECT stories.story_id, collated.base_article_id, collated.blocks, {", ".join(f"told.{name}" for name in _PARTS)},
    datelines.datelines, {_ARTICLE}, COALESCE(articles.published, dated.earliest) AS published
FROM collated
JOIN articles ON articles.article_id = collated.article_id
JOIN stories ON stories.article_id = articles.article_id
JOIN told ON told.article_id = collated.base_article_id
LEFT JOIN datelines ON datelines.article_id = articles.article_id
LEFT JOIN families ON families.article_id = articles.article_id
LEFT JOIN dated ON dated.family_id = families.family_id
WHERE NOT articles.withdrawn
"""


_OF_STORIES = f"""
SELECT story_id, article_id, {", ".join(_PARTS)} FROM told
UNION ALL SELECT story_id, article_id, {", ".join(_PARTS)} FROM carried
"""
_UNITED = pa.schema([("story_id", pa.string()), *((name, nested_type(name)) for name in _PARTS)])


class _ReadArticle(NamedTuple):
    """An article as the facts are read from it."""

    story_id: str
    article: Article
    datelines: tuple[CutDateline, ...]


@dataclass(frozen=True, slots=True)
class ExtractKernel:
    """Canonical and lone articles with their story in, facts out."""

    takes: ClassVar[pa.Schema] = _TAKEN
    gives: ClassVar[pa.Schema] = _TOLD
    facts: FactsOptions
    knowledge: LazyValue[Knowledge]

    @property
    def rowwise(self) -> str | None:
        """Return an empty string, for one row each; null with a plug-in, of whose code the package knows nothing."""
        return None if self.facts.plugin else ""

    def __call__(self, batches: Batches) -> Batches:
        """Yield the facts of each batch, a row per article."""
        knowledge = self.knowledge()
        plugin = requested_plugin(self.facts)
        for batch in batches:
            readings = [_facts_of(read, knowledge, plugin) for read in _read_articles(batch)]
            yield _batch(batch, [reading.facts for reading in readings], [reading.dropped for reading in readings])


@dataclass(frozen=True, slots=True)
class CarryKernel:
    """Copies with their alignment and their canonical article's facts in; mentions and additions out."""

    takes: ClassVar[pa.Schema] = pa.schema(
        [*_TAKEN, ("base_article_id", pa.string()), ("blocks", BLOCKS), *(_TOLD.field(name) for name in _PARTS)]
    )
    gives: ClassVar[pa.Schema] = _TOLD
    rowwise: ClassVar[str] = ""
    knowledge: LazyValue[Knowledge]

    def __call__(self, batches: Batches) -> Batches:
        """Yield what each copy carries and adds, a row per copy."""
        knowledge = self.knowledge()
        for batch in batches:
            aligned = [tuple(Block(**row) for row in cell) for cell in batch.column("blocks").to_pylist()]
            rows = zip(_read_articles(batch), _canonical_facts(batch), aligned, strict=True)
            shared = SharedReading(knowledge)
            yield _batch(batch, [_carry(*row, shared) for row in rows])


@dataclass(frozen=True, slots=True)
class UniteKernel:
    """What the articles of whole stories say in; the facts of each story out, a row per story, each fact once."""

    takes: ClassVar[pa.Schema] = _UNITED
    gives: ClassVar[pa.Schema] = _UNITED
    apart: tuple[str, ...]

    def __call__(self, batches: Batches) -> Batches:
        """Yield the stories of each batch; the canonical article's wording goes before a copy's."""
        apart = frozenset(self.apart)
        for batch in batches:
            stories: dict[str, list[Facts]] = {}
            parts = zip(*(unnest(name, batch.column(name)) for name in _PARTS), strict=True)
            for story_id, part in zip(batch.column("story_id").to_pylist(), parts, strict=True):
                stories.setdefault(story_id, []).append(Facts(*part))
            united = [once(merge(facts), apart) for facts in stories.values()]
            nested = [nest(name, (getattr(part, name) for part in united)) for name in _PARTS]
            yield pa.RecordBatch.from_arrays([pa.array(list(stories), pa.string()), *nested], schema=_UNITED)


def _knowledge(language: str, facts: FactsOptions) -> Knowledge:
    knowledge = load_knowledge(language, actors=facts.actors, frames=facts.frames)
    return replace(knowledge, deeds=replace(knowledge.deeds, apart=frozenset(facts.apart)))


def _read_articles(batch: pa.RecordBatch) -> Iterator[_ReadArticle]:
    rows = (batch.column(name).to_pylist() for name in ("story_id", "datelines"))
    for story_id, cut, article in zip(*rows, from_table(batch, Article), strict=True):
        yield _ReadArticle(story_id, article, tuple(CutDateline(**row) for row in cut or ()))


def _canonical_facts(batch: pa.RecordBatch) -> list[Facts]:
    """Return the facts of the canonical article of each row, made once for all its copies."""
    names = batch.column("base_article_id").to_pylist()
    first = {name: row for row, name in reversed(list(enumerate(names)))}
    once_each = batch.take(pa.array(list(first.values()), pa.int64()))
    facts = map(Facts, *(unnest(name, once_each.column(name)) for name in _PARTS))
    of = dict(zip(first, facts, strict=True))
    return [of[name] for name in names]


def _facts_of(read: _ReadArticle, knowledge: Knowledge, plugin: PluginRequest | None) -> CheckedClaims:
    """Return what the rules find in an article, and what a plug-in claims besides and the text bears out."""
    facts = extract(read.story_id, read.article, knowledge, datelines=read.datelines)
    if plugin is None:
        return CheckedClaims(facts, 0)
    more = plugin.facts(read.story_id, read.article, knowledge)
    return CheckedClaims(merge([facts, more.facts]), more.dropped)


def tell_facts(steps: Steps, articles: Stage, traced: Traced, *, stories: Stage, datelines: Stage) -> None:
    """Write the tables `quotes`, `entities`, `events` and `mentions`."""
    facts = steps.options.facts
    knowledge = LazyValue(partial(_knowledge, steps.options.clean.language, facts))
    stage = steps.map(
        "told",
        "What each canonical or lone article says.",
        _CANONICAL,
        ExtractKernel(facts, knowledge),
        articles=articles,
        stories=stories,
        families=traced.families,
        datelines=datelines,
    )
    carried_over = steps.map(
        "carried", "What each copy carries of that, and what it adds.", _COPIES, CarryKernel(knowledge),
        collated=traced.collated, articles=articles, stories=stories, told=stage, families=traced.families,
        datelines=datelines,
    )  # fmt: skip
    united = steps.map_groups(
        "united", "The facts of each story, each fact once.", _OF_STORIES, UniteKernel(facts.apart), by="story_id",
        order=("article_id",),
        told=stage, carried=carried_over,
    )  # fmt: skip
    for name, order in _PARTS.items():
        query = f"SELECT fact.* FROM (SELECT UNNEST({name}) AS fact FROM united) AS facts ORDER BY {order}"
        steps.sql(name, f"The table of {name}, each fact once a story.", query, united=united)


def _carry(read: _ReadArticle, canonical_facts: Facts, blocks: tuple[Block, ...], shared: SharedReading) -> Facts:
    carry: Callable[[Stretch], Stretch | None] = partial(carried, blocks=blocks)
    mentions = project(canonical_facts, carry, read.article.article_id)
    counterparts = _counterparts(canonical_facts, blocks)
    own = own_stretches(read.article, blocks, [counterpart.there for counterpart in counterparts])
    article = excerpt(read.article, own, canonical_facts, mentions, shared.knowledge.lexicon)
    copy = shared.extract(read.story_id, article, read.datelines)
    otherwise, read_anew = variants(canonical_facts, copy, counterparts)
    quoted = {quote.quote_id for quote in canonical_facts.quotes} | {event.event_id for event in canonical_facts.events}
    shared_stretches = [Stretch(b.start, b.end) for b in blocks if b.end > b.start]
    shared_stretches += [Stretch(m.start, m.end) for m in mentions if m.fact_id in quoted]
    new = tuple(m for m in copy.mentions if m not in read_anew)
    more = outside(Facts(copy.quotes, copy.entities, new, copy.events), shared_stretches)
    varied = [Stretch(m.start, m.end) for m in read_anew]
    own_mentions = tuple(
        m for m in mentions if m.fact_id in quoted or not any(m.start < v.end and v.start < m.end for v in varied)
    )
    entities = (
        *(e for e in more.entities if e.entity_id not in {v.entity_id for v in otherwise.entities}),
        *otherwise.entities,
    )
    return Facts(more.quotes, entities, (*own_mentions, *more.mentions, *otherwise.mentions), more.events)


def _counterparts(canonical_facts: Facts, blocks: tuple[Block, ...]) -> list[Counterpart]:
    """Return what the copy has in place of each date and quantity that the blocks do not carry over in full.

    One that differs in nothing but house style is carried in full: it says the same.
    """
    starts = [block.base_start for block in blocks]
    counterparts = []
    varying = {entity.entity_id for entity in canonical_facts.entities if entity.kind in VARYING}
    for mention in canonical_facts.mentions:
        if mention.fact_id not in varying:
            continue
        first = bisect_right(starts, mention.start) - 1
        last = bisect_left(starts, mention.end) - 1
        if first < 0 or in_full(Stretch(mention.start, mention.end), blocks[first : last + 1]):
            continue
        start = _copy_offset(blocks[first], mention.start)
        if last > first:
            end = _copy_offset(blocks[last], mention.end)
        else:
            end = blocks[last + 1].start if last + 1 < len(blocks) else start
        if start < end <= start + _LONGEST_TAKENING:
            counterparts.append(Counterpart(mention.fact_id, Stretch(start, end)))
    return counterparts


def _copy_offset(block: Block, offset: int) -> int:
    """Return where the copy has what stands at an offset in or behind a block."""
    if offset >= block.base_end or not block.alike:
        return block.end
    return block.start + offset - block.base_start


def _batch(rows: pa.RecordBatch, facts: Iterable[Facts], dropped: Sequence[int] = ()) -> pa.RecordBatch:
    records = list(facts)
    counts = pa.array(dropped or [0] * len(records), type=pa.int32())
    nested = [nest(name, (getattr(record, name) for record in records)) for name in _PARTS]
    return pa.RecordBatch.from_arrays(
        [rows.column("story_id"), rows.column("article_id"), *nested, counts], schema=_TOLD
    )
