"""`wirecopy check FILE...`."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import wirecopy
from wirecopy.cli.output import print_json
from wirecopy.errors import UnreadableInput
from wirecopy.text.safe_text import in_line
from wirecopy.types import Page

if TYPE_CHECKING:
    from wirecopy.pipeline.checking.answer import CheckedClaim, SourceCheck
    from wirecopy.pipeline.checking.source import GivenSource

SHOWN_REASONS, ALL_REASONS = 3, 40
_LISTS = (".json", ".jsonl", ".ndjson")


def run(arguments: Namespace) -> None:
    """Say how many origins stand behind the sources, who is grouped with whom, and why."""
    from wirecopy.pipeline.checking.answer import check_json

    sources = [source for named in arguments.sources for source in _sources(named)]
    base = wirecopy.open(arguments.base) if arguments.base else None
    check = wirecopy.check(sources, arguments.claims, base, fetch=arguments.fetch)
    if arguments.json:
        print_json(check_json(check, detail=arguments.detail))
        return
    _print(check, ALL_REASONS if arguments.detail else SHOWN_REASONS)


def _sources(named: str) -> list[GivenSource]:
    """Return the sources of a list (JSON, JSONL, `-`), or the pages of a file or folder."""
    if named == "-":
        return _listed_sources(sys.stdin.read(), "standard input")
    path = Path(named)
    if path.suffix.lower() in _LISTS and path.is_file():
        return _listed_sources(path.read_text("utf-8-sig", "replace"), named)
    return _pages(named)


def _listed_sources(text: str, named: str) -> list[GivenSource]:
    try:
        value = json.loads(text) if text.lstrip()[:1] in "[{" and not _is_lines(text) else _lines(text)
    except (ValueError, RecursionError) as error:
        raise UnreadableInput(
            named, f"it is no JSON: {error}", "Give a JSON list, or one JSON value a line."
        ) from error
    held: Any = value
    for name in ("sources", "results", "documents", "articles", "items"):
        if isinstance(held, dict) and isinstance(held.get(name), list):
            held = held[name]
    return held if isinstance(held, list) else [held]


def _is_lines(text: str) -> bool:
    """Tell whether each of the first lines is a JSON value of its own."""
    lines = [line for line in text.splitlines() if line.strip()][:2]
    return len(lines) > 1 and all(line.strip()[:1] == "{" and line.strip()[-1:] == "}" for line in lines)


def _lines(text: str) -> list[Any]:
    return [
        json.loads(line) if line.strip()[:1] in '{["' else line.strip() for line in text.splitlines() if line.strip()
    ]


def _pages(named: str) -> list[GivenSource]:
    from wirecopy.options import ReadOptions
    from wirecopy.read import read_pages

    given_sources: list[GivenSource] = []
    for page in read_pages([named], ReadOptions()):
        if not isinstance(page, Page):
            raise UnreadableInput(page.uri, page.reason)
        given_sources.append(page)
    return given_sources


def _print(check: SourceCheck, reasons: int) -> None:
    print(in_line(check.sentence))
    for group in check.groups:
        who = ", ".join(f"{member} {check.names[member]}" for member in group.members)
        on = f" (depends on {', '.join(map(str, group.depends_on))})" if group.depends_on else ""
        print(f"{group.verdict.replace('_', ' ')}: {in_line(who)}{on}")
        for reason in group.reasons[:reasons]:
            print(f"  - {in_line(reason)}")
        for shared in group.passages if reasons == ALL_REASONS else ():
            both = f"{check.names[shared.member]} and {check.names[shared.other]}"
            print(f"  “{in_line(shared.text)}”: in {in_line(both)}")
    for one in check.not_compared:
        print(f"not compared: {one.member} {in_line(check.names[one.member])}: {in_line(one.why)}")
    for claim in check.claims:
        _print_claim(claim, check)


def _print_claim(claim: CheckedClaim, check: SourceCheck) -> None:
    from wirecopy.pipeline.checking.wording import bounds_words

    carriers = f"{len(claim.carriers)} source{'' if len(claim.carriers) == 1 else 's'}"
    bounds = bounds_words(claim.least, claim.most)
    where = f"{carriers}, {bounds}" if claim.carriers else "found in none in these words"
    print(f"claim: {in_line(claim.claim)}: {where}")
    for carrier in claim.carriers:
        source = check.names[carrier.member] + (f", says {carrier.attributed_to}" if carrier.attributed_to else "")
        print(f"  - {carrier.member} {in_line(source)}: {in_line(carrier.text)}")
    for figure, members in claim.figures:
        print(f"  {figure}: {', '.join(in_line(check.names[member]) for member in members)}")
