"""What two texts in two languages have in common: names, figures, and their order."""

from __future__ import annotations

import re

from wirecopy.pipeline.checking.text_node import TextNode
from wirecopy.stories import longest_rising

TRANSLATED_SHARE, FEWEST_FACTS = 0.5, 5
"""Of the names and figures of a text, and how many, that stand in its translation."""
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


def tell_across(a: TextNode, b: TextNode) -> bool:
    """Tell whether two texts in two languages have enough names and figures for a decision."""
    counts = [len(_figures(node)) for node in (a, b)]
    return min(counts) >= FEWEST_FACTS and _is_latin(a.body) and _is_latin(b.body)


def _is_latin(body: str) -> bool:
    letters = [sign for sign in body[:400] if sign.isalpha()]
    return sum(sign < "\u0250" for sign in letters) > len(letters) / 2


def _figures(node: TextNode) -> list[str]:
    facts = [fact for fact in node.signals.facts if not fact[0].isdigit() or ("." not in fact and "," not in fact)]
    numbers = re.findall(r"\d+", _NUMBER.sub("", node.body))
    order = {fact: at for at, fact in enumerate(facts)}
    extra = [number for number in dict.fromkeys(numbers) if number not in order]
    return [*facts, *extra]
