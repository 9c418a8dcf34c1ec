"""`wirecopy export BASE TABLE`."""

from __future__ import annotations

import sys
from argparse import Namespace

import wirecopy
from wirecopy.export import family_format_names
from wirecopy.pipeline.export_tables import GATHERED


def run(arguments: Namespace) -> None:
    """Write a table to a file, or to standard output and nothing else there."""
    base = wirecopy.open(arguments.base)
    asked = {"least": arguments.least, "header": arguments.header}
    if arguments.output is None:
        base.export(arguments.table, arguments.format, sys.stdout.buffer, **asked)
        return
    if arguments.format not in family_format_names() and arguments.table not in GATHERED:
        base.table(arguments.table).to_arrow()  # a wrong name is told before a file is made
    with open(arguments.output, "wb") as target:
        base.export(arguments.table, arguments.format, target, **asked)
