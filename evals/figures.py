"""Measures on both halves of a gold set: what is counted, printed, and kept as a dated result.

A measure is worked out from cases; a case holds the parts that its half is summed over (right and of, say), the group
that goes to one half whole (an outlet, a publisher), and, where it is not right, what went wrong. What went wrong is
shown of the learning half alone: the held half only scores.
"""

from __future__ import annotations

import argparse
import math
import os
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from halves import HALVES, Half, half_of, interval

import wirecopy

RESULTS = Path(__file__).parent / "results"
DATA = Path("../shared/data")
Parts = tuple[float, ...]
HEAD = "| | learn | held | gap | held, 95 % | n |\n|---|---|---|---|---|---|"


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that was scored: `parts` are summed over a half; `wrong` is empty where all is right."""

    half: str
    group: str
    parts: Parts
    wrong: str = ""


def case(gold_set: str, key: str, *parts: float, wrong: str = "") -> Case:
    """Return a case with the half that its key has in the split."""
    return Case(half_of(gold_set, key), key, parts, wrong)


def share(sums: Parts) -> float:
    """Return right / of.

    >>> share((3, 4))
    0.75
    """
    right, of = sums
    return right / of if of else 0.0


def mean_f1(sums: Parts) -> float:
    """Return the F1 of the mean precision and recall of pages, of which the parts are (precision, recall, 1).

    >>> mean_f1((1.5, 1.0, 2))
    0.6
    """
    precision, recall, pages = sums
    return 2 * precision * recall / (precision + recall) / pages if precision + recall else 0.0


@dataclass(frozen=True, slots=True)
class Measure:
    """A named figure and the cases it comes from. `count` prints sums as they are (pages that keep furniture)."""

    name: str
    cases: Sequence[Case]
    worth: Callable[[Parts], float] = share
    asked: str = ""

    def of(self, half: Half) -> float:
        """Return the figure of one half; nan where it has no case."""
        parts = [one.parts for one in self.cases if one.half == half]
        return self.worth(_sums(parts)) if parts else math.nan

    def size(self, half: Half) -> int:
        """Return how many cases of a half count: the last part says how much each counts."""
        return round(sum(one.parts[-1] for one in self.cases if one.half == half))

    def spread(self) -> tuple[float, float]:
        """Return the middle 95 % of the held half's figure over its groups drawn with replacement."""
        grouped: dict[str, list[Parts]] = defaultdict(list)
        for one in self.cases:
            if one.half == "held":
                grouped[one.group].append(one.parts)
        summed = [[_sums(parts)] for parts in grouped.values()]
        return interval(summed, lambda drawn: self.worth(_sums(drawn))) if summed else (0.0, 0.0)


def _sums(parts: Iterable[Parts]) -> Parts:
    return tuple(map(sum, zip(*parts, strict=True)))


@dataclass(frozen=True, slots=True)
class Section:
    """The measures of one gold set or one question, under a heading."""

    name: str
    heading: str
    measures: Sequence[Measure]


def table(measures: Iterable[Measure], halves: Sequence[Half] = HALVES) -> str:
    """Return the measures as a table in Markdown."""
    return "\n".join([HEAD, *(_row(measure, halves) for measure in measures)])


def _row(measure: Measure, halves: Sequence[Half]) -> str:
    told = {half: _figure(measure.of(half)) if half in halves and measure.size(half) else "" for half in HALVES}
    gap = f"{measure.of('learn') - measure.of('held'):+.3f}" if all(told.values()) else ""
    spread = "-".join(map(_figure, measure.spread())) if told["held"] else ""
    name = f"{measure.name} ({measure.asked})" if measure.asked else measure.name
    sizes = "/".join(str(measure.size(half)) for half in halves)
    return f"| {name} | {told['learn']} | {told['held']} | {gap} | {spread} | {sizes} |"


def _figure(value: float) -> str:
    return f"{value:.3f}".removeprefix("0") if value < 1 else f"{value:.3g}"


def as_text(title: str, command: str, sections: Iterable[Section], halves: Sequence[Half] = HALVES) -> str:
    """Return the page of a result."""
    lines = [
        f"# {title}, {today()}", "",
        f"wirecopy {wirecopy.__version__}, {os.cpu_count()} cores. Again: `{command}`.",
        "Learn: the half of the gold that rules and weights may learn from; held: the half that only scores;"
        " 95 %: whole groups drawn with replacement; n: cases of the two halves. In brackets: asked of the held half.",
    ]  # fmt: skip
    for section in sections:
        lines += ["", f"## {section.heading}", "", table(section.measures, halves)]
    return "\n".join(lines) + "\n"


def errors(sections: Iterable[Section]) -> str:
    """Return what went wrong in the learning half, measure by measure."""
    lines = []
    for section in sections:
        for measure in section.measures:
            wrong = [one.wrong for one in measure.cases if one.half == "learn" and one.wrong]
            lines += [f"\n## {section.name}: {measure.name}: {len(wrong)} wrong", *wrong] if wrong else []
    return "\n".join(lines)


def today() -> str:
    """Return the day of a result."""
    return f"{datetime.now(UTC):%Y-%m-%d}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a command was asked for."""

    data: Path
    only: frozenset[str]
    halves: Sequence[Half]
    errors: bool
    write: bool
    base: Path | None

    def wants(self, *names: str) -> bool:
        """Whether any of these sections is wanted."""
        return not self.only or bool(self.only & set(names))


def wanted(what: str, names: Sequence[str], arguments: Sequence[str] | None = None) -> Wanted:
    """Return what the command line asks for; the held half's errors are never shown."""
    parser = argparse.ArgumentParser(description=what)
    parser.add_argument("--data", type=Path, default=DATA)
    parser.add_argument("--only", default="", metavar="NAMES", help=f"some sections alone: {','.join(names)}")
    parser.add_argument("--half", choices=(*HALVES, "both"), default="both")
    parser.add_argument("--errors", action="store_true", help="list what went wrong in the learning half")
    parser.add_argument(
        "--base", type=Path, help="keep the base of the pages here, and use it again while no code changed"
    )
    parser.add_argument("--write", action="store_true", help="keep the result under evals/results, dated")
    chosen = parser.parse_args(arguments)
    only = frozenset(filter(None, chosen.only.split(",")))
    if unknown := only - set(names):
        parser.error(f"no section is named {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    if chosen.errors and chosen.half != "learn":
        parser.error("errors are listed of the learning half alone: add --half learn")
    if chosen.write and (only or chosen.half != "both"):
        parser.error("a result is kept whole: leave --only and --half out")
    halves: Sequence[Half] = HALVES if chosen.half == "both" else (chosen.half,)
    return Wanted(chosen.data, only, halves, chosen.errors, chosen.write, chosen.base)


def report(name: str, title: str, command: str, sections: Sequence[Section], asked: Wanted) -> None:
    """Print the result as asked for, and keep it where that was asked."""
    text = as_text(title, command, sections, asked.halves)
    print(text, end="")
    if asked.errors:
        print(errors(sections))
    if asked.write:
        path = RESULTS / f"{name}-{today()}.md"
        path.write_text(text, encoding="utf-8")
        print(f"\nwritten to {path}")
