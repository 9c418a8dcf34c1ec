"""A few pairs of texts proved outside a run, by the same kernel, from words in memory."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from wirecopy.copies import verify_pairs, words_batch
from wirecopy.kernels import Kernels
from wirecopy.options import CopyOptions
from wirecopy.tables import SCHEMAS

_SPANS = SCHEMAS["articles"].field("body_spans").type


def prove_pairs(
    words: pa.RecordBatch, pairs: Sequence[tuple[int, int]], kernels: Kernels, options: CopyOptions
) -> pa.RecordBatch:
    """Return the rows of `verify.VERIFIED` of pairs of rows of `WORDS`; a pair that shares no run has none."""
    a, b = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    return verify_pairs(words, a, b, kernels, options)


def words_of(texts: Sequence[str], kernels: Kernels) -> pa.RecordBatch:
    """Return the `WORDS` of texts that are body from end to end; their ids are their places."""
    unknown = pa.nulls(len(texts), pa.string())
    articles = {
        "article_id": pa.array([f"{place:012}" for place in range(len(texts))]),
        "outlet": unknown,
        "published": unknown,
        "fetched_at": unknown,
        "body": pa.array(texts, pa.string()),
        "body_spans": pa.array([[{"start": 0, "end": len(text)}] if text else [] for text in texts], _SPANS),
    }
    return words_batch(pa.RecordBatch.from_pydict(articles), kernels)
