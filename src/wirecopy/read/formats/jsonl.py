"""JSON Lines: one object, one page per line."""

from __future__ import annotations

import json
from collections.abc import Iterator

from wirecopy.options import ReadOptions
from wirecopy.read.page import row_uri
from wirecopy.read.rows import Rows
from wirecopy.read.streams import DAMAGED, Lines, LongLine, open_bytes
from wirecopy.types import Page, Rejected

EXTENSIONS = (".jsonl", ".ndjson", ".jsonlines")

_HEAD_ROWS = 100


def pages(path: str, options: ReadOptions) -> Iterator[Page | Rejected]:
    """Yield the page of each line; a broken line is rejected by its number and the rest is read."""
    rows = Rows(path, options)
    with open_bytes(path) as stream:
        lines = Lines(stream, options)
        while True:
            try:
                line = next(lines, None)
                if line is None:
                    return
                for row in _rows(line):
                    yield rows.page(row, lines.number)
            except (ValueError, RecursionError, LongLine) as error:
                yield rows.rejected(lines.number, _reason(error, lines.number))
            except DAMAGED as error:
                yield Rejected(row_uri(path, None, None), "read", f"damaged gz after line {lines.number}: {error}")
                return


def column_names(path: str, options: ReadOptions) -> list[str]:
    """Return the keys of the first hundred rows, in the order met."""
    names: dict[str, None] = {}
    with open_bytes(path) as stream:
        lines = Lines(stream, options)
        while lines.number < _HEAD_ROWS:
            try:
                line = next(lines, None)
                if line is None:
                    break
                names.update(dict.fromkeys(name for row in _rows(line) for name in row))
            except (ValueError, RecursionError, LongLine):
                continue
            except DAMAGED:
                break
    return list(names)


def _rows(line: str) -> Iterator[dict[str, object]]:
    """Yield the object of a line; two where files were set one behind the other without a line end."""
    if not line.isspace():
        yield from map(_row, line.replace("}\ufeff{", "}\ufeff\ufeff{").split("\ufeff\ufeff"))


def _row(line: str) -> dict[str, object]:
    row = json.loads(line)
    if not isinstance(row, dict):
        raise ValueError(f"a JSON {type(row).__name__}, not an object")
    return row


def _reason(error: Exception, number: int) -> str:
    if isinstance(error, LongLine):
        return str(error)
    why = "nested too deep" if isinstance(error, RecursionError) else str(error)
    return f"line {number} is no JSON object: {why}"
