"""A watch from start to stop: the base held open for writing, let go now and then for a run."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Protocol

from wirecopy.api import NewsBase
from wirecopy.desk.watch.archive import Archive
from wirecopy.desk.watch.feeds import listed_feeds
from wirecopy.desk.watch.fetch import Fetcher
from wirecopy.desk.watch.hooks import Hook, Hooks
from wirecopy.desk.watch.manners import Manners
from wirecopy.desk.watch.options import WatchOptions
from wirecopy.desk.watch.state import State, open_state
from wirecopy.desk.watch.watching import AT_ONCE, LOOK_SECONDS, Feeds, Folder, Told
from wirecopy.errors import BaseBusy, MissingExtra
from wirecopy.pipeline.live.add_page import Live
from wirecopy.store import inbox_state

SETTLE_SECONDS = 900.0
HOOK_SECONDS = 10.0
"""How long a hook has to answer."""
SETTLE_FACTOR = 10.0
"""A run that took long is not made again before ten times as long has passed."""


class Watcher(Protocol):
    """Feeds, or a folder."""

    def step(self, live: Live, pool: ThreadPoolExecutor) -> int:
        """Take in what is new; return how much there was."""


@dataclass(frozen=True, slots=True)
class Settling:
    """When the next run is due."""

    due: float
    took: float = 0.0

    def settled(self, began: float, ended: float) -> Settling:
        """Return when the run after one is due."""
        return Settling(ended + max(SETTLE_SECONDS, SETTLE_FACTOR * (ended - began)), ended - began)


def watch(
    base: NewsBase, source: str, options: WatchOptions, *, told: Told, stop: threading.Event, once: bool = False,
    hook: Hook | None = None,
) -> None:  # fmt: skip
    """Watch an OPML file's feeds, or a folder, until `stop` is set; `once`: until nothing more is due.

    What is committed stays: pages in the base and in WARC files, what is still to do in the base's `watch.sqlite`.
    While another process writes the base it waits; with `once` it raises BaseBusy. A `hook` is told what runs make new.
    """
    root = base.tables.layout.root
    with (
        open_state(root / "watch.sqlite") as state,
        ThreadPoolExecutor(AT_ONCE, "wirecopy-fetch") as pool,
        _watcher(source, state, options, Archive(root / "warc", state), told) as watcher,
        _hooks(state, base, hook) as hooks,
    ):
        turn = Turn(base, watcher, pool, state, options, stop, once, hooks)
        settling = Settling(time.time() + SETTLE_SECONDS)
        while not stop.is_set():
            try:
                ended = turn.until_due(settling)
            except BaseBusy:  # a desk builds its index, or a run is under way: they end
                if once:
                    raise
                stop.wait(LOOK_SECONDS)
                continue
            if options.settle and not stop.is_set() and inbox_state(base.tables.layout.live)[0]:
                began = time.time()
                base.run([])
                settling = settling.settled(began, time.time())
                if hooks:
                    hooks.note()
                    hooks.send()
            if ended:
                return


@dataclass(frozen=True, slots=True)
class Turn:
    """What is at work between two runs."""

    base: NewsBase
    watcher: Watcher
    pool: ThreadPoolExecutor
    state: State
    options: WatchOptions
    stop: threading.Event
    once: bool
    hooks: Hooks | None

    def until_due(self, settling: Settling) -> bool:
        """Take in pages until a run is due or the watch ends; return whether it ends."""
        layout = self.base.tables.layout
        with self.base.live() as live:
            while not self.stop.is_set():
                if self.watcher.step(live, self.pool):
                    continue
                if self.hooks:
                    self.hooks.send()
                if self.once and not _has_due(self.state):
                    return True
                if self.options.settle and time.time() >= settling.due and inbox_state(layout.live)[0]:
                    return False
                self.stop.wait(min(LOOK_SECONDS, self.options.delay_seconds / 4 + 0.01))
        return True


def _has_due(state: State) -> bool:
    """Return whether anything is due now or in a moment, for a host that is being left alone."""
    due = state.next_due()
    return due is not None and due <= time.time()


@contextmanager
def _hooks(state: State, base: NewsBase, hook: Hook | None) -> Iterator[Hooks | None]:
    """Give what tells the hook; what runs made while nobody watched is put in line at once."""
    if hook is None:
        yield None
        return
    try:
        import httpx
    except ImportError as error:
        raise MissingExtra("httpx", "desk") from error
    with httpx.Client(timeout=HOOK_SECONDS, trust_env=False) as client:
        hooks = Hooks(state, base, hook, client)
        hooks.note()
        yield hooks


@contextmanager
def _watcher(source: str, state: State, options: WatchOptions, archive: Archive, told: Told) -> Iterator[Watcher]:
    if os.path.isdir(source):
        yield Folder(state, source, told)
        return
    try:
        import httpx
    except ImportError as error:
        raise MissingExtra("httpx", "desk") from error
    now = time.time()
    urls = listed_feeds(source)
    state.want("feed", urls, now)
    state.only_feeds(urls, now)
    headers = {"user-agent": options.agent, "accept": "text/html, application/xml;q=0.9, */*;q=0.5"}
    alone = httpx.Limits(max_keepalive_connections=0)  # hosts of one address share no connection
    with httpx.Client(headers=headers, timeout=options.timeout_seconds, trust_env=False, limits=alone) as client:
        manners = Manners(state, options)
        yield Feeds(state, Fetcher(client, options, manners), archive, options, told, manners)
