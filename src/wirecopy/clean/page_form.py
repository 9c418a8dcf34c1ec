"""What a page is: a report, a page of several items, or no article at all, and why it is none."""

from __future__ import annotations

import re

from wirecopy.clean.cleaning_result import Cleaned
from wirecopy.clean.labels.transcript import SPEAKER, is_transcript
from wirecopy.clean.rules.digest_items import Units, item_units
from wirecopy.clean.rules.gallery import MAX_PROSE_SHARE
from wirecopy.types import BODY_KINDS

MIN_SNIPPETS = 8
SNIPPETS = 0.4
"""Share of a page's paragraphs that break off ("...") from which it lists what others wrote: six such pages of the
learning half have .55 to .67, no article of 5,900 with so many paragraphs more than .17."""
SNIPPET_WORDS = 8  # a shorter line is a button or a name
MIN_PICTURES = 3
_CUT = re.compile(r"(?:\.\.\.|…)[\"”'’]?$")
_LINE = re.compile(r"[^\n]*\S")
_PICTURE = "rule: name and picture house"


def page_units(cleaned: Cleaned, raw: str) -> Units:
    """Return what a cleaned page is, with its standing text and its items.

    A gallery is nothing but captions; a list is snippets of others' texts; a transcript is what people say in turns.
    These three are no article: they are kept, and count for no text.
    """
    units = item_units(cleaned)
    body = cleaned.article.body_spans
    if _lists_snippets(raw):
        return Units("list", body, ())
    if SPEAKER.search(raw) and is_transcript(raw):
        return Units("transcript", body, ())
    if units.form == "report" and _shows_pictures(cleaned, raw):
        return Units("gallery", body, body)
    return units


def _lists_snippets(raw: str) -> bool:
    """Whether a page shows the beginnings of many texts.

    >>> _lists_snippets("The ferry that ran aground off the port of Varnes ...\\n" * 9)
    True
    """
    if raw.count("...") + raw.count("…") < MIN_SNIPPETS * SNIPPETS:
        return False
    lines = [line for line in map(str.strip, raw.split("\n")) if len(line.split()) >= SNIPPET_WORDS]
    return len(lines) >= MIN_SNIPPETS and sum(bool(_CUT.search(line)) for line in lines) >= SNIPPETS * len(lines)


def _shows_pictures(cleaned: Cleaned, raw: str) -> bool:
    """Whether nearly every paragraph stands right over the name of a photographer and a picture house."""
    captions = prose = pictures = 0
    waiting = 0
    for span in cleaned.spans:
        words = len(raw[span.start : span.end].split())
        if span.kind == "caption":
            pictures += 1
            captions += words
            if span.evidence == _PICTURE:
                captions, waiting = captions + waiting, 0
        prose += waiting
        waiting = 0
        if span.kind in BODY_KINDS:
            waiting = len(_LINE.findall(raw[span.start : span.end])[-1].split()) if words else 0
            prose += words - waiting
    return pictures >= MIN_PICTURES and prose + waiting <= MAX_PROSE_SHARE * captions
