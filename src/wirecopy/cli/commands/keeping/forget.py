"""`wirecopy forget BASE PAGE|--url URL|--outlet NAME`."""

from __future__ import annotations

from argparse import Namespace

import wirecopy
from wirecopy.cli.output import number_of, print_json, shown_progress


def run(arguments: Namespace) -> None:
    """Take the pages down and say what is left."""
    base = wirecopy.open(arguments.base)
    with shown_progress(quiet=arguments.quiet or arguments.json) as progress:
        summary = base.forget(arguments.page, progress, url=arguments.url, outlet=arguments.outlet)
    if arguments.json:
        print_json(summary)
    else:
        print(f"forgotten; {arguments.base} now holds {number_of(summary.articles, 'article')}")
