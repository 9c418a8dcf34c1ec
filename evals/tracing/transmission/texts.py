"""Event texts with the places where houses differ and where outlets change what is said."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from random import Random
from typing import Literal

EVENTS = Path(__file__).parent / "events"
_MARKED = re.compile(r"<(\w+)([:!])([^|>]*)\|([^>]*)>|([\"'])")
_GLYPHS = {'"': ("quotation_mark", ('"', '"'), ("“", "”")), "'": ("apostrophe", ("'", "'"), ("’", "’"))}

Sort = Literal["plain", "style", "substance"]


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a sentence: the same everywhere, one of two forms by house, or one of two facts."""

    sort: Sort
    kind: str
    first: str
    second: str

    def text(self, house: frozenset[str]) -> str:
        """What stands on the page of that house, no fact changed."""
        return self.second if self.sort == "style" and self.kind in house else self.first


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the event, told one way and (for rewrites) another."""

    name: str
    parts: tuple[Part, ...]
    retold: tuple[Part, ...]

    def slots(self) -> list[int]:
        """Where an outlet can change a fact."""
        return [i for i, part in enumerate(self.parts) if part.sort == "substance"]


@dataclass(frozen=True, slots=True)
class Event:
    """One made-up event: the wire's sentences, the later version's, another reporter's and a statement's."""

    name: str
    place: str
    wire: tuple[Sentence, ...]
    update: tuple[Sentence, ...]
    other: tuple[Sentence, ...]
    statement: tuple[Sentence, ...]


def event(rng: Random) -> Event:
    """One of the events with its cast drawn."""
    path = rng.choice(sorted(EVENTS.glob("*.txt")))
    sections: dict[str, list[str]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            section = sections.setdefault(line.strip("[]"), [])
        elif line:
            section.append(line)
    names = {
        key.strip(): rng.choice(forms.split("|")).strip() for key, forms in (n.split("=") for n in sections["names"])
    }
    told = {
        name: tuple(_sentence(f"{name}{i}", line, names) for i, line in enumerate(lines))
        for name, lines in sections.items()
        if name != "names"
    }
    return Event(path.stem, names["place"], told["wire"], told["update"], told["other"], told["statement"])


def parts_of(text: str) -> tuple[Part, ...]:
    """The text cut into parts."""
    parts, at, opened = [], 0, False
    for found in _MARKED.finditer(text):
        parts.append(Part("plain", "", text[at : found.start()], ""))
        kind, sort, first, second, mark = found.groups()
        if mark:
            name, plain, curly = _GLYPHS[mark]
            closing = opened if mark == '"' else True
            opened = not opened if mark == '"' else opened
            parts.append(Part("style", name, plain[closing], curly[closing]))
        else:
            parts.append(Part("style" if sort == ":" else "substance", kind, first, second))
        at = found.end()
    parts.append(Part("plain", "", text[at:], ""))
    return tuple(part for part in parts if part.first or part.second)


def _sentence(name: str, line: str, names: dict[str, str]) -> Sentence:
    for key, value in names.items():
        line = line.replace("{" + key + "}", value)
    told, _, retold = line.partition(" => ")
    return Sentence(name, parts_of(told), parts_of(retold or told))
