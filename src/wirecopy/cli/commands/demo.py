"""`wirecopy demo [BASE]`."""

from __future__ import annotations

import tempfile
from argparse import Namespace
from contextlib import ExitStack
from importlib import resources

import wirecopy
from wirecopy.cli.output import console, print_json
from wirecopy.options import Options, ReadOptions


def run(arguments: Namespace) -> None:
    """Run the made-up story that comes with the package, and show it."""
    with ExitStack() as stack:
        folder = arguments.base or stack.enter_context(tempfile.TemporaryDirectory(prefix="wirecopy-demo-"))
        pages = stack.enter_context(resources.as_file(resources.files("wirecopy") / "demo"))
        base = wirecopy.open(folder, create=True)
        inputs = sorted(str(path) for path in pages.glob("*.txt"))
        base.run(inputs, Options(read=ReadOptions()))
        dossier = base.story(base.stories()[0].story_id)
        if arguments.json:
            from wirecopy.serve.views import dossier_json

            print_json(dossier_json(dossier))
            return
        from wirecopy.serve.terminal import full_story

        console().print(full_story(dossier))
