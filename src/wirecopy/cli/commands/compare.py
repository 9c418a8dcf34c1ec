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
    compared = wirecopy.open(arguments.base).compare(named if isinstance(named, str) else single_page(named, Options()))
    if arguments.json:
        print_json(compared_json(compared))
    else:
        _print(compared)
    return 0 if compared.matches else 1


def _print(compared: wirecopy.Compared) -> None:
    for match in compared.matches:
        print(
            f"{match.copy.relation} of {match.article.article_id}: {match.share_of_text:.0%} of this text,"
            f" {match.share_of_other:.0%} of that one; {_line(match.article.label)}"
        )
    for passage in compared.passages:
        print(f"{passage.words} words in {passage.article.article_id}: {_line(passage.text)}")
    for origin in {origin.origin_id: origin for origin in compared.origins}.values():
        print(f"origin {origin.origin_id}: {origin.kind} {origin.name or 'without a name'}")
    substance = [edit for edit in compared.edits if edit.substantive]
    for edit in substance:
        print(f"  {edit.kind}: {_line(edit.base_text) or '-'} -> {_line(edit.text) or '-'}")
    if compared.base:
        style = len(compared.edits) - len(substance)
        print(f"{number_of(len(substance), 'edit')} of substance, {style} of style, against {compared.base.article_id}")
    print(compared.said)


def _line(text: str) -> str:
    return clipped(in_line(text), LONGEST)
