"""`wirecopy report BASE -o report.html`."""

from __future__ import annotations

from argparse import Namespace

import wirecopy
from wirecopy.cli.output import print_json


def run(arguments: Namespace) -> None:
    """Write the page and say where it is."""
    base = wirecopy.open(arguments.base)
    with open(arguments.output, "w", encoding="utf-8") as target:
        size = sum(target.write(piece) for piece in base.report(arguments.title, arguments.least))
    if arguments.json:
        print_json({"output": arguments.output, "characters": size})
    else:
        print(f"{arguments.output}: open it in any browser")
