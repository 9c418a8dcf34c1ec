"""The people an article names in full: what a surname, a title or a pronoun goes back to."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wirecopy.facts.entities.countries import is_land, lands_of
from wirecopy.facts.intervals import StretchIndex
from wirecopy.facts.knowledge.lexicon import Gender, Lexicon
from wirecopy.facts.names.names import NO_NAMES, Names
from wirecopy.types import Stretch

_FAR_OFTENER = 2  # times as often as another bearer of a title somebody is named whom the title alone means
_CAPITAL = r"[^\W\d_a-zß-öø-ÿ]"
_WORD = rf"{_CAPITAL}[\w’'-]{{0,30}}\.?"
_ARTICLE = r"(?:al|el|ul|as|ad|ar)[-‑]"  # "Bashar al-Assad", whom the text then calls Assad
_RUN = re.compile(
    rf"\b{_WORD}(?: (?:(?:de|del|van|von|der|den|al|el|bin|ibn|ben|da|di|du|la|le) ){{0,2}}"
    rf"(?:{_ARTICLE})?{_WORD}){{0,7}}"
)
_WITH_ARTICLE = re.compile(_ARTICLE)
_LONGEST_WORD = 32
_NAMESAKES = 32  # people of one surname who are told apart; the rest of a list of names is passed over
_POSSESSIVE = re.compile(r"['’]s?\Z")
_LEARNED = 0.6  # chance from which the bounds of a learned name go before the rules'
_LONE = 0.7  # mean chance from which one word alone is a person
_MOST_WORDS = 6
_PLAIN = (2, 3)  # words of a name that the rules bound well


@dataclass(frozen=True, slots=True)
class Person:
    """Someone named in full: `keys` are the words that name them alone, lower-case."""

    name: str
    keys: frozenset[str]
    gender: Gender | None
    sure: bool
    count: int
    titles: frozenset[str] = frozenset()
    shares_surname: bool = False
    """True where the text gives the surname to the other sex as well ("Mr. Roe" beside Jane Roe)."""


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of an article, and where each is named."""

    people: tuple[Person, ...]
    by_key: Mapping[str, tuple[Person, ...]]
    by_ends: Mapping[tuple[str, str], Person]
    named_at: tuple[int, ...]
    named_to: tuple[int, ...]
    named: tuple[Person, ...]
    lands: frozenset[str] = frozenset()

    def places(self) -> dict[str, list[Stretch]]:
        """Return where each person is named, titles aside, by lower-case name."""
        places: dict[str, list[Stretch]] = {}
        for at, end, person in zip(self.named_at, self.named_to, self.named, strict=True):
            places.setdefault(person.name.lower(), []).append(Stretch(at, end))
        return places

    def full(self, words: Sequence[str]) -> Person | None:
        """Return the person of a full name, middle names and initials aside."""
        return self.by_ends.get(_ends(words)) if len(words) > 1 else None

    def short(self, word: str, gender: Gender | None) -> Person | None:
        """Return the person whom one word names; of several, the one named in full most often."""
        people = self.by_key.get(word.lower(), ())
        fitting = [p for p in people if (not p.shares_surname if gender is None else p.gender in (None, gender))]
        return max(fitting, key=lambda p: p.count) if fitting else None

    def titled(self, title: str) -> Person | None:
        """Return who bears the title: the one bearer in this text, or the one it names far oftener than the others."""
        named = Counter(person.name for person in self.named)
        bearers = sorted((p for p in self.people if title in p.titles), key=lambda p: -named[p.name])
        clear = bool(bearers) and (len(bearers) == 1 or named[bearers[0].name] > _FAR_OFTENER * named[bearers[1].name])
        return bearers[0] if clear else None

    def between(self, start: int, end: int) -> Sequence[tuple[int, Person]]:
        """Return who is named from `start` to `end`, in order."""
        first, last = bisect_left(self.named_at, start), bisect_left(self.named_at, end)
        return tuple(zip(self.named_at[first:last], self.named[first:last], strict=True))


def cast_of(text: str, lexicon: Lexicon, names: Names = NO_NAMES) -> Cast:
    """Return everyone `text` names in full, with the places where a full name or surname stands."""
    runs = [(at, words, given) for at, words, given in _runs(text, lexicon) if words]
    runs = _with_learned(text, runs, names, lexicon)
    people = _people([run for run in runs if len(run[1]) > 1], lexicon)
    people |= _by_surname(runs, people.values(), lexicon)
    people |= _by_given_name(runs, people, names, lexicon)
    lands = lands_of(text)
    people |= _by_one_word(runs, people.values(), names, lexicon, lands | _first_of_bodies(text, names))
    contested = _contested(runs, people.values(), lexicon)
    shared = {ends: replace(p, shares_surname=True) for ends, p in people.items() if p.keys & contested}
    people |= shared
    by_key: dict[str, list[Person]] = {}
    for person in people.values():
        for key in sorted(person.keys):
            namesakes = by_key.setdefault(key, [])
            if len(namesakes) < _NAMESAKES:
                namesakes.append(person)
    cast = Cast(tuple(people.values()), {k: tuple(v) for k, v in by_key.items()}, people, (), (), ())
    places = [
        (at, at + len(" ".join(words)), _person_named(cast, words, lexicon.title_gender.get(given)))
        for at, words, given in runs
    ]
    named = [(at, end, person) for at, end, person in places if person is not None]
    return replace(
        cast,
        named_at=tuple(at for at, _, _ in named),
        named_to=tuple(end for _, end, _ in named),
        named=tuple(person for _, _, person in named),
        lands=lands,
    )


Run = tuple[int, tuple[str, ...], str]


def _with_learned(text: str, runs: Sequence[Run], names: Names, lexicon: Lexicon) -> list[Run]:
    """Return the runs with the learned names of people in place of whatever touches them in other bounds."""
    if not names.read:
        return list(runs)
    lands = [Stretch(at, at + len(" ".join(words))) for at, words, _ in runs if is_land(" ".join(words), lexicon)]
    inside = StretchIndex.of(lands, lambda stretch: stretch)
    learned = [n for n in names.kind("person", _LEARNED) if not any(inside.touching(n.stretch.start, n.stretch.end))]
    stretches = [name.stretch for name in learned]
    ends = [stretch.end for stretch in stretches]
    same, found = set(), []
    for at, words, given in runs:
        end = at + len(" ".join(words))
        n = bisect_left(ends, at + 1)
        if n < len(stretches) and stretches[n].start < end:
            part = " " not in text[stretches[n].start : stretches[n].end] and len(words) in _PLAIN
            if part or (stretches[n].start == at and abs(stretches[n].end - end) < 2):
                same.add(n)  # the same bounds, a full stop aside; or one word of a plain name
            else:
                continue
        found.append((at, words, given))
    for n, stretch in enumerate(stretches):
        if n not in same:
            at, words = stretch.start, tuple(text[stretch.start : stretch.end].split())
            if 0 < len(words) <= _MOST_WORDS and not _is_adherent(words, lexicon):
                found.append((at, words, _word_before(text, at)))
    return sorted(found)


def _by_given_name(
    runs: Sequence[Run], people: Mapping[tuple[str, str], Person], names: Names, lexicon: Lexicon
) -> dict[tuple[str, str], Person]:
    """Return those whom the text goes on to call by their first name, which nobody else in it bears."""
    borne = {key for person in people.values() for key in person.keys}
    first: dict[str, list[tuple[str, str]]] = {}
    for ends, person in people.items():
        if " " in person.name:
            first.setdefault(ends[0], []).append(ends)
    alone: dict[str, list[Stretch]] = {}
    for at, words, given in runs:
        word = words[0].lower()
        if len(words) == 1 and word not in borne and len(first.get(word, ())) == 1 and given not in lexicon.honorifics:
            alone.setdefault(word, []).append(Stretch(at, at + len(words[0])))
    called = [first[word][0] for word, places in alone.items() if names.mean("person", places) >= _LONE]
    return {ends: replace(people[ends], keys=people[ends].keys | {ends[0]}) for ends in called}


def _first_of_bodies(text: str, names: Names) -> frozenset[str]:
    """Return the first words of the bodies that the text names in full: "Unisol" of "Unisol Corp." is nobody."""
    stretches = (name.stretch for name in names.kind("organisation"))
    full = (text[stretch.start : stretch.end].lower().split() for stretch in stretches)
    return frozenset(words[0] for words in full if len(words) > 1)


def _by_one_word(
    runs: Sequence[Run], people: Iterable[Person], names: Names, lexicon: Lexicon, others: Container[str]
) -> dict[tuple[str, str], Person]:
    """Return whom one word alone names, none of `others`, where the model knows it for a person's."""
    borne = {key for person in people for key in person.keys}
    words_alone = [run for run in runs if len(run[1]) == 1]
    lone = [run for run in words_alone if run[1][0].lower() not in borne and run[1][0].lower() not in others]
    by_word: dict[str, list[Run]] = {}
    for run in lone:
        by_word.setdefault(run[1][0].lower(), []).append(run)
    sure = [
        run
        for same in by_word.values()
        if names.mean("person", [Stretch(at, at + len(words[0])) for at, words, _ in same]) >= _LONE
        for run in same
    ]
    return _people(sure, lexicon)


def _person_named(cast: Cast, words: Sequence[str], gender: Gender | None) -> Person | None:
    return cast.full(words) if len(words) > 1 else cast.short(words[0], gender)


def _contested(
    runs: Sequence[tuple[int, tuple[str, ...], str]], people: Iterable[Person], lexicon: Lexicon
) -> set[str]:
    """Return the surnames that an honorific gives to another sex than that of whoever bears them in full."""
    titled = {
        (words[0].lower(), lexicon.title_gender[g])
        for _, words, g in runs
        if len(words) == 1 and g in lexicon.honorifics and g in lexicon.title_gender
    }
    borne = {
        (key, gender)
        for p in people
        for key in p.keys
        for gender in (("he", "she") if p.gender is None else (p.gender,))
    }
    return {key for key, _ in titled - borne}


def _runs(text: str, lexicon: Lexicon) -> Iterator[tuple[int, tuple[str, ...], str]]:
    """Yield each run of capitalised words without its titles: offset, name words, the word before."""
    for match in _RUN.finditer(text):
        at = match.start()
        words: list[str] = []
        given, name_at = _word_before(text, at), at
        for word in match.group().split(" "):
            plain = word.rstrip(".").lower()
            if words and _ended(words[-1]):
                yield name_at, _name(words, lexicon), given
                words, given, name_at = [], "", at
            if _stands_before(plain, words, given, lexicon):
                words, given, name_at = [], plain, at + len(word) + 1
            else:
                words.append(word if word.isalpha() else _POSSESSIVE.sub("", word))
            at += len(word) + 1
        yield name_at, _name(words, lexicon), given


def _stands_before(word: str, words: Sequence[str], given: str, lexicon: Lexicon) -> bool:
    """Tell whether a capitalised word is no part of the name behind it: a title, a role, an opener."""
    if word in lexicon.titles:
        if word in lexicon.given_gender and not words and given in lexicon.roles:
            return False  # "coach Dean Whitlock"
        before = words[-1].lower() if words else given if given in lexicon.honorifics else ""
        return not lexicon.is_name_word(word, before)
    opens = word in lexicon.openers and not (word in lexicon.verbs and given)  # "Said Roe:", not "with Said Ali"
    return not words and (opens or (word in lexicon.roles and word not in lexicon.given_gender))


def _ended(word: str) -> bool:
    """Tell whether a sentence ends at the word: a full stop that is no initial's."""
    return word.endswith(".") and len(word) > 2


def _word_before(text: str, at: int) -> str:
    """Return the word right before an offset, lower-case; empty where a mark or line end stands between."""
    near = text[max(0, at - _LONGEST_WORD) : at]
    if not near.endswith(" "):
        return ""
    word = near.rsplit(None, 1)[-1:]
    return word[0].lower() if word and word[0].isalpha() else ""


def _name(words: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    name = [word if len(word) < 3 else word.rstrip(".") for word in words]
    while name and (name[-1].lower() in lexicon.days or (len(name) > 1 and name[-1].lower() in lexicon.suffixes)):
        name.pop()  # "President Obama Friday"
    body = len(name) > 5 or any(word.lower() in lexicon.organisation_words for word in name)
    if body or _is_adherent(name, lexicon):
        return ()
    return tuple(name)


def _is_adherent(words: Sequence[str], lexicon: Lexicon) -> bool:
    """Tell somebody told by land and party, who is no name: "Oklahoma Democrat"."""
    return len(words) > 1 and f"{words[-1].lower()}s" in lexicon.organisation_names


def _ends(words: Sequence[str]) -> tuple[str, str]:
    return words[0].lower(), words[-1].lower()


def _by_surname(
    runs: Sequence[tuple[int, tuple[str, ...], str]], people: Iterable[Person], lexicon: Lexicon
) -> dict[tuple[str, str], Person]:
    """Return whom the text gives a title and a surname only: "Mr. Roe", with no Roe named in full."""
    borne = {key for person in people for key in person.keys}
    titled = [run for run in runs if len(run[1]) == 1 and run[2] in lexicon.titles and run[1][0].lower() not in borne]
    return _people(titled, lexicon)


def _people(runs: Sequence[tuple[int, tuple[str, ...], str]], lexicon: Lexicon) -> dict[tuple[str, str], Person]:
    counts = Counter(_ends(words) for _, words, _ in runs)
    gathered: dict[tuple[str, str], tuple[tuple[str, ...], list[str]]] = {}
    for _, words, given in runs:
        gathered.setdefault(_ends(words), (words, []))[1].append(given)
    return {ends: _person(words, befores, counts[ends], lexicon) for ends, (words, befores) in gathered.items()}


def _person(words: tuple[str, ...], befores: Sequence[str], count: int, lexicon: Lexicon) -> Person:
    first, last = words[0].lower(), words[-1].lower()
    keys = {last, last.partition("-")[2] if _WITH_ARTICLE.match(last) else last}
    keys |= {first} if first in lexicon.family_first else set()
    hints = [lexicon.title_gender[b] for b in befores if b in lexicon.title_gender]
    given = lexicon.given_gender if len(words) == 1 or first in lexicon.family_first else lexicon.genders
    gender = hints[0] if hints else given.get(first)
    titled = any(b in lexicon.titles or b in lexicon.roles for b in befores)
    sure = titled or first in lexicon.given_gender or first in lexicon.family_first
    titles = frozenset(b for b in befores if b in lexicon.titles or b in lexicon.roles) - lexicon.honorifics
    titles |= frozenset(lexicon.title_names[title] for title in titles if title in lexicon.title_names)
    return Person(" ".join(words), frozenset(keys), gender, sure, count, titles)
