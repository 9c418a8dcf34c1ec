"""The pages behind the addresses of some sources, within a time: as politely and as guarded as feeds are watched."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from pathlib import Path
from typing import Any

from wirecopy.desk.watch.feeds import is_web
from wirecopy.desk.watch.fetch import CannotFetch, Fetcher
from wirecopy.desk.watch.hosts import machine_of
from wirecopy.desk.watch.manners import Manners
from wirecopy.desk.watch.options import WatchOptions
from wirecopy.desk.watch.state import open_state
from wirecopy.errors import MissingExtra
from wirecopy.pipeline.checking.source import GivenSource, stated_of
from wirecopy.read import NotText, declared_charset, decode_text
from wirecopy.types import Page

SECONDS = 20.0
AT_ONCE = 8
MOST_PAGES = 100
Missing = dict[int, str]


def with_pages(
    sources: Sequence[GivenSource], options: WatchOptions | None = None, seconds: float = SECONDS
) -> tuple[list[GivenSource], Missing]:
    """Return the sources with the pages of their addresses as `html`, and why which could not be had.

    Only what has an address and no text is asked for, each host one page after another, as its robots.txt allows.
    Raises MissingExtra where no HTTP client is installed.
    """
    try:
        import httpx
    except ImportError as error:
        raise MissingExtra("httpx", "desk") from error
    chosen = options or WatchOptions(timeout_seconds=min(10.0, seconds))
    wanted = {number: url for number, source in enumerate(sources) if (url := _address(source))}
    missing = {number: _not_had(f"more than {MOST_PAGES} addresses") for number in list(wanted)[MOST_PAGES:]}
    by_host: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for number, url in list(wanted.items())[:MOST_PAGES]:
        by_host[machine_of(url)].append((number, url))
    until, pages = time.monotonic() + seconds, dict[int, str]()
    headers = {"user-agent": chosen.agent, "accept": "text/html, */*;q=0.5"}
    alone = httpx.Limits(max_keepalive_connections=0)
    with (
        open_state(Path(":memory:")) as state,
        httpx.Client(headers=headers, timeout=chosen.timeout_seconds, trust_env=False, limits=alone) as client,
    ):
        manners, pool = Manners(state, chosen), ThreadPoolExecutor(AT_ONCE)
        fetcher = Fetcher(client, chosen, manners)
        asked: list[Future[None]] = [
            pool.submit(_host_pages, fetcher, tasks, until, pages, missing) for tasks in by_host.values()
        ]
        wait(asked, timeout=seconds)
        pool.shutdown(wait=False, cancel_futures=True)
    late = _not_had(f"no answer within {seconds:g} seconds")
    had = dict(pages)
    missing |= {number: late for number in wanted if number not in had and number not in missing}
    return [_with(source, had.get(number)) for number, source in enumerate(sources)], missing


def _address(source: GivenSource) -> str | None:
    if isinstance(source, Page):
        return None
    fields = stated_of(source)
    return fields.get("url") if not {"text", "html"} & fields.keys() and is_web(fields.get("url", "")) else None


def _with(source: GivenSource, html: str | None) -> GivenSource:
    if html is None or isinstance(source, Page):
        return source
    values: dict[str, Any] = dict(source) if isinstance(source, Mapping) else {"url": source}
    return values | {"html": html}


def _host_pages(
    fetcher: Fetcher, tasks: Sequence[tuple[int, str]], until: float, pages: dict[int, str], missing: Missing
) -> None:
    for number, url in tasks:
        try:
            wait_seconds = fetcher.manners.seconds_left(url) if fetcher.manners else 0.0
            if time.monotonic() + wait_seconds >= until:
                raise CannotFetch("there was no time left for another page of its host")
            content = fetcher.fetch(url).content
            pages[number] = decode_text(content, declared_charset(content))
        except CannotFetch as error:
            missing[number] = _not_had(error.reason)
        except NotText as error:
            missing[number] = _not_had(str(error))


def _not_had(reason: str) -> str:
    return f"its page could not be had: {reason}"
