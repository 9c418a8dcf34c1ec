"""`wirecopy serve BASE`."""

from __future__ import annotations

import os
import sys
from argparse import Namespace
from ipaddress import ip_address

import wirecopy
from wirecopy.errors import MissingExtra

TOKEN = "WIRECOPY_TOKEN"
_OPEN = f"Whoever reaches this address reads the base; to add pages takes the secret in {TOKEN}."


def run(arguments: Namespace) -> int:
    """Show the base in a browser until it is interrupted."""
    try:
        from wirecopy.desk.app import desk_app
        from wirecopy.desk.options import DeskOptions
        from wirecopy.desk.server import listening, serve
    except ImportError as error:
        raise MissingExtra((error.name or "fastapi").partition(".")[0], "desk") from error
    options = DeskOptions(
        host=arguments.host,
        port=arguments.port,
        hosts=tuple(arguments.allow_host),
        token=os.environ.get(TOKEN) or None,
        body_bytes=arguments.max_body,
        rate=arguments.rate,
    )
    base = wirecopy.open(arguments.base)
    shown = f"[{options.host}]" if ":" in options.host else options.host
    with listening(options.host, options.port) as taken:  # before the base is laid out: a taken port is told at once
        app = desk_app(base, options)
        print(f"Reading {arguments.base} at http://{shown}:{options.port}/ (Ctrl-C ends it)", file=sys.stderr)
        if not _is_own_machine(options.host):
            print(_OPEN, file=sys.stderr)
        serve(app, options, taken)
    return 0


def _is_own_machine(host: str) -> bool:
    """Tell whether only this machine reaches an address."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
