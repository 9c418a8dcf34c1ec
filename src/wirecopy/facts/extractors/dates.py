"""Dates, times and durations, each once by its TIMEX3 value.

They are anchored at publication, and inside a quotation at the day it was said.

Rule ids read `date:FORM`; the forms are those of `facts.dates.patterns`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from wirecopy.facts.contract import Facts, merge, raw_mentions
from wirecopy.facts.dates.anchor import Anchor
from wirecopy.facts.dates.patterns import expressions
from wirecopy.facts.dates.reader import Dated, dated
from wirecopy.facts.dates.resolve import resolve
from wirecopy.facts.reading import Reading
from wirecopy.ids import content_id
from wirecopy.types import Entity, Stretch

_DAY_LENGTH = 10
_CONFIDENCE = {"full": 0.97, "stamp": 0.99, "year": 0.95, "british": 0.97, "monthyear": 0.97, "range": 0.97}
_OTHERWISE = 0.95  # right .98 of 63, smoothed: evals/voices.py, learn half


def extract(reading: Reading) -> Facts:
    """Return the dates of an article and where each stands."""
    spoken = list(_spoken_on(reading)) if reading.today is not None else []
    found = dated(reading.view.text, reading.sentences, reading.today, said=spoken, times=reading.times)
    return merge(_date(reading, one) for one in found)


def _spoken_on(reading: Reading) -> Iterator[tuple[Stretch, date]]:
    """Yield the quotations that the text says were spoken on another day than it was published."""
    for one in reading.spoken:
        if one.when is None:
            continue
        for expression in expressions(one.when, 0, len(one.when)):
            meaning = resolve(expression, Anchor(reading.today), "past")
            if meaning is not None and meaning.start and meaning.start == meaning.end:
                yield Stretch(one.quotation.start, one.quotation.end), date.fromisoformat(meaning.start)
                break


def _date(reading: Reading, one: Dated) -> Facts:
    meaning, expression = one.meaning, one.expression
    key = "|".join((meaning.value, meaning.start or "", meaning.end or ""))
    entity_id = content_id("e", reading.story_id, "date", key)
    entity = Entity(
        story_id=reading.story_id,
        entity_id=entity_id,
        kind="date",
        name=expression.text,
        value=meaning.value,
        roles=(meaning.type.lower(),),
        start=meaning.start,
        end=meaning.end,
        rule=f"date:{expression.form}",
        confidence=_CONFIDENCE.get(expression.form, _OTHERWISE),
    )
    place = Stretch(expression.start, expression.end)
    return Facts((), (entity,), tuple(raw_mentions(reading.article, entity_id, reading.view.raw(place))))
