"""`wirecopy mcp [BASE]`."""

from __future__ import annotations

from argparse import Namespace

import wirecopy


def run(arguments: Namespace) -> int:
    """Answer an agent over standard input and output until it hangs up."""
    from wirecopy.desk.agents import agent_server

    agent_server(wirecopy.open(arguments.base) if arguments.base else None).run("stdio")
    return 0
