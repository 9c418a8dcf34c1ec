"""Sources of which only a headline is known: which are nearly equal, which tell of something else; never more."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import combinations

from wirecopy.pipeline.checking.cues import CheckCues
from wirecopy.pipeline.checking.one_event import content_words
from wirecopy.pipeline.checking.source import CheckedSource

NEARLY_EQUAL = 0.6  # words of meaning that two headlines share, of all they have
_NEARLY_INSIDE, _FEWEST = 0.85, 4
_OPENING = 45  # words of a text that tell what happened
_SHARED = 2
_OWN_WORDS = 3  # words of meaning from which a headline says what happened
_TAIL = re.compile(r"\s+[-–—|]\s+([^-–—|]{2,60})$|\s*\(([^()]{2,40})\)$")


@dataclass(frozen=True, slots=True)
class ReadHeadline:
    """What a headline says: its words of meaning, those of them that name places, those of the text's opening."""

    words: frozenset[str]
    places: frozenset[str]
    opening: frozenset[str] = frozenset()
    agency: str | None = None

    @property
    def own(self) -> frozenset[str]:
        """Return its words without the places."""
        return self.words - self.places


def read_headline(source: CheckedSource, cues: CheckCues, common: Collection[str]) -> ReadHeadline | None:
    """Return the headline of a source without the outlet at its end; null where it has neither that nor a text."""
    title = (source.title or "").strip()
    opening = " ".join(source.article.body.split(maxsplit=_OPENING)[:_OPENING]) if source.article else ""
    for _ in range(2):
        tail = _TAIL.search(title)
        named = next(filter(None, tail.groups()), "") if tail else ""
        if tail and named and (named == source.outlet or cues.sources.named(named) or len(named.split()) <= 4):
            title = title[: tail.start()]
    if not title and not opening:
        return None
    places = content_words(" ".join(cues.place_names(f"{title}. {opening}")), common)
    words = (frozenset(content_words(text, common)) for text in (title, opening))
    return ReadHeadline(next(words), frozenset(places), next(words), None if source.article else source.agency)


def nearly_equal(a: ReadHeadline, b: ReadHeadline) -> bool:
    """Tell whether two headlines have nearly the same words, and neither another figure nor another place.

    Of two that credit one agency and have no text, one word of meaning that both have is enough.

    >>> one = ReadHeadline(frozenset("fire destroy warehouse port".split()), frozenset())
    >>> nearly_equal(one, ReadHeadline(frozenset("fire destroy warehouse harbour port".split()), frozenset()))
    True
    """
    if a.agency and a.agency == b.agency and a.words & b.words:
        return True
    for of_a, of_b in ((_figures(a), _figures(b)), (a.words & a.places, b.words & b.places)):
        if of_a and of_b and not (of_a <= of_b or of_b <= of_a):
            return False
    shared, smaller = len(a.words & b.words), min(len(a.words), len(b.words))
    if smaller < _FEWEST:
        return a.words == b.words and smaller > 1
    return shared >= NEARLY_EQUAL * len(a.words | b.words) or shared >= _NEARLY_INSIDE * smaller


def _figures(headline: ReadHeadline) -> frozenset[str]:
    return frozenset(word for word in headline.words if word[:1].isdigit())


def same_happening(a: ReadHeadline, b: ReadHeadline) -> bool | None:
    """Tell whether two headlines tell of one event; null where they do not say.

    They do where they share two words besides places; they do not where they share a place and nothing else that each
    says of it.
    """
    whole_a, whole_b = (a.words | a.opening) - a.places - b.places, (b.words | b.opening) - a.places - b.places
    if len(whole_a & whole_b) >= _SHARED:
        return True
    if whole_a & whole_b:
        return None
    if a.words & b.words & (a.places | b.places) and not a.own & b.own and min(len(a.own), len(b.own)) >= _OWN_WORDS:
        return False
    return None


def near_pairs(headlines: Sequence[ReadHeadline | None]) -> list[tuple[int, int]]:
    """Return the places of every two headlines that are nearly equal."""
    return [
        (i, j)
        for (i, a), (j, b) in combinations(enumerate(headlines), 2)
        if a is not None and b is not None and nearly_equal(a, b)
    ]
