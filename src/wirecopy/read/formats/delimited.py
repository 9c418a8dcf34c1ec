"""CSV and TSV with a header row: one page per row."""

from __future__ import annotations

import contextlib
import csv
import itertools
import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from wirecopy.options import ReadOptions
from wirecopy.read.columns import find_columns, no_text_column
from wirecopy.read.page import row_uri
from wirecopy.read.rows import Rows
from wirecopy.read.streams import DAMAGED, Lines, LongLine, open_bytes, unpacked_name
from wirecopy.types import Page, Rejected

EXTENSIONS = (".csv", ".tsv")

_DELIMITERS = ",;\t|"
_HEAD_LINES = 100
_END = "\0end of the file\0"  # stands alone after the last line, unless a quotation is still open there
_QUOTED = re.compile('"[^"]*"')
_SEP = re.compile(r'"?sep=(.)"?\s{0,3}', re.IGNORECASE)
_ESCAPED = re.compile(r'\\"')


class _Dialect(NamedTuple):
    """How a file parts its fields."""

    delimiter: str
    quoting: Literal[0, 3] = 0
    escape: str | None = None
    """What stands before a quotation mark inside a field; null where it is doubled."""
    skip: int = 0
    """Lines before the header: a spreadsheet notes its delimiter there."""

    def table(self, lines: Iterator[str]) -> Iterator[list[str]]:
        """Return a reader of the lines."""
        return csv.reader(
            lines, delimiter=self.delimiter, quoting=self.quoting, escapechar=self.escape,
            doublequote=self.escape is None,
        )  # fmt: skip


def pages(path: str, options: ReadOptions) -> Iterator[Page | Rejected]:
    """Yield the page of each row; a row that does not fit the header is rejected and the rest is read."""
    dialect = _dialect(path, _head(path, options))
    with open_bytes(path) as stream:
        records = _records(Lines(stream, options), dialect, options)
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
    dialect = _dialect(path, head)
    try:
        return next(filter(_filled, dialect.table(iter(head[dialect.skip :]))), [])
    except csv.Error:
        return []


def _rows(records: Iterator[list[str] | str], header: list[str], rows: Rows) -> Iterator[Page | Rejected]:
    for number, record in enumerate(records, start=1):
        if isinstance(record, str):
            yield rows.rejected(number, record)
        elif record == header:
            continue  # two tables one behind the other in one file
        elif any(field.strip() for field in record[len(header) :]):
            # a delimiter or quotation mark that was not escaped: the text would be cut off in the middle
            yield rows.rejected(number, f"{len(record)} fields where the header has {len(header)}")
        else:
            yield rows.page(dict(zip(header, record, strict=False)), number)


def _records(lines: Lines, dialect: _Dialect, options: ReadOptions) -> Iterator[list[str] | str]:
    """Yield each record, or why the next lines are none."""
    for _ in range(dialect.skip):
        next(lines, None)
    table = dialect.table(itertools.chain(lines, [_END]))
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


def _dialect(path: str, head: list[str]) -> _Dialect:
    """Return how a file parts its fields, by what it says itself, else by its name, else by its first lines."""
    stated = _SEP.fullmatch(head[0]) if head else None
    if unpacked_name(path).endswith(".tsv") and stated is None:
        return _Dialect("\t", _tabbed_quoting(head))
    skip = 1 if stated else 0
    header = _QUOTED.sub("", next(filter(str.strip, head[skip:]), ""))
    delimiter = stated[1] if stated else max(_DELIMITERS, key=header.count)
    doubled = _Dialect(delimiter, skip=skip)
    escaped = doubled._replace(escape="\\")
    if not any(map(_ESCAPED.search, head)):
        return doubled
    return max((doubled, escaped), key=lambda dialect: _fitting(dialect, head[skip:]))


def _fitting(dialect: _Dialect, head: list[str]) -> int:
    """Return how many of the first rows have as many fields as the header, less those that have not."""
    sizes: list[int] = []
    with contextlib.suppress(csv.Error):
        sizes.extend(map(len, dialect.table(iter(head))))
    return sum(1 if size == sizes[0] else -1 for size in sizes[1:-1])


def _tabbed_quoting(head: list[str]) -> Literal[0, 3]:
    """Return whether quotation marks quote: in some TSV files they are text."""
    try:
        for _ in csv.reader(iter(head), delimiter="\t", strict=True):
            pass
    except csv.Error as error:
        return csv.QUOTE_MINIMAL if "unexpected end" in str(error) else csv.QUOTE_NONE
    return csv.QUOTE_MINIMAL
