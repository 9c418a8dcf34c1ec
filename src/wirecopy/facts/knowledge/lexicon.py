"""The words of one language that the facts room reads by, loaded from a data file of ours."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from wirecopy.languages import language_pack, languages_with
from wirecopy.text.spelling import counts_as
from wirecopy.types import Stance as StanceKind

CueClass = Literal["speech", "label", "thought"]
Form = Literal["finite", "base", "third", "participle", "gerund"]
Gender = Literal["he", "she"]

_VOWELS = "aeiou"
GIVEN_NAMES = "given_names.tsv"
_LEAST_CHANCE = 0.01


@dataclass(frozen=True, slots=True)
class Verb:
    """One form of a cue verb: `told` is the finite form of `tell`."""

    lemma: str
    cue: CueClass
    form: Form


@dataclass(frozen=True, slots=True)
class Stance:
    """One form of a verb of thinking, wanting, judging or showing, and what it governs where it is one.

    `governs` holds "clause", "to", "object", "passive" and prepositions.
    """

    verb: Verb
    governs: frozenset[str]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Every word list of a language, lower-case where case says nothing."""

    language: str
    verbs: Mapping[str, Verb]
    stances: Mapping[str, Stance]
    according: Mapping[str, tuple[tuple[str, ...], ...]]
    auxiliaries: frozenset[str]
    passive: frozenset[str]
    speech_nouns: frozenset[str]
    nouns_too: frozenset[str]
    titles: frozenset[str]
    roles: frozenset[str]
    modifiers: frozenset[str]
    title_surnames: frozenset[str]
    honorifics: frozenset[str]
    counts: frozenset[str]
    suffixes: frozenset[str]
    particles: frozenset[str]
    family_first: frozenset[str]
    title_gender: Mapping[str, Gender]
    given_gender: Mapping[str, Gender]
    genders: Mapping[str, Gender]
    """The sex that bears a given name, of many more names: some are words or places as well."""
    title_names: Mapping[str, str]
    """Titles by their short forms: "gov" is a governor."""
    organisation_words: frozenset[str]
    organisation_names: frozenset[str]
    organisation_nouns: frozenset[str]
    writings: frozenset[str]
    agent_endings: tuple[str, ...]
    people_nouns: frozenset[str]
    """Nouns that go on with "who" in news, learned by tools/learn_people_nouns.py."""
    land_heads: frozenset[str]
    land_ends: frozenset[str]
    pronouns: Mapping[str, str]
    determiners: frozenset[str]
    prepositions: frozenset[str]
    links: frozenset[str]
    openers: frozenset[str]
    days: frozenset[str]
    day_parts: frozenset[str]
    relative_days: Mapping[str, tuple[tuple[str, ...], ...]]
    works: frozenset[str]
    name_joiners: frozenset[str]
    before_places: frozenset[str]
    opens_setting: frozenset[str]
    names_worth: Mapping[str, tuple[float, float]]
    stance_of: Mapping[str, StanceKind]
    indirect_worth: Mapping[str, float]
    counts_as: Mapping[str, str | None]

    def worth(self, kind: str, chance: float) -> float:
        """Return how often names of a kind are right whose mentions have this mean chance.

        >>> lexicon = load_lexicon("en")
        >>> 0 < lexicon.worth("person", 0.2) < lexicon.worth("person", 0.9) < 1
        True
        """
        if kind not in self.names_worth:
            return chance
        offset, slope = self.names_worth[kind]
        odds = math.log(max(chance, _LEAST_CHANCE) / max(1 - chance, _LEAST_CHANCE))
        return 1 / (1 + math.exp(-offset - slope * odds))

    def is_name_word(self, word: str, before: str) -> bool:
        """Tell whether a title is a name all the same, by the word before: "Mr. King", "Ann Bishop".

        `before` is lower-case, and empty where no capitalised word stands there.
        """
        if before in self.honorifics or before in self.given_gender:
            return True
        is_title = before in self.titles or before in self.roles or before in self.modifiers
        return bool(before) and word in self.title_surnames and not is_title and before not in self.openers

    def are_people(self, noun: str) -> bool:
        """Tell whether a lower-case noun means people, or a body that speaks.

        >>> lexicon = load_lexicon("en")
        >>> lexicon.are_people("prosecutors"), lexicon.are_people("lawyer"), lexicon.are_people("orders")
        (True, True, False)
        """
        body = noun in self.organisation_nouns and noun not in self.writings
        return body or noun in self.roles or noun in self.people_nouns


def supported_languages() -> tuple[str, ...]:
    """Return the languages whose text can be read for facts, as two-letter codes.

    >>> "en" in supported_languages()
    True
    """
    return languages_with("facts.toml")


def load_lexicon(language: str = "en") -> Lexicon:
    """Return the words of a language to read facts by; load once and pass it on.

    Raises `KeyError` for a language not in `supported_languages()`.

    >>> load_lexicon("en").verbs["told"].lemma
    'tell'
    """
    if language not in supported_languages():
        raise KeyError(language)
    pack = language_pack(language)
    borne = pack.text(GIVEN_NAMES).splitlines() if pack.has(GIVEN_NAMES) else []
    return _lexicon(language, pack.table("facts.toml"), pack.text("people_nouns.txt").split(), borne)


def _lexicon(language: str, words: Mapping[str, Any], people_nouns: Sequence[str], borne: Sequence[str]) -> Lexicon:
    cues, people, bodies, frame = words["cues"], words["people"], words["organisations"], words["frame"]
    roles = _lower(people["roles"])
    writings = _lower(bodies["writings"])
    writings |= {plural(noun) for noun in writings}
    bodies_named = _lower(bodies["nouns"])
    gender = people["gender"]
    given_gender = _genders(gender["given_he"], gender["given_she"])
    return Lexicon(
        language=language,
        verbs=_verbs(cues),
        stances=_stances(words["stances"]),
        according=_by_first_word(_phrases(cues["according"])),
        auxiliaries=_lower(cues["auxiliaries"]),
        passive=_lower(cues["passive"]),
        speech_nouns=_lower(cues["nouns"]),
        nouns_too=_lower(cues["nouns_too"]),
        titles=_lower(people["titles"]),
        roles=roles | {plural(role) for role in roles},
        modifiers=_lower(people["modifiers"]),
        title_surnames=_lower(people["title_surnames"]),
        honorifics=_lower(people["honorifics"]),
        counts=_lower(people["counts"]),
        suffixes=_lower(people["suffixes"]),
        particles=_lower(people["particles"]),
        family_first=_lower(people["family_first"]),
        title_gender=_genders(gender["he"] + gender["role_he"], gender["she"] + gender["role_she"]),
        given_gender=given_gender,
        genders=dict(_borne(borne)) | given_gender,
        title_names=dict(people["title_names"]),
        organisation_words=_lower(bodies["words"]),
        organisation_names=_lower(bodies["names"]),
        organisation_nouns=bodies_named | {plural(noun) for noun in bodies_named} | writings,
        writings=writings,
        agent_endings=tuple(frame["agent_endings"]),
        people_nouns=frozenset(people_nouns) | {plural(noun) for noun in people_nouns},
        land_heads=_lower(words["places"]["heads"]),
        land_ends=_lower(words["places"]["ends"]),
        pronouns={word: kind for kind in ("he", "she", "it", "they", "other") for word in frame[f"pronouns_{kind}"]},
        determiners=_lower(frame["determiners"]),
        prepositions=_lower(frame["prepositions"]),
        links=_lower(frame["links"]),
        openers=_lower(frame["openers"]),
        days=_lower(frame["days"]),
        day_parts=_lower(frame["parts"]),
        relative_days=_by_first_word(_phrases(frame["relative_days"])),
        works=_lower(frame["works"]),
        name_joiners=_lower(words["names"]["joiners"]),
        before_places=_lower(words["names"]["before_places"]),
        opens_setting=_lower(frame["opens_setting"]),
        names_worth={kind: (offset, slope) for kind, (offset, slope) in words["names"]["worth"].items()},
        stance_of={lemma: stance for stance, lemmas in words["stance"].items() for lemma in lemmas},
        indirect_worth=dict(words["indirect"]),
        counts_as=counts_as() if language == "en" else {},
    )


def _borne(lines: Iterable[str]) -> Iterator[tuple[str, Gender]]:
    for line in lines:
        name, pronoun = line.split("\t")
        yield name, "he" if pronoun == "he" else "she"


def _lower(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word.lower() for word in words)


def _phrases(phrases: Iterable[str]) -> tuple[tuple[str, ...], ...]:
    return tuple(sorted((tuple(phrase.split()) for phrase in phrases), key=lambda p: (-len(p), p)))


def _by_first_word(phrases: Iterable[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    table: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        table[phrase[0]] = (*table.get(phrase[0], ()), phrase)
    return table


def _genders(he: Iterable[str], she: Iterable[str]) -> dict[str, Gender]:
    """Both lists as one map; a word on both sides (Jean) says nothing and is left out."""
    men, women = _lower(he), _lower(she)
    genders: dict[str, Gender] = dict.fromkeys(men - women, "he")
    genders.update((word, "she") for word in women - men)
    return genders


def _verbs(cues: Mapping[str, Any]) -> dict[str, Verb]:
    verbs: dict[str, Verb] = {}
    classes: tuple[CueClass, ...] = ("speech", "label", "thought")
    for cue in classes:  # an earlier class keeps a form that two verbs share
        for entry in cues[cue]:
            for word, form in inflect(entry):
                verbs.setdefault(word, Verb(entry.split()[0].rstrip("+"), cue, form))
    return verbs


def _stances(table: Mapping[str, Any]) -> dict[str, Stance]:
    governs: dict[str, set[str]] = {}
    entries: dict[str, str] = {}
    for kind in ("clause", "to", "object", "passive"):
        for entry in table[kind]:
            _note(entry, kind, entries, governs)
    for phrase in table["prepositional"]:
        *entry, preposition = phrase.split()
        _note(" ".join(entry), preposition, entries, governs)
    forms: dict[str, Stance] = {}
    for lemma, entry in entries.items():
        for word, form in inflect(entry):
            forms.setdefault(word, Stance(Verb(lemma, "thought", form), frozenset(governs[lemma])))
    return forms


def _note(entry: str, kind: str, entries: dict[str, str], governs: dict[str, set[str]]) -> None:
    lemma = entry.split()[0].rstrip("+")
    entries[lemma] = max(entry, entries.get(lemma, ""), key=len)
    governs.setdefault(lemma, set()).add(kind)


def inflect(entry: str) -> Iterator[tuple[str, Form]]:
    """Yield every form of a verb as the data file writes it.

    >>> [word for word, form in inflect("admit+")]
    ['admitted', 'admit', 'admits', 'admitting']
    >>> [word for word, form in inflect("write wrote written")]
    ['wrote', 'write', 'writes', 'written', 'writing']
    """
    base, *irregular = entry.split()
    doubled = base.endswith("+")
    base = base.rstrip("+")
    stem = base + base[-1] if doubled else base
    past = irregular[0] if irregular else _past(stem)
    yield past, "finite"
    if base != past:
        yield base, "base"
    yield plural(base), "third"
    if irregular and irregular[1] != past:
        yield irregular[1], "participle"
    yield _gerund(stem), "gerund"


def _past(stem: str) -> str:
    if stem.endswith("e"):
        return stem + "d"
    if stem.endswith("y") and stem[-2] not in _VOWELS:
        return stem[:-1] + "ied"
    return stem + "ed"


def _gerund(stem: str) -> str:
    return (stem[:-1] if stem.endswith("e") and not stem.endswith("ee") else stem) + "ing"


def plural(word: str) -> str:
    """Return the form with -s: of a verb its third person, of a noun its plural.

    >>> plural("deny"), plural("coach"), plural("spokesman")
    ('denies', 'coaches', 'spokesmen')
    """
    if word.endswith("man") and len(word) > 3:
        return word[:-3] + "men"
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "ch", "sh", "o")) else "s")
