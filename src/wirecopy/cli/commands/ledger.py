"""`wirecopy ledger BASE`."""

from __future__ import annotations

import csv
import sys
from argparse import Namespace
from dataclasses import asdict
from typing import TYPE_CHECKING

import wirecopy
from wirecopy.cli.output import console, print_json

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wirecopy.serve.views import Engagement


def run(arguments: Namespace) -> int:
    """Print who met, invited, visited or called whom, and what became of it; 1 where nothing is told."""
    base = wirecopy.open(arguments.base)
    lines = [line for line in base.ledger(arguments.story, arguments.least) if _names_parties(line, arguments.party)]
    if arguments.csv:
        _write(lines)
    elif arguments.json:
        print_json([asdict(line) for line in lines])
    else:
        from wirecopy.serve.terminal import ledger_view

        console().print(ledger_view(lines))
    return 0 if lines else 1


def _names_parties(line: Engagement, parties: Sequence[str]) -> bool:
    """Tell whether a line is about every party asked for, by a part of its name or by its country."""
    known = [name.casefold() for name in (*line.parties, *line.countries)]
    return all(any(party.casefold() in name for name in known) for party in parties)


def _write(lines: Sequence[Engagement]) -> None:
    from wirecopy.serve.views import ENGAGEMENT_COLUMNS, engagement_row

    rows = csv.DictWriter(sys.stdout, ENGAGEMENT_COLUMNS, lineterminator="\r\n")
    rows.writeheader()
    rows.writerows(engagement_row(line) for line in lines)
