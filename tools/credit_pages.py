"""Invented pages that credit somebody, and pages that look alike and credit nobody, to teach the weights of credits."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from wirecopy.languages.publishers import NewsSource, Sources

FORMS = Path(__file__).with_name("credit_forms.toml")
AGENCIES = 0.3  # of the names of no table, those of agencies
_SLOT = re.compile(r"\{([A-Z])\}")


@dataclass
class Draft:
    """A page in the making: its lines, and which of them credit."""

    lines: list[tuple[str, bool]] = field(default_factory=list)

    def add(self, text: str, credits: bool = False) -> None:
        """Append the lines of a filled form."""
        self.lines += [(line, credits) for line in text.split("/n") if line]


@dataclass(frozen=True)
class Invented:
    """An invented page, who wrote it (names), its outlet, and the numbers of the lines that say so."""

    raw: str
    outlet: str
    names: tuple[str, ...]
    lines: frozenset[int]


class Filler:
    """Fills forms with names, dates and persons drawn for one page."""

    def __init__(self, chance: random.Random, sources: Sources, words: dict[str, list[str]]) -> None:
        self.chance = chance
        self.sources = sources
        self.words = words
        self.listed = sorted({source.name: source for source in sources.names.values()}.values())
        self.outlet, self.own = self._own()

    def draw(self, kind: str) -> str:
        """Return one of the words of a kind."""
        return self.chance.choice(self.words[kind])

    def source(self, *, agency: bool = False) -> str:
        """Return the name of a source, as one of its names; of some the table knows nothing."""
        draw = self.chance.random()
        if agency:
            great = [s for s in self.listed if s.kind == "agency"] if draw < 0.4 else []
            source = self.chance.choice(great) if great else self._great("agency")
        elif draw < 0.45:
            source = self._great(None)
        elif draw < 0.8:
            source = self.chance.choice([s for s in self.listed if s.kind in ("agency", "outlet")])
        else:
            return self._invented()
        return self._alias(source)

    def _great(self, kind: str | None) -> NewsSource:
        names = [self.sources.names[self.sources.key(name)] for name in self.words["great"]]
        return self.chance.choice([s for s in names if kind in (None, s.kind)])

    def _alias(self, source: NewsSource) -> str:
        names = [source.name] * 4 + list(source.names[:5])
        name = self.chance.choice(names)
        if self.chance.random() < 0.25 and name[:4] != "The " and len(name) > 5 and not name.isupper():
            name = "The " + name
        if self.chance.random() < 0.06:
            name = name.upper()
        return self.chance.choice(source.sites) if source.sites and self.chance.random() < 0.05 else name

    def _invented(self) -> str:
        name = f"{self.draw('towns')} {self.draw('agencies' if self.chance.random() < AGENCIES else 'papers')}"
        return self.chance.choice([name, name, f"The {name}", name.replace(" ", "").lower() + ".com"])

    def _own(self) -> tuple[str, str]:
        draw = self.chance.random()
        if draw < 0.2:
            source = self.chance.choice([s for s in self.listed if s.kind == "aggregator"])
        elif draw < 0.75:
            source = self.chance.choice([s for s in self.listed if s.kind == "outlet" and s.sites])
        else:
            name = f"{self.draw('towns')} {self.draw('papers')}"
            return name.replace(" ", "").lower() + ".com", name
        return (source.sites or (source.name,))[0], source.name

    def fill(self, form: str, **given: str) -> str:
        """Return a form with its slots filled; `given` holds what is settled."""
        return _SLOT.sub(lambda match: given.get(match[1]) or self._slot(match[1]), form)

    def _slot(self, slot: str) -> str:
        chance = self.chance
        if slot in "ST":
            return self.source()
        if slot == "A":
            return self.source(agency=True)
        if slot == "P" or slot in "QR":
            name = f"{self.draw('first')} {self.draw('last')}"
            return name.upper() if chance.random() < 0.15 else name
        if slot == "G":
            return chance.choice("KW") + "".join(chance.choices("ABCDEFGHIKLMNOPRSTVXYZ", k=3))
        if slot == "D":
            return self.fill(
                chance.choice(
                    ["July {N}, {Y}", "{N} March {Y}", "{Y}-07-{N}", "7/{N}/{Y}", "Mon July {N}", "Nov. {N}, {Y}"]
                )
            )
        if slot == "H":
            return chance.choice(["9:40 am", "10:12 p.m. ET", "7:05 AM EDT", "16:30", "11:00 p.m."])
        year, day = str(chance.randint(2012, 2026)), str(chance.randint(10, 28))
        drawn = {"O": self.own, "C": self.draw("places"), "Y": year, "N": day, "U": self.draw("subjects")}
        return self.headline() if slot == "X" else drawn[slot]

    def headline(self) -> str:
        """Return a headline."""
        c = self.chance
        text = f"{self.draw('subjects')} {self.draw('verbs')} {self.draw('objects')}"
        return text.title() if c.random() < 0.5 else text

    def paragraph(self, talk: float) -> str:
        """Return a paragraph, with a chance of a sentence in which a source is named that wrote nothing."""
        c = self.chance
        told = [
            f"{self.draw('subjects')} {self.draw('verbs')} {self.draw('objects')} {self.draw('ends')}."
            for _ in range(c.randint(1, 4))
        ]
        if c.random() < talk:
            told.insert(c.randint(0, len(told)), self.fill(self.draw("talk")))
        return " ".join(told)


def invented_pages(sources: Sources, count: int, seed: int = 1) -> Iterator[Invented]:
    """Yield invented pages; about half of them credit somebody."""
    forms = tomllib.loads(FORMS.read_text("utf8"))
    for number in range(count):
        yield _page(random.Random(f"{seed}-{number}"), sources, forms)


def _page(chance: random.Random, sources: Sources, forms: dict[str, dict[str, list[str]]]) -> Invented:
    filler, draft, names = Filler(chance, sources, forms["words"]), Draft(), []
    given = {"S": filler.source(), "A": filler.source(agency=True), "T": filler.source()}
    where = chance.choices(
        ["none", "top", "start", "end", "trailer", "top+start", "top+end"], [42, 22, 17, 10, 5, 8, 6]
    )[0]

    def put(section: str, credit: bool) -> str:
        kinds = [k for k in ("credit", "both", "all") if k in forms[section]] if credit else ["none"]
        kind = chance.choices(kinds, [8, 1, 1][: len(kinds)])[0] if credit else "none"
        form = chance.choice(forms[section][kind])
        if not credit:
            return filler.fill(form, **({"S": given["S"]} if chance.random() < 0.3 else {}))
        slots = [slot for slot in _SLOT.findall(form) if slot in "SAT"]
        same = given["S"] if kind == "credit" and "A" in slots and chance.random() < 0.3 else given["A"]
        filled = {"S": given["S"], "T": given["T"], "A": same}
        names.extend(filled[slot] for slot in slots)
        if "Tribune News Service" in form or "TNS" in form or "Tribune Content" in form:
            names.append("Tribune News Service")
        return filler.fill(form, **filled)

    if "start" in where and "top" in where:  # one writer, printed twice
        given["S"] = given["A"]
    for _ in range(chance.choice([0, 0, 1, 2])):
        draft.add(put("menu", credit=False))
    title = filler.headline()
    if chance.random() < 0.85:
        draft.add(title)
    blocks = [("caption", False)] * chance.choice([0, 0, 1, 1, 2]) + [("top", "top" in where)]
    chance.shuffle(blocks)
    for section, credit in blocks:
        draft.add(put(section, credit), credit)
    if chance.random() < 0.4:
        draft.add(filler.fill("{D} {H}"))
    if chance.random() < 0.15:
        draft.add(f"{title}/nMore")
    opening = put("start", "start" in where)
    talk = chance.choice([0, 0.1, 0.3, 0.6])
    draft.add(opening + filler.paragraph(talk), "start" in where)
    for _ in range(chance.choice([0, 0, 1, 3, 5, 8])):
        draft.add(filler.paragraph(talk))
        if chance.random() < 0.1:
            draft.add(put("caption", credit=False))
        if where == "none" and chance.random() < 0.015:  # an item of a digest
            draft.add(filler.fill("{C} ({A}) — ") + filler.paragraph(0))
    if "trailer" in where or chance.random() < 0.1:
        text, credits = draft.lines.pop()
        draft.lines.append((text + put("trailer", "trailer" in where), credits or "trailer" in where))
    after = [False] * chance.choice([0, 1, 1, 2, 3]) + [True] * ("end" in where)
    chance.shuffle(after)
    for credit in after:
        draft.add(put("end", credit), credit)
    lines = frozenset(number for number, (_, credits) in enumerate(draft.lines) if credits)
    return Invented("\n".join(text for text, _ in draft.lines), filler.outlet, tuple(names), lines)
