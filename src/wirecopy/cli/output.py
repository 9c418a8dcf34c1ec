"""What every command prints with: a console that knows pipes from screens, JSON, a progress bar."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from rich.console import Console

    from wirecopy.pipeline.progress import Progress
    from wirecopy.store import KeptStage

PIPE_WIDTH = 100  # of text printed into a pipe or a file, where no screen sets the width


def console() -> Console:
    """Return the console for standard output: as wide as the screen, without colour codes in a pipe."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else PIPE_WIDTH
    return Console(width=width, highlight=False, soft_wrap=False, emoji=False, markup=False)


def print_json(value: object) -> None:
    """Print one JSON value on standard output."""
    plain = asdict(value) if is_dataclass(value) and not isinstance(value, type) else value
    print(json.dumps(plain, ensure_ascii=False, indent=2))


@contextmanager
def whole_file(path: str) -> Iterator[BinaryIO]:
    """Give a file to write that takes the place of what is at `path` when the block ends; a failure leaves that."""
    given, target = Path(path), Path(path).resolve()
    is_stream = given.exists() and not given.is_file()
    partial = given if is_stream else target.with_name(f".{target.name}.partial")
    try:
        with partial.open("wb") as file:
            yield file
        if not is_stream:
            partial.replace(target)
    finally:
        if not is_stream:
            partial.unlink(missing_ok=True)


def number_of(number: int, noun: str, several: str | None = None) -> str:
    """Return the number with its noun: `1 page`, `2 pages`."""
    return f"{number:,} {noun if number == 1 else several or noun + 's'}"


@contextmanager
def shown_progress(quiet: bool) -> Iterator[Progress]:
    """Give a listener that draws a bar on standard error while the block runs; nothing when quiet or piped."""
    if quiet or not sys.stderr.isatty():
        from wirecopy.pipeline.progress import quiet as take_no_note

        yield take_no_note
        return
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn, TimeRemainingColumn
    from rich.progress import Progress as Bars

    left = TimeRemainingColumn(elapsed_when_finished=True)
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(24), left, TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        task, shown = bars.add_task("starting", total=None), ""

        def listen(step: str, done: int, total: int | None) -> None:
            nonlocal shown
            if step != shown:
                bars.reset(task, total=total)
                shown = step
            words = STEPS.get(step, step.replace("_", " "))
            rows = f"{done:,} of {total:,}" if total else f"{done:,}" if done else ""
            bars.update(task, description=f"{words} {rows}".rstrip(), total=total, completed=done)

        yield listen


def print_timings(stages: Sequence[KeptStage]) -> None:
    """Print how long each stage of a run took, with its rows and megabytes on disk, in the order of their making."""
    from rich.table import Table

    table = Table(box=None, pad_edge=False)
    table.add_column("stage")
    for name in ("rows", "seconds", "MB"):
        table.add_column(name, justify="right")
    for stage in stages:
        took = "-" if stage.seconds is None else f"{stage.seconds:.2f}"
        table.add_row(stage.name, f"{stage.rows:,}", took, f"{stage.bytes / 1e6:.2f}")
    whole = sum(stage.seconds or 0.0 for stage in stages)
    table.add_row("all stages", "", f"{whole:.2f}", f"{sum(stage.bytes for stage in stages) / 1e6:.2f}", style="bold")
    console().print(table)


STEPS = {
    "read": "reading pages",
    "cleaned": "telling text from furniture",
    "weighed": "weighing lines among the others of their outlet",
    "first_words": "normalising words",
    "fingerprints": "taking fingerprints",
    "candidates": "finding candidates",
    "first_verified": "proving copies",
    "verified": "proving copies on the final texts",
    "words": "normalising the final texts",
    "collated": "typing every difference",
    "told": "reading what each text says",
    "carried": "taking it over to the copies",
    "united": "counting each fact once",
    "grouped": "putting texts on one event together",
    "index": "building the search index",
}
"""Steps that take long, in words a reader knows."""
