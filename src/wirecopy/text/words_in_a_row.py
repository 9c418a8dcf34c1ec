"""Whether a text holds words of another in their order: eight in a row are a trace of it."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

IN_A_ROW = 8
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class WordRows:
    """The words of some texts, by every eight in a row; a shorter text counts as a whole."""

    rows: frozenset[tuple[str, ...]]
    lengths: tuple[int, ...]
    lasts: frozenset[str]

    @classmethod
    def of(cls, texts: Iterable[str]) -> WordRows:
        """Return the words of texts, their case and what stands between them aside."""
        rows = {row for text in texts for row in _rows(text)}
        return cls(frozenset(rows), tuple(sorted({*map(len, rows)})), frozenset(row[-1] for row in rows))

    def stand_in(self, text: str) -> bool:
        """Return whether eight words in a row stand in a text.

        >>> WordRows.of(["Rain fell on the old quay all day."]).stand_in("rain FELL on the old quay, all day")
        True
        """
        return self.found_in(text) is not None

    def found_in(self, text: str) -> str | None:
        """Return the first words in a row that stand in a text, null where none do."""
        for length in self.lengths:
            held: deque[str] = deque(maxlen=length)
            for word in _words(text):
                held.append(word)
                if word in self.lasts and len(held) == length and tuple(held) in self.rows:
                    return " ".join(held)
        return None


def _rows(text: str) -> Iterator[tuple[str, ...]]:
    words = list(_words(text))
    length = min(IN_A_ROW, len(words))
    return (tuple(words[at : at + length]) for at in range(len(words) - length + 1) if length)


def _words(text: str) -> Iterator[str]:
    return (match[0].casefold() for match in _WORD.finditer(text))
