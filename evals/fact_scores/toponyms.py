"""Toponyms of GeoVirus and LGL: found, and placed within 161 km of the gold, by the whole layer or with names given."""

from __future__ import annotations

import gzip
import math
import re
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from halves import half_of

from fact_scores.answers import Answers
from fact_scores.figures import Counted, Marked
from fact_scores.gold import meets
from wirecopy.facts.entities.place_resolution import choose
from wirecopy.facts.knowledge.gazetteer import Gazetteer

NEAR = 161.0
EARTH = 6371.0
Ask = Callable[[str, str | None], Answers]


@dataclass(frozen=True, slots=True)
class Toponym:
    """A marked name of a place and its coordinates; nan where the gold knows none."""

    name: str
    start: int
    end: int
    latitude: float
    longitude: float


@dataclass(frozen=True, slots=True)
class Report:
    """One article with its toponyms."""

    key: str
    half: str
    text: str
    toponyms: tuple[Toponym, ...]


def geovirus(path: Path) -> Iterator[Report]:
    """Yield the articles of GeoVirus."""
    for number, article in enumerate(_root(path)):
        names = [_toponym(one, "name", one) for one in article.iterfind("locations/location")]
        yield Report(
            f"geovirus {number}", half_of("geovirus", str(number)), article.findtext("text") or "", tuple(names)
        )


def lgl(path: Path) -> Iterator[Report]:
    """Yield the articles of LGL, which lie in halves by outlet."""
    for number, article in enumerate(_root(path)):
        names = [_toponym(one, "phrase", one.find("gaztag")) for one in article.iterfind("toponyms/toponym")]
        half = half_of("lgl", article.findtext("feedid") or "")
        yield Report(f"lgl {number}", half, article.findtext("text") or "", tuple(names))


def _root(path: Path) -> ET.Element:
    with gzip.open(path) as stream:
        return ET.parse(stream).getroot()


def _toponym(one: ET.Element, name: str, placed: ET.Element | None) -> Toponym:
    where = [math.nan, math.nan]
    if placed is not None and placed.findtext("lat"):
        where = [float(placed.findtext(axis) or "nan") for axis in ("lat", "lon")]
    start, end = int(one.findtext("start") or 0), int(one.findtext("end") or 0)
    return Toponym(one.findtext(name) or "", start, end, *where)


def read_whole(reports: Sequence[Report], ask: Ask, least: float = 0.5) -> list[Marked]:
    """Return reports marked by what a reader finds in them and where it places it."""
    return [_mark(one, ask, least) for one in reports]


def _mark(report: Report, ask: Ask, least: float) -> Marked:
    counted, missed = Counted(), []
    told = [one for one in ask(report.text, None).named if one.confidence >= least]
    lands = [one for one in told if one.kind == "organisations" and one.country]
    places = [one for one in told if one.kind == "places"]
    for toponym in report.toponyms:
        spot = toponym.start, toponym.end
        hits = [one for one in places if meets(spot, [(one.start, one.end)])]
        found = bool(hits) or any(meets(spot, [(one.start, one.end)]) for one in lands)
        counted.add("found", found)
        note = f"{report.key} {toponym.start} {toponym.name!r}"
        if not found:
            missed.append(f"missed {note}")
        located = [one for one in hits if one.latitude is not None and one.longitude is not None]
        if located and not math.isnan(toponym.latitude):
            near = any(_near(toponym, one.latitude, one.longitude) for one in located)
            counted.add("placed within 161 km, of the found that have coordinates", near)
            missed += [] if near else [f"placed elsewhere {note}"]
    return Marked(report.key, report.half, counted.shares, tuple(missed))


def given(reports: Sequence[Report], gazetteer: Gazetteer) -> list[Marked]:
    """Return reports marked by where `choose` places their toponyms, which it is given."""
    marked = []
    for report in reports:
        names: dict[str, str | None] = {}
        for one in report.toponyms:
            names[one.name] = names.get(one.name) or behind(report.text, one.end, gazetteer)
        chosen, counted = choose(names, gazetteer), Counted()
        for one in report.toponyms:
            if not math.isnan(one.latitude):
                place = chosen.get(one.name)
                near = place is not None and _near(one, place.latitude, place.longitude)
                counted.add("toponyms given: placed within 161 km", near)
        marked.append(Marked(report.key, report.half, counted.shares))
    return marked


def behind(text: str, end: int, gazetteer: Gazetteer) -> str | None:
    """Return the state or country that stands behind the comma after a name, if one does."""
    found = re.match(r", \(?([A-Z][\w.]+(?: [A-Z][\w.]+)?)", text[end : end + 40])
    for name in (found.group(1), found.group(1).split()[0], found.group(1).rstrip(".")) if found else ():
        if any(place.kind in ("state", "country") for place in gazetteer.candidates(name)):
            return name
    return None


def _near(toponym: Toponym, latitude: float | None, longitude: float | None) -> bool:
    if latitude is None or longitude is None:
        return False
    return distance(latitude, longitude, toponym.latitude, toponym.longitude) <= NEAR


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the kilometres between two points; infinite where one is unknown.

    >>> round(distance(59.91, 10.75, 60.39, 5.32))
    305
    """
    a, b, c, d = (math.radians(n) for n in (lat, lon, other_lat, other_lon))
    half = math.sin((a - c) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((b - d) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, half))) if not math.isnan(half) else math.inf
