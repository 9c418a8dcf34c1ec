"""What the rules of every form share: the words they look for, and the part that "early" or "later" keeps."""

from __future__ import annotations

import re
from collections.abc import Callable

from wirecopy.facts.dates import words as w
from wirecopy.facts.dates.anchor import Anchor, Tense
from wirecopy.facts.dates.meaning import Meaning, part_of

YEAR = re.compile(rf"\b{w.YEAR}\b")
PART = re.compile(r"\b(morning|afternoon|evening|night)s?\b")
ORDINAL = re.compile(r"\b(first|second|third|fourth|1st|2nd|3rd|4th|final|opening|latest|current)\b")
BACK = re.compile(
    r"year-?(?:ago|earlier)|year earlier|corresponding|comparable|prior-year|last year|a year ago|a year earlier"
)
_MODIFIERS = ("earlier", "later", "early", "late")

Rule = Callable[[str, str, Anchor, Tense], Meaning | None]


def modified(low: str, meaning: Meaning | None, anchor: Anchor) -> Meaning | None:
    """Return the part of a meaning that its first word keeps."""
    which = next((m for m in _MODIFIERS if low.startswith(m)), None)
    return part_of(meaning, which, anchor.today) if meaning is not None and which else meaning
