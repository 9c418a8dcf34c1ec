"""A state of the text as one house prints it, and every difference between two prints, typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracing.transmission.texts import Part, Sentence

Slot = tuple[str, int]


@dataclass(frozen=True, slots=True)
class State:
    """What a text says at one point of its way: paragraphs of sentences, facts changed, paragraphs moved."""

    paragraphs: tuple[tuple[Sentence, ...], ...]
    changed: frozenset[tuple[Slot, str]] = frozenset()
    moved: frozenset[str] = frozenset()

    def names(self) -> set[str]:
        """The sentences there are."""
        return {sentence.name for paragraph in self.paragraphs for sentence in paragraph}

    def slots(self) -> set[Slot]:
        """The places where a fact was changed."""
        return {slot for slot, _ in self.changed}


@dataclass(frozen=True, slots=True)
class Change:
    """One expected edit; offsets are of the two printed texts."""

    kind: str
    base_start: int
    base_end: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Print:
    """A state in one house's style, and where each part of each sentence stands."""

    state: State
    text: str
    parts: dict[Slot, tuple[int, int]]
    sentences: dict[str, tuple[int, int]]


def printed(state: State, house: frozenset[str]) -> Print:
    """Return the state as that house prints it."""
    text, parts, sentences = "", {}, {}
    changed = dict(state.changed)
    for paragraph in state.paragraphs:
        text += "\n\n" if text else ""
        for i, sentence in enumerate(paragraph):
            text += " " if i else ""
            start = len(text)
            for k, part in enumerate(sentence.parts):
                shown = changed.get((sentence.name, k), part.text(house))
                parts[sentence.name, k] = len(text), len(text) + len(shown)
                text += shown
            sentences[sentence.name] = start, len(text)
    return Print(state, text, parts, sentences)


def changes(base: Print, copy: Print) -> list[Change]:
    """Return the edits that lead from the one print to the other, as a careful reader would list them."""
    gone = base.state.names() - copy.state.names()
    come = copy.state.names() - base.state.names()
    found = [
        *_whole("dropped", base, gone),
        *_whole("added", copy, come),
        *_moved(base, copy),
        *_inside(base, copy),
    ]
    return sorted(found, key=lambda c: (c.base_start, c.start, c.kind))


def _whole(change: str, text: Print, names: set[str]) -> Iterator[Change]:
    for paragraph in text.state.paragraphs:
        there = [sentence for sentence in paragraph if sentence.name in names]
        if there and len(there) == len(paragraph):
            places = [(text.sentences[there[0].name][0], text.sentences[there[-1].name][1])]
            unit = "paragraph"
        else:
            places, unit = [text.sentences[sentence.name] for sentence in there], "sentence"
        for start, end in places:
            sides = (start, end, -1, -1) if change == "dropped" else (-1, -1, start, end)
            yield Change(f"{unit}_{change}", *sides)


def _moved(base: Print, copy: Print) -> Iterator[Change]:
    for paragraph in base.state.paragraphs:
        kept = [s.name for s in paragraph if s.name in copy.sentences]
        if kept and kept[0] in base.state.moved ^ copy.state.moved:
            ours = base.sentences[kept[0]][0], base.sentences[kept[-1]][1]
            yield Change("sentence_moved", *ours, copy.sentences[kept[0]][0], copy.sentences[kept[-1]][1])


def _inside(base: Print, copy: Print) -> Iterator[Change]:
    parts: dict[Slot, Part] = {
        (s.name, k): part for p in base.state.paragraphs for s in p for k, part in enumerate(s.parts)
    }
    for slot in base.parts.keys() & copy.parts.keys():
        (a, b), (c, d) = base.parts[slot], copy.parts[slot]
        if base.text[a:b] != copy.text[c:d]:
            yield Change(parts[slot].kind, a, b, c, d)
