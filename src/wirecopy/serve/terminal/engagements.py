"""The engagement ledger on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from wirecopy.serve.terminal.layout import Plain
from wirecopy.serve.views.engagements import Engagement
from wirecopy.text.safe_text import clipped, in_line

_COLOURS = {
    "declined": "red",
    "unanswered": "red",
    "held": "green",
    "accepted": "green",
    "planned": "cyan",
    "asked": "yellow",
}
_NAME_LIMIT = 60


def ledger_view(lines: Sequence[Engagement]) -> RenderableType:
    """Return the ledger as a table: when, what became of it, between whom, where, who says so."""
    if not lines:
        return Text("No meeting, visit, call or invitation is told of.")
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False, header_style="dim")
    table.add_column("When", overflow="fold", max_width=24)
    table.add_column("State", no_wrap=True)
    table.add_column("Between", overflow="fold")
    table.add_column("Where", overflow="fold", max_width=14)
    table.add_column("Says", overflow="fold", max_width=24)
    table.add_column("Articles", justify="right", no_wrap=True)
    for line in lines:
        table.add_row(
            Text(line.when),
            Text.assemble((line.state, _COLOURS[line.state]), f" {line.kind}"),
            parties_of(line),
            Text(in_line(line.place or "")),
            Text(clipped(in_line(says(line)), _NAME_LIMIT)),
            str(line.articles),
        )
    return Plain(table)


def parties_of(line: Engagement) -> Text:
    """Return who an engagement is between: who asks whom, or all who take part."""
    if line.answered_by and line.asked_by:
        parties = f"{_names(line.answered_by)}, asked by {_names(line.asked_by)}" + (
            " (several)" if line.several else ""
        )
        asked = f" ({line.asked_on})" if line.asked_on else ""
        return Text(parties + asked)
    return Text(_names(line.parties) + (" (several)" if line.several else ""))


def says(line: Engagement) -> str:
    """Return who says so, and what another party answered; empty where the report itself does."""
    parts = [line.asserted_by or "", f"({line.response})" if line.response else ""]
    return " ".join(part for part in parts if part) + (" · background" if line.background else "")


def _names(names: Sequence[str]) -> str:
    return clipped(" and ".join(in_line(name) for name in names), 2 * _NAME_LIMIT)
