"""The watch itself: what is due is fetched or read, kept, added and answered; from time to time a run settles it."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime

from wirecopy.desk.watch.archive import Archive
from wirecopy.desk.watch.feeds import FeedEntry, feed_entries
from wirecopy.desk.watch.fetch import LONGEST_WAIT, CannotFetch, Fetched, Fetcher
from wirecopy.desk.watch.hosts import machine_of
from wirecopy.desk.watch.manners import Manners
from wirecopy.desk.watch.options import WatchOptions
from wirecopy.desk.watch.state import State, Task
from wirecopy.pipeline.live.add_page import Added, Live
from wirecopy.read import NotAFeed, input_files, read_pages, response_page
from wirecopy.types import Page, Rejected

AT_ONCE = 6
"""Hosts asked at the same time; one host is never asked twice at once."""
FIRST_WAIT, MOST_TRIES = 60.0, 6
SETTLED_FILE_SECONDS = 1.0  # a file that changed just now may still be written to
LOOK_SECONDS = 2.0
Told = Callable[[str, Added | str], None]
_Answer = Fetched | CannotFetch


@dataclass(frozen=True, slots=True)
class Feeds:
    """Watches the feeds whose tasks are in the state."""

    state: State
    fetcher: Fetcher
    archive: Archive
    options: WatchOptions
    told: Told
    manners: Manners

    def step(self, live: Live, pool: ThreadPoolExecutor) -> int:
        """Ask for what is due, one address a host, and add the pages; return how many addresses were asked for."""
        now = time.time()
        batch: dict[str, Task] = {}
        for task in self.state.due(now, 50 * AT_ONCE):
            host = machine_of(task.url)
            if self.manners.is_free(host, now) and len(batch) < AT_ONCE:
                batch.setdefault(host, task)
        for task, answer in zip(batch.values(), pool.map(self._ask, batch.values()), strict=True):
            self._take(task, answer, live)
        return len(batch)

    def _ask(self, task: Task) -> _Answer:
        try:
            return self.fetcher.fetch(task.url, task.etag, task.modified)
        except CannotFetch as error:
            return error

    def _take(self, task: Task, answer: _Answer, live: Live) -> None:
        if isinstance(answer, CannotFetch):
            self._refused(task, answer)
        elif task.kind == "feed":
            due = time.time() + self.options.every_seconds
            if answer.status == 200:
                self._entries(task, answer)
            self.state.looked(task.url, due, answer.etag or task.etag, answer.modified or task.modified)
        else:
            self.told(task.url, self._page(task, answer, live))
            self.state.done(task.url)

    def _entries(self, task: Task, answer: Fetched) -> None:
        try:
            entries = feed_entries(answer.url, answer.content)
        except NotAFeed as error:
            self.told(task.url, f"no feed there: {error}")
            return
        if not entries:
            self.told(task.url, "the feed has no entry with an address")
        self.state.want_pages(entries, time.time())

    def _page(self, task: Task, answer: Fetched, live: Live) -> Added | str:
        moment = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        response = self.archive.keep(answer, moment, FeedEntry(task.url, task.published, task.author))
        page = response_page(response.path, response.record, live.options.read)
        if page is None:
            return f"not kept: {answer.content_type or 'no content type'} is not a page"
        return live.add(page) if isinstance(page, Page) else page.reason

    def _refused(self, task: Task, error: CannotFetch) -> None:
        wait = min(max(FIRST_WAIT * 2**task.tries, error.wait or 0.0), LONGEST_WAIT)
        if task.kind == "feed":
            self.state.put_off(task.url, time.time() + max(wait, self.options.every_seconds), error.reason)
        elif error.later and task.tries < MOST_TRIES:
            self.state.put_off(task.url, time.time() + wait, error.reason)
        else:
            self.state.done(task.url, error.reason)
        self.told(task.url, error.reason)


@dataclass(frozen=True, slots=True)
class Folder:
    """Watches a folder: every file in it is read once, and again when it has changed."""

    state: State
    path: str
    told: Told

    def step(self, live: Live, pool: ThreadPoolExecutor) -> int:
        """Read what is new; return how many files were read."""
        count = 0
        for path, size, changed in self._new():
            for page in read_pages([path], live.options.read):
                self.told(page.uri, page.reason if isinstance(page, Rejected) else live.add(page))
            self.state.keep_file(path, size, changed)
            count += 1
        return count

    def _new(self) -> Iterator[tuple[str, int, float]]:
        now = time.time()
        for path in input_files(self.path):
            if isinstance(path, str):
                status = os.stat(path)
                fresh = now - status.st_mtime < SETTLED_FILE_SECONDS
                if not fresh and not self.state.knows_file(path, status.st_size, status.st_mtime):
                    yield path, status.st_size, status.st_mtime
