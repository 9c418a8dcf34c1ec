"""Labels of links ("opens new tab") and cards of links inside sentences, and lines that are links alone."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

from wirecopy.clean.rules.marks import STRONG, Mark, Sheet, touched, whole

_LINK = r"\[[^\[\]\n]{1,200}\]\([^()\s]{1,300}\)"
_PICTURE = re.compile(rf"\[?!{_LINK}(?:\]\([^()\s]{{1,300}}\))?$")
_LINKS = re.compile(
    rf"(?:[-*+>]\s)?(?:[*_]{{0,2}}[^\[\]\n:]{{1,40}}:[*_]{{0,2}}\s)?[*_]{{0,2}}{_LINK}(?:\s?[|•·,]\s?{_LINK}){{0,20}}[*_]{{0,2}}$"
)


def linked_marks(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark]:
    """Return a mark over each line that Markdown shows to be a link to another page, or a picture."""
    if "](" not in sheet.raw:
        return []
    kinds = touched(sheet, marks)
    free = [line for line in sheet.lines if kinds[line.number] is None and "](" in line.text]
    pictures = [line for line in free if _PICTURE.match(line.text)]
    links = [line for line in free if _LINKS.match(line.text)]
    return [
        *(whole(line, "caption", STRONG, "rule: a picture") for line in pictures),
        *(whole(line, "promo", STRONG, "rule: a link and no more") for line in links),
    ]


def link_label_marks(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark]:
    """Return a mark over each label of a link; it stands behind a comma or in brackets, and the sentence goes on."""
    result: list[Mark] = []
    labels = sheet.rules.words["link.labels"]
    low = sheet.raw.encode("utf-8", "surrogatepass").lower()
    if not any(label.encode() in low for label in labels):
        return []
    starts = [line.start for line in sheet.lines]
    for match in sheet.rules.link_label.finditer(sheet.raw):
        at = bisect_right(starts, match.start()) - 1
        if at >= 0 and match.end() <= sheet.lines[at].end:
            number = sheet.lines[at].number
            result.append(Mark("nav", match.start(), match.end(), STRONG, "rule: label of a link", number))
    return result


def card_marks(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark]:
    """Return a mark over each card on a person behind the name, full name, stories and all; the sentence goes on."""
    ends = sheet.rules.words["link.card_ends"]
    if not any(end in sheet.raw for end in ends):
        return []
    return [
        Mark("promo", line.at(sheet.raw, match.start("card")), line.at(sheet.raw, match.end("card")), STRONG,
             "rule: card of stories on a person", line.number)
        for line in sheet.lines
        if any(end in line.text for end in ends)
        for match in sheet.rules.card.finditer(line.text)
    ]  # fmt: skip
