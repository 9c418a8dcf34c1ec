"""A gap between two matches of two texts: where it stands, and what of it is alike after all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from wirecopy.edit_kinds import EditKind
from wirecopy.trace.collation.align import Match
from wirecopy.trace.collation.house_style import BodyStretch, Draft, style_edits
from wirecopy.trace.collation.substance_tokens import is_capital
from wirecopy.trace.collation.token_layout import Strip
from wirecopy.types import Stretch

_JOINED_TOKENS = 6
_SWAPPED_LETTERS = 5
_LONG_WORD = 8


@dataclass(frozen=True, slots=True)
class Gap:
    """Tokens `i1` to `i2` of the base stand where tokens `j1` to `j2` of the copy stand."""

    i1: int
    i2: int
    j1: int
    j2: int

    @property
    def one_sided(self) -> bool:
        """True when something only came or only went."""
        return self.i1 == self.i2 or self.j1 == self.j2


@dataclass(frozen=True, slots=True)
class Pair:
    """The two texts under collation."""

    base: Strip
    copy: Strip

    def draft(self, kind: EditKind, gap: Gap) -> Draft:
        """Return an edit over the whole gap."""
        return Draft(kind, self.base.stretch(gap.i1, gap.i2), self.copy.stretch(gap.j1, gap.j2))

    def side(self, gap: Gap) -> tuple[Strip, int, int]:
        """Return the text in which a one-sided gap has its words, and which tokens they are."""
        return (self.base, gap.i1, gap.i2) if gap.i1 < gap.i2 else (self.copy, gap.j1, gap.j2)

    def places(self, gap: Gap) -> tuple[BodyStretch, BodyStretch]:
        """Return where the gap stands in both texts."""
        a, b = self.base.stretch(gap.i1, gap.i2), self.copy.stretch(gap.j1, gap.j2)
        return BodyStretch(self.base.text, a.start, a.end), BodyStretch(self.copy.text, b.start, b.end)


def trimmed(base: Strip, copy: Strip, gap: Gap) -> tuple[Gap, list[Match]]:
    """Return the gap without the tokens it begins and ends with alike, and those as matches.

    They are alike by chance of sentence division only: the words between them tell whether anything changed.
    """
    head = tail = 0
    room = min(gap.i2 - gap.i1, gap.j2 - gap.j1)
    while head < room and base.keys[gap.i1 + head] == copy.keys[gap.j1 + head]:
        head += 1
    while tail < room - head and base.keys[gap.i2 - 1 - tail] == copy.keys[gap.j2 - 1 - tail]:
        tail += 1
    ends = [(gap.i1, gap.j1, head), (gap.i2 - tail, gap.j2 - tail, tail)]
    return Gap(gap.i1 + head, gap.i2 - tail, gap.j1 + head, gap.j2 - tail), [row for row in ends if row[2]]


def matched_edits(pair: Pair, rows: Sequence[Match]) -> Iterator[Draft]:
    """Yield the style edits inside matching stretches: other surfaces of one key, other spacing."""
    yield from alike_edits(pair, rows)
    for i, j, n in rows:
        if pair.base.spaced[i + 1 : i + n] != pair.copy.spaced[j + 1 : j + n]:
            yield from _spacing(pair, (i, j, n))


def _spacing(pair: Pair, row: Match) -> Iterator[Draft]:
    """Yield white space that only one text has, unless a token beside it changed with it."""
    base, copy = pair.base, pair.copy
    i, j, n = row
    for k in range(1, n):
        if base.spaced[i + k] == copy.spaced[j + k]:
            continue
        if base.surfaces[i + k - 1 : i + k + 1] == copy.surfaces[j + k - 1 : j + k + 1]:
            ours = Stretch(base.ends[i + k - 1], base.starts[i + k])
            yield Draft("whitespace", ours, Stretch(copy.ends[j + k - 1], copy.starts[j + k]))


def alike_edits(pair: Pair, rows: Sequence[Match]) -> Iterator[Draft]:
    """Yield the style edits of matching tokens: the same key in another dress."""
    base, copy = pair.base, pair.copy
    for i, j, n in rows:
        ours, theirs = base.surfaces[i : i + n], copy.surfaces[j : j + n]
        if ours == theirs:
            continue
        for k, (a, b) in enumerate(zip(ours, theirs, strict=True)):
            if a != b:
                places = pair.places(Gap(i + k, i + k + 1, j + k, j + k + 1))
                yield from style_edits(*places, base.keys[i + k], base.tables)


def same_said(pair: Pair, gap: Gap) -> EditKind | None:
    """Return the kind of a gap whose two sides are one thing in other letters, or None."""
    return next((kind for told in _SAME if (kind := told(pair, gap)) is not None), None)


def _same_words(pair: Pair, gap: Gap) -> EditKind | None:
    """Return `spelling` when both sides are the same letters: "long-time" and "longtime"."""
    if max(gap.i2 - gap.i1, gap.j2 - gap.j1) > _JOINED_TOKENS:
        return None
    ours = "".join(k for k in pair.base.keys[gap.i1 : gap.i2] if k[0].isalnum())
    theirs = "".join(k for k in pair.copy.keys[gap.j1 : gap.j2] if k[0].isalnum())
    if not ours or any(c.isdigit() for c in ours):
        return None
    spelling = pair.base.tables.spelling
    return "spelling" if spelling.get(ours, ours) == spelling.get(theirs, theirs) else None


def _contracted(pair: Pair, gap: Gap) -> EditKind | None:
    """Return `abbreviation` for "it's" and "it is"."""
    ours, theirs = pair.base.keys[gap.i1 : gap.i2], pair.copy.keys[gap.j1 : gap.j2]
    for short, long in ((ours, theirs), (theirs, ours)):
        if len(short) == 2 and len(long) == 1 and short[0] == "'":
            return "abbreviation" if long[0] in pair.base.tables.contractions.get(short[1], ()) else None
    return None


def _initials(pair: Pair, gap: Gap) -> EditKind | None:
    """Return `abbreviation` when one side is the initials of the other ("OPCW" and its long name)."""
    ours = pair.base.surfaces[gap.i1 : gap.i2]
    theirs = pair.copy.surfaces[gap.j1 : gap.j2]
    for short, long in ((ours, theirs), (theirs, ours)):
        letters = short[0].replace(".", "") if len(short) == 1 else ""
        if len(letters) >= 2 and letters.isupper() and letters.isalpha() and len(long) > 1:
            initials = "".join(word[0] for word in long if is_capital(word))
            return "abbreviation" if initials == letters else None
    return None


def _joined_under_negation(pair: Pair, gap: Gap) -> EditKind | None:
    """Return `paraphrase` for "not charged or convicted" and "not charged nor convicted"."""
    tables = pair.base.tables
    keys = {*pair.base.keys[gap.i1 : gap.i2], *pair.copy.keys[gap.j1 : gap.j2]}
    if gap.i2 - gap.i1 != 1 or gap.j2 - gap.j1 != 1 or not keys <= tables.negated_joins:
        return None
    before = pair.base.keys[pair.base.sentences[pair.base.sentence(gap.i1)] : gap.i1]
    return None if tables.negations.isdisjoint(before) else "paraphrase"


def _mistyped(pair: Pair, gap: Gap) -> EditKind | None:
    """Return `spelling` for a word and its misprint: two letters changed places, or a long one lacks a letter."""
    if gap.i2 - gap.i1 != 1 or gap.j2 - gap.j1 != 1:
        return None
    short, long = sorted((pair.base.keys[gap.i1], pair.copy.keys[gap.j1]), key=len)
    ends = short[:1] == long[:1] and short[-2:] == long[-2:]
    if not ends or not short.isalpha() or not long.isalpha() or OSA.distance(short, long) != 1:
        return None
    swapped = len(short) == len(long) >= _SWAPPED_LETTERS and sorted(short) == sorted(long)
    return "spelling" if swapped or len(long) > len(short) >= _LONG_WORD else None


_SAME = (_same_words, _contracted, _initials, _joined_under_negation, _mistyped)
