"""Whether texts tell of one event: the weights by which stories are made, names of places left out.

Two texts alone say little of what is rare: the city both name looks like something that only these two share. So what
stands behind "in", "at" or "near" does not count here, and the words that are no names count most: a tram, a bakery, a
brake tell of one accident where police, the city and Monday tell of nothing.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from itertools import combinations
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from wirecopy.kernels import Kernels
from wirecopy.kernels.hashing import mix
from wirecopy.stories import (
    BUCKET_BITS,
    Frequencies,
    Model,
    StoryText,
    TermReader,
    TextWindow,
    epoch_days,
    load_sparse,
    pair_features,
    pairs_near,
    stacked_weights,
    standing_of,
    terms_of_texts,
)

# Log-odds that two texts tell of one event, learned from pairs of labelled articles and of templates, both of the half
# that may be learned from: evals/echo/fit.py.
WEIGHTS: Final = {"alone": 0.576, "shared": 9.912, "rare": -1.453, "named": -5.044, "bias": -1.183}
# The same by names and places more than by words: for texts in two languages, of which words say nothing, and as a
# second opinion; learned of the learning lists that were written out as well.
BY_NAMES: Final = {
    "alone": 0.705, "rare": 6.436, "named": -1.296, "places": -1.565, "elsewhere": -1.747, "length": 1.369, "bias": 1.5,
}  # fmt: skip
APART: Final = -0.4
"""Log-odds under which two texts are said to tell of different events: of 100 real pairs of one event
2.0 are said apart, of two events 1.7 to be one."""
UNDATED = -1.6
"""What the least score of two texts is more where either has no time: of 260 real pairs of one event, texts alone,
.93 are over -2.4 and .74 over -0.4, of two events .065 and .015."""
FEWEST_NAMED, NAMELESS = 6, 1.5
"""Two texts that name so many each and nothing in common must score so much more: of 456 real pairs of one event none
is so."""
_WINDOW = 14
_RAREST = 0.002  # share of texts: the background knows the four thousand commonest words
_LIMIT = 99.0
_FEWEST_WORDS, _FEWEST_RARE = 30, 15  # of meaning: in fewer, one word that both have would be a large share
_FEWEST_NAMES, _FEWEST_PLACES = 3, 2
_FEWEST_CHARS, _USUAL_CHARS = 250, 1000
_RARE = 5.0  # log of one over the share of texts: seven in a thousand
_UNLIKELY = -8.0  # of pairs that share too little to be looked at
_PAIRWISE = 150  # texts up to which every two are looked at word by word
_MOST_CHARS = 8_000
_WORD = re.compile(r"[^\W\d_][\w'’]*|\d[\d.,]*")
_RUNNING_NAME = re.compile(r"(?<=[a-z,] )[A-Z][\w’'-]+")
_ENDINGS = ("ings", "ing", "ers", "ed", "es", "er", "ly", "s")


@dataclass(frozen=True, slots=True)
class ToldText:
    """What is looked at of one text: headline, body, time."""

    title: str
    body: str
    published: str | None
    language: str | None = None


Scores = npt.NDArray[np.float64]


class EventScores(NamedTuple):
    """For every two texts the log-odds that they tell of one event, and those by names and places more than words."""

    scores: Scores
    by_names: Scores


def event_scores(
    texts: Sequence[ToldText],
    places: Sequence[Collection[str]],
    kernels: Kernels,
    model: Model,
    common: Collection[str],
) -> EventScores:
    """Return for every two texts the log-odds that they tell of one event; matrices, their diagonals of no meaning.

    `places` are the words of each text that name places, `common` the small words of the language. Many texts are
    parted as a run parts stories, not word by word.
    """
    if len(texts) < 2:
        return EventScores(*np.zeros((2, len(texts), len(texts))))
    if len(texts) > _PAIRWISE:
        alone = _pair_scores(_without_places(texts, places), kernels, model)
        return EventScores(*[alone - model.merge_rule().threshold + APART] * 2)
    features = event_features(texts, places, kernels, model, common)
    scores, by_names = (
        np.add(sum(weights[name] * features[name] for name in weights if name != "bias"), weights["bias"])
        for weights in (WEIGHTS, BY_NAMES)
    )
    languages = np.array([text.language or "" for text in texts])
    foreign = (languages[:, None] != languages) & (languages[:, None] != "") & (languages != "")
    return EventScores(np.where(foreign, by_names, scores), by_names)


def event_features(
    texts: Sequence[ToldText],
    places: Sequence[Collection[str]],
    kernels: Kernels,
    model: Model,
    common: Collection[str],
) -> dict[str, Scores]:
    """Return matrices: the score of the stories' weights, and what two texts share of whom, where and what.

    `shared` counts every word that is no name as often as both have it, `rare` only those that news seldom has, `named`
    the names that both have, `places` the places; `elsewhere` is one where both name places and none in common,
    `length` the log of the shorter one's length: long texts have more in common.
    """
    shown = _without_places(texts, places)
    whole = [_text(ToldText(text.title, text.body[:_MOST_CHARS], None)) for text in texts]
    names = [{_stem(word) for word in _RUNNING_NAME.findall(text.body)} for text in shown]
    named = set().union(*names)
    rarity = _rarity(whole, common, kernels, model)
    counts = [Counter(_content(_text(text), common)) for text in shown]
    rarest = [{word for word in count if rarity.get(word, 0) > _RARE} for count in counts]
    lengths = [max(_FEWEST_WORDS, sum(count.values())) for count in counts]
    where = [{_stem(word) for word in words_of_places} for words_of_places in places]
    features = {name: np.zeros((len(texts), len(texts))) for name in {**WEIGHTS, **BY_NAMES} if name != "bias"}
    features["alone"] = _pair_scores(shown, kernels, model)
    for i, j in combinations(range(len(texts)), 2):
        both = (counts[i].keys() & counts[j].keys()) - named
        weight = sum(min(counts[i][word], counts[j][word]) * rarity.get(word, 0) for word in both)
        of_pair = {
            "shared": weight / min(lengths[i], lengths[j]),
            "rare": len(both & rarest[i]) / max(_FEWEST_RARE, min(len(rarest[i]), len(rarest[j]))),
            "named": _share(names[i], names[j], _FEWEST_NAMES),
            "places": _share(where[i], where[j], _FEWEST_PLACES),
            "elsewhere": float(bool(where[i] and where[j]) and where[i].isdisjoint(where[j])),
            "length": math.log(max(_FEWEST_CHARS, min(len(texts[i].body), len(texts[j].body))) / _USUAL_CHARS),
        }  # fmt: skip
        for name, value in of_pair.items():
            features[name][i, j] = features[name][j, i] = value
    return features


def _share(words: AbstractSet[str], others: AbstractSet[str], fewest: int) -> float:
    return len(words & others) / max(fewest, min(len(words), len(others)))


def names_in(text: ToldText, places: Collection[str]) -> set[str]:
    """Return what a text names inside its sentences, and the words of it that name places.

    >>> sorted(names_in(ToldText("", "A fire at Brandt hurt Ole Lund.", None), {"Brandt"}))
    ['brandt', 'lund', 'ole']
    """
    return {_stem(word) for word in (*_RUNNING_NAME.findall(text.body[:_MOST_CHARS]), *places)}


def least_score(names: AbstractSet[str], others: AbstractSet[str], *, dated: bool = True) -> float:
    """Return the log-odds over which two texts tell of one event: more where each names many and both nothing.

    `dated` tells whether both have a time: without one they share less that could be told, and what both name must do.

    >>> least_score({"brandt"}, {"lund"}), least_score(set("abcdef"), set("ghijkl"))
    (-0.4, 1.1)
    >>> least_score({"brandt"}, {"brandt", "lund"}, dated=False), least_score({"brandt"}, {"lund"}, dated=False)
    (-2.0, -0.4)
    """
    nothing = names.isdisjoint(others)
    many = min(len(names), len(others)) >= FEWEST_NAMED
    return APART + NAMELESS * (nothing and many) + UNDATED * (not dated and not nothing)


def _rarity(texts: Sequence[str], common: Collection[str], kernels: Kernels, model: Model) -> dict[str, float]:
    """Return how rare each word of meaning is in news at large; what the background has not got is the rarest."""
    forms = sorted({word for text in texts for word in _WORD.findall(text) if word.casefold() not in common})
    share_of = dict(zip(model.background.ids.tolist(), model.background.shares.tolist(), strict=True))
    words = kernels.words(forms)
    buckets = (mix(words.hashes) >> np.uint64(64 - BUCKET_BITS)).tolist()
    rarity: dict[str, float] = {}
    for number, form in enumerate(forms):
        first = int(words.offsets[number])
        share = share_of.get(buckets[first], _RAREST) if words.offsets[number + 1] > first else 1.0
        stem = _stem(form)
        rarity[stem] = min(rarity.get(stem, _LIMIT), -math.log(max(share, _RAREST)))
    return rarity


def content_words(text: str, common: Collection[str]) -> set[str]:
    """Return the words that carry a text's meaning, without their endings.

    >>> sorted(content_words("The ferry sailed on Monday", {"the", "on"}))
    ['ferry', 'monday', 'sail']
    """
    return set(_content(text, common))


def _pair_scores(texts: Sequence[ToldText], kernels: Kernels, model: Model) -> Scores:
    reader, counted = TermReader.load(kernels), Frequencies(model.background, _WINDOW)
    times = [epoch_days(text.published) for text in texts]
    story_texts = [
        StoryText(str(number), time, (), text.title, text.body)
        for number, (text, time) in enumerate(zip(texts, times, strict=True))
    ]
    terms = terms_of_texts(story_texts, reader)
    counted.add(terms, 0)
    shelf = TextWindow(load_sparse(len(story_texts), "reference"))
    shelf.add(counted.weigh(terms), [standing_of(text) for text in story_texts], terms.weekdays)
    if len(texts) > _PAIRWISE:
        a, b = pairs_near(shelf, range(len(texts)), _WINDOW)
    else:
        a, b = (side.astype(np.int64) for side in np.triu_indices(len(texts), 1))
    rows, mode = pair_features(shelf, a, b)
    weights, biases = stacked_weights(model.alone)
    scores = np.full((len(texts), len(texts)), _UNLIKELY)
    scores[a, b] = scores[b, a] = (rows * weights[mode]).sum(axis=1) + biases[mode]
    return scores


def _without_places(texts: Sequence[ToldText], places: Sequence[Collection[str]]) -> list[ToldText]:
    """Return the texts without the words that name places in any of them."""
    hidden = {_stem(word) for names in places for word in names}
    return [
        ToldText(_without_words(t.title, hidden), _without_words(t.body[:_MOST_CHARS], hidden), t.published)
        for t in texts
    ]


def _without_words(text: str, hidden: Collection[str]) -> str:
    return _WORD.sub(lambda word: "" if word[0][:1].isupper() and _stem(word[0]) in hidden else word[0], text)


def _text(text: ToldText) -> str:
    return f"{text.title} {text.body}"


def _content(text: str, common: Collection[str]) -> list[str]:
    return [_stem(word) for word in _WORD.findall(text) if word.casefold() not in common]


def _stem(word: str) -> str:
    folded = word.casefold().replace("’", "'").removesuffix("'s")
    for ending in _ENDINGS:
        if len(folded) > len(ending) + 3 and folded.endswith(ending):
            return folded[: -len(ending)]
    return folded


def chain_leaders(count: int, pairs: Mapping[tuple[int, int], object] | Collection[tuple[int, int]]) -> list[int]:
    """Return for each of `count` things the first one that a chain of pairs joins it to.

    >>> chain_leaders(4, [(0, 2), (2, 3)])
    [0, 1, 0, 0]
    """
    leader = list(range(count))

    def root(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    for a, b in pairs:
        low, high = sorted((root(a), root(b)))
        leader[high] = low
    return [root(number) for number in range(count)]
