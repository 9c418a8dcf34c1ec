"""The one article of a family that the others agree with most."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from fractions import Fraction

from wirecopy.types import Article, Copy

_WORD = re.compile(r"[^\W_]+")
_GRAM = 3


def canonical(members: Sequence[Article], copies: Sequence[Copy] = ()) -> str:
    """Return the id of the article that agrees most with the majority of its family.

    Each article is scored by what its word groups share with those of all the others, over what they hold
    together; linear in the family's words. Ties go to the longer body, then to the smaller id; with two
    articles it is always a tie, and says nothing of who was first. Articles tied to the family by excerpts
    and shared quotations alone (`copies` says which) neither vote nor stand, unless there is no other.
    """
    standing = _standing(members, copies)
    held = [frozenset(_word_groups(article.body)) for article in standing]
    holders = Counter(group for groups in held for group in groups)
    total = sum(len(groups) for groups in held)
    scores = []
    for article, groups in zip(standing, held, strict=True):
        shared = sum(holders[group] - 1 for group in groups)
        together = (len(held) - 2) * len(groups) + total - shared
        scores.append((-Fraction(shared, together or 1), -len(article.body), article.article_id))
    return min(scores)[2]


def _standing(members: Sequence[Article], copies: Sequence[Copy]) -> list[Article]:
    firm = {
        side for copy in copies if copy.relation in ("copy", "version") for side in (copy.article_a, copy.article_b)
    }
    return [article for article in members if article.article_id in firm] or list(members)


def _word_groups(body: str) -> list[tuple[str, ...]]:
    words = _WORD.findall(body.casefold())
    return [tuple(words[k : k + _GRAM]) for k in range(max(1, len(words) - _GRAM + 1))]
