"""Everyone an article names, each once: by full name, by title and surname, by surname alone; with their roles.

Rule ids read `person:HOW`: `titled` (a title or role stands before the name), `given` (a given name that is known),
`family` (a family name that comes first), `repeated` (named in full and again by surname), `learned`
(only the model of names takes it for one).
"""

from __future__ import annotations

import re
from collections import Counter

from wirecopy.facts.contract import Facts, merge, raw_mentions
from wirecopy.facts.entities.countries import is_land
from wirecopy.facts.entities.people import Person
from wirecopy.facts.quotes.speaker_mentions import mentions_of
from wirecopy.facts.quotes.speaker_resolution import Speaker
from wirecopy.facts.reading import Reading
from wirecopy.ids import content_id
from wirecopy.types import Entity, Stretch

_CONFIDENCE = {"titled": 0.97, "given": 0.92, "family": 0.9, "repeated": 0.7, "learned": 0.9}
_LEARNED = 0.5
_BIG_TOWN = 50_000
_ASIDE = re.compile(r", (?:who (?:is|was) )?(?:the |a |an )?([^,.;:()\"“”\n]{4,80})[,.]")
_LONGEST_ROLE = 10


def extract(reading: Reading) -> Facts:
    """Return the people of an article and every place that names them."""
    counts = Counter(p.name for p in reading.cast.named)
    parts = []
    places = reading.cast.places()
    for person in reading.cast.people:
        how = _evidence_of(person, counts[person.name], reading)
        chance = reading.names.mean("person", places.get(person.name.lower(), ()))
        if how is None and chance >= _LEARNED:
            how = "learned"
        if how is not None:
            parts.append(_person(reading, person, how, chance))
    return merge(parts)


def _evidence_of(person: Person, count: int, reading: Reading) -> str | None:
    """Return what shows that a name is a person's, or None where nothing does."""
    words = person.name.split(" ")
    first = words[0].lower()
    towns = reading.gazetteer.candidates(person.name)
    body = person.name.casefold() in reading.bodies.by_name
    if not person.titles and any(head.name.casefold() == person.name.casefold() for head in reading.heads):
        return None  # a report is datelined from there
    if (
        body
        or is_land(person.name, reading.lexicon)
        or (towns and (towns[0].kind != "town" or towns[0].population > _BIG_TOWN) and not person.titles)
    ):
        return None
    if person.titles or (len(words) == 1 and person.sure):
        return "titled"
    if len(words) < 2:
        return None
    if first in reading.lexicon.given_gender:
        return "given"
    if first in reading.lexicon.family_first:
        return "family"
    odd = any(word.lower() in reading.lexicon.organisation_words or not word[:1].isalpha() for word in words)
    is_known = any(reading.gazetteer.people.get(word) or reading.gazetteer.seats.get(word) for word in words)
    return "repeated" if count > 1 and len(words) < 4 and not odd and not is_known and not towns else None


def _person(reading: Reading, person: Person, how: str, chance: float) -> Facts:
    speaker = Speaker("person", person.name, person.name.lower(), None, person.gender, person.keys)
    entity_id = content_id("e", reading.story_id, "person", speaker.key)
    roles: dict[str, None] = {}
    mentions = []
    for place, role in mentions_of(speaker, reading.called):
        for said in (role, _role_aside(reading, place)):
            if said:
                roles[said] = None
        mentions += raw_mentions(reading.article, entity_id, reading.view.raw(place))
    confidence = reading.lexicon.worth("person", chance) if reading.names.read else _CONFIDENCE[how]
    entity = Entity(
        story_id=reading.story_id, entity_id=entity_id, kind="person", name=person.name, value=None,
        roles=tuple(sorted(roles)), rule=f"person:{how}", confidence=confidence,
    )  # fmt: skip
    return Facts((), (entity,), tuple(mentions)) if mentions else Facts()


def _role_aside(reading: Reading, place: Stretch) -> str | None:
    """Return the role that stands behind a name: ", the mayor of Lund,"."""
    match = _ASIDE.match(reading.view.text, place.end)
    if match is None:
        return None
    words = match.group(1).split()
    lexicon = reading.lexicon
    if words[0].lower() in lexicon.verbs:
        return None  # what they did, not what they are
    head = words[: next((i for i, w in enumerate(words) if w in ("of", "for", "at", "in", "who", "from")), len(words))]
    last = head[-1].lower() if head else ""
    telling = last in lexicon.roles or (last in lexicon.titles and last not in lexicon.honorifics)
    return match.group(1) if telling and len(words) <= _LONGEST_ROLE else None
