"""From the phrase beside a quotation to the one entity that speaks: by name, surname, role or pronoun."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from wirecopy.facts.entities.countries import is_land
from wirecopy.facts.entities.organisations import Organisation, Organisations, country_code
from wirecopy.facts.entities.people import Cast, Person
from wirecopy.facts.intervals import StretchIndex
from wirecopy.facts.knowledge.lexicon import Gender, Lexicon
from wirecopy.facts.quotes.noun_phrases import Phrase
from wirecopy.facts.style_key import style_key
from wirecopy.types import Stretch

_PRONOUN_REACH = 2_500  # characters from a pronoun back to the quotation whose speaker it repeats
_INTRODUCED = 2_500  # characters back in which somebody without a name is brought in
_NAMED_REACH = 600  # characters back to a person who is named and has not spoken
_OPENING = 2  # a name this near to its sentence's start is the sentence's subject

How = Literal["name", "surname", "organisation", "role", "pronoun", "undecided"]


@dataclass(frozen=True, slots=True)
class Speaker:
    """An entity that speaks: `key` is its identity, `name` how it is shown."""

    kind: Literal["person", "organisation"]
    name: str
    key: str
    role: str | None
    gender: Gender | None
    keys: frozenset[str] = frozenset()
    unnamed: bool = False
    lone: bool = False
    """Something that speaks and is no entity: one word that nothing tells to be a person's name, or a study."""

    @property
    def identity(self) -> str:
        """What two mentions of one speaker share."""
        return f"{self.kind}:{self.key}"


@dataclass(slots=True)
class SpeakerHistory:
    """Who has spoken so far in an article; quotations are put before it in order."""

    text: str
    cast: Cast
    lexicon: Lexicon
    bodies: Organisations
    quoted: StretchIndex[Stretch]
    """The stretches inside quotation marks: whom they name is spoken of, and does not speak."""
    last: dict[str, tuple[int, Speaker]] = field(default_factory=dict)
    by_head: dict[str, Speaker] = field(default_factory=dict)
    first_words: dict[str, Organisation] | None = None

    def resolve(self, phrase: Phrase | None, at: int) -> tuple[Speaker | None, How]:
        """Return the speaker that a phrase at offset `at` means, and how that was settled."""
        if phrase is None:
            return None, "undecided"
        speaker, how = self._resolve(phrase, at)
        if speaker is not None:
            self.last.update((pronoun, (at, speaker)) for pronoun in _pronouns_of(speaker))
            if phrase.head:
                self.by_head[phrase.head] = speaker
        return speaker, how

    def _resolve(self, phrase: Phrase, at: int) -> tuple[Speaker | None, How]:
        match phrase.kind:
            case "person":
                return self._person(phrase)
            case "organisation":
                return self._organisation(phrase), "organisation"
            case "role":
                speaker = self._role(phrase)
                return speaker, "role" if speaker else "undecided"
            case "he" | "she":
                speaker = self._pronoun(phrase.kind, at)
                return speaker, "pronoun" if speaker else "undecided"
            case "it" | "they":
                speaker = self.last[phrase.kind][1] if phrase.kind in self.last else None
                return speaker, "pronoun" if speaker else "undecided"
        return None, "undecided"

    # -- names ------------------------------------------------------------------------------------------

    def _person(self, phrase: Phrase) -> tuple[Speaker | None, How]:
        words = [w.rstrip(".") if len(w) > 2 else w for w in (phrase.name or "").split()]
        while len(words) > 1 and words[-1].lower() in self.lexicon.suffixes:
            words.pop()
        gender = self._gender(phrase, words)
        land = len(words) > 1 and country_code(" ".join(words), self.bodies.knowledge) is not None
        if land or (len(words) > 1 and is_land(" ".join(words), self.lexicon)):
            return self._organisation(phrase), "organisation"
        if len(words) == 1 and words[0].lower() in self.lexicon.openers and self.cast.short(words[0], gender) is None:
            return None, "undecided"  # "Meanwhile, the president himself weighed in, calling ..."
        if len(words) > 1:
            person = self.cast.full(words)
            return self._speaker(person, phrase, gender) if person else _named(words, phrase, gender), "name"
        person = self.cast.short(words[0], gender)
        if person is not None:
            return self._speaker(person, phrase, gender), "surname"
        body = self.bodies.identify(words[0])
        land = words[0].lower() in self.cast.lands or (
            body.country is not None and words[0] not in self.bodies.knowledge.gazetteer.people
        )
        if phrase.role is None and gender is None and land:  # "Kestria said": a government by its country's name
            return Speaker("organisation", body.name, body.key, None, None), "organisation"
        named = _named(words, phrase, gender)
        if phrase.role is not None or gender is not None or self._may_be_given(words[0]):
            return named, "name"
        full = self._body_called(words[0])
        if full is not None:  # "Unisol said" beside Unisol Corp.
            return Speaker("organisation", full.name, full.key, None, None), "organisation"
        return replace(named, lone=True), "name"

    def _may_be_given(self, word: str) -> bool:
        """Tell a given name, a family name that comes first, and the label of a talk ("ROE:")."""
        low = word.lower()
        return low in self.lexicon.given_gender or low in self.lexicon.family_first or word.isupper()

    def _body_called(self, word: str) -> Organisation | None:
        """Return the body that the text names in full by more words than this first one."""
        if self.first_words is None:
            self.first_words = {}
            for name, body in self.bodies.by_name.items():
                self.first_words.setdefault(name.partition(" ")[0], body)
        return self.first_words.get(word.lower())

    def _speaker(self, person: Person, phrase: Phrase | None, gender: Gender | None) -> Speaker:
        role = phrase.role if phrase else None
        return Speaker("person", person.name, person.name.lower(), role, person.gender or gender, person.keys)

    def _gender(self, phrase: Phrase, words: list[str]) -> Gender | None:
        for word in (phrase.role or "").lower().replace(".", "").split():
            if word in self.lexicon.prepositions:
                break  # "a former secretary under Mr. Vale": his title is not hers
            if word in self.lexicon.title_gender:
                return self.lexicon.title_gender[word]
        return self.lexicon.genders.get(words[0].lower()) if len(words) > 1 else None

    def _organisation(self, phrase: Phrase) -> Speaker:
        body = self.bodies.identify(self.text[phrase.start : phrase.end])
        if body.key not in self.bodies.keys:
            body = self.bodies.identify(phrase.name or self.text[phrase.start : phrase.end])
        written = body.key not in self.bodies.keys and phrase.head in self.lexicon.writings
        return Speaker("organisation", body.name, body.key, phrase.role, None, lone=written)

    def _role(self, phrase: Phrase) -> Speaker | None:
        shown = self.text[phrase.start : phrase.end]
        if shown.lower() in self.lexicon.determiners and shown.lower() not in self.lexicon.counts:
            return None  # "her"
        surname = self.cast.short(shown, None) if shown[:1].isupper() and " " not in shown else None
        if surname is not None:  # "King said": a surname that is a title too
            return self._speaker(surname, None, None)
        definite = shown.lower().startswith(("the ", "that ", "this "))
        before = self.by_head.get(phrase.head or "") if definite else None
        if before is not None and not before.unnamed:
            return before
        one = not (phrase.head or "").endswith("s")
        bearer = self.cast.titled(phrase.head or "") if definite or shown[:1].isupper() else None
        if bearer is not None and one:
            return self._speaker(bearer, phrase, bearer.gender)
        meant = self._described(phrase) if definite and one else None
        if meant is not None:
            return self._speaker(meant, phrase, meant.gender)
        if before is not None:
            return before
        gender = self.lexicon.title_gender.get(phrase.head or "")
        return Speaker(
            "person",
            shown,
            style_key(_without_article(shown), self.lexicon.counts_as),
            phrase.role,
            gender,
            unnamed=True,
        )

    def _described(self, phrase: Phrase) -> Person | None:
        """Return the one person whom the paragraph or the one before speaks of, where a role only describes them.

        None where the text has brought in somebody of that role without a name: "a lawyer ... the lawyer".
        """
        first = max(0, phrase.start - _INTRODUCED)
        before = self.text[first : phrase.start]
        if re.search(rf"\ban? (?:[\w-]+ ){{0,3}}{re.escape(phrase.head or '')}\b", before.lower()):
            return None
        start = first + before.rfind("\n", 0, max(0, before.rstrip().rfind("\n"))) + 1
        named = self.cast.between(max(start, phrase.start - _NAMED_REACH), phrase.start)
        gender = self.lexicon.title_gender.get(phrase.head or "")
        since = [
            (w, p) for w, p in named
            if (p.sure or p.gender) and (gender is None or p.gender in (None, gender))
            and not any(self.quoted.touching(w, w + 1))
        ]  # fmt: skip
        subjects = [p for w, p in since if self._opens_sentence(w)]
        return subjects[-1] if subjects and len({p.name for p in subjects}) == 1 else None

    # -- pronouns ---------------------------------------------------------------------------------------

    def _pronoun(self, gender: Gender, at: int) -> Speaker | None:
        last_at, last = self.last.get(gender, (-1, None))
        near = last is not None and at - last_at <= _PRONOUN_REACH
        named = self.cast.between(last_at + 1 if near else max(0, at - _NAMED_REACH), self._sentence_of(at))
        since = [(w, p) for w, p in named if not any(self.quoted.touching(w, w + 1))]
        others = [
            (w, p)
            for w, p in since
            if (p.sure or p.gender) and p.gender in (None, gender) and (last is None or p.name != last.name)
        ]
        subjects = [p for w, p in others if self._opens_sentence(w)]
        line = self.text.rfind("\n", max(0, at - _NAMED_REACH), at)
        if near and not subjects and last_at < line:  # a paragraph that brings in one person alone speaks of them
            subjects = [p for w, p in others if w > line and p.gender == gender]
            subjects = subjects if len({p.name for p in subjects}) == 1 else []
        if near and not subjects:
            return last
        chosen = subjects or [p for _, p in others] or [p for w, p in since if not p.sure and self._opens_sentence(w)]
        if not chosen or (not subjects and len({p.name for p in chosen}) > 1):
            return None
        return self._speaker(chosen[-1], None, gender)

    def _sentence_of(self, at: int) -> int:
        """Return where a sentence begins that a pronoun closes behind its quotation: `Roe is "odd," he said`."""
        before = self.text[max(0, at - _NAMED_REACH) : at]
        if not before.rstrip().endswith(('"', "”")):
            return at
        opened = max(before.rstrip()[:-1].rfind('"'), before.rfind("“"))
        ends = [before.rfind(mark, 0, max(opened, 0)) for mark in (". ", "\n", '." ', ".” ", "?” ", '?" ')]
        return at - len(before) + max(*ends, 0) if opened > 0 else at

    def _opens_sentence(self, at: int) -> bool:
        """Tell whether the name at `at` begins its sentence, its title aside."""
        before = self.text[max(0, at - 40) : at]
        cut = max(before.rfind(". "), before.rfind("\n"), before.rfind('" '), before.rfind("” "))
        if cut < 0:
            return len(before) < 40 and len(before.split()) <= _OPENING
        words = before[cut + 1 :].strip('"”“ ').split()
        return len(words) <= _OPENING or all(word[:1].isupper() or self._is_of_title(word.lower()) for word in words)

    def _is_of_title(self, word: str) -> bool:
        """Tell a word that may stand between a sentence's opening and a name: "spokesperson" of "... Max Lund"."""
        return word in self.lexicon.roles or word in self.lexicon.modifiers or word in self.lexicon.determiners


def _named(words: list[str], phrase: Phrase, gender: Gender | None) -> Speaker:
    name = " ".join(words)
    return Speaker("person", name, name.lower(), phrase.role, gender, frozenset((words[-1].lower(),)))


def _pronouns_of(speaker: Speaker) -> Sequence[str]:
    """Return the pronouns that may go back to a speaker."""
    if speaker.kind == "organisation" or speaker.lone:
        return ("it", "they")
    if speaker.unnamed and speaker.name.endswith("s"):
        return ("they",)
    return ("he", "she") if speaker.gender is None else (speaker.gender,)


def _without_article(phrase: str) -> str:
    first, _, rest = phrase.partition(" ")
    return rest if rest and first.lower() in ("the", "a", "an", "another", "one") else phrase
