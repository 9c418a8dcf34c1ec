"""Reported speech: the clauses that a text gives as somebody's words without marks, and who is said to say them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wirecopy.facts.attribution import Attribution
from wirecopy.facts.cues import Cue, Cues
from wirecopy.facts.frames import Frame
from wirecopy.facts.lexicon import Lexicon
from wirecopy.facts.phrases import Grammar
from wirecopy.facts.tokens import Token, tokenise
from wirecopy.text.quotation import Quotation
from wirecopy.types import Stretch

_LEAST_WORDS = 2  # of a reported clause; "said so" reports nothing that can be cited
_PHRASE = 5  # tokens up to which words that a preposition opens are no clause
_DANGLING = frozenset(("as", "of", "that", "to", "for", "with", "by", "and", "but"))
_LONGEST = 3_000  # characters of a sentence that are read at once
_HEARERS = frozenset(
    (
        "tell",
        "inform",
        "assure",
        "remind",
        "warn",
        "advise",
        "instruct",
        "urge",
        "ask",
        "persuade",
        "convince",
        "promise",
        "notify",
    )
)
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
_FINITE = frozenset(
    ["is", "was", "has", "had", "does", "did", "do", "would", "will", "could", "should", "may", "might", "must", "can"]
)
_OPENS = frozenset(("that", "whether", "if", "how", "why", "what", "when", "where", "who", "to"))
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


def reported(
    text: str, sentences: Sequence[Stretch], quotations: Sequence[Quotation], lexicon: Lexicon
) -> Iterator[Reported]:
    """Yield the reported clauses of a text, in order of their cues."""
    at = 0
    for sentence in sentences:
        while at < len(quotations) and quotations[at].end <= sentence.start:
            at += 1
        stop = at
        while stop < len(quotations) and quotations[stop].start < sentence.end:
            stop += 1
        end = min(sentence.end, sentence.start + _LONGEST)
        frame = _frame(text, Stretch(sentence.start, end), quotations[at:stop], lexicon)
        if frame is not None:
            yield from _in_frame(text, frame, lexicon)


def _frame(text: str, sentence: Stretch, inside: Sequence[Quotation], lexicon: Lexicon) -> Frame | None:
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
    if not any(token.low in lexicon.verbs or token.low in lexicon.according for token in tokens):
        return None
    return Frame(tuple(tokens), tuple(inside), tuple(places))


def _in_frame(text: str, frame: Frame, lexicon: Lexicon) -> Iterator[Reported]:
    grammar = Grammar(text, frame.tokens, lexicon)
    cues = Cues(grammar).found
    for n, cue in enumerate(cues):
        if not _speaks(cue, grammar):
            continue
        content = _content(cue, cues[n + 1 :], grammar)
        if content is None:
            continue
        way = "according" if cue.verb is None else content[1]
        shown = text[grammar.tokens[_shown_from(cue, grammar)].start : grammar.tokens[cue.end - 1].end]
        attribution = Attribution(f"quote:{way}", shown, grammar.tokens[cue.at].start, cue.subject, False)
        yield Reported(content[0], attribution, _denied(cue, grammar))


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
    first = _behind(cue, grammar)
    while first < len(tokens) and tokens[first].kind == "comma" and tokens[first - 1].low == "that":
        first += 1
    if first < len(tokens) and tokens[first].kind not in ("comma", "stop", "quote", "ask", "close", "colon", "dash"):
        stop = _clause_end(first, later, grammar)
        content = _trimmed(first, stop, grammar)
        if content is not None and (
            cue.verb.cue != "thought" or tokens[first].low in _OPENS or tokens[cue.end].low == "that"
        ):
            return content, "reported"
        if content is not None and cue.verb.lemma in _TRANSITIVE:
            return content, "reported"
    if cue.verb.cue == "speech" and cue.subject is not None:
        start = grammar.first_of(cue.subject) if not cue.inverted else cue.at
        if start > 0 and tokens[start - 1].kind in ("comma", "dash"):
            opening = _opening(start - 1, grammar)
            content = _trimmed(opening, start - 1, grammar)
            if content is not None:
                return content, "trailing"
    return None


def _behind(cue: Cue, grammar: Grammar) -> int:
    """Return the first token of what a cue governs: behind its hearer, its day, and "that"."""
    tokens, lexicon, at = grammar.tokens, grammar.lexicon, cue.end
    if cue.inverted and cue.subject is not None and cue.subject.start >= tokens[cue.at].start:
        at = grammar.end_of(cue.subject, len(tokens))
    if cue.verb is not None and cue.verb.lemma in _HEARERS and at < len(tokens):
        stop = next((i for i in range(at, min(at + 9, len(tokens))) if tokens[i].low in _OPENS), None)
        at = stop if stop is not None else at
    moved = True
    while moved and at < len(tokens):
        moved = False
        if (
            tokens[at].low in ("on", "in", "late", "early", "last", "this")
            and at + 1 < len(tokens)
            and (tokens[at + 1].low in lexicon.days or tokens[at + 1].low in ("week", "month", "year"))
        ):
            at, moved = at + 2, True
        elif (
            tokens[at].low in lexicon.days
            or tokens[at].low in lexicon.day_parts
            or tokens[at].low in ("earlier", "today", "yesterday", "later")
        ):
            at, moved = at + 1, True
        elif tokens[at].low in ("in", "during", "at", "to", "through", "via"):
            stop = next((i for i in range(at, min(at + 10, len(tokens))) if tokens[i].low == "that"), None)
            if stop is not None:
                at, moved = stop, True
    while at < len(tokens) and tokens[at].low == "that" and at + 1 < len(tokens) and not _is_subject_that(at, grammar):
        at += 1
    return at


def _is_subject_that(at: int, grammar: Grammar) -> bool:
    """Tell the pronoun from the link: "says that does not prevent"."""
    behind = grammar.tokens[at + 1]
    return behind.low in _FINITE


def _clause_end(first: int, later: Sequence[Cue], grammar: Grammar) -> int:
    """Return the token where a reported clause ends: at its stop, a quotation, or another voice behind a comma."""
    tokens = grammar.tokens
    for i in range(first, len(tokens)):
        if tokens[i].kind in ("quote", "ask", "colon"):
            return i
        if tokens[i].kind == "stop" and i == len(tokens) - 1:
            return i
        if tokens[i].kind == "comma" and i + 1 < len(tokens):
            for cue in later:
                if (
                    cue.subject is not None
                    and cue.at > i
                    and grammar.first_of(cue.subject) in (i + 1, i + 2)
                    and cue.verb is not None
                    and cue.verb.cue == "speech"
                ):
                    return i
            if any(cue.at == i + 1 and cue.verb is not None and cue.verb.form == "gerund" for cue in later):
                return i
    return len(tokens)


def _opening(before: int, grammar: Grammar) -> int:
    """Return the first token of the clause that ends at a comma: behind the last quotation, colon or semicolon."""
    for i in range(before - 1, -1, -1):
        token = grammar.tokens[i]
        if token.kind in ("quote", "colon") or grammar.text[token.start : token.end] == ";":
            return i + 1
    return 0


def _beside_according(cue: Cue, grammar: Grammar) -> tuple[Stretch, str] | None:
    tokens = grammar.tokens
    behind = grammar.end_of(cue.subject, len(tokens)) if cue.subject is not None else cue.end
    if cue.at <= 1:
        comma = next((i for i in range(behind, len(tokens)) if tokens[i].kind == "comma"), None)
        content = _trimmed(comma + 1, len(tokens), grammar) if comma is not None else None
    else:
        content = _trimmed(_opening(cue.at, grammar), cue.at, grammar)
    return (content, "according") if content is not None else None


def _trimmed(first: int, stop: int, grammar: Grammar) -> Stretch | None:
    """Return the stretch of some tokens without marks around it; None where too few words are left."""
    tokens = grammar.tokens
    while first < stop and tokens[first].kind in ("comma", "dash", "colon", "stop", "close", "quote", "s"):
        first += 1
    while stop > first and (
        tokens[stop - 1].kind in ("comma", "dash", "colon", "stop", "open", "quote")
        or tokens[stop - 1].low in _DANGLING
    ):
        stop -= 1
    if (
        stop - first <= _PHRASE and tokens[first].low in ("in", "at", "on", "during", "by", "through", "via")
        if first < stop
        else True
    ):
        return None  # where it was said, not what
    words = sum(token.kind in ("cap", "low", "number") for token in tokens[first:stop])
    return Stretch(tokens[first].start, tokens[stop - 1].end) if words >= _LEAST_WORDS else None
