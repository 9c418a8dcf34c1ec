"""The copies of one family as witnesses of its text: who holds which deviation, and who lacks which sentence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wirecopy.times import instant
from wirecopy.trace.descent.variants import Trait, TraitKind

_GRAM = 4
_SAME_ADDITION = 0.6  # of the shorter one's word groups: two outlets' forms of one added sentence
_RARE = 0.4  # a sentence that fewer of the copies have was added by somebody

CHANCE = {"reading": 3.5, "moved": 3.5, "added": 5.0, "gone": 0.0}
"""How unlikely it is that two outlets come upon one deviation by themselves, as -log of its probability."""
WEIGHTY_CHANCE = 4.5
_WORDS_CHANCE = 0.5  # each word more makes it unlikelier
_MOST_CHANCE = 6.0


@dataclass(frozen=True, slots=True)
class Witness:
    """One copy of a family: what it states of itself, and what sets it apart from the base."""

    article_id: str
    outlet: str | None
    agency: str | None
    published: str | None
    traits: tuple[Trait, ...]
    updated: str | None = None
    credit: str | None = None
    credit_kind: str | None = None
    byline: str | None = None
    points: tuple[str, ...] = ()
    """The other copies whose addresses its page prints, links, or states for its own."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """A deviation as all its holders share it."""

    kind: TraitKind
    sentence: int
    base_place: int
    base_end: int
    chance: float
    holders: frozenset[int]

    pairs: tuple[tuple[int, int], ...] = ()
    """Of a move, the sentences that changed places."""

    def told(self, gone: int) -> bool:
        """Tell whether a copy that lacks these sentences has what shows if it deviates here."""
        if self.kind == "moved":
            return any(not gone >> a & 1 and not gone >> b & 1 for a, b in self.pairs)
        return not gone >> self.sentence & 1


@dataclass(frozen=True, slots=True)
class WitnessReading:
    """One witness in numbers: its deviations, as bits the sentences it lacks, and where its cut tail begins."""

    witness: Witness
    deviations: frozenset[int]
    gone: int
    tail: int
    moment: float | None


@dataclass(frozen=True, slots=True)
class Readings:
    """A family's witnesses, in order of their ids, over the sentences of its base."""

    rows: tuple[WitnessReading, ...]
    deviations: tuple[Deviation, ...]
    sentences: int
    attested: tuple[int, ...]
    """For each sentence, how many witnesses have it."""


def readings(witnesses: Sequence[Witness], sentences: int) -> Readings:
    """Return who holds what: linear in the deviations of all witnesses together."""
    ordered = sorted(witnesses, key=lambda w: w.article_id)
    held: dict[object, set[int]] = defaultdict(set)
    first: dict[object, Trait] = {}
    gone = []
    named, moves = _Additions(), _Moves(ordered)
    for number, witness in enumerate(ordered):
        lacking = 0
        for trait in witness.traits:
            if trait.kind == "gone":
                lacking |= _bits(trait.sentence, trait.last)
                continue
            namer = {"added": named.key, "moved": moves.key}.get(trait.kind, _place_key)
            key = namer(trait)
            first.setdefault(key, trait)
            held[key].add(number)
        gone.append(lacking)
    tails = [_tail(lacking, sentences) for lacking in gone]
    rare = dict(_rare_sentences(gone, tails, sentences))
    deviations = [_deviation(first[key], held[key]) for key in held]
    deviations += [Deviation("added", s, -1, -1, CHANCE["added"], holders) for s, holders in rare.items()]
    of = _by_holder(deviations, len(ordered))
    kept = ~sum(1 << s for s in rare)
    rows = tuple(
        WitnessReading(w, of[n], gone[n] & (kept | tails[n]), _first_bit(tails[n], sentences), _moment(w.published))
        for n, w in enumerate(ordered)
    )
    attested = tuple(sum(not row.gone >> s & 1 for row in rows) for s in range(sentences))
    return Readings(rows, tuple(deviations), sentences, attested)


class _Additions:
    """Names the added sentences: those that share most of their word groups have one name."""

    def __init__(self) -> None:
        self._grams: dict[tuple[str, ...], int] = {}
        self._sizes: list[int] = []

    def key(self, trait: Trait) -> tuple[str, int]:
        words = trait.reading.split()
        grams = {tuple(words[k : k + _GRAM]) for k in range(max(1, len(words) - _GRAM + 1))}
        votes: dict[int, int] = defaultdict(int)
        for gram in grams:
            if gram in self._grams:
                votes[self._grams[gram]] += 1
        best = min(votes.items(), key=lambda vote: (-vote[1], vote[0]), default=None)
        if best is not None and best[1] >= _SAME_ADDITION * min(len(grams), self._sizes[best[0]]):
            return "added", best[0]
        name = len(self._sizes)
        self._sizes.append(len(grams))
        for gram in sorted(grams):
            self._grams.setdefault(gram, name)
        return "added", name


class _Moves:
    """Names the moves: those by which the same two sentences changed places have one name, by chains of them too."""

    def __init__(self, witnesses: Sequence[Witness]) -> None:
        self._above: dict[str, str] = {}
        for witness in witnesses:
            for trait in witness.traits:
                if trait.kind == "moved":
                    pairs = trait.reading.split()
                    for pair in pairs[1:]:
                        self._above[self._top(pair)] = self._top(pairs[0])

    def _top(self, pair: str) -> str:
        while (above := self._above.get(pair, pair)) != pair:
            self._above[pair] = pair = self._above.get(above, above)
        return pair

    def key(self, trait: Trait) -> tuple[object, ...]:
        return "moved", self._top(trait.reading.split()[0]) if trait.reading else trait.sentence


def _place_key(trait: Trait) -> tuple[object, ...]:
    return trait.kind, trait.sentence, trait.reading or trait.base_place


def _deviation(trait: Trait, holders: set[int]) -> Deviation:
    chance = WEIGHTY_CHANCE if trait.weighty else CHANCE[trait.kind]
    chance = min(_MOST_CHANCE, chance + _WORDS_CHANCE * max(0, trait.words - 1))
    pairs = tuple(_pair(pair) for pair in trait.reading.split()) if trait.kind == "moved" else ()
    return Deviation(
        trait.kind, trait.sentence, trait.base_place, trait.base_end, chance, frozenset(holders), pairs
    )  # fmt: skip


def _pair(pair: str) -> tuple[int, int]:
    one, _, other = pair.partition(":")
    return int(one), int(other)


def _rare_sentences(gone: list[int], tails: list[int], sentences: int) -> Iterator[tuple[int, frozenset[int]]]:
    """Yield the sentences of the base that only a few witnesses have: additions, though the base has them."""
    for s in range(sentences):
        bit = 1 << s
        asked = [n for n, tail in enumerate(tails) if not tail & bit]
        have = [n for n in asked if not gone[n] & bit]
        if len(asked) > 2 and 0 < len(have) < _RARE * len(asked):
            yield s, frozenset(have)


def _by_holder(deviations: list[Deviation], count: int) -> list[frozenset[int]]:
    by_holder: list[set[int]] = [set() for _ in range(count)]
    for number, deviation in enumerate(deviations):
        for holder in deviation.holders:
            by_holder[holder].add(number)
    return [frozenset(own) for own in by_holder]


def _bits(first: int, last: int) -> int:
    return (1 << last) - (1 << first)


def _tail(lacking: int, sentences: int) -> int:
    first = sentences
    while first and lacking >> (first - 1) & 1:
        first -= 1
    return _bits(first, sentences)


def _first_bit(bits: int, otherwise: int) -> int:
    return (bits & -bits).bit_length() - 1 if bits else otherwise


def runs(bits: int) -> Iterator[tuple[int, int]]:
    """Yield the stretches of set bits.

    >>> list(runs(0b110100))
    [(2, 3), (4, 6)]
    """
    at = 0
    while bits:
        low = (bits & -bits).bit_length() - 1
        bits >>= low
        length = (~bits & (bits + 1)).bit_length() - 1
        bits >>= length
        yield at + low, at + low + length
        at += low + length


def _moment(published: str | None) -> float | None:
    return instant(published) if published and "T" in published else None
