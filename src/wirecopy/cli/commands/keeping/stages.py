"""`wirecopy stages BASE`."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

import wirecopy
from wirecopy.cli.output import console, number_of, print_json


def run(arguments: Namespace) -> int:
    """List what the last run kept on its way, or print its manifest; 1 before the first run."""
    base = wirecopy.open(arguments.base)
    if arguments.manifest:
        manifest = base.manifest()
        print_json(manifest)
        return 0 if manifest else 1
    stages = base.stages()
    if arguments.json:
        print_json([asdict(stage) for stage in stages])
        return 0 if stages else 1
    screen = console()
    for stage in stages:
        screen.print(f"{stage.name}: {number_of(stage.rows, 'row')}, {number_of(stage.bytes, 'byte')}", style="bold")
        screen.print(f"  {stage.holds}")
        screen.print(f"  {', '.join(stage.columns)}", style="dim")
    if not stages:
        screen.print(f"No run has ended yet: wirecopy run {arguments.base} INPUT...")
    return 0 if stages else 1
