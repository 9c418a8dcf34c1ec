"""Blocks of lines set one after another into a raw page, keeping where each stretch came to stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from twins.furniture import Block, Line, Piece
from twins.model import Place, TwinSpan, TwinTicker


@dataclass(slots=True)
class Laid:
    """A raw page as it grows, and what stands where."""

    raw: str = ""
    spans: list[TwinSpan] = field(default_factory=list)
    tickers: list[TwinTicker] = field(default_factory=list)
    paragraphs: list[Place] = field(default_factory=list)

    def add(self, piece: Piece) -> None:
        """Set a piece; the white space around it belongs to no answer."""
        bare = piece.text.strip()
        start = len(self.raw) + len(piece.text) - len(piece.text.lstrip())
        place = Place(start, start + len(bare), bare)
        self.raw += piece.text
        self.spans.append(TwinSpan(piece.kind, place, piece.also))
        if piece.kind == "body":
            self.paragraphs.append(place)
        if piece.row:
            row = piece.row
            self.tickers.append(TwinTicker(row.symbol, row.price, row.change, row.percent, place))


def lay_out(rng: Random, blocks: Sequence[Block]) -> Laid:
    """The page of these blocks: most with an empty line between them, a few with line ends as on Windows."""
    end = "\r\n" if rng.random() < 0.1 else "\n"
    gap = end if rng.random() < 0.2 else end * 2
    laid = Laid()
    for position, block in enumerate(blocks):
        laid.raw += gap if position else ""
        _add_lines(laid, block.lines, end)
    laid.raw += rng.choice(("", end, end * 2))
    return laid


def _add_lines(laid: Laid, lines: Sequence[Line], end: str) -> None:
    for position, line in enumerate(lines):
        laid.raw += end if position else ""
        for piece in line:
            laid.add(piece)
