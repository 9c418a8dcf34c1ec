"""Noun phrases that can speak: found to the left or right of a cue, and told apart by kind.

"Pentagon spokesman Brigadier General Pat Ryder" is a role and a name, "the ministry" a body, "he" a pronoun.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from wirecopy.facts.asides import RELATIVE, names_its_lead
from wirecopy.facts.knowledge.lexicon import Lexicon
from wirecopy.facts.quotes.tokens import Token

PhraseKind = Literal["person", "organisation", "role", "he", "she", "it", "they", "other"]

_MAX_TOKENS = 24  # a noun phrase longer than this is no longer one
_MAX_ASIDES = 4  # "Ryder, 45, a pilot, who once flew, said"
_MAX_COMMON = 5  # lower-case words in a row that are neither role nor modifier
_POSTPOSED = frozenset(("of", "for", "at", "in", "from", "with", "on"))
_SPANS = frozenset(("week", "month", "year", "night", "weekend", "spring", "summer", "fall", "autumn", "winter"))
_PERSONAL = frozenset(("he", "she", "it", "they", "i", "we", "you"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase that may name a speaker; offsets of the text it was read from."""

    kind: PhraseKind
    start: int
    end: int
    name: str | None = None
    name_start: int = 0
    role: str | None = None
    head: str | None = None


@dataclass(frozen=True, slots=True)
class Grammar:
    """What reads phrases: a text, the tokens of one frame of it, and the words of the language."""

    text: str
    tokens: Sequence[Token]
    lexicon: Lexicon

    def left(self, last: int, floor: int) -> Phrase | None:
        """Return the phrase that ends at token `last` or before the asides that end there."""
        aside: str | None = None
        for _ in range(_MAX_ASIDES):
            last = self._skip_time(last, floor)
            if last < floor:
                return None
            jump = self._before_aside(last, floor)
            if jump == last:
                break
            if names_its_lead(self.tokens, jump, last, self.lexicon):
                last -= 1
                break
            aside = self._role_text(jump + 2, last) or aside
            last = jump
        while last >= floor and self.tokens[last].low in self.lexicon.auxiliaries:
            last -= 1
        if last < floor:
            return None
        first = self._reach_left(last, floor)
        if first > last:
            return None
        phrase = self._phrase(first, last, aside)
        return self._apposed(phrase, first, floor) or phrase

    def _apposed(self, phrase: Phrase, first: int, floor: int) -> Phrase | None:
        """Return the name that a role behind it only describes: "Roe, a law professor ..., called it"."""
        last, led = first - 2, self.tokens[first].low in self.lexicon.determiners
        if phrase.kind != "role" or not led or last < floor or self.tokens[last].kind != "cap":
            return None
        named = self._phrase(self._reach_left(last, floor), last, phrase.role)
        return named if named.kind == "person" else None

    def right(self, first: int, ceiling: int) -> Phrase | None:
        """Return the phrase that begins at token `first`, its aside included in the role."""
        last = self._reach_right(first, ceiling)
        if last < first:
            return None
        aside = None
        if last + 2 < ceiling and self.tokens[last + 1].kind == "comma":
            stop = self._next_break(last + 2, ceiling)
            aside = self._role_text(last + 2, stop)
        return self._phrase(first, last, aside)

    def first_of(self, phrase: Phrase) -> int:
        """Return the index of the phrase's first token."""
        return next((i for i, token in enumerate(self.tokens) if token.start >= phrase.start), 0)

    def end_of(self, phrase: Phrase, ceiling: int) -> int:
        """Return the index of the first token behind the phrase."""
        for i in range(ceiling):
            if self.tokens[i].start >= phrase.end:
                return i
        return ceiling

    # -- where a phrase reaches -------------------------------------------------------------------------

    def behind_time(self, last: int, floor: int) -> int:
        """Step back over "on Monday", "last year" or "in 2010", which stand between a name and its verb."""
        tokens = self.tokens
        if last > floor and tokens[last].low in _SPANS and tokens[last - 1].low in ("last", "this", "that", "earlier"):
            return last - 2
        if last > floor and tokens[last].kind == "number" and tokens[last - 1].low in ("in", "since"):
            return last - 2
        return self._skip_time(last, floor)

    def _skip_time(self, last: int, floor: int) -> int:
        """Step over "on Monday" and its like."""
        while last >= floor and (
            self.tokens[last].low in self.lexicon.days or self.tokens[last].low in self.lexicon.day_parts
        ):
            last -= 1
            if last >= floor and self.tokens[last].low in ("on", "late", "early", "last"):
                last -= 1
        return last

    def _before_aside(self, last: int, floor: int) -> int:
        """Return the token before an aside that ends at `last`, or `last` where none does."""
        token = self.tokens[last]
        if token.kind == "close":
            return self._find_back("open", last, floor, (last,))[0] - 1
        if token.kind not in ("comma", "dash"):
            return last
        opened, found = self._find_back(token.kind, last - 1, floor, (last,))
        if found and self._is_aside(opened + 1, last):
            return opened - 1
        return last - 1 if last - 1 >= floor else last

    def _find_back(self, kind: str, start: int, floor: int, default: tuple[int]) -> tuple[int, bool]:
        for i in range(start, max(floor, start - 3 * _MAX_TOKENS) - 1, -1):
            if self.tokens[i].kind == kind:
                return i, True
        return default[0], False

    def _is_aside(self, first: int, stop: int) -> bool:
        if first >= stop:
            return True
        token = self.tokens[first]
        if token.kind == "cap":  # "R-Tex.", "D-Calif.", "Jr.", a second title; anything else is the name itself
            lexicon = self.lexicon
            adherent = f"{self.tokens[stop - 1].low}s" in lexicon.organisation_names  # ", Oklahoma Democrat,"
            tag = token.low[:2] in ("r-", "d-", "i-") or adherent
            return (
                tag or token.low in lexicon.suffixes or token.low in lexicon.titles or self._ends_in_role(first, stop)
            )
        return token.low not in _PERSONAL

    def _ends_in_role(self, first: int, stop: int) -> bool:
        return any(t.low in self.lexicon.roles and t.kind == "low" for t in self.tokens[first:stop][:_MAX_TOKENS])

    def _reach_left(self, last: int, floor: int) -> int:
        lexicon, first, common = self.lexicon, last + 1, 0
        named = self.tokens[last].kind == "cap" and self.tokens[last].low not in lexicon.titles
        while first > floor and last - first < _MAX_TOKENS:
            token = self.tokens[first - 1]
            if token.low in lexicon.pronouns and token.low not in lexicon.determiners:
                return first if first <= last else last
            if token.low == "that" and first <= last and (named or self.tokens[last].low.endswith("s")):
                break  # "a move that residents described": a link
            if token.low in lexicon.determiners:
                postposed = first - 1 > floor and self.tokens[first - 2].low in _POSTPOSED
                if postposed and self._noun_before(first - 2, floor):
                    first, named, common = first - 2, False, 0
                    continue
                return first - 1
            if self._is_name_part(token, first - 1, floor):
                first -= 1
            elif token.low in _POSTPOSED and first <= last and self._noun_before(first - 1, floor):
                first, named, common = first - 1, False, 0
            elif not named and self._is_common(token) and common < _MAX_COMMON:
                first, common = first - 1, common + 1
            else:
                break
        while first < last and self.tokens[first].low in _POSTPOSED:
            first += 1
        return first

    def _reach_right(self, first: int, ceiling: int) -> int:
        lexicon, last, common, named = self.lexicon, first - 1, 0, False
        while last + 1 < ceiling and last - first < _MAX_TOKENS:
            token = self.tokens[last + 1]
            if token.low in lexicon.pronouns and token.low not in lexicon.determiners:
                return last + 1 if last < first else last
            at_start = last < first or self.tokens[last].low in _POSTPOSED
            if token.low in lexicon.days or token.low in lexicon.day_parts:
                break
            if token.low in lexicon.determiners and at_start:
                last += 1
            elif token.low in ("of", "for", "at", "from", "with") and last >= first and not named:
                last, common = last + 1, 0
            elif token.kind == "cap" and common and not named and self._begins_name(last):
                break
            elif (
                token.kind == "cap"
                or token.kind == "s"
                or self._is_role(token)
                or (named and token.low in lexicon.particles)
            ):
                named = (
                    token.kind == "cap"
                    and token.low not in lexicon.titles
                    and token.low not in lexicon.organisation_words
                )
                last += 1
            elif last >= first and token.low.endswith("ed") and self._is_head(self.tokens[last]):
                break  # "several groups granted"
            elif not named and self._is_common(token) and common < _MAX_COMMON:
                last, common = last + 1, common + 1
            else:
                break
        while last >= first and self.tokens[last].low in _POSTPOSED | lexicon.determiners:
            last -= 1
        return last

    def _begins_name(self, last: int) -> bool:
        """Tell the name behind plain words from a title's: "wrote committee Chairman Max Lund"."""
        near = {token.low for token in self.tokens[last : last + 2]}
        return not near & self.lexicon.titles and not self._is_role(self.tokens[last])

    def _next_break(self, first: int, ceiling: int) -> int:
        for i in range(first, min(ceiling, first + _MAX_TOKENS)):
            if self.tokens[i].low in RELATIVE or self.tokens[i].kind in ("comma", "stop", "quote", "colon", "dash"):
                return i
        return min(ceiling, first + _MAX_TOKENS)

    def _is_name_part(self, token: Token, at: int, floor: int) -> bool:
        lexicon = self.lexicon
        if token.kind == "cap":
            opening = at == 0 or self.tokens[at - 1].kind in ("quote", "stop", "ask", "colon")
            return (
                token.low not in lexicon.days
                and not (opening and token.low in lexicon.openers)
                and token.low not in lexicon.links
            )
        if token.kind == "s":
            return at > floor and self.tokens[at - 1].kind in ("cap", "low")
        between = at > floor and token.low in lexicon.particles and self._in_name(at - 1)
        return between or self._is_role(token)

    def _in_name(self, at: int) -> bool:
        return self.tokens[at].kind == "cap" or self.tokens[at].low in self.lexicon.particles

    def _is_role(self, token: Token) -> bool:
        lexicon = self.lexicon
        return token.kind == "low" and (token.low in lexicon.roles or token.low in lexicon.modifiers)

    def _is_head(self, token: Token) -> bool:
        """Tell a noun that can be the last of its phrase, and act: "groups", "ministry", "official"."""
        lexicon, low = self.lexicon, token.low
        bodies = lexicon.organisation_nouns
        return token.kind == "low" and (low in bodies or low.rstrip("s") in bodies or low in lexicon.roles)

    def _is_common(self, token: Token) -> bool:
        lexicon = self.lexicon
        if token.kind == "number":
            return True
        if token.kind != "low" or token.low in lexicon.links or token.low in lexicon.prepositions:
            return False
        if token.low in lexicon.pronouns or token.low in lexicon.auxiliaries:
            return False
        verb = lexicon.verbs.get(token.low)
        if verb is None or token.low in lexicon.speech_nouns:
            return True
        return verb.cue == "thought" and verb.form in ("base", "third")

    def _noun_before(self, preposition: int, floor: int) -> bool:
        if preposition - 1 < floor:
            return False
        token = self.tokens[preposition - 1]
        return token.kind == "cap" or self._is_role(token) or self._is_common(token)

    # -- what a phrase is -------------------------------------------------------------------------------

    def _phrase(self, first: int, last: int, aside: str | None) -> Phrase:
        lexicon, tokens = self.lexicon, self.tokens
        if first == last and tokens[first].low in lexicon.pronouns:
            kind = lexicon.pronouns[tokens[first].low]
            return Phrase(kind, tokens[first].start, tokens[first].end)  # type: ignore[arg-type]
        inner = next((i for i in range(first + 1, last) if tokens[i].low in _POSTPOSED), last + 1)
        name_at = self._name_start(first, inner - 1)
        end = inner - 1
        if name_at > end and inner <= last and self._is_office(first, inner):
            name_at, end = self._name_start(inner + 1, last), last
        body = self.tokens[inner - 1].low in lexicon.organisation_words and self.tokens[inner - 1].kind == "cap"
        if name_at <= end and inner <= last and body and tokens[inner].low in ("of", "for"):
            end = last  # "Ministry of Energy"
        if name_at > end:
            return self._unnamed(first, inner, last)
        if first < name_at and tokens[first].low == "the" and end < last and tokens[inner].low in ("of", "for"):
            end = last if tokens[last].kind == "cap" else end  # "the Port Alden Chamber of Commerce"
        return self._named(first, name_at, end, aside)

    def _name_start(self, first: int, last: int) -> int:
        """Return where the trailing run of name words begins; behind `last` where there is none."""
        lexicon, start = self.lexicon, last + 1
        while start > first:
            token = self.tokens[start - 1]
            cap = (
                token.kind == "cap"
                and token.low not in lexicon.determiners
                and not self._is_office_word(start - 1, first, last)
            )
            particle = token.low in lexicon.particles and start <= last and token.kind != "cap"
            if not (cap or particle):
                break
            start -= 1
        while start <= last and self.tokens[start].kind != "cap":
            start += 1  # a particle opens no name
        return start

    def _is_office_word(self, at: int, first: int, last: int) -> bool:
        """Tell a title or a capitalised role from a name of the same letters."""
        lexicon, word = self.lexicon, self.tokens[at].low
        if word not in lexicon.titles and (
            word not in lexicon.roles or first < at == last or word in lexicon.given_gender
        ):
            return False
        if word in lexicon.given_gender and at > first and self._is_role(self.tokens[at - 1]):
            return False  # "coach Dean Whitlock"
        return at == first or at != last or not lexicon.is_name_word(word, self._cap_before(at))

    def _cap_before(self, at: int) -> str:
        return self.tokens[at - 1].low if self.tokens[at - 1].kind == "cap" else ""

    def _is_office(self, first: int, inner: int) -> bool:
        """Tell "Minister of" from "a spokesman for": an office is capitalised and has no article."""
        token = self.tokens[inner - 1]
        return token.kind == "cap" and token.low in self.lexicon.titles and self.tokens[inner].low in ("of", "for")

    def _named(self, first: int, name_at: int, end: int, aside: str | None) -> Phrase:
        tokens, text = self.tokens, self.text
        role = self._role_text(first, name_at) if first < name_at else None
        name = text[tokens[name_at].start : tokens[end].end]
        kind: PhraseKind = "organisation" if self._is_organisation(first, name_at, end, role) else "person"
        head = tokens[name_at - 1].low if role else None
        return Phrase(kind, tokens[first].start, tokens[end].end, name, tokens[name_at].start, role or aside, head)

    def _is_organisation(self, first: int, name_at: int, end: int, role: str | None) -> bool:
        lexicon, words = self.lexicon, self.tokens[name_at : end + 1]
        if (
            any(word.low in lexicon.organisation_words for word in words[-2:])
            or words[-1].low in lexicon.organisation_names
        ):
            return True
        if role is not None:
            return False
        article = first < name_at and self.tokens[first].low == "the"
        single = self.text[words[0].start : words[0].end]
        return article or (len(words) == 1 and single.isupper() and 2 <= len(single) <= 6)

    def _unnamed(self, first: int, inner: int, last: int) -> Phrase:
        lexicon, tokens = self.lexicon, self.tokens
        head = tokens[inner - 1].low
        start, end = tokens[first].start, tokens[last].end
        role = self._role_text(first, last + 1)
        body = head in lexicon.organisation_nouns or head in lexicon.organisation_words
        numbered = any(token.kind == "number" for token in tokens[first:inner])
        counted = numbered and head.endswith(("s", "people"))  # "about 150 people"
        if body and head not in lexicon.roles and head not in lexicon.people_nouns and not counted:
            return Phrase("organisation", start, end, self.text[start:end], start, None, head)
        if not self._are_people(first, inner, last):
            return Phrase("other", start, end)
        return Phrase("role", start, end, None, start, role or self.text[start:end], head)

    def _are_people(self, first: int, inner: int, last: int) -> bool:
        """Tell "the band leader" and "a number of voters" from "the streets": things do not speak."""
        lexicon, head = self.lexicon, self.tokens[inner - 1].low
        known = any(head in table for table in (lexicon.roles, lexicon.titles, lexicon.people_nouns))
        before = self.text[self.tokens[first].start : self.tokens[inner - 1].start]
        thing = head.endswith("or") and ("'" in before or "’" in before)  # "Ann Roe's behavior" ends as an agent does
        if known or head in lexicon.counts or (not thing and head.rstrip("s").endswith(lexicon.agent_endings)):
            return True
        counted = any(t.low in lexicon.counts for t in self.tokens[first:inner])
        return counted and any(t.low in lexicon.roles or t.kind == "cap" for t in self.tokens[inner : last + 1])

    def _role_text(self, first: int, stop: int) -> str | None:
        """Return the words from `first` to `stop` without article; None with no role or title in them."""
        lexicon, words = self.lexicon, self.tokens[first:stop][:_MAX_TOKENS]
        relative = next((i for i, word in enumerate(words) if word.low in RELATIVE), len(words))
        words = words[:relative]
        while words and words[0].low in lexicon.determiners:
            words = words[1:]
        while words and words[-1].kind in ("comma", "dash", "stop"):
            words = words[:-1]
        if not words or words[0].low in lexicon.prepositions or words[0].low in lexicon.verbs:
            return None
        if not any(self._is_telling(word) for word in words):
            return None
        return self.text[words[0].start : words[-1].end]

    def _is_telling(self, word: Token) -> bool:
        lexicon = self.lexicon
        return word.low in lexicon.roles or (word.low in lexicon.titles and word.low not in lexicon.honorifics)
