"""A sentence as words with parts of speech: what the grammar of events looks at."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice

from wirecopy.facts.knowledge.tagger import Tagger
from wirecopy.types import Stretch

LONGEST_SENTENCE = 160  # words read of one sentence: a list without a full stop is no clause

# One branch per word, each bounded: a line of a million letters is cut into pieces, never searched twice.
_WORD = re.compile(
    r"(?:[^\W\d_]\.){2,8}"
    r"|\b(?:Mr|Mrs|Ms|Dr|Gen|Lt|Col|Maj|Capt|Sgt|Sen|Rep|Gov|Jan|Feb|Aug|Sept|Oct|Nov|Dec|St|No)\."
    r"|\b[A-Z]\.(?=\s[A-Z])"
    r"|['’](?:s|re|ve|ll|d|m)\b|['’](?=\s)"
    r"|[^\W\d_]{1,40}(?=n['’]t\b)|n['’]t\b"
    r"|[^\W\d_]{1,40}(?:\.(?=-))?(?:[-’'](?!(?:s|re|ve|ll|d|m)\b)(?:[^\W\d_]\.){0,6}[^\W_]{0,40}){0,5}"
    r"|\d(?:[\w.,:%/-]{0,20}[\w%])?"
    r"|-{2,3}|[^\w\s\"“”„«»`]"
)

_CONJUNCTIONS = frozenset(("and", "but", "or", "nor", "yet", "plus", "both", "either", "neither"))
_NO_NAME = frozenset(("VB", "VBD", "VBP", "VBZ", "VBN", "RB", "IN", "UH", "MD"))  # no name in the middle of a sentence
_CAPITAL_WORDS = frozenset(("in", "on", "at", "of", "from", "to", "with", "for", "by", "that", "as", "while", "after"))
_RANKS = frozenset(
    ("top", "senior", "chief", "key", "dead")
)  # before a role or whom they shot, whatever the tagger takes it for


_NAME_TAGS = frozenset(("NNP", "NNPS", "NN", "NNS", "JJ"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))


def wordset(text: str) -> frozenset[str]:
    """Return the words of a text as a set.

    >>> sorted(wordset("will would"))
    ['will', 'would']
    """
    return frozenset(text.split())


@dataclass(frozen=True, slots=True)
class TaggingHints:
    """What goes before the tagger: verbs behind "to", past forms wherever they stand, offsets where names begin."""

    verbs: frozenset[str] = frozenset()
    pasts: frozenset[str] = frozenset()
    names: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class SentenceWords:
    """The words of one sentence, their parts of speech (Penn Treebank) and where each stands in the text."""

    shown: tuple[str, ...]
    low: tuple[str, ...]
    tags: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.low)

    def at(self, offset: int) -> int:
        """Return the first word that ends behind an offset of the text."""
        return next((i for i, end in enumerate(self.ends) if end > offset), len(self.low))


def _with_verb(low: tuple[str, ...], shown: list[str], tags: list[str], known: TaggingHints) -> None:
    """Make the first word that can be one the verb of a sentence that has none: "Libya deported Nigerian workers"."""
    if any(tag in _FINITE for tag in tags):
        return
    for i in range(1, len(low)):
        if shown[i] == low[i] and (low[i] in known.pasts or (tags[i] == "IN" and low[i] in known.verbs)):
            tags[i] = "VBD"
            return


def _tag(i: int, word: str, low: str, tag: str) -> str:
    """Return a word's part of speech, a name's put right where it can be nothing else."""
    if low in _RANKS:
        return "JJ"
    name = word[:1].isupper() and len(word) > 1
    if name and ((tag == "CC" and low not in _CONJUNCTIONS) or (i and tag in _NO_NAME and low not in _CAPITAL_WORDS)):
        return "NNP"
    return tag


def cut(text: str, sentence: Stretch) -> list[re.Match[str]]:
    """Return the words of one sentence as matches, no more than are read."""
    return list(islice(_WORD.finditer(text, sentence.start, sentence.end), LONGEST_SENTENCE))


def tagged(sentences: Sequence[list[re.Match[str]]], tagger: Tagger, known: TaggingHints) -> list[SentenceWords]:
    """Return sentences with a part of speech for every word, all tagged at once.

    Where the tagger takes a verb for a noun, or a name for something else, what is known goes before it.
    """
    shown = [[word.group() for word in sentence] for sentence in sentences]
    tags = tagger.tag(shown) if shown else []
    return [_words(*one, known) for one in zip(sentences, shown, tags, strict=True)]


def _words(found: list[re.Match[str]], shown: list[str], tags: list[str], known: TaggingHints) -> SentenceWords:
    low = tuple(word.lower().replace("’", "'") for word in shown)
    verbs, pasts, names = known.verbs, known.pasts, known.names
    tags = [_tag(i, word, low[i], tags[i]) for i, word in enumerate(shown)]
    for i, word in enumerate(found):
        if word.start() in names and tags[i] not in _NAME_TAGS:
            tags[i] = "NNP"
    for i in range(1, len(low)):
        if tags[i] == "NN" and low[i] in pasts and shown[i] == low[i]:
            tags[i] = "VBD"
        if low[i - 1] == "to" and tags[i] == "VB" and low[i] == "over":
            tags[i] = "IN"
        if low[i - 1] == "to" and tags[i] == "NN" and low[i] in verbs and low[i + 1 : i + 2] != ("of",):
            tags[i] = "VB"
    _with_verb(low, shown, tags, known)
    return SentenceWords(
        tuple(shown),
        low,
        tuple(tags),
        tuple(word.start() for word in found),
        tuple(word.end() for word in found),
    )
