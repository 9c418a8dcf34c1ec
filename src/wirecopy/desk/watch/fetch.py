"""One address asked for over HTTP, within limits, and what its host allows."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from itertools import islice
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from wirecopy.desk.watch.feeds import is_web
from wirecopy.desk.watch.hosts import host_of, is_public, normal_url
from wirecopy.desk.watch.manners import ALLOW_ALL, ALLOW_NONE, Manners
from wirecopy.desk.watch.options import WatchOptions
from wirecopy.read import NotText, TooLong, http_content

if TYPE_CHECKING:
    import httpx

MOST_REDIRECTS = 5
LONGEST_WAIT = 6 * 3600.0
MOST_ADDRESSES = 3  # of one host, tried one after another
ROBOTS_BYTES = 500_000  # RFC 9309 asks for as much at least
CODINGS = "gzip, deflate, br, zstd"
SLOWEST = 3.0  # times the timeout: an answer that drips a byte now and then is given up


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
    """Fetches with one client; with manners, each host's robots.txt and delay hold on every hop of a redirect."""

    client: httpx.Client
    options: WatchOptions
    manners: Manners | None = None

    def fetch(self, url: str, etag: str | None = None, modified: str | None = None) -> Fetched:
        """Return what an address answers now; raise CannotFetch."""
        conditions = {"if-none-match": etag, "if-modified-since": modified}
        headers = {name: value for name, value in conditions.items() if value}
        with _reasons():
            for _ in range(MOST_REDIRECTS + 1):
                answer = self._hop(url, headers)
                if isinstance(answer, Fetched):
                    return answer
                url = answer
        raise CannotFetch(f"more than {MOST_REDIRECTS} redirects")

    def robots(self, origin: str) -> str:
        """Return a host's robots.txt: one that allows all where there is none, nothing where the host is ill."""
        url = urljoin(origin, "/robots.txt")
        try:
            with _reasons():
                for _ in range(MOST_REDIRECTS + 1):
                    answer = self._asked(url, {}, ROBOTS_BYTES)
                    if isinstance(answer, Fetched):
                        return answer.content.decode("utf-8", "replace")
                    url = answer
        except CannotFetch as error:
            return ALLOW_NONE if error.later else ALLOW_ALL
        return ALLOW_ALL

    def _hop(self, url: str, headers: dict[str, str]) -> Fetched | str:
        """Return an address's answer or where it sends to, asked for when and if its host allows."""
        if self.manners is None or not is_web(url):
            return self._asked(url, headers, self.options.page_bytes)
        with self.manners.turn(url):
            allowed, later = self.manners.allows(url, self.robots)
            if not allowed:
                raise CannotFetch("robots.txt does not allow it", later=later)
            try:
                return self._asked(url, headers, self.options.page_bytes)
            except CannotFetch as error:
                if error.wait:
                    self.manners.leave_alone(url, min(error.wait, LONGEST_WAIT))
                raise

    def _asked(self, url: str, headers: dict[str, str], limit: int) -> Fetched | str:
        """Return an address's answer, or where it sends to. What is connected to is what was checked."""
        import httpx

        addresses = self._addresses(url)
        url = normal_url(url)
        for number, address in enumerate(addresses, 1):
            at, named, options = placed(url, address)
            sent = {"accept-encoding": CODINGS} | headers | named
            try:
                with self.client.stream("GET", at, headers=sent, extensions=options) as answer:
                    _check_peer(answer, address)
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
        pieces, taken, until = [], 0, time.monotonic() + SLOWEST * self.options.timeout_seconds
        for piece in answer.iter_raw():  # as it was sent: it is unpacked here, and no further than the limit
            taken += len(piece)
            if taken > limit:
                raise CannotFetch(f"longer than {limit} bytes")
            if time.monotonic() > until:
                raise CannotFetch("it came too slowly", later=True)
            pieces.append(piece)
        head = answer.headers
        packed = {"content-encoding": head.get("content-encoding", "")}
        try:
            content = http_content(packed, b"".join(pieces), limit)
        except TooLong:
            raise CannotFetch(f"longer than {limit} bytes") from None
        except NotText as error:
            raise CannotFetch(str(error)) from error
        kind = head.get("content-type", "")
        return Fetched(url, status, kind, content, head.get("etag"), head.get("last-modified"))

    def _addresses(self, url: str) -> list[str | None]:
        """Return where a host is, null for wherever its name leads; raise CannotFetch unless it is the public web."""
        if not is_web(url):
            raise CannotFetch("no address of the web")
        if self.options.private:
            return [None]
        try:
            rows = socket.getaddrinfo(host_of(url), urlsplit(url).port or 80, type=socket.SOCK_STREAM)
        except OSError as error:
            raise CannotFetch(f"no such host: {error}"[:300], later=True) from error
        addresses = dict.fromkeys(str(row[4][0]) for row in rows)
        if not all(map(is_public, addresses)):
            raise CannotFetch("an address of a private network (--allow-private asks those too)")
        return list(islice(addresses, MOST_ADDRESSES))


@contextmanager
def _reasons() -> Iterator[None]:
    """Tell what goes wrong on the way as a reason."""
    import httpx

    try:
        yield
    except httpx.HTTPError as error:
        raise CannotFetch(f"{type(error).__name__}: {error}"[:300], later=True) from error
    except (ValueError, httpx.InvalidURL) as error:
        raise CannotFetch(f"bad address: {error}"[:300]) from error


def _check_peer(answer: httpx.Response, address: str | None) -> None:
    """Raise CannotFetch where the socket that was connected leads elsewhere than was checked."""
    stream = answer.extensions.get("network_stream")
    peer = stream.get_extra_info("server_addr") if address is not None and stream is not None else None
    if peer and not is_public(str(peer[0])):
        raise CannotFetch("an address of a private network (--allow-private asks those too)")


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


def _seconds(stated: str | None) -> float | None:
    """Return how many seconds a Retry-After asks for, given as such or as a date; null for none."""
    stated = (stated or "").strip()
    if stated.isdigit() and len(stated) < 7:
        return float(stated)
    try:
        return max(0.0, parsedate_to_datetime(stated).timestamp() - time.time())
    except (ValueError, TypeError, OverflowError):
        return None
