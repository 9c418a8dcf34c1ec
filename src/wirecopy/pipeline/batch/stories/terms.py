"""The terms of every text that stories are told of, kept as a stage: a run settles by them, live pages join by them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
import pyarrow as pa

from wirecopy.kernels import load_kernels
from wirecopy.options import Backend
from wirecopy.stories import TERM_FIELDS, StoryText, TermReader, Terms, WrittenText
from wirecopy.tables import Batches

OPENING = 600  # characters of a body that are kept, for what compares by meaning

_HEAD = [
    ("article_id", pa.string()),
    ("time", pa.float64()),
    ("outlets", pa.list_(pa.string())),
    ("title", pa.string()),
    ("opening", pa.string()),
    ("language", pa.string()),
]
_ARRAYS: list[tuple[str, Any]] = [("lengths", np.int32), ("ids", np.int32), ("counts", np.int32)]
_WEEKDAYS = 7
STORY_TERMS = pa.schema(
    _HEAD + [(name, pa.list_(pa.int32())) for name, _ in _ARRAYS] + [("weekdays", pa.list_(pa.float32()))]
)
"""A text of a story: `article_id` is that of its article or item, `lengths` how many terms each field has."""


@dataclass(frozen=True, slots=True)
class TermsKernel:
    """Texts (article_id, time, outlets, title, body, language) in, `STORY_TERMS` out."""

    takes: ClassVar[pa.Schema] = pa.schema(
        [("body", pa.string()), *(column for column in _HEAD if column[0] != "opening")]
    )
    gives: ClassVar[pa.Schema] = STORY_TERMS
    rowwise: ClassVar[str] = ""
    backend: Backend = "auto"
    characters: int = field(default=0, compare=False)

    def __call__(self, batches: Batches) -> Batches:
        """Yield the terms of each batch."""
        reader = TermReader.load(load_kernels(self.backend, self.characters))
        for batch in batches:
            yield _batch(batch, reader)


def _batch(texts: pa.RecordBatch, reader: TermReader) -> pa.RecordBatch:
    bodies = texts.column("body").to_pylist()
    titles = texts.column("title").to_pylist()
    terms = reader.read([WrittenText(title or "", body) for title, body in zip(titles, bodies, strict=True)])
    columns = {name: texts.column(name) for name, _ in _HEAD if name != "opening"}
    columns["opening"] = pa.array([body[:OPENING] for body in bodies], pa.string())
    bounds = pa.array(terms.offsets[::TERM_FIELDS].astype(np.int32))
    columns["lengths"] = _lists(np.diff(terms.offsets).astype(np.int32), TERM_FIELDS)
    columns["ids"] = pa.ListArray.from_arrays(bounds, pa.array(terms.ids))
    columns["counts"] = pa.ListArray.from_arrays(bounds, pa.array(terms.counts))
    columns["weekdays"] = _lists(terms.weekdays.reshape(-1), _WEEKDAYS)
    return pa.RecordBatch.from_pydict(columns, schema=STORY_TERMS)


def texts_of_terms(batch: pa.RecordBatch) -> Iterator[StoryText]:
    """Yield the texts of a batch of `STORY_TERMS`; their bodies are only the beginnings of them."""
    starts = batch.column("ids").offsets.to_numpy()
    starts = starts - starts[0]
    lengths, ids, counts, weekdays = (
        batch.column(name).flatten().to_numpy(zero_copy_only=False) for name in ("lengths", "ids", "counts", "weekdays")
    )
    for row, row_head in enumerate(batch.select([name for name, _ in _HEAD]).to_pylist()):
        here = slice(starts[row], starts[row + 1])
        fields = lengths[row * TERM_FIELDS : (row + 1) * TERM_FIELDS]
        terms = terms_of(fields, ids[here], counts[here], weekdays[row * _WEEKDAYS : (row + 1) * _WEEKDAYS])
        words = row_head["title"] or "", row_head["opening"], row_head["language"], terms
        yield StoryText(row_head["article_id"], row_head["time"], tuple(row_head["outlets"]), *words)


def terms_of(lengths: Any, ids: Any, counts: Any, weekdays: Any) -> Terms:
    """Return the terms of one text."""
    offsets = np.concatenate([[0], np.cumsum(lengths)]).astype(np.int64)
    return Terms(offsets, np.asarray(ids), np.asarray(counts), np.asarray(weekdays).reshape(1, _WEEKDAYS))


def to_bytes(terms: Terms) -> bytes:
    """Return the terms of one text as bytes."""
    lengths = np.diff(terms.offsets).astype(np.int32)
    return b"".join(part.tobytes() for part in (lengths, terms.weekdays, terms.ids, terms.counts))


def from_bytes(packed: bytes) -> Terms:
    """Return the terms that `to_bytes` wrote."""
    head = 4 * TERM_FIELDS + 4 * _WEEKDAYS
    both = np.frombuffer(packed, np.int32, offset=head)
    lengths = np.frombuffer(packed, np.int32, TERM_FIELDS)
    weekdays = np.frombuffer(packed, np.float32, _WEEKDAYS, 4 * TERM_FIELDS)
    return terms_of(lengths, both[: len(both) // 2], both[len(both) // 2 :], weekdays)


def _lists(values: Any, each: int) -> pa.ListArray:
    return pa.ListArray.from_arrays(pa.array(np.arange(0, len(values) + 1, each, dtype=np.int32)), pa.array(values))
