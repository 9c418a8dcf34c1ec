"""What a text says by itself of where it has things from: credits in its sentences, its quotations, its facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from wirecopy.text.quotation import quotation_spans
from wirecopy.text.sentences import sentence_spans
from wirecopy.types import Stretch

GRAM = 5
"""Words of a quotation that, standing in another text's quotations too, are the same words said."""
_MOST_FACTS = 400  # a news text has under a hundred names and numbers; a page of tables has thousands

_NAME = r"((?:[A-Z][\w&.’'-]{0,30})(?: (?:of |the )?[A-Z][\w&.’'-]{0,30}){0,4})"
_CREDITS = (
    re.compile(r"\b(?:told|informed) (?:the )?" + _NAME),
    re.compile(r"\b(?:[Aa]ccording to|[Cc]iting|[Qq]uoting|[Rr]eported by|[Ii]nterview with) (?:the )?" + _NAME),
    re.compile(r"\b(?:[Tt]he )?" + _NAME + r" (?:first )?(?:reported|reports)\b"),
)
_STATED = re.compile(
    r"\b(?:statement|(?:press|news) (?:release|conference|briefing)|tweet(?:ed)?|posted on|open letter"
    r"|communiqu[eé])\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:[.,]\d+)*")
_NOT_NAMES = frozenset(
    ("mr", "mrs", "ms", "dr", "the", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
)


@dataclass(frozen=True, slots=True)
class Signals:
    """What the text of one article tells of its sources. All words are folded to lower case.

    `credited` are the names it gives as its sources, each with the words it does so in; `quoted` the word groups
    of its quotations and `stated` those of quotations from a statement or a press conference; `facts` its names
    and numbers in the order of the text, each once.
    """

    article_id: str
    words: int
    credited: tuple[tuple[str, str], ...]
    quoted: tuple[str, ...]
    stated: tuple[str, ...]
    facts: tuple[str, ...]


def read_signals(article_id: str, body: str) -> Signals:
    """Return the signals of one body; linear in its length. A name counts without the `s` it may end in.

    >>> found = read_signals("a", 'The mayor, Ann Roe, told Reuters the 12 boats "will sail before the end of May".')
    >>> found.credited, found.facts
    ((('reuters', 'told Reuters'),), ('ann', 'roe', 'reuter', '12', 'may'))
    """
    quotations = quotation_spans(body)
    sentences = sentence_spans(body)
    quoted, stated = [], []
    for quotation in quotations:
        grams = list(_grams(body[quotation.inner.start : quotation.inner.end]))
        quoted += grams
        if any(_STATED.search(body, s.start, s.end) for s in _around(sentences, quotation.start, quotation.end)):
            stated += grams
    return Signals(
        article_id=article_id,
        words=len(body.split()),
        credited=tuple(dict.fromkeys(_credited(body, [Stretch(q.start, q.end) for q in quotations]))),
        quoted=tuple(dict.fromkeys(quoted)),
        stated=tuple(dict.fromkeys(stated)),
        facts=tuple(dict.fromkeys(_facts(body, sentences)))[:_MOST_FACTS],
    )


def folded_name(name: str) -> str:
    """Return a name as names are compared: `The Times` and `the Times.` are one.

    >>> folded_name("The Associated Press"), folded_name("AP.")
    ('associated press', 'ap')
    """
    words = [word.casefold() for word in _WORD.findall(name.replace(".", ""))]
    return " ".join(words[1:] if words[:1] == ["the"] else words)


def _credited(body: str, quotations: list[Stretch]) -> Iterator[tuple[str, str]]:
    for pattern in _CREDITS:
        for match in pattern.finditer(body):
            if not any(q.start <= match.start() < q.end for q in quotations):
                yield folded_name(match[1]), " ".join(match[0].split())


def _around(sentences: list[Stretch], start: int, end: int) -> Iterator[Stretch]:
    return (s for s in sentences if s.start < end and start < s.end)


def _grams(quotation: str) -> Iterator[str]:
    words = [word.casefold() for word in _WORD.findall(quotation.replace("’", "").replace("'", ""))]
    return (" ".join(words[k : k + GRAM]) for k in range(len(words) - GRAM + 1))


def _facts(body: str, sentences: list[Stretch]) -> Iterator[str]:
    """Yield names and numbers: capitals that do not open a sentence, and whatever holds a digit."""
    for sentence in sentences:
        words = _WORD.findall(body[sentence.start : sentence.end])
        for k, word in enumerate(words):
            if word[0].isdigit() or (k and word[0].isupper() and word.casefold() not in _NOT_NAMES):
                yield word.casefold().removesuffix("s") if word[0].isalpha() and len(word) > 4 else word.casefold()
