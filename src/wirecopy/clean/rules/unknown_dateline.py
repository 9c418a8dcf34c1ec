"""A place and a dash that open a report, where the place stands in no table and no agency or day is named.

"Port Alden – The talks" is a dateline and "Jane Roe – the lawyer" is not. The form alone does not tell them apart:
the place must be one by its own name, by what the text says of it, or by the copies of the text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import NamedTuple

from wirecopy.clean.cleaning_result import Cleaned, with_body
from wirecopy.clean.language.language_pack import Rules
from wirecopy.clean.lines import Line, word_key
from wirecopy.clean.rules.marks import FAIR, STRONG, Mark, Sheet
from wirecopy.types import Span, Stretch

COPIED = "copies: the text begins behind it"
HEAD = 44  # three words and a dash
MIN_WORDS = 8
MAX_TEXT = 200_000  # how far a place is looked for in the text under it
_NAME = r"[A-ZÀ-ÖØ-Þ][\w'’\-]{1,19}\.?"
_FORM = re.compile(rf"(?P<place>{_NAME}(?: {_NAME}){{0,2}})\s{{1,2}}(?:—|–|--|-)\s{{1,2}}(?=[A-ZÀ-ÖØ-Þ0-9])")
_DASH = re.compile(r"\s(?:—|–|--|-)\s")
_SENTENCE = re.compile(r"[.!?]")
_DIGIT = re.compile(r"[\d_]")


class Opening(NamedTuple):
    """What may be a dateline: `text[:end]`."""

    end: int
    place: str


def parse_opening(text: str, rules: Rules) -> Opening | None:
    """Return the capitalised name before a spaced dash and a sentence, or null where it cannot be a place.

    >>> from wirecopy.clean.language.language_pack import load_rules
    >>> parse_opening("Port Alden – The talks went on all day.", load_rules())
    Opening(end=13, place='Port Alden')
    """
    match = _FORM.match(text[:HEAD]) if text[:1].isupper() else None
    if match is None or _DIGIT.search(match["place"]) or _excluded(match["place"], rules):
        return None
    sentence = _SENTENCE.split(text[match.end() : match.end() + 400], maxsplit=1)[0]
    return None if _DASH.search(sentence) else Opening(match.end(), match["place"])


def opening_marks(sheet: Sheet, kinds: Sequence[str | None]) -> list[Mark]:
    """Return the mark over a place that opens the first paragraph, where its name or the text says that it is one.

    Several lines of this form are a list, or the speakers of a talk.
    """
    lines = [line for line in sheet.lines if kinds[line.number] is None]
    first = next((line for line in lines if line.prose), None)
    opening = parse_opening(first.text, sheet.rules) if first else None
    if first is None or opening is None or first.words < MIN_WORDS or _is_listed(lines, first, sheet.rules):
        return []
    under = sheet.raw[first.start + opening.end : first.start + MAX_TEXT]
    if not (_named_so(opening.place, sheet.rules) or _speaks_of(opening.place, under, sheet.rules)):
        return []
    end = first.at(sheet.raw, opening.end - 1) + 1
    return [Mark("dateline", first.start, end, FAIR, "rule: place and dash over the text", first.number)]


def copied_opening(
    cleaned: Cleaned, raw: str, supported: Sequence[Stretch], *, places: Collection[str], rules: Rules
) -> Cleaned:
    """Return the article with its opening place as a dateline, where its copies show that it is one.

    They do where one of them states the place (`places`), or where what they share with this text begins behind it.
    """
    at = next((i for i, span in enumerate(cleaned.spans) if span.kind == "body"), None)
    if at is None or cleaned.article.dateline_place:
        return cleaned
    span = cleaned.spans[at]
    opening = parse_opening(raw[span.start : span.end], rules)
    if opening is None or not (
        _is_stated(opening.place, places) or _begins_behind(span.start + opening.end, span, supported)
    ):
        return cleaned
    cut = span.start + opening.end
    head = replace(span, end=cut, kind="dateline", score=STRONG, evidence=COPIED)
    spans = [*cleaned.spans[:at], head, replace(span, start=cut), *cleaned.spans[at + 1 :]]
    article = replace(cleaned.article, dateline_place=opening.place)
    return Cleaned(with_body(article, raw, spans), tuple(spans), cleaned.tickers)


def _excluded(place: str, rules: Rules) -> bool:
    """Whether the name is a label, a section, an agency, a day, or opens with a word that no place opens with."""
    key = word_key(place)[0]
    first = key.partition(" ")[0]
    return (
        key in rules.not_places
        or first in rules.not_places
        or first in rules.stop_words
        or key in rules.sections
        or key in rules.months
        or rules.agencies.named(place) is not None
    )


def _is_listed(lines: Sequence[Line], first: Line, rules: Rules) -> bool:
    return any(line is not first and parse_opening(line.text, rules) for line in lines)


def _named_so(place: str, rules: Rules) -> bool:
    """Whether the name has a word that only places have ("Port Alden", "Marsh Bay")."""
    words = word_key(place)[0].split()
    if len(words) < 2:
        return False
    return words[0] in rules.words["dateline.first_words"] or words[-1] in rules.words["dateline.last_words"]


def _speaks_of(place: str, text: str, rules: Rules) -> bool:
    """Whether the text says that something is in the place, or calls it a town."""
    within = "|".join(map(re.escape, rules.words["dateline.within"]))
    sort = "|".join(map(re.escape, rules.words["dateline.sorts"]))
    pattern = rf"\b(?:(?:{within})\s|(?:{sort})(?:\sof|,)\s){re.escape(place)}(?!\w)"
    return re.search(pattern, text) is not None


def _is_stated(place: str, places: Collection[str]) -> bool:
    """Whether the place, with or without its region, is one that a copy states."""
    key = word_key(place)[0]
    return any(key in (word_key(other)[0], word_key(other.partition(",")[0])[0]) for other in places)


def _begins_behind(cut: int, span: Span, supported: Sequence[Stretch]) -> bool:
    """Whether a copy has the words from here on, and none has a word before."""
    touching = [s for s in supported if s.start < span.end and s.end > span.start]
    return bool(touching) and cut - 1 <= min(s.start for s in touching) <= cut + 1
