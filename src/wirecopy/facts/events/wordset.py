"""A set of words written as one line of text."""

from __future__ import annotations


def wordset(text: str) -> frozenset[str]:
    """Return the words of a text as a set.

    >>> sorted(wordset("will would"))
    ['will', 'would']
    """
    return frozenset(text.split())
