"""Which country and sector each person of an article belongs to, by the roles the text gives them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from wirecopy.facts.entities.organisations import NamedPlace
from wirecopy.facts.events.words import wordset
from wirecopy.facts.intervals import StretchIndex
from wirecopy.facts.knowledge.actor_roles import Roles
from wirecopy.facts.reading import Reading
from wirecopy.types import Stretch

_REACH = 90  # characters before or behind a name in which its role stands
_WORD = re.compile(r"[^\W\d_][\w’'-]*")
_LINK = wordset("of for the national and foreign general")
_OTHERS = re.compile(
    r",? and (?:other|fellow) ((?:[A-Z][\w.]* ?){1,3}) ?(?:officials|leaders|diplomats|ministers|lawmakers|generals)"
)
_COUNTERPART = re.compile(r" and (?:his|her|their) ((?:[A-Z][\w.]* ?){1,3})counterparts?\b")
_RELATED = re.compile(
    r"['’]s? (?:[a-z]+ )?(?:predecessor|successor|deputy|aide|spokesman|spokeswoman|envoy|adviser|advisor|ally)\Z"
)
_SPOKES = re.compile(r"(?i)\bspokes(?:man|woman|person)\b[^.]{0,20}\Z")
_BACK = 400  # characters back to the body a bare spokesperson speaks for

Profile = tuple[str | None, str | None]


def profiles_of(reading: Reading, roles: Roles) -> Mapping[str, Profile]:
    """Return country (three letters) and sector by lower-case name, for everyone whose role the text tells."""
    countries: dict[str, Counter[str]] = {}
    sectors: dict[str, str] = {}
    known: set[str] = set()
    cast, lands = reading.cast, _Lands.of(reading)
    places = list(zip(cast.named_at, cast.named_to, cast.named, strict=True))
    for start, end, person in places:
        name = person.name.lower()
        code, role = _before(reading, lands, start, roles)
        if code is None:
            code = _behind(reading, lands, end)
        if role is not None:
            sectors.setdefault(name, role)
        if code is not None:
            countries.setdefault(name, Counter())[code] += 1
        if role is not None or code is not None or person.titles:
            known.add(name)
    settled = {name: counter.most_common(1)[0][0] for name, counter in countries.items()}
    _related(reading, lands, settled)
    home = _home(reading, lands, settled)
    for name in known - set(settled):
        if home is not None and name in sectors:
            settled[name] = home
    iso3 = reading.gazetteer.iso3
    return {
        name: (iso3.get(settled[name], settled[name]) if name in settled else None, sectors.get(name))
        for name in known | set(settled)
    }


def _before(reading: Reading, lands: _Lands, start: int, roles: Roles) -> Profile:
    """Return the country and sector that the title before a name tells: "PRC Minister of National Defense"."""
    text = reading.view.text
    opening = max(0, start - _REACH)
    lead = text[opening:start]
    cut = max(lead.rfind(mark) for mark in (",", ";", ":", "(", ")", '"', "“", "”", "\n", ". ")) + 1
    words = list(_WORD.finditer(lead, cut))
    role, first = None, len(lead)
    lexicon = reading.lexicon
    for word in reversed(words):
        low = word.group().lower()
        telling = low in lexicon.roles or low in lexicon.titles or roles.nouns.get(low) or low in roles.before
        if not (telling or low in _LINK or word.group()[0].isupper() or low in lexicon.modifiers):
            break
        if telling and role is None:
            role = "GOV" if low in ("secretary", "president", "minister") else None
        first = word.start()
    span = lead[first:]
    if not span.strip():
        return None, role
    code = None
    for site in lands.between(opening + first, start):
        code = site
    low_words = tuple(w.group().lower() for w in _WORD.finditer(span))
    sector = roles.sector(low_words) or role
    if code is not None and sector is None and not any(w in lexicon.roles or w in lexicon.titles for w in low_words):
        return None, None
    return code, sector


@dataclass(frozen=True, slots=True)
class _Land:
    """A place of the text that tells of a country, by a place or by a seat that stands for its government."""

    stretch: Stretch
    country: str
    metonym: bool


@dataclass(frozen=True, slots=True)
class _Lands:
    """The countries an article tells of, and the bodies it names, by where they stand."""

    told: StretchIndex[_Land]
    bodies: StretchIndex[NamedPlace]

    @staticmethod
    def of(reading: Reading) -> _Lands:
        named, sites = reading.bodies.named, reading.bodies.sites
        found = [_Land(s.stretch, s.country, False) for s in sites if s.country]
        found += [_Land(n.stretch, n.body.country, True) for n in named if n.body.country and n.way == "metonym"]
        owned = [n for n in named if n.body.country and n.way in ("name", "metonym", "learned")]
        return _Lands(
            StretchIndex.of(found, lambda land: land.stretch), StretchIndex.of(owned, lambda body: body.stretch)
        )

    def between(self, start: int, end: int) -> list[str]:
        """Return the countries told between two offsets, those of places first."""
        inside = [land for land in self.told.beginning(start, end) if land.stretch.end <= end]
        return [land.country for land in sorted(inside, key=lambda land: land.metonym)]

    def body_before(self, offset: int) -> str | None:
        """Return the country of the last body named shortly before an offset; a government's only where none is."""
        near = self.bodies.beginning(offset - _BACK, offset)
        chosen = [n for n in near if not n.body.key.endswith(" government")] or near
        return chosen[-1].body.country if chosen else None


def _behind(reading: Reading, lands: _Lands, end: int) -> str | None:
    """Return the country that an aside behind a name tells: ", Egypt's foreign minister,"."""
    text = reading.view.text
    if not text.startswith(", ", end):
        return None
    close = min((i for i in (text.find(",", end + 2), text.find(".", end + 2)) if i > 0), default=-1)
    if close < 0 or close - end > _REACH:
        return None
    words = [w.group().lower() for w in _WORD.finditer(text, end + 2, close)]
    if not any(w in reading.lexicon.roles or w in reading.lexicon.titles for w in words):
        return None
    found = lands.between(end, close)
    return found[0] if found else None


def _related(reading: Reading, lands: _Lands, settled: dict[str, str]) -> None:
    """Fill in those whom the text ties to somebody or to a body known already."""
    text, cast = reading.view.text, reading.cast
    places = list(zip(cast.named_at, cast.named_to, cast.named, strict=True))
    for n, (start, end, person) in enumerate(places):
        name = person.name.lower()
        others = _OTHERS.match(text, end)
        if others is not None and name not in settled:
            told = lands.between(others.start(1), others.end(1))
            if told:
                settled[name] = told[0]
        if n and name not in settled and _RELATED.search(text[places[n - 1][1] : start].rstrip()):
            other = settled.get(places[n - 1][2].name.lower())
            if other:
                settled[name] = other
        if name not in settled and _SPOKES.search(text[max(0, start - 60) : start]):
            country = lands.body_before(start)
            if country is not None:
                settled[name] = country


def _home(reading: Reading, lands: _Lands, settled: Mapping[str, str]) -> str | None:
    """Return the country of officials whom the text gives none: the other side of "and his Chinese counterpart"."""
    text, cast = reading.view.text, reading.cast
    counted = Counter(
        s.country for s in reading.bodies.sites if s.country and s.kind in ("country", "people", "seat", "capital")
    )
    for end in cast.named_to:
        found = _COUNTERPART.match(text, end)
        if found is None:
            continue
        theirs = set(lands.between(found.start(1), found.end(1)))
        ours = [code for code, _ in counted.most_common() if code not in theirs]
        if ours and theirs:
            return ours[0]
    return None
