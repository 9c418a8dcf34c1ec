"""Made texts for the tests of copies: every word is its own, so that nothing is shared but what is meant to be."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyarrow as pa

from wirecopy.copies.candidates_sql import FINGERPRINTS, fingerprints_batch
from wirecopy.copies.pairs import Links, links_of
from wirecopy.copies.verify import VERIFIED, verify_pairs
from wirecopy.copies.words import words_batch
from wirecopy.kernels import Kernels, load_kernels
from wirecopy.options import CopyOptions
from wirecopy.tables import SCHEMAS


def prose(seed: int, words: int) -> str:
    """Return that many words that no other seed has."""
    return " ".join(f"w{seed}x{i}" for i in range(words))


def articles(bodies: Sequence[str], outlets: Sequence[str | None] | None = None) -> pa.RecordBatch:
    """Return a batch of articles a0, a1 ... whose whole pages are body."""
    count = len(bodies)
    return pa.RecordBatch.from_pydict(
        {
            "article_id": [f"a{i}" for i in range(count)],
            "outlet": pa.array(outlets or [None] * count, pa.string()),
            "published": pa.array([None] * count, pa.string()),
            "fetched_at": pa.array([None] * count, pa.string()),
            "body": list(bodies),
            "body_spans": pa.array(
                [[{"start": 0, "end": len(body)}] if body else [] for body in bodies],
                SCHEMAS["articles"].field("body_spans").type,
            ),
        }
    )


def kernels() -> Kernels:
    """Return the reference kernels without a word table."""
    return load_kernels("reference", numbers=True)


def proved(bodies: Sequence[str], pairs: Sequence[tuple[int, int]]) -> list[dict[str, object]]:
    """Return the verified rows of those pairs of bodies."""
    return verified(words_batch(articles(bodies), kernels()), pairs)


def verified(words: pa.RecordBatch, pairs: Sequence[tuple[int, int]]) -> list[dict[str, object]]:
    """Return the verified rows of those pairs of rows of `WORDS`."""
    a, b = (np.array([pair[side] for pair in pairs], dtype=np.int64) for side in (0, 1))
    return verify_pairs(words, a, b, kernels(), CopyOptions()).to_pylist()


def every_pair(count: int) -> list[tuple[int, int]]:
    """Return every pair of so many articles."""
    return [(a, b) for a in range(count) for b in range(a + 1, count)]


def links(bodies: Sequence[str], pairs: Sequence[tuple[int, int]] | None = None) -> Links:
    """Return the links between the bodies, each pair compared; article a7 has the number 7."""
    rows = proved(bodies, every_pair(len(bodies)) if pairs is None else pairs)
    return links_of(pa.Table.from_pylist(rows, VERIFIED), [f"a{i}" for i in range(len(bodies))])


def fingerprints(bodies: Sequence[str]) -> pa.Table:
    """Return the fingerprints of the bodies."""
    batch = fingerprints_batch(words_batch(articles(bodies), kernels()), kernels(), CopyOptions())
    return pa.Table.from_batches([batch], FINGERPRINTS)
