"""One address asked for over HTTP, within limits, and what its host allows."""

from __future__ import annotations

import ipaddress
import socket
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit
from urllib.robotparser import RobotFileParser

from wirecopy.desk.watch.feeds import is_web
from wirecopy.desk.watch.options import WatchOptions

if TYPE_CHECKING:
    import httpx

MOST_REDIRECTS = 5
MOST_ADDRESSES = 3  # of one host, tried one after another
ROBOTS_BYTES = 500_000  # RFC 9309 asks for as much at least
ALLOW_ALL, ALLOW_NONE = "", "User-agent: *\nDisallow: /"
LONGEST_DELAY = 60.0


class CannotFetch(Exception):
    """Why an address was not fetched; `later` says that another try may do, `wait` how many seconds it asks for."""

    def __init__(self, reason: str, later: bool = False, wait: float | None = None) -> None:
        self.reason, self.later, self.wait = reason, later, wait
        super().__init__(reason)


@dataclass(frozen=True, slots=True)
class Fetched:
    """An answer. Status 304: nothing new. `url` is the one asked for last, after redirects."""

    url: str
    status: int
    content_type: str
    content: bytes
    etag: str | None = None
    modified: str | None = None


@dataclass(frozen=True, slots=True)
class Fetcher:
    """Fetches with one client."""

    client: httpx.Client
    options: WatchOptions

    def fetch(self, url: str, etag: str | None = None, modified: str | None = None) -> Fetched:
        """Return what an address answers now; raise CannotFetch."""
        known = {"if-none-match": etag, "if-modified-since": modified}
        return self._fetch(url, {name: value for name, value in known.items() if value}, self.options.page_bytes)

    def robots(self, host_url: str) -> str:
        """Return a host's robots.txt: one that allows all where there is none, nothing where the host is ill."""
        try:
            found = self._fetch(urljoin(host_url, "/robots.txt"), {}, ROBOTS_BYTES)
        except CannotFetch as error:
            return ALLOW_NONE if error.later else ALLOW_ALL
        return found.content.decode("utf-8", "replace")

    def _fetch(self, url: str, headers: dict[str, str], limit: int) -> Fetched:
        import httpx

        try:
            for _ in range(MOST_REDIRECTS + 1):
                found = self._asked(url, headers, limit)
                if isinstance(found, Fetched):
                    return found
                url = found
        except httpx.HTTPError as error:
            raise CannotFetch(f"{type(error).__name__}: {error}"[:300], later=True) from error
        except (ValueError, httpx.InvalidURL) as error:
            raise CannotFetch(f"bad address: {error}"[:300]) from error
        raise CannotFetch(f"more than {MOST_REDIRECTS} redirects")

    def _asked(self, url: str, headers: dict[str, str], limit: int) -> Fetched | str:
        """Return an address's answer, or where it sends to. What is connected to is what was checked."""
        import httpx

        addresses = self._addresses(url)
        for number, address in enumerate(addresses, 1):
            at, named, options = placed(url, address)
            try:
                with self.client.stream("GET", at, headers=headers | named, extensions=options) as answer:
                    if answer.has_redirect_location:
                        return urljoin(url, str(answer.headers.get("location", "")))
                    return self._read(url, answer, limit)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                if number == len(addresses):
                    raise
        raise AssertionError

    def _read(self, url: str, answer: httpx.Response, limit: int) -> Fetched:
        status = answer.status_code
        if status == 429 or status >= 500:
            raise CannotFetch(f"HTTP {status}", later=True, wait=_seconds(answer.headers.get("retry-after")))
        if status not in (200, 304):
            raise CannotFetch(f"HTTP {status}")
        pieces, taken = [], 0
        for piece in answer.iter_bytes():
            taken += len(piece)
            if taken > limit:
                raise CannotFetch(f"longer than {limit} bytes")
            pieces.append(piece)
        head = answer.headers
        kind = head.get("content-type", "")
        return Fetched(url, status, kind, b"".join(pieces), head.get("etag"), head.get("last-modified"))

    def _addresses(self, url: str) -> list[str | None]:
        """Return where a host is, null for wherever its name leads; raise CannotFetch unless it is the public web."""
        if not is_web(url):
            raise CannotFetch("no address of the web")
        if self.options.private:
            return [None]
        parts = urlsplit(url)
        try:
            rows = socket.getaddrinfo(parts.hostname, parts.port or 80, type=socket.SOCK_STREAM)
        except OSError as error:
            raise CannotFetch(f"no such host: {error}"[:300], later=True) from error
        found = dict.fromkeys(str(row[4][0]) for row in rows)
        if not all(ipaddress.ip_address(address).is_global for address in found):
            raise CannotFetch("an address of a private network (--allow-private asks those too)")
        return list(islice(found, MOST_ADDRESSES))


def placed(url: str, address: str | None) -> tuple[str, dict[str, str], dict[str, str]]:
    """Return a URL with a host's address in place of its name, and the header and the option that keep the name.

    A name that leads elsewhere a moment later (DNS rebinding) then leads nobody there; certificates are still those of
    the name.

    >>> placed("https://example.org/a?b", "2001:db8::1")
    ('https://[2001:db8::1]/a?b', {'host': 'example.org'}, {'sni_hostname': 'example.org'})
    """
    if address is None:
        return url, {}, {}
    parts = urlsplit(url)
    name = (parts.hostname or "").encode("idna").decode("ascii")
    port = f":{parts.port}" if parts.port else ""
    at = f"[{address}]" if ":" in address else address
    host = f"[{name}]" if ":" in name else name
    return parts._replace(netloc=at + port).geturl(), {"host": host + port}, {"sni_hostname": name}


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


def _seconds(stated: str | None) -> float | None:
    return float(stated) if stated and stated.isdigit() and len(stated) < 7 else None
