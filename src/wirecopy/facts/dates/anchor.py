"""What an expression of time is read against: the day of writing, the tense around it, the dates said before."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Literal

Tense = Literal["past", "future", "unknown"]

_FUTURE = re.compile(
    r"(?i)\b(?:will|shall|won['’]t|would|is to|are to|due|scheduled|plans?|expects?|expected|set to|"
    r"going to|intends?|upcoming|expires?|slated|payable|matures?|planned (?:for|on)|booked for|billed for|"
    r"(?:postponed|adjourned|delayed|put off|put back|moved|extended) (?:to|till|until)|ahead of)\b"
)
_PAST = re.compile(
    r"(?i)\b(?:was|were|had|did|said|has|have|told|met|made|took|came|went|began|held|won|lost|gave|"
    r"saw|since|\w{2,20}ed)\b"
)
_REACH = 70


@dataclass(slots=True)
class Anchor:
    """The day an expression counts from, and what was said before it; `today` None leaves all relative ones open."""

    today: date | None
    last: date | None = None
    quarter: tuple[int, int] | None = None


def tense_at(text: str, start: int, end: int, sentence: tuple[int, int]) -> Tense:
    """Return whether the clause around an expression speaks of what is to come or of what has been."""
    left = text[max(sentence[0], start - _REACH) : start]
    right = text[end : min(sentence[1], end + _REACH // 2)]
    ahead, behind = _last(_FUTURE, left), _last(_PAST, left)
    if ahead >= 0 and ahead >= behind:  # "planned" alone has been; "planned for" is to come
        return "future"
    if behind >= 0:
        return "past"
    if _FUTURE.search(right):
        return "future" if not _PAST.search(right) or _first(_FUTURE, right) < _first(_PAST, right) else "past"
    return "past" if _PAST.search(right) else "unknown"


def _last(words: re.Pattern[str], text: str) -> int:
    return max((match.start() for match in words.finditer(text)), default=-1)


def _first(words: re.Pattern[str], text: str) -> int:
    match = words.search(text)
    return match.start() if match else len(text)
