"""The corpus pass: lines that repeat over an outlet's stories, other articles' titles, and what lies around the text.

It only turns body into furniture, and without evidence it turns nothing.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from importlib import resources
from typing import NamedTuple

from wirecopy.clean.cleaning_result import Cleaned, with_body
from wirecopy.clean.corpus.body_extent import Piece, outside, text_stretch
from wirecopy.clean.corpus.line_table import LineRecord, is_open
from wirecopy.clean.lines import Line, split_lines
from wirecopy.clean.rules.marks import CERTAIN, WEAK
from wirecopy.page_kinds import SpanKind
from wirecopy.types import Span

SAME_DAYS = 3
"""Outlets that print a line within so many days print a wire (evals/clean: 0 of 18 such lines are furniture)."""
WIRE_OUTLETS = 2
WIRE_SHORT_OUTLETS = 3
SHORT_STORIES = 2
MIN_REPEATED = 5
"""Repeated lines that show a page to hold its outlet's template, so that what lies outside the text can be told."""
MIN_FURNITURE = 20
MIN_FURNITURE_SHARE = 0.4
RERUN_LINES, RERUN_WORDS, RERUN_STORIES = 4, 20, 3
"""So many paragraphs, each of so many words and in so few stories, are no template: the outlet ran them again."""
_Verdict = tuple[SpanKind, float, str]
FEATURES = (
    "one",
    "stories",
    "days",
    "share",
    "prose",
    "prose_stories",
    "prose_days",
    "prose_share",
    "outlets",
    "quoted",
)


class BodyLine(NamedTuple):
    """A body span, its line as rules read it, and what the table says of it."""

    place: int
    line: Line
    seen: LineRecord | None


@dataclass(frozen=True, slots=True)
class Weights:
    """The combiner: logistic weights by feature, and the date they were fitted."""

    weights: Mapping[str, float]
    fitted: str


def load_furniture_weights() -> Weights:
    """Return the weights that are shipped; `evals/clean_fit.py` fits them."""
    text = (resources.files("wirecopy.clean.corpus") / "combiner.json").read_text("utf-8")
    stored = json.loads(text)
    return Weights({name: float(stored["weights"][name]) for name in FEATURES}, stored["fitted"])


def features(line: Line, seen: LineRecord) -> tuple[float, ...]:
    """Return what the combiner goes by, in the order of `FEATURES`."""
    stories, days = math.log(max(1, seen.stories)), math.log(max(1, seen.days))
    share = seen.pages / max(1, seen.of_pages)
    prose = float(line.prose)
    quoted = float(line.text[:1] in '"“‘')
    outlets = math.log(max(1, seen.outlets))
    return (1.0, stories, days, share, prose, prose * stories, prose * days, prose * share, outlets, quoted)


def furniture_probability(line: Line, seen: LineRecord, weights: Weights) -> float:
    """Return how likely a repeated line is furniture; zero for a line that the wire or one story explains."""
    if seen.stories < 2 or is_wire(line, seen):
        return 0.0
    total = sum(weights.weights[name] * value for name, value in zip(FEATURES, features(line, seen), strict=True))
    return 1.0 / (1.0 + math.exp(-max(-30.0, min(30.0, total))))


def is_wire(line: Line, seen: LineRecord) -> bool:
    """Whether several outlets print a line within a few days: it travels with the wire."""
    if seen.spread > SAME_DAYS:
        return False
    if line.prose:
        return seen.outlets >= WIRE_OUTLETS
    return seen.outlets >= WIRE_SHORT_OUTLETS and seen.stories <= SHORT_STORIES


def corpus_pass(
    cleaned: Cleaned, raw: str, seen: Sequence[LineRecord], *, weights: Weights, threshold: float
) -> Cleaned:
    """Return the article with the body lines that the corpus shows to be furniture turned into it."""
    lines = _body_lines(cleaned, raw, seen)
    spans = list(cleaned.spans)
    repeated: set[int] = set()
    verdicts = [_verdict(line, line_seen, weights) if line_seen else None for _, line, line_seen in lines]
    rerun = _rerun(lines, verdicts, threshold)
    for (place, line, line_seen), verdict in zip(lines, verdicts, strict=True):
        if verdict is not None and verdict[0] == "promo" and _heads_a_report(spans, place):
            continue
        if rerun and line_seen is not None and _is_repeated(line, line_seen):
            continue
        if verdict is not None and verdict[1] >= threshold:
            kind, score, evidence = verdict
            spans[place] = replace(spans[place], kind=kind, score=round(score, 4), evidence=evidence)
            repeated.add(place)
    if _holds_template(spans, repeated) and threshold <= WEAK:
        pieces = _pieces(spans, lines, repeated)
        first, last = text_stretch(pieces)
        for piece in pieces[first:last]:
            if piece.prose and not piece.furniture and spans[piece.place].kind != "body":
                spans[piece.place] = replace(
                    spans[piece.place], kind="body", score=WEAK, evidence="layout: in the text"
                )
        for place in outside(pieces):
            if spans[place].kind == "body":
                spans[place] = replace(
                    spans[place], kind="unknown_furniture", score=WEAK, evidence="layout: outside the text"
                )
    if spans == list(cleaned.spans):
        return cleaned
    return Cleaned(with_body(cleaned.article, raw, spans), tuple(spans), cleaned.tickers)


def _rerun(lines: Sequence[BodyLine], verdicts: Sequence[_Verdict | None], threshold: float) -> bool:
    """Whether so many paragraphs stand in another story of the outlet that it ran parts of one text again."""
    again = [
        line
        for (_, line, line_seen), verdict in zip(lines, verdicts, strict=True)
        if verdict is not None and verdict[1] >= threshold and line_seen is not None and _is_repeated(line, line_seen)
    ]
    return len(again) >= RERUN_LINES


def _is_repeated(line: Line, seen: LineRecord) -> bool:
    return line.prose and line.words >= RERUN_WORDS and seen.stories <= RERUN_STORIES


def _holds_template(spans: Sequence[Span], repeated: set[int]) -> bool:
    """Whether a page is its outlet's whole template: much of it is furniture, and some of that repeats."""
    if len(repeated) < MIN_REPEATED or any(span.evidence.startswith("html:trafilatura") for span in spans):
        return False
    furniture = sum(not is_open(span) for span in spans)
    return furniture >= max(MIN_FURNITURE, MIN_FURNITURE_SHARE * len(spans))


def _body_lines(cleaned: Cleaned, raw: str, seen: Sequence[LineRecord]) -> list[BodyLine]:
    by_start = {entry.start: entry for entry in seen}
    lines = []
    for place, span in enumerate(cleaned.spans):
        if is_open(span):
            for line in split_lines(raw[span.start : span.end])[:1]:
                lines.append(BodyLine(place, line, by_start.get(span.start + line.start)))
    return lines


def _heads_a_report(spans: Sequence[Span], place: int) -> bool:
    """Whether a dateline or byline comes next: the line is the headline of what follows, here or in a digest."""
    following = spans[place + 1].kind if place + 1 < len(spans) else None
    return following in ("dateline", "byline", "timestamp")


def _verdict(line: Line, seen: LineRecord, weights: Weights) -> _Verdict | None:
    if seen.title_of is not None and not line.prose and not line.closed:
        return "promo", CERTAIN, f"titles: the title of {seen.title_of}"
    chance = furniture_probability(line, seen, weights)
    if not chance:
        return None
    where = f"lines: {seen.stories} stories, {seen.days} days of the outlet"
    short = not line.closed and line.words <= 6
    return ("nav" if short else "unknown_furniture"), chance, where


def _pieces(spans: Sequence[Span], lines: Sequence[BodyLine], repeated: set[int]) -> list[Piece]:
    by_place = {line.place: line.line for line in lines}
    return [
        Piece(
            place,
            words=by_place[place].words if place in by_place else 0,
            prose=place in by_place and by_place[place].prose,
            repeated=place in repeated,
            furniture=span.kind not in ("dateline", "own_title") and not is_open(span),
        )
        for place, span in enumerate(spans)
    ]
