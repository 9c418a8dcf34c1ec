"""When and where an act took place, and who says so: by the days, places and quotations found already."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from wirecopy.facts.contract import Facts
from wirecopy.facts.events.acts import Act
from wirecopy.facts.events.clauses import Clause
from wirecopy.facts.events.words import wordset
from wirecopy.facts.intervals import StretchIndex
from wirecopy.facts.reading import Reading
from wirecopy.types import Entity, Quote, Stretch

_SAYS = wordset(
    """
    said says say told tells tell added adds reported reports announced announces stated states according quoted
    wrote
    """
)
_OLD = timedelta(days=45)  # what is longer past than this is recalled, not news
_LONG = timedelta(days=370)
_UP_TO, _FROM = frozenset(("by", "until")), frozenset(("since",))


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of the text and the entity or quotation it carries."""

    start: int
    end: int
    entity: Entity
    function: str | None


@dataclass(frozen=True, slots=True)
class Spoken:
    """A stretch of the text that somebody says."""

    start: int
    end: int
    quote: Quote


@dataclass(frozen=True, slots=True)
class Setting:
    """The days, places, people and quotations of an article, by where they stand."""

    days: StretchIndex[Spot]
    places: StretchIndex[Spot]
    people: StretchIndex[Spot]
    spoken: StretchIndex[Spoken]

    def said(self, offset: int) -> Spoken | None:
        """Return the innermost quotation that holds an offset; direct ones go before indirect."""
        holding = self.spoken.touching(offset, offset + 1)
        return min(holding, key=lambda s: (s.quote.kind == "indirect", s.end - s.start), default=None)


def setting_of(reading: Reading, facts: Facts) -> Setting:
    """Return where an article has its days, places, people and quotations."""
    entities = {e.entity_id: e for e in facts.entities}
    quotes = {q.quote_id: q for q in facts.quotes}
    people: list[Spot] = []
    spots: dict[str, list[Spot]] = {"date": [], "place": [], "person": people, "group": people}
    spoken: list[Spoken] = []
    for mention in facts.mentions:
        start = reading.view.offset(mention.start)
        if start is None:
            continue
        end = start + mention.end - mention.start
        entity, quote = entities.get(mention.fact_id), quotes.get(mention.fact_id)
        if entity is not None and entity.kind in spots:
            spots[entity.kind].append(Spot(start, end, entity, mention.function))
        elif quote is not None:
            spoken.append(Spoken(start, end, quote))
    days, places = (StretchIndex.of(spots[kind], _stretch) for kind in ("date", "place"))
    return Setting(days, places, StretchIndex.of(people, _stretch), StretchIndex.of(spoken, _stretch))


def _stretch(one: Spot | Spoken) -> Stretch:
    return Stretch(one.start, one.end)


def when(clause: Clause, act: Act, trigger: int, setting: Setting) -> tuple[str | None, str | None]:
    """Return the first and last day of an act as its own clause tells; (None, None) where it tells none."""
    low, high = clause.words.starts[0], clause.words.ends[-1]
    days = [s for s in setting.days.beginning(low, high) if s.entity.start]
    own = [s for s in days if _leads(clause, s, trigger, act)]
    opening = [s for s in days if _opens(clause, s)]
    chosen = (own or opening)[:1]
    if not chosen:
        return None, None
    entity = chosen[0].entity
    first, last = (entity.start or "")[:10], (entity.end or entity.start or "")[:10]
    at = clause.words.at(chosen[0].start)
    bound = clause.words.low[at - 1] if at else ""
    if bound == "before":
        return None, _day_before(first)
    if bound in _UP_TO:
        return None, last or None
    return first or None, None if bound in _FROM else last or None


def _day_before(day: str) -> str | None:
    try:
        return (date.fromisoformat(day) - timedelta(days=1)).isoformat()
    except (ValueError, OverflowError):  # a day that is not stated whole, or the first there is
        return None


def _leads(clause: Clause, spot: Spot, trigger: int, act: Act) -> bool:
    """Tell whether a day belongs to a trigger: no other verb stands between, or it stands in the noun's own phrase."""
    at = clause.words.at(spot.start)
    chunk = clause.chunks[act.chunk]
    if act.noun:
        return chunk.first <= at < trigger or (at >= trigger and not _verb_between(clause, trigger, at))
    if at < trigger:
        own = not _verb_between(clause, act.first - 1, chunk.first - 1)
        subject_side = at >= act.first and own
        return subject_side and not _in_noun(clause, at)
    return not _verb_between(clause, max(trigger, chunk.last - 1), at) and not _in_noun(clause, at)


def _verb_between(clause: Clause, first: int, last: int) -> bool:
    return any(c.kind == "verb" and first < c.first <= last for c in clause.chunks)


def _in_noun(clause: Clause, at: int) -> bool:
    """Tell whether a day describes a noun: "our early May invitation"."""
    for chunk in clause.chunks:
        if chunk.kind == "noun" and chunk.first <= at < chunk.last:
            return not chunk.time and chunk.head > at
    return False


def _opens(clause: Clause, spot: Spot) -> bool:
    at = clause.words.at(spot.start)
    return not any(c.kind == "verb" and c.first < at for c in clause.chunks)


def where(clause: Clause, act: Act, trigger: int, setting: Setting) -> Entity | None:
    """Return the place that stands behind a trigger before the next verb, or that its "where" goes back to."""
    low, high = clause.words.starts[0], clause.words.ends[-1]
    spots = [s for s in setting.places.beginning(low, high) if s.function in ("locative", "destination")]
    for spot in spots:
        at = clause.words.at(spot.start)
        if at > trigger and not _verb_between(clause, trigger, at):
            return spot.entity
    before = [s for s in spots if clause.words.at(s.start) < trigger]
    n = act.chunk
    opening = clause.words.low[max(0, clause.chunks[n].first - 5) : clause.chunks[n].first]
    if before and "where" in opening:
        return before[-1].entity
    return None


def is_background(end: str | None, perfect: bool, today: date | None) -> bool:
    """Tell whether a day is so long past that the story only recalls it."""
    if end is None or today is None:
        return perfect
    try:
        return date.fromisoformat(end) < today - _OLD
    except ValueError:
        return perfect


def spans_years(start: str | None, end: str | None) -> bool:
    """Tell whether a period is longer than a year: what is counted over it is no single event."""
    if not start or not end:
        return False
    try:
        return date.fromisoformat(end) - date.fromisoformat(start) > _LONG
    except ValueError:
        return False
