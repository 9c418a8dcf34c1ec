"""`wirecopy report BASE -o report.html`."""

from __future__ import annotations

from argparse import Namespace

import wirecopy
from wirecopy.cli.output import print_json, whole_file


def run(arguments: Namespace) -> None:
    """Write the page and say where it is."""
    base = wirecopy.open(arguments.base)
    size = 0
    with whole_file(arguments.output) as target:
        for piece in base.report(arguments.title, arguments.least):
            target.write(piece.encode("utf-8"))
            size += len(piece)
    if arguments.json:
        print_json({"output": arguments.output, "characters": size})
    else:
        print(f"{arguments.output}: open it in any browser")
