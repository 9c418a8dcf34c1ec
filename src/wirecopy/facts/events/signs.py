"""Where a text names parties: people with their countries, bodies, lands and their peoples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from wirecopy.facts.intervals import StretchIndex
from wirecopy.facts.knowledge.actor_roles import Roles
from wirecopy.facts.knowledge.knowledge import Knowledge
from wirecopy.facts.reading import Reading
from wirecopy.types import Stretch

PartyKind = Literal["person", "organisation", "country", "group"]


@dataclass(frozen=True, slots=True)
class Party:
    """One side of an event: `key` is its identity in the story, `country` three letters or a code of a dictionary."""

    kind: PartyKind
    key: str
    name: str
    country: str | None
    sector: str | None
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Sign:
    """A place of the text that names a party or tells of a country."""

    start: int
    end: int
    party: Party
    weak: bool = False
    """True of a country's adjective or a place: it tells whose a thing is, and acts only where nothing else does."""
    local: bool = False
    """True of a town or a state, for which its country stands."""


@dataclass(frozen=True, slots=True)
class Signs:
    """Every sign of an article, in order; `named` has the first party of each name, `placed` of known country."""

    signs: StretchIndex[Sign]
    named: Mapping[str, Party]
    placed: Mapping[str, Party]

    def within(self, start: int, end: int) -> Sequence[Sign]:
        """Return the signs that begin between two offsets: "the Department of Defence" begins in its first phrase."""
        return self.signs.beginning(start, end)


def country_party(code: str, knowledge: Knowledge, start: int, end: int, sector: str | None = None) -> Party:
    """Return a country as a party, by its two-letter code: its government is one body in every story."""
    shown = knowledge.gazetteer.country_names.get(code, code)
    iso = knowledge.gazetteer.iso3.get(code, code)
    return Party("country", f"{code.lower()} government", f"Government of {shown}", iso, sector, start, end)


def signs_of(
    reading: Reading, roles: Roles, profiles: Mapping[str, tuple[str | None, str | None]], listed: Sequence[Sign]
) -> Signs:
    """Return every sign of an article; `listed` are those of a dictionary and go before all others."""
    found: list[Sign] = []
    taken = bytearray(len(reading.view.text))
    for sign in (*listed, *_people(reading, profiles), *_bodies(reading, roles), *_countries(reading)):
        if not any(taken[sign.start : sign.end]):
            found.append(sign)
            taken[sign.start : sign.end] = b"\x01" * (sign.end - sign.start)
    signs = StretchIndex.of(found, lambda sign: Stretch(sign.start, sign.end))
    named = {sign.party.name: sign.party for sign in reversed(signs.all)}
    return Signs(signs, named, {s.party.name: s.party for s in reversed(signs.all) if s.party.country})


def _people(reading: Reading, profiles: Mapping[str, tuple[str | None, str | None]]) -> list[Sign]:
    found = []
    cast = reading.cast
    for start, end, person in zip(cast.named_at, cast.named_to, cast.named, strict=True):
        if not person.sure and person.name.lower() not in profiles:
            continue
        country, sector = profiles.get(person.name.lower(), (None, None))
        found.append(Sign(start, end, Party("person", person.name.lower(), person.name, country, sector, start, end)))
    return found


def _bodies(reading: Reading, roles: Roles) -> list[Sign]:
    found = []
    for named in reading.bodies.named:
        if named.way in ("adjective", "topic", "office"):
            continue
        body, stretch = named.body, named.stretch
        start, end = stretch.start, stretch.end
        shown = reading.view.text[start:end]
        code = roles.bodies.get(shown) or roles.bodies.get(body.name)
        country = reading.gazetteer.iso3.get(body.country) if body.country else code
        sector = roles.sector(tuple(body.key.split())) or ("IGO" if code == "IGO" else None)
        kind: PartyKind = "country" if body.key.endswith(" government") and body.country else "organisation"
        weak = kind == "country" and end - start < 30 and named.way == "topic"
        found.append(Sign(start, end, Party(kind, body.key, body.name, country, sector, start, end), weak))
    return found


def _countries(reading: Reading) -> list[Sign]:
    found = []
    for site in reading.bodies.sites:
        code = site.country or _country_of(site.name, reading)
        if not code:  # a continent has none
            continue
        start, end = site.stretch.start, site.stretch.end
        sector = "GOV" if site.kind in ("capital", "seat") else None
        party = country_party(code, reading.knowledge, start, end, sector)
        found.append(Sign(start, end, party, site.kind in ("people", "place"), site.kind in ("capital", "place")))
    return found


def _country_of(name: str, reading: Reading) -> str | None:
    places = reading.gazetteer.candidates(name)
    return places[0].country if places else None
