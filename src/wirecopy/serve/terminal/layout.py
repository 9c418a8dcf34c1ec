"""How the terminal views are laid out: readable widths, no trailing spaces, hanging indents, headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from wirecopy.serve.views import wording
from wirecopy.text.safe_text import clipped
from wirecopy.types import Edit

READABLE_WIDTH = 100
"""Wider lines are hard to read; a wider terminal is not filled."""
HABITS_SHOWN = 4
"""Of one kind of house style, this many pairs are named."""


class Plain:
    """A renderable no wider than can be read, without spaces at the ends of its lines."""

    def __init__(self, *parts: RenderableType) -> None:
        self._parts = Group(*parts)

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Yield the parts' lines, trailing spaces cut."""
        narrow = options.update(width=min(options.max_width, READABLE_WIDTH))
        for line in console.render_lines(self._parts, narrow, pad=False):
            yield from _stripped(line)
            yield Segment.line()


def heading(text: str) -> Text:
    """Return the heading of a part of a view."""
    return Text(f"\n{text}", style="bold underline")


def hanging(first: Text | str, rest: RenderableType, indent: int = 2) -> RenderableType:
    """Return `rest` to the right of `first`, its lines under each other."""
    grid = Table.grid(padding=(0, 1))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    grid.add_row(first, rest)
    return Padding(grid, (0, 0, 0, indent), expand=False)


def style_lines(edits: Iterable[Edit]) -> Iterator[RenderableType]:
    """Yield one line a kind of house style: how many edits, and what stands for what."""
    habits = wording.style_habits(edits)
    kinds = list(dict.fromkeys(habit.kind for habit in habits))
    width = max((len(wording.kind_words(kind)) for kind in kinds), default=0)
    for kind in kinds:
        own = [habit for habit in habits if habit.kind == kind]
        total = sum(habit.count for habit in own)
        shown = [_habit(habit.base, habit.text, habit.count) for habit in own[:HABITS_SHOWN]]
        more = [Text(f"and {len(own) - HABITS_SHOWN} more")] if len(own) > HABITS_SHOWN else []
        label = Text(f"{wording.kind_words(kind):<{width}} {total:>4}", style="dim")
        yield hanging(label, Text(", ").join([*shown, *more]))


def _habit(base: str, text: str, count: int) -> Text:
    shown = Text.assemble((clipped(base, 40) or "(nothing)"), " → ", (clipped(text, 40) or "(nothing)", "bold"))
    return shown.append(f" ×{count}") if count > 1 else shown


def _stripped(line: Sequence[Segment]) -> Iterator[Segment]:
    cells = list(line)
    while cells and not cells[-1].text.strip() and not cells[-1].control:
        cells.pop()
    if cells:
        last = cells.pop()
        cells.append(Segment(last.text.rstrip(), last.style, last.control))
    yield from cells
