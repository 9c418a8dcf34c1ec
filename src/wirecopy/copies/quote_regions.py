"""Where quotations may stand at all: what spares most texts the telling of their quotations."""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from wirecopy.copies.pairs import Numbers
from wirecopy.kernels import Kernels
from wirecopy.kernels.column import TextColumn

_MARK = re.compile(r"[\"“”„‟«»＂`‘‹›]|['’](?![A-Za-z])|(?<![A-Za-z])['’]")
_DOUBLE = re.compile(r"[\"“”„«»]")
_WORD = re.compile(r"[A-Za-z0-9]")
_Places = tuple[Numbers, npt.NDArray[np.int32], npt.NDArray[np.int32]]


def marked_stretches(column: TextColumn, asked: Numbers, kernels: Kernels) -> _Places:
    """Return (text, start, end) of the stretches of the texts asked for outside which no quotation stands.

    One for each line with marks, from its first to its last, and to the end of the line where a speech may run on
    into the next. A text without double marks has none. An apostrophe between letters is no mark.
    """
    if kernels.backend == "compiled":
        from wirecopy.kernels import compiled_lines

        texts, starts, ends = compiled_lines.marked(column.raw, column.offsets, asked)
        return texts, starts, ends
    rows = [(number, *stretch) for number in asked.tolist() for stretch in _in_text(column.text(number))]
    columns = np.array(rows, dtype=np.int64).reshape(-1, 3)
    return columns[:, 0], columns[:, 1].astype(np.int32), columns[:, 2].astype(np.int32)


def _in_text(text: str) -> list[tuple[int, int]]:
    if not _DOUBLE.search(text):
        return []
    regions: list[tuple[int, int]] = []
    begins, waiting = 0, None
    for line in text.split("\n"):
        marks = list(_MARK.finditer(line))
        if marks and waiting is not None:
            regions[-1] = regions[-1][0], waiting
        if marks:
            regions.append((begins + marks[0].start(), begins + marks[-1].end()))
            waiting = begins + len(line)
        elif _WORD.search(line):
            waiting = None
        begins += len(line) + 1
    return regions
