"""Figures by halves: what was marked in each document becomes rows of learn, held, their gap and an interval.

A measure is a share, part of whole, summed over documents. The interval is the middle 95 % of the held half's figure
over documents drawn with replacement (`halves.interval`).
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import TypeVar

from halves import HALVES, interval

import wirecopy

RESULTS = Path(__file__).parent.parent / "results"
Share = tuple[float, float]  # part, whole
Case = TypeVar("Case")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of data that are not split, beside the one asked for (None: none is)."""

    name: str
    asked: float | None
    reached: float
    count: int
    at_most: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """One document as it was marked: its half and, per measure, part and whole; `missed` says what was wrong."""

    key: str
    half: str
    shares: Mapping[str, Share]
    missed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One measure on both halves; nan where a half has no case."""

    name: str
    learn: float
    held: float
    low: float
    high: float
    count_learn: int
    count_held: int

    @property
    def gap(self) -> float:
        """How much better the learn half does."""
        return self.learn - self.held


@dataclass(slots=True)
class Counted:
    """Shares of one document while it is marked.

    >>> counted = Counted()
    >>> counted.add("found", True)
    >>> counted.add("found", False)
    >>> counted.shares["found"]
    (1.0, 2.0)
    """

    shares: dict[str, Share] = field(default_factory=dict)

    def add(self, name: str, part: float, whole: float = 1.0) -> None:
        """Add so much to the part and to the whole of a measure."""
        before = self.shares.get(name, (0.0, 0.0))
        self.shares[name] = (before[0] + part, before[1] + whole)


def share(cases: Sequence[Share]) -> float:
    """Return the summed part over the summed whole; nan of nothing.

    >>> share([(1, 2), (2, 2)])
    0.75
    """
    whole = sum(case[1] for case in cases)
    return sum(case[0] for case in cases) / whole if whole else math.nan


def row(
    name: str,
    groups: Mapping[str, Sequence[Sequence[Case]]],
    measure: Callable[[Sequence[Case]], float],
    count: Callable[[Sequence[Case]], float] = len,
) -> Row:
    """Return a measure over the cases of both halves, which stand in groups (documents)."""
    flat = {half: [case for group in groups.get(half, ()) for case in group] for half in HALVES}
    figures = {half: measure(flat[half]) if flat[half] else math.nan for half in HALVES}
    low, high = interval(groups["held"], measure) if flat["held"] else (math.nan, math.nan)
    counts = {half: round(count(flat[half])) for half in HALVES}
    return Row(name, figures["learn"], figures["held"], low, high, counts["learn"], counts["held"])


def rows(documents: Sequence[Marked], prefix: str = "") -> list[Row]:
    """Return a row per measure of the documents, in the order in which measures first appear."""
    names = list(dict.fromkeys(name for document in documents for name in document.shares))

    def groups(name: str) -> dict[str, list[list[Share]]]:
        return {half: [[d.shares[name]] for d in documents if d.half == half and name in d.shares] for half in HALVES}

    return [row(prefix + name, groups(name), share, lambda cases: sum(c[1] for c in cases)) for name in names]


def table(shown: Iterable[Row], asked: Mapping[str, float] | None = None, half: str | None = None) -> list[str]:
    """Return a Markdown table of rows, of both halves or of one; what is asked of the held half stands in brackets."""
    lines = ["| measure | learn | held | gap | 95 % of held | n learn | n held |", "|---|---|---|---|---|---|---|"]
    for one in shown:
        learn, held = number(one.learn), number(one.held)
        wanted = f" (asked {number(asked[one.name])})" if asked and one.name in asked else ""
        between = "" if math.isnan(one.low) else f"{number(one.low)}-{number(one.high)}"
        cells = [learn, held, number(one.gap), between, f"{one.count_learn:,}", f"{one.count_held:,}"]
        if half:
            kept = (0, 4) if half == "learn" else (1, 3, 5)
            cells = [cell if at in kept else "" for at, cell in enumerate(cells)]
        lines.append(f"| {one.name}{wanted} | {' | '.join(cells)} |")
    return lines


def asked_table(figures: Iterable[Figure]) -> list[str]:
    """Return a Markdown table of figures beside what is asked of each."""
    lines = ["| | asked | reached | of |", "|---|---|---|---|"]
    for one in figures:
        asked = "" if one.asked is None else f"{'at most ' if one.at_most else ''}{one.asked:g}"
        short = one.asked is not None and (one.reached > one.asked if one.at_most else one.reached < one.asked)
        reached = f"{one.reached:,.0f}" if one.reached > 10 else f"{one.reached:.3f}"
        lines.append(f"| {one.name} | {asked} | {reached}{' (short)' if short else ''} | {one.count:,} |")
    return lines


def number(value: float) -> str:
    """Return a figure as the tables print it; nothing for nan.

    >>> number(0.5), number(12345.0), number(float("nan"))
    ('.500', '12,345', '')
    """
    if math.isnan(value):
        return ""
    return f"{value:,.0f}" if abs(value) >= 10 else f"{value:.3f}".replace("0.", ".", 1)


def report(name: str, date: str, again: str, parts: Mapping[str, Sequence[str]]) -> str:
    """Return a whole result: heading, how to make it again, and each part under its title."""
    lines = [f"# {name}, {date}", "", f"wirecopy {wirecopy.__version__}. Again: `{again}`.", ""]
    lines += [
        "Learn: the half of each gold set that rules and weights may be made from. Held: the half that only scores.",
        "",
    ]
    for title, part in parts.items():
        lines += [f"## {title}", "", *part, ""]
    return "\n".join(lines)


def write(name: str, date: str, text: str, shown: Mapping[str, Sequence[Row]]) -> Path:
    """Keep a result under `evals/results`, for people and for programs."""
    RESULTS.mkdir(exist_ok=True)
    path = RESULTS / f"{name}-{date}.md"
    path.write_text(text, encoding="utf-8")
    plain = {
        part: [
            {
                key: None if isinstance(v, float) and math.isnan(v) else round(v, 4) if isinstance(v, float) else v
                for key, v in asdict(one).items()
            }
            for one in some
        ]
        for part, some in shown.items()
    }
    path.with_suffix(".json").write_text(json.dumps(plain, indent=1) + "\n", encoding="utf-8")
    return path
