"""The Arrow schema of every table, and the way between tables and records. The one place columns are named."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from operator import attrgetter
from typing import Any, Protocol, TypeVar

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from wirecopy import types
from wirecopy.page_kinds import NO_ARTICLE

Record = TypeVar("Record")

Batches = Iterator[pa.RecordBatch]


class Kernel(Protocol):
    """Takes a stream of batches, loads what it needs once, gives a stream of batches. Must be picklable."""

    @property
    def takes(self) -> pa.Schema:
        """The columns it reads; it is given no others."""

    @property
    def gives(self) -> pa.Schema:
        """The columns of what it gives."""

    def __call__(self, batches: Batches) -> Batches:
        """Yield batches of the columns given."""


@dataclasses.dataclass(frozen=True, slots=True)
class Paired:
    """Rows of a table, and pairs of them by number: the pair `p` is `a[p]`, `b[p]`; those of one b come in a row."""

    rows: pa.RecordBatch
    a: npt.NDArray[np.int64]
    b: npt.NDArray[np.int64]


class PairsKernel(Protocol):
    """A kernel over pairs of rows."""

    @property
    def takes(self) -> pa.Schema:
        """The columns it reads of the rows."""

    @property
    def gives(self) -> pa.Schema:
        """The columns of what it gives."""

    def __call__(self, paired: Iterator[Paired]) -> Batches:
        """Yield batches of the columns given."""


_STRETCH = pa.struct([("start", pa.int32()), ("end", pa.int32())])
_RUN = pa.struct([(name, pa.int32()) for name in ("a_start", "a_end", "b_start", "b_end")])
_REASON = pa.struct([("code", pa.string()), ("text", pa.string())])
_STRINGS = pa.list_(pa.string())


def _schema(required: str, **columns: pa.DataType) -> pa.Schema:
    never_null = set(required.split())
    return pa.schema([pa.field(name, kind, nullable=name not in never_null) for name, kind in columns.items()])


_s, _i, _f, _b = pa.string(), pa.int32(), pa.float64(), pa.bool_()

SCHEMAS: dict[str, pa.Schema] = {
    "pages": _schema(
        "page_id uri media_type raw",
        page_id=_s, uri=_s, external_id=_s, outlet=_s, fetched_at=_s, media_type=_s, raw=_s, source=pa.binary(),
        url=_s, title=_s, published=_s, updated=_s, author=_s, language=_s, dateline=_s, status=_s, version=_s,
        embargoed=_s, stated_by=_s, columns=_s, mended=_s,
    ),
    "fetches": _schema("page_id uri", page_id=_s, fetched_at=_s, uri=_s),
    "articles": _schema(
        "article_id page_id label label_derived body body_spans withdrawn form",
        article_id=_s, page_id=_s, outlet=_s, outlet_country=_s, outlet_country_evidence=_s, url=_s, title=_s,
        label=_s, label_derived=_b, language=_s, published=_s, published_source=_s, updated=_s, updated_source=_s,
        dateline_place=_s, agency=_s, agency_source=_s, byline=_s, body=_s, body_spans=pa.list_(_STRETCH),
        credit=_s, credit_kind=_s, credit_start=_i, credit_end=_i, withdrawn=_b, contributors=_s,
        release=_s, issuer=_s, form=_s,
    ),
    "spans": _schema(
        "article_id kind start end score evidence", article_id=_s, kind=_s, start=_i, end=_i, score=_f, evidence=_s
    ),
    "tickers": _schema(
        "article_id symbol start end", article_id=_s, symbol=_s, price=_f, change=_f, percent=_f, start=_i, end=_i
    ),
    "units": _schema(
        "unit_id article_id form label start end",
        unit_id=_s, article_id=_s, form=_s, label=_s, start=_i, end=_i, match_article_id=_s, match_family_id=_s,
        relation=_s, containment=_f, inside=_f, story_id=_s,
    ),
    "copies": _schema(
        "article_a article_b relation containment_a containment_b quoted furniture longest_run runs",
        article_a=_s, article_b=_s, relation=_s, containment_a=_f, containment_b=_f, quoted=_f, furniture=_f,
        longest_run=_i, runs=pa.list_(_RUN),
    ),
    "families": _schema(
        "family_id article_id role",
        family_id=_s, article_id=_s, role=_s, parent_article_id=_s, parent_confidence=_f, version=_i,
    ),
    "edits": _schema(
        "family_id article_id base_article_id kind substantive in_quote base_start base_end base_text start end text",
        family_id=_s, article_id=_s, base_article_id=_s, kind=_s, substantive=_b, in_quote=_b, base_start=_i,
        base_end=_i, base_text=_s, start=_i, end=_i, text=_s,
    ),
    "stories": _schema(
        "story_id article_id label archived",
        story_id=_s, article_id=_s, family_id=_s, label=_s, first_published=_s, last_published=_s, archived=_b,
    ),
    "additions": _schema("story_id article_id start end", story_id=_s, article_id=_s, start=_i, end=_i),
    "origins": _schema(
        "story_id origin_id article_id kind confidence reasons",
        story_id=_s, origin_id=_s, article_id=_s, kind=_s, name=_s, confidence=_f, depends_on=_s,
        reasons=pa.list_(_REASON), primary_source=_s,
    ),
    "quotes": _schema(
        "story_id quote_id kind text rule",
        story_id=_s, quote_id=_s, kind=_s, text=_s, speaker_id=_s, speaker=_s, speaker_role=_s, cue=_s, said_when=_s,
        rule=_s, venue=_s, confidence=_f, stance=_s,
    ),
    "entities": _schema(
        "story_id entity_id kind name roles",
        story_id=_s, entity_id=_s, kind=_s, name=_s, value=_s, roles=_STRINGS, country=_s, geonames=_i,
        start=_s, end=_s,
        rule=_s, confidence=_f, variant_of=_s,
    ),
    "events": _schema(
        "story_id event_id type actors recipients status background rule",
        story_id=_s, event_id=_s, type=_s, mode=_s, actors=_STRINGS, recipients=_STRINGS, status=_s, background=_b,
        asserted_by=_s, response=_s, start=_s, end=_s, place_id=_s, rule=_s, actor_names=_STRINGS,
        actor_countries=_STRINGS, actor_sectors=_STRINGS, recipient_names=_STRINGS, recipient_countries=_STRINGS,
        recipient_sectors=_STRINGS, contexts=_STRINGS, trigger=_s, text=_s, several=_b, confidence=_f,
        whole=_f, reasons=pa.list_(_REASON),
    ),
    "mentions": _schema(
        "fact_id article_id start end", fact_id=_s, article_id=_s, start=_i, end=_i, function=_s
    ),
    "rejected": _schema("uri stage reason", uri=_s, stage=_s, reason=_s, row=_i),
}  # fmt: skip
"""Every table of a news base by name. Columns may be added; these names stay."""

COUNTED = f"NOT {{0}}.withdrawn AND {{0}}.form NOT IN ({', '.join(map(repr, sorted(NO_ARTICLE)))})"
"""The SQL that an article counts as a text, to be filled with what the table of articles is called."""

RECORDS: dict[str, type] = {
    "pages": types.Page, "fetches": types.Fetch, "articles": types.Article, "spans": types.Span,
    "tickers": types.Ticker, "units": types.Unit, "copies": types.Copy, "families": types.Family, "edits": types.Edit,
    "stories": types.Story, "additions": types.Addition, "origins": types.Origin, "quotes": types.Quote,
    "entities": types.Entity, "events": types.Event, "mentions": types.Mention, "rejected": types.Rejected,
}  # fmt: skip
"""The record class whose fields are the columns of each table."""

_NESTED: dict[str, type] = {"body_spans": types.Stretch, "runs": types.Run, "reasons": types.Reason}
_TEXTS = {"actors", "recipients", "roles", "contexts"} | {
    f"{side}_{what}" for side in ("actor", "recipient") for what in ("names", "countries", "sectors")
}


def to_table(name: str, records: Iterable[object]) -> pa.Table:
    """Return the records as the Arrow table `name`, in the order given.

    >>> to_table("mentions", [types.Mention("q_1", "a_1", 3, 9)]).num_rows
    1
    """
    schema = SCHEMAS[name]
    return pa.Table.from_arrays(_arrays(list(schema), list(records)), schema=schema)


def from_table(table: pa.Table | pa.RecordBatch, record: type[Record]) -> Iterator[Record]:
    """Yield the rows of a table as records of that class; columns the class does not have are left out."""
    return _records(record, {name: table.column(name) for name in _fields(record)})


def nested_type(name: str) -> pa.DataType:
    """Return the type of a column that holds rows of the table `name` in each of its cells."""
    return pa.list_(pa.struct(list(SCHEMAS[name])))


def nest(name: str, cells: Iterable[Iterable[object]]) -> pa.Array:
    """Return a column whose cells hold those records as rows of the table `name`."""
    return _nested(list(SCHEMAS[name]), [list(records) for records in cells])


def unnest(name: str, cells: pa.Array | pa.ChunkedArray) -> list[tuple[Any, ...]]:
    """Return the records of every cell of a nested column, in order."""
    return _unnested(RECORDS[name], cells)


def empty(name: str) -> pa.Table:
    """Return the table `name` with no rows."""
    return SCHEMAS[name].empty_table()


def dataset(files: Sequence[str] | str | os.PathLike[str], schema: pa.Schema | None = None) -> Any:
    """Return Parquet files as one PyArrow dataset, of which only the columns and rows asked for are read.

    Loaded at the first use: it takes longer than all else that lists stories, and brings pandas in where that is.
    """
    import pyarrow.dataset as ds

    return ds.dataset(files, schema=schema, format="parquet")


def whole(files: Iterable[str], schema: pa.Schema) -> pa.Table:
    """Return Parquet files that have all columns of a schema as one table, without loading datasets for it."""
    import pyarrow.parquet as pq

    return pa.concat_tables([pq.ParquetFile(path).read(schema.names).cast(schema) for path in files])


def _fields(record: type) -> list[str]:
    return [field.name for field in dataclasses.fields(record)]


def _arrays(fields: list[pa.Field], rows: list[Any]) -> list[pa.Array]:
    """Return a column per field with what the records have in it."""
    return [_array(field.type, list(map(attrgetter(field.name), rows))) for field in fields]


def _array(kind: pa.DataType, values: list[Any]) -> pa.Array:
    if pa.types.is_list(kind) and pa.types.is_struct(kind.value_type):
        return _nested(list(kind.value_type), values)
    return pa.array(values, type=kind)


def _nested(fields: list[pa.Field], cells: list[Any]) -> pa.Array:
    """Return a column whose cells are lists of records; a null cell stays null."""
    offsets = np.cumsum([0, *(len(cell or ()) for cell in cells)], dtype=np.int32)
    flat = pa.StructArray.from_arrays(_arrays(fields, [row for cell in cells for row in cell or ()]), fields=fields)
    missing = pa.array([cell is None for cell in cells], pa.bool_()) if None in cells else None
    return pa.ListArray.from_arrays(pa.array(offsets), flat, type=pa.list_(flat.type), mask=missing)


def _records(record: type[Record], columns: dict[str, pa.Array | pa.ChunkedArray]) -> Iterator[Record]:
    """Return a record per row of the columns, which come in the order of its fields."""
    values = [_values(name, column) for name, column in columns.items()]
    if not any(field.kw_only for field in dataclasses.fields(record)):  # type: ignore[arg-type]
        return map(record, *values)
    return (record(**dict(zip(columns, row, strict=True))) for row in zip(*values, strict=True))


def _values(name: str, column: pa.Array | pa.ChunkedArray) -> list[Any]:
    """Return what records have in a field of that name."""
    if name in _NESTED:
        return _unnested(_NESTED[name], column)
    values: list[Any] = column.to_pylist()
    return [tuple(value or ()) for value in values] if name in _TEXTS else values


def _unnested(record: type, cells: pa.Array | pa.ChunkedArray) -> list[tuple[Any, ...]]:
    """Return the records of every cell; none for a null."""
    if isinstance(cells, pa.ChunkedArray):
        return [cell for chunk in cells.chunks for cell in _unnested(record, chunk)]
    flat = cells.flatten()
    records: list[Any] = list(_records(record, {name: flat.field(name) for name in _fields(record)}))
    bounds = accumulate((length or 0 for length in cells.value_lengths().to_pylist()), initial=0)
    return [tuple(records[first:last]) for first, last in pairwise(bounds)]
