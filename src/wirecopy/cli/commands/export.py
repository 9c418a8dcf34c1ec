"""`wirecopy export BASE TABLE`."""

from __future__ import annotations

import sys
from argparse import Namespace

import wirecopy
from wirecopy.cli.output import whole_file


def run(arguments: Namespace) -> None:
    """Write a table to a file, or to standard output and nothing else there."""
    base = wirecopy.open(arguments.base)
    asked = {"least": arguments.least, "header": arguments.header}
    if arguments.output is None:
        base.export(arguments.table, arguments.format, sys.stdout.buffer, **asked)
        return
    with whole_file(arguments.output) as target:
        base.export(arguments.table, arguments.format, target, **asked)
