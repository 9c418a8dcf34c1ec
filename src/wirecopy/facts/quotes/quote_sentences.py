"""Sentences with their quotations taken as one word each: what stands around a quotation says who speaks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from wirecopy.facts.knowledge.lexicon import Lexicon
from wirecopy.facts.quotes.tokens import Token, tokenise
from wirecopy.text.quotation import Quotation
from wirecopy.text.sentences import sentence_spans
from wirecopy.types import Stretch

_REACH = 600  # how far from a quotation the words that attribute it may stand, in characters
_MOST = 20  # quotations in one sentence; a list of more is cut, so that the work stays linear
_STOPS = tuple(".!?…")
_LOOK_AHEAD = 80
_SUBJECT_WORDS = 7


@dataclass(frozen=True, slots=True)
class QuoteSentence:
    """One sentence that quotes: its tokens, its quotations, and `places`, where these are among those."""

    tokens: tuple[Token, ...]
    quotations: tuple[Quotation, ...]
    places: tuple[int, ...]

    @property
    def is_bare(self) -> bool:
        """True where the sentence is quotation and nothing else."""
        return not any(token.kind in ("cap", "low", "number") for token in self.tokens)


@dataclass(frozen=True, slots=True)
class Passage:
    """The sentences of one paragraph that quote."""

    start: int
    end: int
    frames: tuple[QuoteSentence, ...]


def passages(text: str, quotations: Sequence[Quotation], lexicon: Lexicon) -> Iterator[Passage]:
    """Yield, per paragraph that quotes, its quoting sentences."""
    for (start, end), group in groupby(_with_paragraph(text, quotations), key=lambda pair: pair[0]):
        inside = [quotation for _, quotation in group]
        yield Passage(start, end, tuple(_frames(text, start, end, inside, lexicon)))


def _with_paragraph(text: str, quotations: Sequence[Quotation]) -> Iterator[tuple[tuple[int, int], Quotation]]:
    """Pair each quotation with its stretch: neighbours on one line that stand near each other share one."""
    line_end, chain_end = -1, -1
    chain: list[Quotation] = []
    for quotation in quotations:
        if chain and (quotation.start >= line_end or quotation.start - chain_end > 2 * _REACH):
            yield from _stretch(text, chain)
            chain = []
        if not chain:
            line_end = _line_end(text, quotation.end)
        chain.append(quotation)
        chain_end = quotation.end
    if chain:
        yield from _stretch(text, chain)


def _stretch(text: str, chain: Sequence[Quotation]) -> Iterator[tuple[tuple[int, int], Quotation]]:
    floor = max(0, chain[0].start - _REACH)
    start = text.rfind("\n", floor, chain[0].start) + 1 or floor
    last = chain[-1].end
    ceiling = min(len(text), last + _REACH)
    end = text.find("\n", last, ceiling)
    for quotation in chain:
        yield (start, ceiling if end < 0 else end), quotation


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return len(text) if end < 0 else end


def _frames(text: str, start: int, end: int, inside: Sequence[Quotation], lexicon: Lexicon) -> Iterator[QuoteSentence]:
    at = 0
    cuts = _sentences(text, start, end, inside, lexicon)
    for sentence in cuts:
        stop = at
        while stop < len(inside) and inside[stop].start < sentence.end:
            stop += 1
        for first in range(at, stop, _MOST):
            last = min(stop, first + _MOST)
            begin = sentence.start if first == at else inside[first - 1].end
            finish = sentence.end if last == stop else inside[last].start
            yield _frame(text, Stretch(begin, finish), inside[first:last], lexicon)
        at = stop


def _sentences(text: str, start: int, end: int, inside: Sequence[Quotation], lexicon: Lexicon) -> Iterator[Stretch]:
    """Yield the sentences of a paragraph: its own full stops end them, and quotations that close one do."""
    closing = [q.end for q in inside if _closes_sentence(text, q, end, lexicon)]
    at = 0
    for sentence in sentence_spans(_masked(text, start, end, inside)):
        first, last = start + sentence.start, start + sentence.end
        while at < len(closing) and closing[at] < last:
            if closing[at] > first:
                yield Stretch(first, closing[at])
                first = closing[at]
            at += 1
        yield Stretch(first, last)


def _masked(text: str, start: int, end: int, inside: Sequence[Quotation]) -> str:
    """Return the paragraph with what is quoted blotted out: only its own stops end a sentence."""
    pieces, at = [], start
    for quotation in inside:
        inner = quotation.inner
        blot = "q" if text[inner.start : inner.start + 1].islower() else "Q"
        pieces += [text[at : inner.start], blot * (inner.end - inner.start)]
        at = inner.end
    pieces.append(text[at:end])
    return "".join(pieces)


def _closes_sentence(text: str, quotation: Quotation, end: int, lexicon: Lexicon) -> bool:
    """Tell whether the sentence ends with the quotation: by its last mark and by what follows."""
    last = text[quotation.inner.start : quotation.inner.end].rstrip()[-1:]
    if last not in _STOPS:
        return False
    following = text[quotation.end : min(end, quotation.end + _LOOK_AHEAD)].split()
    if not following or not following[0][:1].isalnum():
        return bool(following) and following[0][0] not in ",;:)]–—―-"
    return not following[0][0].islower() and (last == "." or not _is_cue_clause(following, lexicon))


def _is_cue_clause(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell whether names and titles, and then a verb of saying, follow: `"Why?" Senator Smith asked.`"""
    for n, word in enumerate(words[:_SUBJECT_WORDS]):
        verb = lexicon.verbs.get(word.rstrip(".,:"))
        if n and verb is not None and verb.cue == "speech" and verb.form in ("finite", "third"):
            return True
        plain = word.lower().rstrip(".,")
        if not (
            word[0].isupper() or plain in lexicon.roles or plain in lexicon.modifiers or plain in lexicon.particles
        ):
            return False
    return False


def _frame(text: str, sentence: Stretch, inside: Sequence[Quotation], lexicon: Lexicon) -> QuoteSentence:
    tokens: list[Token] = []
    places, at = [], sentence.start
    for quotation in inside:
        tokens += tokenise(text, at, quotation.start, lexicon)
        places.append(len(tokens))
        tokens.append(Token("", "quote", quotation.start, quotation.end))
        at = quotation.end
    tokens += tokenise(text, at, max(at, sentence.end), lexicon)
    return QuoteSentence(tuple(tokens), tuple(inside), tuple(places))
