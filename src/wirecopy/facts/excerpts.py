"""The part of a copy that is worth reading: the sentences where it differs, and what introduces those they name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from wirecopy.facts.contract import Facts
from wirecopy.facts.knowledge.lexicon import Lexicon
from wirecopy.text.quotation import quotation_spans
from wirecopy.text.sentences import sentence_spans
from wirecopy.text.view import View, touching_joined
from wirecopy.types import Article, Mention, Stretch

_WORD = re.compile(r"[^\W\d_][\w-]{0,40}")
_INTRODUCED = frozenset(("person", "organisation", "place"))


def excerpt(
    article: Article, own: Sequence[Stretch], facts: Facts, carried: Sequence[Mention], words: Lexicon
) -> Article:
    """Return a copy without the sentences that say what was read already.

    `own` are the stretches of its body that differ from the text it is a copy of (an empty one is a place where
    something was left out), `facts` is what that text says, `carried` where the copy has that. Kept are the sentences
    with a stretch of `own` and the quotations they are part of; the one before, where they quote somebody or go on by a
    pronoun; and the first to name whoever they name.
    """
    body, spans = article.body, article.body_spans
    sentences = _Sentences.of(body)
    kept = sentences.holding(own)
    if kept:
        quoted = [Stretch(quotation.start, quotation.end) for quotation in quotation_spans(body)]
        kept |= sentences.holding(q for q in quoted if not kept.isdisjoint(sentences.holding([q])))
        speaking = sentences.holding(quoted)
        kept |= {n - 1 for n in kept if n and (n in speaking or _goes_on(sentences.text(n), words))}
        view = View.joined(body, spans)
        words_said = {word for n in kept for word in _WORD.findall(sentences.text(n)) if word[0].isupper()}
        kept |= sentences.holding(_introduced(words_said, view, facts, carried))
        pieces = list(sentences.pieces(sorted(kept)))
        body = "".join(body[piece.start : piece.end] for piece in pieces)
        spans = tuple(touching_joined([span for piece in pieces for span in view.raw(piece)]))
    return replace(article, body=body if kept else "", body_spans=spans if kept else ())


@dataclass(frozen=True, slots=True)
class _Sentences:
    body: str
    all: Sequence[Stretch]
    starts: Sequence[int]
    ends: Sequence[int]

    @staticmethod
    def of(body: str) -> _Sentences:
        sentences = sentence_spans(body)
        return _Sentences(body, sentences, [s.start for s in sentences], [s.end for s in sentences])

    def holding(self, stretches: Iterable[Stretch]) -> set[int]:
        """Return the numbers of the sentences that hold a part of a stretch, or an empty stretch inside them."""
        return {n for s in stretches for n in range(bisect_right(self.ends, s.start), bisect_left(self.starts, s.end))}

    def text(self, n: int) -> str:
        return self.body[self.all[n].start : self.all[n].end]

    def pieces(self, kept: Sequence[int]) -> Iterator[Stretch]:
        """Yield the kept sentences with the space behind each, and a line end where lines were left out between two."""
        for n, following in zip(kept, (*kept[1:], len(self.all)), strict=True):
            behind = self.starts[n + 1] if n + 1 < len(self.starts) else len(self.body)
            yield Stretch(self.starts[n], behind)
            line_end = self.body.find(
                "\n", self.ends[n], self.starts[following] if following < len(self.all) else behind
            )
            if line_end >= behind:
                yield Stretch(line_end, line_end + 1)


def _goes_on(sentence: str, words: Lexicon) -> bool:
    return any(word.lower() in words.pronouns for word in _WORD.findall(sentence))


def _introduced(said: set[str], view: View, facts: Facts, carried: Sequence[Mention]) -> Iterator[Stretch]:
    """Yield where the copy first names those of whose names a word is said."""
    names = {entity.entity_id: entity.name for entity in facts.entities if entity.kind in _INTRODUCED}
    named = {fact_id for fact_id, name in names.items() if not said.isdisjoint(_WORD.findall(name))}
    first: dict[str, int] = {}
    for mention in carried:
        if mention.fact_id in named:
            first[mention.fact_id] = min(mention.start, first.get(mention.fact_id, mention.start))
    for raw in first.values():
        at = view.offset(raw)
        if at is not None:
            yield Stretch(at, at + 1)
