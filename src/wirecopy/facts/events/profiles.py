"""Which country and sector each person of an article belongs to, by the roles the text gives them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from wirecopy.facts.events.sectors import Roles
from wirecopy.facts.events.wordset import wordset
from wirecopy.facts.reading import Reading

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
    cast = reading.cast
    places = list(zip(cast.named_at, cast.named_to, cast.named, strict=True))
    for start, end, person in places:
        name = person.name.lower()
        code, role = _before(reading, start, roles)
        if code is None:
            code = _behind(reading, end)
        if role is not None:
            sectors.setdefault(name, role)
        if code is not None:
            countries.setdefault(name, Counter())[code] += 1
        if role is not None or code is not None or person.titles:
            known.add(name)
    settled = {name: counter.most_common(1)[0][0] for name, counter in countries.items()}
    _related(reading, settled)
    home = _home(reading, settled)
    for name in known - set(settled):
        if home is not None and name in sectors:
            settled[name] = home
    iso3 = reading.gazetteer.iso3
    return {
        name: (iso3.get(settled[name], settled[name]) if name in settled else None, sectors.get(name))
        for name in known | set(settled)
    }


def _before(reading: Reading, start: int, roles: Roles) -> Profile:
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
            role = roles.nouns.get(low) or ("GOV" if low in ("secretary", "president", "minister") else None)
        first = word.start()
    span = lead[first:]
    if not span.strip():
        return None, role
    code = None
    for site in _sites_between(reading, opening + first, start):
        code = site
    low_words = tuple(w.group().lower() for w in _WORD.finditer(span))
    sector = roles.sector(low_words) or role
    if code is not None and sector is None and not any(w in lexicon.roles or w in lexicon.titles for w in low_words):
        return None, None
    return code, sector


def _sites_between(reading: Reading, start: int, end: int) -> list[str]:
    found = [s.country for s in reading.bodies.sites if start <= s.stretch.start and s.stretch.end <= end and s.country]
    found += [
        n.body.country for n in reading.bodies.named
        if start <= n.stretch.start and n.stretch.end <= end and n.body.country and n.way == "metonym"
    ]  # fmt: skip
    return [code for code in found if code]


def _behind(reading: Reading, end: int) -> str | None:
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
    found = _sites_between(reading, end, close)
    return found[0] if found else None


def _related(reading: Reading, settled: dict[str, str]) -> None:
    """Fill in those whom the text ties to somebody or to a body known already."""
    text, cast = reading.view.text, reading.cast
    places = list(zip(cast.named_at, cast.named_to, cast.named, strict=True))
    for n, (start, end, person) in enumerate(places):
        name = person.name.lower()
        others = _OTHERS.match(text, end)
        if others is not None and name not in settled:
            told = _sites_between(reading, others.start(1), others.end(1))
            if told:
                settled[name] = told[0]
        if n and name not in settled and _RELATED.search(text[places[n - 1][1] : start].rstrip()):
            other = settled.get(places[n - 1][2].name.lower())
            if other:
                settled[name] = other
        if name not in settled and _SPOKES.search(text[max(0, start - 60) : start]):
            told = [
                b.body.country for b in reading.bodies.named
                if start - _BACK <= b.stretch.start < start and b.body.country and b.way in ("name", "metonym")
            ]  # fmt: skip
            bodies = [
                b.body.country for b in reading.bodies.named
                if start - _BACK <= b.stretch.start < start and b.body.country and b.way in ("name", "metonym")
                and not b.body.key.endswith(" government")
            ]  # fmt: skip
            chosen = bodies or told
            if chosen and chosen[-1]:
                settled[name] = chosen[-1]


def _home(reading: Reading, settled: Mapping[str, str]) -> str | None:
    """Return the country of officials whom the text gives none: the other side of "and his Chinese counterpart"."""
    text, cast = reading.view.text, reading.cast
    counted = Counter(
        s.country for s in reading.bodies.sites if s.country and s.kind in ("country", "people", "seat", "capital")
    )
    for end in cast.named_to:
        found = _COUNTERPART.match(text, end)
        if found is None:
            continue
        theirs = set(_sites_between(reading, found.start(1), found.end(1)))
        ours = [code for code, _ in counted.most_common() if code not in theirs]
        if ours and theirs:
            return ours[0]
    return None
