"""The words of every article's body and captions, normalised for matching, with their places in the raw page.

Captions are no body: they follow it, so that a page that is nothing but a caption is found where others run it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

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
"""`count`: words of the body; those behind it are of captions. `starts` and `ends`: raw code points of each word.
`gaps`: words that furniture stands before. `quoted`: words that begin and end (one behind) a stretch in quotation
marks, flat."""

CAPTION = "caption"


@dataclass(frozen=True, slots=True)
class WordsKernel:
    """Articles (article_id, outlet, published, fetched_at, body, body_spans; raw, spans) in, `WORDS` out."""

    backend: Backend = "auto"
    characters: int = 0
    counts_as: Mapping[str, str | None] = field(default_factory=dict)

    def __call__(self, batches: Batches) -> Batches:
        """Yield one `WORDS` batch for each batch of articles."""
        kernels = load_kernels(self.backend, self.characters, self.counts_as)
        for batch in batches:
            yield words_batch(batch, kernels)


def words_batch(articles: pa.RecordBatch, kernels: Kernels) -> pa.RecordBatch:
    """Return the `WORDS` of a batch of articles; without the columns raw and spans they have no captions."""
    bodies: list[str] = articles.column("body").to_pylist()
    spans = [[Stretch(s["start"], s["end"]) for s in row] for row in articles.column("body_spans").to_pylist()]
    texts, spans = _with_captions(articles, bodies, [list(touching_joined(row)) for row in spans])
    breaks = [_breaks(row) for row in spans]
    found = kernels.words(texts, breaks)
    bounds = zip(found.offsets[:-1].tolist(), found.offsets[1:].tolist(), bodies, strict=True)
    counts = [int(np.searchsorted(found.starts[first:last], len(body))) for first, last, body in bounds]
    rows = [_row(found, text, *rest) for text, rest in enumerate(zip(bodies, spans, breaks, strict=True))]
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
        pa.array(counts, pa.int32()),
        pa.ListArray.from_arrays(pa.array(found.offsets.astype(np.int32)), pa.array(found.hashes)),
        *(pa.array([row[i] for row in rows], _PLACES) for i in range(4)),
    ]
    return pa.RecordBatch.from_arrays(columns, schema=WORDS)


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
    found: dict[int, list[Stretch]] = {}
    for row, start, end in zip(
        rows, *(entries.field(s).filter(chosen).to_pylist() for s in ("start", "end")), strict=True
    ):
        found.setdefault(row, []).append(Stretch(start, end))
    return found


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
    shifts = np.array([span.start for span in spans], dtype=np.int32) - bases
    segment = np.searchsorted(bases, starts, side="right") - 1
    return starts + shifts[segment], ends + shifts[segment], gaps, quoted


def _breaks(spans: Sequence[Stretch]) -> list[int]:
    """Return the offsets of the joined spans before which furniture stands, or a caption begins."""
    at, places = 0, []
    for before in spans[:-1]:
        at += before.end - before.start
        places.append(at)
    return places
