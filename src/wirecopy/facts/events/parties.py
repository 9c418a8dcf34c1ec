"""Who a phrase of a sentence means: people, bodies, countries, and groups that have a role but no name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from wirecopy.facts.entities.organisations import country_code
from wirecopy.facts.events.clauses import Clause
from wirecopy.facts.events.references import HE, IT, WE, References
from wirecopy.facts.events.signs import Party, Sign, Signs, country_party
from wirecopy.facts.events.words import wordset
from wirecopy.facts.knowledge.actor_roles import Roles
from wirecopy.facts.reading import Reading
from wirecopy.facts.style_key import style_key

_FROM_PLACE = wordset("of in from throughout at near inside across within on for")
_WHERE = wordset("in at near outside inside around")
_STANDS_IN = _FROM_PLACE - {"from", "on", "for"}
_OWN_PHRASE = wordset("of by from against with to on over in for between")
_MOST_PARTIES = 12
_STAYS, _OF, _FROM = wordset("of for from in"), wordset("of from"), wordset("from")


@dataclass(slots=True)
class Finder:
    """Reads phrases of one article; remembers who was last named, for the pronouns behind."""

    reading: Reading
    roles: Roles
    signs: Signs
    back: References
    takes_of: bool = False
    """Whether the act at hand leads on by "of": "accused the port authority of fraud"."""

    def meant(
        self, clause: Clause, chunks: tuple[int, int] | None, *, acts: bool, things: bool = False
    ) -> tuple[Party, ...]:
        """Return the parties of a phrase, each once; `acts` leaves out those that only own what is named.

        With `things` what stands in a country is itself acted on ("an army base in Mali"), and not its government.
        """
        if chunks is None:
            return ()
        found: dict[tuple[str, str], Party] = {}
        parts = _joined(clause, *chunks)
        for n, (first, last) in enumerate(parts):
            led = acts and n > 0 and parts[n - 1][1] - parts[n - 1][0] > 2
            for party in (
                self._led(clause, parts[n - 1][0], first)
                if led
                else self._of_one(clause, first, last, acts=acts, things=things)
            ):
                found.setdefault((party.kind, party.key), party)
                if len(found) == _MOST_PARTIES:
                    break
        parties = _with_sectors(list(found.values()))
        return tuple(parties)

    def described(
        self, clause: Clause, chunks: tuple[int, int] | None, *, anyone: bool = False, acts: bool = False
    ) -> tuple[Party, ...]:
        """Return whom a phrase tells that nothing else knows: "Rada", "four line prosecutors", "critics".

        With `anyone` its noun need not be one of people: "torpedoed a collier".
        """
        if chunks is None or not clause.is_kind(chunks[0], "noun"):
            return ()
        start, end = clause.text_of(chunks[0], chunks[0] + 1)
        lexicon, head, tag = self.reading.lexicon, clause.words.low[end - 1], clause.words.tags[end - 1]
        several = tag in ("NN", "NNS") and (anyone or lexicon.are_people(head)) and not clause.chunks[chunks[0]].time
        named = tag in ("NNP", "NNPS") and head not in lexicon.days
        return (
            (self._group(clause, (start, self._whole(clause, chunks[0], acts=acts)), None, None),)
            if several or named
            else ()
        )

    def owner(self, clause: Clause, first: int, last: int) -> tuple[Party, ...]:
        """Return whose a noun is: what its own phrase names before it ("a U.S. invitation", "our invitation")."""
        if last <= first:
            return ()
        low = clause.words.low[first]
        if low in HE | IT | WE and clause.words.tags[first] == "PRP$":
            return self.back.pronoun(low, clause.words.starts[first], acts=True)
        return self._named(clause, first, last, None)

    def _led(self, clause: Clause, head: int, n: int) -> tuple[Party, ...]:
        """Return whom a phrase adds that is joined inside another: "leaders of France and Poland"."""
        start, end = clause.text_of(head, head + 1)
        role = self.roles.head(clause.words.low[start:end], clause.words.shown[start:end])
        own = self._of_one(clause, n, n + 1, acts=True)
        if role is None:
            return own if own and (own[0].sector or own[0].kind == "person") else ()
        return tuple(replace(p, sector=p.sector or role) if p.kind == "country" else p for p in own)

    def needs_subjects(self, clause: Clause) -> bool:
        """Tell whether a sentence has a pronoun that may go back to a subject of its own."""
        return any(word in HE or word in IT for word in clause.words.low)

    def country_in(self, phrase: str) -> str | None:
        """Return the country that the words of a role tell: "A senior U.S. defence official"."""
        words = phrase.split()
        gazetteer = self.reading.gazetteer
        for n in (3, 2, 1):
            for i in range(len(words) - n + 1):
                name = " ".join(words[i : i + n]).removesuffix("'s").removesuffix("’s")
                code = country_code(name, self.reading.knowledge) if name[:1].isupper() else None
                code = code or gazetteer.seats.get(name, (None, ""))[0]
                if code:
                    return gazetteer.iso3.get(code, code)
        return None

    def is_setting(self, clause: Clause, party: Party) -> bool:
        """Tell a town or a state that only says where: "in Lund", "at the port of Lund"."""
        words = clause.words
        if party.kind != "country" or not words.starts[0] <= party.start < words.ends[-1]:
            return False
        if not all(sign.local for sign in self.signs.within(party.start, party.end)):
            return False
        at = words.at(party.start)
        before = words.low[at - 2 if at > 1 and words.low[at - 1] == "the" else at - 1] if at else ""
        return before in _WHERE

    def behind(self, clause: Clause, n: int) -> tuple[Party, ...]:
        """Return whom a preposition phrase right behind a noun phrase names."""
        return self._behind(clause, n + 1, n + 1, acts=False)

    def _of_one(self, clause: Clause, first: int, last: int, *, acts: bool, things: bool = False) -> tuple[Party, ...]:
        """Return who is meant by one phrase: a noun phrase and what prepositions attach to it."""
        start, end = clause.text_of(first, first + 1)
        low = clause.words.low[start:end]
        if len(low) == 1 and clause.words.tags[start] == "PRP":
            return self.back.pronoun(low[0], clause.words.starts[start], acts=acts)
        role = self.roles.head(low, clause.words.shown[start:end])
        found = self._named(clause, start, end, role)
        people = role is None and self._are_people(clause, start, end, bodies=bool(found))
        back = self.back.definite(low, clause.words.starts[start]) if not found or found[0].kind == "group" else ()
        if back:
            return back
        if found and not (people and found[0].kind == "country" and found[0].end < clause.words.starts[end - 1]):
            return found
        if people:  # "a French lawyer" is not France
            country = found[0].country if found else self._country_behind(clause, first + 1, last)
            return (
                self._group(clause, (start, self._whole(clause, first, acts=acts)), country, self.roles.sector(low)),
            )
        own = (
            self.back.pronoun(low[0], clause.words.starts[start], acts=True)
            if low[0] in HE | IT | WE and not role
            else ()
        )
        if role is not None:
            country = self._country_behind(clause, first + 1, last)
            return (self._group(clause, (start, self._whole(clause, first, acts=acts)), country, role),)
        if own and not acts:
            return own
        if acts and not _is_many(clause, start, end):
            return ()
        behind = self._behind(clause, first + 1, last, acts=acts)
        placed = things and clause.is_kind(first + 1, "prep") and clause.low(first + 1) in _STANDS_IN
        if placed and behind and behind[0].kind == "country" and not clause.chunks[first].time:
            return (self._group(clause, (start, _with_of(clause, first)), behind[0].country, None),)
        return behind

    def _whole(self, clause: Clause, n: int, *, acts: bool) -> int:
        """Return the word behind a noun phrase with what is attached to it; behind a verb "of" may be the verb's."""
        if acts:
            return _with_phrases(clause, n, _STAYS)
        return _with_phrases(clause, n, _FROM if self.takes_of else _OF)

    def _are_people(self, clause: Clause, start: int, end: int, *, bodies: bool) -> bool:
        """Tell people, and with `bodies` several bodies: "US organisations", not "Pakistan's city", "naval papers"."""
        tag, head, lexicon = clause.words.tags[end - 1], clause.words.low[end - 1], self.reading.lexicon
        body = head in lexicon.organisation_nouns and head not in lexicon.people_nouns
        return tag in ("NN", "NNS") and lexicon.are_people(head) and (not body or (bodies and tag == "NNS"))

    def _named(self, clause: Clause, start: int, end: int, role: str | None) -> tuple[Party, ...]:
        text = self.reading.view.text
        a, b = clause.words.starts[start], clause.words.ends[end - 1]
        signs = list(self.signs.within(a, b))
        if not signs:
            return self._compound(clause, start, end)
        people = [s for s in signs if s.party.kind == "person"]
        head_end = clause.words.ends[end - 1]
        described = signs[-1].end < head_end - 1 and clause.words.tags[end - 1] in ("NN", "NNS", "NNP", "NNPS")
        if described and self._are_several_or_body(clause, end - 1):
            return (self._group(clause, (start, end), signs[-1].party.country, role or signs[-1].party.sector),)
        owned = people and text[people[-1].end : people[-1].end + 2] in ("'s", "’s")
        if people and not (owned and role):
            return (self._placed(people[-1].party, signs),)
        strong = [s for s in signs if not s.weak and s.party.kind != "person"]
        if people and role:
            return (self._group(clause, (start, end), people[-1].party.country, role),)
        last = (strong or signs)[-1]
        if last.end > head_end and last.party.kind == "organisation":
            behind = self._behind_name(clause, end, last)
            if behind is not None:
                return (self._group(clause, (start, behind), last.party.country, role or last.party.sector),)
        if (
            role is not None
            and last.end < head_end - 1
            and not (
                strong
                and text[last.end : last.end + 2] not in ("'s", "’s")
                and last.party.kind == "organisation"
                and last.party.country is None
            )
        ):
            return (
                self._group(
                    clause,
                    (start, end),
                    last.party.country,
                    last.party.sector if last.party.sector not in (None, "GOV") else role,
                ),
            )
        several = clause.words.tags[end - 1] in ("NNS", "NNPS") and clause.words.low[start] != "the"
        if several and last.weak and last.end >= head_end - 1:
            return (self._group(clause, (start, end), last.party.country, None),)  # "four Americans" are no government
        both = [s.party for s in signs if s.weak and clause.words.low[clause.words.at(s.start)] != ""]
        if len(both) > 1 and all(s.weak for s in signs) and "-" in text[signs[0].end : signs[-1].start]:
            return tuple(both)
        return (last.party,)

    def _are_several_or_body(self, clause: Clause, n: int) -> bool:
        """Tell a head that acts itself, whoever its phrase names before it: "Vale's office", "the Vale campaign"."""
        low, lexicon = clause.words.low[n], self.reading.lexicon
        body = low in lexicon.organisation_nouns and low not in lexicon.writings
        return body or (lexicon.are_people(low) and clause.words.tags[n] in ("NNS", "NNPS"))

    def _behind_name(self, clause: Clause, k: int, name: Sign) -> int | None:
        """Return where a phrase ends whose people a longer name describes: "Department of Justice officials"."""
        while k < len(clause.words) and clause.words.starts[k] < name.end:
            k += 1
        last = k
        while last < len(clause.words) and clause.words.tags[last] in ("NN", "NNS"):
            last += 1
        people = last > k and (
            clause.words.low[last - 1] in self.roles.nouns
            or self.reading.lexicon.are_people(clause.words.low[last - 1])
        )
        return last if people else None

    def _placed(self, person: Party, signs: Sequence[Sign]) -> Party:
        """Return a person with the country that stands in the same phrase, where none is known."""
        if person.country is not None:
            return person
        country = next((s.party.country for s in signs if s.party.kind != "person" and s.party.country), None)
        return replace(person, country=country)

    def _compound(self, clause: Clause, start: int, end: int) -> tuple[Party, ...]:
        """Return the two sides of "Greek-Turkish" or "China-U.S."."""
        for i in range(start, end):
            if "-" not in clause.words.low[i]:
                continue
            halves = clause.words.shown[i].split("-")
            codes = [self._code(half) for half in halves]
            told = [code for code in codes if code is not None]
            if told and len(halves) == len(told) == 2:
                place = (clause.words.starts[i], clause.words.ends[i])
                return tuple(country_party(code, self.reading.knowledge, *place) for code in told)
            if told and codes[0] is not None:
                return (country_party(codes[0], self.reading.knowledge, clause.words.starts[i], clause.words.ends[i]),)
        return ()

    def _code(self, word: str) -> str | None:
        return country_code(word, self.reading.knowledge) if word[:1].isupper() else None

    def _country_behind(self, clause: Clause, k: int, last: int) -> str | None:
        """Return the country that "... in Lebanon" behind a role tells."""
        while (
            k + 1 < max(last, min(k + 4, len(clause.chunks)))
            and clause.is_kind(k, "prep")
            and clause.is_kind(k + 1, "noun")
        ):
            if clause.low(k) in _FROM_PLACE:
                start, end = clause.text_of(k + 1, k + 2)
                a, b = clause.words.starts[start], clause.words.ends[end - 1]
                told = [
                    s.party.country for s in self.signs.within(a, b) if s.party.country and s.party.kind != "person"
                ]
                if told:
                    return told[-1]
            k += 2
        return None

    def _behind(self, clause: Clause, k: int, last: int, *, acts: bool) -> tuple[Party, ...]:
        """Return whom the first telling preposition phrase behind a noun names: "an attack by soldiers"."""
        while k + 1 < len(clause.chunks) and clause.is_kind(k, "prep") and clause.is_kind(k + 1, "noun"):
            if k >= last and acts:
                return ()
            if clause.low(k) in _OWN_PHRASE:
                end = clause.extent(k + 1) if clause.low(k) in ("between", "among") else k + 2
                found = self.meant(clause, (k + 1, end), acts=False)
                if found:
                    return found
            k += 2
        return ()

    def _group(self, clause: Clause, words: tuple[int, int], country: str | None, sector: str | None) -> Party:
        start, end = clause.words.starts[words[0]], clause.words.ends[words[1] - 1]
        name = self.reading.view.text[start:end]
        key = style_key(name, self.reading.lexicon.counts_as)
        for article in ("the ", "a ", "an "):
            key = key.removeprefix(article)
        return Party("group", key, " ".join(name.split()), country, sector, start, end)


def _joined(clause: Clause, first: int, last: int) -> list[tuple[int, int]]:
    """Cut a phrase into what "and" and commas join: first chunk and end of each."""
    parts: list[tuple[int, int]] = []
    k = first
    while k < last:
        if not clause.is_kind(k, "noun"):
            k += 1
            continue
        end = k + 1
        while end < last and not (clause.is_kind(end, "and") or clause.is_kind(end, "mark")):
            end += 1
        parts.append((k, end))
        k = end
    return parts


def _with_phrases(clause: Clause, n: int, prepositions: frozenset[str]) -> int:
    """Return the word behind a noun phrase with the preposition phrases right behind it: "lawyers for Paul Vale"."""
    last = clause.chunks[n].last
    while clause.is_kind(n + 1, "prep") and clause.low(n + 1) in prepositions and clause.is_kind(n + 2, "noun"):
        n += 2
        if clause.chunks[n].time:
            break
        last = clause.chunks[n].last
    return last


def _with_of(clause: Clause, n: int) -> int:
    """Return the word behind a noun phrase, with an "of ..." that tells whose or which they are."""
    if clause.is_kind(n + 1, "prep") and clause.low(n + 1) == "of" and clause.is_kind(n + 2, "noun"):
        return clause.chunks[n + 2].last
    return clause.chunks[n].last


def _is_many(clause: Clause, start: int, end: int) -> bool:
    """Tell whether a noun only counts: "tens of thousands of students"."""
    head = clause.words.low[end - 1]
    return head.endswith(("s", "number", "group", "team", "series", "bunch")) or head in (
        "one",
        "part",
        "member",
        "group",
        "crowd",
        "wing",
    )


def _with_sectors(parties: list[Party]) -> list[Party]:
    """Return joined parties, a bare country with the role of the one behind it: "Hungarian and Romanian officials"."""
    for n in range(len(parties) - 2, -1, -1):
        if parties[n].sector is None and parties[n].kind == "country" and parties[n + 1].kind == "group":
            parties[n] = replace(parties[n], sector=parties[n + 1].sector)
    return parties
