"""Which words attribute a quotation: the choice among the cues of its sentence. Each way has a rule id."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wirecopy.facts.knowledge.lexicon import Lexicon
from wirecopy.facts.quotes.cues import INVERTERS, Cue, Cues
from wirecopy.facts.quotes.noun_phrases import Grammar, Phrase
from wirecopy.facts.quotes.quote_sentences import QuoteSentence
from wirecopy.facts.quotes.tokens import Token

_LED_BY = frozenset(("that", "as", "to", "was", "is", "were", "like"))
_SHOWN = frozenset(("has", "had", "have", "was", "were", "did", "not"))
_OFFICE_WORDS = 4
_CLAUSE_LINKS = frozenset(("but", "while", "and", "although", "though", "whereas"))
_CIRCUMSTANCE = frozenset(("when", "if", "after", "before", "because", "since", "until", "once", "unless"))
_AS_REACH = 2
_NOUN_REACH = 12  # tokens from a noun of speech to what is quoted ("his claim in May that there were ...")
_OWNER_REACH = 5
_NOT_JUDGED = frozenset(
    ("known", "such", "well", "serving", "served", "acting", "inscribed", "labeled", "labelled", "marked")
)
_TRAILING_LIMIT = 40  # tokens behind a quotation in which its attribution may still come


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who is said to speak one quotation: the cue's words, the speaker's phrase, the rule that says so."""

    rule: str
    cue: str | None = None
    cue_at: int = 0
    speaker: Phrase | None = None
    introduced: bool = False


def attribute(text: str, frame: QuoteSentence, lexicon: Lexicon) -> list[Attribution | None]:
    """Return, for each quotation of a sentence, what attributes it there; None where nothing does."""
    if frame.is_bare:
        return [None] * len(frame.places)
    chooser = _Chooser(Grammar(text, frame.tokens, lexicon), frame)
    found: list[Attribution | None] = []
    for n in range(len(frame.places)):
        attribution = chooser.attribution(n)
        if attribution is None and found and found[-1] is not None:
            attribution = replace(found[-1], rule="quote:shared", introduced=False)
        found.append(attribution)
    return chooser.backfill(found)


def introducing(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> Attribution | None:
    """Return what a sentence that ends before a quotation says of its speaker ("Ryder continued:")."""
    frame = QuoteSentence(tuple(tokens), (), ())
    chooser = _Chooser(Grammar(text, frame.tokens, lexicon), frame)
    spoken = [cue for cue in chooser.cues.found if cue.subject is not None]
    if not spoken:
        return None
    return chooser.made("quote:colon", spoken[-1], True)


def _is_plain(cue: Cue) -> bool:
    """Tell a verb of saying with its speaker from a verb that happens to stand there."""
    return cue.subject is not None and (cue.verb is None or cue.verb.cue == "speech")


def told_before(text: str, tokens: Sequence[Token], lexicon: Lexicon) -> Attribution | None:
    """Return who is reported in the sentence right before a quotation: `Ryder said he was tired. "I am done."`."""
    chooser = _Chooser(Grammar(text, tokens, lexicon), QuoteSentence(tuple(tokens), (), ()))
    plain = [cue for cue in chooser.cues.found if _is_plain(cue) and cue.verb is not None]
    named = [cue for cue in plain if cue.subject is not None and cue.subject.kind != "other"]
    return chooser.made("quote:continued", named[0], True) if named else None


class _Chooser:
    """One sentence, its cues, and the choice among them for each of its quotations."""

    __slots__ = ("cues", "frame", "grammar", "tokens")

    def __init__(self, grammar: Grammar, frame: QuoteSentence) -> None:
        self.grammar, self.tokens, self.frame = grammar, grammar.tokens, frame
        self.cues = Cues(grammar)

    def attribution(self, n: int) -> Attribution | None:
        """Return what attributes the n-th quotation of the frame by its own neighbourhood."""
        place = self.frame.places[n]
        before = self.frame.places[n - 1] if n else -1
        after = self.frame.places[n + 1] if n + 1 < len(self.frame.places) else len(self.tokens)
        left = [cue for cue in self.cues.found if before < cue.at < place]
        right = [cue for cue in self.cues.found if place < cue.at < after]
        signed = self._signature(place, after)
        if signed is not None:
            return signed
        led = self._led(left, place)
        behind = self._adjacent(right, place)
        if behind is not None and behind.subject is None and left:
            behind = None
        if led is not None and behind is not None and behind.verb is not None and behind.verb.cue == "thought":
            behind = None
        if behind is not None and (self._expects_cue(n) or (not left and _is_plain(behind))):
            return self.made("quote:cue-after", behind, True)
        if led is not None:
            return self.made("quote:cue-before", led, True)
        trailing = self._trailing(right, place)
        if left and not self._only_thought(left[-1], trailing):
            reporting = self._reporting(left)
            noun = self._noun(reporting.at, place) if reporting.subject is None else None
            return noun or self.made("quote:frame", reporting, False)
        if trailing is not None:
            return self.made("quote:trailing", trailing, False)
        return (
            self._noun(before, place)
            or self._as(place)
            or (self.made("quote:frame", left[-1], False) if left else None)
        )

    def backfill(self, found: list[Attribution | None]) -> list[Attribution | None]:
        """Give a quotation that nothing before it attributes the attribution that comes later."""
        for n in range(len(found) - 2, -1, -1):
            later = found[n + 1]
            if found[n] is None and later is not None and later.rule in ("quote:trailing", "quote:cue-after"):
                found[n] = replace(later, rule="quote:shared", introduced=False)
        return found

    def made(self, rule: str, cue: Cue, introduced: bool) -> Attribution:
        """Return the attribution that a cue makes, its helping words shown with it ("has said")."""
        start = self._shown_from(cue)
        text = self.grammar.text[self.tokens[start].start : self.tokens[cue.end - 1].end]
        return Attribution(rule, text, self.tokens[cue.at].start, cue.subject, introduced)

    def _shown_from(self, cue: Cue) -> int:
        start = cue.at
        while cue.verb is not None and start > 0 and self.tokens[start - 1].low in _SHOWN:
            start -= 1
        return start

    def _expects_cue(self, n: int) -> bool:
        inner, behind = self.frame.quotations[n].inner, self.frame.places[n] + 1
        if behind < len(self.tokens) and self.tokens[behind].kind in ("comma", "dash"):
            return True
        return self.grammar.text[max(inner.start, inner.end - 1) : inner.end] in (
            ",",
            "?",
            "!",
            "—",
            "-",
            "…",
        )

    def _led(self, left: list[Cue], place: int) -> Cue | None:
        """Return the cue that leads straight into the quotation: `said: "`, `added that "`, `called it "`."""
        if not left:
            return None
        cue = left[-1]
        between = self.tokens[cue.end : place]
        if not between or between[-1].kind in ("comma", "colon"):
            return cue
        return cue if len(between) <= 2 and between[-1].low in _LED_BY else None

    def _signature(self, place: int, after: int) -> Attribution | None:
        """Return the attribution of a name behind a dash that ends the sentence: `"..." - Jane Roe`."""
        if place + 2 >= after or self.tokens[place + 1].kind != "dash" or after != len(self.tokens):
            return None
        phrase = self.grammar.right(place + 2, after)
        if phrase is None or phrase.kind != "person" or self.grammar.end_of(phrase, after) < after - 1:
            return None
        return Attribution("quote:signed", None, phrase.start, phrase, True)

    def _reporting(self, left: list[Cue]) -> Cue:
        """Return the cue a quoted fragment hangs on: the last plain verb of saying, else the last cue."""
        if self._opens_clause(left[-1]):
            return left[-1]
        for cue in reversed(left):
            if cue.subject is None or cue.subject.kind == "other" or self._is_aside(cue):
                continue
            if cue.verb is None or cue.verb.lemma in INVERTERS or cue.verb.lemma == "tell":
                return cue
        return left[-1]

    def _is_aside(self, cue: Cue) -> bool:
        """Tell whether a cue's clause is only a circumstance: "said that when it announced this, ..."."""
        first = self.grammar.first_of(cue.subject) if cue.subject is not None else 0
        return first > 0 and self.tokens[first - 1].low in _CIRCUMSTANCE

    def _opens_clause(self, cue: Cue) -> bool:
        """Tell whether a cue has a clause of its own: `Roe said no, but Doe called it "silly"`."""
        if cue.subject is None or cue.subject.kind == "other" or cue.subject.start > self.tokens[cue.at].start:
            return False
        first = self.grammar.first_of(cue.subject)
        before = self.tokens[first - 1] if first else None
        return before is not None and (before.kind in ("comma", "dash") or before.low in _CLAUSE_LINKS)

    def _adjacent(self, right: list[Cue], place: int) -> Cue | None:
        """Return the cue whose phrase or verb begins straight behind the quotation."""
        first = place + 1
        while first < len(self.tokens) and self.tokens[first].kind in ("comma", "dash"):
            first += 1
        for cue in right[:2]:
            if cue.at == first or (cue.verb is None and cue.at - first <= 1):
                return cue if cue.verb is None or cue.verb.form != "gerund" else None
            subject = cue.subject
            if subject is not None and not cue.inverted and first < len(self.tokens):
                if subject.start == self.tokens[first].start:
                    return cue
                if subject.kind == "person" and self._is_office_before(first, subject):
                    return replace(cue, subject=self._with_office(first, subject))
        return None

    def _is_office_before(self, first: int, subject: Phrase) -> bool:
        """Tell whether plain words lead from the quotation to a name: `"...," ferry master Jane Roe`."""
        lexicon = self.grammar.lexicon
        words = [token for token in self.tokens[first : first + _OFFICE_WORDS + 1] if token.start < subject.start]
        return len(words) <= _OFFICE_WORDS and all(
            word.kind == "low" and word.low not in lexicon.links and word.low not in lexicon.prepositions
            and word.low not in lexicon.pronouns and word.low not in lexicon.auxiliaries
            for word in words
        )  # fmt: skip

    def _with_office(self, first: int, subject: Phrase) -> Phrase:
        start = self.tokens[first].start
        return replace(subject, start=start, role=self.grammar.text[start : subject.name_start].strip())

    def _trailing(self, right: list[Cue], place: int) -> Cue | None:
        """Return the cue of a clause that ends the sentence: `"deal" was bad, Ryder said`."""
        for cue in right:
            if cue.at - place > _TRAILING_LIMIT or cue.subject is None:
                continue
            if cue.verb is None or cue.inverted:
                return cue
            if cue.verb.cue != "thought" and cue.verb.form != "gerund" and self._behind_comma(cue.subject, place):
                return cue
        return None

    def _behind_comma(self, subject: Phrase, place: int) -> bool:
        for i in range(place + 1, len(self.tokens)):
            if self.tokens[i].start >= subject.start:
                return self.tokens[i - 1].kind in ("comma", "dash")
        return False

    def _only_thought(self, cue: Cue, trailing: Cue | None) -> bool:
        return trailing is not None and ((cue.verb is not None and cue.verb.cue == "thought") or trailing.verb is None)

    def _as(self, place: int) -> Attribution | None:
        """Return the attribution of a judgement: `has long seen him as a "strong leader"`."""
        for at in range(place - 1, max(0, place - _AS_REACH - 1), -1):
            token = self.tokens[at]
            if token.low == "as" and self.tokens[at - 1].low not in _NOT_JUDGED:
                speaker = self.cues.governing(at)
                judged = speaker is not None and speaker.kind not in ("it", "other")
                if judged or self._is_named(at - 1):
                    return Attribution("quote:as", "as", token.start, speaker if judged else None, False)
                return None
            if token.low not in self.grammar.lexicon.determiners:
                return None
        return None

    def _is_named(self, at: int) -> bool:
        """Tell whether a person stands there, on whom words are put: `going after Roe as "unfit"`."""
        return at > 0 and (self.tokens[at].kind == "cap" or self.tokens[at].low in ("him", "her", "them"))

    def _noun(self, before: int, place: int) -> Attribution | None:
        """Return the attribution of a noun of speech and its owner: `his claim that "..."`."""
        lexicon, grammar = self.grammar.lexicon, self.grammar
        for at in range(place - 1, max(before, place - _NOUN_REACH), -1):
            token = self.tokens[at]
            if token.kind != "low" or token.low not in lexicon.speech_nouns:
                continue
            return Attribution(
                "quote:noun",
                grammar.text[token.start : token.end],
                token.start,
                self._owner(at, before),
                False,
            )
        return None

    def _owner_floor(self, last: int, before: int) -> int:
        for at in range(last, before, -1):
            if self.tokens[at].low in self.grammar.lexicon.prepositions:
                return at + 1
        return before + 1

    def _owner(self, noun: int, before: int) -> Phrase | None:
        for at in range(noun - 1, max(before, noun - _OWNER_REACH), -1):
            token = self.tokens[at]
            if token.kind == "s":
                return self.grammar.left(at - 1, self._owner_floor(at - 1, before))
            if token.low in ("his", "her", "their", "its"):
                kind = {"his": "he", "her": "she", "their": "they", "its": "it"}[token.low]
                return Phrase(kind, token.start, token.end)  # type: ignore[arg-type]
            if token.kind not in ("low", "cap"):
                return None
        if noun + 1 < len(self.tokens) and self.tokens[noun + 1].low in ("from", "by", "of"):
            return self.grammar.right(noun + 2, len(self.tokens))
        return None
