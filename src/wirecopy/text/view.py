"""The body of a page as a view of its raw text: one string to read, and the way back to raw offsets."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from wirecopy.types import Stretch


@dataclass(frozen=True, slots=True)
class View:
    """Some stretches of a raw text read as one string.

    >>> view = View.of("AD\\nHello AD world", [Stretch(3, 9), Stretch(12, 17)])
    >>> view.text
    'Hello world'
    >>> view.raw(Stretch(6, 11))
    (Stretch(start=12, end=17),)
    """

    text: str
    spans: tuple[Stretch, ...]
    _starts: tuple[int, ...] = field(repr=False)

    @staticmethod
    def of(raw: str, spans: Sequence[Stretch]) -> View:
        """Return the view of `raw` at `spans` (sorted, apart from each other)."""
        return View.joined("".join(raw[s.start : s.end] for s in spans), spans)

    @staticmethod
    def joined(text: str, spans: Sequence[Stretch]) -> View:
        """Return the view whose text is already cut out (an article's `body` and `body_spans`)."""
        starts, at = [], 0
        for span in spans:
            starts.append(at)
            at += span.end - span.start
        return View(text, tuple(spans), tuple(starts))

    def raw_offset(self, offset: int) -> int:
        """Return the raw offset of the character at `offset` of the view's text."""
        i = max(0, bisect_right(self._starts, offset) - 1)
        return self.spans[i].start + offset - self._starts[i] if self.spans else 0

    def offset(self, raw: int) -> int | None:
        """Return where the view's text has a raw offset; None outside it."""
        i = bisect_right(self.spans, raw, key=lambda span: span.start) - 1
        if i < 0 or raw >= self.spans[i].end:
            return None
        return self._starts[i] + raw - self.spans[i].start

    def raw_end(self, offset: int) -> int:
        """Return the raw offset just behind the character before `offset`."""
        return self.raw_offset(offset - 1) + 1 if offset else self.raw_offset(0)

    def shift(self, start: int, end: int) -> int | None:
        """Return what leads from offsets in `text[start:end]` to raw ones; None where furniture stands in between."""
        i = max(0, bisect_right(self._starts, start) - 1)
        if i >= len(self.spans) or end - self._starts[i] > self.spans[i].end - self.spans[i].start:
            return None
        return self.spans[i].start - self._starts[i]

    def raw(self, stretch: Stretch) -> tuple[Stretch, ...]:
        """Return the raw stretches that hold `text[start:end]`, cut where furniture stands in between."""
        if stretch.end <= stretch.start:
            return ()
        first = bisect_right(self._starts, stretch.start) - 1
        last = bisect_right(self._starts, stretch.end - 1) - 1
        pieces = []
        for i in range(first, last + 1):
            shift = self.spans[i].start - self._starts[i]
            start = max(stretch.start + shift, self.spans[i].start)
            pieces.append(Stretch(start, min(stretch.end + shift, self.spans[i].end)))
        return tuple(pieces)


def touching_joined(spans: Sequence[Stretch]) -> list[Stretch]:
    """Return the spans (sorted) with those that touch made one.

    >>> touching_joined([Stretch(0, 3), Stretch(3, 5), Stretch(7, 9)])
    [Stretch(start=0, end=5), Stretch(start=7, end=9)]
    """
    joined: list[Stretch] = []
    for span in spans:
        if joined and joined[-1].end == span.start:
            joined[-1] = Stretch(joined[-1].start, span.end)
        else:
            joined.append(span)
    return joined
