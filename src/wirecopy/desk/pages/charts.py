"""Charts as numbers for SVG: bars over days, and how a text spread over hours. Nothing in them needs a script."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from wirecopy.desk.finding.days import Bar
from wirecopy.serve.views import wording

WIDTH, HEIGHT = 720, 84
LEAST_BAR, MOST_BAR, FILLED = 3.0, 40.0, 0.85  # how wide a bar is drawn, and how much of its room


@dataclass(frozen=True, slots=True)
class DrawnBar:
    """One bar as it is drawn: a part of it, at its foot, may be told apart."""

    x: float
    y: float
    width: float
    height: float
    apart: float
    said: str
    address: str | None


@dataclass(frozen=True, slots=True)
class BarChart:
    """Bars over days, with the words for who cannot see them."""

    bars: tuple[DrawnBar, ...]
    ends: tuple[str, str]
    """The first time and the last."""
    said: str
    width: int = WIDTH
    height: int = HEIGHT


def bar_chart(
    days: Sequence[Bar], noun: str, address: Callable[[Bar], str] | None = None, apart: str = ""
) -> BarChart | None:
    """Return the chart of those bars, null where there are none to compare.

    >>> chart = bar_chart([Bar("2024-01-01", "2024-01-01", 4), Bar("2024-01-03", "2024-01-03", 2)], "story")
    >>> chart.said, [round(bar.height) for bar in chart.bars]
    ('6 stories with a date, most of them (4) 2024-01-01', [84, 42])
    """
    if len(days) < 2:
        return None
    first, last = date.fromisoformat(days[0].first), date.fromisoformat(days[-1].last)
    span, most = (last - first).days + 1, max(bar.number for bar in days)
    drawn = []
    for bar in days:
        begin, end = date.fromisoformat(bar.first), date.fromisoformat(bar.last)
        room = ((end - begin).days + 1) / span * WIDTH
        width = min(max(room * FILLED, LEAST_BAR), MOST_BAR)
        height = max(bar.number / most * HEIGHT, 1.0)
        x = ((begin - first).days / span) * WIDTH + (room - width) / 2
        label = f"{wording.period(bar.first, bar.last)}: {wording.count(bar.number, noun)}" + (
            f", {bar.apart:,} {apart}" if apart else ""
        )
        low = round(bar.apart / bar.number * height, 1)
        sizes = [round(size, 1) for size in (x, HEIGHT - height, width, height)]
        drawn.append(DrawnBar(sizes[0], sizes[1], sizes[2], sizes[3], low, label, address(bar) if address else None))
    peak = max(days, key=lambda bar: bar.number)
    total = sum(bar.number for bar in days)
    caption = (
        f"{wording.count(total, noun)} with a date, most of them ({most:,}) {wording.period(peak.first, peak.last)}"
    )
    if beyond := sum(bar.beyond for bar in days):
        caption += f"; {beyond:,} long before or after {'is' if beyond == 1 else 'are'} not drawn"
    ends = (wording.period(days[0].first, days[0].last), wording.period(days[-1].first, days[-1].last))
    return BarChart(tuple(drawn), ends, caption)
