"""The gold events of PETRARCH-2's validation suite and of PLOVER's gold records, and how ours are scored against them.

Per sentence, sets of (country of the actor, country of the recipient, PLOVER type).
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import product
from pathlib import Path
from typing import Any

from wirecopy.types import Event

NOBODY = ""
_CODE = re.compile(r"^(\d+): ?(\w+)")
_RENAMED = {"DEMAND": "REQUEST", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE", "FIGHT": "ASSAULT"}
_MONTHS = re.compile(r"\[([^\]\s<>]+)\s*([<>])?\s*(\d{6,8})?(?:\s*-\s*(\d{6,8}))?\s*\]")

Triple = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Actor:
    """One name of an actors dictionary with its codes: (code, first day, last day), the last one without days first."""

    name: str
    codes: tuple[tuple[str, str, str], ...]


def read_lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def conversion(path: Path) -> dict[str, str]:
    """CAMEO code to PLOVER type, as the table has it."""
    found = (_CODE.match(line) for line in path.read_text("utf-8").splitlines())
    return {match[1]: match[2] for match in found if match}


def plover_of(code: str, table: Mapping[str, str]) -> str | None:
    """The type of a code, or of the longest code it begins with; the suite's dummy codes have none."""
    for n in range(len(code), 1, -1):
        if code[:n] in table:
            return table[code[:n]]
    return None


def actors_of(path: Path) -> list[Actor]:
    """The names of a dictionary in PETRARCH's form: `NAME [CODE]`, `+SYNONYM`, codes with days on further lines."""
    actors: list[tuple[list[str], list[tuple[str, str, str]]]] = []
    for raw in re.sub(r"<!--.*?-->", "", path.read_text("utf-8"), flags=re.DOTALL).splitlines():
        line = raw.split("#")[0].rstrip() if not raw.lstrip().startswith("#") else ""
        name = line.split("[")[0].split(";")[0].strip()
        codes = [_code(match) for match in _MONTHS.finditer(line)]
        if name.startswith("+") and actors:
            actors[-1][0].append(name[1:])
        elif name:
            actors.append(([name], []))
        if codes and actors:
            actors[-1][1].extend(codes)
    return [Actor(_plain(name), tuple(codes)) for names, codes in actors for name in names if codes]


def _plain(name: str) -> str:
    return " ".join(name.replace("_", " ").split()).lower()


def _code(match: re.Match[str]) -> tuple[str, str, str]:
    code, sign, first, last = match.groups()
    if sign == "<":
        return code, "", _day(first)
    if sign == ">":
        return code, _day(first), "99999999"
    return code, _day(first) if first else "", _day(last) if last else "99999999"


def _day(text: str | None) -> str:
    if not text:
        return ""
    return text if len(text) == 8 else ("19" if text > "30" else "20") + text


def on_day(actors: Iterable[Actor], day: str) -> dict[str, str]:
    """The code of every name on a day; one that is limited to a time goes before one that is not."""
    found = {}
    for actor in actors:
        fitting = [c for c in actor.codes if c[1] <= day <= c[2]]
        if fitting:
            best = min(fitting, key=lambda c: c[1] == "" and c[2] == "99999999")
            found[actor.name] = best[0]
    return found


def triples(events: Iterable[Event]) -> set[Triple]:
    """Who does what to whom, once per pair of countries; each party of a mutual act acts on each other."""
    found: set[Triple] = set()
    for event in events:
        sources = {country or NOBODY for country in event.actor_countries} or {NOBODY}
        targets = {country or NOBODY for country in event.recipient_countries}
        pairs = (
            product(sources, targets)
            if targets
            else product(sources, sources)
            if len(sources) > 1
            else product(sources, [NOBODY])
        )
        found |= {(a, b, event.type) for a, b in pairs if a != b or len(sources) == 1}
    return found


def gold_triples(events: Iterable[Mapping[str, str]], table: Mapping[str, str]) -> set[Triple]:
    found = set()
    for event in events:
        kind = plover_of(event["code"], table)
        if kind is not None:
            found.add((_country(event["source"]), _country(event["target"]), kind))
    return found


def _country(code: str) -> str:
    return NOBODY if not code or code.startswith(("---", "###")) else code[:3].upper()


def renamed(kind: str) -> str:
    return _RENAMED.get(kind, kind)


def is_type(kind: str, wanted: str) -> bool:
    """Tell whether an event is of a wanted type; YIELD is what some gold sets call both CONCEDE and RETREAT.

    >>> is_type("RETREAT", "YIELD"), is_type("AID", "YIELD")
    (True, False)
    """
    return kind == wanted or (wanted == "YIELD" and kind in ("CONCEDE", "RETREAT"))


def iso_day(text: str) -> str | None:
    try:
        return date.fromisoformat(f"{text[:4]}-{text[4:6]}-{text[6:8]}" if "-" not in text else text).isoformat()
    except ValueError:
        return None
