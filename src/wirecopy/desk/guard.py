"""What every request passes: whose name it asks for, how much it sends, how often, how long; and what answers carry."""

from __future__ import annotations

import asyncio
import re
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

from wirecopy.desk.http_errors import Refusal, refused
from wirecopy.desk.options import DeskOptions

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self';"
    " base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"same-origin"),
    (b"x-frame-options", b"DENY"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
)
ADDRESSES = 10_000
"""Addresses whose rate is remembered; the ones longest silent are forgotten."""
BODY_SECONDS = 15.0
"""How long the body of a request may take to come."""
LISTENS = "/live"
"""The one answer that has no end."""


_HOST = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[a-z0-9_.-]{1,253})(?::([0-9]{0,5}))?")


class _TooLong(Exception):
    pass


class _TooSlow(Exception):
    pass


class _ClientGone(Exception):
    pass


class Guard:
    """Wraps the desk: nothing reaches it, and nothing leaves it, that breaks its limits."""

    def __init__(self, app: App, options: DeskOptions) -> None:
        self._app, self._options = app, options
        self._hosts = options.allowed_hosts
        self._budgets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request, or say why it is refused."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        refusal = self._refusal(scope, headers)
        guarded = _GuardedAnswer(send)
        if refusal is not None:
            await refused(scope, refusal)(scope, receive, guarded.send)
            return
        try:
            work = self._answered(scope, receive, guarded.send)
            endless = scope["path"] == LISTENS and scope["method"] == "GET"
            await (work if endless else asyncio.wait_for(work, self._options.seconds))
        except _ClientGone:
            return
        except _TooSlow:
            await guarded.refuse(scope, receive, Refusal(408, "slow", "The request did not come in time."))
        except _TooLong:
            await guarded.refuse(scope, receive, self._too_long())
        except TimeoutError:
            await guarded.refuse(scope, receive, Refusal(503, "too_slow", "This took too long and was given up."))

    def _refusal(self, scope: Scope, headers: dict[bytes, bytes]) -> Refusal | None:
        named = [value for name, value in scope["headers"] if name == b"host"]
        if len(named) != 1 or host_name(named[0]) not in self._hosts:
            return Refusal(421, "unknown_host", "This desk does not answer under that name (--allow-host adds one).")
        if scope["method"] not in ("GET", "HEAD", "OPTIONS") and _from_elsewhere(headers, self._hosts):
            return Refusal(403, "other_site", "Another site may not send anything here.")
        length = headers.get(b"content-length", b"0")
        if not length.isdigit() or int(length) > self._options.body_bytes:
            return self._too_long()
        client = scope.get("client")
        if not self._within_rate(client[0] if client else ""):
            return Refusal(429, "too_many", "Too many requests at once; wait a moment.", (("retry-after", "1"),))
        return None

    def _too_long(self) -> Refusal:
        return Refusal(413, "too_long", f"At most {self._options.body_bytes:,} bytes can be sent.")

    def _within_rate(self, address: str) -> bool:
        now = time.monotonic()
        left, then = self._budgets.pop(address, (float(self._options.burst), now))
        left = min(float(self._options.burst), left + (now - then) * self._options.rate)
        self._budgets[address] = (max(0.0, left - 1.0), now)
        if len(self._budgets) > ADDRESSES:
            self._budgets.popitem(last=False)
        return left >= 1.0

    async def _body(self, receive: Receive) -> bytes:
        pieces, taken, more, until = [], 0, True, time.monotonic() + BODY_SECONDS
        while more:
            try:
                message = await asyncio.wait_for(receive(), until - time.monotonic())
            except TimeoutError:
                raise _TooSlow from None
            if message["type"] == "http.disconnect":
                raise _ClientGone
            piece = message.get("body", b"")
            taken += len(piece)
            if taken > self._options.body_bytes:
                raise _TooLong
            pieces.append(piece)
            more = message.get("more_body", False)
        return b"".join(pieces)

    async def _answered(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["method"] in ("GET", "HEAD", "OPTIONS"):
            await self._app(scope, receive, send)
        else:
            await self._app(scope, _replayed(await self._body(receive), receive), send)


def _replayed(body: bytes, receive: Receive) -> Receive:
    """Return the request's body as one message, then whatever comes."""
    waiting: list[MutableMapping[str, Any]] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replayed() -> MutableMapping[str, Any]:
        return waiting.pop() if waiting else await receive()

    return replayed


class _GuardedAnswer:
    """Sends an answer with the headers every answer has, and knows whether one was begun."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.begun = False

    async def send(self, message: MutableMapping[str, Any]) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            names = {name for name, _ in message["headers"]}
            message["headers"] = [*message["headers"], *(pair for pair in HEADERS if pair[0] not in names)]
        await self._send(message)

    async def refuse(self, scope: Scope, receive: Receive, refusal: Refusal) -> None:
        if not self.begun:
            await refused(scope, refusal)(scope, receive, self.send)


def host_name(header: bytes) -> str:
    """Return the name a Host header gives, in lower case and without its port; empty for what is no host.

    >>> host_name(b"LocalHost:8017"), host_name(b"[::1]:80"), host_name(b"evil.example")
    ('localhost', '[::1]', 'evil.example')
    >>> host_name(b"[::1].evil.example"), host_name(b"localhost:99999"), host_name(b"localhost@evil.example")
    ('', '', '')
    """
    match = _HOST.fullmatch(header.decode("latin-1").strip().lower())
    return match[1] if match is not None and int(match[2] or 0) < 65_536 else ""


def _from_elsewhere(headers: dict[bytes, bytes], hosts: frozenset[str]) -> bool:
    """Return whether a browser says that another site's page sends this; older ones name the page's origin only."""
    if b"sec-fetch-site" in headers:
        return headers[b"sec-fetch-site"] not in (b"same-origin", b"none")
    origin = headers.get(b"origin", b"")
    return bool(origin) and host_name(origin.rpartition(b"//")[2]) not in hosts
