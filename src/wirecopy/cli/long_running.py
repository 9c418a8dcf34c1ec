"""What the commands take that stay: the desk, the server for agents, the watch; and how a command is made."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def new_command(commands: Commands, name: str, about: str, more: str = "") -> argparse.ArgumentParser:
    """Return the parser of a new command; every one takes `--json`."""
    parser = commands.add_parser(
        name, help=about, description=about, epilog=more, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", action="store_true", help="print JSON for machines")
    return parser


_SERVING = """\
Only this machine can reach it, and it only reads. To let others add pages over
HTTP set a secret in the environment: WIRECOPY_TOKEN. Needs wirecopy[desk].
"""


def serve(commands: Commands) -> None:
    """Add `wirecopy serve`."""
    parser = new_command(commands, "serve", "read the base in a browser, and answer programs under /v1", _SERVING)
    parser.add_argument("base", metavar="BASE")
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (127.0.0.1: this machine only)")
    parser.add_argument("--port", type=int, default=8017, help="default 8017")
    parser.add_argument("--allow-host", action="append", default=[], metavar="NAME", help="a further name it goes by")
    parser.add_argument("--rate", type=float, default=100.0, metavar="N", help="requests a second per address (100)")
    parser.add_argument("--max-body", type=int, default=2_000_000, metavar="BYTES", help="longest request (2000000)")


def mcp(commands: Commands) -> None:
    """Add `wirecopy mcp`."""
    about = "answer agents over the Model Context Protocol (standard input and output); needs wirecopy[mcp]"
    parser = new_command(commands, "mcp", about)
    parser.add_argument("base", metavar="BASE", nargs="?", help="without one, only lists of sources can be checked")


_WATCHING = """\
The pages as fetched are kept as WARC in BASE/warc, what is still to do in
BASE/watch.sqlite: stop and start at any time. One writer: while it watches,
`wirecopy run` has to wait. Word to --post is signed with the secret in the
environment: WIRECOPY_HOOK_SECRET. Needs wirecopy[desk].
"""


def watch(commands: Commands) -> None:
    """Add `wirecopy watch`."""
    parser = new_command(commands, "watch", "take in what feeds or a folder bring, page by page", _WATCHING)
    parser.add_argument("base", metavar="BASE", help="made if there is none")
    parser.add_argument("source", metavar="FEEDS.opml|DIR", help="an OPML file that lists feeds, or a folder")
    parser.add_argument("--every", type=float, default=15.0, metavar="MINUTES", help="look at each feed so often (15)")
    parser.add_argument("--delay", type=float, default=2.0, metavar="SECONDS", help="between requests to a host (2)")
    parser.add_argument("--once", action="store_true", help="stop when nothing more is due")
    parser.add_argument("--post", metavar="URL", help="tell this web hook of new stories, origins and conflicts")
    parser.add_argument("--no-settle", action="store_true", help="leave it to `wirecopy run` to settle what came in")
    parser.add_argument("--allow-private", action="store_true", help="ask hosts of private networks too")
