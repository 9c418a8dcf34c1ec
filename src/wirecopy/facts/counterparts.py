"""Facts that copies state differently: "12" in one, "more than a dozen" in another, is one fact with its variants."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, replace

from wirecopy.facts.contract import Facts
from wirecopy.types import Entity, Mention, Stretch

VARYING = frozenset(("date", "quantity"))  # kinds of entities that one copy may state otherwise than another


@dataclass(frozen=True, slots=True)
class Counterpart:
    """A mention of the canonical article, and the stretch of the copy that stands in its place."""

    fact_id: str
    there: Stretch


def variants(facts: Facts, copy: Facts, counterparts: Sequence[Counterpart]) -> tuple[Facts, frozenset[Mention]]:
    """Return what a copy states otherwise in the same places, and the copy's mentions that say so.

    Each reading is an entity of its own whose `variant_of` is the fact it varies.
    """
    entities = {e.entity_id: e for e in facts.entities if e.kind in VARYING}
    own = {e.entity_id: e for e in copy.entities if e.kind in VARYING}
    ordered = sorted((m for m in copy.mentions if m.fact_id in own), key=lambda m: (m.start, m.end))
    starts = [m.start for m in ordered]
    variants_by_id: dict[str, Entity] = {}
    mentions: dict[Mention, None] = {}  # an ordered set
    for counterpart in counterparts:
        base = entities.get(counterpart.fact_id)
        if base is None:
            continue
        first = max(0, bisect_left(starts, counterpart.there.start) - 1)
        for mention in ordered[first : bisect_left(starts, counterpart.there.end)]:
            reading = own[mention.fact_id]
            if not _overlap(mention, counterpart.there):
                continue
            if reading.kind == base.kind and reading.entity_id not in entities and reading.value != base.value:
                variants_by_id[reading.entity_id] = replace(reading, variant_of=base.entity_id)
                mentions[mention] = None
    return Facts((), tuple(variants_by_id.values()), tuple(mentions)), frozenset(mentions)


def _overlap(mention: Mention, there: Stretch) -> bool:
    return mention.start < there.end and there.start < mention.end
