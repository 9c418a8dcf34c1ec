"""Copies among any list of texts, with nothing else of the package: no base, no cleaning, no file."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from wirecopy.copies.bodies import Bodies, running
from wirecopy.copies.candidates import CANDIDATES, OUTLET_DAYS, OUTLET_PAGES
from wirecopy.copies.families import ALONE, find_families, pairs_to_prove, relate
from wirecopy.copies.links import Links, Numbers
from wirecopy.copies.repeated import without_repeated_lines
from wirecopy.copies.verify import prove, runs_array
from wirecopy.kernels import Kernels, load_kernels
from wirecopy.kernels.shapes import Fingerprints, Words
from wirecopy.options import CopyOptions
from wirecopy.text.quotation import quotation_spans
from wirecopy.text.spelling import counts_as
from wirecopy.times import day

BATCH_CHARACTERS = 16_000_000  # of text whose words are counted at once: bounds what lies in memory beside them
_MARKS = '"“”«»„'


@dataclass(frozen=True, slots=True)
class FoundCopies:
    """What `find_copies` found. Texts are named by their place in the list.

    `pairs` has the columns a, b (int64, a < b), relation, containment_a, containment_b, quoted, longest_run (words)
    and runs (a_start, a_end, b_start, b_end: code points). `families` holds for each text the number of the first
    member of its family; a text without copies is its own.
    """

    pairs: pa.Table
    families: npt.NDArray[np.int64]


def find_copies(
    texts: Iterable[str],
    *,
    outlets: Iterable[str | None] | None = None,
    published: Iterable[str | None] | None = None,
    options: CopyOptions | None = None,
) -> FoundCopies:
    """Return every pair of texts that share text, proved with its runs, and the families they make.

    Takes any list or column of strings (Arrow, pandas, polars too); null counts as empty. With `outlets` and
    `published` (ISO 8601), what one outlet repeats on several days is its furniture and proves nothing. Texts of
    fewer than five words are copies when they are the same words; an empty one has no copies.

    >>> wire = "The ferry will sail again on Monday after the two sides agreed on a new timetable, the port said."
    >>> found = find_copies([wire, "Nothing of the kind happened here.", wire + " More was to follow."])
    >>> found.families.tolist()
    [0, 1, 0]
    """
    chosen = options or CopyOptions()
    column = [text or "" for text in _listed(texts)]
    kernels = load_kernels(chosen.backend, sum(map(len, column)), counts_as())
    codes, days = _codes(outlets, len(column)), _days(published, len(column))
    words, segments = without_repeated_lines(column, codes, days, _words(column, kernels))
    prints = kernels.fingerprints(words, chosen.gram_words, chosen.window)
    holders = _holders(words, prints, codes, pa.array(days, pa.int32()))
    bodies = _bodies(column, words, segments, prints, holders)
    a, b = _candidates(holders)
    links, longest = prove(bodies, a, b, kernels, chosen)
    leaders = find_families(links, chosen)
    more = _missing(links, leaders)
    if len(more):
        added, longer = prove(bodies, more[:, 0], more[:, 1], kernels, chosen)
        links, longest = _joined(links, added), np.concatenate([longest, longer])
        leaders = find_families(links, chosen)
    return FoundCopies(_pairs(links, longest, leaders, chosen), _first_members(leaders))


def _listed(texts: Iterable[str | None]) -> list[str | None]:
    if isinstance(texts, pa.Array | pa.ChunkedArray):
        return list(texts.to_pylist())
    return [text if isinstance(text, str) else None for text in texts]


def _words(texts: Sequence[str], kernels: Kernels) -> Words:
    """Return the words of all texts, counted in batches."""
    parts: list[Words] = []
    batch: list[str] = []
    size = 0
    for text in texts:
        batch.append(text)
        size += len(text)
        if size >= BATCH_CHARACTERS:
            parts.append(kernels.words(batch))
            batch, size = [], 0
    parts.append(kernels.words(batch))
    shifts = np.cumsum([0, *(len(part.hashes) for part in parts)])
    offsets = [part.offsets[1:] + shift for part, shift in zip(parts, shifts, strict=False)]
    return Words(
        np.concatenate([part.hashes for part in parts]),
        np.concatenate([part.starts for part in parts]),
        np.concatenate([part.ends for part in parts]),
        np.concatenate([np.zeros(1, np.int64), *offsets]),
    )


def _holders(words: Words, prints: Fingerprints, outlets: Numbers, days: pa.Array) -> pa.Table:
    """Return the fingerprints as the table the candidates' SQL reads, with the place of each."""
    holder = np.repeat(np.arange(words.texts, dtype=np.int64), np.diff(prints.offsets))
    known = pa.array(np.where(outlets < 0, 0, outlets), mask=outlets < 0)
    return pa.table(
        {
            "hash": prints.hashes,
            "article_id": holder,
            "outlet": known.take(pa.array(holder)),
            "day": days.take(pa.array(holder)),
            "count": np.diff(words.offsets)[holder],
            "word": prints.positions + words.offsets[holder],
        }
    )


def _candidates(holders: pa.Table) -> tuple[Numbers, Numbers]:
    with duckdb.connect() as connection:
        connection.register("fingerprints", holders)
        found = connection.sql(CANDIDATES).to_arrow_table()
    return found["article_a"].to_numpy(), found["article_b"].to_numpy()


def _bodies(
    texts: Sequence[str], words: Words, segments: npt.NDArray[np.int32], prints: Fingerprints, holders: pa.Table
) -> Bodies:
    """Return the words with the marks that proving needs: quotations, and the furniture of outlets."""
    count = len(words.hashes)
    places = holders["word"].to_numpy()
    furniture = places[_furniture(holders)]
    outlets = np.full(words.texts, -1, dtype=np.int64)
    known = holders["outlet"].fill_null(-1).to_numpy()
    outlets[holders["article_id"].to_numpy()] = known
    return Bodies(
        words=words,
        segments=segments,
        quoted=partial(_quoted, texts, words),
        prints=running(_flags(count, places)),
        furniture=running(_flags(count, furniture)),
        outlets=outlets,
    )


def _furniture(holders: pa.Table) -> npt.NDArray[np.bool_]:
    """Return which fingerprints are furniture of the outlet that holds them: the rule of the candidates' SQL."""
    query = (
        "SELECT hash, outlet, TRUE AS marked FROM fingerprints WHERE outlet IS NOT NULL GROUP BY hash, outlet"
        f" HAVING COUNT(DISTINCT count) >= {OUTLET_PAGES} AND COUNT(DISTINCT day) >= {OUTLET_DAYS}"
    )
    with duckdb.connect() as connection:
        connection.register("fingerprints", holders)
        marked = connection.sql(query).to_arrow_table()
    if not marked.num_rows:
        return np.zeros(holders.num_rows, dtype=bool)
    keys = _keys(holders["hash"], holders["outlet"].fill_null(-1))
    return np.isin(keys, _keys(marked["hash"], marked["outlet"]))


def _keys(hashes: pa.ChunkedArray, outlets: pa.ChunkedArray) -> npt.NDArray[np.uint64]:
    mixed: npt.NDArray[np.uint64] = hashes.to_numpy() ^ (
        outlets.to_numpy().astype(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    )
    return mixed


def _quoted(texts: Sequence[str], words: Words, asked: Numbers) -> npt.NDArray[np.int32]:
    inside = np.zeros(len(words.hashes) + 1, dtype=np.int32)
    for number in asked.tolist():
        text = texts[number]
        if any(mark in text for mark in _MARKS):
            first, last = words.offsets[number], words.offsets[number + 1]
            for quote in quotation_spans(text):
                ends = np.searchsorted(words.starts[first:last], (quote.start, quote.end)) + first
                inside[ends[0]] += 1
                inside[ends[1]] -= 1
    return running(np.cumsum(inside)[:-1] > 0)


def _missing(links: Links, leaders: Numbers) -> Numbers:
    wanted = set(pairs_to_prove(leaders, links.words))
    wanted.difference_update(zip(links.a.tolist(), links.b.tolist(), strict=True))
    return np.array(sorted(wanted), dtype=np.int64).reshape(-1, 2)


def _joined(one: Links, other: Links) -> Links:
    (a_start, a_end, b_start, b_end) = (np.concatenate(pair) for pair in zip(one.runs, other.runs, strict=True))
    return replace(
        one,
        a=np.concatenate([one.a, other.a]),
        b=np.concatenate([one.b, other.b]),
        inside_a=np.concatenate([one.inside_a, other.inside_a]),
        inside_b=np.concatenate([one.inside_b, other.inside_b]),
        quoted=np.concatenate([one.quoted, other.quoted]),
        furniture=np.concatenate([one.furniture, other.furniture]),
        offsets=np.concatenate([one.offsets, other.offsets[1:] + one.offsets[-1]]),
        runs=(a_start, a_end, b_start, b_end),
    )


def _pairs(links: Links, longest: npt.NDArray[np.int32], leaders: Numbers, options: CopyOptions) -> pa.Table:
    table = pa.table(
        {
            "a": links.a,
            "b": links.b,
            "relation": pa.array(relate(links, leaders, options), pa.string()),
            "containment_a": links.inside_a,
            "containment_b": links.inside_b,
            "quoted": links.quoted,
            "longest_run": longest,
            "runs": runs_array(links),
        }
    )
    return table.filter(pc.is_valid(table["relation"])).sort_by([("a", "ascending"), ("b", "ascending")])


def _first_members(leaders: Numbers) -> npt.NDArray[np.int64]:
    first = np.arange(len(leaders), dtype=np.int64)
    members = np.flatnonzero(leaders != ALONE)
    least = np.full(len(leaders), len(leaders), dtype=np.int64)
    np.minimum.at(least, leaders[members], members)
    first[members] = least[leaders[members]]
    return first


def _codes(names: Iterable[str | None] | None, count: int) -> Numbers:
    if names is None:
        return np.full(count, -1, dtype=np.int64)
    codes: dict[str, int] = {}
    return np.array([-1 if name is None else codes.setdefault(str(name), len(codes)) for name in names], dtype=np.int64)


def _days(published: Iterable[str | None] | None, count: int) -> list[int | None]:
    return [None] * count if published is None else [day(str(time)) if time else None for time in published]


def _flags(count: int, places: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_]:
    flags = np.zeros(count, dtype=bool)
    flags[places] = True
    return flags
