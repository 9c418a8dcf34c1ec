"""What every command prints with: a console that knows pipes from screens, JSON, a progress bar."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, is_dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rich.console import Console

    from wirecopy.pipeline.progress import Progress

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


def counted(number: int, noun: str, several: str | None = None) -> str:
    """Return the number with its noun: `1 page`, `2 pages`."""
    return f"{number:,} {noun if number == 1 else several or noun + 's'}"


@contextmanager
def shown_progress(quiet: bool) -> Iterator[Progress]:
    """Give a listener that draws a bar on standard error while the block runs; nothing when quiet or piped."""
    if quiet or not sys.stderr.isatty():
        yield lambda step, done, total: None
        return
    from rich.console import Console
    from rich.progress import Progress as Bars
    from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

    columns = (SpinnerColumn(), TextColumn("{task.description}"), TimeElapsedColumn())
    with Bars(*columns, console=Console(stderr=True), transient=True) as bars:
        task = bars.add_task("starting", total=None)

        def listen(step: str, done: int, total: int | None) -> None:
            words = STEPS.get(step, step.replace("_", " "))
            bars.update(task, description=f"{words} {done:,}" if done else words, total=total, completed=done)

        yield listen


STEPS = {
    "read": "reading pages",
    "cleaned": "telling text from furniture",
    "first_words": "normalising words",
    "fingerprints": "taking fingerprints",
    "candidates": "finding candidates",
    "first_verified": "proving copies",
    "verified": "proving copies on the final texts",
    "collated": "typing every difference",
    "told": "reading quotations",
    "index": "building the search index",
}
"""Steps that take long, in words a reader knows."""
