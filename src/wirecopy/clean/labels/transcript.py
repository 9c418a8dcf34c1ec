"""What is said in a transcript: the lines from the first that opens with who speaks to the last one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from wirecopy.clean.lines import Line

MIN_SPOKEN = 4
"""So many lines that open with a name in capitals and a colon are a conversation, not labels."""
_SPEAKER = re.compile(r"[A-Z][A-Z.'’\- ]{2,40}(?:,\s[A-Z][A-Z.'’\- ]{1,40})?:(?:\s|$)")
_SOUND = re.compile(r"\([A-Z][A-Z0-9 .,;:'’“”\"\-]{3,120}\)")


def spoken_lines(lines: Sequence[Line]) -> range:
    r"""Return the numbers of a transcript's lines; an empty range where a page is none.

    >>> from wirecopy.clean.lines import split_lines
    >>> said = "ANN VELT, HOST: Good morning.\nOLE BRAND: Morning.\nVELT: So?\nBRAND: So it is."
    >>> spoken_lines(split_lines(f"Menu\n{said}\nMost read"))
    range(1, 5)
    """
    spoken = [line.number for line in lines if ":" in line.text[:90] and _SPEAKER.match(line.text)]
    if len(spoken) < MIN_SPOKEN:
        return range(0)
    end = spoken[-1] + 1
    while end < len(lines) and _SOUND.fullmatch(lines[end].text):
        end += 1
    return range(spoken[0], end)
