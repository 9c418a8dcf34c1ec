"""Reported speech: the clauses that a text gives as somebody's words without marks, and who is said to say them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from wirecopy.facts.knowledge.lexicon import Lexicon, Verb
from wirecopy.facts.quotes.attribution import Attribution
from wirecopy.facts.quotes.cues import Cue, Cues
from wirecopy.facts.quotes.noun_phrases import Grammar
from wirecopy.facts.quotes.quote_sentences import QuoteSentence
from wirecopy.facts.quotes.reported_clauses import OPENS, behind, clause_end, is_clause, opening, trimmed
from wirecopy.facts.quotes.tokens import Token, tokenise
from wirecopy.text.quotation import Quotation
from wirecopy.types import Stretch

_JUDGING = ("thought", "label")  # "believes that", "criticised": a view and no saying
_NEUTRAL = frozenset(("describe", "refer", "term", "characterize", "characterise", "declare", "pronounce"))
_LONGEST = 3_000  # characters of a sentence that are read at once
_TRANSITIVE = frozenset(
    (
        "describe",
        "call",
        "label",
        "denounce",
        "criticize",
        "criticise",
        "condemn",
        "praise",
        "reject",
        "dismiss",
        "mock",
        "blame",
        "accuse",
    )
)
_NEGATED = frozenset(("not", "n't", "never", "declined", "refused"))
# Verbs that are deeds, thoughts or nouns oftener than words when nothing stands in quotation marks.
_SELDOM = frozenset(
    [
        "rule",
        "include",
        "mean",
        "put",
        "release",
        "issue",
        "publish",
        "sign",
        "require",
        "press",
        "begin",
        "deliver",
        "post",
        "see",
        "rate",
        "order",
        "object",
        "observe",
        "learn",
        "hear",
        "determine",
        "judge",
        "seek",
        "text",
        "message",
        "cast",
        "paint",
        "signal",
        "refuse",
        "appeal",
        "defend",
        "attack",
        "close",
        "start",
        "disparage",
        "compare",
        "open",
        "consider",
        "challenge",
        "maintain",
        "use",
        "reflect",
        "sing",
        "recommend",
        "underscore",
        "conclude",
        "interrupt",
        "continue",
        "respond",
        "answer",
        "state",
        "dismiss",
        "speak",
        "know",
        "think",
        "feel",
        "support",
        "oppose",
        "refer",
        "invoke",
        "blame",
        "mock",
        "discuss",
        "talk",
        "ask",
        "offer",
        "confirm",
        "find",
        "accuse",
        "report",
        "reveal",
        "disclose",
        "charge",
        "mention",
        "tell",
        "add",
        "question",
        "counter",
        "instruct",
    ]
)
# These report when a clause with its own link follows: "asked whether", "confirmed that", "reported that".
_WITH_LINK = frozenset(
    [
        "ask",
        "confirm",
        "find",
        "report",
        "reveal",
        "disclose",
        "think",
        "know",
        "state",
        "conclude",
        "maintain",
        "respond",
        "continue",
        "hear",
        "determine",
        "offer",
        "tell",
        "add",
        "question",
        "counter",
    ]
)


@dataclass(frozen=True, slots=True)
class Reported:
    """One reported clause: where it stands, and what attributes it."""

    content: Stretch
    attribution: Attribution
    denied: bool


def sentence_frames(
    text: str, sentences: Sequence[Stretch], quotations: Sequence[Quotation], lexicon: Lexicon
) -> list[QuoteSentence]:
    """Return every sentence as a frame: its tokens, each quotation in it as one of them."""
    frames, at = [], 0
    for sentence in sentences:
        while at < len(quotations) and quotations[at].end <= sentence.start:
            at += 1
        stop = at
        while stop < len(quotations) and quotations[stop].start < sentence.end:
            stop += 1
        end = min(sentence.end, sentence.start + _LONGEST)
        frames.append(_frame(text, Stretch(sentence.start, end), quotations[at:stop], lexicon))
    return frames


def reported(text: str, frames: Sequence[QuoteSentence], lexicon: Lexicon) -> Iterator[Reported]:
    """Yield the reported clauses of a text, in order of their cues.

    What is reported inside a reported clause ("he said she had denied it") belongs to that clause.
    """
    for frame in frames:
        if any(token.low in lexicon.verbs or token.low in lexicon.according for token in frame.tokens):
            yield from outermost(_in_frame(text, frame, lexicon))


def outermost(found: Iterable[Reported]) -> Iterator[Reported]:
    """Yield the clauses whose cue stands in no clause of another."""
    every = list(found)
    for one in every:
        at = one.attribution.cue_at
        if not any(other.content.start <= at < other.content.end for other in every):
            yield one


def _frame(text: str, sentence: Stretch, inside: Sequence[Quotation], lexicon: Lexicon) -> QuoteSentence:
    tokens: list[Token] = []
    places, at = [], sentence.start
    for quotation in inside:
        if quotation.start > at:
            tokens += tokenise(text, at, min(quotation.start, sentence.end), lexicon)
        places.append(len(tokens))
        tokens.append(Token("", "quote", max(at, quotation.start), quotation.end))
        at = max(at, quotation.end)
    if at < sentence.end:
        tokens += tokenise(text, at, sentence.end, lexicon)
    return QuoteSentence(tuple(tokens), tuple(inside), tuple(places))


def _in_frame(text: str, frame: QuoteSentence, lexicon: Lexicon) -> Iterator[Reported]:
    grammar = Grammar(text, frame.tokens, lexicon)
    cues = Cues(grammar).found
    for n, cue in enumerate(cues):
        if not _speaks(cue, grammar):
            continue
        content = _content(cue, cues[n + 1 :], grammar)
        if content is None:
            continue
        way = (
            content[1]
            if content[1] == "leads"
            else "according"
            if cue.verb is None
            else "view"
            if _judges(cue.verb)
            else content[1]
        )
        shown = text[grammar.tokens[_shown_from(cue, grammar)].start : grammar.tokens[cue.end - 1].end]
        attribution = Attribution(f"quote:{way}", shown, grammar.tokens[cue.at].start, cue.subject, False)
        yield Reported(content[0], attribution, _denied(cue, grammar))


def _judges(verb: Verb) -> bool:
    return verb.cue in _JUDGING and verb.lemma not in _NEUTRAL


def _speaks(cue: Cue, grammar: Grammar) -> bool:
    if cue.subject is None or cue.subject.kind == "other":
        return False
    if cue.verb is None:
        return True
    before = grammar.tokens[cue.at - 1].low if cue.at else ""
    if before == "to" or (cue.verb.form == "gerund" and before in grammar.lexicon.prepositions):
        return False  # "hopes to say", "without saying": nobody has said it
    if cue.verb.lemma in _SELDOM:
        linked = any(t.low in ("that", "whether", "if", "how", "why") for t in grammar.tokens[cue.end : cue.end + 8])
        return cue.verb.lemma in _WITH_LINK and (linked or _closes(cue, grammar))
    return not (
        cue.verb.lemma == "call"
        and grammar.tokens[cue.end : cue.end + 1]
        and grammar.tokens[cue.end].low in ("into", "to", "in", "an", "out")
    )


def _closes(cue: Cue, grammar: Grammar) -> bool:
    """Tell whether the cue and its speaker end the sentence or stand between commas: ", the report added."."""
    end = cue.end if not cue.inverted or cue.subject is None else grammar.end_of(cue.subject, len(grammar.tokens))
    return end >= len(grammar.tokens) or grammar.tokens[end].kind in ("comma", "stop", "dash")


def _shown_from(cue: Cue, grammar: Grammar) -> int:
    start = cue.at
    if cue.verb is None:
        return start
    while (
        start > 0
        and grammar.tokens[start - 1].kind == "low"
        and (grammar.tokens[start - 1].low in grammar.lexicon.auxiliaries or grammar.tokens[start - 1].low == "not")
    ):
        start -= 1
    return start


def _denied(cue: Cue, grammar: Grammar) -> bool:
    """Tell a refusal to say from a saying: "would not confirm"."""
    return any(t.low in _NEGATED for t in grammar.tokens[max(0, cue.at - 3) : cue.at])


def _content(cue: Cue, later: Sequence[Cue], grammar: Grammar) -> tuple[Stretch, str] | None:
    """Return where the reported clause stands, and on which side of its cue."""
    tokens = grammar.tokens
    if cue.verb is None:
        return _beside_according(cue, grammar)
    first = behind(cue, grammar)
    while first < len(tokens) and tokens[first].kind == "comma" and tokens[first - 1].low == "that":
        first += 1
    if first < len(tokens) and cue.verb.lemma in _TRANSITIVE and tokens[first].low == "as":
        first += 1
    if first < len(tokens) and tokens[first].kind not in ("comma", "stop", "quote", "ask", "close", "colon", "dash"):
        stop = clause_end(first, later, grammar)
        content = trimmed(first, stop, grammar) if _stands_alone(cue, first, stop, grammar) else None
        if content is not None and stop < len(tokens) and tokens[stop].kind == "quote" and _names(cue):
            return content, "leads"
        if content is not None and (
            cue.verb.cue != "thought" or tokens[first].low in OPENS or tokens[cue.end].low == "that"
        ):
            return content, "reported"
        if content is not None and cue.verb.lemma in _TRANSITIVE:
            return content, "reported"
    if cue.verb.cue == "speech" and cue.subject is not None:
        start = grammar.first_of(cue.subject) if not cue.inverted else cue.at
        if start > 0 and tokens[start - 1].kind in ("comma", "dash"):
            content = trimmed(opening(start - 1, grammar), start - 1, grammar)
            if content is not None:
                return content, "trailing"
    return None


def _stands_alone(cue: Cue, first: int, stop: int, grammar: Grammar) -> bool:
    """Tell whether words before a quotation are a clause, or what it is about (`described the men as "tired"`)."""
    if stop >= len(grammar.tokens) or grammar.tokens[stop].kind != "quote":
        return True
    return _names(cue) or is_clause(first, stop, grammar)


def _names(cue: Cue) -> bool:
    return cue.verb is not None and cue.verb.lemma in _TRANSITIVE


def _beside_according(cue: Cue, grammar: Grammar) -> tuple[Stretch, str] | None:
    tokens = grammar.tokens
    behind = grammar.end_of(cue.subject, len(tokens)) if cue.subject is not None else cue.end
    if cue.at <= 1:
        comma = next((i for i in range(behind, len(tokens)) if tokens[i].kind == "comma"), None)
        content = trimmed(comma + 1, len(tokens), grammar) if comma is not None else None
    else:
        content = trimmed(opening(cue.at, grammar), cue.at, grammar)
    return (content, "according") if content is not None else None
