"""The wordings of a family: every sentence is cut into tokens once, however many copies have it.

Copies of one text have most sentences in common, to the letter or in another house's dress. What a sentence costs is
paid for its first copy; the others look it up, and a collation holds only the sentences that differ token by token.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, field

from wirecopy.edit_kinds import EditKind
from wirecopy.text.quotation import quotation_spans
from wirecopy.text.sentences import sentence_spans
from wirecopy.trace.collation.quantities import TokenRow, quantity_merges
from wirecopy.trace.collation.similar_sentences import Groups, word_groups
from wirecopy.trace.collation.style_tables import StyleTables
from wirecopy.trace.collation.tokens import TOKEN, abbreviation_merges, key_of, merged
from wirecopy.types import Stretch

CONTENT_WEIGHT = 4
FUNCTION_WEIGHT = 1
_FEWEST_TOKENS = 4
_STEMS = {"ca": "can", "wo": "will", "sha": "shall"}


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence as it is written, in tokens; offsets are its own.

    `meaning` is the same number for every wording with the same keys. `weights[i]` is what token `i` says:
    punctuation nothing, function words little, all others the same.
    """

    meaning: int
    text: str
    starts: Sequence[int] = field(repr=False)
    ends: Sequence[int] = field(repr=False)
    keys: Sequence[str] = field(repr=False)
    surfaces: Sequence[str] = field(repr=False)
    spaced: bytes = field(repr=False)
    weights: Sequence[int] = field(repr=False)
    weight: int
    telling: bool
    """Whether it says enough to hang an alignment on ("He left." does not)."""


@dataclass(frozen=True, slots=True)
class SentenceLine:
    """A line of a body: its sentences with where they begin, and what stands in quotation marks."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    wordings: tuple[Wording, ...]
    quotes: tuple[Stretch, ...]
    opening: str
    """The quotation mark the line begins with, if it does: a speech of the line before may run on."""


@dataclass(frozen=True, slots=True)
class Dressed:
    """How two wordings of one meaning differ: rows of offsets into both sentences."""

    edits: tuple[tuple[EditKind, int, int, int, int], ...]
    blocks: tuple[tuple[int, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class SaidWords:
    """What a passage says: the keys of its words that say something, its numbers, its names, its negations.

    `modals` are what its helping verbs say, `ranked` the articles before a word of rank ("the only").
    """

    words: Sequence[str]
    numbers: frozenset[str]
    names: frozenset[str]
    negations: int
    modals: frozenset[str] = frozenset()
    ranked: frozenset[str] = frozenset()


class Phrasebook:
    """The lines and sentences met so far; linear in the distinct text of what was prepared with it."""

    def __init__(self, tables: StyleTables) -> None:
        self.tables = tables
        self.dressed: dict[tuple[str, str], Dressed] = {}
        self.said: dict[str, SaidWords] = {}
        self._lines: dict[tuple[str, str], SentenceLine] = {}
        self._wordings: dict[str, Wording] = {}
        self._meanings: dict[tuple[str, ...], int] = {}
        self._keys: dict[str, str] = {}
        self._groups: dict[int, Groups] = {}
        self._numbers: dict[Hashable, int] = {}

    def lines(self, text: str) -> list[tuple[int, SentenceLine]]:
        """Return the lines of a body that say something, each with where it begins."""
        placed_lines: list[tuple[int, SentenceLine]] = []
        at, opening = len(text), ""
        for line in reversed(_whole_words(text)):
            at -= len(line)
            line_known = self._lines.get((line, opening)) or self._line(line, opening)
            if line_known.starts:
                placed_lines.append((at, line_known))
                opening = line_known.opening
        return placed_lines[::-1]

    def _line(self, line: str, opening: str) -> SentenceLine:
        spans = sentence_spans(line.replace("-\n", "--"))
        quotes = quotation_spans(f"{line}\n{opening}")  # whether an open mark counts depends on the next line's first
        sentence_line = SentenceLine(
            starts=tuple(s.start for s in spans),
            ends=tuple(s.end for s in spans),
            wordings=tuple(self.wording(line[s.start : s.end]) for s in spans),
            quotes=tuple(q.inner for q in quotes if q.end <= len(line)),
            opening=_opening(line),
        )
        self._lines[line, opening] = sentence_line
        return sentence_line

    def wording(self, sentence: str) -> Wording:
        """Return the sentence cut into tokens and keyed."""
        wording = self._wordings.get(sentence)
        if wording is None:
            wording = self._wordings[sentence] = self._cut(sentence)
        return wording

    def groups(self, wording: Wording) -> Groups:
        """Return the word groups of a sentence, as numbers."""
        groups = self._groups.get(wording.meaning)
        if groups is None:
            numbers = self._numbers
            group_numbers = (numbers.setdefault(group, len(numbers)) for group in word_groups(wording.keys))
            groups = self._groups[wording.meaning] = frozenset(group_numbers)
        return groups

    def _cut(self, text: str) -> Wording:
        places = [match.span() for match in TOKEN.finditer(text)]
        starts, ends = [s for s, _ in places], [e for _, e in places]
        shouted = text.isupper() and len(places) >= _FEWEST_TOKENS
        keys = [self._key(text[s:e], shouted=shouted) for s, e in places]
        _merge_units(text, starts, ends, keys, self.tables)
        light = self.tables.function_words
        weights = [FUNCTION_WEIGHT if key in light else CONTENT_WEIGHT if key[-1].isalnum() else 0 for key in keys]
        return Wording(
            meaning=self._meanings.setdefault(tuple(keys), len(self._meanings)),
            text=text,
            starts=starts,
            ends=ends,
            keys=keys,
            surfaces=_surfaces(text, starts, ends),
            spaced=bytes(_spaced(starts, ends)),
            weights=weights,
            weight=sum(weights),
            telling=len(keys) >= _FEWEST_TOKENS and sum(weights) > FUNCTION_WEIGHT,
        )

    def _key(self, surface: str, *, shouted: bool) -> str:
        if shouted and surface not in self.tables.exact:
            surface = surface.lower()  # "AND" among capitals alone is no abbreviation
        key = self._keys.get(surface)
        if key is None:
            key = self._keys[surface] = key_of(surface, self.tables)
        return key


def _whole_words(text: str) -> list[str]:
    """Return the lines of a text, those whose ends divide a word in one piece."""
    lines = text.splitlines(keepends=True)
    if "-\n" not in text:
        return lines
    whole: list[list[str]] = []
    for line in lines:
        divided = whole and whole[-1][-1].endswith("-\n") and whole[-1][-1][-3:-2].isalpha() and line[0].islower()
        if divided:
            whole[-1].append(line)
        else:
            whole.append([line])
    return ["".join(pieces) for pieces in whole]


def _opening(line: str) -> str:
    """Return the double or curly quotation mark the line begins with, or nothing."""
    first = line.lstrip()[:2]
    if first in ("``", "''", "‘‘", "’’"):
        return first
    return first[:1] if first[:1] in '"“”„‟«»＂‘' else ""


def _surfaces(text: str, starts: Sequence[int], ends: Sequence[int]) -> list[str]:
    return [text[s:e] for s, e in zip(starts, ends, strict=True)]


def _spaced(starts: Sequence[int], ends: Sequence[int]) -> list[bool]:
    return [True, *(s > e for s, e in zip(starts[1:], ends, strict=False))][: len(starts)]


def _merge_units(text: str, starts: list[int], ends: list[int], keys: list[str], tables: StyleTables) -> None:
    """Fold abbreviations with their stops, "n't", quantities, dates and long forms into single tokens."""
    surfaces = _surfaces(text, starts, ends)
    merged(list(abbreviation_merges(surfaces, _spaced(starts, ends), tables)), ends, keys, starts)
    _split_negated(starts, ends, keys)
    surfaces = _surfaces(text, starts, ends)
    merged(quantity_merges(TokenRow(surfaces, keys, _spaced(starts, ends), tables)), ends, keys, starts)


def _split_negated(starts: list[int], ends: list[int], keys: list[str]) -> None:
    """Cut "didn't" into "did" and "n't", so that "did not" meets it and a lost "not" is seen as one."""
    tails = [i for i, key in enumerate(keys) if key == "t" and i >= 2 and keys[i - 1] == "'"]
    for i in reversed(tails):
        word = keys[i - 2]
        if len(word) > 2 and word.endswith("n") and starts[i] == ends[i - 1] and starts[i - 1] == ends[i - 2]:
            cut = ends[i - 2] - 1
            starts[i - 1 : i + 1] = [cut]
            ends[i - 2 : i + 1] = [cut, ends[i]]
            keys[i - 2 : i + 1] = [_STEMS.get(word[:-1], word[:-1]), "not"]
