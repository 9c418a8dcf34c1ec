"""Pages of outlets that do not exist: the texts of scraped pages among invented furniture of many shapes.

What is learned from the pages of some forty outlets is partly how these outlets write. A text in other clothes, with
other mastheads, bylines, captions and footers around it, leaves what all have in common (`furniture.toml`).
"""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
from pages.folding import people

from lines.gold import Gold, page_of
from wirecopy.clean.labels.chain import BEFORE, BEHIND, BODY, FIRST, INSIDE, LABELS, LAST, TITLE
from wirecopy.clean.lines import split_lines

FURNITURE = Path(__file__).with_name("furniture.toml")
MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
JOINT = re.compile(r"\{name\}(?:, | and )\{other\}")
_NAMED = re.compile(r"\b[A-Z][a-z]{2,} [A-Z][a-z]{2,}\b")
NEAR, LONG = 6, 8
"""How far over a text its captions and decks are looked for, and the words they have at least."""
Lists = Mapping[str, Sequence[str]]


class _Dresser:
    """What one invented outlet and one text give to fill in."""

    def __init__(self, lists: Lists, chance: random.Random, told: Sequence[str], heads: Sequence[str]) -> None:
        self.lists, self.chance, self.heads = lists, chance, heads
        self.names = sorted({name for line in told for name in _NAMED.findall(line)}) or ["The council"]
        self.outlet = chance.choice(lists["outlets"])
        self.name, self.other = chance.sample(lists["people"], 2)
        self.day = f"{chance.choice(MONTHS)} {chance.randint(1, 28)}, {chance.randint(2004, 2025)}"
        if chance.random() < 0.4:
            month, day, year = self.day.replace(",", "").split()
            self.day = chance.choice(
                (f"{day} {month} {year}", f"{month[:3]}. {day}, {year}", f"{year}-0{len(day)}-1{day[0]}")
            )
        self.upper = chance.random() < 0.15

    def filled(self, form: str) -> list[str]:
        """Return the lines of a form, everything filled in."""
        lines = [form] if " | " in form else form.split("|")
        return [" | ".join(self._line(part) for part in line.split(" | ")) for line in lines]

    def _line(self, form: str) -> str:
        pick = self.chance.choice
        letters = re.sub(r"\W", "", self.outlet).lower()
        return form.format(
            name=self.name.upper() if self.upper else self.name, other=self.other, outlet=self.outlet,
            site=f"{letters}.example", head=pick(self.heads), place=pick(self.lists["places"]).title(),
            town=pick(self.lists["places"]).title(), section=pick(self.lists["sections"]), date=self.day,
            time=f"{self.chance.randint(1, 12)}:{self.chance.randint(10, 59)} {pick(('a.m.', 'PM', 'pm'))}",
            zone=pick(("ET", "EST", "GMT", "PT")), n=self.chance.randint(2, 59), year=self.day[-4:],
            handle=self.name.split()[0].lower(), who=pick(self.names), who2=pick(self.names), weekday=pick(DAYS),
        )  # fmt: skip

    def some(self, kind: str, least: int, most: int) -> list[str]:
        """Return so many forms of a kind, filled in, as lines."""
        forms = [self.chance.choice(self.lists[kind]) for _ in range(self.chance.randint(least, most))]
        return [line for form in forms for line in self.filled(form)]

    def byline(self) -> tuple[list[str], str]:
        """Return the lines of a byline, and whom it names."""
        form = self.chance.choice(self.lists["bylines"])
        return self.filled(form), f"{self.name}, {self.other}" if JOINT.search(form) else self.name


def dressed(golds: Sequence[Gold], chance: random.Random) -> Iterator[Gold]:
    """Yield every page's text in the clothes of an invented outlet, a scraped page's in two."""
    lists = tomllib.loads(FURNITURE.read_text("utf-8"))
    heads = [gold.title for gold in golds if gold.title]
    for gold in golds:
        lines = split_lines(gold.page.raw)
        core = [i for i in range(len(lines)) if gold.allowed[i, [FIRST, BODY, LAST]].any()]
        if len(core) > 1:
            own = [
                line.text
                for line in lines[max(0, core[0] - NEAR) : core[0]]
                if line.words >= LONG and line.number not in titled(gold)
            ]
            others = [head for head in heads if head != gold.title]
            for copy in range(2 if gold.gold_set == "pages" else 1):
                dresser = _Dresser(lists, chance, [lines[i].text for i in core[:12]], others)
                yield _dressed(gold, [lines[i].text for i in core], gold.allowed[core], own, dresser, copy)


def titled(gold: Gold) -> frozenset[int]:
    """Return the lines of a page that are its headline."""
    return frozenset(int(i) for i in np.flatnonzero(gold.allowed[:, TITLE]))


def _dressed(
    gold: Gold, text: Sequence[str], told: np.ndarray, own: Sequence[str], dresser: _Dresser, copy: int
) -> Gold:
    chance, names = dresser.chance, ""
    over = dresser.some("mast", 0, 12) + dresser.some("sections", 0, 12) * (chance.random() < 0.6)
    signed: list[str] = []
    if chance.random() < 0.8:
        signed, names = dresser.byline()
    signature = [signed, dresser.some("times", 0, 2), dresser.some("share", 0, 4)]
    chance.shuffle(signature)
    flat = [line for part in signature for line in part]
    first = chance.random() < 0.12
    title = [gold.title] if gold.title else []
    above = [*over, *dresser.some("kickers", 0, 1), *(flat if first else ())]
    under = [*dresser.some("decks", 0, 1), *(() if first else flat), *dresser.some("captions", 0, 2)]
    if chance.random() < 0.6:  # the captions and decks that stand over the text as it was found
        under = [*own, *under] if chance.random() < 0.5 else [*under, *own]
    if chance.random() < 0.3:
        under = [*dresser.some("captions", 1, 1), *under]
    rows = [(line, BEFORE) for line in above] + [(line, TITLE) for line in title] + [(line, BEFORE) for line in under]
    rows = [(line, TITLE if title and line == title[0] else label) for line, label in rows]
    laid: list[tuple[str, np.ndarray]] = [(line, _only(label)) for line, label in rows]
    for at, (line, allowed) in enumerate(zip(text, told, strict=True)):
        if at and chance.random() < 0.12:
            laid += [(other, _only(INSIDE)) for other in dresser.some("inside", 1, 1)]
        if at == 0 and chance.random() < 0.2:
            tag = chance.choice((" — ", " (AP) — ", ", May 3 — ", " -- "))
            line = f"{chance.choice(dresser.lists['places'])}{tag}{line}"
        laid.append((line, allowed))
    laid += [(line, _only(BEHIND)) for line in dresser.some("tail", 0, 14)]
    laid = [(line, allowed) for line, allowed in laid if split_lines(line)]
    raw = chance.choice(("\n", "\n\n")).join(line for line, _ in laid)
    page = page_of(f"{gold.page.uri} dressed {copy}", raw)
    return replace(
        gold, gold_set="dressed", page=page, allowed=np.array([allowed for _, allowed in laid]),
        text=None, edges=None, authors=people(names),
    )  # fmt: skip


def _only(label: int) -> np.ndarray:
    allowed = np.zeros(len(LABELS), dtype=bool)
    allowed[label] = True
    return allowed
