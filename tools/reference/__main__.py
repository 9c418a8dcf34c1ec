"""Write docs/reference: `make reference`, or `PYTHONPATH=tools python -m reference [FOLDER]`."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from reference import code, commands, data, interfaces, kinds

PAGES: Mapping[str, Callable[[], str]] = {
    "commands": commands.write,
    "python": code.python,
    "records": code.records,
    "options": code.options,
    "errors": code.errors_page,
    "tables": data.tables,
    "stages": data.stages,
    "formats": data.formats,
    "kinds": kinds.write,
    "rest": interfaces.rest,
    "mcp": interfaces.mcp,
}


def main() -> None:
    """Write every page into a folder, by default that of the docs."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else data.ROOT / "docs" / "reference"
    for name, write in PAGES.items():
        (folder / f"{name}.md").write_text(write().rstrip() + "\n", "utf-8")


if __name__ == "__main__":
    main()
