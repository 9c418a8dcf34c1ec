"""Files and directories in, pages out: the one door of the room."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping

from wirecopy.errors import BadOption, UnknownColumn, UnreadableInput
from wirecopy.options import ReadOptions
from wirecopy.read.columns import canonical_mapping, find_columns, missing_columns, no_text_column, short_names
from wirecopy.read.formats import Format, TableFormat, as_table, extensions_of, format_of, load_formats
from wirecopy.read.page import row_uri
from wirecopy.read.walk import input_files, is_base
from wirecopy.types import Page, Rejected

MOST_TIMES = 1000
"""A file that gives more text than this for each of its bytes repeats one text, and is not read to its end."""
Inputs = Iterable[str | os.PathLike[str]] | str | os.PathLike[str]


def read_pages(inputs: Inputs, options: ReadOptions | None = None) -> Iterator[Page | Rejected]:
    """Return every page of the files and directories given, one by one, always in the same order.

    What cannot be used comes as a Rejected with the reason, and reading goes on. Before anything is read, a
    path that is missing or of unknown format raises UnreadableInput, a mapped column that no table of an
    input has raises UnknownColumn, and an option with an impossible value raises BadOption.

    >>> [page.uri for page in read_pages([])]
    []
    """
    options = options or ReadOptions()
    paths = [inputs] if isinstance(inputs, str | os.PathLike) else list(inputs)
    named = [os.fspath(path) for path in paths]
    formats = load_formats()
    _check_options(options)
    for path in named:
        _check_input(path, options, formats)
    return _pages(named, options, formats)


def _pages(named: list[str], options: ReadOptions, formats: Mapping[str, Format]) -> Iterator[Page | Rejected]:
    for path in named:
        for entry in input_files(path):
            if isinstance(entry, Rejected):
                yield entry
            else:
                yield from _file_pages(entry, options, formats)


def _file_pages(path: str, options: ReadOptions, formats: Mapping[str, Format]) -> Iterator[Page | Rejected]:
    reader = format_of(path, formats)
    if reader is None:
        yield _rejected(path, f"not read: {_extension(path)} is not a known format ({extensions_of(formats)})")
        return
    empty, characters, most = True, 0, max(options.max_page_chars, MOST_TIMES * os.path.getsize(path))
    try:
        for page in reader.pages(path, options):
            empty = False
            characters += len(page.raw) if isinstance(page, Page) else 0
            if characters > most:
                yield _rejected(path, f"unpacks to over {MOST_TIMES:,} times its size: the rest is not read")
                return
            yield page
    except OSError as error:
        empty = False
        yield _rejected(path, f"cannot be read: {error.strerror or error}")
    except Exception as error:  # a file no test foresaw must not end the run; the row names what to mend
        empty = False
        yield _rejected(path, f"the reader failed: {type(error).__name__}: {error}"[:500])
    if empty:
        yield _rejected(path, "empty: no rows")


def _check_options(options: ReadOptions) -> None:
    canonical_mapping(options.columns)
    if options.max_page_chars < 1:
        raise BadOption("max_page_chars", options.max_page_chars, "a number of at least 1")
    if options.outlet is not None and not options.outlet.strip():
        raise BadOption("outlet", options.outlet, "a name")


def _check_input(path: str, options: ReadOptions, formats: Mapping[str, Format]) -> None:
    if not os.path.exists(path):
        raise UnreadableInput(path, "there is no such file or directory")
    if not os.access(path, os.R_OK):
        raise UnreadableInput(path, "it may not be read", "Check its permissions.")
    if os.path.isdir(path):
        if is_base(path):
            raise UnreadableInput(path, "it is a news base, not input", "Give the files it was made from.")
    elif not os.path.isfile(path):
        raise UnreadableInput(path, "it is neither a file nor a directory")
    elif (reader := format_of(path, formats)) is None:
        raise UnreadableInput(path, f"{_extension(path)} is not a known format", f"Known: {extensions_of(formats)}.")
    elif table := as_table(reader):
        _check_text(path, _column_names(path, table, options), options)
    if options.columns:
        _check_mapping(path, options, formats)


def _check_text(path: str, names: list[str], options: ReadOptions) -> None:
    missing = missing_columns(names, options.columns)
    if names and not missing and not find_columns(names, options.columns).texts:
        raise UnreadableInput(path, no_text_column(names), "Say which it is: --columns text=COLUMN.")


def _check_mapping(path: str, options: ReadOptions, formats: Mapping[str, Format]) -> None:
    """Raise UnknownColumn for a mapped column that no table of the input has; stop once all are met."""
    missing = list(options.columns.values())
    first: list[str] = []
    for entry in input_files(path):
        reader = format_of(entry, formats) if isinstance(entry, str) else None
        table = as_table(reader) if reader else None
        names = _column_names(str(entry), table, options) if table else []
        first = first or names
        missing = [column for column in missing if column not in names]
        if not missing:
            return
    if first:
        raise UnknownColumn(missing[0], path, short_names(first))


def _column_names(path: str, table: TableFormat, options: ReadOptions) -> list[str]:
    try:
        return table.column_names(path, options)
    except OSError:
        return []


def _extension(path: str) -> str:
    name = os.path.basename(path)
    return os.path.splitext(name)[1] or "a name without extension"


def _rejected(path: str, reason: str) -> Rejected:
    return Rejected(row_uri(path, None, None), "read", reason)
