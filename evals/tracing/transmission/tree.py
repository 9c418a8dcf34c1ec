"""How a wire text travels: outlets take it from the agency or from each other, and change it on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from tracing.transmission.changes import other_fact, own_sentence
from tracing.transmission.printing import Print, State, printed
from tracing.transmission.texts import Event, Sentence, event

AGENCIES = ("Reuters", "AP", "AFP")
STYLES = (
    "quotation_mark", "apostrophe", "dash", "spelling", "abbreviation", "honorific", "capitalisation", "bracket",
    "number_form", "percent_form", "preposition", "punctuation",
)  # fmt: skip
FROM_OUTLET = 0.35
_FIRST = ("Alder", "Birch", "Cedar", "Dover", "Elm", "Fenton", "Grove", "Harrow", "Iver", "Juniper")
_SECOND = ("Gazette", "Courier", "Tribune", "Herald", "Mail", "Observer")


@dataclass(frozen=True, slots=True)
class Copy:
    """One outlet's text: where it really came from (`source` is null for the agency), when, and what it says."""

    number: int
    outlet: str
    source: int | None
    version: int
    minute: int
    stated: bool
    credits: bool
    house: frozenset[str]
    state: State

    def print(self) -> Print:
        """The text as this outlet prints it."""
        return printed(self.state, self.house)


@dataclass(frozen=True, slots=True)
class Transmission:
    """A story: the agency's versions and every copy."""

    seed: int
    event: Event
    agency: str
    versions: tuple[State, ...]
    copies: tuple[Copy, ...]


def transmission(seed: int) -> Transmission:
    """The story of this seed: the same on every machine."""
    rng = Random(seed)
    told = event(rng)
    versions = _versions(rng, told)
    count = rng.randint(5, 40)
    names = rng.sample([f"{a} {b}" for a in _FIRST for b in _SECOND], count)
    minutes = sorted(rng.sample(range(5, 1200), count))
    second = rng.choice(minutes[count // 4 : 3 * count // 4 + 1]) if len(versions) > 1 else 10_000
    copies: list[Copy] = []
    for number, (name, minute) in enumerate(zip(names, minutes, strict=True)):
        copies.append(_copy(rng, number, name, minute, versions, second, copies))
    return Transmission(seed, told, rng.choice(AGENCIES), versions, tuple(copies))


def _versions(rng: Random, told: Event) -> tuple[State, ...]:
    sentences = [told.wire[0], *told.statement, *rng.sample(told.wire[1:], rng.randint(8, len(told.wire) - 1))]
    first = State(tuple(_paragraphs(rng, sentences)))
    if rng.random() < 0.4:
        return (first,)
    more = rng.sample(told.update, rng.randint(2, 4))
    at = rng.randint(1, 3)
    state = replace(first, paragraphs=(*first.paragraphs[:at], *((s,) for s in more), *first.paragraphs[at:]))
    return first, (_changed(rng, state) if rng.random() < 0.6 else state)


def _paragraphs(rng: Random, sentences: list[Sentence]) -> Iterator[tuple[Sentence, ...]]:
    at = 0
    while at < len(sentences):
        size = rng.choice((1, 1, 2))
        yield tuple(sentences[at : at + size])
        at += size


def _copy(
    rng: Random, number: int, name: str, minute: int, versions: tuple[State, ...], second: int, earlier: list[Copy]
) -> Copy:
    source = rng.choice(earlier) if earlier and rng.random() < FROM_OUTLET else None
    if source:
        version, state = source.version, source.state
    else:
        version = 1 if minute >= second and rng.random() < 0.85 else 0
        state = versions[version]
    credits = rng.random() < ((0.75 if source.credits else 0.1) if source else 0.85)
    house = frozenset(style for style in STYLES if rng.random() < 0.4)
    state = edited(rng, state, name, number)
    stated = rng.random() < 0.85
    return Copy(number, name, source.number if source else None, version, minute, stated, credits, house, state)


def edited(rng: Random, state: State, outlet: str, number: int) -> State:
    """What an outlet makes of a text by itself."""
    if rng.random() < 0.35 and len(state.paragraphs) > 5:
        state = replace(state, paragraphs=state.paragraphs[: rng.randint(4, len(state.paragraphs) - 1)])
    if rng.random() < 0.35:
        state = _without(rng, state)
    if rng.random() < 0.12 and len(state.paragraphs) > 6:
        state = _moved(rng, state)
    if rng.random() < 0.4:
        state = _added(rng, state, outlet, number)
    for _ in range(rng.choice((0, 0, 0, 1, 1, 2))):
        state = _changed(rng, state)
    return state


def _without(rng: Random, state: State) -> State:
    k = rng.randrange(1, len(state.paragraphs))
    kept = state.paragraphs[k][1:] if rng.random() < 0.5 else ()
    parts = (*state.paragraphs[:k], *([kept] if kept else []), *state.paragraphs[k + 1 :])
    return replace(state, paragraphs=parts)


def _moved(rng: Random, state: State) -> State:
    k = rng.randrange(1, len(state.paragraphs) - 3)
    taken = state.paragraphs[k]
    if any(sentence.name in state.moved for sentence in taken):
        return state
    if _words(taken) * 2 > sum(map(_words, state.paragraphs[k + 1 : k + 4])):
        return state  # of two stretches that change places the lighter one moved: nobody could tell them here
    rest = [*state.paragraphs[:k], *state.paragraphs[k + 1 :]]
    rest.insert(k + 3, taken)
    return replace(state, paragraphs=tuple(rest), moved=state.moved | {s.name for s in taken})


def _words(paragraph: tuple[Sentence, ...]) -> int:
    return sum(len(part.first.split()) for sentence in paragraph for part in sentence.parts)


def _added(rng: Random, state: State, outlet: str, number: int) -> State:
    k = rng.randint(1, len(state.paragraphs))
    own = own_sentence(rng, outlet, f"own{number}")
    return replace(state, paragraphs=(*state.paragraphs[:k], (own,), *state.paragraphs[k:]))


def _changed(rng: Random, state: State) -> State:
    done = state.slots()
    parts = {(s.name, k): s.parts[k] for p in state.paragraphs for s in p for k in s.slots() if (s.name, k) not in done}
    if not parts:
        return state
    slot = rng.choice(list(parts))
    return replace(state, changed=state.changed | {(slot, other_fact(rng, parts[slot]))})
