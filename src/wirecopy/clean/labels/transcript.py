"""What is said in a transcript: the lines from the first that opens with who speaks to the last one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from wirecopy.clean.lines import Line

MIN_SPOKEN = 4
"""So many lines that open with a name in capitals and a colon are a conversation, not labels."""
MOST_OF_PAGE = 0.75
"""Share of a page's words between the first who speaks and the last: a comment that shows an exchange has less."""
SPOKEN = 0.25
"""Share of a page's words that stand right behind a name: of one with labels ("MYTH:") less does."""
AGAIN = 0.5
"""Share of the names that come again: the headings of a newsletter do not."""
MARKED = 0.25
"""Share of what is said that stands in marks up to which it is a transcript: a check of facts quotes what was said."""
_MARK = re.compile(r"\s*[\"“'‘]")
SPEAKER = re.compile(r"^[A-Z][A-Z.'’\- ]{2,40}(?:,\s[A-Z][A-Z.'’\- ]{1,40})?:(?:[ \t]|$)", re.MULTILINE)
_SOUND = re.compile(r"\([A-Z][A-Z0-9 .,;:'’“”\"\-]{3,120}\)")


def spoken_lines(lines: Sequence[Line]) -> range:
    r"""Return the numbers of a transcript's lines; an empty range where a page is none.

    >>> from wirecopy.clean.lines import split_lines
    >>> said = "ANN VELT, HOST: Good morning.\nOLE BRAND: Morning.\nVELT: So?\nBRAND: So it is."
    >>> spoken_lines(split_lines(f"Menu\n{said}\nMost read"))
    range(1, 5)
    """
    spoken = [line.number for line in lines if ":" in line.text[:90] and SPEAKER.match(line.text)]
    if len(spoken) < MIN_SPOKEN:
        return range(0)
    end = spoken[-1] + 1
    while end < len(lines) and _SOUND.fullmatch(lines[end].text):
        end += 1
    return range(spoken[0], end)


def is_transcript(raw: str) -> bool:
    """Return whether a page is what two people and more say in turns.

    >>> said = ["Good morning to all of you, and welcome.", "Morning, it is good to be here again."]
    >>> is_transcript("\\n".join(f"{name}: {words}" for name, words in zip(["ANN VELT", "OLE BRAND"] * 2, said * 2)))
    True
    """
    turns = list(SPEAKER.finditer(raw))
    last_names = Counter(turn[0].partition(":")[0].partition(",")[0].split()[-1] for turn in turns)
    if len(turns) < MIN_SPOKEN or len(last_names) < 2:
        return False
    if sum(count for count in last_names.values() if count > 1) < AGAIN * len(turns):
        return False
    said = [raw[turn.end() :].lstrip().partition("\n")[0] for turn in turns]
    marked = sum(bool(_MARK.match(words)) for words in said)
    words = len(raw.split())
    inside = len(raw[turns[0].start() : turns[-1].end()].split()) + len(said[-1].split())
    spoken = sum(len(words.split()) for words in said)
    return inside >= MOST_OF_PAGE * words and spoken >= SPOKEN * words and marked < MARKED * len(turns)
