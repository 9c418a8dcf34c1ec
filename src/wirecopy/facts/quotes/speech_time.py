"""When a quotation was said, in the words of the text: "on Monday", "earlier this week"."""

from __future__ import annotations

import re

from wirecopy.facts.knowledge.lexicon import Lexicon
from wirecopy.facts.quotes.attribution import Attribution
from wirecopy.facts.quotes.quote_sentences import QuoteSentence
from wirecopy.facts.quotes.tokens import Token

_NEAR = 14  # tokens from the cue within which a day is the day of saying
_BEFORE_DAY = ("on", "late", "early", "last", "this")


def said_when(text: str, frame: QuoteSentence, attribution: Attribution | None, lexicon: Lexicon) -> str | None:
    """Return the day or time that stands with the cue of a quotation, as written; else None."""
    if attribution is None or attribution.cue is None or attribution.speaker is None:
        return None
    at = next((i for i, token in enumerate(frame.tokens) if token.start == attribution.cue_at), None)
    if at is None:
        return None
    for i in range(at, min(at + _NEAR, len(frame.tokens))):
        if frame.tokens[i].kind in ("quote", "colon") and i > at:
            break
        found = _time_at(frame.tokens, i, lexicon)
        if found:
            first, last = found
            return text[frame.tokens[first].start : frame.tokens[last].end]
    return None


def _time_at(tokens: tuple[Token, ...], i: int, lexicon: Lexicon) -> tuple[int, int] | None:
    if tokens[i].low in lexicon.days:
        first = i
        while first > 0 and tokens[first - 1].low in _BEFORE_DAY:
            first -= 1
        last = i + 1 if i + 1 < len(tokens) and tokens[i + 1].low in lexicon.day_parts else i
        return first, last
    for words in lexicon.relative_days.get(tokens[i].low, ()):
        found = tokens[i : i + len(words)]
        if len(found) == len(words) and all(t.low == w for t, w in zip(found, words, strict=True)):
            return i, i + len(words) - 1
    return None


_VENUE = re.compile(
    r"\b(?:told|in|at|during|on|to|via|by)\s((?:(?:a|an|the|his|her|their|its)\s)?(?:[\w’'-]{1,20}\s){0,3}"
    r"(?:statement|interview|conference|briefing|speech|rally|hearing|debate|tweet|letter|post|call|summit|meeting"
    r"|testimony|email|address|report|filing|release|message|forum|television|radio|reporters|journalists|lawmakers))\b"
)
_VENUE_REACH = 120


def venue(text: str, attribution: Attribution | None) -> str | None:
    """Return where or to whom a quotation was said, as written behind its cue: "a regular press conference"."""
    if attribution is None or attribution.cue is None:
        return None
    at = attribution.cue_at
    end = min(len(text), at + _VENUE_REACH)
    for stop in ("\n", "“", '"', ". "):
        found = text.find(stop, at, end)
        end = found if found >= 0 else end
    place = _VENUE.search(text, at, end)
    return place.group(1) if place else None
