"""`wirecopy diff A B` and `wirecopy diff BASE A B`."""

from __future__ import annotations

from argparse import Namespace

import wirecopy
from wirecopy.cli.output import console, print_json


def run(arguments: Namespace) -> None:
    """Put two files, or two articles of a base, side by side."""
    *base, a, b = arguments.pages
    dossier = wirecopy.open(base[0]).diff(a, b) if base else wirecopy.diff(a, b)
    if arguments.json:
        from wirecopy.serve.views import dossier_json

        print_json(dossier_json(dossier))
        return
    from wirecopy.serve.terminal import diff

    console().print(diff(dossier, style=arguments.style))
