"""The answers a twin comes with: what each stretch of its pages is, and how their texts differ."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """A half-open range of raw code points and the text that stands there."""

    start: int
    end: int
    text: str

    def shifted(self, by: int) -> Place:
        return Place(self.start + by, self.end + by, self.text)


@dataclass(frozen=True, slots=True)
class TwinSpan:
    """What a stretch is (white space around it left out); `also` names kinds that are as right as `kind`."""

    kind: str
    place: Place
    also: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TwinTicker:
    """One market row as it must be read."""

    symbol: str
    price: float
    change: float
    percent: float
    place: Place


@dataclass(frozen=True, slots=True)
class TwinPage:
    """A raw page and everything a reader of it must find. Times are ISO 8601, to the minute."""

    name: str
    raw: str
    url: str | None
    spans: tuple[TwinSpan, ...]
    tickers: tuple[TwinTicker, ...]
    paragraphs: tuple[Place, ...]
    published: str | None
    updated: str | None
    zone_assumed: bool
    dateline_place: str | None


@dataclass(frozen=True, slots=True)
class TwinEdit:
    """One difference, with its place on both pages; an empty side stands at its insertion point."""

    kind: str
    substantive: bool
    in_quote: bool
    a: Place
    b: Place

    def seen_from_b(self) -> TwinEdit:
        """The same difference with page b as the base: what one side drops, the other adds."""
        turned = {"sentence_dropped": "sentence_added", "sentence_added": "sentence_dropped"}
        return replace(self, kind=turned.get(self.kind, self.kind), a=self.b, b=self.a)


@dataclass(frozen=True, slots=True)
class TwinQuote:
    """One quotation, marks included, with its place on both pages; no name: the text names no speaker."""

    kind: str
    speaker: str | None
    a: Place
    b: Place


@dataclass(frozen=True, slots=True)
class TwinPair:
    """Two pages of one text. `edits` has page a as the base; `substance` is the change beyond style."""

    seed: int
    event: str
    a: TwinPage
    b: TwinPage
    edits: tuple[TwinEdit, ...]
    quotes: tuple[TwinQuote, ...]
    substance: str | None

    def edits_from(self, base: str) -> tuple[TwinEdit, ...]:
        """The edits as seen from page `a` or `b`, in its order; the base is always their `a` side."""
        edits = self.edits if base == "a" else [edit.seen_from_b() for edit in self.edits]
        return tuple(sorted(edits, key=lambda edit: (edit.a.start, edit.b.start)))

    def rows(self) -> list[dict[str, str]]:
        """The pages as rows of a table file, with the address of those that have one."""
        return [
            {"id": page.name, "text": page.raw} | ({"url": page.url} if page.url else {}) for page in (self.a, self.b)
        ]

    def write(self, folder: Path) -> list[Path]:
        """Write both pages as text files (no address) and return their paths."""
        paths = [folder / f"{page.name}.txt" for page in (self.a, self.b)]
        for path, page in zip(paths, (self.a, self.b), strict=True):
            path.write_bytes(page.raw.encode("utf-8"))
        return paths
