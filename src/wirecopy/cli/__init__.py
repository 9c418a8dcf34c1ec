"""The command line: `wirecopy run | show | diff | search | correct | forget | export | report | demo`.

Exit codes: 0 done; 1 it could not be done (one line on standard error says why); 2 wrong usage; 130 interrupted.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

KEEPING = ("correct", "forget", "history", "stages", "verify")
"""The commands in the folder `keeping`: they look after a base."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with its exit code."""
    from wirecopy.cli.parser import parse

    chosen = parse(sys.argv[1:] if arguments is None else arguments)
    sys.exit(_run(chosen))


def _run(chosen: object) -> int:
    import os
    from importlib import import_module

    from wirecopy.errors import WirecopyError

    name: str = chosen.command  # type: ignore[attr-defined]
    command = import_module(f"wirecopy.cli.commands.{'keeping.' if name in KEEPING else ''}{name}")
    try:
        return int(command.run(chosen) or 0)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except WirecopyError as error:
        print(f"wirecopy: {error}", file=sys.stderr)
        return 1
    except Exception as error:
        from wirecopy.cli.failures import failure_line

        if (line := failure_line(error, chosen)) is None:
            raise
        print(f"wirecopy: {line}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(
            "wirecopy: interrupted; what was read and every finished step are kept: run it again to go on.",
            file=sys.stderr,
        )
        return 130
