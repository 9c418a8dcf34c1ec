"""`wirecopy watch BASE FEEDS.opml|DIR`."""

from __future__ import annotations

import os
import signal
import sys
import threading
from argparse import Namespace
from typing import TYPE_CHECKING

import wirecopy
from wirecopy.errors import BadOption

if TYPE_CHECKING:
    from wirecopy.pipeline.live.add_page import Added

SECRET = "WIRECOPY_HOOK_SECRET"


def run(arguments: Namespace) -> int:
    """Take in what feeds or a folder bring until it is interrupted; what was taken in is kept."""
    from wirecopy.desk.watch.hooks import LEAST_SECRET, Hook
    from wirecopy.desk.watch.options import WatchOptions
    from wirecopy.desk.watch.running import watch

    if arguments.every <= 0 or arguments.delay < 0:
        raise BadOption("--every" if arguments.every <= 0 else "--delay", arguments.every, "a number above 0")
    options = WatchOptions(
        every_seconds=60 * arguments.every,
        delay_seconds=arguments.delay,
        private=arguments.allow_private,
        settle=not arguments.no_settle,
    )
    hook = Hook(arguments.post, os.environ.get(SECRET, "")) if arguments.post else None
    if hook and len(hook.secret) < LEAST_SECRET:
        raise BadOption("--post", arguments.post, f"{SECRET} in the environment, {LEAST_SECRET} characters or more")
    if hook and not hook.url.startswith(("http://", "https://")):
        raise BadOption("--post", arguments.post, "an address that begins with http:// or https://")
    stop = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stop.set())
    base = wirecopy.open(arguments.base, create=True)
    watch(base, arguments.source, options, told=_print_answer, stop=stop, once=arguments.once, hook=hook)
    if stop.is_set():
        print("stopped; what came in is kept, watch again to go on", file=sys.stderr)
    return 0


def _print_answer(uri: str, what: Added | str) -> None:
    if isinstance(what, str):
        print(f"{uri}: {what}", flush=True)
        return
    copies = f", shares words with {len(what.copies)}" if what.copies else ""
    print(f"{uri}: {what.state}{f' ({what.reason})' if what.reason else ''}{copies}", flush=True)
