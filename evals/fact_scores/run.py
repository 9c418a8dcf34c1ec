"""One command line for the evaluations of facts: the parts asked for, their tables, errors of the learn half."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from fact_scores.answers import Reader
from fact_scores.figures import Row, report, table, write


@dataclass(frozen=True, slots=True)
class Chosen:
    """What an evaluation was called with."""

    data: Path
    seeds: Path
    reader: Reader
    leasts: tuple[float, ...]
    spacy: Path | None
    options: argparse.Namespace


@dataclass(frozen=True, slots=True)
class Part:
    """One table of a result: rows by halves, further lines, and what was wrong on the learn half."""

    title: str
    rows: Sequence[Row] = ()
    lines: Sequence[str] = ()
    errors: Sequence[str] = ()
    asked: Mapping[str, float] = field(default_factory=dict)


Score = Callable[[Chosen], Sequence[Part]]


class Absent(Exception):
    """Something a part needs is not there; its name."""


def needed(path: Path) -> Path:
    """Return a path that a part reads.

    Raises:
        Absent: There is nothing at the path; the part is skipped by name.
    """
    if not path.exists():
        raise Absent(f"no {path.name}")
    return path


def main(name: str, parts: Mapping[str, Score], arguments: Callable[[argparse.ArgumentParser], None]) -> int:
    """Score the parts asked for and print their tables; `name` is that of the evaluation and of its results."""
    options = _parsed(name, parts, arguments)
    if options.errors and options.half != "learn":
        sys.exit("--errors lists the learn half alone; what only scores is not looked at (add --half learn)")
    chosen = Chosen(options.data, options.seeds, Reader(), (0.5, *options.least), options.spacy, options)
    found: list[Part] = []
    for part in options.only or parts:
        try:
            found += parts[part](chosen)
        except Absent as absent:
            print(f"skipped: {part} ({absent})", file=sys.stderr)
    date = f"{datetime.now(UTC):%Y-%m-%d}"
    text = report(name, date, _again(name, options), {part.title: table_of(part, options.half) for part in found})
    print(text, end="")
    if options.errors:
        for part in found:
            print(f"## {part.title}: errors on the learn half\n", *part.errors, sep="\n")
    if options.write:
        print(f"written to {write(name, date, text, {part.title: part.rows for part in found})}")
    return 0


def table_of(part: Part, half: str | None = None) -> list[str]:
    """Return the lines of a part: its table (of one half where one is given), then what else it says."""
    shown = table(part.rows, part.asked, half) if part.rows else []
    return [*shown, *([""] if shown and part.lines else []), *part.lines]


def _again(name: str, options: argparse.Namespace) -> str:
    only = f" --only {' '.join(options.only)}" if options.only else ""
    return f"python evals/{name}.py --data FOLDER --seeds FOLDER{only}"


def _parsed(
    name: str, parts: Mapping[str, Score], arguments: Callable[[argparse.ArgumentParser], None]
) -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=f"Score {name} on both halves of every gold set.")
    parser.add_argument("--data", type=Path, default=Path("../shared/data/facts"), help="folder of texts and gold")
    parser.add_argument("--seeds", type=Path, default=Path("../shared/seeds"), help="folder of the founding gold")
    parser.add_argument("--only", nargs="+", choices=list(parts), metavar="PART", help=f"of {', '.join(parts)}")
    parser.add_argument("--least", type=float, nargs="+", default=[], help="confidences to score at beside .5")
    parser.add_argument("--half", choices=["learn", "held"], help="show the rows of one half alone")
    parser.add_argument("--errors", action="store_true", help="list what was wrong on the learn half")
    parser.add_argument("--spacy", type=Path, help="Python of an environment with spaCy and its small English model")
    parser.add_argument("--write", action="store_true", help="keep the result under evals/results, dated")
    arguments(parser)
    return parser.parse_args()
