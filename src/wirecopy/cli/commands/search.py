"""`wirecopy search BASE WORDS`."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

import wirecopy
from wirecopy.cli.output import console, print_json
from wirecopy.store import MARKS


def run(arguments: Namespace) -> int:
    """Print the texts that hold the words; 1 when none does."""
    base = wirecopy.open(arguments.base)
    hits = base.search(" ".join(arguments.words), arguments.limit)
    if arguments.json:
        print_json([asdict(hit) | {"excerpt": _unmarked(hit.excerpt)} for hit in hits])
        return 0 if hits else 1
    from rich.text import Text

    screen = console()
    for hit in hits:
        screen.print(Text.assemble((hit.title, "bold")), overflow="ellipsis", no_wrap=True)
        screen.print(Text(f"{hit.first_published or 'undated'}  {hit.story_id}", style="dim"))
        screen.print(_highlighted(hit.excerpt), "")
    if not hits:
        screen.print("Nothing found.")
    return 0 if hits else 1


def _highlighted(excerpt: str) -> object:
    from rich.text import Text

    text = Text()
    for i, piece in enumerate(" ".join(excerpt.split()).replace(MARKS[1], MARKS[0]).split(MARKS[0])):
        text.append(piece, "bold reverse" if i % 2 else "")
    return text


def _unmarked(excerpt: str) -> str:
    return excerpt.translate(dict.fromkeys(map(ord, MARKS), ""))
