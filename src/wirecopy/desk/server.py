"""The desk on its port: who is slow to say what they want is let go, so that they cannot hold it up."""

from __future__ import annotations

import asyncio
import ipaddress
import resource
import socket
from typing import Any

import uvicorn
from uvicorn.protocols.http.h11_impl import H11Protocol

from wirecopy.desk.guard import Guard
from wirecopy.desk.options import DeskOptions

HEADER_SECONDS = 10.0
"""How long the head of a request may take to come."""
OPEN_FILES = 65_536
"""Connections and files that are wanted open at once; as many as the system lets one process have, if fewer."""


class Timed(H11Protocol):
    """A connection whose request must be there, head and all, before its time is over."""

    _late: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]
        """Begin to wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Read what came, and go on waiting while it is no whole head."""
        super().data_received(data)
        if self.cycle is None or self.cycle.response_complete:
            self._wait()
        else:
            self._stop_waiting()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait for nothing more."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        if self._late is None:
            self._late = self.loop.call_later(HEADER_SECONDS, self._let_go)

    def _stop_waiting(self) -> None:
        if self._late is not None:
            self._late.cancel()
            self._late = None

    def _let_go(self) -> None:
        self._late = None
        if not self.transport.is_closing() and (self.cycle is None or self.cycle.response_complete):
            self.transport.abort()


def serve(app: Guard, options: DeskOptions, taken: socket.socket) -> None:
    """Answer on a socket that listens (see `listening`) until it is interrupted."""
    _allow_files()
    settings: dict[str, Any] = {"log_level": "warning", "server_header": False, "access_log": False}
    config = uvicorn.Config(app, http=Timed, ws="none", host=options.host, port=options.port, **settings)
    uvicorn.Server(config).run(sockets=[taken])


def listening(host: str, port: int) -> socket.socket:
    """Return a socket that listens there; raise OSError with the address where it is taken or not this machine's."""
    listener = socket.socket(socket.AF_INET6 if _is_v6(host) else socket.AF_INET)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
    except OSError as error:
        listener.close()
        raise OSError(error.errno, error.strerror, f"{host}:{port}") from error
    listener.set_inheritable(False)
    return listener


def _is_v6(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).version == 6
    except ValueError:
        return False


def _allow_files() -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, OPEN_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
