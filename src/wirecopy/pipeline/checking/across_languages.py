"""What two texts in two languages have in common: names, figures, and their order."""

from __future__ import annotations

import re

from wirecopy.pipeline.checking.clusters import MOST
from wirecopy.pipeline.checking.one_event import APART
from wirecopy.pipeline.checking.text_node import TextNode
from wirecopy.stories import longest_rising

TRANSLATED_SHARE, FEWEST_FACTS = 0.5, 5
"""Of the names and figures of a text, and how many, that stand in its translation."""
ACROSS_SHARE, ACROSS_FACTS, ACROSS_LEAST = 0.25, 3, -1.0
"""Fewer of them are enough where the score speaks for one event as well."""
ACROSS_APART = -2.4  # a score from which on two languages are no reason any more: of 55 invented pairs of one event 2
_IN_ORDER = 0.6  # of them in one order
_NUMBER = re.compile(r"(?<=\d)[.,  ](?=\d{3}\b)")


def say_the_same(a: TextNode, b: TextNode) -> bool:
    """Tell whether two texts in two languages have most names and figures of one in one order."""
    if not (a.language and b.language) or a.language == b.language:
        return False
    share, shared = facts_across(a, b)
    return share >= TRANSLATED_SHARE and shared >= FEWEST_FACTS


def facts_across(a: TextNode, b: TextNode) -> tuple[float, int]:
    """Return which share of the names and figures of one text another in a different language has too, and how many."""
    of_a, of_b = _figures(a), _figures(b)
    small, large = (of_a, of_b) if len(of_a) <= len(of_b) else (of_b, of_a)
    place = {fact: at for at, fact in enumerate(large)}
    places = [place[fact] for fact in small if fact in place]
    if not places:
        return 0.0, 0
    return (len(places) / len(small) if longest_rising(places) >= _IN_ORDER * len(places) else 0.0), len(places)


def one_event_across(a: TextNode, b: TextNode, score: float) -> tuple[float, bool]:
    """Return by how much two texts in two languages tell of one event, and whether that can be told at all.

    `score` is the log-odds of it as for texts in one language: of words it has only the names.
    """
    share, shared = facts_across(a, b)
    legible = _is_latin(a.body) and _is_latin(b.body)
    if shared >= FEWEST_FACTS or (share >= ACROSS_SHARE and shared >= ACROSS_FACTS and score > ACROSS_LEAST):
        return MOST, legible
    enough = legible and not names_too_few(a, b)
    if enough and score > APART:
        return score - APART, True
    return min(-1.0, score), enough and score < ACROSS_APART


def names_too_few(a: TextNode, b: TextNode) -> bool:
    """Tell whether either of two texts has too few names and figures to tell by them whether it is a translation."""
    return min(len(_figures(node)) for node in (a, b)) < FEWEST_FACTS


def _is_latin(body: str) -> bool:
    letters = [sign for sign in body[:400] if sign.isalpha()]
    return sum(sign < "\u0250" for sign in letters) > len(letters) / 2


def _figures(node: TextNode) -> list[str]:
    facts = [fact for fact in node.signals.facts if not fact[0].isdigit() or ("." not in fact and "," not in fact)]
    numbers = re.findall(r"\d+", _NUMBER.sub("", node.body))
    order = {fact: at for at, fact in enumerate(facts)}
    extra = [number for number in dict.fromkeys(numbers) if number not in order]
    return [*facts, *extra]
