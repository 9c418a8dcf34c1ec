"""Where a reported clause stands: behind the hearer, the day and the "that" which follow its cue, up to its end."""

from __future__ import annotations

from collections.abc import Sequence

from wirecopy.facts.quotes.cues import Cue
from wirecopy.facts.quotes.noun_phrases import Grammar
from wirecopy.types import Stretch

_LEAST_WORDS = 2  # of a reported clause; "said so" reports nothing that can be cited
_PHRASE = 5  # tokens up to which words that a preposition opens are no clause
_DANGLING = frozenset(("as", "of", "that", "to", "for", "with", "by", "and", "but"))
_FINITE = frozenset(
    ["is", "was", "has", "had", "does", "did", "do", "would", "will", "could", "should", "may", "might", "must", "can"]
)
_WHERE = frozenset(
    ["in", "at", "on", "during", "by", "through", "via", "outside", "inside", "near", "around", "across", "along"]
)
OPENS = frozenset(("that", "whether", "if", "how", "why", "what", "when", "where", "who", "to"))
HEARERS = frozenset(
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


def behind(cue: Cue, grammar: Grammar) -> int:
    """Return the first token of what a cue governs: behind its hearer, its day, and "that"."""
    tokens, lexicon, at = grammar.tokens, grammar.lexicon, cue.end
    if cue.inverted and cue.subject is not None and cue.subject.start >= tokens[cue.at].start:
        at = grammar.end_of(cue.subject, len(tokens))
    if cue.verb is not None and cue.verb.lemma in HEARERS and at < len(tokens):
        stop = next((i for i in range(at, min(at + 9, len(tokens))) if tokens[i].low in OPENS), None)
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
            near = range(at, min(at + 10, len(tokens)))
            stop = next((i for i in near if tokens[i].low == "that" or tokens[i].kind == "comma"), None)
            if stop is not None and tokens[stop].low == "that" and not _is_subject_that(stop, grammar):
                at, moved = stop, True
    while at < len(tokens) and tokens[at].low == "that" and at + 1 < len(tokens) and not _is_subject_that(at, grammar):
        at += 1
    return at


def _is_subject_that(at: int, grammar: Grammar) -> bool:
    """Tell the pronoun from the link: "says that does not prevent"."""
    return at + 1 < len(grammar.tokens) and grammar.tokens[at + 1].low in _FINITE


def is_clause(first: int, stop: int, grammar: Grammar) -> bool:
    """Tell a clause from its opening, whose verb or complement stands in marks: "inflation was", "the death toll"."""
    lexicon = grammar.lexicon
    within = grammar.tokens[first : stop - 1]
    return any(
        t.low in _FINITE
        or t.low in lexicon.auxiliaries
        or (t.kind == "low" and (t.low in lexicon.verbs or t.low.endswith("ed")))
        for t in within
    )


def clause_end(first: int, later: Sequence[Cue], grammar: Grammar) -> int:
    """Return the token where a reported clause ends: at its stop, a quotation, or another voice behind a comma."""
    tokens = grammar.tokens
    for i in range(first, len(tokens)):
        if tokens[i].kind in ("quote", "ask", "colon"):
            return i
        if tokens[i].kind == "stop" and i == len(tokens) - 1:
            return i
        if tokens[i].low in ("and", "but") and any(_takes_up(cue, i, grammar) for cue in later):
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


def _takes_up(cue: Cue, at: int, grammar: Grammar) -> bool:
    """Tell whether a cue behind "and" goes on with the same speaker: "declared an emergency and said that"."""
    verb = cue.verb
    return cue.at == at + 1 and verb is not None and verb.form == "finite" and verb.lemma in ("say", "add")


def opening(before: int, grammar: Grammar) -> int:
    """Return the first token of the clause that ends at a comma: behind the last quotation, colon or semicolon."""
    for i in range(before - 1, -1, -1):
        token = grammar.tokens[i]
        if token.kind in ("quote", "colon") or grammar.text[token.start : token.end] == ";":
            return i + 1
    return 0


def trimmed(first: int, stop: int, grammar: Grammar) -> Stretch | None:
    """Return the stretch of some tokens without marks around it; None where too few words are left."""
    tokens = grammar.tokens
    while first < stop and tokens[first].kind in ("comma", "dash", "colon", "stop", "close", "quote", "s"):
        first += 1
    while stop > first and (
        tokens[stop - 1].kind in ("comma", "dash", "colon", "stop", "open", "quote")
        or tokens[stop - 1].low in _DANGLING
    ):
        stop -= 1
    if stop - first <= _PHRASE and tokens[first].low in _WHERE if first < stop else True:
        return None  # where it was said, not what
    words = sum(token.kind in ("cap", "low", "number") for token in tokens[first:stop])
    return Stretch(tokens[first].start, tokens[stop - 1].end) if words >= _LEAST_WORDS else None
