"""The proved pairs that later steps need: those that can decide something about a family."""

from __future__ import annotations

from wirecopy.copies import VERIFIED
from wirecopy.engine.contract import Stage
from wirecopy.pipeline.batch.copy_groups import PAIR, JoinedKernel, Judged
from wirecopy.pipeline.steps import Steps

_SHARE = "GREATEST(pairs.containment_a, pairs.containment_b)"
_EDGES = f"""
SELECT article_a, article_b FROM pairs WHERE {_SHARE} >= {{least}}
UNION ALL SELECT article_a, article_b FROM corrected WHERE kind = 'one_text'
"""
_TELLING = f"""
SELECT {", ".join(f"pairs.{name}" for name in VERIFIED.names)}
FROM pairs
LEFT JOIN joined AS a ON a.article_id = pairs.article_a
LEFT JOIN joined AS b ON b.article_id = pairs.article_b
WHERE {_SHARE} >= {{least}} OR a.joined = b.joined
ORDER BY pairs.article_a, pairs.article_b
"""


def telling_pairs(steps: Steps, name: str, verified: Stage, *, parted: Stage, corrected: Stage) -> Judged:
    """Return the proved pairs that can say something of a family.

    They share enough to be stored, or copies join their texts, so that what they do not share speaks against one
    family. Of most candidates a sentence that two strangers have is all there is to say. `corrected` are pairs that a
    correction calls one text, whatever they share.
    """
    least = steps.options.copies.link_containment
    components = steps.components(
        f"{name}_components",
        "What pairs that share enough to be stored join, directly or not.",
        _EDGES.format(least=least),
        pairs=verified,
        corrected=corrected,
    )
    linked = Judged(verified, components, parted).query(least=least)
    joined = steps.map_groups(
        f"{name}_joined",
        "Which texts copies join.",
        linked.text,
        JoinedKernel(steps.options.copies),
        by="component",
        order=PAIR,
        **linked.tables,
    )
    telling = steps.sql(
        name,
        "Proved pairs that can say something of a family.",
        _TELLING.format(least=least),
        pairs=verified,
        joined=joined,
    )
    return Judged(telling, components, parted)
