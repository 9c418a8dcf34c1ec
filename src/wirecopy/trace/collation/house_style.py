"""Two tokens that say the same in another dress: which house style tells them apart, and where exactly."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from wirecopy.edit_kinds import EditKind
from wirecopy.trace.collation.style_tables import StyleTables
from wirecopy.trace.collation.tokens import TOKEN, key_of
from wirecopy.types import Stretch

_UNIT_KINDS: dict[str, EditKind] = {
    "p:": "percent_form", "d:": "date_form", "n:": "number_form", "o:": "number_form", "c:": "number_form",
    "t:": "number_form",
}  # fmt: skip
GLYPH_KINDS: dict[str, EditKind] = {
    '"': "quotation_mark", "'": "apostrophe", "-": "dash", "(": "bracket", ")": "bracket"
}  # fmt: skip
_CUT_STEMS = {"ca", "wo", "sha"}  # of "can't", "won't", "shan't"


@dataclass(frozen=True, slots=True)
class Draft:
    """An edit before it is put into raw offsets: where it stands in each body, and its kind."""

    kind: EditKind
    base: Stretch
    copy: Stretch


@dataclass(frozen=True, slots=True)
class BodyStretch:
    """A stretch of one body."""

    text: str
    start: int
    end: int

    @property
    def surface(self) -> str:
        """The words of the stretch."""
        return self.text[self.start : self.end]

    def part(self, start: int, end: int) -> BodyStretch:
        """Return the part of the stretch between two offsets of its own words."""
        return BodyStretch(self.text, self.start + start, self.start + end)

    @property
    def stretch(self) -> Stretch:
        """The stretch without the text."""
        return Stretch(self.start, self.end)


def style_edits(base: BodyStretch, copy: BodyStretch, key: str, tables: StyleTables) -> Iterator[Draft]:
    """Yield the edits that turn one token into another of the same key; the shortest spans that do it."""
    ours, theirs = fine_parts(base), fine_parts(copy)
    if len(ours) == 1 == len(theirs):
        yield Draft(token_kind(base, copy, key, tables), base.stretch, copy.stretch)
        return
    if [key_of(p.surface, tables) for p in ours] == [key_of(p.surface, tables) for p in theirs]:
        for a, b in zip(ours, theirs, strict=True):
            if a.surface != b.surface:
                yield Draft(token_kind(a, b, key_of(a.surface, tables), tables), a.stretch, b.stretch)
        return
    if key.startswith("p:"):
        yield from _percent_edits(_number_and_percent(base), _number_and_percent(copy))
        return
    a, b = without_common_ends(base, copy)
    yield Draft(_unit_kind(a.surface, b.surface, key, tables), a.stretch, b.stretch)


def _percent_edits(ours: tuple[BodyStretch, BodyStretch], theirs: tuple[BodyStretch, BodyStretch]) -> Iterator[Draft]:
    """Yield the number's form and the form of the word or sign behind it as two edits."""
    kinds: tuple[EditKind, EditKind] = ("number_form", "percent_form")
    for kind, a, b in zip(kinds, ours, theirs, strict=True):
        if a.surface.casefold() != b.surface.casefold():
            yield Draft(kind, a.stretch, b.stretch)
        elif a.surface != b.surface:
            yield Draft("capitalisation", a.stretch, b.stretch)


def _number_and_percent(unit: BodyStretch) -> tuple[BodyStretch, BodyStretch]:
    parts = fine_parts(unit)
    first = next((k for k, part in enumerate(parts) if _speaks_percent(part.surface)), len(parts) - 1)
    first -= parts[first - 1].surface.lower() == "per"
    return (
        BodyStretch(unit.text, unit.start, parts[first - 1].end),
        BodyStretch(unit.text, parts[first].start, unit.end),
    )


def fine_parts(place: BodyStretch) -> list[BodyStretch]:
    """Return the fine tokens inside a unit; an abbreviation keeps its stop, a word its "n't"."""
    parts = [place.part(*match.span()) for match in TOKEN.finditer(place.surface)]
    if len(parts) == 2 and parts[1].surface == "." and parts[0].surface.isalpha():
        return [place]
    return parts


def without_common_ends(base: BodyStretch, copy: BodyStretch) -> tuple[BodyStretch, BodyStretch]:
    """Return the two stretches without the fine tokens they begin and end with alike."""
    ours, theirs = fine_parts(base), fine_parts(copy)
    shorter = min(len(ours), len(theirs))
    head = 0
    while head < shorter and ours[head].surface == theirs[head].surface:
        head += 1
    tail = 0
    while tail < shorter - head and ours[-1 - tail].surface == theirs[-1 - tail].surface:
        tail += 1
    return _inner(base, ours, head, tail), _inner(copy, theirs, head, tail)


def _inner(whole: BodyStretch, parts: list[BodyStretch], head: int, tail: int) -> BodyStretch:
    start = parts[head].start if head < len(parts) else whole.end
    return BodyStretch(whole.text, start, parts[-1 - tail].end if head + tail < len(parts) else start)


def token_kind(base: BodyStretch, copy: BodyStretch, key: str, tables: StyleTables) -> EditKind:
    """Return the house style that tells two tokens of one key apart."""
    ours, theirs = base.surface, copy.surface
    if key in GLYPH_KINDS or (is_glyph(ours) and is_glyph(theirs)):
        return glyph_kind(base, copy, key)
    if ours.casefold() == theirs.casefold():
        return "capitalisation"
    if "%" in (ours, theirs) or key == "percent":
        return "percent_form"
    if "&" in (ours, theirs) or {ours.lower(), theirs.lower()} & _CUT_STEMS:
        return "abbreviation"
    if _undotted(ours) == _undotted(theirs):
        return "abbreviation"
    if key[:2] in _UNIT_KINDS:
        return _UNIT_KINDS[key[:2]]
    if _short(ours, tables) or _short(theirs, tables) or key.startswith("^"):
        return "abbreviation"
    return "spelling"


def glyph_kind(base: BodyStretch, copy: BodyStretch, key: str) -> EditKind:
    """Return the kind of a changed punctuation mark; a single mark may be an apostrophe or quote."""
    if key == "'" and (quotes_here(base) or quotes_here(copy)):
        return "quotation_mark"
    return GLYPH_KINDS.get(key, "punctuation")


def quotes_here(place: BodyStretch) -> bool:
    """Tell whether a single mark stands where one quotes and not where an apostrophe stands."""
    before = place.text[place.start - 1 : place.start] if place.start else ""
    behind = place.text[place.end : place.end + 1]
    if before.isalnum() and (behind.isalnum() or before in "sS"):
        return False
    if place.surface == "‘":
        return True
    if not before.isalnum():
        return not behind.isdigit() if (not before or before.isspace()) else True
    return False


def is_glyph(surface: str) -> bool:
    """Tell whether the token is a punctuation mark, not a word, a number or a sign read as a word."""
    return surface[-1] not in "%&$£€¥₹₽₩₪₺₦" and not any(character.isalnum() for character in surface)


def _unit_kind(ours: str, theirs: str, key: str, tables: StyleTables) -> EditKind:
    """Return the kind of a unit written in two forms, from the parts that differ."""
    if key.startswith("d:") and _is_month(ours, tables) and _is_month(theirs, tables):
        return "abbreviation"
    return _UNIT_KINDS.get(key[:2], "abbreviation")


def _speaks_percent(text: str) -> bool:
    lower = text.lower()
    return "%" in lower or "cent" in lower or "pct" in lower


def _is_month(surface: str, tables: StyleTables) -> bool:
    return key_of(surface.rstrip("."), tables) in tables.months


def _undotted(surface: str) -> str:
    return surface.replace(".", "").casefold()


def _short(surface: str, tables: StyleTables) -> bool:
    return surface.rstrip(".") in tables.short
