"""`wirecopy diff A B`."""

from __future__ import annotations

from argparse import Namespace

import wirecopy
from wirecopy.cli.output import console, print_json


def run(arguments: Namespace) -> None:
    """Put two files side by side."""
    found = wirecopy.diff(arguments.a, arguments.b)
    if arguments.json:
        from wirecopy.serve.plain import dossier_json

        print_json(dossier_json(found))
        return
    from wirecopy.serve.terminal import diff

    console().print(diff(found, style=arguments.style))
