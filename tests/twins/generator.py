"""Puts a twin together: one event text, two houses, and for each page its own furniture in its own order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from random import Random
from string import Template

from twins import furniture
from twins.cast import CITIES, cast, outlet_name
from twins.furniture import Block, Piece, Stamp, Zone
from twins.house import two_houses
from twins.layout import Laid, lay_out
from twins.markup import SUBSTANCE_MARKS, Paragraph, Printing, Substance, paragraph
from twins.model import TwinEdit, TwinPage, TwinPair, TwinQuote

EVENTS = Path(__file__).parent / "events"
WITH_SUBSTANCE = 1 / 3
OPTIONAL_STAYS = 0.6


def twin(seed: int) -> TwinPair:
    """The pair of pages of this seed, with its answers: the same pair on every machine."""
    rng = Random(seed)
    zone = rng.choice(furniture.ZONES)
    when = furniture.moment(rng, zone)
    words = cast(rng, when.date())
    event, text = _event(rng, words)
    changed = Substance(rng.choice(_possible(text)), rng.random() < 0.5) if rng.random() < WITH_SUBSTANCE else None
    printing = Printing(two_houses(rng), words, changed)
    printed = [paragraph(part, printing) for part in text]
    filing = _Filing(rng, when, zone, rng.choice((*CITIES, words["Acap"])), words["p4s"])
    a = filing.page("a", [part.a for part in printed])
    b = filing.page("b", [part.b for part in printed])
    return TwinPair(seed, event, a, b, _edits(printed, a, b), _quotes(printed, a, b), changed.kind if changed else None)


class _Filing:
    """How the two outlets set the report: who stamps it, who shows the market, where it was filed from."""

    def __init__(self, rng: Random, when: datetime, zone: Zone, city: str, family: str) -> None:
        self.rng, self.when, self.zone, self.city, self.family = rng, when, zone, city, family
        self.stamped = rng.choice(("a", "b", "ab"))
        self.market = rng.choices(("a", "b", ""), (4, 4, 2))[0]

    def page(self, name: str, texts: Sequence[str]) -> TwinPage:
        """The page of one outlet."""
        zone, stamp = self._stamp(name)
        place = stamp.place if stamp else None
        body = [Block(((Piece("body", text),),)) for text in texts]
        if not place and self.rng.random() < 0.6:
            place = self.city
            body[0] = Block(((Piece("dateline", self._dateline()), *body[0].lines[0]),))
        if self.rng.random() < 0.5:
            body.insert(self.rng.randint(1, len(body) - 1), furniture.promo(self.rng, self.city, self.family))
        laid = lay_out(self.rng, self._around(name, body, stamp))
        return self._read(laid, name, zone, stamp, place)

    def _read(self, laid: Laid, name: str, zone: Zone, stamp: Stamp | None, place: str | None) -> TwinPage:
        url = f"https://www.{outlet_name(self.rng)}.{zone.host}/news/{self.rng.randint(10000, 99999)}"
        return TwinPage(
            name=f"{name}_{self.rng.getrandbits(48):012x}",
            raw=laid.raw,
            url=url if stamp and zone.host else None,
            spans=tuple(laid.spans),
            tickers=tuple(laid.tickers),
            paragraphs=tuple(laid.paragraphs),
            published=stamp.published if stamp else None,
            updated=stamp.updated if stamp else None,
            zone_assumed=stamp.zone_assumed if stamp else False,
            dateline_place=place,
        )

    def _around(self, name: str, body: list[Block], stamp: Stamp | None) -> list[Block]:
        """The body with the page's other blocks above and below it, in any order."""
        above: list[list[Block]] = []
        below: list[list[Block]] = []
        if name in self.market:
            (above if self.rng.random() < 0.7 else below).append([furniture.ticker(self.rng)])
        if stamp:
            (above if self.rng.random() < 0.7 else below).append([stamp.block])
        if self.rng.random() < 0.5:
            below.append(list(furniture.comments(self.rng)))
        self.rng.shuffle(above)
        self.rng.shuffle(below)
        return [block for group in (*above, body, *below) for block in group]

    def _stamp(self, name: str) -> tuple[Zone, Stamp | None]:
        """The page's stamp; the second outlet's comes later and may be in another zone."""
        if name not in self.stamped:
            return self.zone, None
        zone, when = self.zone, self.when
        if name == "b" and self.stamped == "ab":
            zone = self.rng.choice([zone for zone in furniture.ZONES if when.month in zone.months])
            later = when + timedelta(minutes=self.rng.randint(5, 50))
            when = later.replace(tzinfo=timezone(timedelta(minutes=zone.minutes)))
        place = self.city if self.rng.random() < 0.5 else None
        return zone, furniture.stamp(self.rng, when, zone, place)

    def _dateline(self) -> str:
        city, day = self.city.upper(), f"{self.when:%B} {self.when.day}"
        return self.rng.choice((f"{city}: ", f"{city}: ", f"{city} — ", f"{city} - ", f"{city}, {day}: "))


def _event(rng: Random, words: dict[str, str]) -> tuple[str, list[str]]:
    """An event's name and the paragraphs this twin has of it, the cast's words put in."""
    path = rng.choice(sorted(EVENTS.glob("*.txt")))
    kept = []
    for part in path.read_text(encoding="utf-8").split("\n\n"):
        if part.startswith("? ") and rng.random() > OPTIONAL_STAYS:
            continue
        kept.append(Template(part.removeprefix("? ").strip()).substitute(words))
    return path.stem, kept


def _possible(text: Sequence[str]) -> list[str]:
    """The kinds of substance the text has exactly one place for."""
    whole = "\n".join(text)
    return [kind for kind, mark in SUBSTANCE_MARKS.items() if len(re.findall(re.escape(mark), whole)) == 1]


def _edits(printed: Sequence[Paragraph], a: TwinPage, b: TwinPage) -> tuple[TwinEdit, ...]:
    return tuple(
        TwinEdit(
            edit.kind,
            edit.substantive,
            edit.in_quote,
            edit.a.shifted(a.paragraphs[i].start),
            edit.b.shifted(b.paragraphs[i].start),
        )
        for i, part in enumerate(printed)
        for edit in part.edits
    )


def _quotes(printed: Sequence[Paragraph], a: TwinPage, b: TwinPage) -> tuple[TwinQuote, ...]:
    return tuple(
        TwinQuote(
            quote.kind,
            quote.speaker,
            quote.a.shifted(a.paragraphs[i].start),
            quote.b.shifted(b.paragraphs[i].start),
        )
        for i, part in enumerate(printed)
        for quote in part.quotes
    )
