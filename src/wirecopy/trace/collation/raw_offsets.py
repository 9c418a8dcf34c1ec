"""Differences of two bodies put where they stand on the two raw pages."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from wirecopy.edit_kinds import STYLE_KINDS, EditKind
from wirecopy.trace.collation.blocks import Block, equal_blocks, form_block, raw_stretch
from wirecopy.trace.collation.house_style import Draft
from wirecopy.trace.collation.prepare import Prepared
from wirecopy.trace.collation.shared_sentences import dressed
from wirecopy.trace.collation.substance.features import Evidence
from wirecopy.trace.collation.substance.odds import judged, load_odds
from wirecopy.trace.collation.token_layout import Run
from wirecopy.types import Edit, Stretch

_SITE = re.compile(r"\s+[|·–—-]\s+|\s*\|\s*")
_FEWEST_WORDS = 3


class Placing:
    """The two pages of one collation."""

    def __init__(self, base: Prepared, copy: Prepared, family_id: str, evidence: Evidence) -> None:
        self._base, self._copy, self._family_id, self._evidence = base, copy, family_id, evidence
        self._odds = load_odds()
        # Most bodies stand in one piece on their page: then one number leads from all offsets to raw ones.
        self._shifts = base.view.shift(0, len(base.text)), copy.view.shift(0, len(copy.text))

    def edits(self, draft: Draft) -> Iterator[Edit]:
        """Yield the draft as edits in raw offsets; one that furniture cuts through is an edit per piece."""
        base, copy, a, b = self._base, self._copy, draft.base, draft.copy
        shift, over = self._shift(a, b)
        quoted = self._quoted(a, b)
        kind, substantive = draft.kind, False
        if kind not in STYLE_KINDS:
            kind, substantive = judged(kind, self._evidence.of_draft(draft, quoted=quoted), self._odds)
        if shift is not None and over is not None:
            ours, theirs = base.text[a.start : a.end], copy.text[b.start : b.end]
            yield self._edit((kind, substantive), quoted, (a.start + shift, ours), (b.start + over, theirs))
            return
        one, other = list(_raw_pieces(base, a)), list(_raw_pieces(copy, b))
        for k in range(max(len(one), len(other))):
            own = one[k] if k < len(one) else _end_piece(one[-1])
            yield self._edit((kind, substantive), quoted, own, other[k] if k < len(other) else _end_piece(other[-1]))

    def _shift(self, ours: Stretch, theirs: Stretch) -> tuple[int | None, int | None]:
        shift, over = self._shifts
        return (
            _shift(self._base, ours) if shift is None else shift,
            _shift(self._copy, theirs) if over is None else over,
        )

    def title_edits(self) -> Iterator[Edit]:
        """Yield how the headlines differ, where both stand on their pages: as one, unless it is house style alone."""
        ours, theirs, book = self._base.title, self._copy.title, self._base.phrasebook
        if ours is None or theirs is None or ours.text == theirs.text:
            return
        if not _cores(ours.text).isdisjoint(_cores(theirs.text)):
            return  # the name of the site behind it is no part of a headline
        one, other = book.wording(ours.text), book.wording(theirs.text)
        if ours.text.casefold() == theirs.text.casefold():
            yield self._edit(("capitalisation", False), False, (ours.start, ours.text), (theirs.start, theirs.text))
        elif one.meaning != other.meaning:
            yield self._edit(
                judged("headline", self._evidence.of_titles(), self._odds),
                False,
                (ours.start, ours.text),
                (theirs.start, theirs.text),
            )
        else:
            for kind, a1, a2, b1, b2 in dressed(one, other, book).edits:
                mine, yours = (ours.start + a1, ours.text[a1:a2]), (theirs.start + b1, theirs.text[b1:b2])
                yield self._edit((kind, False), False, mine, yours)

    def dressed_edits(self, runs: Sequence[Run]) -> Iterator[Edit]:
        """Yield the house style in the sentences that both texts have."""
        base, copy = self._base, self._copy
        for a, b in _pairs(base, copy, runs):
            at, there = base.starts[a], copy.starts[b]
            shift, over = self._shift(Stretch(at, base.ends[a]), Stretch(there, copy.ends[b]))
            one, other = base.wordings[a], copy.wordings[b]
            for kind, a1, a2, b1, b2 in dressed(one, other, base.phrasebook).edits:
                ours, theirs = Stretch(at + a1, at + a2), Stretch(there + b1, there + b2)
                if shift is None or over is None:
                    yield from self.edits(Draft(kind, ours, theirs))
                else:
                    mine, yours = (at + a1 + shift, one.text[a1:a2]), (there + b1 + over, other.text[b1:b2])
                    yield self._edit((kind, False), self._quoted(ours, theirs), mine, yours)

    def dressed_blocks(self, runs: Sequence[Run]) -> Iterator[Block]:
        """Yield what answers each other in the sentences that both texts have."""
        base, copy = self._base, self._copy
        for a, b, n in runs:
            k = 0
            while k < n:
                alike = _alike(base, copy, a + k, b + k, n - k)
                if alike:
                    ours = Stretch(base.starts[a + k], base.ends[a + k + alike - 1])
                    theirs = Stretch(copy.starts[b + k], copy.ends[b + k + alike - 1])
                    yield from equal_blocks(base.view, copy.view, ours, theirs)
                else:
                    yield from self._sentence_blocks(a + k, b + k)
                k += alike or 1

    def _sentence_blocks(self, a: int, b: int) -> Iterator[Block]:
        base, copy = self._base, self._copy
        at, there = base.starts[a], copy.starts[b]
        one, other = base.wordings[a], copy.wordings[b]
        shift, over = self._shift(Stretch(at, base.ends[a]), Stretch(there, copy.ends[b]))
        for a1, a2, b1, b2 in dressed(one, other, base.phrasebook).blocks:
            if shift is not None and over is not None:
                yield Block(at + shift + a1, at + shift + a2, there + over + b1, there + over + b2)
            else:
                ours, theirs = Stretch(at + a1, at + a2), Stretch(there + b1, there + b2)
                if one.text[a1:a2] == other.text[b1:b2]:
                    yield from equal_blocks(base.view, copy.view, ours, theirs)
                else:
                    yield form_block(base, copy, ours, theirs)

    def _quoted(self, ours: Stretch, theirs: Stretch) -> bool:
        return self._base.in_quote(ours) if ours.start < ours.end else self._copy.in_quote(theirs)

    def _edit(
        self, verdict: tuple[EditKind, bool], quoted: bool, ours: tuple[int, str], theirs: tuple[int, str]
    ) -> Edit:
        return Edit(
            family_id=self._family_id, article_id=self._copy.article_id, base_article_id=self._base.article_id,
            kind=verdict[0], substantive=verdict[1], in_quote=quoted, base_start=ours[0],
            base_end=ours[0] + len(ours[1]), base_text=ours[1], start=theirs[0], end=theirs[0] + len(theirs[1]),
            text=theirs[1],
        )  # fmt: skip


def _cores(title: str) -> set[str]:
    """Return the headline, and what it is without a name of the site behind a bar or a dash."""
    cores = {title}
    for cut in _SITE.finditer(title):
        core = title[: cut.start()]
        if _FEWEST_WORDS <= len(core.split()) > len(title[cut.end() :].split()):
            cores.add(core)
    return cores


def _pairs(base: Prepared, copy: Prepared, runs: Sequence[Run]) -> Iterator[tuple[int, int]]:
    """Yield the sentences of the runs that mean the same in other dress."""
    ours, theirs = base.wordings, copy.wordings
    return ((a + k, b + k) for a, b, n in runs for k in range(n) if ours[a + k] is not theirs[b + k])


def _alike(base: Prepared, copy: Prepared, a: int, b: int, most: int) -> int:
    """Return how many sentences from here on are the same to the letter, white space between them included."""
    ours, theirs, n = base.wordings, copy.wordings, 0
    over = copy.starts[b] - base.starts[a]
    while n < most and ours[a + n] is theirs[b + n] and copy.starts[b + n] - base.starts[a + n] == over:
        n += 1
    if n > 1:
        start, end = base.starts[a], base.ends[a + n - 1]
        if base.text[start:end] != copy.text[start + over : end + over]:
            return 1
    return n


def _shift(text: Prepared, stretch: Stretch) -> int | None:
    if stretch.start == stretch.end and stretch.start >= text.last > 0:
        return text.view.shift(text.last - 1, text.last)
    return text.view.shift(stretch.start, stretch.end)


def _raw_pieces(text: Prepared, stretch: Stretch) -> Iterator[tuple[int, str]]:
    at = stretch.start
    for piece in text.view.raw(stretch):
        length = piece.end - piece.start
        yield piece.start, text.text[at : at + length]
        at += length
    if stretch.start >= stretch.end:
        yield raw_stretch(text, stretch).start, ""


def _end_piece(piece: tuple[int, str]) -> tuple[int, str]:
    return piece[0] + len(piece[1]), ""
