"""From an expression of time and its anchor to what it means; None where the words settle nothing."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from wirecopy.facts.dates import counts, days, periods
from wirecopy.facts.dates import words as w
from wirecopy.facts.dates.anchor import Anchor, Tense
from wirecopy.facts.dates.meaning import Meaning
from wirecopy.facts.dates.patterns import Expression
from wirecopy.facts.dates.ranges import ranged
from wirecopy.facts.dates.shared import Rule

_LAST_QUARTERS = 300  # days back to which a quarter can be the one a report is about


def resolve(expression: Expression, anchor: Anchor, tense: Tense) -> Meaning | None:
    """Return what an expression means, and note in `anchor` what it says for those behind it."""
    try:
        meaning = RULES[expression.form](w.plain(expression.text), expression.text, anchor, tense)
        if meaning is not None:
            _note(anchor, expression.form, meaning)
    except (ValueError, OverflowError):  # a thirtieth of February, a year beyond the calendar, the decade of year 5
        return None
    return meaning


def _note(anchor: Anchor, form: str, meaning: Meaning) -> None:
    if meaning.type in ("DATE", "TIME") and meaning.start is not None:
        anchor.last = date.fromisoformat(meaning.start)
    if form == "quarter" and meaning.value[4:6] == "-Q" and anchor.today is not None:
        year, quarter = int(meaning.value[:4]), int(meaning.value[-1])
        if (anchor.today - timedelta(days=_LAST_QUARTERS)).year <= year:
            anchor.quarter = year, quarter


RULES: Mapping[str, Rule] = {
    "stamp": days.stamp,
    "range": ranged,
    "slashed": days.slashed,
    "weekend": periods.weekend,
    "clock": days.clock,
    "full": days.full,
    "british": days.full,
    "monthyear": days.month,
    "month": days.month,
    "weekday": days.weekday,
    "owned": periods.owned,
    "quarter": periods.quarter,
    "back": periods.back,
    "ago": counts.ago,
    "span": counts.span,
    "recent": counts.recent,
    "which": periods.counted_period,
    "season": periods.seasonof,
    "every": counts.every,
    "decade": counts.decade,
    "century": counts.century,
    "yearend": periods.yearend,
    "endof": periods.endof,
    "duration": counts.duration,
    "fiscal": counts.year,
    "year": counts.year,
    "short": counts.short,
    "now": counts.vague("PRESENT_REF"),
    "past": counts.vague("PAST_REF"),
    "future": counts.vague("FUTURE_REF"),
    "day": days.day,
    "wholeyear": periods.wholeyear,
}
