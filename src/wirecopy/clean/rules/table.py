"""Rows of tables: lines of cells set apart by tabs, three or more in a row."""

from __future__ import annotations

from collections.abc import Sequence

from wirecopy.clean.lines import Line
from wirecopy.clean.rules.marks import FAIR, Mark, Sheet, touched, whole

PRECISE = "trafilatura"
MIN_ROWS = 3
MAX_WORDS = 40


def table_marks(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark]:
    """Return a mark for each row of a table; a lone line with a tab in it is none."""
    if sheet.extractor == PRECISE:
        return []  # it has told tables of the text from those of the layout
    if "\t" not in sheet.raw:
        return []
    kinds = touched(sheet, marks)
    result: list[Mark] = []
    run: list[Line] = []
    for line in (*sheet.lines, None):
        if line is not None and kinds[line.number] is None and _is_row(line):
            run.append(line)
            continue
        if len(run) >= MIN_ROWS:
            result += [whole(row, "unknown_furniture", FAIR, "rule: row of a table") for row in run]
        run = []
    return result


def _is_row(line: Line) -> bool:
    return "\t" in line.text and line.words <= MAX_WORDS and not (line.closed and line.prose)
