"""Which proved pairs go on: those that can say something of a family."""

from __future__ import annotations

from functools import partial

import pyarrow as pa
import pyarrow.compute as pc

from wirecopy.copies.families import joined_by_copies
from wirecopy.copies.pairs import links_of, names_in
from wirecopy.copies.verify import VERIFIED
from wirecopy.engine.contract import Stage
from wirecopy.pipeline.batch.units import rests_on_a_unit
from wirecopy.pipeline.steps import Steps
from wirecopy.tables import dataset

_SHARE = "GREATEST(verified.containment_a, verified.containment_b)"
_TELLING = f"""
SELECT {", ".join(f"verified.{name}" for name in VERIFIED.names)}
FROM verified
LEFT JOIN joined AS a ON a.article_id = verified.article_a
LEFT JOIN joined AS b ON b.article_id = verified.article_b
WHERE {_SHARE} >= {{least}} OR a.joined = b.joined
ORDER BY verified.article_a, verified.article_b
"""
_JOINED = pa.schema([("article_id", pa.string()), ("joined", pa.int64())])


def telling_pairs(steps: Steps, name: str, verified: Stage, parted: Stage) -> Stage:
    """Return the proved pairs that can say something of a family.

    They share enough to be stored, or copies join their texts, so that what they do not share speaks against one
    family. Of most candidates a sentence that two strangers have is all there is to say.
    """
    if steps.options.copies.all_pairs:
        return verified
    least = steps.options.copies.link_containment
    joined = steps.whole(
        f"{name}_joined", "Which texts copies join, by number.", partial(_joined, steps, verified, parted)
    )
    return steps.sql(
        name,
        "Proved pairs that can say something of a family.",
        _TELLING.format(least=least),
        verified=verified,
        joined=joined,
    )


def _joined(steps: Steps, verified: Stage, parted: Stage) -> pa.Table:
    options = steps.options.copies
    share = pc.max_element_wise(pc.field("containment_a"), pc.field("containment_b"))
    table = dataset(verified.files).to_table(filter=share >= options.link_containment)
    table = table.filter(pc.invert(rests_on_a_unit(table, parted)))
    names = names_in(table)
    return pa.table([names, joined_by_copies(links_of(table, names), options)], schema=_JOINED)
