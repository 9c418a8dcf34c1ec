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
    from wirecopy.clean.pack import Rules

HEAD = 140  # where a dateline's dash stands
TAIL = 140  # where a picture's credit stands behind a sentence
GLUED = 9  # letters of the shortest word that two buttons run together give
MAX_BUTTON_WORDS = 12
MAX_CLOSED_WORDS = 8  # a closed line with a time in it is a timestamp only when it is short
_SIGNS = re.compile(r"[@{}<>|/\\\[\]()©\t•·›»→$=;*#&+_]")
_SENTENCE_SIGNS = re.compile(r"[@{}<>\\©\t=_]")
_CREDIT_SIGNS = re.compile(r"[)\]/:]")
_DASHED = re.compile(r"[—–:(/]|--|\s-|-\s")


@dataclass(frozen=True, slots=True)
class Leads:
    """The words, beginnings and ends that the rules of a pack go by; beginnings by their first character."""

    phrase_words: frozenset[str]
    phrase_starts: Mapping[str, tuple[str, ...]]
    phrase_ends: tuple[str, ...]
    phrase_lines: frozenset[str]
    credit_words: frozenset[str]
    credit_starts: Mapping[str, tuple[str, ...]]
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
    datelines: frozenset[int] = frozenset()


def leading(lines: Sequence[Line], rules: Rules) -> Leading:
    """Return the lines that each kind of rule could take by their own words and signs."""
    leads, glued = rules.leads, rules.button_hint
    phrases, times, rows, captions, credits, datelines = [], [], [], [], [], []
    for line in lines:
        low, bag, first = line.low, line.bag, line.low[:1]
        sentence = line.closed and line.prose
        if line.digit and (not sentence or "%" in line.text):
            rows.append(line)
        numbered = line.digit and (not sentence or low.endswith("m."))
        if (
            numbered
            or not line.key
            or not leads.phrase_words.isdisjoint(bag)
            or line.key in leads.phrase_lines
            or low.startswith(leads.phrase_starts.get(first, ()))
            or low.rstrip(" .!").endswith(leads.phrase_ends)
            or _signed(line, sentence, glued)
        ):
            phrases.append(line)
        if numbered or not leads.when.isdisjoint(bag):
            times.append(line)
        if (
            not leads.caption_words.isdisjoint(bag)
            or low.startswith(leads.caption_starts.get(first, ()))
            or low.endswith(leads.caption_ends)
            or _CREDIT_SIGNS.search(line.text, max(0, len(line.text) - TAIL))
        ):
            captions.append(line)
        if not line.key or not leads.credit_words.isdisjoint(bag) or low.startswith(leads.credit_starts.get(first, ())):
            credits.append(line)
        if _opens_like_a_place(line, leads) and _DASHED.search(line.text, 0, HEAD):
            datelines.append(line.number)
    return Leading(
        tuple(phrases), tuple(times), tuple(rows), tuple(captions), tuple(credits), frozenset(datelines)
    )  # fmt: skip


def _opens_like_a_place(line: Line, leads: Leads) -> bool:
    text = line.text
    known = not line.key or text[:1] == "(" or line.key.partition(" ")[0] in leads.places
    return known or text[1:2].isupper() or not text[1:2].isalpha() or "(" in text[:60] or "/" in text[:60]


def _signed(line: Line, sentence: bool, glued: re.Pattern[str]) -> bool:
    """Whether a sign stands in a line that buttons, menus, scripts or addresses are written with."""
    if sentence:
        return _SENTENCE_SIGNS.search(line.text) is not None
    text = line.text
    if _SIGNS.search(text) or "  " in text or not line.words:
        return True
    long_word = line.words <= MAX_BUTTON_WORDS and max(map(len, line.bag)) >= GLUED
    return long_word and glued.search(line.key) is not None
