"""Places, each once, with GeoNames id, coordinates and country, and how each mention uses it.

Rule ids read `place:KIND`: `country`, `state`, `county`, `town`, `continent`, `region`, and `dateline` for a place
that no table knows and a report is datelined from: it has a name, and no coordinates.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from wirecopy.facts.contract import Facts, merge, raw_mentions
from wirecopy.facts.entities.place_mentions import Site, sites_named
from wirecopy.facts.entities.place_resolution import choose
from wirecopy.facts.knowledge.gazetteer import Gazetteer, Place
from wirecopy.facts.reading import Reading
from wirecopy.ids import content_id
from wirecopy.types import Entity, Mention, Stretch

_THE_COUNTRY = re.compile(r"\bthe (?:country|nation|kingdom|island nation)\b")
_STOP = re.compile(r"[.!?]\s|\n")
_REACH = 200  # characters from a country's name to "the country"
_MOST_UNKNOWN = 8  # places of no table that are looked for in the text under their datelines
_CONFIDENCE = {
    "dateline": 0.6,
    "country": 0.95,
    "continent": 0.95,
    "region": 0.9,
    "state": 0.85,
    "county": 0.7,
    "town": 0.8,
}


def extract(reading: Reading) -> Facts:
    """Return the places of an article and every mention of each."""
    taken = [
        (n.stretch.start, n.stretch.end)
        for n in reading.bodies.named
        if n.way in ("name", "learned") and n.body.country is None
    ]
    sites = [s for s in reading.bodies.sites if s.kind != "seat" and not _inside(s, taken)]
    heads = reading.heads
    names: dict[str, str | None] = {}
    for site in (*heads, *sites):
        names[site.name] = names.get(site.name) or site.behind
    chosen = choose(names, reading.gazetteer, reading.article.outlet_country)
    for site in sites:
        land = reading.gazetteer.country(site.country) if site.kind == "people" and site.country else None
        if land is not None:
            chosen[site.name] = land  # "Canadian" is a people before it is a town
    seats = {s.name: s.country for s in (*heads, *sites) if s.kind == "capital" and s.country and s.behind is None}
    stood_for = {s.name for s in sites if s.function == "metonym"}
    for name, country in seats.items():
        town = next((p for p in reading.gazetteer.candidates(name) if p.kind == "town" and p.country == country), None)
        if town is not None and (name in stood_for or chosen[name].kind == "state"):
            chosen[name] = town
    chosen |= dict(_reported_from(heads, {s.name for s in sites}, chosen, reading.gazetteer))
    chances = _chances(reading, sites, chosen) if reading.names.read else {}
    places = [_place(reading, s, chosen[s.name], chances.get(chosen[s.name])) for s in sites if s.name in chosen]
    places += [_place_facts(reading, chosen[s.name], [_at(reading, s)]) for s in heads if s.name in chosen]
    unknown = [_unknown(reading, s, taken) for s in heads if s.name not in chosen][:_MOST_UNKNOWN]
    return merge([*places, *unknown, *_anaphors(reading, sites, chosen)])


def _reported_from(
    heads: Sequence[Site], said: set[str], chosen: Mapping[str, Place], gazetteer: Gazetteer
) -> Iterator[tuple[str, Place]]:
    """Yield the town of each dateline whose name is a state's too, where the text does not say it: "NEW YORK -"."""
    regions = {head.behind for head in heads}
    for name in {head.name for head in heads if head.behind is None} - regions - said:
        place = chosen.get(name)
        if place is not None and place.kind == "state":
            inside = ("town", place.country, place.state)
            towns = (p for p in gazetteer.candidates(name) if (p.kind, p.country, p.state) == inside)
            yield from ((name, town) for town in islice(towns, 1))


def _chance(reading: Reading, place: Place, stretches: Sequence[Stretch]) -> float:
    """Return the mean chance of a place's mentions; of a land the best, for where it acts it is taken for a body."""
    if place.kind in ("country", "continent"):
        return max((reading.names.chance("place", s.start, s.end) for s in stretches), default=0.0)
    return reading.names.mean("place", stretches)


def _chances(reading: Reading, sites: Sequence[Site], chosen: Mapping[str, Place]) -> dict[Place, float]:
    """Return how surely the model of names takes the mentions of each place for places, on average."""
    named: dict[Place, list[Stretch]] = {}
    for site in sites:
        if site.name in chosen and site.kind != "people":
            named.setdefault(chosen[site.name], []).append(site.stretch)
    return {
        place: reading.lexicon.worth("place", _chance(reading, place, stretches)) for place, stretches in named.items()
    }


def _at(reading: Reading, head: Site) -> Mention:
    """Return the mention of a dateline's place, whose offsets are the page's."""
    return Mention("", reading.article.article_id, head.stretch.start, head.stretch.end, head.function)


def _anaphors(reading: Reading, sites: Sequence[Site], chosen: Mapping[str, Place]) -> Iterator[Facts]:
    """Yield "the country" as a mention of the country that its sentence names last before it."""
    countries = [s for s in sites if s.kind in ("country", "people") and s.name in chosen]
    ends = [s.stretch.end for s in countries]
    for match in _THE_COUNTRY.finditer(reading.view.text):
        n = bisect_right(ends, match.start()) - 1
        if n < 0 or _STOP.search(reading.view.text, ends[n], match.start()) or match.start() - ends[n] > _REACH:
            continue
        stretch = Stretch(match.start(), match.end())
        yield _place(reading, replace(countries[n], stretch=stretch, function="anaphor"), chosen[countries[n].name])


def _inside(site: Site, taken: Sequence[tuple[int, int]]) -> bool:
    """Tell whether a name is part of an organisation's: "Houston Chronicle", "University of Oxford"."""
    n = bisect_right(taken, (site.stretch.start, math.inf)) - 1
    return n >= 0 and site.stretch.end <= taken[n][1]


def _place(reading: Reading, site: Site, place: Place, chance: float | None = None) -> Facts:
    mentions = raw_mentions(reading.article, "", reading.view.raw(site.stretch), site.function)
    return _place_facts(reading, place, mentions, chance)


def _place_facts(reading: Reading, place: Place, mentions: Sequence[Mention], chance: float | None = None) -> Facts:
    has_coordinates = not math.isnan(place.latitude)
    key = f"{place.geonames or place.name}|{place.country}|{place.state}"
    entity = Entity(
        story_id=reading.story_id, entity_id=content_id("e", reading.story_id, "place", key), kind="place",
        name=place.name, value=f"{place.latitude:.4f},{place.longitude:.4f}" if has_coordinates else None, roles=(),
        country=reading.gazetteer.iso3.get(place.country), geonames=place.geonames or None,
        rule=f"place:{place.kind}", confidence=_CONFIDENCE[place.kind] if chance is None else chance,
    )  # fmt: skip
    return Facts((), (entity,), tuple(replace(mention, fact_id=entity.entity_id) for mention in mentions))


def _unknown(reading: Reading, head: Site, taken: Sequence[tuple[int, int]]) -> Facts:
    """Return a place that only its dateline tells to be one, and where the text under it has the name."""
    behind = reading.gazetteer.candidates(head.behind) if head.behind else []
    country = next((p.country for p in behind if p.kind in ("state", "country")), "")
    place = Place(head.name, "dateline", 0, math.nan, math.nan, 0, country, "")
    cast = reading.cast
    named = zip(cast.named_at, cast.named_to, cast.named, strict=True)
    people = [(at, end) for at, end, person in named if person.sure]
    mentions = [_at(reading, head)]
    for site in sites_named(reading.view.text, head.name):
        if not _inside(site, taken) and not _inside(site, people):
            mentions += raw_mentions(reading.article, "", reading.view.raw(site.stretch), site.function)
    return _place_facts(reading, place, mentions)
