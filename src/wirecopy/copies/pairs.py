"""Proved pairs of numbered articles, as arrays: what families, round-ups and relations are decided from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa

Numbers = npt.NDArray[np.int64]
Shares = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

MOSTLY_QUOTED = 0.8  # of the matching words: what the pair shares is somebody's words, not a text
_SIDES = ("a_start", "a_end", "b_start", "b_end")


@dataclass(frozen=True, slots=True)
class Links:
    """Proved pairs of the articles 0 to `articles - 1`; pair `p` has the runs `offsets[p]` to `offsets[p + 1]`.

    `inside_a` is the share of a's words that stand in b, `quoted` the share of the matching words in quotation marks,
    `furniture` the share of them that is furniture on one of the pages;
    `runs` are four columns (a_start, a_end, b_start, b_end) in any unit that is the same for all runs of an article.
    """

    articles: int
    a: Numbers
    b: Numbers
    words: Numbers
    inside_a: Shares
    inside_b: Shares
    quoted: Shares
    furniture: Shares
    odds: Shares
    offsets: Numbers
    runs: tuple[Numbers, Numbers, Numbers, Numbers]

    def strength(self) -> Shares:
        """Return each pair's larger containment, body in body."""
        return np.maximum(self.inside_a, self.inside_b) * (1 - self.furniture)


def links_of(verified: pa.Table, names: Sequence[str] | pa.StringArray) -> Links:
    """Return the rows of `verify.VERIFIED` as links between the articles `names` (sorted ids) by number."""
    runs = verified["runs"].combine_chunks()
    runs = runs if isinstance(runs, pa.ListArray) else pa.concat_arrays(runs.chunks)
    entries = runs.flatten()
    a, b = numbers_of(verified["article_a"], names), numbers_of(verified["article_b"], names)
    words = np.zeros(len(names), dtype=np.int64)
    words[a], words[b] = verified["count_a"].to_numpy(), verified["count_b"].to_numpy()
    return Links(
        articles=len(names),
        a=a,
        b=b,
        words=words,
        inside_a=verified["containment_a"].to_numpy(),
        inside_b=verified["containment_b"].to_numpy(),
        quoted=verified["quoted"].to_numpy(),
        furniture=verified["furniture"].to_numpy(),
        odds=verified["odds"].to_numpy(),
        offsets=np.concatenate([[0], np.cumsum(pa.compute.list_value_length(runs).to_numpy())]).astype(np.int64),
        runs=tuple(entries.field(side).to_numpy().astype(np.int64) for side in _SIDES),
    )


def names_in(verified: pa.Table) -> list[str]:
    """Return the ids of the articles that some pair holds, sorted: their places are their numbers."""
    both = pa.concat_arrays([*verified["article_a"].chunks, *verified["article_b"].chunks])
    ids: list[str] = sorted(pa.compute.unique(both).to_pylist())
    return ids


def numbers_of(ids: pa.Array | pa.ChunkedArray, names: Sequence[str] | pa.StringArray) -> Numbers:
    """Return the number of each id: its place among the names."""
    known = names if isinstance(names, pa.Array) else pa.array(names, ids.type)
    places = pa.compute.index_in(ids, value_set=known)
    numbers: Numbers = places.to_numpy().astype(np.int64)
    return numbers
