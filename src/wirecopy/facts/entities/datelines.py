"""What a dateline names: its places, and the agency whose tag stands in it ("NEW DELHI, May 3 (Reuters) -")."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from wirecopy.facts.entities.place_mentions import Site, SiteKind
from wirecopy.facts.knowledge.gazetteer import Gazetteer
from wirecopy.facts.knowledge.knowledge import Knowledge
from wirecopy.types import Stretch

_ENDS = re.compile(r"[(\[—–:|,\d\n]|--|\s[-/]|\.-|-\s|-\Z")
_REGION = re.compile(r",\s{0,2}|\s{0,2}\[")
_TAG = re.compile(r"\(([^()\n]{2,60})\)|/([A-Z][\w &.-]{1,40})/")
_NAME = re.compile(r"[^\W\d_](?:[\w.'’ -]{0,60}[\w.])?")
_LONGEST = 200  # characters of a dateline that are read


@dataclass(frozen=True, slots=True)
class CutDateline:
    """A dateline as cleaning cut it off: where it starts on the page, its words, its place as prose writes it.

    `agency` are the names of the agency that is credited in it, none where there is none.
    """

    start: int
    text: str
    place: str | None = None
    agency: tuple[str, ...] = ()


def dateline_sites(datelines: Iterable[CutDateline], knowledge: Knowledge) -> Iterator[Site]:
    """Yield the places that datelines name (raw offsets); a name that no table has is one of kind `place` too."""
    for dateline in datelines:
        yield from _sites(dateline, knowledge.gazetteer)


def agency_tag(dateline: CutDateline) -> Stretch | None:
    """Return where a dateline has the tag of its agency, on the page.

    >>> agency_tag(CutDateline(10, "BONN (AP) - ", "Bonn", ("AP",)))
    Stretch(start=16, end=18)
    """
    match = _TAG.search(dateline.text[:_LONGEST]) if dateline.agency else None
    if match is None:
        return None
    group = 1 if match.group(1) else 2
    return Stretch(dateline.start + match.start(group), dateline.start + match.end(group))


def _sites(dateline: CutDateline, gazetteer: Gazetteer) -> Iterator[Site]:
    text = dateline.text[:_LONGEST]
    end = _head(text, 0)
    region = _region(text, end, gazetteer)
    written = _prose_cities(dateline.place)
    at = 0
    for part in text[:end].split("/"):
        name = _NAME.search(part)
        if name is not None:
            start = dateline.start + at + name.start()
            stretch = Stretch(start, start + len(name.group()))
            yield _site(stretch, name.group(), written, region[0] if region else None, gazetteer)
        at += len(part) + 1
    if region is not None:
        shown, start = region
        stretch = Stretch(dateline.start + start, dateline.start + start + len(shown))
        yield _site(stretch, shown, {}, None, gazetteer)


def _head(text: str, start: int) -> int:
    match = _ENDS.search(text, start)
    return match.start() if match else len(text)


def _region(text: str, at: int, gazetteer: Gazetteer) -> tuple[str, int] | None:
    """Return the state or country behind the comma or in square brackets, and where it stands."""
    lead = _REGION.match(text, at)
    if lead is None:
        return None
    name = _NAME.match(text[lead.end() : _head(text, lead.end())])
    if name is None or not any(p.kind in ("state", "country") for p in gazetteer.candidates(name.group())):
        return None
    return name.group(), lead.end()


def _prose_cities(place: str | None) -> dict[str, str]:
    """Return every city of a place as prose writes it, by its name in small letters."""
    cities = (place or "").partition(",")[0].split("/")
    return {city.strip().casefold(): city.strip() for city in cities if city.strip()}


def _site(stretch: Stretch, shown: str, written: dict[str, str], behind: str | None, gazetteer: Gazetteer) -> Site:
    name = written.get(shown.casefold().rstrip("."), shown)
    known = next((n for n in (name, shown, name.title()) if gazetteer.candidates(n)), None)
    name = known if known is not None else name.title() if name.isupper() else name
    plain = name.title() if name.isupper() and name.title() in gazetteer.rows else name
    candidates = gazetteer.candidates(plain)
    capital = gazetteer.capitals.get(plain)
    land = next((p for p in candidates if p.kind == "country"), None)
    kind: SiteKind = "capital" if capital else "country" if land else "place"
    return Site(stretch, plain, kind, capital or (land.country if land else None), behind, "dateline")
