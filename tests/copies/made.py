"""Made texts for the tests of copies: every word is its own, so that nothing is shared but what is meant to be."""

from __future__ import annotations

from collections.abc import Sequence

import pyarrow as pa

from wirecopy.copies.candidates import FINGERPRINTS, fingerprints_batch
from wirecopy.copies.links import Links, links_of
from wirecopy.copies.verify import VERIFIED, verify_batch
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
    return load_kernels("reference")


def proved(bodies: Sequence[str], pairs: Sequence[tuple[int, int]]) -> list[dict[str, object]]:
    """Return the verified rows of those pairs of bodies."""
    words = words_batch(articles(bodies), kernels()).to_pylist()
    rows = []
    for a, b in pairs:
        row = {"article_a": f"a{a}", "article_b": f"a{b}"}
        row |= {f"a_{k}": words[a][k] for k in ("hashes", "starts", "ends", "gaps", "quoted")}
        row |= {f"b_{k}": words[b][k] for k in ("hashes", "starts", "ends", "gaps")}
        rows.append(row)
    places = pa.list_(pa.int32())
    kinds = {"article_a": pa.string(), "article_b": pa.string(), "a_hashes": pa.list_(pa.uint64())}
    schema = pa.schema([(k, kinds.get(k, pa.list_(pa.uint64()) if k == "b_hashes" else places)) for k in rows[0]])
    return verify_batch(pa.RecordBatch.from_pylist(rows, schema), kernels(), CopyOptions()).to_pylist()


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
