"""How a text spread over hours: which copy came when, counted up, as numbers for a drawing without a script."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from wirecopy.serve.views.story import Member
from wirecopy.serve.views.wording import count
from wirecopy.times import instant

WIDTH, HEIGHT, EDGE = 640, 96, 8
LEAST = 3
"""Copies with a stated hour from which on there is something to draw."""
_HOUR = 3_600.0
_TICKS = (1, 2, 3, 6, 12, 24, 48, 96, 168, 336, 720, 2_160, 8_760)
_MOST_TICKS = 8


@dataclass(frozen=True, slots=True)
class SpreadStep:
    """One copy as it is drawn."""

    x: float
    y: float
    said: str


@dataclass(frozen=True, slots=True)
class SpreadChart:
    """The copies of a text in the order of their stated hours, with the words for who cannot see them."""

    steps: tuple[SpreadStep, ...]
    path: str
    ticks: tuple[tuple[float, str], ...]
    said: str
    width: int = WIDTH
    height: int = HEIGHT


def spread(members: Sequence[Member]) -> SpreadChart | None:
    """Return the chart of a text's copies, null where fewer than three state an hour, or all the same one."""
    timed = sorted(
        (time, member.name)
        for member in members
        if "T" in str(member.article.published) and (time := instant(member.article.published)) is not None
    )
    if len(timed) < LEAST or timed[0][0] == timed[-1][0]:
        return None
    first, span = timed[0][0], timed[-1][0] - timed[0][0]
    room, high = WIDTH - 2 * EDGE, HEIGHT - 2 * EDGE
    steps = tuple(
        SpreadStep(
            round(EDGE + (time - first) / span * room, 1),
            round(EDGE + high * (1 - number / len(timed)), 1),
            f"{number}. {name}, {_clock(time)}, {lasting(time - first)} after the first",
        )
        for number, (time, name) in enumerate(timed, 1)
    )
    path = f"M{EDGE} {HEIGHT - EDGE}" + "".join(f"H{step.x}V{step.y}" for step in steps)
    unit = next((hours for hours in _TICKS if span / _HOUR / hours <= _MOST_TICKS), _TICKS[-1])
    ticks = tuple(
        (round(EDGE + hours * _HOUR / span * room, 1), f"+{lasting(hours * _HOUR)}")
        for hours in range(unit, int(span / _HOUR) + 1, unit)
    )
    left = len(members) - len(timed)
    phrase = f"{count(len(timed), 'copy')} from {_clock(first)} on, within {lasting(span)}"
    phrase += f"; {count(left, 'more copy')} without an hour" if left else ""
    return SpreadChart(steps, path, ticks, phrase)


def lasting(seconds: float) -> str:
    """Return a stretch of time in its two largest units.

    >>> lasting(5_400), lasting(86_400), lasting(30)
    ('1 h 30 min', '1 d', '0 min')
    """
    minutes = int(seconds // 60)
    days, hours, rest = minutes // 1_440, minutes // 60 % 24, minutes % 60
    parts = [f"{number} {unit}" for number, unit in ((days, "d"), (hours, "h"), (rest, "min")) if number]
    return " ".join(parts[:2]) or "0 min"


def _clock(moment: float) -> str:
    return datetime.fromtimestamp(moment, UTC).strftime("%Y-%m-%d %H:%M UTC")
