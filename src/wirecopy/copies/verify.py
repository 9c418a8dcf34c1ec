"""Every candidate proved: exact containment both ways, with the matching runs as evidence."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from wirecopy.kernels import Kernels, load_kernels
from wirecopy.kernels.hashing import Hashes, Offsets
from wirecopy.kernels.shapes import Matches
from wirecopy.options import CopyOptions
from wirecopy.tables import SCHEMAS, Batches

VERIFIED = pa.schema(
    [
        ("article_a", pa.string()),
        ("article_b", pa.string()),
        ("count_a", pa.int32()),
        ("count_b", pa.int32()),
        ("containment_a", pa.float64()),
        ("containment_b", pa.float64()),
        ("quoted", pa.float64()),
        ("longest_run", pa.int32()),
        ("runs", SCHEMAS["copies"].field("runs").type),
    ]
)
"""`quoted`: the share of the matching words that stand inside quotation marks in article a."""

PAIRED = """
SELECT pairs.article_a, pairs.article_b,
    a.hashes AS a_hashes, a.starts AS a_starts, a.ends AS a_ends, a.gaps AS a_gaps, a.quoted AS a_quoted,
    b.hashes AS b_hashes, b.starts AS b_starts, b.ends AS b_ends, b.gaps AS b_gaps
FROM pairs
JOIN words AS a ON a.article_id = pairs.article_a
JOIN words AS b ON b.article_id = pairs.article_b
ORDER BY pairs.article_a, pairs.article_b
"""


@dataclass(frozen=True, slots=True)
class VerifyKernel:
    """Rows of `PAIRED` in, `VERIFIED` out; pairs that share no run are left out."""

    options: CopyOptions
    characters: int = 0

    def __call__(self, batches: Batches) -> Batches:
        """Yield one `VERIFIED` batch for each batch of pairs."""
        kernels = load_kernels(self.options.backend, self.characters)
        for batch in batches:
            yield verify_batch(batch, kernels, self.options)


def verify_batch(pairs: pa.RecordBatch, kernels: Kernels, options: CopyOptions) -> pa.RecordBatch:
    """Return the proved pairs of a batch: containment of each in the other, longest run, runs in raw offsets."""
    a, a_offsets = _flat(pairs.column("a_hashes"))
    b, b_offsets = _flat(pairs.column("b_hashes"))
    found = kernels.matches(a, a_offsets, b, b_offsets, options.gram_words)
    counts_a, counts_b = np.diff(a_offsets).tolist(), np.diff(b_offsets).tolist()
    rows = [
        _verified(pairs, pair, found, counts_a[pair], counts_b[pair])
        for pair in range(pairs.num_rows)
        if found.offsets[pair + 1] > found.offsets[pair]
    ]
    return pa.RecordBatch.from_pylist(rows, schema=VERIFIED)


def _verified(pairs: pa.RecordBatch, pair: int, found: Matches, count_a: int, count_b: int) -> dict[str, object]:
    runs = slice(found.offsets[pair], found.offsets[pair + 1])
    in_a, in_b, lengths = found.a[runs], found.b[runs], found.lengths[runs]
    inside = _inside(pairs.column("a_quoted")[pair].values, count_a)
    quoted = sum(int(inside[start : start + length].sum()) for start, length in zip(in_a, lengths, strict=True))
    return {
        "article_a": pairs.column("article_a")[pair].as_py(),
        "article_b": pairs.column("article_b")[pair].as_py(),
        "count_a": count_a,
        "count_b": count_b,
        "containment_a": float(found.covered_a[pair]) / count_a,
        "containment_b": float(found.covered_b[pair]) / count_b,
        "quoted": quoted / max(1, int(lengths.sum())),
        "longest_run": int(lengths.max()),
        "runs": _raw_runs(pairs, pair, in_a, in_b, lengths),
    }


def _raw_runs(
    pairs: pa.RecordBatch,
    pair: int,
    in_a: npt.NDArray[np.int32],
    in_b: npt.NDArray[np.int32],
    lengths: npt.NDArray[np.int32],
) -> list[dict[str, int]]:
    """Return the runs in raw offsets, each cut where furniture stands inside it on either side."""
    names = ("a_starts", "a_ends", "b_starts", "b_ends", "a_gaps", "b_gaps")
    a_starts, a_ends, b_starts, b_ends, a_gaps, b_gaps = (np.asarray(pairs.column(n)[pair].values) for n in names)
    runs = []
    for start, other, length in zip(in_a.tolist(), in_b.tolist(), lengths.tolist(), strict=True):
        cuts = {0, length}
        cuts.update(int(gap) - start for gap in a_gaps if start < gap < start + length)
        cuts.update(int(gap) - other for gap in b_gaps if other < gap < other + length)
        places = sorted(cuts)
        for first, end in pairwise(places):
            runs.append(
                {
                    "a_start": int(a_starts[start + first]),
                    "a_end": int(a_ends[start + end - 1]),
                    "b_start": int(b_starts[other + first]),
                    "b_end": int(b_ends[other + end - 1]),
                }
            )
    return runs


def _inside(marks: pa.Array, count: int) -> npt.NDArray[np.bool_]:
    inside = np.zeros(count + 1, dtype=bool)
    places = np.asarray(marks)
    for start, end in zip(places[::2], places[1::2], strict=True):
        inside[start:end] = True
    return inside


def _flat(lists: pa.ListArray) -> tuple[Hashes, Offsets]:
    offsets = np.asarray(lists.offsets, dtype=np.int64)
    return np.asarray(lists.values)[offsets[0] : offsets[-1]], offsets - offsets[0]
