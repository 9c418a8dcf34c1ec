"""Which words of a sentence lead to a frame, and how far its trigger reaches."""

from __future__ import annotations

from dataclasses import dataclass

from wirecopy.facts.events.clauses import Clause
from wirecopy.facts.knowledge.event_frames import Frames, Pattern

_WINDOW = 9  # words from one word of a trigger to its next
_CLOSE = 3  # words to a "to" that belongs to the verb: "decline to meet", not "decline ... for X to meet"
_STOPS = frozenset((";", ":", ".", "?", "!"))
_NOUN_TAGS = frozenset(("NN", "NNS", "NNP", "NNPS", "VBG"))
_ADJECTIVE_TAGS = frozenset(("JJ", "VBN", "VBD", "RB", "IN"))


@dataclass(frozen=True, slots=True)
class Trigger:
    """A trigger: its pattern, the chunk it stands in, its words, the chunk its last word is in.

    `from_left` is true where a word of it is the subject of a passive: "sanctions were imposed".
    """

    pattern: Pattern
    chunk: int
    first: int
    last: int
    last_chunk: int
    from_left: bool = False
    consumed: bool = False


def hits_of(clause: Clause, frames: Frames) -> list[Trigger]:
    """Return the triggers of a sentence, the longest at each word, in order."""
    found = []
    for n, chunk in enumerate(clause.chunks):
        if chunk.kind == "verb":
            hit = _best(clause, n, chunk.head, "verb", frames)
            if hit is not None:
                found.append(hit)
        for i in range(chunk.first, chunk.last):
            way = _way(clause, i, chunk.kind)
            hit = _best(clause, n, i, way, frames) if way else None
            if hit is not None:
                found.append(hit)
    return found


def _way(clause: Clause, i: int, kind: str) -> str:
    if kind == "noun" and clause.words.tags[i] in _NOUN_TAGS:
        return "noun"
    if clause.words.tags[i] in _ADJECTIVE_TAGS and kind != "prep":
        return "adjective"
    return ""


def _best(clause: Clause, n: int, i: int, way: str, frames: Frames) -> Trigger | None:
    for pattern in frames.of(clause.words.low[i]):
        if pattern.way == way:
            hit = _matched(clause, n, i, pattern)
            if hit is not None:
                return hit
    return None


def _matched(clause: Clause, n: int, i: int, pattern: Pattern) -> Trigger | None:
    low, at, from_left = clause.words.low, i, False
    for n_th, element in enumerate(pattern.rest):
        close = "to" in element and (n_th == 0 or n_th + 1 < len(pattern.rest))
        j = _next(clause, at, element, _CLOSE if close else _WINDOW)
        if j is None:
            passive = clause.chunks[n].passive or clause.chunks[n].reduced
            if not (passive and _before(clause, n, element)):
                return None
            from_left = True
            continue
        at = j
    last_chunk = _chunk_at(clause, at, n)
    consumed = bool(pattern.rest) and clause.chunks[last_chunk].kind == "noun"
    return Trigger(pattern, n, i, at + 1, last_chunk, from_left, consumed and low[at] != low[i])


def _next(clause: Clause, at: int, element: frozenset[str], window: int) -> int | None:
    words, crossed = clause.words, False
    for j in range(at + 1, min(at + 1 + window, len(words))):
        if words.low[j] in element:
            return None if crossed and words.tags[j] == "IN" else j  # "agreed to provide ships with", not "agreed with"
        crossed = crossed or words.tags[j] == "VB"
        if words.low[j] in _STOPS or words.tags[j] in ("VBD", "VBZ", "VBP", "MD"):
            return None
    return None


def _before(clause: Clause, n: int, element: frozenset[str]) -> bool:
    first = max(0, clause.chunks[n].first - 2 * _WINDOW)
    return any(word in element for word in clause.words.low[first : clause.chunks[n].first])


def _chunk_at(clause: Clause, word: int, n: int) -> int:
    for k in range(n, len(clause.chunks)):
        if clause.chunks[k].last > word:
            return k
    return len(clause.chunks) - 1
