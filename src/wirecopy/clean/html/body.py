"""The lines of an HTML page's visible text that stand in what an extractor took for the article."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set

from wirecopy.clean.lines import Line, word_key
from wirecopy.clean.page_words import fold
from wirecopy.clean.rules.marks import FAIR, Mark, Sheet
from wirecopy.page_kinds import SpanKind

MAX_TRIES = 40  # places tried for one line: keeps the alignment linear
GRAM = 4
MIN_COVER = 0.6
SHORT_WORDS = 4
# Lines over and under the text that the rules read: titles, bylines, times and notices stand there.
AROUND = {"trafilatura": 40, "resiliparse": 16}


def lines_near(body_lines: Set[int], extractor: str, lines: int) -> range:
    """Return the stretch of lines that the rules need to read: what lies farther out is known by the layout."""
    if not body_lines:
        return range(lines)
    around = AROUND[extractor]
    return range(max(0, min(body_lines) - around), min(lines, max(body_lines) + 1 + around))


def dropped_marks(sheet: Sheet, body_lines: Set[int], *, extractor: str) -> list[Mark]:
    """Return a furniture mark for each line of the page that is not in the body."""
    if not body_lines:
        return []
    evidence = f"html:{extractor}"
    dropped = [line for line in sheet.lines if line.number not in body_lines]
    kinds: list[SpanKind] = ["nav" if line.words <= 6 and not line.closed else "unknown_furniture" for line in dropped]
    return [
        Mark(kind, line.start, line.end, FAIR, evidence, line.number) for kind, line in zip(kinds, dropped, strict=True)
    ]


def extracted_lines(lines: Sequence[Line], text: str) -> frozenset[int]:
    """Return the indexes of the lines that stand in the extracted text, found in one pass in reading order.

    >>> from wirecopy.clean.lines import split_lines
    >>> sorted(extracted_lines(split_lines("Menu\\nThe bank rose today.\\nShare"), "The bank rose today."))
    [1]
    """
    extracted = fold(text, long_line=len(text)).words
    words = [word for part in extracted for word in part]
    places: dict[str, list[int]] = defaultdict(list)
    for i, word in enumerate(words):
        places[word].append(i)
    grams: set[tuple[str, ...]] | None = None
    whole_parts = {" ".join(part) for part in extracted if part}
    numbers: set[int] = set()
    keys: set[str] = set()
    at = 0
    for line in lines:
        key = line.key or word_key(line.text)[0]
        if line.words < SHORT_WORDS:
            if key in whole_parts:
                numbers.add(line.number)
            continue
        starts = places.get(key.partition(" ")[0], ())
        own = key.split()
        place = _find(own, words, starts, at) if starts else None
        if place is not None:
            at = place + len(own)
        elif key not in keys and _mostly(own, places):
            grams = grams or set(zip(words, words[1:], words[2:], words[3:], strict=False))
            if _cover(own, grams) < MIN_COVER:
                continue
        else:
            continue
        numbers.add(line.number)
        keys.add(key)
    return frozenset(numbers)


def _mostly(own: Sequence[str], places: Mapping[str, Sequence[int]]) -> bool:
    """Tell whether so many of the words stand in the text that enough of their grams can."""
    return sum(map(places.__contains__, own)) >= MIN_COVER * len(own)


def _find(own: Sequence[str], words: Sequence[str], starts: Sequence[int], at: int) -> int | None:
    """Return the first place at or after `at` where the line's words stand."""
    first = bisect_left(starts, at)
    for start in starts[first : first + MAX_TRIES]:
        if words[start + 1 : start + len(own)] == own[1:]:
            return start
    return None


def _cover(own: Sequence[str], grams: Set[tuple[str, ...]]) -> float:
    """Return the share of the line's grams of four words that stand in the text."""
    total = len(own) - GRAM + 1
    own_grams = zip(own, own[1:], own[2:], own[3:], strict=False)
    return sum(map(grams.__contains__, own_grams)) / total if total > 0 else 0.0
