"""Picture galleries: a page whose captions are its only running text has them for its body."""

from __future__ import annotations

from collections.abc import Sequence

from wirecopy.clean.lines import Line
from wirecopy.clean.rules.caption import caption_text
from wirecopy.clean.rules.marks import CERTAIN, Mark, Sheet, strongest, touched

MIN_CAPTION_WORDS = 8  # a shorter one is a credit or a button
# Prose beside the captions: on a gallery the few captions no rule knows; a brief report has more than its picture.
MAX_PROSE_SHARE = 0.5
TWIN_CHARS = 80
EVIDENCE = "rule: the captions are the page's text"


def gallery_marks(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark]:
    """Return a body mark for each distinct caption, without its credit, where captions are the page's text.

    They are when all other running text holds at most half as many words as the captions do.
    """
    captions = _captions(sheet, marks)
    if not captions:
        return []
    caption_words = sum(line.words for line in captions)
    kinds = touched(sheet, marks)
    prose = sum(line.words for line in sheet.lines if line.prose and kinds[line.number] in (None, "dateline"))
    if prose > MAX_PROSE_SHARE * caption_words:
        return []
    return [_body(sheet, line) for line in captions]


def _captions(sheet: Sheet, marks: Sequence[Mark]) -> list[Line]:
    """Return the lines that are a caption with words of its own, a repeated one once."""
    best = strongest(sheet, marks)
    seen: set[str] = set()
    captions = []
    for line in sheet.lines:
        mark = best[line.number]
        if mark is None or mark.kind != "caption" or line.words < MIN_CAPTION_WORDS:
            continue
        key = line.key[:TWIN_CHARS]
        if key not in seen:
            seen.add(key)
            captions.append(line)
    return captions


def _body(sheet: Sheet, line: Line) -> Mark:
    first, last = caption_text(line, sheet.rules)
    end = line.end if last == len(line.text) else line.at(sheet.raw, last)
    return Mark("body", line.at(sheet.raw, first), end, CERTAIN, EVIDENCE, line.number)
