"""`wirecopy style BASE [OUTLET]`."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

import wirecopy
from wirecopy.cli.output import console, print_json

if TYPE_CHECKING:
    from rich.table import Table

    from wirecopy.serve.views import StyleProfile


def run(arguments: Namespace) -> None:
    """Print an outlet's style profile, or the outlets there are."""
    base = wirecopy.open(arguments.base)
    if not arguments.outlet:
        _list(base, arguments)
        return
    profile = base.style(arguments.outlet)
    if arguments.json:
        print_json(asdict(profile))
        return
    screen = console()
    screen.print(f"{profile.outlet}: house style in {profile.copies} of its copies", style="bold")
    if not profile.choices:
        screen.print("No edit of house style sets them apart from the copies of others.")
        return
    shown = profile.choices[: arguments.limit] if arguments.limit else profile.choices
    screen.print(_table(profile, len(shown)))
    if len(shown) < len(profile.choices):
        screen.print(f"... and {len(profile.choices) - len(shown):,} more: -n 0 lists all", style="dim")


def _list(base: wirecopy.NewsBase, arguments: Namespace) -> None:
    outlets = base.outlets()
    if arguments.json:
        print_json([asdict(outlet) for outlet in outlets])
        return
    for outlet in outlets:
        console().print(f"{outlet.copies:>6,}  {outlet.outlet}")
    if not outlets:
        console().print("No outlet of this base has run a text that another ran too.")


def _table(profile: StyleProfile, limit: int) -> Table:
    from rich.box import SIMPLE_HEAD
    from rich.table import Table
    from rich.text import Text

    from wirecopy.serve.views import wording
    from wirecopy.text.safe_text import in_line

    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False, header_style="dim")
    for name in ("Kind", "Writes", "Not"):
        table.add_column(name, overflow="fold")
    for name in ("Times", "Against"):
        table.add_column(name, justify="right", no_wrap=True)
    kind = ""
    for choice in profile.choices[:limit]:
        forms = [Text(in_line(form) or "(nothing)") for form in (choice.form, choice.other)]
        label = wording.kind_words(choice.kind) if choice.kind != kind else ""
        table.add_row(Text(label, style="dim"), *forms, f"{choice.count:,}", f"{choice.against:,}")
        kind = choice.kind
    return table
