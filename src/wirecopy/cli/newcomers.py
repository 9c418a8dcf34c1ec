"""What the command line takes of who begins: the demo, and what a shell completes by."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from wirecopy.cli.long_running import new_command

if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]

_SHELLS = """\
examples:
  source <(wirecopy completion bash)       also in ~/.bashrc
  source <(wirecopy completion zsh)        also in ~/.zshrc
  wirecopy completion fish | source        also in ~/.config/fish/config.fish
"""


def demo(commands: Commands) -> None:
    """Add `wirecopy demo`."""
    parser = new_command(commands, "demo", "run on a made-up story that comes with wirecopy, and show what was found")
    parser.add_argument("base", metavar="BASE", nargs="?", help="keep the base in this folder")


def completion(commands: Commands) -> None:
    """Add `wirecopy completion`."""
    about = "print what a shell completes commands, options and their values by"
    parser = commands.add_parser(
        "completion", help=about, description=about, epilog=_SHELLS,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )  # fmt: skip
    parser.add_argument("shell", choices=("bash", "zsh", "fish"), metavar="SHELL", help="bash, zsh or fish")
