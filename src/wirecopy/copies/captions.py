"""Pairs in which what one page runs as its text stands in the captions of the other."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from wirecopy.copies.pairs import Links, Numbers

_Longest = npt.NDArray[np.int32]


def pairs_with_captions(words: pa.RecordBatch, a: Numbers, b: Numbers) -> Numbers:
    """Return the pairs of rows of `WORDS` of which one page or both have captions."""
    more = pc.greater(pc.list_value_length(words.column("hashes")), words.column("count")).to_numpy(
        zero_copy_only=False
    )
    found: Numbers = np.flatnonzero(more[a] | more[b])
    return found


def with_captions(
    links: Links, longest: _Longest, some: Numbers, whole: Links, longest_of_whole: _Longest
) -> tuple[Links, _Longest]:
    """Return the links with those of `some` pairs told again, captions and all, where that finds more of a body.

    The share of the match that rests on captions is then told as `furniture`.
    """
    plain = np.maximum(links.inside_a, links.inside_b)[some]
    more = np.maximum(whole.inside_a, whole.inside_b)
    better = np.flatnonzero(more > plain)
    if not len(better):
        return links, longest
    places = some[better]
    columns = {}
    for name in ("inside_a", "inside_b", "quoted", "furniture"):
        columns[name] = getattr(links, name).copy()
        columns[name][places] = getattr(whole, name)[better]
    columns["furniture"][places] = 1 - plain[better] / more[better]
    longest = longest.copy()
    longest[places] = longest_of_whole[better]
    offsets, runs = _runs(links, whole, dict(zip(places.tolist(), better.tolist(), strict=True)))
    return replace(links, **columns, offsets=offsets, runs=runs), longest


def _runs(
    links: Links, whole: Links, instead: dict[int, int]
) -> tuple[Numbers, tuple[Numbers, Numbers, Numbers, Numbers]]:
    """Return the runs of all pairs, those of some taken from `whole`."""
    pieces = []
    for pair, (first, last) in enumerate(pairwise(links.offsets.tolist())):
        place = instead.get(pair)
        source, bounds = (links, (first, last)) if place is None else (whole, whole.offsets[place : place + 2].tolist())
        pieces.append([column[bounds[0] : bounds[1]] for column in source.runs])
    offsets = np.concatenate([[0], np.cumsum([len(piece[0]) for piece in pieces])]).astype(np.int64)
    a_start, a_end, b_start, b_end = (np.concatenate(column) for column in zip(*pieces, strict=True))
    return offsets, (a_start, a_end, b_start, b_end)
