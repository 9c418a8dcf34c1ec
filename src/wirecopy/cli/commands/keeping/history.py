"""`wirecopy history BASE`."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

import wirecopy
from wirecopy.cli.output import print_json


def run(arguments: Namespace) -> None:
    """Print what became of stories, a line each."""
    changes = wirecopy.open(arguments.base).history()
    if arguments.json:
        print_json([asdict(change) for change in changes])
        return
    for change in changes:
        now = f": {change.became}" if change.became not in (None, change.story_id) else ""
        print(f"{change.story_id} {change.kind}{now}")
