"""What sets a copy's text apart, reduced to what tells descent: its substantive readings and the sentences it lacks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from wirecopy.text.sentences import sentence_spans
from wirecopy.trace.collate import Collation
from wirecopy.trace.prepare import Prepared
from wirecopy.trace.style_tables import StyleTables
from wirecopy.types import Edit

TraitKind = Literal["reading", "added", "moved", "gone"]

_WORD = re.compile(r"[^\W_]+")
_ADDED = frozenset(("sentence_added", "paragraph_added"))
_GONE = frozenset(("sentence_dropped", "paragraph_dropped"))
_FEWEST_WORDS = 3  # "AP" or "Read more" says nothing of who copied whom
_WEIGHTY = frozenset(("number", "name", "negation", "date"))


@dataclass(frozen=True, slots=True)
class Trait:
    """One deviation of a copy from its base, in sentences of the base.

    `sentence` is where it stands; `last` closes the sentences that are gone (`gone` alone). `reading` is the
    text with case and marks folded; `place` and `base_place` are the raw offsets of the edit it comes from.
    """

    kind: TraitKind
    sentence: int
    last: int
    base_place: int
    base_end: int
    place: int
    reading: str
    words: int
    weighty: bool
    in_quote: bool


def traits_of(base: Prepared, found: Collation) -> tuple[Trait, ...]:
    """Return what of a copy's collation tells descent: house style and headlines do not."""
    shift = base.view.shift(0, len(base.text))
    starts = [base.view.raw_offset(at) if shift is None else at + shift for at in base.starts]
    place = _Order(starts, found)
    told = (t for edit in found.edits if edit.substantive for t in _traits(edit, place, base.tables))
    return tuple(sorted(told, key=lambda t: (t.sentence, t.base_place, t.place, t.kind, t.reading)))


class _Order:
    """Where the base's sentences begin, and which of the copy's places answer them."""

    def __init__(self, starts: Sequence[int], found: Collation) -> None:
        moves = [(edit.base_start, edit.base_end) for edit in found.edits if edit.kind == "sentence_moved"]
        self.starts = starts
        self._kept = [
            block
            for block in found.blocks
            if block.start < block.end and not any(a <= block.base_start < b for a, b in moves)
        ]

    def boundary(self, edit: Edit) -> int:
        """Return the sentence that began the later of the two stretches that changed places.

        Whether the collation calls the one or the other moved, it is the same.
        """
        behind = bisect_left(self._kept, edit.base_end, key=lambda block: block.base_start)
        if behind < len(self._kept) and self._kept[behind].start < edit.start:
            return max(0, bisect_right(self.starts, self._kept[behind].base_start) - 1)
        return bisect_left(self.starts, edit.base_start)


def _traits(edit: Edit, order: _Order, tables: StyleTables) -> Iterator[Trait]:
    starts = order.starts
    sentence = max(0, bisect_right(starts, edit.base_start) - 1)
    if edit.kind in _GONE:
        first = bisect_left(starts, edit.base_start)
        last = max(first + 1, bisect_left(starts, edit.base_end))
        yield _trait("gone", edit, first, last, "")
    elif edit.kind in _ADDED:
        for stretch in sentence_spans(edit.text):
            reading = folded(edit.text[stretch.start : stretch.end], tables.spelling)
            if reading.count(" ") + 1 >= _FEWEST_WORDS:
                yield _trait("added", edit, sentence, sentence, reading)
    elif edit.kind == "sentence_moved":
        boundary = order.boundary(edit)
        yield _trait("moved", edit, boundary, boundary, "")
    elif edit.kind != "headline":
        words = folded(edit.text, tables.spelling).split()
        while words and words[0] in tables.honorifics:  # "Mr. Roe" is "Roe" in another house
            del words[0]
        yield _trait("reading", edit, sentence, sentence, " ".join(words))


def _trait(kind: TraitKind, edit: Edit, sentence: int, last: int, reading: str) -> Trait:
    return Trait(
        kind=kind,
        sentence=sentence,
        last=last,
        base_place=edit.base_start,
        base_end=edit.base_end,
        place=edit.start,
        reading=reading,
        words=len(reading.split()),
        weighty=edit.kind in _WEIGHTY,
        in_quote=edit.in_quote,
    )


def folded(text: str, spelling: Mapping[str, str]) -> str:
    """Return the words of a text, case, marks, dots and spelling folded, in order.

    >>> folded("The U.S. Defence chief", {"defence": "defense"})
    'the us defense chief'
    """
    words = _WORD.findall(text.casefold().replace(".", "").replace("’", "").replace("'", ""))
    return " ".join(spelling.get(word, word) for word in words)
