"""`wirecopy add BASE FILE...`."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict, replace
from itertools import chain
from typing import TYPE_CHECKING

import wirecopy
from wirecopy.cli.commands.run import columns_of
from wirecopy.cli.output import print_json
from wirecopy.options import ReadOptions
from wirecopy.text.safe_text import clipped, in_line
from wirecopy.types import Page, Rejected

if TYPE_CHECKING:
    from wirecopy.pipeline.live.add_page import Added

FEW = 50  # pages up to which loading compiled code takes longer than it saves

LABEL_LIMIT = 100


def run(arguments: Namespace) -> int:
    """Keep the pages, say what each is a copy of and which story it joins; 1 when one of them cannot be used."""
    from itertools import islice

    from wirecopy.pipeline.batch.run_options import settled_options
    from wirecopy.pipeline.live.add_page import single
    from wirecopy.read import read_pages

    read = ReadOptions(columns_of(arguments.columns), arguments.outlet, arguments.outlet_from_folder)
    base = wirecopy.open(arguments.base, create=True)
    options = replace(settled_options(base.tables.layout), read=read)
    pages = read_pages(arguments.inputs, read)
    first = list(islice(pages, FEW + 1))
    with base.live(single(options) if len(first) <= FEW else options) as live:
        answers = (
            _rejected(page) if isinstance(page, Rejected) else _added(page, live.add(page))
            for page in chain(first, pages)
        )
        if arguments.json:
            rows = list(answers)
            print_json(rows)
        else:
            rows = [_print_row(row) for row in answers]
    if not arguments.json and any(row["state"] == "new" for row in rows):
        print(f"kept; the stories tell of it after: wirecopy run {arguments.base}")
    return int(any(row["state"] == "rejected" for row in rows))


def _rejected(page: Rejected) -> dict[str, object]:
    return {"uri": page.uri, "state": "rejected", "reason": page.reason, "copies": [], "story": None}


def _added(page: Page, added: Added) -> dict[str, object]:
    return {"uri": page.uri, **asdict(added)}


def _print_row(row: dict[str, object]) -> dict[str, object]:
    """Print a line for the page, one for its story and one for each copy; return the row."""
    reason = f": {row['reason']}" if row["reason"] else ""
    print(f"{row['uri']}: {row['state']}{reason}")
    if isinstance(row["story"], dict):
        print(f"  {_story(**row['story'])}")
    copies = row["copies"]
    assert isinstance(copies, list | tuple)
    for copy in copies:
        own = "a" if copy["article_a"] == row["article_id"] else "b"
        other = "b" if own == "a" else "a"
        print(
            f"  {copy['relation']} of {copy['article_' + other]}:"
            f" {copy['containment_' + own]:.0%} of this text, {copy['containment_' + other]:.0%} of that one,"
            f" longest run {copy['longest_run']} words"
        )
    return row


def _story(story_id: str, label: str, how: str, score: float | None) -> str:
    """Return the line on the story a page joins."""
    if how == "own":
        return f"a story of its own so far: {story_id}"
    why = {"copy": "joins the story of its copies", "words": "joins, by its words,", "settled": "stands in"}[how]
    return f"{why} {story_id}: {clipped(in_line(label), LABEL_LIMIT)}"
