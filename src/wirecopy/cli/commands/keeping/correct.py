"""`wirecopy correct BASE [KIND WHAT WHAT | KIND WHAT --drop | --list]`."""

from __future__ import annotations

import difflib
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict
from typing import cast

import wirecopy
from wirecopy.cli.output import print_json
from wirecopy.corrections import CORRECTION_KINDS, OF_TWO_PAGES, CorrectionKind
from wirecopy.errors import BadOption

_WHAT = {
    "credit": ("PAGE", "NAME"),
    "owner": ("OUTLET", "OWNER"),
    "outlet": ("OUTLET", "NAME"),
    **dict.fromkeys(OF_TWO_PAGES, ("PAGE", "PAGE")),
}


def run(arguments: Namespace) -> None:
    """Keep a correction, take one back, or list them."""
    base = wirecopy.open(arguments.base)
    drop = arguments.drop is not None
    words = [*arguments.words, *(arguments.drop or ())]
    changed = None
    if words or drop:
        if arguments.list:
            raise BadOption("--list", " ".join(words) or "--drop", "nothing beside it")
        kind, of, says = _correction_of(words, drop)
        changed = base.correct(kind, of, says, drop=drop)
    corrections = base.corrections()
    if arguments.json:
        print_json([asdict(one) for one in corrections])
        return
    for one in corrections:
        print(f"{one.kind}  {one.of}  {one.says}")
    if changed:
        print(f"{'taken back' if drop else 'kept'}; apply it: wirecopy run {arguments.base}")
    elif not corrections:
        print("no corrections")


def _correction_of(words: Sequence[str], drop: bool) -> tuple[CorrectionKind, str, str | None]:
    """Return the kind of the correction, what it speaks of and what is right; say what is missing or too much."""
    kind = words[0] if words else ""
    if kind not in CORRECTION_KINDS:
        near = difflib.get_close_matches(kind, CORRECTION_KINDS, 1)
        raise BadOption("KIND", kind, f"{near[0]}?" if near else f"one of {', '.join(CORRECTION_KINDS)}")
    of, says = _WHAT[kind]
    usage = f"wirecopy correct BASE {kind} {of} {says}"
    least = 2 if drop and kind not in OF_TWO_PAGES else 3
    if len(words) < least:
        wanted = f"{of}, as in: wirecopy correct BASE {kind} {of} --drop" if least == 2 else f"more, as in: {usage}"
        raise BadOption(kind, " ".join(words[1:]), wanted)
    if len(words) > 3:
        raise BadOption(
            kind, " ".join(words[1:]), f'{usage}; a name of several words stands in quotation marks: "Roe Media"'
        )
    return cast("CorrectionKind", kind), words[1], words[2] if len(words) > 2 else None
