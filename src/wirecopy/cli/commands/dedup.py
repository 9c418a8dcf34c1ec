"""`wirecopy dedup INPUT... -o DIR`."""

from __future__ import annotations

import sys
from argparse import Namespace
from typing import TYPE_CHECKING

from wirecopy.cli.commands.run import columns_of, show_columns
from wirecopy.cli.output import number_of, print_json, shown_progress
from wirecopy.options import CopyOptions, Options, ReadOptions

if TYPE_CHECKING:
    from wirecopy.pipeline.dedup.dedup import Thinned


def run(arguments: Namespace) -> int:
    """Write what to keep and what to drop, and say how many of each; 1 when no page could be used."""
    from wirecopy.pipeline.dedup.dedup import DedupOptions, dedup

    listener = None if arguments.quiet or arguments.json else show_columns
    columns = columns_of(arguments.columns)
    read = ReadOptions(columns, arguments.outlet, arguments.outlet_from_folder, columns_told=listener)
    copies = CopyOptions(backend=arguments.backend)
    options = DedupOptions(arguments.keep, not arguments.as_is, arguments.share, Options(read=read, copies=copies))
    with shown_progress(quiet=arguments.quiet or arguments.json) as progress:
        done = dedup(arguments.inputs, arguments.output, options, progress)
    if arguments.json:
        print_json(done)
    else:
        print(
            f"{number_of(done.pages, 'page')}: {done.kept:,} kept, {done.dropped:,} dropped"
            f" ({done.identical:,} word for word the same), {done.rejected:,} rejected\n"
            f"{arguments.output}: keep.jsonl, and drop.jsonl with the kept copy and the proof for each"
        )
        _show_notes(done)
    return 0 if done.pages else 1


def _show_notes(done: Thinned) -> None:
    """Say on standard error what is not as a reader would take it to be."""
    reasons: dict[str, list[str]] = {}
    for name, why in done.not_kept.items():
        reasons.setdefault(why, []).append(name)
    if reasons:
        columns = "; ".join(f"{', '.join(names)} ({why})" for why, names in reasons.items())
        print(f"not kept: {columns}", file=sys.stderr)
    if done.renamed:
        names = ", ".join(f"{name} as {own}" for name, own in done.renamed.items())
        print(f"called like columns of ours, written: {names}", file=sys.stderr)
    if done.dated is not None and done.dated < done.pages:
        behind = "those come before the others" if done.dated else "the longest is kept"
        print(f"{done.dated:,} of {done.pages:,} state when they were published: {behind}", file=sys.stderr)
