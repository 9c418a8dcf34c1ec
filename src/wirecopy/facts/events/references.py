"""Whom a pronoun, or a noun phrase that only points back, means: "she", "them", "the president", "the ministry"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from wirecopy.facts.events.signs import Party, Signs, country_party
from wirecopy.facts.reading import Reading

HE = frozenset(("he", "she", "him", "his", "her"))
IT = frozenset(("it", "its", "they", "them", "their", "itself", "themselves"))
WE = frozenset(("we", "our", "us", "ours", "i", "my", "me"))
_OBJECTS = frozenset(("him", "her", "them"))
_POINTING = frozenset(("the", "that", "this"))
_NEAR = 400  # characters before a pronoun in which whom it means is named
_FAR = 2_500  # characters before "the ministry" in which its full name stands
_LONGEST_WORD = 30
_MOST_WORDS = 4  # of a name before its body: a line of capitals is no name
_ONE_PERSON = frozenset(("GOV", "OPP", "LEG", "JUD", "REL", "EDU", "MED", "BUS"))


@dataclass(slots=True)
class References:
    """Who was last named in an article, read in order."""

    reading: Reading
    signs: Signs
    person: Party | None = None
    body: Party | None = None
    speaker: Party | None = None
    actors: frozenset[str] = frozenset()
    """The keys of those who act in the clause at hand: "accused her" is not said of the one who accuses."""
    bearers: dict[str, Party | None] = field(default_factory=dict)
    genders: dict[str, str | None] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Take the genders of those whom the article names."""
        self.genders.update((person.name, person.gender) for person in self.reading.cast.people)

    def note(self, parties: Sequence[Party]) -> None:
        """Remember whom a later pronoun may mean."""
        for party in parties:
            one = party.kind == "group" and not party.name.endswith("s")
            if party.kind == "person" or (one and party.sector in _ONE_PERSON):
                self.person = party
            else:
                self.body = party

    def pronoun(self, low: str, at: int, *, acts: bool) -> tuple[Party, ...]:
        """Return whom a pronoun at an offset means."""
        if low in WE:
            return (self._own_side(low),) if self.speaker is not None else ()
        others = self.actors if not acts and low in _OBJECTS else frozenset()
        if low in HE:
            gender = "she" if low in ("she", "her") else "he"
            last = self.person
            fits = last is not None and last.key not in others and self._gender(last) in (None, gender)
            party = last if fits else self._named_before(gender, at, others)
        else:
            party = self.body if low in IT else None
            party = None if party is not None and party.key in others else party
        return (party,) if party is not None else ()

    def definite(self, low: Sequence[str], start: int) -> tuple[Party, ...]:
        """Return whom "the president" or "the ministry" goes back to, where the text has named one before."""
        if len(low) != 2 or low[0] not in _POINTING:
            return ()
        bearer = self._bearer(low[1])
        if bearer is not None:
            return (bearer,)
        if low[1] not in self.reading.lexicon.organisation_nouns:
            return ()
        before = self.signs.within(max(0, start - _FAR), start)
        named = (
            s.party
            for s in reversed(before)
            if s.party.kind == "organisation" and low[1] in s.party.name.lower().split()
        )
        party = next(named, None) or self._owned_by_name(low[1], start)
        return (party,) if party is not None else ()

    def _owned_by_name(self, noun: str, start: int) -> Party | None:
        """Return the body that a name before its noun told last: "the Vale administration", of "the administration"."""
        text = self.reading.view.text
        end = start
        while (at := text.rfind(f" {noun}", max(0, start - _FAR), end)) > 0:
            end = at
            first = at
            for _ in range(_MOST_WORDS):
                space = text.rfind(" ", max(0, first - _LONGEST_WORD), first)
                if space < 0 or not text[space + 1].isupper():
                    break
                first = space
            name = text[first:at].strip()
            if name and name.lower() not in _POINTING:
                shown = " ".join(f"{name} {noun}".split())
                return Party("group", shown.lower(), shown, None, None, first + 1, at + 1 + len(noun))
        return None

    def _bearer(self, title: str) -> Party | None:
        if title not in self.bearers:
            person = self.reading.cast.titled(title)
            self.bearers[title] = self.signs.named.get(person.name) if person is not None else None
        return self.bearers[title]

    def _gender(self, party: Party) -> str | None:
        return self.genders.get(party.name)

    def _named_before(self, gender: str, at: int, others: frozenset[str]) -> Party | None:
        """Return the last person named shortly before a pronoun that may mean them."""
        near = [s.party for s in self.signs.within(max(0, at - _NEAR), at) if s.party.kind == "person"]
        fitting = (p for p in reversed(near) if p.key not in others and self._gender(p) in (None, gender))
        return next(fitting, None)

    def _own_side(self, low: str) -> Party:
        """Return whom a speaker means by "we": the country they speak for, where one is known."""
        assert self.speaker is not None
        iso2 = next((two for two, three in self.reading.gazetteer.iso3.items() if three == self.speaker.country), None)
        if iso2 is None or low in ("i", "my", "me"):
            return self.speaker
        return country_party(iso2, self.reading.knowledge, self.speaker.start, self.speaker.end, "GOV")
