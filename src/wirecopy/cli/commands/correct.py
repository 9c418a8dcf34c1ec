"""`wirecopy correct BASE [credit PAGE NAME | owner OUTLET OWNER | outlet OUTLET OUTLET]`."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

import wirecopy
from wirecopy.cli.output import print_json
from wirecopy.errors import BadOption


def run(arguments: Namespace) -> None:
    """Keep a correction, take one back, or list them."""
    base = wirecopy.open(arguments.base)
    if arguments.kind and (arguments.of is None or (arguments.says is None) != arguments.drop):
        raise BadOption("correct", arguments.kind, "what it speaks of and what is right, or --drop and the first alone")
    if arguments.kind:
        base.correct(arguments.kind, arguments.of, arguments.says)
    kept = base.corrections()
    if arguments.json:
        print_json([asdict(one) for one in kept])
        return
    for one in kept:
        print(f"{one.kind}  {one.of}  {one.says}")
    if arguments.kind:
        print(f"kept; apply it: wirecopy run {arguments.base}")
    elif not kept:
        print("no corrections")
