"""Pairs to prove put into packs, so that the words of a text travel once a pack and not once a pair.

A text and its copies make a component of the pairs; a pack is whole components as far as it has room, so that nearly
every text is in one pack only. Components too big for one pack are cut: their texts travel once for each piece.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from wirecopy.copies.links import Numbers, components

PACK_TEXTS = 256  # new texts of a pack: at 300 words each about 2 MB, small beside what an engine sorts at once
PACK_PAIRS = 4_096  # bounds a pack of few texts, and the texts of earlier packs that it may need again

PACKS = pa.schema(
    [
        ("pack", pa.int64()),
        ("place", pa.int32()),
        ("article_id", pa.string()),
        ("partners", pa.list_(pa.int32())),
    ]
)
"""`place`: number of the text in its pack; `partners`: places of the texts it is to be compared with, as side a."""

PACK = "pack"
PACKED = """
SELECT packs.pack, packs.place, packs.partners, words.article_id, words.count, words.hashes, words.starts, words.ends,
    words.gaps, words.quoted
FROM packs JOIN words ON words.article_id = packs.article_id
ORDER BY packs.pack, packs.place
"""
"""The words of all packs, to be mapped with the rows of a pack together."""


def packs_of(pairs: pa.Table) -> pa.Table:
    """Return the packs (`PACKS`) of distinct pairs of articles: the columns article_a and article_b."""
    if not pairs.num_rows:
        return PACKS.empty_table()
    names, a, b = _numbered(pairs)
    component = components(len(names), a, b)[a]
    order = np.lexsort((a, b, component))
    a, b = a[order], b[order]
    pack = _cut(component[order], np.cumsum(_new_texts(a, b)))
    rows = np.unique(np.concatenate([pack, pack]) * len(names) + np.concatenate([a, b]))
    packs, texts = np.divmod(rows, len(names))
    place = np.arange(len(rows)) - np.searchsorted(packs, packs)
    row_a, row_b = (np.searchsorted(rows, pack * len(names) + side) for side in (a, b))
    by_a = np.lexsort((row_b, row_a))
    ends = np.concatenate([[0], np.cumsum(np.bincount(row_a, minlength=len(rows)))])
    partners = pa.ListArray.from_arrays(pa.array(ends.astype(np.int32)), pa.array(place[row_b[by_a]].astype(np.int32)))
    columns = [pa.array(packs), pa.array(place.astype(np.int32)), names.take(pa.array(texts)), partners]
    return pa.Table.from_arrays(columns, schema=PACKS)


def pairs_in(packs: pa.RecordBatch) -> tuple[Numbers, Numbers]:
    """Return the pairs of a batch of whole packs (`PACKED`) as numbers of its rows, those of one b together.

    A partner whose words are not there is left out.
    """
    numbers, places = _column(packs, "pack"), _column(packs, "place").astype(np.int64)
    lists = packs.column("partners")
    a: Numbers = pc.list_parent_indices(lists).to_numpy().astype(np.int64)
    wanted = np.asarray(lists.flatten()).astype(np.int64)
    stride = int(max(places.max(initial=0), wanted.max(initial=0))) + 1
    keys, key = numbers * stride + places, numbers[a] * stride + wanted
    b = np.minimum(np.searchsorted(keys, key), len(keys) - 1)
    found = np.flatnonzero(keys[b] == key) if len(keys) else np.zeros(0, np.int64)
    order = found[np.lexsort((a[found], b[found]))]
    return a[order], b[order]


def _numbered(pairs: pa.Table) -> tuple[pa.Array, Numbers, Numbers]:
    """Return the names of the articles, sorted, and both sides of the pairs as numbers of them."""
    sides = [pairs[side].combine_chunks() for side in ("article_a", "article_b")]
    columns = [side if isinstance(side, pa.Array) else pa.concat_arrays(side.chunks) for side in sides]
    names = pc.unique(pa.concat_arrays(columns))
    names = names.take(pc.sort_indices(names))
    a, b = (pc.index_in(column, value_set=names).to_numpy().astype(np.int64) for column in columns)
    return names, a, b


def _cut(component: Numbers, texts: Numbers) -> Numbers:
    """Return the pack of each pair; `texts` counts those named up to a pair."""
    firsts = np.searchsorted(component, component)
    before = np.concatenate([[0], texts])[firsts]
    piece = (texts - before - 1) // PACK_TEXTS + (np.arange(len(component)) - firsts) // PACK_PAIRS
    changes = (np.diff(before // PACK_TEXTS) != 0) | (np.diff(piece) != 0)
    packs: Numbers = np.concatenate([[0], np.cumsum(changes)])
    return packs


def _new_texts(a: Numbers, b: Numbers) -> Numbers:
    """Return for each pair how many texts it is the first to name."""
    named = np.stack([a, b], axis=1).reshape(-1)
    first = np.zeros(len(named), dtype=np.int64)
    first[np.unique(named, return_index=True)[1]] = 1
    counts: Numbers = first.reshape(-1, 2).sum(axis=1)
    return counts


def _column(batch: pa.RecordBatch, name: str) -> npt.NDArray[Any]:
    numbers: npt.NDArray[Any] = batch.column(name).to_numpy()
    return numbers
