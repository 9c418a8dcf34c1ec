"""What speaks for a difference changing what is said, and what against: one row of numbers a difference.

The numbers are the same whichever of the two texts is the base.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import log1p

from rapidfuzz.distance import Levenshtein

from wirecopy.edit_kinds import EditKind
from wirecopy.trace.collation.align import Match
from wirecopy.trace.collation.gap import Pair
from wirecopy.trace.collation.house_style import Draft, is_glyph
from wirecopy.trace.collation.phrasebook import CONTENT_WEIGHT, SaidWords
from wirecopy.trace.collation.prepare import Prepared
from wirecopy.trace.collation.substance_tokens import is_capital, is_date_word, is_title, weighty_class
from wirecopy.trace.collation.token_layout import Strip
from wirecopy.types import Stretch

_STEM = 5  # letters two words of one root begin with
_NEAR = 20  # tokens around the place opposite in which a clause may stand in another order
_CLAUSE = 3  # words from which on it says something that they stand elsewhere
_ASIDE = 12  # tokens up to which what came or went may be a name, a title or a day alone
_PASSAGE = 8  # tokens from which on what a passage says is kept
_LINE = 12  # words of a line that may be no sentence
_FOREIGN = 0.2  # share of a headline that its own lead has, below which it heads something else
_LEAD = 120  # words of a body that its own headline speaks of
_TEASER, _TEASERS = 5, 10  # words of a teaser at least, and lines of a list
_BREAKS_OFF = ("...", "…")  # of the lines of lists that were read .57 and more, of other pages .14 at most
_SIGNS, _PICTURES = frozenset("@#/"), "\U0001f000"  # of posts and links
_ENDS = frozenset(".!?…\"”'’»:;")
_NUMBER_KEYS = ("n:", "o:", "p:", "c:", "t:", "d:")
_FULL_DATE = re.compile(r"d:\d{4}-\d+-\d+")

Row = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class EditSide:
    """One side of a difference: its words by what they are, and what it stands in."""

    words: Sequence[str]
    """The keys of its words that say something."""
    numbers: frozenset[str]
    names: frozenset[str]
    negations: int
    tokens: int
    other_text: frozenset[str]
    """All keys of the other text."""
    left_near: frozenset[str]
    """Those of the other text that nothing answers, around the place opposite."""
    left: frozenset[str]
    """The same, anywhere."""
    modals: frozenset[str] = frozenset()
    ranked: frozenset[str] = frozenset()
    """What its helping verbs say, and its articles before a word of rank."""
    line: Sequence[str] = ()
    """The tokens of the line it stands in."""
    line_ends: bool = True
    """Whether that line ends as a sentence does."""


@dataclass(slots=True)
class BodySide:
    """One of the two texts, with what of it nothing in the other answers."""

    strip: Strip
    prepared: Prepared
    unmatched: Sequence[int]
    known: frozenset[str] = field(init=False)
    left: frozenset[str] = field(init=False)

    def __post_init__(self) -> None:
        self.known = frozenset().union(*(wording.keys for wording in self.prepared.wordings))
        self.left = frozenset(self.strip.keys[i] for i in self.unmatched)

    def near(self, at: int) -> frozenset[str]:
        """Return the keys that nothing answers around a token."""
        first, last = (bisect_left(self.unmatched, place) for place in (at - _NEAR, at + _NEAR))
        return frozenset(self.strip.keys[i] for i in self.unmatched[first:last])

    def tokens(self, stretch: Stretch) -> tuple[int, int]:
        """Return which tokens a stretch holds."""
        starts = self.strip.starts
        if stretch.start == stretch.end:
            first = last = bisect_left(starts, stretch.start)
        else:  # a part of a date or a sum is its whole token
            first, last = max(0, bisect_right(starts, stretch.start) - 1), bisect_left(starts, stretch.end)
        return first, last


class Evidence:
    """The two texts of one collation, as far as they tell how much a difference says."""

    def __init__(self, pair: Pair, base: Prepared, copy: Prepared, rows: Sequence[Match]) -> None:
        self._base = BodySide(pair.base, base, _outside(len(pair.base), [(i, n) for i, _, n in rows]))
        self._copy = BodySide(pair.copy, copy, _outside(len(pair.copy), [(j, n) for _, j, n in rows]))
        self._of_lists = {"listed": 1.0} if is_list(base.text) or is_list(copy.text) else {}

    def of_draft(self, draft: Draft, *, quoted: bool) -> Row:
        """Return the numbers of a difference of the bodies."""
        (i1, i2), (j1, j2) = self._base.tokens(draft.base), self._copy.tokens(draft.copy)
        ours = _side(self._base, (i1, i2), self._copy, j1)
        theirs = _side(self._copy, (j1, j2), self._base, i1)
        row = {**_common(draft.kind, ours, theirs), "in quotation": float(quoted), **self._of_lists}
        if (i1 == i2) != (j1 == j2):
            text, first, last = (self._base.strip, i1, i2) if i1 < i2 else (self._copy.strip, j1, j2)
            row |= _one_sided(text, first, last)
            row |= _no_prose((ours if i1 < i2 else theirs).words, text.tables.weekdays)
        return row

    def of_titles(self) -> Row:
        """Return the numbers of two headlines that differ."""
        sides = [_title_side(one, other) for one, other in ((self._base, self._copy), (self._copy, self._base))]
        leads = [_lead(body.prepared) for body in (self._base, self._copy)]
        shares = [_share(side.words, lead) for side, lead in zip(sides, leads, strict=True)]
        row = _common("headline", *sides)
        return {
            **row,
            "headline in its lead": min(shares),
            "headline of another text": float(min(shares) < _FOREIGN),
        }


def is_list(text: str) -> bool:
    """Tell whether a text is a list of teasers: half of its many lines break off.

    >>> is_list("The ferry left the pier on Monday ...\\n" * 12), is_list("The ferry left the pier on Monday.\\n" * 12)
    (True, False)
    """
    if 2 * sum(map(text.count, _BREAKS_OFF)) < _TEASERS:
        return False
    lines = [line.rstrip() for line in text.splitlines() if line.count(" ") >= _TEASER - 1]
    return len(lines) >= _TEASERS and 2 * sum(line.endswith(_BREAKS_OFF) for line in lines) >= len(lines)


def _outside(length: int, rows: Sequence[tuple[int, int]]) -> list[int]:
    left: list[int] = []
    at = 0
    for start, n in [*sorted(rows), (length, 0)]:
        left.extend(range(at, start))
        at = max(at, start + n)
    return left


_NOTHING = SaidWords((), frozenset(), frozenset(), 0)


def _side(body: BodySide, tokens: tuple[int, int], other: BodySide, at: int) -> EditSide:
    text, (first, last) = body.strip, tokens
    paragraph = text.paragraph(min(first, len(text) - 1)) if len(text) else 0
    begin, end = text.paragraphs[paragraph], text.paragraphs[min(paragraph + 1, len(text.paragraphs) - 1)]
    said_words = _said_once(body, first, last)
    return EditSide(
        words=said_words.words,
        numbers=said_words.numbers,
        names=said_words.names,
        negations=said_words.negations,
        modals=said_words.modals,
        ranked=said_words.ranked,
        tokens=last - first,
        other_text=other.known,
        left_near=other.near(at) if first < last else frozenset(),
        left=other.left,
        line=text.surfaces[begin : min(end, begin + 2 * _LINE)],
        line_ends=end == begin or text.surfaces[end - 1][-1] in _ENDS or text.surfaces[end - 1] == "\0",
    )


def _said_once(body: BodySide, first: int, last: int) -> SaidWords:
    """Return what tokens say; of a passage that many copies have or lack it is worked out for the first of them."""
    text, known = body.strip, body.prepared.phrasebook.said
    if first == last:
        return _NOTHING
    if last - first < _PASSAGE or text.sentences[text.sentence(first)] != first:
        return _said_words(text, first, last)
    passage = text.text[text.starts[first] : text.ends[last - 1]]
    if passage not in known:
        known[passage] = _said_words(text, first, last)
    return known[passage]


def _said_words(text: Strip, first: int, last: int) -> SaidWords:
    keys, surfaces, weight, tables = text.keys[first:last], text.surfaces[first:last], text.weight, text.tables
    titled, negations = tables.honorifics | tables.titles, tables.negations
    return SaidWords(
        words=[key for k, key in enumerate(keys, first) if weight[k + 1] - weight[k] >= CONTENT_WEIGHT],
        numbers=frozenset(key for key in keys if key.startswith(_NUMBER_KEYS)),
        names=frozenset(
            key
            for k, (key, surface) in enumerate(zip(keys, surfaces, strict=True), first)
            if (surface[0].isupper() or key in titled) and weighty_class(text, k) in ("name", "honorific")
        ),
        negations=sum(key in negations and surface[0].isalnum() for key, surface in zip(keys, surfaces, strict=True)),
        modals=frozenset(map(tables.modals.__getitem__, filter(tables.modals.__contains__, keys))),
        ranked=frozenset(
            tables.articles[key]
            for key, after in zip(keys, text.keys[first + 1 : last + 1], strict=False)
            if key in tables.articles and after in tables.ranks
        ),
    )


def _title_side(body: BodySide, other: BodySide) -> EditSide:
    title, book = body.prepared.title, body.prepared.phrasebook
    wording = book.wording(title.text if title else "")
    opposite = book.wording(other.prepared.title.text if other.prepared.title else "")
    light = body.prepared.tables.function_words
    words = [key for key in wording.keys if key[-1].isalnum() and key not in light]
    return EditSide(
        words=words,
        numbers=frozenset(key for key in words if key.startswith(_NUMBER_KEYS)),
        names=frozenset(k for k, s in zip(wording.keys, wording.surfaces, strict=True) if is_capital(s) and k in words),
        negations=sum(key in body.prepared.tables.negations for key in wording.keys),
        tokens=len(wording.keys),
        other_text=other.known | frozenset(opposite.keys),
        left_near=frozenset(opposite.keys),
        left=frozenset(opposite.keys),
    )


def _lead(text: Prepared) -> frozenset[str]:
    names: set[str] = set()
    counted = 0
    for wording in text.wordings:
        names.update(wording.keys)
        counted += len(wording.keys)
        if counted >= _LEAD:
            break
    return frozenset(names)


def _common(kind: EditKind, ours: EditSide, theirs: EditSide) -> dict[str, float]:
    """Return the numbers that every difference has."""
    small, large = sorted((ours, theirs), key=lambda side: (len(side.words), side.tokens))
    if (len(small.words), small.tokens) == (len(large.words), large.tokens):
        small, large = sorted((ours, theirs), key=lambda side: sorted(side.words))
    answers = frozenset(small.words)
    roots = frozenset(word[:_STEM] for word in answers)
    fresh = sum(len(side.words) - sum(map(side.other_text.__contains__, side.words)) for side in (small, large))
    one_each = len(small.words) == 1 == len(large.words)
    known = _share(large.words, large.other_text)
    return {
        kind.replace("_added", "").replace("_dropped", ""): 1.0,  # what came and what went are one
        "words of the longer": log1p(len(large.words)),
        "words of the shorter": log1p(len(small.words)),
        "answered": _share(large.words, answers),
        "roots": _share([word[:_STEM] for word in large.words], roots) if roots else 0.0,
        "in the other text": known,
        "open near": _share(large.words, large.left_near) if small.tokens == 0 or len(large.words) > 3 else 0.0,
        "open anywhere": _share(large.words, large.left) if len(large.words) > _CLAUSE else 0.0,
        "in neither": log1p(fresh),
        "new numbers": log1p(sum(len(side.numbers - side.other_text) for side in (ours, theirs))),
        "numbers exchanged": float(bool(ours.numbers and theirs.numbers and ours.numbers != theirs.numbers)),
        "new names": log1p(sum(len(side.names - side.other_text) for side in (ours, theirs))),
        "names exchanged": float(bool(ours.names and theirs.names and not ours.names & theirs.names)),
        "negated": float(ours.negations != theirs.negations),
        "modal": float(bool(ours.modals and theirs.modals) and ours.modals != theirs.modals),
        "rank": float(bool(ours.ranked and theirs.ranked) and ours.ranked != theirs.ranked),
        "says nothing": float(not large.words and not large.negations and not ours.modals and not theirs.modals),
        "one side": float(small.tokens == 0),
        "known": float(small.tokens == 0 and len(large.words) <= _CLAUSE and known == 1),
        "word for word": float(one_each),
        "letters alike": _letters_alike(small.words[0], large.words[0]) if one_each else 0.0,
        **_furniture(kind, ours, theirs),
    }


def _share(words: Sequence[str], known: frozenset[str]) -> float:
    return sum(map(known.__contains__, words)) / len(words) if words and known else 0.0


def _letters_alike(one: str, other: str) -> float:
    return Levenshtein.normalized_similarity(one, other) if one[0].isalpha() and other[0].isalpha() else 0.0


def _furniture(kind: EditKind, ours: EditSide, theirs: EditSide) -> dict[str, float]:
    """Return what the line says of it: share counters, time stamps, links and captions stand in no sentence."""
    lines = [side.line for side in (ours, theirs) if side.tokens]
    open_lines = [side.line for side in (ours, theirs) if side.tokens and not side.line_ends]
    short = [line for line in open_lines if len(line) <= _LINE]
    digits = [line for line in short if any(token[0].isdigit() for token in line)]
    odd = [line for line in lines if not _SIGNS.isdisjoint(line) or max(line, default="") >= _PICTURES]
    return {
        "line is no sentence": float(bool(open_lines)),
        "line is short": float(bool(short)),
        "number in no sentence": float(bool(open_lines) and kind in ("number", "date")),
        "line is a count": float(bool(digits)),
        "line is a post": float(bool(odd)),
    }


def _one_sided(text: Strip, first: int, last: int) -> dict[str, float]:
    """Return what only differences have that came or went."""
    goes_on = last < len(text) and is_capital(text.surfaces[last]) and text.spaced[last] == 1
    few = range(first, last) if last - first <= _ASIDE else range(0)
    words = [i for i in few if not is_glyph(text.surfaces[i])]
    short = bool(words)
    named = short and goes_on and all(is_capital(text.surfaces[i]) or is_title(text, i) for i in words)
    return {
        "part of a name": float(named and len(words) <= 4),
        "title of a name": float(named and any(is_title(text, i) for i in words)),
        "day alone": float(
            short and all(is_date_word(text, i) or text.weigh(i, i + 1) < CONTENT_WEIGHT for i in words)
        ),
        "aside": float(text.surfaces[first] in (",", "-", "–", "—", "(") or text.surfaces[last - 1] in (",", ")")),
    }


def _no_prose(words: Sequence[str], weekdays: Container[str]) -> dict[str, float]:
    """Return what says by itself that words only one text has are none of its prose.

    Entries stand under nothing but a time; agencies date pictures by weekday, day and year, which no report does.
    """
    dated = any(_FULL_DATE.fullmatch(other) for one, other in pairwise(words) if one in weekdays)
    alone = bool(words) and all(word.startswith("t:") or word[0] == "^" for word in words)
    return {"furniture": float(dated or alone)}
