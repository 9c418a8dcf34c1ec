"""What the desk may do and how much of it: every limit in one place."""

from __future__ import annotations

import ipaddress
from dataclasses import dataclass

from wirecopy.errors import BadOption

LOOPBACK = ("localhost", "127.0.0.1", "[::1]")
SHORTEST_TOKEN = 16


@dataclass(frozen=True, slots=True)
class DeskOptions:
    """Where the desk listens and what it allows. The defaults read only, on this machine only."""

    host: str = "127.0.0.1"
    port: int = 8017
    hosts: tuple[str, ...] = ()
    """Names besides the loopback's under which browsers may ask (the Host header)."""
    token: str | None = None
    """Who shows it may add pages; without one nobody can."""
    body_bytes: int = 2_000_000
    """A longer request is refused: the longest news features have a twentieth of it."""
    seconds: float = 30.0
    """An answer that takes longer is given up."""
    rate: float = 100.0
    """Requests a second that one address may keep up ..."""
    burst: int = 300
    """... and how many at once."""
    comparisons: int = 2
    """Texts that are compared at the same time; the others wait."""
    streams: int = 64
    """Pages that listen for news at the same time."""

    def __post_init__(self) -> None:
        if self.token is not None and len(self.token) < SHORTEST_TOKEN:
            raise BadOption("token", "***", f"one of at least {SHORTEST_TOKEN} characters")
        if not 0 <= self.port < 65_536:
            raise BadOption("port", self.port, "a number from 0 to 65535")
        if self.rate <= 0 or self.burst < 1:
            raise BadOption("rate", self.rate, "a number above 0")

    @property
    def allowed_hosts(self) -> frozenset[str]:
        """Return the names a request's Host header may give, in lower case and without port."""
        return frozenset(name.lower() for name in (*LOOPBACK, *_own(self.host), *self.hosts))


def _own(host: str) -> tuple[str, ...]:
    """Return the address listened on as a Host header gives it; one that stands for all names none."""
    try:
        address = ipaddress.ip_address(host)
    except ValueError:
        return (host,)
    if address.is_unspecified:
        return ()
    return (f"[{host}]",) if address.version == 6 else (host,)
