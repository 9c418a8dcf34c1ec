"""The verbs and phrases of saying in a sentence, each with the phrase that is its speaker."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from wirecopy.facts.knowledge.lexicon import Verb
from wirecopy.facts.quotes.noun_phrases import Grammar, Phrase
from wirecopy.facts.quotes.tokens import Token

# Verbs that may stand before their speaker, and that a quoted fragment hangs on before any other.
INVERTERS = frozenset(
    (
        "say", "add", "write", "ask", "note", "explain", "recall", "tweet", "reply", "continue", "declare",
        "insist", "warn", "argue", "observe", "remark", "comment", "joke", "quip", "conclude", "state",
        "announce", "claim", "shout", "yell", "cry", "exclaim", "respond", "acknowledge", "counter", "boast",
        "admit",
    )
)  # fmt: skip
_BEHIND_INVERTED = frozenset(("comma", "stop", "colon", "ask", "dash", "open"))
_AFTER_SPEAKER = frozenset(
    (
        "in", "on", "at", "during", "after", "before", "as", "who", "from", "to", "last", "this", "with",
        "earlier", "late", "when", "while",
    )
)  # fmt: skip
_JOINED = frozenset(("and", "but", "or", "then"))
_DATELINE = 10  # tokens of a dateline with its agency: "GLASGOW, Scotland (AP) --"
_NEVER_NOUNS = frozenset(("say", "tell"))
_OPENS_CLAUSE = frozenset(("as", "after", "before", "since", "until", "because"))
_OF_OBJECT = frozenset(("for", "of", "from"))


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb or phrase of saying at a token of a frame; `end` is the token behind it."""

    at: int
    end: int
    verb: Verb | None
    subject: Phrase | None
    inverted: bool = False


class Cues:
    """The cues of one sentence, in order: `found`."""

    __slots__ = ("found", "grammar", "tokens")

    def __init__(self, grammar: Grammar) -> None:
        self.grammar, self.tokens = grammar, grammar.tokens
        self.found: list[Cue] = []
        verbs, according = grammar.lexicon.verbs, grammar.lexicon.according
        for at, token in enumerate(self.tokens):
            cue = self._cue(at) if token.low in verbs or token.low in according else None
            if cue is not None:
                self.found.append(cue)

    def _cue(self, at: int) -> Cue | None:
        token = self.tokens[at]
        if token.kind not in ("low", "cap"):
            return None
        for words in self.grammar.lexicon.according.get(token.low, ()):
            if self._spells(at, words):
                return self._according(at, at + len(words))
        verb = self.grammar.lexicon.verbs.get(token.low)
        if verb is None or not self._is_verb(at, verb) or self._counts(at, verb):
            return None
        subject, inverted = self.subject(at, verb)
        return Cue(at, at + 1, verb, subject, inverted)

    def _spells(self, at: int, words: Sequence[str]) -> bool:
        found = self.tokens[at : at + len(words)]
        return len(found) == len(words) and all(t.low == w for t, w in zip(found, words, strict=True))

    def _according(self, at: int, end: int) -> Cue:
        return Cue(at, end, None, self.grammar.right(end, len(self.tokens)), True)

    def _is_verb(self, at: int, verb: Verb) -> bool:
        lexicon, before = self.grammar.lexicon, self.tokens[at - 1] if at else None
        if self.tokens[at].kind == "cap":
            named = at + 1 < len(self.tokens) and self.tokens[at + 1].kind == "cap"
            return at == 0 and (verb.form == "gerund" or (named and verb.lemma in INVERTERS))
        if before is None:
            return verb.form in ("gerund", "finite")
        if verb.form == "gerund":
            owned = before.kind == "s" and not self._is_short_verb(at - 1)
            return before.low not in lexicon.determiners and not owned
        if before.kind == "number" and verb.lemma in _NEVER_NOUNS:  # "who in 2010 said"
            return verb.form == "finite"
        if before.low == "that" and self._is_told(at - 1):
            return False  # "told Radio Norte that volunteers ..."
        if before.low in lexicon.determiners or before.kind == "s" or before.kind == "number":
            return before.low in ("that", "this") and verb.form != "base"
        if verb.form == "base":
            put = verb.lemma == "put" and at + 1 < len(self.tokens) and self.tokens[at + 1].low == "it"
            return put or self._bears_base(at, before)
        if verb.form == "third":
            return before.low not in lexicon.prepositions and not self._is_noun(at, before)
        return before.low not in lexicon.prepositions

    def _counts(self, at: int, verb: Verb) -> bool:
        """Tell a verb that puts numbers together from one of saying: "employers added 300 jobs"."""
        return verb.lemma == "add" and at + 1 < len(self.tokens) and self.tokens[at + 1].kind == "number"

    def _is_told(self, that: int) -> bool:
        """Tell a "that" that opens what somebody is told, right behind whom: a noun follows it, no verb."""
        last = self.found[-1] if self.found else None
        if last is None or last.verb is None or last.verb.lemma != "tell":
            return False
        determiners = self.grammar.lexicon.determiners
        return all(token.kind == "cap" or token.low in determiners for token in self.tokens[last.end : that])

    def _bears_base(self, at: int, before: Token) -> bool:
        """Tell whether a verb without ending may follow: "to say", "would say", "they say", "critics say"."""
        lexicon = self.grammar.lexicon
        if before.low in lexicon.auxiliaries or before.low in lexicon.pronouns or before.low == "police":
            return True
        joined = before.kind == "cap" and at > 1 and self.tokens[at - 2].low == "and"  # "Roe and Doe call it"
        return joined or (before.kind in ("low", "cap") and before.low.endswith(("s", "ly", "people", "men")))

    def _is_noun(self, at: int, before: Token) -> bool:
        """Tell a noun of speech from the verb of the same form: "work emails", "and comments"."""
        lexicon = self.grammar.lexicon
        forms = {self.tokens[at].low, self.tokens[at].low.rstrip("s")}
        if not forms & (lexicon.speech_nouns | lexicon.nouns_too):
            return False
        if before.kind == "quote" or before.low in _JOINED or before.low in lexicon.modifiers:
            return True
        fits = before.low in lexicon.pronouns or before.low in lexicon.auxiliaries or before.low.endswith("ly")
        body = before.low in lexicon.roles or before.low in lexicon.organisation_nouns
        return before.kind == "low" and not (fits or body)

    def subject(self, at: int, verb: Verb) -> tuple[Phrase | None, bool]:
        """Return who a verb at a token is said of, and whether the verb stands before them."""
        lexicon, before = self.grammar.lexicon, at - 1
        while before >= 0 and self._is_helper(before):
            before -= 1
        helpers = {t.low for t in self.tokens[before + 1 : at]}
        if verb.form == "gerund" and at > 0 and self._is_short_verb(at - 1):
            return self._before(at, before), False
        if verb.form == "gerund" and helpers & lexicon.passive:
            return self._before(at, before), False  # "Lawyers for Roe are disputing"
        if verb.form == "gerund":
            return self._of_gerund(at, before), False
        if helpers & lexicon.passive and verb.form in ("finite", "participle"):
            return self._agent(at), True
        if before < 0 or self.tokens[before].kind == "quote" or self._quote_then_comma(before):
            return self._inverted(at, verb, strict=False), True
        if "to" in helpers and verb.form == "base":
            return self.governing(at), False
        behind = self._inverted(at, verb, strict=True) if self.tokens[before].kind in ("comma", "dash") else None
        if behind is not None:
            return behind, True
        return self._before(at, before), False

    def _is_short_verb(self, at: int) -> bool:
        """Tell the verb from the genitive: "he's claiming", "she's said"."""
        return at > 0 and self.tokens[at].kind == "s" and self.tokens[at - 1].low in self.grammar.lexicon.pronouns

    def _is_helper(self, at: int) -> bool:
        token, lexicon = self.tokens[at], self.grammar.lexicon
        if self._is_short_verb(at):
            return True
        if token.kind == "cap":
            return False
        return token.low in lexicon.auxiliaries or (token.kind == "low" and token.low.endswith("ly"))

    def _quote_then_comma(self, before: int) -> bool:
        return before > 0 and self.tokens[before].kind in ("comma", "dash") and self.tokens[before - 1].kind == "quote"

    def _before(self, at: int, before: int) -> Phrase | None:
        moved, before = before, self.grammar.behind_time(before, 0)
        if before < 0 or self.tokens[before].low in _JOINED:
            return self.governing(at)
        if before < moved and self.tokens[before].low in self.grammar.lexicon.verbs:  # "a report released last year"
            return self.governing(at)
        relative = self.tokens[before].low in ("who", "which", "that") and before > 0
        of_thing = relative and self.tokens[before].low == "that"  # "a letter to the ministry that said"
        if relative:
            before -= 2 if before > 1 and self.tokens[before - 1].kind == "comma" else 1
        phrase = self.grammar.left(before, self._floor(before))
        if phrase is None or self._is_listed(phrase, before, at):
            return self.governing(at) or phrase
        named = (
            relative and not of_thing and phrase.kind in ("person", "organisation", "role")
        )  # "turned to the ministry, which said"
        if not named and self._is_object(phrase):
            return self.governing(at) or phrase
        return phrase

    def _is_listed(self, phrase: Phrase, before: int, at: int) -> bool:
        """Tell the object of the verb before, in a list: `has criticised allies, called them "foes"`."""
        touches = self.tokens[before].kind == "comma" and phrase.end == self.tokens[before - 1].end
        return touches and any(cue.at < at and cue.subject is not None for cue in self.found)

    def _is_object(self, phrase: Phrase) -> bool:
        """Tell a phrase that a preposition governs ("marching through the streets"), or "what it"."""
        first = self.grammar.first_of(phrase)
        if first == 0:
            return False
        before = self.tokens[first - 1].low
        if before in _OPENS_CLAUSE and phrase.kind in ("person", "organisation", "role"):  # "as the ministry put it"
            return False
        return before in self.grammar.lexicon.prepositions or (
            before == "what" and phrase.kind in ("he", "she", "it", "they")
        )

    def _floor(self, before: int) -> int:
        """Return the first token a phrase may reach back to: behind the quotation or clause before it."""
        inside = False
        for i in range(before, -1, -1):
            kind = self.tokens[i].kind
            inside = kind == "close" or (inside and kind != "open")
            if kind in ("quote", "colon") or (kind == "stop" and not inside):  # "(R-Wis.)" ends no clause
                return i + 1
        return 0

    def _inverted(self, at: int, verb: Verb, strict: bool) -> Phrase | None:
        """Return the phrase behind the verb ("said Ryder"); strictly, where nothing else can be meant."""
        if strict and verb.lemma not in INVERTERS:
            return None
        if verb.lemma == "tell":
            return None
        if strict and at + 1 < len(self.tokens) and self.tokens[at + 1].low == "that":
            return None
        phrase = self.grammar.right(at + 1, len(self.tokens))
        if phrase is None or not strict:
            return phrase
        behind = self.grammar.end_of(phrase, len(self.tokens))
        closes = behind >= len(self.tokens) or self.tokens[behind].kind in _BEHIND_INVERTED
        return phrase if closes or self.tokens[behind].low in _AFTER_SPEAKER else None

    def _agent(self, at: int) -> Phrase | None:
        for i in range(at + 1, min(at + 6, len(self.tokens))):
            if self.tokens[i].low == "by":
                return self.grammar.right(i + 1, len(self.tokens))
        return None

    def _of_gerund(self, at: int, before: int) -> Phrase | None:
        if before > 0 and self.tokens[before].low in _OF_OBJECT:
            return self.grammar.left(before - 1, self._floor(before - 1))
        return self._shown(before) or self.governing(at)

    def _shown(self, before: int) -> Phrase | None:
        """Return the person whom a picture or recording shows: "footage of Jane Roe saying"."""
        first = before
        while first > 0 and self.tokens[first].kind == "cap":
            first -= 1
        if not 0 < first < before + 1 or first == before or self.tokens[first].low not in _OF_OBJECT:
            return None
        phrase = self.grammar.left(before, first + 1)
        return phrase if phrase is not None and phrase.kind == "person" else None

    def governing(self, at: int) -> Phrase | None:
        """Return the subject that a gerund, an infinitive or a second verb goes back to."""
        subjects = [
            cue.subject for cue in self.found if cue.at < at and cue.subject is not None and cue.verb is not None
        ]
        if not subjects:
            return self._first_phrase(at)
        if not self.tokens[at].low.endswith("ing"):
            return subjects[-1]
        return next((subject for subject in reversed(subjects) if subject.kind != "other"), subjects[-1])

    def _first_phrase(self, at: int) -> Phrase | None:
        lexicon, start = self.grammar.lexicon, 0
        while start < at and self.tokens[start].kind in ("quote", "comma", "other", "dash"):
            start += 1
        start = self._behind_dateline(start, at)
        if start + 1 < at and self.tokens[start].low in lexicon.openers and self.tokens[start + 1].kind == "comma":
            start += 2  # "Meanwhile, the president himself weighed in, calling ..."
        if start < at and self._opens_aside(start):
            commas = [i for i in range(start, at) if self.tokens[i].kind == "comma"]
            start = commas[0] + 1 if commas else at
        elif start < at and self.tokens[start].low in lexicon.links:
            start += 1
        return self.grammar.right(start, at) if start < at else None

    def _behind_dateline(self, start: int, at: int) -> int:
        """Return the first token behind "HELSINKI (AP) -", which speaks no word."""
        if start >= at or not self.grammar.text[self.tokens[start].start : self.tokens[start].end].isupper():
            return start
        dashes = [i for i in range(start, min(at, start + _DATELINE)) if self.tokens[i].kind == "dash"]
        return dashes[-1] + 1 if dashes else start

    def _opens_aside(self, at: int) -> bool:
        lexicon, word = self.grammar.lexicon, self.tokens[at].low
        return (
            word in lexicon.prepositions or word in ("when", "while", "asked", "if", "although") or word.endswith("ing")
        )
