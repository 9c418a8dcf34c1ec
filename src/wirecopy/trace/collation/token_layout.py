"""A body laid out for one collation: token by token where it differs, whole runs of sentences where it does not."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

from wirecopy.text.view import View
from wirecopy.trace.collation.prepare import Prepared
from wirecopy.trace.collation.style_tables import StyleTables
from wirecopy.types import Stretch

Run = tuple[int, int, int]
"""Sentences `a` to `a + n` of the base and `b` to `b + n` of the copy mean the same, each to each."""


@dataclass(frozen=True, slots=True)
class Strip:
    """One body as a row of tokens; a run of sentences that both texts have is one token that stands for all of them.

    Offsets are of the body's text. `sentences[k]` is the first token of sentence k (one more entry closes the
    last), and `paragraphs` likewise; `weight[i]` is what the tokens before `i` weigh together.
    """

    text: str
    view: View = field(repr=False)
    tables: StyleTables = field(repr=False)
    starts: Sequence[int] = field(repr=False)
    ends: Sequence[int] = field(repr=False)
    keys: Sequence[str] = field(repr=False)
    surfaces: Sequence[str] = field(repr=False)
    spaced: bytes = field(repr=False)
    weight: Sequence[int] = field(repr=False)
    sentences: Sequence[int] = field(repr=False)
    paragraphs: Sequence[int] = field(repr=False)
    runs: Sequence[int] = field(repr=False)
    """The tokens that stand for a run."""

    def __len__(self) -> int:
        return len(self.keys)

    def start(self, i: int) -> int:
        """Return where token `i` begins; beyond the last one, where the text's tokens end."""
        return self.starts[i] if i < len(self.starts) else (self.ends[-1] if self.ends else 0)

    def stretch(self, first: int, last: int) -> Stretch:
        """Return where tokens `first` to `last` (exclusive) stand; none of them: before `first`."""
        at = self.start(first)
        return Stretch(at, self.ends[last - 1] if last > first else at)

    def sentence(self, i: int) -> int:
        """Return the number of the sentence that token `i` belongs to."""
        return bisect_right(self.sentences, i, 0, len(self.sentences) - 1) - 1

    def paragraph(self, i: int) -> int:
        """Return the number of the paragraph that token `i` belongs to."""
        return bisect_right(self.paragraphs, i, 0, len(self.paragraphs) - 1) - 1

    def weigh(self, first: int, last: int) -> int:
        """Return how much is said in tokens `first` to `last` (exclusive)."""
        return self.weight[last] - self.weight[first]

    @property
    def last(self) -> int:
        """Return where the last token ends."""
        return self.ends[-1] if self.ends else 0


class _Layout:
    """The lists of a strip while it is laid out."""

    def __init__(self, text: Prepared) -> None:
        self.text = text
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.keys: list[str] = []
        self.surfaces: list[str] = []
        self.spaced = bytearray()
        self.weights: list[int] = []
        self.sentences: list[int] = []
        self.paragraphs: list[int] = []
        self.runs: list[int] = []

    def sentence(self, k: int) -> None:
        """Add a sentence token by token."""
        at, wording = self.text.starts[k], self.text.wordings[k]
        self._begin(k)
        self.starts += [at + start for start in wording.starts]
        self.ends += [at + end for end in wording.ends]
        self.keys += wording.keys
        self.surfaces += wording.surfaces
        self.spaced += wording.spaced
        self.weights += wording.weights

    def run(self, first: int, last: int) -> None:
        """Add a run of sentences as one token, whose key only its counterpart has."""
        self._begin(first)
        self.runs.append(len(self.keys))
        self.starts.append(self.text.starts[first])
        self.ends.append(self.text.ends[last - 1])
        self.keys.append(f"\0{len(self.runs)}")
        self.surfaces.append("\0")
        self.spaced.append(True)
        self.weights.append(sum(wording.weight for wording in self.text.wordings[first:last]))

    def _begin(self, k: int) -> None:
        self.sentences.append(len(self.keys))
        if k in self.text.paragraphs:
            self.paragraphs.append(len(self.keys))

    def strip(self) -> Strip:
        """Return what was laid out."""
        text, end = self.text, len(self.keys)
        return Strip(
            text.text, text.view, text.tables, self.starts, self.ends, self.keys, self.surfaces, bytes(self.spaced),
            list(accumulate(self.weights, initial=0)), _closed_ranges(self.sentences, end),
            _closed_ranges(self.paragraphs, end),
            self.runs,
        )  # fmt: skip


def laid_out(text: Prepared, runs: Sequence[tuple[int, int]]) -> Strip:
    """Return the body with each of the runs (first and last sentence, in order and apart) as one token."""
    layout, at = _Layout(text), 0
    for first, last in [*runs, (len(text.starts), len(text.starts))]:
        for k in range(at, first):
            layout.sentence(k)
        if first < last:
            layout.run(first, last)
        at = last
    return layout.strip()


def _closed_ranges(firsts: list[int], end: int) -> list[int]:
    firsts = firsts if firsts[:1] == [0] else [0, *firsts]
    return firsts if firsts[-1] == end else [*firsts, end]


def without_runs(strip: Strip, rows: Sequence[tuple[int, int, int]]) -> Iterator[tuple[int, int, int]]:
    """Yield the matches without the tokens that stand for runs."""
    at = 0
    for i, j, n in rows:
        while at < len(strip.runs) and strip.runs[at] < i:
            at += 1
        while at < len(strip.runs) and strip.runs[at] < i + n:
            length = strip.runs[at] - i
            if length:
                yield i, j, length
            i, j, n = i + length + 1, j + length + 1, n - length - 1
            at += 1
        if n:
            yield i, j, n
