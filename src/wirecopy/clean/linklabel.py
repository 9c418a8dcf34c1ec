"""What a page says of its links to those who cannot see them ("opens new tab"), inside the sentences."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from wirecopy.clean.marks import STRONG, Mark, Sheet


def link_label_marks(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark]:
    """Return a mark over each label of a link; it stands behind a comma or in brackets, and the sentence goes on."""
    found: list[Mark] = []
    starts = [line.start for line in sheet.lines]
    for match in label_pattern(sheet.rules.words["link.labels"]).finditer(sheet.raw):
        at = bisect_right(starts, match.start()) - 1
        if at >= 0 and match.end() <= sheet.lines[at].end:
            number = sheet.lines[at].number
            found.append(Mark("nav", match.start(), match.end(), STRONG, "rule: label of a link", number))
    return found


def label_pattern(labels: Sequence[str]) -> re.Pattern[str]:
    """Return the pattern of the labels of links.

    >>> label_pattern(["opens new tab"]).sub("", "Shares of Kel (KEL) , opens new tab rose.")
    'Shares of Kel (KEL)  rose.'
    """
    phrases = "|".join(re.escape(label) for label in sorted(labels, key=len, reverse=True))
    # the space before stays with the body: the words on both sides are never run together
    return re.compile(rf"(?<=\s)(?:,\s?(?:{phrases})\b|\((?:{phrases})\))|(?<=,\s)(?:{phrases})\b", re.IGNORECASE)
