"""What a page says of its links to those who cannot see them ("opens new tab"), inside the sentences."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from wirecopy.clean.rules.marks import STRONG, Mark, Sheet


def link_label_marks(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark]:
    """Return a mark over each label of a link; it stands behind a comma or in brackets, and the sentence goes on."""
    found: list[Mark] = []
    labels = sheet.rules.words["link.labels"]
    low = sheet.raw.encode("utf-8", "surrogatepass").lower()
    if not any(label.encode() in low for label in labels):
        return []
    starts = [line.start for line in sheet.lines]
    for match in sheet.rules.link_label.finditer(sheet.raw):
        at = bisect_right(starts, match.start()) - 1
        if at >= 0 and match.end() <= sheet.lines[at].end:
            number = sheet.lines[at].number
            found.append(Mark("nav", match.start(), match.end(), STRONG, "rule: label of a link", number))
    return found
