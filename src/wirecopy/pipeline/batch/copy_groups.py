"""What proved pairs come to, component by component: rows in, NumPy over the links of whole components, rows out.

A component is all that pairs sharing enough to be stored join, directly or not. No family reaches beyond one, so that
no step needs all pairs of a base at once.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from wirecopy.copies import (
    ALONE,
    VERIFIED,
    Links,
    Numbers,
    copy_components,
    find_families,
    links_of,
    numbers_of,
    pair_relations,
    pairs_through_others,
    pairs_to_prove,
)
from wirecopy.engine.contract import Query, Stage
from wirecopy.options import CopyOptions
from wirecopy.pipeline.batch.units import RESTS_ON_A_UNIT, UNLIKE
from wirecopy.tables import SCHEMAS, Batches

_NAMES = [(name, pa.string()) for name in ("component", "article_a", "article_b")]
JUDGED = pa.schema([_NAMES[0], *VERIFIED, ("in_unit", pa.bool_()), ("unlike", pa.bool_())])
"""Proved pairs with their component; `in_unit`: one page has several items, of which some hold all that is shared;
`unlike`: one page is no article, and the other is one or no article of another kind."""
RELATED = pa.schema([("component", pa.string()), *SCHEMAS["copies"]])
_PAIRS = pa.schema(_NAMES)
PAIR = ("article_a", "article_b")
_LEADERS = [("leader_a", pa.string()), ("leader_b", pa.string())]
_JUDGED = f"""
SELECT components.component, {", ".join(f"pairs.{name}" for name in VERIFIED.names)},
    {RESTS_ON_A_UNIT} AS in_unit, {UNLIKE} AS unlike{{more}}
FROM pairs
JOIN components ON components.name = pairs.article_a
LEFT JOIN parted AS part_a ON part_a.article_id = pairs.article_a
LEFT JOIN parted AS part_b ON part_b.article_id = pairs.article_b
{{joined}}
WHERE GREATEST(pairs.containment_a, pairs.containment_b) >= {{least}}
"""
_WITH_LEADERS = """
LEFT JOIN led AS led_a ON led_a.article_id = pairs.article_a
LEFT JOIN led AS led_b ON led_b.article_id = pairs.article_b
"""


@dataclass(frozen=True, slots=True)
class Judged:
    """Proved pairs, the components that they make, and the pages of several items."""

    pairs: Stage
    components: Stage
    parted: Stage

    def query(self, *, least: float = 0.0, led: Stage | None = None) -> Query:
        """Return the query of `JUDGED`, to be grouped by component, from a containment of `least` on.

        With `led` it gives the leaders of both articles too.
        """
        tables = {"pairs": self.pairs, "components": self.components, "parted": self.parted}
        if led is None:
            return Query(_JUDGED.format(more="", joined="", least=least), tables)
        more = ", led_a.leader AS leader_a, led_b.leader AS leader_b"
        return Query(_JUDGED.format(more=more, joined=_WITH_LEADERS, least=least), tables | {"led": led})


@dataclass(frozen=True, slots=True)
class JoinedKernel:
    """`JUDGED` in; for each article what copies join it to out, one name for all of them."""

    takes: ClassVar[pa.Schema] = JUDGED
    gives: ClassVar[pa.Schema] = pa.schema([_NAMES[0], ("article_id", pa.string()), ("joined", pa.string())])
    options: CopyOptions

    def __call__(self, batches: Batches) -> Batches:
        """Yield the articles of each batch that are in a pair of more than an item."""
        for batch in batches:
            group = _LinkedArticles.of(batch, units=False)
            joined = group.named(copy_components(group.links, self.options))
            yield group.rows(self.gives, np.arange(len(joined)), article_id=group.names, joined=joined)


@dataclass(frozen=True, slots=True)
class FamiliesKernel:
    """`JUDGED` in; the articles that have copies out, with the leader of their family and their number of words."""

    takes: ClassVar[pa.Schema] = JUDGED
    gives: ClassVar[pa.Schema] = pa.schema(
        [_NAMES[0], ("article_id", pa.string()), ("leader", pa.string()), ("words", pa.int64())]
    )
    options: CopyOptions

    def __call__(self, batches: Batches) -> Batches:
        """Yield the members of the families of each batch."""
        for batch in batches:
            group = _LinkedArticles.of(batch, units=False)
            leaders = find_families(group.links, self.options)
            members = np.flatnonzero(leaders >= 0)
            yield group.rows(
                self.gives,
                members,
                article_id=group.named(members),
                leader=group.named(leaders[members]),
                words=pa.array(group.links.words[members]),
            )


@dataclass(frozen=True, slots=True)
class FamilyPairsKernel:
    """Members of whole families in, with their words; the pairs that its final shape rests on out."""

    takes: ClassVar[pa.Schema] = pa.schema(
        [("leader", pa.string()), ("article_id", pa.string()), ("words", pa.int64())]
    )
    gives: ClassVar[pa.Schema] = pa.schema([("leader", pa.string()), *_NAMES[1:]])

    def __call__(self, batches: Batches) -> Batches:
        """Yield the pairs of the families of each batch."""
        for batch in batches:
            leaders, members = batch.column("leader"), batch.column("article_id")
            family = pc.dictionary_encode(leaders).indices.to_numpy().astype(np.int64)
            a, b = pairs_to_prove(family, batch.column("words").to_numpy())
            order = np.lexsort((b, a, family[a]))
            a, b = pa.array(a[order]), pa.array(b[order])
            yield pa.RecordBatch.from_arrays([leaders.take(a), members.take(a), members.take(b)], schema=self.gives)


@dataclass(frozen=True, slots=True)
class ThroughOthersKernel:
    """`JUDGED` with leaders in; a text and the family that a round-up has besides it out, as pairs to prove."""

    takes: ClassVar[pa.Schema] = pa.schema([*JUDGED, *_LEADERS])
    gives: ClassVar[pa.Schema] = _PAIRS
    least: float

    def __call__(self, batches: Batches) -> Batches:
        """Yield the pairs of each batch."""
        for batch in batches:
            group = _LinkedArticles.of(batch)
            a, b = pairs_through_others(group.links, group.leaders(batch), self.least)
            yield group.rows(self.gives, a, article_a=group.named(a), article_b=group.named(b))


@dataclass(frozen=True, slots=True)
class RelateKernel:
    """`JUDGED` with leaders in; the pairs worth keeping out, with what the two texts are to each other."""

    takes: ClassVar[pa.Schema] = pa.schema([*JUDGED, *_LEADERS])
    gives: ClassVar[pa.Schema] = RELATED
    options: CopyOptions

    def __call__(self, batches: Batches) -> Batches:
        """Yield the pairs of each batch."""
        for batch in batches:
            group = _LinkedArticles.of(batch)
            relations = pa.array(pair_relations(group.links, group.leaders(batch), self.options), pa.string())
            held = pc.and_(batch.column("in_unit"), pc.fill_null(pc.equal(relations, "excerpt"), False))
            relations = pc.if_else(held, "roundup", relations)
            columns = [relations if name == "relation" else batch.column(name) for name in RELATED.names]
            yield pa.RecordBatch.from_arrays(columns, schema=RELATED).filter(pc.is_valid(relations))


@dataclass(frozen=True, slots=True)
class _LinkedArticles:
    """The links of whole components, and the number of the component that each article is in."""

    names: pa.StringArray
    links: Links
    components: pa.StringArray
    component: Numbers

    @classmethod
    def of(cls, batch: pa.RecordBatch, *, units: bool = True) -> _LinkedArticles:
        """Return the links of a batch; those of an item, or between pages unlike, where `units` asks for them."""
        sides = [batch.column(name) for name in batch.schema.names if name.startswith(("article_", "leader_"))]
        both = pc.drop_null(pc.unique(pa.concat_arrays(sides)))
        names = both.take(pc.array_sort_indices(both))
        coded = pc.dictionary_encode(batch.column("component"))
        component = np.zeros(len(names), np.int64)
        for side in sides:
            is_set = pc.is_valid(side).to_numpy(zero_copy_only=False)
            component[numbers_of(side.filter(pa.array(is_set)), names)] = coded.indices.to_numpy()[is_set]
        rows = batch if units else batch.filter(pc.invert(pc.or_(batch.column("in_unit"), batch.column("unlike"))))
        return cls(names, links_of(pa.Table.from_batches([rows]), names), coded.dictionary, component)

    def leaders(self, batch: pa.RecordBatch) -> Numbers:
        """Return the number of the leader of each article, `ALONE` for one without copies."""
        leaders = np.full(len(self.names), ALONE, dtype=np.int64)
        for side in "ab":
            of = numbers_of(batch.column(f"article_{side}"), self.names)
            leaders[of] = pc.fill_null(pc.index_in(batch.column(f"leader_{side}"), self.names), ALONE).to_numpy()
        return leaders

    def named(self, articles: Numbers) -> pa.StringArray:
        """Return articles by name."""
        return self.names.take(pa.array(articles))

    def rows(self, gives: pa.Schema, articles: Numbers, **columns: pa.Array) -> pa.RecordBatch:
        """Return rows that belong to these articles, component by component, in the order given inside each."""
        order = np.argsort(self.component[articles], kind="stable")
        of = self.components.take(pa.array(self.component[articles][order]))
        taken = (columns[name].take(pa.array(order)) for name in gives.names[1:])
        return pa.RecordBatch.from_arrays([of, *taken], schema=gives)
