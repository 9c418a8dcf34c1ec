"""Which address may be asked for, and when: what each host's robots.txt says, and how long it is left alone."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from urllib.robotparser import RobotFileParser

from wirecopy.desk.watch.hosts import machine_of, origin_of
from wirecopy.desk.watch.options import WatchOptions
from wirecopy.desk.watch.state import State

ALLOW_ALL, ALLOW_NONE = "", "User-agent: *\nDisallow: /"
LONGEST_DELAY = 60.0
ROBOTS_SECONDS = 86_400.0
ILL_SECONDS = 60.0  # after which a host that could not say what it allows is asked again


class Manners:
    """Lets each host be asked by one thread at a time, after its delay, for what its robots.txt allows."""

    def __init__(self, state: State, options: WatchOptions) -> None:
        self._state, self._options = state, options
        self._lock = threading.Lock()
        self._hosts: dict[str, threading.Lock] = {}
        self._free: dict[str, float] = {}

    def is_free(self, host: str, now: float) -> bool:
        """Return whether a host may be asked now."""
        return self._free.get(host, 0.0) <= now

    def seconds_left(self, url: str) -> float:
        """Return how long the host of an address is still left alone."""
        return max(0.0, self._free.get(machine_of(url), 0.0) - time.time())

    def leave_alone(self, url: str, seconds: float) -> None:
        """Ask the host of an address for nothing for so long."""
        host = machine_of(url)
        self._free[host] = max(self._free.get(host, 0.0), time.time() + seconds)

    @contextmanager
    def turn(self, url: str) -> Iterator[None]:
        """Wait until nobody else asks the host of an address and its delay is over; then it is this caller's."""
        host = machine_of(url)
        with self._lock:
            own = self._hosts.setdefault(host, threading.Lock())
        with own:
            time.sleep(min(self.seconds_left(url), LONGEST_DELAY))
            try:
                yield
            finally:
                self.leave_alone(url, max(self._options.delay_seconds, self._asked_delay(url)))

    def allows(self, url: str, ask: Callable[[str], str]) -> tuple[bool, bool]:
        """Return whether an address may be asked for, and where not, whether that may change soon.

        `ask` fetches the robots.txt of an origin where what it said is too long ago.
        """
        origin, now = origin_of(url), time.time()
        robots = self._state.robots(origin, now)
        if robots is None:
            robots = ask(origin)
            until = now + (ROBOTS_SECONDS if robots != ALLOW_NONE else ILL_SECONDS)
            self._state.keep_robots(origin, robots, until)
        return may_fetch(robots, self._options.agent, url), robots == ALLOW_NONE

    def _asked_delay(self, url: str) -> float:
        return crawl_delay(self._state.robots(origin_of(url), time.time()) or ALLOW_ALL, self._options.agent)


def may_fetch(robots: str, agent: str, url: str) -> bool:
    """Return whether a robots.txt lets a program of that name ask for an address.

    >>> may_fetch("User-agent: *\\nDisallow: /private", "wirecopy", "https://example.org/private/a")
    False
    """
    return _rules(robots).can_fetch(agent.partition("/")[0], url)


def crawl_delay(robots: str, agent: str) -> float:
    """Return how many seconds a robots.txt asks programs to wait between two requests, a minute at most."""
    delay = _rules(robots).crawl_delay(agent.partition("/")[0])
    return min(float(delay), LONGEST_DELAY) if delay else 0.0


def _rules(robots: str) -> RobotFileParser:
    rules = RobotFileParser()
    rules.parse(robots.splitlines())
    return rules
