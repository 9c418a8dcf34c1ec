"""`wirecopy compare BASE TEXT_OR_FILE`."""

from __future__ import annotations

from argparse import Namespace

import wirecopy
from wirecopy.cli.output import number_of, print_json
from wirecopy.cli.texts import text_or_file
from wirecopy.options import Options
from wirecopy.text.safe_text import clipped, in_line

LONGEST = 100


def run(arguments: Namespace) -> int:
    """Print a text's copies in the base, most of it first, and the edits of substance; 1 when it shares nothing."""
    from wirecopy.pipeline.diff import single_page
    from wirecopy.pipeline.live.check import compared_json

    named = text_or_file(arguments.text)
    found = wirecopy.open(arguments.base).compare(named if isinstance(named, str) else single_page(named, Options()))
    if arguments.json:
        print_json(compared_json(found))
    else:
        _print(found)
    return 0 if found.matches else 1


def _print(found: wirecopy.Compared) -> None:
    for match in found.matches:
        print(
            f"{match.copy.relation} of {match.article.article_id}: {match.share_of_text:.0%} of this text,"
            f" {match.share_of_other:.0%} of that one; {_line(match.article.label)}"
        )
    for passage in found.passages:
        print(f"{passage.words} words in {passage.article.article_id}: {_line(passage.text)}")
    for origin in {origin.origin_id: origin for origin in found.origins}.values():
        print(f"origin {origin.origin_id}: {origin.kind} {origin.name or 'without a name'}")
    substance = [edit for edit in found.edits if edit.substantive]
    for edit in substance:
        print(f"  {edit.kind}: {_line(edit.base_text) or '-'} -> {_line(edit.text) or '-'}")
    if found.base:
        style = len(found.edits) - len(substance)
        print(f"{number_of(len(substance), 'edit')} of substance, {style} of style, against {found.base.article_id}")
    print(found.said)


def _line(text: str) -> str:
    return clipped(in_line(text), LONGEST)
