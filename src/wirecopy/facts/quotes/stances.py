"""What somebody is said to think, want, judge or show: attributions wider than saying, read from parts of speech.

Two ways: `view` ("believes that ...", "criticised the plan", "the poll shows ...") and `plan` ("refused to ...").
A verb counts where it governs what the lexicon says it does, and somebody, or a report, is its subject.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from wirecopy.facts.knowledge.lexicon import Lexicon, Stance
from wirecopy.facts.knowledge.tagger import Tagger
from wirecopy.facts.quotes.attribution import Attribution
from wirecopy.facts.quotes.cues import Cue, Cues
from wirecopy.facts.quotes.indirect_speech import Reported, outermost, reported
from wirecopy.facts.quotes.noun_phrases import Grammar, Phrase
from wirecopy.facts.quotes.quote_sentences import QuoteSentence
from wirecopy.facts.quotes.reported_clauses import HEARERS, OPENS, behind, clause_end, trimmed
from wirecopy.facts.quotes.tokens import Token
from wirecopy.types import Stretch

NOMINAL = frozenset(
    ("DT", "PRP", "PRP$", "NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "CD", "EX", "PDT", "WP", "VBG")
)
FINITE = frozenset(("MD", "VBZ", "VBD", "VBP"))
_OF_SUBJECT = NOMINAL | {"POS", "IN", "RB"}
_HEADS = frozenset(("NN", "NNS", "NNP", "NNPS", "PRP", "WP", "WDT", "POS"))
_OPENERS = frozenset(("whether", "how", "why", "what", "who", "if"))
_LINKS = frozenset(("that", "whether", "how", "why"))
_LINKED = frozenset(("DT", "PRP", "NNP", "NNPS", "PRP$", "NNS", "EX", "CD", "JJ", "NN", "IN", "VBG"))
_CLAUSE_REACH = 8  # tokens in which the subject of a clause without "that" ends
_BY_REACH = 8
_DENIED = frozenset(("not", "n't", "never", "nor"))
_NOUNS = frozenset(("NN", "NNS"))
_BEFORE_NOUNS = frozenset(("CD", "JJ", "JJR", "DT", "PRP$", "POS", "IN", "NN"))
_UNREAL = frozenset(("would", "will", "could", "should", "might", "'ll", "'d", "must"))  # nobody has thought it yet
_OPEN_SUBJECTS = frozenset(("you",))


@dataclass(frozen=True, slots=True)
class _Place:
    """A verb that may be a stance, where it stands and what is known around it."""

    grammar: Grammar
    tags: Sequence[str]
    at: int
    stance: Stance

    @property
    def tokens(self) -> Sequence[Token]:
        return self.grammar.tokens


def attributions(text: str, frames: Sequence[QuoteSentence], lexicon: Lexicon, tagger: Tagger) -> list[Reported]:
    """Return everything attributed without marks in a text: what is said first, then views and plans; by cue.

    A verb of saying that is a noun or an adjective where it stands ("two percentage points") says nothing.
    """
    likely = [
        frame for frame in frames if any(t.low in lexicon.stances or t.low in lexicon.verbs for t in frame.tokens)
    ]
    tags = tagger.tag([[_word(text, token) for token in frame.tokens] for frame in likely])
    named = {
        token.start
        for frame, theirs in zip(likely, tags, strict=True)
        for token, tag, before in zip(frame.tokens, theirs, ["", *theirs], strict=False)
        if tag in _NOUNS and before in _BEFORE_NOUNS and token.low in lexicon.verbs
    }
    told = [one for one in reported(text, frames, lexicon) if one.attribution.cue_at not in named]
    held = sorted(
        [(one.content.start, one.content.end) for one in told]
        + [(one.attribution.cue_at, one.attribution.cue_at + 1) for one in told]
    )
    more = [
        one
        for frame, theirs in zip(likely, tags, strict=True)
        for one in outermost(_in_frame(text, frame, theirs, _near(frame, held), lexicon))
    ]
    return sorted([*told, *more], key=lambda one: one.attribution.cue_at)


def _near(frame: QuoteSentence, held: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    first, last = frame.tokens[0].start, frame.tokens[-1].end
    at = bisect_left(held, (first, first))
    near = []
    while at < len(held) and held[at][0] < last:
        near.append(held[at])
        at += 1
    return near


def _word(text: str, token: Token) -> str:
    return '"' if token.kind == "quote" else text[token.start : token.end]


def _in_frame(
    text: str, frame: QuoteSentence, tags: Sequence[str], held: Sequence[tuple[int, int]], lexicon: Lexicon
) -> Iterator[Reported]:
    grammar = Grammar(text, frame.tokens, lexicon)
    cues: Cues | None = None
    for at, token in enumerate(frame.tokens):
        stance = lexicon.stances.get(token.low)
        if stance is None or any(s <= token.start < e for s, e in held):
            continue
        place = _Place(grammar, tags, at, stance)
        if not tags[at].startswith("V") and not _is_misread(place):
            continue
        governed = _governed(place)
        if governed is None:
            continue
        cues = cues or Cues(grammar)
        found = _attributed(place, governed, cues)
        if found is not None:
            yield found


def _is_misread(place: _Place) -> bool:
    """Tell a verb that was tagged as a plural: one of the third person behind a singular, before its clause."""
    tags, at = place.tags, place.at
    if tags[at] not in ("NN", "NNS", "NNPS") or place.stance.verb.form != "third" or not at:
        return False
    return tags[at - 1] in ("NN", "NNP", "RB", "WDT", "WP", "PRP") and _links(place)


def _links(place: _Place) -> bool:
    """Tell whether a clause with its own link, or an infinitive, comes right behind."""
    behind = place.tokens[place.at + 1].low if place.at + 1 < len(place.tokens) else ""
    return behind in _LINKS or (behind == "to" and place.tags[place.at + 2 : place.at + 3] == ["VB"])


def _governed(place: _Place) -> str | None:
    """Return what the verb governs here, where that is something the lexicon lists for it."""
    tags, governs, at = place.tags, place.stance.governs, place.at
    if _is_passive(place):
        return "passive" if "passive" in governs and _follows(place, at + 1) else None
    nxt = _behind_adverbs(place)
    if nxt >= len(tags):
        return None
    token = place.tokens[nxt]
    if token.low in governs and token.low not in ("clause", "to", "object", "passive"):
        return token.low
    if token.low == "to":
        return "to" if "to" in governs and tags[nxt + 1 : nxt + 2] in (["VB"], ["RB"]) else None
    if "clause" in governs and _opens_clause(place, nxt):
        return "clause"
    return "object" if "object" in governs and tags[nxt] in NOMINAL and token.kind in ("low", "cap", "number") else None


def _behind_adverbs(place: _Place) -> int:
    at = place.at + 1
    while at < len(place.tags) and place.tags[at] == "RB":
        at += 1
    return at


def _opens_clause(place: _Place, at: int) -> bool:
    """Tell whether a clause begins: with "that" or "whether", or a subject and its verb."""
    tokens, tags = place.tokens, place.tags
    if tokens[at].low == "that":
        return tags[at + 1 : at + 2] != [] and tags[at + 1] in _LINKED
    if tokens[at].low in _OPENERS:
        return True
    stop = at
    while stop < min(len(tags), at + _CLAUSE_REACH) and tags[stop] in _OF_SUBJECT:
        if tokens[stop].kind not in ("low", "cap", "number", "s"):
            return False
        stop += 1
    return at < stop < len(tags) and tags[stop] in FINITE


def _is_passive(place: _Place) -> bool:
    if place.tags[place.at] not in ("VBN", "VBD"):
        return False
    at = place.at - 1
    while at >= 0 and place.tags[at] == "RB":
        at -= 1
    return at >= 0 and place.tokens[at].low in place.grammar.lexicon.passive


def _follows(place: _Place, at: int) -> bool:
    """Tell whether a passive names its speaker or goes on as one does: "by", "as", "for", "to be"."""
    return place.tokens[at : at + 1] != () and place.tokens[at].low in ("by", "as", "for", "of", "to", "in")


def _attributed(place: _Place, governed: str, cues: Cues) -> Reported | None:
    """Return the attribution with its subject and content; None where nobody is the verb's subject."""
    grammar, verb = place.grammar, place.stance.verb
    if governed == "passive":
        subject, inverted = _agent(place), True
    elif _has_subject(place):
        subject, inverted = cues.subject(place.at, verb)
    else:
        return None
    if subject is None and governed != "passive":
        return None
    end = place.at + (2 if governed not in ("clause", "to", "object", "passive") else 1)
    cue = Cue(place.at, end, verb, subject, inverted)
    content = _content(cue, governed, cues, place)
    if content is None:
        return None
    token = grammar.tokens[place.at]
    shown = grammar.text[token.start : grammar.tokens[end - 1].end]
    way = "plan" if governed == "to" else "view"
    denied = any(t.low in _DENIED for t in grammar.tokens[max(0, place.at - 3) : place.at])
    return Reported(content, Attribution(f"quote:{way}", shown, token.start, subject, False), denied)


def _has_subject(place: _Place) -> bool:
    """Tell whether somebody, or a report, stands before the verb and its helpers."""
    tokens, tags, at = place.tokens, place.tags, place.at - 1
    helped = False
    while at >= 0 and (tags[at] in ("RB", "MD") or (tags[at][0] == "V" and _is_helper(place, at))):
        if tokens[at].low in _UNREAL:
            return False
        helped = helped or tags[at] != "RB"
        at -= 1
    if at < 0 or tokens[at].low == "to":
        return False
    if tags[place.at] == "VBG" and tokens[at].kind == "comma":
        return True
    if tags[place.at] in ("VBG", "VBN") and not helped and (tags[place.at] == "VBG" or not _links(place)):
        return False
    return (tags[at] in _HEADS and tokens[at].low not in _OPEN_SUBJECTS) or tokens[at].kind == "close"


def _is_helper(place: _Place, at: int) -> bool:
    return place.tokens[at].low in place.grammar.lexicon.auxiliaries


def _agent(place: _Place) -> Phrase | None:
    tokens = place.tokens
    for at in range(place.at + 1, min(place.at + _BY_REACH, len(tokens))):
        if tokens[at].low == "by":
            return place.grammar.right(at + 1, len(tokens))
    return None


def _content(cue: Cue, governed: str, cues: Cues, place: _Place) -> Stretch | None:
    """Return where that stands which is thought, wanted or shown; None where it is quoted, or not there."""
    grammar = place.grammar
    first = cue.end if governed != "clause" else behind(cue, grammar)
    if governed == "passive":
        return trimmed(0, place.at, grammar) or trimmed(cue.end, len(grammar.tokens), grammar)
    if governed == "object" and place.stance.verb.lemma in HEARERS:
        first = behind(cue, grammar)
        if first == cue.end and not _goes_on(first, grammar):
            return None  # told whom, not what
    stop = clause_end(first, [later for later in cues.found if later.at > place.at], grammar)
    if stop < len(grammar.tokens) and grammar.tokens[stop].kind == "quote":
        return None
    return trimmed(first, stop, grammar) or _short(first, stop, grammar)


def _goes_on(first: int, grammar: Grammar) -> bool:
    """Tell whether somebody is asked to do something: "urged them to leave"."""
    return any(t.low in OPENS for t in grammar.tokens[first : first + _CLAUSE_REACH])


def _short(first: int, stop: int, grammar: Grammar) -> Stretch | None:
    """Return even one word of a thing: "mocked it" says less than "endorsed Roe"."""
    words = [t for t in grammar.tokens[first:stop] if t.kind in ("low", "cap", "number")]
    told = [t for t in words if t.low not in grammar.lexicon.pronouns]
    return Stretch(words[0].start, words[-1].end) if told else None
