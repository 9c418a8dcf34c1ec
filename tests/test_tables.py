"""Records and tables are two views of the same rows."""

import dataclasses
import typing

import pyarrow as pa
import pytest

from wirecopy import types
from wirecopy.edit_kinds import STYLE_KINDS, SUBSTANCE_KINDS
from wirecopy.page_kinds import SPAN_KINDS
from wirecopy.tables import RECORDS, SCHEMAS, empty, from_table, nest, to_table, unnest


def sample(hint: object) -> object:
    """Some value of a field's type; the first of a choice."""
    parts = typing.get_args(hint)
    if typing.get_origin(hint) is tuple:
        return (sample(parts[0]), sample(parts[0]))
    if typing.get_origin(hint) is typing.Literal:
        return parts[0]
    if parts:
        return sample(parts[0])
    if isinstance(hint, type) and dataclasses.is_dataclass(hint):
        return row_of(hint)
    return {str: "words", int: 7, float: 0.5, bool: True, bytes: b"<p>"}[hint]  # type: ignore[index]


def row_of(record: type, *, sparse: bool = False) -> object:
    """A record with every field filled, or, sparse, with null wherever that is allowed."""
    hints = typing.get_type_hints(record)
    nulls = {name for name, hint in hints.items() if sparse and type(None) in typing.get_args(hint)}
    return record(**{name: None if name in nulls else sample(hint) for name, hint in hints.items()})


@pytest.mark.parametrize("name", SCHEMAS)
def test_tables_columns_are_the_fields_of_their_record(name: str) -> None:
    assert SCHEMAS[name].names == [field.name for field in dataclasses.fields(RECORDS[name])]


@pytest.mark.parametrize("name", SCHEMAS)
def test_tables_columns_are_null_where_fields_may_be_none(name: str) -> None:
    hints = typing.get_type_hints(RECORDS[name])
    may_be_none = {column for column, hint in hints.items() if type(None) in typing.get_args(hint)}
    never_null = {field.name for field in SCHEMAS[name] if not field.nullable}
    assert not never_null & may_be_none


def test_tables_have_a_record_each() -> None:
    assert set(SCHEMAS) == set(RECORDS)


def test_tables_are_named_in_the_plural_of_their_record_or_as_its_noun() -> None:
    for name, record in RECORDS.items():
        noun = record.__name__.lower()
        assert name in {f"{noun}s", f"{noun}es", f"{noun[:-1]}ies", noun}


@pytest.mark.parametrize("sparse", [False, True])
@pytest.mark.parametrize("name", SCHEMAS)
def test_to_table_and_back_loses_nothing(name: str, sparse: bool) -> None:
    rows = [row_of(RECORDS[name], sparse=sparse)]
    table = to_table(name, rows)
    assert table.schema == SCHEMAS[name]
    assert list(from_table(table, RECORDS[name])) == rows


def test_from_table_leaves_out_columns_the_record_does_not_have() -> None:
    mention = types.Mention("q_1", "a_1", 3, 9)
    table = to_table("mentions", [mention]).append_column("later", pa.array([1]))
    assert list(from_table(table, types.Mention)) == [mention]


def test_from_table_reads_a_batch() -> None:
    rows = [row_of(types.Copy)]
    assert list(from_table(to_table("copies", rows).to_batches()[0], types.Copy)) == rows


@pytest.mark.parametrize("name", SCHEMAS)
def test_empty_has_the_columns_and_no_row(name: str) -> None:
    assert empty(name).schema == SCHEMAS[name]
    assert list(from_table(empty(name), RECORDS[name])) == []


def test_records_are_frozen_and_slotted() -> None:
    for record in RECORDS.values():
        assert record.__dataclass_params__.frozen  # type: ignore[attr-defined]
        assert hasattr(record, "__slots__")


@pytest.mark.parametrize("record", RECORDS.values())
def test_records_of_more_than_five_fields_are_made_by_keyword_alone(record: type) -> None:
    fields = dataclasses.fields(record)
    assert {field.kw_only for field in fields} == {len(fields) > 5}


def test_kinds_of_style_and_substance_do_not_overlap() -> None:
    assert not set(STYLE_KINDS) & set(SUBSTANCE_KINDS)


def test_tables_offsets_are_whole_numbers() -> None:
    offsets = {"start", "end", "base_start", "base_end"}
    for name in ("spans", "tickers", "edits", "mentions"):
        assert all(SCHEMAS[name].field(column).type == pa.int32() for column in offsets & set(SCHEMAS[name].names))


def test_body_kinds_are_kinds_of_span() -> None:
    assert set(SPAN_KINDS) >= types.BODY_KINDS


@pytest.mark.parametrize("name", SCHEMAS)
def test_nested_rows_come_back_cell_by_cell(name: str) -> None:
    full, sparse = row_of(RECORDS[name]), row_of(RECORDS[name], sparse=True)
    column = nest(name, [(full,), (), (sparse, full)])
    assert unnest(name, column) == [(full,), (), (sparse, full)]
    assert unnest(name, column.slice(1)) == [(), (sparse, full)]
    assert unnest(name, pa.chunked_array([column.slice(2), pa.nulls(1, column.type)])) == [(sparse, full), ()]
