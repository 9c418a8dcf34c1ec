"""The words of every article's body, normalised for matching, with their places in the raw page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from wirecopy.kernels import Kernels, load_kernels
from wirecopy.kernels.shapes import Words
from wirecopy.options import Backend
from wirecopy.tables import Batches
from wirecopy.text.quotation import quotation_spans
from wirecopy.text.view import touching_joined
from wirecopy.times import day
from wirecopy.types import Stretch

_PLACES = pa.list_(pa.int32())

WORDS = pa.schema(
    [
        ("article_id", pa.string()),
        ("outlet", pa.string()),
        ("day", pa.int32()),
        ("count", pa.int32()),
        ("hashes", pa.list_(pa.uint64())),
        ("starts", _PLACES),
        ("ends", _PLACES),
        ("gaps", _PLACES),
        ("quoted", _PLACES),
    ]
)
"""`starts` and `ends`: raw code points of each word. `gaps`: words that furniture stands before. `quoted`: words
that begin and end (one behind) a stretch in quotation marks, flat."""


@dataclass(frozen=True, slots=True)
class WordsKernel:
    """Articles (article_id, outlet, published, fetched_at, body, body_spans) in, `WORDS` out."""

    backend: Backend = "auto"
    characters: int = 0
    counts_as: Mapping[str, str | None] = field(default_factory=dict)

    def __call__(self, batches: Batches) -> Batches:
        """Yield one `WORDS` batch for each batch of articles."""
        kernels = load_kernels(self.backend, self.characters, self.counts_as)
        for batch in batches:
            yield words_batch(batch, kernels)


def words_batch(articles: pa.RecordBatch, kernels: Kernels) -> pa.RecordBatch:
    """Return the `WORDS` of a batch of articles."""
    bodies: list[str] = articles.column("body").to_pylist()
    spans = [[Stretch(s["start"], s["end"]) for s in row] for row in articles.column("body_spans").to_pylist()]
    breaks = [_breaks(row) for row in spans]
    found = kernels.words(bodies, breaks)
    texts = enumerate(zip(bodies, spans, breaks, strict=True))
    rows = [_row(found, text, *rest) for text, rest in texts]
    days = [
        day(published) if published else day(fetched)
        for published, fetched in zip(
            articles.column("published").to_pylist(), articles.column("fetched_at").to_pylist(), strict=True
        )
    ]
    columns = [
        articles.column("article_id"),
        articles.column("outlet"),
        pa.array(days, pa.int32()),
        pa.array(np.diff(found.offsets).astype(np.int32)),
        pa.ListArray.from_arrays(pa.array(found.offsets.astype(np.int32)), pa.array(found.hashes)),
        *(pa.array([row[i] for row in rows], _PLACES) for i in range(4)),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=WORDS)


def _row(
    found: Words, text: int, body: str, spans: Sequence[Stretch], breaks: Sequence[int]
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    first, last = found.offsets[text], found.offsets[text + 1]
    starts, ends = found.starts[first:last], found.ends[first:last]
    marks = [place for quote in quotation_spans(body) for place in (quote.start, quote.end)]
    gaps, quoted = np.searchsorted(starts, breaks), np.searchsorted(starts, marks)
    if not spans:
        return starts, ends, gaps, quoted
    bases = np.array([0, *breaks], dtype=np.int32)
    shifts = np.array([span.start for span in touching_joined(spans)], dtype=np.int32) - bases
    segment = np.searchsorted(bases, starts, side="right") - 1
    return starts + shifts[segment], ends + shifts[segment], gaps, quoted


def _breaks(spans: Sequence[Stretch]) -> list[int]:
    """Return the offsets of the body before which furniture stands."""
    at, places = 0, []
    for before in touching_joined(spans)[:-1]:
        at += before.end - before.start
        places.append(at)
    return places
