"""Places against LGL with its toponyms given: within 161 km of the gold coordinates."""

from __future__ import annotations

import gzip
import math
import re
import xml.etree.ElementTree as ET
from pathlib import Path

from fact_scores.figures import Figure
from wirecopy.facts.entities.place_resolution import choose
from wirecopy.facts.knowledge.gazetteer import Gazetteer, load_gazetteer

NEAR = 161.0
EARTH = 6371.0


def score_places(path: Path) -> list[Figure]:
    gazetteer, total, near = load_gazetteer(), 0, 0
    with gzip.open(path) as stream:
        root = ET.parse(stream).getroot()
    for article in root:
        text = article.findtext("text") or ""
        names: dict[str, str | None] = {}
        gold = []
        for toponym in article.iterfind("toponyms/toponym"):
            name, end = toponym.findtext("phrase") or "", int(toponym.findtext("end") or 0)
            names[name] = names.get(name) or behind(text, end, gazetteer)
            tag = toponym.find("gaztag")
            if tag is not None:
                gold.append((name, float(tag.findtext("lat") or 0), float(tag.findtext("lon") or 0)))
        chosen = choose(names, gazetteer)
        total += len(gold)
        near += sum(
            name in chosen and distance(chosen[name].latitude, chosen[name].longitude, lat, lon) <= NEAR
            for name, lat, lon in gold
        )
    return [Figure("places: accuracy at 161 km", 0.60, near / total, total)]


def behind(text: str, end: int, gazetteer: Gazetteer) -> str | None:
    found = re.match(r", \(?([A-Z][\w.]+(?: [A-Z][\w.]+)?)", text[end : end + 40])
    for name in (found.group(1), found.group(1).split()[0], found.group(1).rstrip(".")) if found else ():
        if any(place.kind in ("state", "country") for place in gazetteer.candidates(name)):
            return name
    return None


def distance(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    a, b, c, d = (math.radians(n) for n in (lat, lon, other_lat, other_lon))
    half = math.sin((a - c) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((b - d) / 2) ** 2
    return 2 * EARTH * math.asin(math.sqrt(min(1.0, half))) if not math.isnan(half) else math.inf
