"""Which words in quotation marks nobody said: titles of works, nicknames, coinages, mark-up."""

from __future__ import annotations

from wirecopy.facts.knowledge.lexicon import Lexicon
from wirecopy.facts.quotes.attribution import Attribution
from wirecopy.facts.quotes.quote_sentences import QuoteSentence
from wirecopy.facts.quotes.tokens import Token
from wirecopy.text.quotation import Quotation

_SHORT = 3  # words; of 577 longer stretches in marks 98 % were attributed speech (PolNeAR, development part)
_TITLE_WORDS = 8  # a title of a work is seldom longer
_SMALL = 3  # letters up to which a word of a title stays lower-case
_NICKNAME_WORDS = 2
_CLOSED = ("quote:cue-after", "quote:cue-before")


def coined(text: str, frame: QuoteSentence, n: int, attribution: Attribution | None, lexicon: Lexicon) -> bool:
    """Tell whether the n-th quotation of a sentence is no quotation of anybody."""
    quotation = frame.quotations[n]
    inner = text[quotation.inner.start : quotation.inner.end]
    words = inner.split()
    if not any(c.isalnum() for c in inner) or text[quotation.start - 1 : quotation.start] == "=":
        return True
    if frame.is_bare and attribution is not None and attribution.rule == "quote:continued":
        return len(frame.places) == 1 and _is_crosshead(text, quotation, words)
    place, tokens = frame.places[n], frame.tokens
    before = tokens[place - 1] if place else None
    if len(words) <= _NICKNAME_WORDS and _between_names(frame, place):
        return True
    if before is not None and len(words) <= _TITLE_WORDS and _names_a_work(frame, place, lexicon):
        return True
    if (
        attribution is not None
        and attribution.rule == "quote:noun"
        and 0 <= place - _cue_place(frame, attribution) <= 2
    ):
        return False  # chants of "Now!"
    titled = before is not None and len(words) <= _TITLE_WORDS and _is_title(words)
    if attribution is not None and attribution.introduced and attribution.rule in _CLOSED:
        behind = attribution.rule == "quote:cue-after"
        return behind and titled and before is not None and _leads_title(before, [], lexicon)
    if titled and before is not None and _leads_title(before, words, lexicon):
        return True
    return attribution is None and len(words) <= _SHORT


def _is_crosshead(text: str, quotation: Quotation, words: list[str]) -> bool:
    """Tell a crosshead from speech that goes on: alone on its line, a title, and no stop at its end."""
    alone = _is_edge(text[max(0, quotation.start - 1) : quotation.start]) and _is_edge(
        text[quotation.end : quotation.end + 1]
    )
    return alone and 1 < len(words) <= _TITLE_WORDS and words[-1][-1] not in ".!?" and _is_title(words)


def _is_edge(around: str) -> bool:
    return around in ("", "\n", "\r")


def _cue_place(frame: QuoteSentence, attribution: Attribution) -> int:
    return next((i for i, token in enumerate(frame.tokens) if token.start == attribution.cue_at), -1)


def _names_a_work(frame: QuoteSentence, place: int, lexicon: Lexicon) -> bool:
    near = [token.low for token in frame.tokens[max(0, place - 4) : place]]
    if "known" in near and "as" in near:
        return True
    before = frame.tokens[place - 1]
    return before.low in lexicon.works or (
        before.kind == "comma" and place > 1 and frame.tokens[place - 2].low in lexicon.works
    )


def _between_names(frame: QuoteSentence, place: int) -> bool:
    tokens = frame.tokens
    if not 0 < place < len(tokens) - 1:
        return False
    return tokens[place - 1].kind == "cap" and tokens[place + 1].kind == "cap"


def _leads_title(before: Token, words: list[str], lexicon: Lexicon) -> bool:
    """Tell whether the word before belongs with a title: "on", "Fox's", and before two words or more "a"."""
    article = len(words) > 1 and before.low in lexicon.determiners
    return before.kind == "s" or article or before.low in ("of", "on", "in", "show")


def _is_title(words: list[str]) -> bool:
    """Tell whether the words are capitalised as a title is: "Fox News Sunday"."""
    long = [w for w in words if len(w) > _SMALL]
    return bool(long) and all(w[0].isupper() or w[0].isdigit() for w in long) and words[0][0].isupper()
