"""Sentences and paragraphs that came or went one behind the other are told as one difference.

A page that is cut after its lead differs once from the full text, not once a paragraph; so does a live page that has
five posts more. What was judged to say nothing new stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from operator import attrgetter

from wirecopy.trace.collation.prepare import Prepared
from wirecopy.trace.edit_units.whole_words import in_whole_words
from wirecopy.types import Edit

_WHOLE = ("sentence_added", "sentence_dropped", "paragraph_added", "paragraph_dropped")


def as_told(edits: Iterable[Edit], base: Prepared, copy: Prepared) -> tuple[Edit, ...]:
    """Return the edits of a collation in order, each run of what came, and of what went, as one edit.

    The run is a `paragraph_added` or `paragraph_dropped` that stands where its first part does; the words of a sentence
    that went beside whole ones go with them, and no edit is a part of a word. No run reaches over furniture:
    `raw[start:end]` is what is claimed.
    """
    gone: list[Edit] = []
    come: list[Edit] = []
    rest: list[Edit] = []
    for edit in (in_whole_words(edit, base, copy) for edit in edits):
        one_sided = bool(edit.text) != bool(edit.base_text)
        joins = one_sided and edit.substantive and edit.kind != "headline"
        (rest if not joins else come if edit.text else gone).append(edit)
    edits_told = [*rest, *_runs(gone, base, ("base_start", "base_end")), *_runs(come, copy, ("start", "end"))]
    return tuple(
        sorted(edits_told, key=lambda e: (e.base_start, e.kind != "sentence_moved", e.start, e.base_end, e.end))
    )


def _runs(edits: list[Edit], text: Prepared, side: tuple[str, str]) -> Iterator[Edit]:
    """Yield the edits of one side, those joined between which nothing but white space stands."""
    begin, end = map(attrgetter, side)
    run: list[Edit] = []
    for edit in sorted(edits, key=lambda e: (begin(e), end(e))):
        if run and not _adjoin(text, end(run[-1]), begin(edit)):
            yield from _joined_run(run, text, begin(run[0]), end(run[-1]))
            run = []
        run.append(edit)
    if run:
        yield from _joined_run(run, text, begin(run[0]), end(run[-1]))


def _joined_run(run: list[Edit], text: Prepared, start: int, end: int) -> list[Edit]:
    """Return a run as one edit, where some whole sentence is in it; else its parts."""
    if len(run) == 1 or not any(edit.kind in _WHOLE for edit in run):
        return run
    at = text.view.offset(start)
    words = text.text[at : at + end - start] if at is not None else ""
    one, quoted = run[0], all(edit.in_quote for edit in run)
    if one.text:
        return [replace(one, kind="paragraph_added", in_quote=quoted, end=end, text=words)]
    return [replace(one, kind="paragraph_dropped", in_quote=quoted, base_end=end, base_text=words)]


def _adjoin(text: Prepared, end: int, begin: int) -> bool:
    """Tell whether nothing but white space of the body stands between two raw offsets."""
    before, behind = text.view.offset(end - 1), text.view.offset(begin)
    if before is None or behind is None or behind - before != begin - end + 1:
        return False
    return not text.text[before + 1 : behind].strip()
