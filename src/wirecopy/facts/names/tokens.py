"""The words of a text as the names are read: sentence by sentence, each with its offsets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from wirecopy.types import Stretch

_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,8}|[A-Z]\.(?= )|[A-Z][a-z]{1,3}\.(?= [A-Z])"
    r"|[^\W_]{1,40}(?:(?:[-.&]|/(?=\d)|['’](?![sS]\b))[^\W_]{1,40}){0,8}|['’][sS]\b|[^\w\s]|_"
)
_LONGEST_SENTENCE = 400  # words; what goes on longer is read in pieces


@dataclass(frozen=True, slots=True)
class TextWords:
    """The words of a text in order; `sentences` holds them grouped, `spots` where each stands."""

    sentences: tuple[tuple[str, ...], ...]
    spots: tuple[tuple[int, int], ...]

    @property
    def flat(self) -> list[str]:
        """All words, one behind the other."""
        return [word for sentence in self.sentences for word in sentence]


def words_of(text: str, sentences: Sequence[Stretch]) -> TextWords:
    """Return the words of the sentences of a text: a possessive is a word of its own, an initial keeps its stop.

    >>> words_of("Gov. Velt's plan", [Stretch(0, 16)]).sentences
    (('Gov.', 'Velt', "'s", 'plan'),)
    """
    grouped: list[tuple[str, ...]] = []
    spots: list[tuple[int, int]] = []
    for sentence in sentences:
        spans = [m.span() for m in _WORD.finditer(text, sentence.start, sentence.end)]
        for first in range(0, len(spans), _LONGEST_SENTENCE):
            grouped.append(tuple([text[a:b] for a, b in spans[first : first + _LONGEST_SENTENCE]]))
        spots += spans
    return TextWords(tuple(grouped), tuple(spots))
