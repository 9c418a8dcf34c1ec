"""What only one text of a story reports: its sentences that no other text has, in whatever words."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping

from wirecopy.text.sentences import sentence_spans
from wirecopy.types import Stretch

TOLD_ELSEWHERE = 0.5  # share of a sentence's weighty words that one or two neighbouring sentences of another text hold
FEWEST_WORDS = 5  # weighty words of a sentence that reports something
MOST_TEXTS = 60  # of a story that are compared; a story of more says most things many times over
_MOST_SENTENCES = 400  # of a text
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_SHORTEST = 4
_LIGHT = frozenset(
    [
        "said",
        "says",
        "that",
        "with",
        "have",
        "from",
        "this",
        "they",
        "were",
        "been",
        "will",
        "would",
        "their",
        "about",
        "which",
        "when",
        "after",
        "also",
        "more",
        "than",
        "over",
        "into",
        "told",
        "could",
        "some",
        "other",
        "there",
        "what",
        "whom",
        "while",
        "where",
        "only",
        "just",
        "before",
        "during",
        "because",
        "them",
        "then",
        "these",
        "those",
        "according",
        "statement",
        "reported",
        "reports",
        "news",
    ]
)


def own_sentences(texts: Mapping[str, str]) -> dict[str, list[Stretch]]:
    """Return for each body of a story the sentences that none of the others has, as stretches of the body.

    >>> told = {"a": "Twelve boats left Varnes harbour on Monday. Captain Ida Moen had warned of rotten planks in May.",
    ...         "b": "On Monday twelve boats left the harbour of Varnes."}
    >>> {name: len(found) for name, found in own_sentences(told).items()}
    {'a': 1, 'b': 0}
    """
    compared = sorted(texts)[:MOST_TEXTS]
    sentences = {name: list(_weighty(texts[name])) for name in compared}
    holders: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for name, told in sentences.items():
        for number, (_, words) in enumerate(told):
            for word in words:
                holders[word].append((name, number))
    return {
        name: [
            span
            for span, words in sentences[name]
            if len(words) >= FEWEST_WORDS and _most_elsewhere(name, words, holders) < TOLD_ELSEWHERE * len(words)
        ]
        for name in compared
    }


def _most_elsewhere(name: str, words: frozenset[str], holders: Mapping[str, list[tuple[str, int]]]) -> int:
    """Return how many of the words a sentence of another text and the one before it hold together, at most."""
    held: Counter[tuple[str, int]] = Counter()
    for word in words:
        places = {(other, at) for other, number in holders[word] if other != name for at in (number, number + 1)}
        held.update(places)
    return max(held.values(), default=0)


def _weighty(body: str) -> Iterator[tuple[Stretch, frozenset[str]]]:
    for span in sentence_spans(body)[:_MOST_SENTENCES]:
        words = _WORD.findall(body[span.start : span.end])
        yield span, frozenset(_folded_word(word) for word in words if _weighs(word))


def _weighs(word: str) -> bool:
    return word[0].isdigit() or (len(word) >= _SHORTEST and word.casefold() not in _LIGHT)


def _folded_word(word: str) -> str:
    folded = word.casefold()
    return folded[:-1] if folded.endswith("s") and len(folded) > _SHORTEST else folded
