"""Picture galleries: those glued into lines, and those that are a page's only running text and so its body."""

from __future__ import annotations

from collections.abc import Sequence

from wirecopy.clean.lines import Line
from wirecopy.clean.rules.caption import caption_text
from wirecopy.clean.rules.marks import CERTAIN, STRONG, Mark, Sheet, strongest, touched, whole

MIN_CAPTION_WORDS = 8  # a shorter one is a credit or a button
# Prose beside the captions: on a gallery the few captions no rule knows; a brief report has more than its picture.
MAX_PROSE_SHARE = 0.5
TWIN_CHARS = 80
EVIDENCE = "rule: the captions are the page's text"
COUNTED = "rule: picture texts with their count"


def counted_marks(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark]:
    """Return a mark over each line of a gallery whose texts were glued together, a button and a count behind each.

    What stands behind the last count of a line is the gallery's where it opens as captions do; the text after it then
    is its next caption, if another counted line follows. A count alone takes the caption over it.
    """
    low = sheet.raw.encode("utf-8", "surrogatepass").lower()
    if not any(form.split("#")[0].encode() in low for form in sheet.rules.words["caption.counted"]):
        return []
    kinds, starts = touched(sheet, marks), sheet.rules.words["caption.starts"]
    texts = [line for line in sheet.lines if line.words and kinds[line.number] in (None, "caption", "promo")]
    ends = [max((m.end() for m in sheet.rules.caption_count.finditer(line.text)), default=0) for line in texts]
    result = []
    for place, (line, end) in enumerate(zip(texts, ends, strict=True)):
        before, after = ends[place - 1] if place else 0, ends[place + 1] if place + 1 < len(ends) else 0
        if end:
            tail = line.text[end:].strip().lower()
            behind = tail and not tail.startswith(starts)
            mark = whole(line, "caption", STRONG, COUNTED)
            result.append(mark._replace(end=line.at(sheet.raw, end)) if behind else mark)
        elif after and (
            (before and texts[place - 1].text[before:].strip().lower().startswith(starts))
            or (line.low.startswith(starts) and not texts[place + 1].text[: _first(sheet, texts[place + 1])].strip())
        ):
            result.append(whole(line, "caption", STRONG, COUNTED))
    return result


def _first(sheet: Sheet, line: Line) -> int:
    match = sheet.rules.caption_count.search(line.text)
    return match.start() if match else 0


def gallery_marks(sheet: Sheet, marks: Sequence[Mark]) -> list[Mark]:
    """Return a body mark for each distinct caption, without its credit, where captions are the page's text.

    They are when all other running text holds at most half as many words as the captions do.
    """
    captions = _captions(sheet, marks)
    if not captions:
        return []
    caption_words = sum(line.words for line in captions)
    kinds = touched(sheet, marks)
    prose = sum(line.words for line in sheet.lines if line.prose and kinds[line.number] in (None, "dateline"))
    if prose > MAX_PROSE_SHARE * caption_words:
        return []
    return [_body(sheet, line) for line in captions]


def _captions(sheet: Sheet, marks: Sequence[Mark]) -> list[Line]:
    """Return the lines that are a caption with words of its own, a repeated one once."""
    best = strongest(sheet, marks)
    seen: set[str] = set()
    captions = []
    for line in sheet.lines:
        mark = best[line.number]
        if mark is None or mark.kind != "caption" or line.words < MIN_CAPTION_WORDS:
            continue
        key = line.key[:TWIN_CHARS]
        if key not in seen:
            seen.add(key)
            captions.append(line)
    return captions


def _body(sheet: Sheet, line: Line) -> Mark:
    first, last = caption_text(line, sheet.rules)
    end = line.end if last == len(line.text) else line.at(sheet.raw, last)
    return Mark("body", line.at(sheet.raw, first), end, CERTAIN, EVIDENCE, line.number)
