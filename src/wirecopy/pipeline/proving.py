"""Pairs of articles to proved pairs, by the engine."""

from __future__ import annotations

from functools import partial

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.dataset as ds

from wirecopy.copies.links import components, names_in, numbers_of
from wirecopy.copies.verify import VERIFIED, VerifyKernel
from wirecopy.engine.contract import Stage
from wirecopy.pipeline.steps import Steps

_ARTICLES = "SELECT article_a, article_b FROM pairs"
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


def verify(steps: Steps, name: str, words: Stage, pairs: Stage, size: int) -> Stage:
    """Return the rows of `VERIFIED` of pairs of articles; `size`: the characters of all texts, for the backend."""
    kernel = VerifyKernel(steps.options.copies, size)
    return steps.map_pairs(name, _ARTICLES, words, kernel, VERIFIED, pairs=pairs)


def telling_pairs(steps: Steps, name: str, verified: Stage) -> Stage:
    """Return the proved pairs that can say something of a family.

    They share enough to be stored, or enough such pairs join their texts for what they do not share to speak against
    one family. Of most candidates a sentence that two strangers have is all there is to say.
    """
    least = steps.options.copies.link_containment
    joined = steps.whole(f"{name}_joined", partial(_joined, verified, least))
    return steps.sql(name, _TELLING.format(least=least), verified=verified, joined=joined)


def _joined(verified: Stage, least: float) -> pa.Table:
    share = pc.max_element_wise(pc.field("containment_a"), pc.field("containment_b"))
    table = ds.dataset(verified.files, format="parquet").to_table(["article_a", "article_b"], filter=share >= least)
    names = names_in(table)
    a, b = (numbers_of(table[side], names) for side in ("article_a", "article_b"))
    return pa.table([names, components(len(names), a, b)], schema=_JOINED)
