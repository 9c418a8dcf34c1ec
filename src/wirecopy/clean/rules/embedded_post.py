"""Posts of a social network that a page shows: somebody else's words, recognised by the line that signs them.

An embedded post ends with who wrote it and when ("— Ann Velt (@annvelt) May 14, 2024"), on a line of its own or behind
its last words. No language is needed to know it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from wirecopy.clean.lines import Line
from wirecopy.clean.rules.marks import CERTAIN, STRONG, Mark, Sheet, touched, whole

EVIDENCE = "rule: a post, by the line that signs it"
MAX_SIGNATURE, MAX_POST = 170, 620
"""Code points: of name, handle and day; of a post, which a network holds to 280 and its addresses."""
_SIGNED = re.compile(r"(?:[—–]|--?)\s{0,3}[^\s()\n—][^()\n—]{0,80}\s?\(@\w{1,30}\)\s{0,3}[^()\n]{3,40}\d{4}$")
_MAY_BE = frozenset((None, "nav", "promo", "contact", "share", "subscribe"))
_MOSTLY = 0.5


def post_marks(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark]:
    """Return a mark for every line of every post that is signed: the signature, and the words over or before it."""
    kinds = touched(sheet, marks)
    result: list[Mark] = []
    signed: set[int] = set()
    for line in sheet.lines:
        if "@" not in line.signs:
            continue
        offset = max(0, len(line.text) - MAX_SIGNATURE)
        match = _SIGNED.search(line.text, offset)
        if match is None:
            continue
        signed.add(line.number)
        if match.start() > 0 and len(line.text) > MAX_POST:  # a paragraph and a post that have run together
            start = line.at(sheet.raw, match.start())
            result.append(Mark("embedded_post", start, line.end, STRONG, EVIDENCE, line.number))
            continue
        result.append(whole(line, "embedded_post", CERTAIN, EVIDENCE))
        if match.start() == 0:
            result += [
                whole(over, "embedded_post", STRONG, EVIDENCE)
                for over in _words(sheet, line, kinds)
                if over.number not in signed
            ]
    return result


def _words(sheet: Sheet, signature: Line, kinds: Sequence[str | None]) -> list[Line]:
    """Return the lines over a signature that are its post: the paragraph over it.

    Where blank lines part the paragraphs of the page, those without one between them are one.
    """
    lines = sheet.lines
    if not signature.number:
        return []
    at = signature.number - 1
    if kinds[at] not in _MAY_BE or len(lines[at].text) > MAX_POST:
        return []
    parted = sum(line.gap > 0 for line in lines) > _MOSTLY * len(lines)
    size = len(lines[at].text)
    while parted and at and not lines[at].gap and kinds[at - 1] in _MAY_BE:
        size += len(lines[at - 1].text)
        if size > MAX_POST:
            break
        at -= 1
    return list(lines[at : signature.number])
