"""`wirecopy verify BASE`."""

from __future__ import annotations

from argparse import Namespace
from dataclasses import asdict

import wirecopy
from wirecopy.cli.output import number_of, print_json, shown_progress
from wirecopy.errors import UnreadableInput
from wirecopy.options import ReadOptions
from wirecopy.types import Page


def run(arguments: Namespace) -> int:
    """Say what is wrong with the base, or where it holds a text; 1 when there is anything."""
    base = wirecopy.open(arguments.base)
    return _texts(base, arguments) if arguments.text else _base(base, arguments)


def _base(base: wirecopy.NewsBase, arguments: Namespace) -> int:
    with shown_progress(quiet=arguments.quiet or arguments.json) as progress:
        findings = base.verify(repair=arguments.repair, progress=progress)
    if arguments.json:
        print_json([asdict(one) for one in findings])
        return int(bool(findings))
    for one in findings:
        print(one.line)
    if not findings:
        print(f"{arguments.base}: all of it can be read, fits and keeps its promises")
    elif arguments.repair:
        print("mended, as far as it says so: verify it once more")
    elif any(one.mending for one in findings):
        print(f"mend it: wirecopy verify {arguments.base} --repair")
    return int(bool(findings))


def _texts(base: wirecopy.NewsBase, arguments: Namespace) -> int:
    traces = list(base.traces(text for path in arguments.text for text in _texts_of(path)))
    if arguments.json:
        print_json([asdict(one) for one in traces])
        return int(bool(traces))
    for one in traces:
        print(f"{one.path}, {one.place}: {one.words}")
    files = len({one.path for one in traces})
    held = f"{number_of(files, 'file')} of {arguments.base} hold eight words in a row of it"
    print(held if traces else "nothing of it is left")
    return int(bool(traces))


def _texts_of(path: str) -> list[str]:
    from wirecopy.read import read_pages

    texts = [page.raw for page in read_pages([path], ReadOptions()) if isinstance(page, Page)]
    if not texts:
        raise UnreadableInput(path, "there is no text in it", "Give a file of text, HTML or any other input of `run`.")
    return texts
