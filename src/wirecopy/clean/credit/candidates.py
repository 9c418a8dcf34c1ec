"""Every name on a page that might be the one who wrote its text, with the place it stands in."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from wirecopy.clean.credit.forms import CALL_SIGN, CreditPlace, CreditRules, is_publisher, places
from wirecopy.clean.lines import Line
from wirecopy.clean.page_words import words_of
from wirecopy.languages.publishers import MAX_SEAMED, SEAM, NamedSource, fold_source
from wirecopy.types import Span

HEAD, TAIL = 150, 420  # code points of a long line in which a dateline, a trailer stand
NEAR = 90  # ... and in which running text may begin with who wrote it
SHORT_WORDS = 45  # a line up to this long is looked at whole
INSIDE_WORDS = 16  # ... and between paragraphs of the body only up to this
ABOVE, BELOW = 30, 30  # lines before and behind the body
FIRST, LAST = 3, 4  # paragraphs of the body whose head, whose tail is looked at
MOST = 80  # candidates of one page
MOST_SHORTENED = 4  # letters of the first part of an address that only leads to another
_SIGNS = re.compile(r"[©•@(]|\w\.[a-zA-Z]{2}")
_OF_NAMES = (None, "the", "and", "at")  # cues that stand in names
_LISTS = ("material", "byline_tail", "tail", "over dot")  # forms in which persons stand as often


class CreditCandidate(NamedTuple):
    """A name on a page: `lines[line].text[start:end]`."""

    name: str
    """The source's one name; of a source on no list as it is written."""
    key: str
    """One for all its names."""
    kind: str
    """The kind of a listed source; else `call_sign`, `publisher` or `unknown`."""
    form: str
    """The form of the place; `name` where only the name tells."""
    line: int
    start: int
    end: int
    common: bool
    written: str


class BodyLines(NamedTuple):
    """Where the body of a page lies among its lines."""

    lines: Sequence[Line]
    spans: Sequence[Span]
    kinds: Sequence[str]
    """The kind of the first span on each line; `body` where any part of it is body."""
    first: int
    last: int
    """The first and last line of the body; behind the last line of the page where it has none."""
    prose: int
    last_prose: int
    """The first and last line that reads like running text, whatever it is."""

    def covering(self, candidate: CreditCandidate) -> str:
        """Return the kind of the span over a candidate."""
        at = self.lines[candidate.line].start + candidate.start
        span = self.spans[bisect_right(self.spans, at, key=lambda each: each.start) - 1] if self.spans else None
        return span.kind if span else "body"


def layout(lines: Sequence[Line], spans: Sequence[Span]) -> BodyLines:
    """Return where the body lies among the lines."""
    kinds = ["body"] * len(lines)
    at = 0
    for line in lines:
        while at + 1 < len(spans) and spans[at + 1].start <= line.start:
            at += 1
        ahead, kind = at, spans[at].kind if spans else "body"
        while ahead + 1 < len(spans) and spans[ahead + 1].start < line.end:
            ahead += 1
            if spans[ahead].kind == "body":
                kind = "body"
        kinds[line.number] = kind
    body = [number for number, kind in enumerate(kinds) if kind in ("body", "standfirst")]
    first, last = (body[0], body[-1]) if body else (len(lines), len(lines))
    prose = [line.number for line in lines if line.prose] or [first, last]
    return BodyLines(lines, spans, kinds, first, last, prose[0], prose[-1])


def find_candidates(page: BodyLines, rules: CreditRules) -> list[CreditCandidate]:
    """Return the candidates of a page in the order they are printed."""
    candidates: list[CreditCandidate] = []
    for line, offset, text in _stretches(page):
        words = frozenset(line.key.split()) if line.key else frozenset(words_of(text))
        formed = not words.isdisjoint(rules.telling) or (not line.closed and not words.isdisjoint(rules.last_words))
        follows = page.lines[line.number + 1].text if line.number + 1 < len(page.lines) else ""
        seamed = len(text) <= MAX_SEAMED and SEAM.search(text)
        named = list(rules.sources.find(text)) if seamed or not words.isdisjoint(rules.sources.telling) else []
        named = [name for name in named if not (name.common and _ends_a_name(text[: name.start], rules))]
        if not named and not formed and not _SIGNS.search(text):
            continue
        put = list(places(text, words, rules, opening=offset == 0))
        if follows == "•" and not offset:
            put.append(CreditPlace("over dot", 0, len(text)))
        candidates += _source_names(line, offset, text, named, put)
        candidates += _placed(line, offset, text, put, named, rules)
        if len(candidates) > MOST:
            break
    return candidates[:MOST]


def _ends_a_name(before: str, rules: CreditRules) -> bool:
    """Tell whether a name that is a common word too stands behind another word of a name ("Norden Herald")."""
    word = before[:-1].rpartition(" ")[2] if before.endswith(" ") else ""
    return word.isalpha() and word.istitle() and word.lower() not in rules.cues


def _stretches(page: BodyLines) -> Iterator[tuple[Line, int, str]]:
    """Yield each stretch of text that could credit: its line, where in the line's text it begins, the text."""
    bodies = [
        number for number in range(page.first, min(page.last + 1, len(page.lines))) if page.kinds[number] == "body"
    ]
    heads, tails = frozenset(bodies[:FIRST]), frozenset(bodies[-LAST:])
    for line in page.lines[max(0, page.first - ABOVE) : page.last + 1 + BELOW]:
        inside = page.first <= line.number <= page.last
        at_edge = not inside or line.number in tails
        if line.words <= (SHORT_WORDS if at_edge else INSIDE_WORDS):
            yield line, 0, line.text
            continue
        if line.number in heads or not inside:
            yield line, 0, line.text[:HEAD]
        if at_edge:
            offset = max(HEAD, len(line.text) - TAIL)
            yield line, offset, line.text[offset:]


def _source_names(
    line: Line, offset: int, text: str, named: Sequence[NamedSource], put: Sequence[CreditPlace]
) -> Iterator[CreditCandidate]:
    """Yield the names of listed sources; of those that running text mentions only those at its ends."""
    for name in named:
        form = next((place.form for place in put if place.start <= name.start < place.end), "name")
        if form == "name" and line.prose and NEAR < offset + name.start < len(line.text) - TAIL:
            continue
        source = name.source
        yield CreditCandidate(
            source.name, source.key, source.kind, form, line.number, offset + name.start, offset + name.end,
            name.common, text[name.start : name.end],
        )  # fmt: skip


def _placed(
    line: Line, offset: int, text: str, put: Sequence[CreditPlace], named: Sequence[NamedSource], rules: CreditRules
) -> Iterator[CreditCandidate]:
    """Yield the names that stand where credits stand and in which no listed name was found."""
    taken = [(mention.start, mention.end) for mention in named]
    for place in put:
        if any(start < place.end and end > place.start for start, end in taken):
            continue
        taken.append((place.start, place.end))
        written = text[place.start : place.end]
        form = "email" if place.form == "address" and "@" in written else place.form
        written = written.rpartition("@")[2]
        listed = rules.sources.named(written) if rules.sources.is_whole(written) else None
        name, kind = (listed.name, listed.kind) if listed else (written, _kind(written, rules))
        if kind == "unknown" and not _may_name(name, form, text[: place.start], rules):
            continue
        key = listed.key if listed else fold_source(name)
        yield CreditCandidate(
            name, key, kind, form, line.number, offset + place.start, offset + place.end, False, written
        )


def _may_name(written: str, form: str, before: str, rules: CreditRules) -> bool:
    """Tell whether a name of no table may be a publisher's, and is no person, role, place, shortened address.

    A holder of rights without a year took the picture; an address with a path, or of a few letters, leads elsewhere.
    """
    if form in _LISTS or (form == "copyright" and not before.rstrip(" ,©")[-4:].isdigit()):
        return False
    if form in ("address", "email") and ("/" in written or len(written.partition(".")[0]) <= MOST_SHORTENED):
        return False
    return all(rules.cues.get(word) in _OF_NAMES for word in words_of(written))


def _kind(name: str, rules: CreditRules) -> str:
    return "call_sign" if CALL_SIGN.fullmatch(name) else "publisher" if is_publisher(name, rules) else "unknown"
