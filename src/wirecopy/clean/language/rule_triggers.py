"""Which lines each kind of rule could take: the others are only read as neighbours and as headlines.

Most lines of a page are sentences without a word, a sign, a beginning or an end that any rule goes by. They are told
in one step from what is known of every line, so that a pass over single lines looks at a few.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from wirecopy.clean.lines import Line

if TYPE_CHECKING:
    from wirecopy.clean.language.language_pack import Rules

HEAD = 140  # where a dateline's dash stands
TAIL = 140  # where a picture's credit stands behind a sentence
GLUED = 9  # letters of the shortest word that two buttons run together give
MAX_BUTTON_WORDS = 12
MAX_PHRASE_WORDS = 14  # of a line that is a phrase and nothing else
MAX_CLOSED_WORDS = 8  # a closed line with a time in it is a timestamp only when it is short
_SENTENCE_SIGNS = frozenset("@{}<>\\\t=_")  # of those a line keeps; a sentence may well hold the others
_CREDIT_SIGNS = frozenset(")]/:")
_CREDIT = re.compile(r"[)\]/:]")
_NO_SIGNS = frozenset("0:%")  # told apart by other passes
_DASHED = re.compile(r"[—–:(/]|--|\s-|-\s")


@dataclass(frozen=True, slots=True)
class Leads:
    """The words, beginnings and ends that the rules of a pack go by; beginnings by their first character."""

    any_word: frozenset[str]
    """All the words of the others."""
    any_start: Mapping[str, tuple[str, ...]]
    any_end: tuple[str, ...]
    phrase_words: frozenset[str]
    phrase_starts: Mapping[str, tuple[str, ...]]
    phrase_ends: tuple[str, ...]
    phrase_lines: frozenset[str]
    credit_words: frozenset[str]
    credit_starts: Mapping[str, tuple[str, ...]]
    byline_words: frozenset[str]
    byline_starts: tuple[str, ...]
    caption_words: frozenset[str]
    caption_starts: Mapping[str, tuple[str, ...]]
    caption_ends: tuple[str, ...]
    when: frozenset[str]
    """Words that tell a time without a digit."""
    places: frozenset[str]
    """The first words of place names."""


class Leading(NamedTuple):
    """The lines of a page that each kind of rule looks at, in order."""

    phrases: tuple[Line, ...] = ()
    times: tuple[Line, ...] = ()
    rows: tuple[Line, ...] = ()
    captions: tuple[Line, ...] = ()
    credits: tuple[Line, ...] = ()
    bylines: frozenset[int] = frozenset()
    datelines: frozenset[int] = frozenset()


def leading(lines: Sequence[Line], rules: Rules) -> Leading:
    """Return the lines that each kind of rule could take by their own words and signs."""
    lists = _LineLists([], [], [], [], [], set(), set())
    for line in lines:
        words = line.key.split()
        if not _is_plain(line, words, rules.leads):
            _sort_line(line, words, rules, lists)
        if _opens_like_a_place(line, words, rules.leads) and _DASHED.search(line.text, 0, HEAD):
            lists.datelines.add(line.number)
    phrases, times, rows, captions, credits = map(tuple, lists[:5])
    return Leading(
        phrases, times, rows, captions, credits, bylines=frozenset(lists.bylines), datelines=frozenset(lists.datelines)
    )


class _LineLists(NamedTuple):
    """What `Leading` is made from."""

    phrases: list[Line]
    times: list[Line]
    rows: list[Line]
    captions: list[Line]
    credits: list[Line]
    bylines: set[int]
    datelines: set[int]


def _is_plain(line: Line, words: Sequence[str], leads: Leads) -> bool:
    """Whether a line is a sentence with nothing of what rules go by but a dateline: most lines of a report are."""
    low = line.low
    return (
        line.closed
        and line.prose
        and bool(words)
        and not line.signs.strip("0")
        and leads.any_word.isdisjoint(words)
        and not low.startswith(leads.any_start.get(low[0], ()))
        and not low.endswith(leads.any_end)
        and not low.rstrip(" .!").endswith(leads.phrase_ends)
        and (line.words > MAX_PHRASE_WORDS or line.key not in leads.phrase_lines)
    )


def _sort_line(line: Line, words: Sequence[str], rules: Rules, lists: _LineLists) -> None:
    """Note for which kinds of rule a line is."""
    leads, low, text, signs, first = rules.leads, line.low, line.text, line.signs, line.low[:1]
    triggers = leads.any_word.intersection(words)
    sentence = line.closed and line.prose
    numbered = line.digit and (not sentence or low.endswith("m."))
    if line.digit and (not sentence or "%" in text):
        lists.rows.append(line)
    if (
        numbered
        or not line.key
        or (triggers and not leads.phrase_words.isdisjoint(triggers))
        or (line.words <= MAX_PHRASE_WORDS and line.key in leads.phrase_lines)
        or low.startswith(leads.phrase_starts.get(first, ()))
        or low.rstrip(" .!").endswith(leads.phrase_ends)
        or (signs and not _SENTENCE_SIGNS.isdisjoint(signs))
        or (not sentence and _signed(line, words, rules.button_hint))
    ):
        lists.phrases.append(line)
    if numbered or (triggers and not leads.when.isdisjoint(triggers)):
        lists.times.append(line)
    if (
        (triggers and not leads.caption_words.isdisjoint(triggers))
        or low.startswith(leads.caption_starts.get(first, ()))
        or low.endswith(leads.caption_ends)
        or (not _CREDIT_SIGNS.isdisjoint(signs) and _CREDIT.search(text, max(0, len(text) - TAIL)))
    ):
        lists.captions.append(line)
    if (
        not line.key
        or (triggers and not leads.credit_words.isdisjoint(triggers))
        or low.startswith(leads.credit_starts.get(first, ()))
    ):
        lists.credits.append(line)
    if low.startswith(leads.byline_starts) or (triggers and not leads.byline_words.isdisjoint(triggers)):
        lists.bylines.add(line.number)


def _opens_like_a_place(line: Line, words: Sequence[str], leads: Leads) -> bool:
    second = line.text[1:2]
    if not words or second.isupper() or not second.isalpha() or words[0] in leads.places:
        return True
    return ("(" in line.signs or "/" in line.signs) and ("(" in line.text[:60] or "/" in line.text[:60])


def _signed(line: Line, words: Sequence[str], glued: re.Pattern[str]) -> bool:
    """Whether a sign stands in a line that buttons, menus, scripts or addresses are written with."""
    if not _NO_SIGNS.issuperset(line.signs) or "  " in line.text or not line.words:
        return True
    long_word = line.words <= MAX_BUTTON_WORDS and max(map(len, words)) >= GLUED
    return long_word and glued.search(line.key) is not None
