"""What sets a copy's text apart, reduced to what tells descent: its substantive readings and the sentences it lacks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from wirecopy.edit_kinds import STYLE_KINDS
from wirecopy.text.sentences import sentence_spans
from wirecopy.trace.collation.collate import Collation
from wirecopy.trace.collation.prepare import Prepared
from wirecopy.trace.collation.style_tables import StyleTables
from wirecopy.types import Edit

TraitKind = Literal["reading", "added", "moved", "gone"]

_WORD = re.compile(r"[^\W_]+")
_DRESS = frozenset(STYLE_KINDS) - {"paraphrase", "name_form"}  # other words tell descent, whatever they say
_ADDED = frozenset(("sentence_added", "paragraph_added"))
_GONE = frozenset(("sentence_dropped", "paragraph_dropped"))
_FEWEST_WORDS = 3  # "AP" or "Read more" says nothing of who copied whom
_WEIGHTY = frozenset(("number", "name", "negation", "date"))


@dataclass(frozen=True, slots=True)
class Trait:
    """One deviation of a copy from its base, in sentences of the base.

    `sentence` is where it stands; `last` closes the sentences that are gone or moved. `reading` is the text with
    case and marks folded, of a move the pairs of sentences that changed places ("3:5 3:6"); `place` and
    `base_place` are the raw offsets of the edit it comes from.
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


def traits_of(base: Prepared, collation: Collation) -> tuple[Trait, ...]:
    """Return what of a copy's collation tells descent: house style and headlines do not."""
    shift = base.view.shift(0, len(base.text))
    starts = [base.view.raw_offset(at) if shift is None else at + shift for at in base.starts]
    place = _Order(starts, collation)
    deviations = (t for edit in collation.edits if edit.kind not in _DRESS for t in _traits(edit, place, base.tables))
    return tuple(sorted(deviations, key=lambda t: (t.sentence, t.base_place, t.place, t.kind, t.reading)))


class _Order:
    """Where the base's sentences begin, and in which order the copy has them."""

    def __init__(self, starts: Sequence[int], collation: Collation) -> None:
        self.starts = starts
        self._places: dict[int, int] = {}
        if any(edit.kind == "sentence_moved" for edit in collation.edits):
            for block in collation.blocks:
                if block.start < block.end:
                    first = max(0, bisect_right(starts, block.base_start) - 1)
                    for sentence in range(first, max(first + 1, bisect_left(starts, block.base_end))):
                        within = max(0, starts[sentence] - block.base_start)
                        self._places.setdefault(sentence, block.start + within)

    def swapped(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """Yield the pairs of sentences, one of them from `first` to `last`, that stand in the other order in the copy.

        They are the same whichever of two stretches that changed places is called moved, and those of a copy that
        left out some sentences are among them.
        """
        places = self._places
        for own in range(first, last):
            for other, place in places.items() if own in places else ():
                if not first <= other < last and (other < own) != (place < places[own]):
                    yield min(own, other), max(own, other)


def _traits(edit: Edit, order: _Order, tables: StyleTables) -> Iterator[Trait]:
    starts = order.starts
    sentence = max(0, bisect_right(starts, edit.base_start) - 1)
    if edit.kind in _GONE:
        first = bisect_left(starts, edit.base_start)
        last = max(first + 1, bisect_left(starts, edit.base_end))
        yield _trait("gone", edit, first, last, "")
    elif edit.kind in _ADDED:
        for stretch in sentence_spans(edit.text):
            reading = folded_words(edit.text[stretch.start : stretch.end], tables.spelling)
            if reading.count(" ") + 1 >= _FEWEST_WORDS:
                yield _trait("added", edit, sentence, sentence, reading)
    elif edit.kind == "sentence_moved":
        first = bisect_left(starts, edit.base_start)
        last = max(first + 1, bisect_left(starts, edit.base_end))
        pairs = sorted(set(order.swapped(first, last)))
        yield replace(_trait("moved", edit, first, last, ""), reading=" ".join(f"{a}:{b}" for a, b in pairs))
    elif edit.kind != "headline":
        words = folded_words(edit.text, tables.spelling).split()
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


def folded_words(text: str, spelling: Mapping[str, str]) -> str:
    """Return the words of a text, case, marks, dots and spelling folded, in order.

    >>> folded_words("The U.S. Defence chief", {"defence": "defense"})
    'the us defense chief'
    """
    words = _WORD.findall(text.casefold().replace(".", "").replace("’", "").replace("'", ""))
    return " ".join(spelling.get(word, word) for word in words)
