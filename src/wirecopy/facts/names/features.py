"""What a word shows of being part of a name: its own form, its neighbours, tables of words, the rest of the text.

The first pass reads words; the second also what the first took the neighbours for, and the same word elsewhere in the
text: who is introduced in full decides what a surname alone is.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import numpy.typing as npt

from wirecopy.facts.knowledge.gazetteer import Gazetteer
from wirecopy.facts.knowledge.hashed_words import (
    Buckets,
    Feature,
    Hashes,
    WordHashes,
    WordNumbers,
    hash_table,
    weight_rows,
    word_hashes,
)
from wirecopy.facts.knowledge.lexicon import Lexicon
from wirecopy.facts.names.tokens import TextWords

BITS = 17
ROWS = 1 << BITS
GIVEN, BODY, TITLE, ROLE, HONORIFIC, DAY, CUE = 1, 2, 4, 8, 16, 32, 64
_TABLES = (
    "given_gender", "organisation_words", "titles", "roles", "honorifics", "days", "verbs", "organisation_names",
    "openers", "modifiers", "suffixes", "family_first",
)  # fmt: skip
_PLACE_KINDS = {"town": 0, "country": 1, "state": 2, "county": 3, "continent": 4, "region": 5}
_TOWN_SIZES = (15_000, 100_000, 500_000)
_LONGEST_PLACE = 4  # words
_SEEN_BITS = 10
_ROLE_BITS = np.array([0, 4, 1, 2, 2, 8, 8, 0, 0])  # by label: of a person's first word, of a later one, and so on
_SHOUTED = 0.6  # share of capitals from which a line is a headline in capitals

Flags = npt.NDArray[np.bool_]
Chances = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class NameWords:
    """The tables that names are read by: in which lists a word stands, the world's places, what joins a name."""

    gazetteer: Gazetteer
    before_places: frozenset[str]
    hashes: WordNumbers = field(repr=False, compare=False)
    traits: WordNumbers = field(repr=False, compare=False)
    """Of each word: whether it has a capital, whether it joins, its lists, how many capitals and letters it has."""

    @staticmethod
    def of(lexicon: Lexicon, gazetteer: Gazetteer) -> NameWords:
        """Return the tables of a language."""
        known: dict[str, int] = {}
        for n, table in enumerate(_TABLES):
            for word in getattr(lexicon, table):
                known[word] = known.get(word, 0) | 1 << n
        return NameWords(gazetteer, lexicon.before_places, hash_table(), WordNumbers(_Traits(known, lexicon), 5))


@dataclass(frozen=True, slots=True)
class _Traits:
    known: Mapping[str, int]
    lexicon: Lexicon

    def __call__(self, word: str) -> tuple[int, ...]:
        low, letters = word.lower(), [c for c in word if c.isalpha()]
        joins, capitals = low in self.lexicon.name_joiners, sum(c.isupper() for c in letters)
        return _is_capital(word), joins, self.known.get(low.rstrip("."), 0), capitals, len(letters)


@dataclass(frozen=True, slots=True)
class Sight:
    """The words of a text as the model sees them; `may` marks those that can be part of a name."""

    hashes: WordHashes
    flat: Sequence[str]
    sentence: npt.NDArray[np.int64]
    capital: Flags
    may: npt.NDArray[np.int64]
    first: Buckets


def sight_of(words: TextWords, tables: NameWords) -> Sight:
    """Return the words with the weight rows of the first pass for those that can be part of a name."""
    flat, hashes = words.flat, word_hashes(words.sentences, tables.hashes)
    sizes = [len(s) for s in words.sentences]
    sentence = np.repeat(np.arange(len(sizes)), sizes)
    traits = tables.traits.of(flat)
    capital, joins, listed = traits[:, 0].astype(np.bool_), traits[:, 1].astype(np.bool_), traits[:, 2]
    reach = [_moved(capital, sentence, step) for step in (-3, -2, -1, 1, 2, 3)]
    may = np.flatnonzero(capital | joins & (reach[0] | reach[1] | reach[2]) & (reach[3] | reach[4] | reach[5]))
    places = _places(flat, capital, sentence, tables.gazetteer)
    seen = _elsewhere_traits(flat, capital, sentence, listed, tables.before_places)
    lower = {word for word in flat if word.islower()}
    elsewhere = np.zeros(len(flat), dtype=np.uint64)
    elsewhere[[n for n in np.flatnonzero(capital).tolist() if flat[n].lower() in lower]] = 1
    shouted = _shouted(traits[:, 3:], np.array(sizes))[sentence]
    columns = _Columns(hashes, may)
    features = _first(columns, listed, places, elsewhere, shouted)
    shape, held = columns(hashes.shape), columns(seen)
    features += [(40 + n, held >> np.uint64(n) & np.uint64(1), shape) for n in range(_SEEN_BITS)]
    features.append((60, held & np.uint64(7)))
    return Sight(hashes, flat, sentence, capital, may, weight_rows(ROWS, features))


@dataclass(frozen=True, slots=True)
class _Columns:
    """Columns and their neighbours, at the words that can be part of a name."""

    hashes: WordHashes
    may: npt.NDArray[np.int64]

    def __call__(self, column: Hashes, step: int = 0) -> Hashes:
        return (self.hashes.beside(column, step) if step else column)[self.may]


def _first(at: _Columns, listed: Hashes, places: Hashes, elsewhere: Hashes, shouted: Hashes) -> list[Feature]:
    hashes = at.hashes
    word, ending, shape = at(hashes.word), at(hashes.ending), at(hashes.shape)
    before, behind = at(hashes.word, -1), at(hashes.word, 1)
    farther, beyond = at(hashes.word, -2), at(hashes.word, 2)
    shapes = {step: at(hashes.shape, step) for step in (-2, -1, 1, 2)}
    own, left, right = at(listed), at(listed, -1), at(listed, 1)
    place, opens = at(places), (hashes.place[at.may] == 0).astype(np.uint64)
    return [
        (1, word), (2, ending), (3, at(hashes.short)), (4, at(hashes.opening), shape), (5, shape, opens),
        (6, before), (7, behind), (8, farther), (9, beyond), (10, before, word), (11, word, behind),
        (12, at(hashes.ending, -1)), (13, at(hashes.ending, 1)), (14, shapes[-1], shape, shapes[1]),
        (15, before, behind), (16, ending, shape), (17, own), (18, left, own), (19, own, right), (20, place),
        (21, at(places, -1), place, at(places, 1)), (22, place, before), (23, at(elsewhere), shape, opens),
        (24, place, own), (25, shapes[-2], shapes[-1], shape, shapes[1], shapes[2]),
        (26, at(listed, -2), left, shape), (27, shape, right, at(listed, 2)), (28, at(shouted)),
        (29, at(hashes.word, -3)), (30, at(hashes.word, 3)), (31, farther, before), (32, behind, beyond),
    ]  # fmt: skip


def second_rows(sight: Sight, chances: Chances) -> Buckets:
    """Return the weight rows of the second pass; `chances` has a row per word that may be, a column per label.

    Labels are "outside", then first and later words of each kind in turn.
    """
    count, kinds = len(sight.flat), (chances.shape[1] - 1) // 2
    whole = np.zeros((count, chances.shape[1]), dtype=np.float32)
    whole[:, 0] = 1
    whole[sight.may] = chances
    best = whole.argmax(axis=1)
    by_kind = np.concatenate([whole[:, 1 + 2 * k : 3 + 2 * k].sum(axis=1, keepdims=True) for k in range(kinds)], axis=1)
    by_kind = np.concatenate([by_kind, whole[:, :1]], axis=1)
    key = _keys(sight)
    named = key >= 0
    size = int(key.max(initial=-1)) + 1
    total, times = np.zeros((size, kinds + 1)), np.zeros(size)
    np.add.at(total, key[named], by_kind[named])
    np.add.at(times, key[named], 1)
    others, often = np.zeros((count, kinds + 1)), np.zeros(count)
    others[named] = total[key[named]] - by_kind[named]
    often[named] = times[key[named]] - 1
    share = others / np.maximum(often, 1)[:, None]
    vote = share.argmax(axis=1)
    surely = np.minimum(3, (share.max(axis=1) * 4).astype(np.int64))
    voted = np.where(often > 0, 1 + vote * 4 + surely, 0).astype(np.uint64)
    counted = np.where(often > 0, 1 + vote * 3 + np.minimum(2, often).astype(np.int64), 0).astype(np.uint64)
    roles = _roles(best, key, size)
    guess = best.astype(np.uint64) + np.uint64(1)
    sure = np.minimum(3, (whole.max(axis=1) * 4).astype(np.int64)).astype(np.uint64)
    at, hashes = _Columns(sight.hashes, sight.may), sight.hashes
    own, left, right, shape = at(guess), at(guess, -1), at(guess, 1), at(hashes.shape)
    features = [
        (71, own, at(sure)), (72, left, own), (73, own, right), (74, left, own, right), (75, at(voted), own),
        (76, at(counted), own, shape), (77, at(roles), own), (78, left, at(hashes.word)),
        (79, right, at(hashes.word)), (80, at(guess, -2), left, own), (81, own, right, at(guess, 2)),
        (82, at(voted), at(voted, -1)), (83, at(voted), at(voted, 1)),
        (84, at(hashes.shape, -1), left, shape, own, at(hashes.shape, 1), right), (85, at(roles), at(roles, -1)),
        (86, at(roles), at(roles, 1)),
    ]  # fmt: skip
    return np.concatenate([sight.first, weight_rows(ROWS, features)], axis=1)


def _keys(sight: Sight) -> npt.NDArray[np.int64]:
    """Return a number per capitalised word, the same for the same word; -1 for the others."""
    numbers: dict[str, int] = {}
    key = np.full(len(sight.flat), -1, dtype=np.int64)
    for at in np.flatnonzero(sight.capital).tolist():
        key[at] = numbers.setdefault(sight.flat[at].lower(), len(numbers))
    return key


def _roles(best: npt.NDArray[np.int64], key: npt.NDArray[np.int64], size: int) -> Hashes:
    """Return, per word, which places in names the same word takes anywhere in the text, a bit each."""
    held, named = np.zeros(max(1, size), dtype=np.int64), key >= 0
    np.bitwise_or.at(held, key[named], _ROLE_BITS[best[named]])
    return np.where(key >= 0, held[key], 0).astype(np.uint64)


def _is_capital(word: str) -> bool:
    return word[0].isupper() or (word[0].isdigit() and any(c.isupper() for c in word))


def _moved(flags: Flags, sentence: npt.NDArray[np.int64], step: int) -> Flags:
    """Return the flag of the word `step` away in the same sentence."""
    moved = np.zeros_like(flags)
    if abs(step) >= len(flags):
        return moved
    here, there = (slice(-step, None), slice(None, step)) if step < 0 else (slice(None, -step), slice(step, None))
    moved[here] = flags[there] & (sentence[here] == sentence[there])
    return moved


def _shouted(letters: Hashes, sizes: npt.NDArray[np.int64]) -> Hashes:
    """Return whether most letters of each sentence are capitals, from the capitals and the letters of each word."""
    starts = np.cumsum(sizes) - sizes
    capitals, all_letters = np.add.reduceat(letters, starts, axis=0).T
    shouted: Hashes = ((sizes > 3) & (capitals > _SHOUTED * all_letters)).astype(np.uint64)
    return shouted


def _places(flat: Sequence[str], capital: Flags, sentence: Any, gazetteer: Gazetteer) -> Hashes:
    """Return, per word, what kind of place the longest name it stands in may be, and where in it."""
    found = np.zeros(len(flat), dtype=np.uint64)
    numbers: dict[str, int] = {}
    for at in np.flatnonzero(capital).tolist():
        if found[at]:
            continue
        for size in range(_LONGEST_PLACE, 0, -1):
            last = at + size - 1
            if last >= len(flat) or not capital[last] or sentence[last] != sentence[at]:
                continue
            name = " ".join(flat[at : last + 1])
            if name not in numbers:
                numbers[name] = _place_class(name, gazetteer)
            if numbers[name]:
                found[at : last + 1] = numbers[name] * 4 + 3
                found[at] = numbers[name] * 4 + (1 if size == 1 else 2)
                break
    return found


def _place_class(name: str, gazetteer: Gazetteer) -> int:
    rows = gazetteer.rows_of(name) or (gazetteer.rows_of(name.title()) if name.isupper() and len(name) > 4 else ())
    if not rows:
        return 4 if name in gazetteer.people else 5 if name in gazetteer.seats else 0
    kinds = {int(gazetteer.columns["kinds"][row]) for row in rows}
    if kinds & {_PLACE_KINDS[kind] for kind in ("country", "continent", "region")}:
        return 1
    if _PLACE_KINDS["state"] in kinds:
        return 2
    people = max(int(gazetteer.columns["population"][row]) for row in rows)
    return 6 + sum(people > size for size in _TOWN_SIZES)


def _elsewhere_traits(
    flat: Sequence[str], capital: Flags, sentence: Any, listed: Hashes, before_places: frozenset[str]
) -> Hashes:
    """Return, per capitalised word, beside what the same word stands anywhere in the text, a bit each."""
    bits: dict[str, int] = {}
    for at in np.flatnonzero(capital).tolist():
        held = 0
        if at and sentence[at - 1] == sentence[at]:
            held |= _trait_before(flat[at - 1], int(listed[at - 1]), bool(capital[at - 1]), before_places)
        if at + 1 < len(flat) and sentence[at + 1] == sentence[at]:
            held |= _trait_behind(flat, at, listed, capital)
        low = flat[at].lower()
        bits[low] = bits.get(low, 0) | held
    found = np.zeros(len(flat), dtype=np.uint64)
    for at in np.flatnonzero(capital).tolist():
        found[at] = bits[flat[at].lower()]
    return found


def _trait_before(word: str, listed: int, capital: bool, before_places: frozenset[str]) -> int:
    held = 1 if listed & (TITLE | HONORIFIC) else 0
    held |= 2 if listed & ROLE else 0
    held |= 4 if listed & GIVEN and capital else 0
    low = word.lower()
    return held | (8 if low in before_places else 0) | (16 if low == "the" else 0)


def _trait_behind(flat: Sequence[str], at: int, listed: Hashes, capital: Flags) -> int:
    behind, lists = flat[at + 1], int(listed[at + 1])
    held = 32 if lists & BODY and capital[at + 1] else 0
    held |= 64 if lists & CUE else 0
    held |= 128 if behind in ("'s", "’s") else 0
    held |= 256 if capital[at + 1] and int(listed[at]) & GIVEN else 0
    apposed = behind == "," and at + 2 < len(flat) and (flat[at + 2] == "who" or flat[at + 2].isdigit())
    return held | (512 if behind == "who" or apposed else 0)
