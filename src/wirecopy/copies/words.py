"""The words of every article's body and captions, normalised for matching, with their places in the raw page.

Captions are no body: they follow it, so that a page that is nothing but a caption is found where others run it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, ClassVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from wirecopy.copies.one_text.running import entries_in, frames
from wirecopy.kernels import Kernels, load_kernels
from wirecopy.kernels.shapes import Words, WordTable
from wirecopy.options import Backend
from wirecopy.parquet_layout import RISING
from wirecopy.tables import SCHEMAS, Batches
from wirecopy.text.quotation import quotation_spans
from wirecopy.text.view import touching_joined
from wirecopy.times import days_of
from wirecopy.types import Stretch

_PLACES = pa.list_(pa.int32())

WORDS = pa.schema(
    [
        ("article_id", pa.string()),
        ("outlet", pa.string()),
        ("day", pa.int32()),
        ("count", pa.int32()),
        ("entries", pa.int32()),
        ("frame", pa.int64()),
        ("hashes", pa.list_(pa.uint64())),
        pa.field("starts", _PLACES, metadata=RISING),
        pa.field("ends", _PLACES, metadata=RISING),
        ("gaps", _PLACES),
        ("quoted", _PLACES),
    ]
)
"""`count`: words of the body; those behind it are of captions. `entries` and `frame`: see
`one_text.running`. `starts` and `ends`: raw code points of each word.
`gaps`: words that furniture stands before. `quoted`: words that begin and end (one behind) a stretch in quotation
marks, flat."""

CAPTION = "caption"
ENTRIES = pa.field("entries", pa.int32())  # of a page, its times cut from the body or not; null: those of the body
_READ = ("article_id", "outlet", "published", "body", "body_spans")
_ARTICLES = pa.schema([*(SCHEMAS["articles"].field(name) for name in _READ), ("fetched_at", pa.string())])
_SPANS = pa.list_(pa.struct([SCHEMAS["spans"].field(name) for name in ("kind", "start", "end")]))
_CAPTIONED = pa.schema([("title", pa.string()), ("raw", pa.string()), ("spans", _SPANS), ENTRIES])


@dataclass(frozen=True, slots=True)
class WordsKernel:
    """Articles in, `WORDS` out; `captions`: with title, raw text, spans and entries, so that captions are read too."""

    gives: ClassVar[pa.Schema] = WORDS
    rowwise: ClassVar[str] = ""
    backend: Backend = "auto"
    characters: int = field(default=0, compare=False)
    counts_as: Mapping[str, str | None] | WordTable = field(default_factory=dict)
    captions: bool = False

    @property
    def takes(self) -> pa.Schema:
        """The columns of an article that its words are read from."""
        return pa.schema([*_ARTICLES, *_CAPTIONED]) if self.captions else _ARTICLES

    def __call__(self, batches: Batches) -> Batches:
        """Yield one `WORDS` batch for each batch of articles."""
        kernels = load_kernels(self.backend, self.characters, self.counts_as, numbers=True)
        for batch in batches:
            yield words_batch(batch, kernels)


def words_batch(articles: pa.RecordBatch, kernels: Kernels) -> pa.RecordBatch:
    """Return the `WORDS` of a batch of articles; without raw, spans and title it lacks what they tell."""
    names, bodies = articles.schema.names, articles.column("body").to_pylist()
    texts, spans = _with_captions(articles, bodies, _body_spans(articles.column("body_spans")))
    breaks = [_breaks(row) for row in spans]
    table = kernels.words(texts, breaks)
    places = _Places(table)
    raw = _raw_shifts(places, spans, breaks)
    marks = [[place for quote in quotation_spans(body) for place in (quote.start, quote.end)] for body in bodies]
    counts = places.before(np.arange(len(bodies)), np.array([len(body) for body in bodies], dtype=np.int64))
    columns = [
        articles.column("article_id"),
        articles.column("outlet"),
        pa.array(_days(articles), pa.int32()),
        pa.array(counts.astype(np.int32)),
        pa.array(_entries(articles, bodies), pa.int32()),
        pa.array(frames(articles.column("title").to_pylist() if "title" in names else [None] * len(bodies))),
        *(_lists(table.offsets, flat) for flat in (table.hashes, table.starts + raw, table.ends + raw)),
        places.words_of(breaks),
        places.words_of(marks),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=WORDS)


def page_entries(raw: str, spans: Sequence[Stretch]) -> int:
    """Return how many entries of a page stand under a time of their own, be that time body or cut from it.

    >>> page_entries("1:10 p.m.\\nIt sails.\\n1:00 p.m.\\nIt waits.\\n12:50 p.m.", [Stretch(10, 20), Stretch(31, 40)])
    1
    """
    return entries_in(raw[spans[0].start : spans[-1].end]) if spans else 0


@dataclass(frozen=True, slots=True)
class _Places:
    """The words of a batch in one row, by text and place: which word stands at a place is one search for all."""

    found: Words
    keys: npt.NDArray[np.int64] = field(init=False)

    def __post_init__(self) -> None:
        texts = np.repeat(np.arange(self.found.texts), np.diff(self.found.offsets))
        object.__setattr__(self, "keys", _keys(texts, self.found.starts))

    def before(self, texts: npt.NDArray[np.int64], places: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """Return how many words of each text begin before the place."""
        words: npt.NDArray[np.int64] = np.searchsorted(self.keys, _keys(texts, places)) - self.found.offsets[texts]
        return words

    def words_of(self, places: Sequence[Sequence[int]]) -> pa.ListArray:
        """Return for every place of every text the number of its first word that does not begin before it."""
        sizes = np.array([len(row) for row in places], dtype=np.int64)
        flat = np.fromiter((place for row in places for place in row), dtype=np.int64, count=int(sizes.sum()))
        words = self.before(np.repeat(np.arange(len(sizes)), sizes), flat)
        return _lists(np.concatenate([[0], np.cumsum(sizes)]), words.astype(np.int32))


def _raw_shifts(
    places: _Places, spans: Sequence[Sequence[Stretch]], breaks: Sequence[Sequence[int]]
) -> npt.NDArray[np.int32]:
    """Return how far behind its place in the text each word stands in the raw page."""
    bases = [
        (text, base, span.start)
        for text, row in enumerate(spans)
        for base, span in zip([0, *breaks[text]], row or [Stretch(0, 0)], strict=True)
    ]
    texts, begin, start = np.array(bases, dtype=np.int64).reshape(-1, 3).T
    span = np.searchsorted(_keys(texts, begin), places.keys, side="right") - 1
    shifts: npt.NDArray[np.int32] = (start - begin)[span].astype(np.int32)
    return shifts


def _keys(texts: npt.NDArray[np.int64], places: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
    keys: npt.NDArray[np.int64] = (texts << 32) | places
    return keys


def _lists(offsets: npt.NDArray[np.int64], flat: npt.NDArray[Any]) -> pa.ListArray:
    return pa.ListArray.from_arrays(pa.array(offsets.astype(np.int32)), pa.array(flat))


def _days(articles: pa.RecordBatch) -> list[int | None]:
    sides = (articles.column(name).to_pylist() for name in ("published", "fetched_at"))
    return days_of(published or fetched for published, fetched in zip(*sides, strict=True))


def _entries(articles: pa.RecordBatch, bodies: Sequence[str]) -> npt.NDArray[np.int64]:
    """Return how many entries of each text stand under a time of their own."""
    counted = articles.column("entries").to_pylist() if "entries" in articles.schema.names else [None] * len(bodies)
    entry_counts = (entries_in(body) if n is None else n for n, body in zip(counted, bodies, strict=True))
    return np.fromiter(entry_counts, dtype=np.int64, count=len(bodies))


def _body_spans(nested: pa.ListArray) -> list[list[Stretch]]:
    """Return the body spans of each article, those that touch joined."""
    entries, offsets = nested.flatten(), np.diff(nested.offsets).tolist()
    spans = map(Stretch, *(entries.field(side).to_pylist() for side in ("start", "end")))
    return [list(touching_joined(list(islice(spans, size)))) for size in offsets]


def _with_captions(
    articles: pa.RecordBatch, bodies: Sequence[str], spans: Sequence[list[Stretch]]
) -> tuple[list[str], list[list[Stretch]]]:
    """Return each body and its spans followed by the captions of its page."""
    if "spans" not in articles.schema.names:
        return list(bodies), list(spans)
    captions = _captions(articles.column("spans"))
    texts, all_spans = list(bodies), list(spans)
    for place, found in captions.items():
        raw = articles.column("raw")[place].as_py()
        texts[place] += "".join(raw[span.start : span.end] for span in found)
        all_spans[place] = [*spans[place], *found]
    return texts, all_spans


def _captions(nested: pa.ListArray) -> dict[int, list[Stretch]]:
    """Return the captions among the spans of each article that has some, by its place in the batch."""
    entries = nested.flatten()
    chosen = pc.equal(entries.field("kind"), CAPTION)
    rows = pc.list_parent_indices(nested).filter(chosen).to_pylist()
    captions: dict[int, list[Stretch]] = {}
    for row, start, end in zip(
        rows, *(entries.field(s).filter(chosen).to_pylist() for s in ("start", "end")), strict=True
    ):
        captions.setdefault(row, []).append(Stretch(start, end))
    return captions


def _breaks(spans: Sequence[Stretch]) -> list[int]:
    """Return the offsets of the joined spans before which furniture stands, or a caption begins."""
    at, places = 0, []
    for before in spans[:-1]:
        at += before.end - before.start
        places.append(at)
    return places
