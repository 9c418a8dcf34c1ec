"""CSV and TSV with a header row: one page per row."""

from __future__ import annotations

import csv
import itertools
import re
from collections.abc import Iterator
from typing import Literal

from wirecopy.options import ReadOptions
from wirecopy.read.columns import find_columns, no_text_column
from wirecopy.read.page import row_uri
from wirecopy.read.rows import Rows
from wirecopy.read.streams import DAMAGED, Lines, LongLine, open_bytes
from wirecopy.types import Page, Rejected

EXTENSIONS = (".csv", ".tsv", ".csv.gz", ".tsv.gz")

_DELIMITERS = ",;\t|"
_HEAD_LINES = 100
_END = "\0end of the file\0"  # stands alone after the last line, unless a quotation is still open there
_QUOTED = re.compile('"[^"]*"')


def pages(path: str, options: ReadOptions) -> Iterator[Page | Rejected]:
    """Yield the page of each row; a row that does not fit the header is rejected and the rest is read."""
    head = _head(path, options)
    with open_bytes(path) as stream:
        records = _records(Lines(stream, options), head, path, options)
        header = next(records, None)
        if header is None:
            return
        if isinstance(header, str):
            yield Rejected(row_uri(path, None, None), "read", f"the header: {header}")
        elif not find_columns(header, options.columns).texts:
            yield Rejected(row_uri(path, None, None), "read", no_text_column(header))
        else:
            yield from _rows(records, header, Rows(path, options))


def column_names(path: str, options: ReadOptions) -> list[str]:
    """Return the header."""
    head = _head(path, options)
    try:
        table = csv.reader(iter(head), delimiter=_delimiter(path, head), quoting=_quoting(path, head))
        return next(filter(_filled, table), [])
    except csv.Error:
        return []


def _rows(records: Iterator[list[str] | str], header: list[str], rows: Rows) -> Iterator[Page | Rejected]:
    for number, record in enumerate(records, start=1):
        if isinstance(record, str):
            yield rows.rejected(number, record)
        elif any(field.strip() for field in record[len(header) :]):
            # a delimiter or quotation mark that was not escaped: the text would be cut off in the middle
            yield rows.rejected(number, f"{len(record)} fields where the header has {len(header)}")
        else:
            yield rows.page(dict(zip(header, record, strict=False)), number)


def _records(lines: Lines, head: list[str], path: str, options: ReadOptions) -> Iterator[list[str] | str]:
    """Yield each record, or why the next lines are none."""
    delimiter, quoting = _delimiter(path, head), _quoting(path, head)
    table = csv.reader(itertools.chain(lines, [_END]), delimiter=delimiter, quoting=quoting)
    while True:
        first = lines.number + 1
        try:
            record = _next_record(table, options.max_page_chars)
        except (csv.Error, LongLine) as error:
            yield f"line {first} to {lines.number}: {error}"
            continue
        except DAMAGED as error:
            yield f"damaged gz after line {lines.number}: {error}"
            return
        if record is None or record == [_END]:
            return
        if record and record[-1].endswith(_END):
            yield f"a quotation is never closed: line {first} to {lines.number} were not read"
            return
        if _filled(record):
            yield record


def _next_record(table: Iterator[list[str]], max_chars: int) -> list[str] | None:
    before = csv.field_size_limit(max_chars)  # the whole process has one limit: it is ours for one row only
    try:
        return next(table, None)
    finally:
        csv.field_size_limit(before)


def _filled(record: list[str]) -> bool:
    return len(record) > 1 or any(field.strip() for field in record)


def _head(path: str, options: ReadOptions) -> list[str]:
    head: list[str] = []
    with open_bytes(path) as stream:
        try:
            head.extend(itertools.islice(Lines(stream, options), _HEAD_LINES))
        except (LongLine, *DAMAGED):
            pass
    return head


def _delimiter(path: str, head: list[str]) -> str:
    if ".tsv" in path.lower()[-7:]:
        return "\t"
    header = _QUOTED.sub("", next(filter(str.strip, head), ""))
    return max(_DELIMITERS, key=header.count)


def _quoting(path: str, head: list[str]) -> Literal[0, 3]:
    """Return whether quotation marks quote: in some TSV files they are text."""
    if ".tsv" not in path.lower()[-7:]:
        return csv.QUOTE_MINIMAL
    try:
        for _ in csv.reader(iter(head), delimiter="\t", strict=True):
            pass
    except csv.Error as error:
        return csv.QUOTE_MINIMAL if "unexpected end" in str(error) else csv.QUOTE_NONE
    return csv.QUOTE_MINIMAL
