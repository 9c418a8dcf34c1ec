"""The one article of a family that the others agree with most, and that no fuller one carries whole."""

from __future__ import annotations

import re
from collections.abc import Sequence
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

from wirecopy.types import Article, Copy

_WORD = re.compile(r"[^\W_]+")
_GRAM = 3
_WHOLE = 0.95  # of a cut text stands in the whole one: house style changes a group here and there
_CUT = 0.9  # of the whole text at most: below it paragraphs are gone
_TEASER = 1 / 3  # of it: few outlets add twice a text of their own to another's
_SHARED = 0.5  # of what a cut text lacks stands in a third article too: it is no outlet's own
_BITS = np.uint64(21)  # of 64, for each of three words


def canonical(members: Sequence[Article], copies: Sequence[Copy] = ()) -> str:
    """Return the id of the article that agrees most with the majority of its family.

    Each article is scored by what its word groups share with those of all the others, over what they hold
    together; linear in the family's words. Ties go to the longer body, then to the smaller id; with two
    articles it is always a tie, and says nothing of who was first. A teaser or a cut page gives way to a longer article
    that carries all it has. Articles tied to the family by excerpts
    and shared quotations alone (`copies` says which) neither vote nor stand, unless there is no other.
    """
    standing = _standing(members, copies)
    book = _Words()
    held = [_each_once(book.groups(article.body)) for article in standing]
    groups, holders = np.unique(np.concatenate(held), return_counts=True)
    total = sum(len(own) for own in held)
    scores = []
    for place, (article, own) in enumerate(zip(standing, held, strict=True)):
        shared = int(holders[np.searchsorted(groups, own)].sum()) - len(own)
        together = (len(held) - 2) * len(own) + total - shared
        scores.append((-Fraction(shared, together or 1), -len(article.body), article.article_id, place))
    best = min(scores)
    while fuller := [score for score in scores if _is_fuller(held[score[3]], held[best[3]], groups, holders)]:
        best = min(fuller)
    return best[2]


def _is_fuller(
    own: NDArray[np.uint64], cut: NDArray[np.uint64], groups: NDArray[np.uint64], holders: NDArray[np.int64]
) -> bool:
    """Return whether a text carries all of another, which is a teaser beside it or lacks what others have too."""
    if len(cut) > _CUT * len(own) or np.isin(cut, own, assume_unique=True).mean() < _WHOLE:
        return False
    more = np.setdiff1d(own, cut, assume_unique=True)
    shared = (holders[np.searchsorted(groups, more)] > 1).mean()
    return bool(len(cut) <= _TEASER * len(own) or shared >= _SHARED)


class _Words:
    """The words of a family numbered, each distinct line read once."""

    def __init__(self) -> None:
        self._numbers: dict[str, int] = {}
        self._lines: dict[str, NDArray[np.uint64]] = {}

    def groups(self, body: str) -> NDArray[np.uint64]:
        """Return the groups of three words of a body, each as one number."""
        lines = [self._line(line) for line in body.splitlines()] or [self._line("")]
        words = np.concatenate(lines)
        if len(words) < _GRAM:
            words = np.concatenate([words, np.zeros(_GRAM - len(words), np.uint64)])
        # Exact below two million distinct words; in a larger family two groups may, seldom, be taken for one.
        return (words[:-2] << _BITS << _BITS) ^ (words[1:-1] << _BITS) ^ words[2:]

    def _line(self, line: str) -> NDArray[np.uint64]:
        hashes = self._lines.get(line)
        if hashes is None:
            numbers = self._numbers
            words = [numbers.setdefault(word, len(numbers) + 1) for word in _WORD.findall(line.casefold())]
            hashes = self._lines[line] = np.array(words, np.uint64)
        return hashes


def _each_once(groups: NDArray[np.uint64]) -> NDArray[np.uint64]:
    groups = np.sort(groups)  # a row this short is sorted faster than hashed, as np.unique does
    return groups[np.concatenate(([True], groups[1:] != groups[:-1]))]


def _standing(members: Sequence[Article], copies: Sequence[Copy]) -> list[Article]:
    firm = {
        side for copy in copies if copy.relation in ("copy", "version") for side in (copy.article_a, copy.article_b)
    }
    return [article for article in members if article.article_id in firm] or list(members)
