"""`wirecopy check SOURCE...`."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING

import wirecopy
from wirecopy.cli.output import counted, print_json
from wirecopy.errors import UnreadableInput
from wirecopy.serve.views.safe_text import in_line
from wirecopy.types import Page

if TYPE_CHECKING:
    from wirecopy.pipeline.live.check import Independence

LISTED_REASONS = 4


def run(arguments: Namespace) -> None:
    """Say on how many origins the pages rest, with who is grouped with whom and why."""
    pages = _pages(arguments.sources)
    base = wirecopy.open(arguments.base) if arguments.base else None
    found = wirecopy.check(pages, base)
    if arguments.json:
        from wirecopy.pipeline.live.check import independence_json

        print_json(independence_json(found))
        return
    _print(found, {f"text {number}": page.uri for number, page in enumerate(pages, 1)})


def _pages(paths: list[str]) -> list[Page]:
    from wirecopy.options import ReadOptions
    from wirecopy.read import read_pages

    found = []
    for page in read_pages(paths, ReadOptions()):
        if not isinstance(page, Page):
            raise UnreadableInput(page.uri, page.reason)
        found.append(page)
    return found


def _print(found: Independence, uri_of: dict[str, str]) -> None:
    low, high = found.origins_low, found.origins_high
    origins = counted(high, "origin") if low == high else f"{low}-{high} origins"
    print(f"{counted(len(uri_of), 'source')}, {counted(found.texts, 'text')}, {origins}")
    for group in found.origins:
        dependent = f", may depend on {group.depends_on}" if group.depends_on else ""
        print(f"{group.origin_id} {group.kind} {group.name or 'without a name'}{dependent}")
        for name in group.articles:
            print(f"  {name}: {in_line(uri_of.get(name, name))}")
        for reason in group.reasons[:LISTED_REASONS]:
            print(f"  - {in_line(reason.text)}")
    print(found.said)
