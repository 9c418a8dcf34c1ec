"""A line that is the names of people, and perhaps the house they write for, with no word such as "By" before it."""

from __future__ import annotations

import re
from typing import NamedTuple

from wirecopy.clean.byline_parts import house_at, is_house, is_name, is_role, split_joined
from wirecopy.clean.language.language_pack import Rules
from wirecopy.clean.lines import Line, word_key
from wirecopy.clean.rules.byline import glued_at

MAX_WORDS = 20
MAX_CHARS = 160
SHORT = 8
"""A longer line that ends like a sentence is one."""
MAX_PEOPLE = 5
_PLACE_AND = r"[A-Z][\w.'’\-]{1,20}(?:\s[A-Z][\w.'’\-]{1,20}){0,2}\s(?:and|&)\s"
_BAR = re.compile(
    r"\s{1,4}[|/•·–—]{1,2}(?:\s|$)|\s{3,}|\s(?=[\w.+\-]{0,40}@\w)|\s\("
    rf"|\sin\s(?=[A-Z])(?!{_PLACE_AND})"
)
_COMMA = re.compile(rf",\s{{0,2}}|;\s|\sin\s{_PLACE_AND}")
_SIGN = re.compile(r"[\d?!\"“”%$#/:]")


class BareNames(NamedTuple):
    """The people that a line names, as written, how far they reach in its text, and whether something follows."""

    people: tuple[str, ...]
    end: int
    housed: bool
    glued: bool
    """Whether the house stands so close behind a name as only a lost line's end leaves it."""


def bare_names(line: Line, rules: Rules) -> BareNames | None:
    """Return the people of a line that is nothing but names and their house; null for any other line.

    >>> from wirecopy.clean.language.language_pack import load_rules
    >>> from wirecopy.clean.lines import split_lines
    >>> bare_names(split_lines("Ann Velt and Ole BrandAssociated Press")[0], load_rules())
    BareNames(people=('Ann Velt', 'Ole Brand'), end=22, housed=True, glued=True)
    """
    text = line.text
    if not 2 <= line.words <= MAX_WORDS or len(text) > MAX_CHARS or not text[0].isupper() or text[-1] == ":":
        return None
    if line.key in rules.leads.phrase_lines:
        return None
    second = next(iter(text.split(None, 2)[1:]), "")
    if not (second[:1].isupper() or second in rules.words["byline.particles"]) or (line.closed and line.words > SHORT):
        return None
    bar = _BAR.search(text)
    end = bar.start() if bar else len(text)
    people: list[str] = []
    reach = at = 0
    for part in _COMMA.split(text[:end]):
        start = text.index(part, at) if part else at
        at = start + len(part)
        own = part[: _house(part, rules)].rstrip()
        if people and is_role(word_key(own)[0], rules):
            break
        if not own or _is_role(own, rules) or not _all_people(own, rules):
            if people and (not own or _is_description(part, rules)):
                break
            return None
        people += split_joined(own, rules)
        reach = start + len(own)
        if len(own) < len(part.rstrip()):
            break
    people = [person for person in people if person]
    if not people or len(people) > MAX_PEOPLE:
        return None
    glued = text[reach : reach + 1].isalnum()
    return BareNames(tuple(people), reach, housed=len(text.rstrip(" .,•|/")) > reach, glued=glued)


def _is_role(part: str, rules: Rules) -> bool:
    key = word_key(part)[0]
    return key in rules.words["byline.roles"] or key in rules.words["byline.desks"]


def _house(part: str, rules: Rules) -> int:
    """Return where the house begins that ends a part of a line, its name glued to the last of the people or not."""
    if is_house(part, rules):
        return 0
    if seam := glued_at(part, rules):
        return seam
    return house_at(part, rules)


def _all_people(text: str, rules: Rules) -> bool:
    if _SIGN.search(text):
        return False
    return all(_is_person(person.split(), rules) for person in split_joined(text, rules) if person)


def _is_person(words: list[str], rules: Rules) -> bool:
    """Whether these words are one person's name: two to four, not all of them common."""
    full = [word for word in words if len(word.strip(".")) > 1]
    return len(full) >= 2 and len(words) <= 4 and is_name(words, rules) and all(_is_full(word, rules) for word in full)


def _is_full(word: str, rules: Rules) -> bool:
    key = word.strip(".,'’").lower()
    return key in rules.words["byline.particles"] or (
        key not in rules.stop_words and key not in rules.sections and key not in rules.buttons and word[0].isalpha()
    )


def _is_description(part: str, rules: Rules) -> bool:
    """Whether a part behind a name may say who they are: a role, a desk, or a house in capitals."""
    words = part.split()
    return len(words) <= 6 and all(
        word[:1].isupper() or word.lower() in rules.stop_words or word.lower() in rules.words["byline.roles"]
        for word in words
    )
